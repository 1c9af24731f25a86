"""The days ahead of articles, as `brief dates` prints them: all of them, and as a calendar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from briefcli.addresses import NOBODY, Addressing
from briefcli.article import Article, Skipped, Span
from briefcli.brief import Ahead
from briefcli.forms import CALENDAR
from briefcli.render.ahead import Calendar, coming_day
from briefcli.render.data import SCHEMA, article_object, day_object, exact, skipped_object
from briefcli.render.evidence import Evidence
from briefcli.render.safe_json import json_line, json_text
from briefcli.render.sections import Outline
from briefcli.render.sources import show_day, show_source
from briefcli.text import one_line

if TYPE_CHECKING:
    from briefcli.render import contract_articles as contract


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """The days ahead that articles name, sorted, and what gave no article. `generated` is the time of the run."""

    days: tuple[Ahead, ...]
    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...]
    generated: datetime

    @property
    def cited(self) -> tuple[Article, ...]:
        """The articles that name a day, in the order of the days."""
        by_id = {article.id: article for article in self.articles}
        return tuple(by_id[one] for one in dict.fromkeys(span.article for day in self.days for span in day.evidence))


def show_dates(
    found: Dates, form: str, *, width: int = 80, colour: bool = False, addressing: Addressing = NOBODY
) -> str:
    """Days ahead in one of the formats of `render`, or as a calendar, ending in a newline."""
    if form == "jsonl":
        return "".join(json_line(exact(one, found.articles)) for one in _lines(found))
    if form == "json":
        content: contract.Days = {
            "schema": SCHEMA,
            "ahead": [day_object(one) for one in found.days],
            "articles": [article_object(article) for article in found.cited],
            "skipped": list(map(skipped_object, found.skipped)),
        }
        return json_text(exact(content, found.articles), indent=2) + "\n"
    if form == CALENDAR:
        from briefcli.render.calendar import to_calendar

        return to_calendar(found.days, found.cited, found.generated)
    from briefcli.render import show

    return show(_outline(found), form, width=width, colour=colour, addressing=addressing)


def _lines(found: Dates) -> Sequence[contract.DayLine]:
    """A day on a line, with what is known of the article it is quoted from."""
    by_id = {article.id: article for article in found.articles}
    return [{**day_object(one), "source": article_object(by_id[one.evidence[0].article])} for one in found.days]


def _outline(found: Dates) -> Outline:
    cited = found.cited
    by_id = {article.id: article for article in cited}
    numbers = {article.id: number for number, article in enumerate(cited, start=1)}

    def reference(span: Span) -> str:
        return f"{numbers[span.article]} ¶{by_id[span.article].paragraph(span.start)}"

    return Outline(
        title="Dates ahead",
        generated=found.generated,
        day=show_day(found.generated.date()),
        summary=f"{len(found.days)} from {len(cited)} of {len(found.articles)} articles",
        made_by="Sentences are the sources’ own, word for word.",
        overview=(),
        sections=(),
        sources=tuple(show_source(number, article) for number, article in enumerate(cited, start=1)),
        notes=(() if found.days else ("No article names a day ahead.",))
        + tuple(f"Left out: {one_line(one.source)} {one_line(one.reason)}" for one in found.skipped),
        ahead=Calendar(heading="", days=tuple(coming_day(one, reference) for one in found.days)),
        evidence=Evidence(articles=by_id, numbers=numbers),
    )
