"""How a running story went: what the digests told of it, day by day, with the sentences and where they stand.

The words are those of the digests, which checked them; whole articles are not kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from briefcli.article import Article

News = Literal["new", "updated", "full"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where words stand: a stretch of an article, as `Span` has it, and its paragraph, counted from 1."""

    article: str
    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure as written ("nine"), and the sentence that gives it."""

    figure: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A figure that later reports changed, in their order. `about` is what it is of: "dead"."""

    about: str
    steps: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A point of a digest. `evidence` is what the article says, "" where `text` is that, word for word.

    `later` are figures that had replaced one of the sentence's when the digest was made.
    """

    text: str
    places: tuple[Place, ...]
    evidence: str = ""
    later: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A quotation, without its marks. `speaker` is None where the article does not say who spoke."""

    text: str
    place: Place
    speaker: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a digest told of a story.

    `moved` are figures that changed within its articles, `changes` those that are not what the digest before had.
    `articles` are those that are cited, without their texts; `outlets` is how many independent ones had it.
    `again` says that the digest kept no sentences, and they were chosen once more, from the same articles.
    """

    sentences: tuple[Sentence, ...] = ()
    moved: tuple[Moved, ...] = ()
    changes: tuple[Moved, ...] = ()
    sayings: tuple[Saying, ...] = ()
    articles: tuple[Article, ...] = ()
    outlets: int = 1
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What a digest had of a story. `told` is None where its sentences are no longer kept."""

    day: date
    news: News
    headline: str
    told: Told | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Storyline:
    """A story over days, the first one first: there is at least one, and a second digest of a day is one, too.

    `began` is the day of its first digest, which may be before the days told here; `quiet` the day of the digest that
    had nothing new of it, None where the last one had.
    """

    story: str
    headline: str
    countries: tuple[str, ...]
    days: tuple[Day, ...]
    began: date
    quiet: date | None = None

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles that are cited, in the order of the days."""
        told = (day.told for day in self.days if day.told)
        return tuple({article.id: article for one in told for article in one.articles}.values())

    @property
    def dates(self) -> tuple[date, ...]:
        """Its days, each once."""
        return tuple(dict.fromkeys(day.day for day in self.days))

    @property
    def figures(self) -> tuple[Moved, ...]:
        """The figures that changed, each from its first to its last over all days.

        Where a digest counts on from another figure than the last one told, another line begins.
        """
        chains: list[tuple[str, list[Figure]]] = []
        for found in self._moved():
            first, *others = found.steps
            goes_on = (
                steps
                for about, steps in reversed(chains)
                if about.casefold() == found.about.casefold() and steps[-1].figure == first.figure
            )
            steps = next(goes_on, None)
            if steps is None:
                chains.append((found.about, list(found.steps)))
            else:
                steps += others
        return tuple(Moved(about=about, steps=tuple(steps)) for about, steps in chains)

    def _moved(self) -> Iterator[Moved]:
        for day in self.days:
            if day.told:
                yield from (*day.told.moved, *day.told.changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Storylines:
    """The stories that were asked for. `since` is the first day looked at, `generated` the time of the run."""

    stories: tuple[Storyline, ...]
    since: date
    generated: datetime
