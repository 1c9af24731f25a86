"""What grouping has to know of an article: worked out of its text once, by whoever has a hand free."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefcli.article import Article
from briefcli.stories.counting import Counted, counted
from briefcli.stories.reprints import Print, print_of

if TYPE_CHECKING:
    from briefcli.workers import Workers

_NO_YEAR = 1900  # what is read as an earlier one is a misread date, and parts no report from its story
_WORTH_SHARING = 100  # articles: of so many, two processes are as fast as one, begun only then; of 400, a third faster


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What is noted of one article. `day` is None without a date.

    `terms`, `opening` and `names` are as in `Counted`, but for the numbers that stand for terms.
    """

    terms: array[int]
    counts: array[float]
    opening: array[int]
    names: array[int]
    language: str
    day: int | None
    words: int


@dataclass(frozen=True, slots=True)
class Notes:
    """The prints and the notes of articles, in their order, and the terms by their numbers."""

    prints: list[Print]
    notes: list[Note]
    terms: list[str]


def noted(articles: Sequence[Article], team: Workers | None) -> Notes:
    """The notes of articles, in their order."""
    prints, notes = [], []
    numbers: dict[str, int] = {}
    for article, (its_print, one) in zip(articles, _each(articles, team), strict=True):
        article.forget()
        prints.append(its_print)
        notes.append(_note(article, one, numbers))
    return Notes(prints, notes, list(numbers))


def _each(articles: Sequence[Article], team: Workers | None) -> Iterable[tuple[Print, Counted]]:
    if team is None or len(articles) < _WORTH_SHARING:
        return map(_read, articles)
    return team.map(_read, articles, lost=lambda article, _late: _read(article))


def _read(article: Article) -> tuple[Print, Counted]:
    return print_of(article), counted(article)


def _note(article: Article, one: Counted, numbers: dict[str, int]) -> Note:
    terms, opening, names = (
        array("I", [numbers.setdefault(term, len(numbers)) for term in some])
        for some in (one.terms, one.opening, one.names)
    )
    day = article.published
    return Note(
        terms=terms,
        counts=one.counts,
        opening=opening,
        names=names,
        language=article.language or "en",
        day=day.toordinal() if day and day.year > _NO_YEAR else None,
        words=one.words,
    )
