"""An article, a place in it, and a source that gave none."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from briefcli.text import Analysis

_BEGINNING = 60  # characters of a text that stand for its title


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A stretch of an article: character offsets into `Article.text`, half-open."""

    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A piece of a source that stands in no article, and why: "caption", "share links and menus", "quoted mail"."""

    text: str
    why: str


@dataclass(frozen=True, kw_only=True)  # no slots: `analysis` is kept in the instance
class Article:
    """One news text, stripped of markup and page furniture.

    `text` is canonical: every span points into it. Paragraphs stand apart by an empty line.
    `source` is where a reader can check it: a path or a URL.
    `published` is None when the page does not say; it is never guessed. `published_at` is set only where the page
    gives a time of day, and is naive where it names no zone.
    `language` is an ISO 639-1 code, or None where it could not be told.
    `raw` is the text as its source has it, where that has controls for which `text` has spaces; None where it has none.
    What people read is `text`, what scripts read is `raw`; a character has one place in both.
    `notes` are what a reader must know of how whole it is: "only the teaser", "breaks off in mid-sentence".
    `dropped` is what of its source is not in `text`.
    `countries` (ISO 3166-1 alpha-2, most central first) and `mentioned` are filled in by `countries`.
    `analysis` is no part of what an article is: made where it is asked for, neither compared nor sent to another
    process, and let go of with `forget` by whoever is done with the article.
    """

    id: str
    source: str
    title: str
    text: str
    published: date | None = None
    published_at: datetime | None = None
    publisher: str | None = None
    byline: str | None = None
    dateline: str | None = None
    url: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    mentioned: tuple[str, ...] = ()
    raw: str | None = None
    notes: tuple[str, ...] = ()
    dropped: tuple[Dropped, ...] = ()

    def __getitem__(self, span: Span) -> str:
        """The words a span points at."""
        return self.text[span.start : span.end]

    def paragraph(self, at: int) -> int:
        """The paragraph that a character of `text` stands in, counted from 1."""
        return self.text.count("\n\n", 0, at) + 1

    @cached_property
    def analysis(self) -> Analysis:
        """Its sentences, paragraphs, words and marks, each worked out once."""
        return Analysis(self.text, self.language)

    def forget(self) -> None:
        """Let go of the analysis. It costs memory as long as the article is kept, and can be made again."""
        self.__dict__.pop("analysis", None)

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in self.__dict__.items() if name != "analysis"}

    @property
    def outlet(self) -> str:
        """Who published it; where it does not say, what it is called, or how it begins. A file's name is nobody's."""
        return self.publisher or self.title or self.text[:_BEGINNING].rpartition(" ")[0] or self.text[:_BEGINNING]

    @property
    def words(self) -> int:
        """How many words the body has, counted between white space."""
        return len(self.text.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A source that gave no article, and why, in a sentence a reader can act on."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A source that was left out without loss, and why: hidden, or another name for one that was read.

    `copy` says that another source has the same text.
    """

    source: str
    reason: str
    copy: bool = False


def forget(articles: Iterable[Article]) -> None:
    """Let go of what articles keep while somebody works on them: their analyses, and texts that lie on a shelf."""
    for article in articles:
        article.forget()


def article_id(title: str, text: str) -> str:
    """12 hex digits of a hash of title and text: the same on every machine."""
    return hashlib.sha256(f"{title}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()[:12]
