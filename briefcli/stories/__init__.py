"""Stories: reprints counted once, and reports of the same event side by side.

Conservative on purpose: what is not clearly one event stands apart. The order of the input changes nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from briefcli.article import Article, forget

if TYPE_CHECKING:
    from briefcli.stories.notes import Notes
    from briefcli.workers import Workers

By = Literal["story", "article", "all"]

__all__ = ["By", "Group", "group"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Articles that report one event: those to read first, by date, then their reprints.

    `reprints` are articles whose text another one has, as (id of the reprint, id of the one kept). `why` says what
    binds the articles, "" for one that stands alone.
    """

    articles: tuple[Article, ...]
    reprints: tuple[tuple[str, str], ...] = ()
    why: str = ""

    @property
    def id(self) -> str:
        """12 hex digits of a hash of the articles' ids, whatever their order."""
        return hashlib.sha256("\0".join(sorted(article.id for article in self.articles)).encode()).hexdigest()[:12]

    @property
    def kept(self) -> tuple[Article, ...]:
        """The articles to read: every text once."""
        return self.articles[: len(self.articles) - len(self.reprints)]


def group(articles: Sequence[Article], by: By = "story", *, team: Workers | None = None) -> tuple[Group, ...]:
    """Group articles by the event they report; the most reported first, then the newest.

    Args:
        articles: In any order: the same articles give the same groups.
        by: `story` groups reports of one event, `article` keeps each article apart, `all` treats all as one event.
        team: shares what can be worked out of each article by itself, where there are many.
    """
    ordered = sorted(articles, key=_canonical)
    if by == "article" or len(ordered) < 2:
        return tuple(sorted((Group(articles=(article,)) for article in ordered), key=_prominence))
    return tuple(sorted(_grouped(ordered, by, team), key=_prominence))


def _grouped(ordered: Sequence[Article], by: By, team: Workers | None) -> Iterator[Group]:
    from briefcli.stories.link import cluster
    from briefcli.stories.terms import Vocabulary
    from briefcli.stories.why import explain

    reprints, notes = _read(ordered, team)
    kept = [number for number in range(len(ordered)) if number not in reprints]
    vocabulary = Vocabulary()
    profiles, vectors = vocabulary.profiled((notes.notes[number] for number in kept), notes.terms)
    del notes
    clusters = [list(range(len(kept)))] if by == "all" else cluster(profiles, vectors, vocabulary)
    copies: dict[int, list[int]] = {}
    for reprint, original in reprints.items():
        copies.setdefault(original, []).append(reprint)
    for members in clusters:
        members.sort()
        why = explain(
            [ordered[kept[m]] for m in members],
            [profiles[m] for m in members],
            [vectors[m] for m in members],
            vocabulary,
        )
        forget(ordered[kept[member]] for member in members)
        yield _group(ordered, [kept[m] for m in members], copies, why)


def _read(articles: Sequence[Article], team: Workers | None) -> tuple[dict[int, int], Notes]:
    """Which articles are reprints of which, and the notes of all."""
    from briefcli.stories.notes import noted
    from briefcli.stories.reprints import find_reprints

    notes = noted(articles, team)
    reprints = find_reprints(articles, notes.prints)
    notes.prints.clear()
    return reprints, notes


def _group(ordered: Sequence[Article], kept: Sequence[int], copies: dict[int, list[int]], why: str) -> Group:
    reprints = sorted((copy, original) for original in kept for copy in copies.get(original, ()))
    if reprints:
        ran = f"{len(reprints)} {'reprint' if len(reprints) == 1 else 'reprints'} of one text"
        why = f"{why}; {ran.replace('one text', 'the same text')}" if why else ran.capitalize()
    return Group(
        articles=tuple(ordered[number] for number in (*kept, *(copy for copy, _ in reprints))),
        reprints=tuple((ordered[copy].id, ordered[original].id) for copy, original in reprints),
        why=why,
    )


def _canonical(article: Article) -> tuple[object, ...]:
    """An order that does not depend on how the articles came: by date, the undated last."""
    day = article.published.toordinal() if article.published else 10_000_000
    return day, article.id, article.publisher or "", article.source, article.title


def _prominence(found: Group) -> tuple[object, ...]:
    newest = max((article.published.toordinal() for article in found.articles if article.published), default=0)
    return -len(_outlets(found.articles)), -len(found.articles), -newest, found.articles[0].id, found.articles[0].source


def _outlets(articles: Iterable[Article]) -> set[str]:
    return {article.outlet for article in articles}
