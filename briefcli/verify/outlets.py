"""Who else says so: which outlets of a story carry a point."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from briefcli.article import Article, Span
from briefcli.brief import Point
from briefcli.text.words import content

# Of 169 pairs of a point and another report of 16 development stories that two editors had judged, these list 25 of the
# 40 that say it and 7 that do not; any two sentences with six tenths, as before, listed 20 and 8.
_CARRIED = 0.55  # share of a point's words that two neighbouring sentences of another report must have to say it too
_FEW_WORDS = 8  # of fewer, one sentence must have all but one
_EVENT = 0.45  # share of the first point's words that the title and opening of a report of the same day must have
_OPENING = 2  # sentences


def with_outlets(points: Iterable[Point], articles: Sequence[Article]) -> tuple[Point, ...]:
    """The points of a story, each with the outlets that say it; the first is the event, told by each in its own way."""
    return tuple(
        replace(point, outlets=outlets_of(point.text, point.evidence, articles, event=number == 0))
        for number, point in enumerate(points)
    )


def count_outlets(articles: Iterable[Article]) -> int:
    """How many independent outlets the articles are from; those that name none may all be from one."""
    return max(1, len({article.publisher for article in articles if article.publisher}))


def outlets_of(
    text: str, evidence: Sequence[Span], articles: Sequence[Article], *, event: bool = False
) -> tuple[str, ...]:
    """The outlets that say what a point says, those of its evidence first.

    Another report says it too where two neighbouring sentences have most of the point's words, and it most of the
    numbers; of the `event` of a story, where a report of the same day opens with enough of them. A report of a day
    before has not told of the event.
    """
    own = {span.article for span in evidence}
    first = [article for article in articles if article.id in own]
    days = {article.published for article in first if article.published}
    others = [
        article
        for article in articles
        if article.id not in own
        and not (event and days and article.published and article.published < min(days))
        and (_carries(article, text) or (event and article.published in days and _opens_with(article, text)))
    ]
    return tuple(dict.fromkeys(article.outlet for article in (*first, *others)))


def _carries(article: Article, text: str) -> bool:
    from briefcli.verify.claims import missing_numbers, numbers  # late: a story of one article asks for none

    if 2 * len(missing_numbers(text, article.text)) >= max(1, len(numbers(text))):
        return False
    wanted, words = content(text, article.language), article.analysis.words
    if len(wanted) < _FEW_WORDS:
        return any(len(wanted & one) >= len(wanted) - 1 for one in words)
    neighbours = pairwise((*words, frozenset()))
    return any(len(wanted & (one | other)) >= _CARRIED * len(wanted) for one, other in neighbours)


def _opens_with(article: Article, text: str) -> bool:
    wanted = content(text, article.language)
    opening = content(article.title, article.language).union(*article.analysis.words[:_OPENING])
    return len(wanted & opening) >= _EVENT * len(wanted)
