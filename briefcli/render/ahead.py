"""The days ahead of a brief, as every format prints them: the day, the sentence that names it, its references."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from briefcli.article import Span
from briefcli.brief import Ahead, Brief
from briefcli.render.lines import Line
from briefcli.render.sources import show_days
from briefcli.text import one_line

MOST = 8  # in a brief; `brief dates` has them all
_FEWEST, _WORDS_EACH = 3, 250  # in a short brief: one for so many words of it
_RECENT = timedelta(days=7)  # a brief whose newest article is older is one of an archive
_HEADING = "Dates ahead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """A day ahead: "24 Apr 2025", or the first and the last of a range, and the sentence that names it."""

    day: str
    line: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The days ahead under their heading, "" where the title of the whole says it."""

    heading: str
    days: tuple[Coming, ...]


NO_DAYS = Calendar(heading="", days=())


def calendar_of(brief: Brief, reference: Callable[[Span], str]) -> Calendar:
    """The days ahead to show in a brief. Where there are more than fit, the heading says how many."""
    coming = _still_ahead(brief)
    most = MOST if brief.words is None else max(_FEWEST, min(MOST, brief.words // _WORDS_EACH))
    chosen = _chosen(coming, [story.id for story in brief.stories], most)
    count = f" ({len(chosen)} of {len(coming)})" if len(chosen) < len(coming) else ""
    return Calendar(heading=_HEADING + count, days=tuple(coming_day(one, reference) for one in chosen))


def coming_day(one: Ahead, reference: Callable[[Span], str]) -> Coming:
    """A day ahead with the references of all articles that have it."""
    references = dict.fromkeys(reference(span) for span in one.evidence)
    line = Line(text=one_line(one.text), reference=", ".join(references), spans=one.evidence)
    return Coming(day=show_days(one.first, one.last), line=line)


def _still_ahead(brief: Brief) -> list[Ahead]:
    """The days that have not passed when the brief is made; of old articles, all that they name."""
    today = brief.generated.date()
    newest = max((article.published for article in brief.articles if article.published), default=today)
    return [one for one in brief.ahead if one.last >= today or newest < today - _RECENT]


def _chosen(coming: list[Ahead], stories: list[str], most: int) -> list[Ahead]:
    """At most so many, by day: the next of each story in the order of the brief, then the one after that."""
    order = {story: place for place, story in enumerate(stories)}
    nth: dict[str, int] = {}
    ranked = []
    for one in coming:
        nth[one.story] = nth.get(one.story, 0) + 1
        ranked.append((nth[one.story], order.get(one.story, len(order)), one))
    chosen = sorted(ranked, key=lambda ranks: ranks[:2])[:most]
    kept = {id(one) for _, _, one in chosen}
    return [one for one in coming if id(one) in kept]
