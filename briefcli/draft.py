"""What an engine is asked to write, and what it proposes, before anything is checked; what one thinks of a line."""

from __future__ import annotations

from dataclasses import dataclass

from briefcli.article import Article, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPoint:
    """A bullet an engine proposes, and the sentences it says it rests on."""

    text: str
    cites: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftQuote:
    """A quotation an engine proposes. `cite` is None where the engine named no sentence that exists."""

    text: str
    speaker: str | None
    cite: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What an engine makes of one story, before anything is checked."""

    headline: str
    points: tuple[DraftPoint, ...]
    quotes: tuple[DraftQuote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a model thinks of a line that code has checked: whether its source says so.

    `supported` is None where it gave no opinion, and then `failure` says why. `reason` is in its words, on one line.
    """

    supported: bool | None = None
    reason: str = ""
    failure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """What a model is to write: a story from its articles; the overview of many from `notes`, a line of each.

    `notes` are finished lines with the sentences they rest on; empty for a story. `most` is how many points at most,
    None for as many as the run asks for.
    """

    articles: tuple[Article, ...]
    notes: tuple[DraftPoint, ...] = ()
    most: int | None = None
