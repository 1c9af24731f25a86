"""What a brief is made of: points, quotes, stories; all of it checked.

What engines propose is in `draft`: a claim. Only `verify` makes points and quotes of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal

from briefcli.article import Article, Skipped, Span

REPLACED = "Newer reports have replaced its figure."  # why a headline is withheld that is true of its source

Status = Literal["verbatim", "supported", "translated"]
Shown = Literal["full", "short", "line"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A figure as reports of one day gave it: "nine", as written; who did, and the sentence of the first of them.

    `publishers` are outlets, each once.
    """

    figure: str
    published: date
    evidence: Span
    publishers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Development:
    """A figure that later reports raised or lowered, in the order of the reports. `about` is what it is of: "dead"."""

    about: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What a model says against a point that the checks let pass: why it doubts that the evidence says so."""

    model: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One bullet. `verbatim` points are the words of their evidence, `supported` ones were checked against it.

    Of a `translated` one only numbers, names, dates and countries could be compared with its evidence.

    `outlets` are those of the story that say it, empty where nobody looked: in the overview.
    `later` are the figures that have replaced one of the point's; empty for a point that is up to date.
    `opinion` is that of a model which doubts the point; None where none does, or none was asked.
    """

    text: str
    status: Status
    evidence: tuple[Span, ...]
    outlets: tuple[str, ...] = ()
    later: tuple[Step, ...] = ()
    opinion: Opinion | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words between quotation marks in the source, without the marks.

    `speaker` is None where the text does not say. `speaker_start` and `speaker_end` are where the article has the
    words printed as `speaker`: for "he added", the place where he is named in full.
    `mention_start` and `mention_end` are where the attribution itself names him ("He"), `cue` is its verb ("added").
    `role` is the speaker's role as the article first gives it, None where it gives none.
    """

    text: str
    article: str
    start: int
    end: int
    speaker: str | None = None
    speaker_start: int | None = None
    speaker_end: int | None = None
    cue: str | None = None
    role: str | None = None
    mention_start: int | None = None
    mention_end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """A line that was not printed. `story` is a story's id, or "" for the overview."""

    story: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the figures given for the same thing: who gives it, and the sentence of the first who does.

    `publishers` are outlets, each once however many of its articles say so.
    """

    figure: str
    publishers: tuple[str, ...]
    text: str
    evidence: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Outlets give figures for one thing at one time that exclude each other. `about` is the thing: "dead"."""

    about: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """A day that articles name in their future, with the sentence that does, word for word.

    `first` and `last` are the same day, unless it is a range. `evidence` has a sentence of each article that names it
    for the same event, `text` is the first of them, and `named` where that one names the day. `outlets` are whose
    articles these are, each once. `story` is the story's id, "" outside a brief.
    """

    first: date
    last: date
    text: str
    evidence: tuple[Span, ...]
    named: Span
    outlets: tuple[str, ...]
    story: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A figure that is not what the last digest reported: "dead: 9 -> 14".

    `evidence` is the sentence that says so, `was` that of the earlier article which gave the figure before.
    """

    about: str
    before: str
    after: str
    evidence: Span
    was: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """A story of an earlier digest that nothing new was heard of. `last` is None where no article had a date."""

    story: str
    headline: str
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """How much a story weighs, as a sum of what speaks for it; `compose.weight` says how each is counted."""

    outlets: float = 0.0
    newness: float = 0.0
    gravity: float = 0.0
    nearness: float = 0.0

    @property
    def total(self) -> float:
        """The sum."""
        return round(self.outlets + self.newness + self.gravity + self.nearness, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Muted:
    """A story that is left out because the user does not want to see it. `match` is the word of `mute:` it has."""

    match: str
    headline: str
    articles: tuple[str, ...]
    sources: tuple[str, ...]
    countries: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The articles that report one event, and what a reader must know of it.

    `outlets` is how many independent ones report it: reprints of one text are one.
    `reprints` are articles whose text another one of the story already has, as (article id, id of the one kept).
    `why` says what binds the articles. `engine` is the one that wrote this story; `fallback` says why it is not the
    one asked for, None where it is.
    `news` is what a digest says of it: new, or updated since the last one, with the figures that changed; None outside
    digests.
    `developments` are figures that newer reports replaced, `disagreements` those that outlets differ on; `ahead` are
    the days that its articles name in their future.
    `weight` says how much it weighs, `followed` which of the names that the user follows it has.
    `shown` is how much of it a reader gets: all of it, its first point, or its headline in a line; None where there
    was no room even for that. `part` is the part of the brief it stands in, "" where the brief has none.
    """

    id: str
    headline: str
    articles: tuple[str, ...]
    published: date | None
    countries: tuple[str, ...]
    points: tuple[Point, ...]
    quotes: tuple[Quote, ...]
    outlets: int = 1
    reprints: tuple[tuple[str, str], ...] = ()
    why: str = ""
    engine: str = "extractive"
    fallback: str | None = None
    developments: tuple[Development, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    news: Literal["new", "updated"] | None = None
    changes: tuple[Change, ...] = ()
    ahead: tuple[Ahead, ...] = ()
    weight: Weight = field(default_factory=Weight)
    followed: tuple[str, ...] = ()
    shown: Shown | None = "full"
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What a run cost. `cost_usd` is None where a price is not known; that is not zero."""

    calls: int = 0
    cached: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost_usd: float | None = 0.0

    def since(self, before: Usage) -> Usage:
        """What was used after an earlier look. An unknown cost makes the difference unknown."""
        known = self.cost_usd is not None and before.cost_usd is not None
        return Usage(
            calls=self.calls - before.calls,
            cached=self.cached - before.cached,
            prompt_tokens=self.prompt_tokens - before.prompt_tokens,
            completion_tokens=self.completion_tokens - before.completion_tokens,
            cost_usd=(self.cost_usd or 0.0) - (before.cost_usd or 0.0) if known else None,
        )

    def plus(self, other: Usage) -> Usage:
        """Both together. An unknown cost makes the sum unknown."""
        return Usage(
            calls=self.calls + other.calls,
            cached=self.cached + other.cached,
            prompt_tokens=self.prompt_tokens + other.prompt_tokens,
            completion_tokens=self.completion_tokens + other.completion_tokens,
            cost_usd=_sum(self.cost_usd, other.cost_usd),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a run would do. Calls whose answers are in the cache are counted apart and cost nothing.

    `reply_tokens` is what all replies may have at most. `cost_usd` is at most, without repairs; None where a price is
    unknown.
    """

    stories: int
    articles: int
    calls: int = 0
    cached: int = 0
    prompt_tokens: int = 0
    reply_tokens: int = 0
    cost_usd: float | None = 0.0

    def plus(self, opinions: Plan) -> Plan:
        """The same with the calls for second opinions, which are on the same stories."""
        return replace(
            self,
            calls=self.calls + opinions.calls,
            cached=self.cached + opinions.cached,
            prompt_tokens=self.prompt_tokens + opinions.prompt_tokens,
            reply_tokens=self.reply_tokens + opinions.reply_tokens,
            cost_usd=_sum(self.cost_usd, opinions.cost_usd),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """One briefing: what a renderer gets, and what `-f json` shows. `quiet` is filled in digests only.

    `ahead` are the days ahead of all stories, each day and event once, sorted.
    `words` is the length it was to have, sources apart; None for any length.
    """

    title: str
    generated: datetime
    engine: str
    model: str | None
    overview: tuple[Point, ...]
    stories: tuple[Story, ...]
    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...]
    withheld: tuple[Withheld, ...]
    usage: Usage
    quiet: tuple[Quiet, ...] = ()
    ahead: tuple[Ahead, ...] = ()
    muted: tuple[Muted, ...] = ()
    words: int | None = None

    @property
    def lines_withheld(self) -> tuple[Withheld, ...]:
        """The lines that are missing: of the overview none is, for another has the place of one that was withheld."""
        return tuple(one for one in self.withheld if one.story)


def _sum(cost: float | None, other: float | None) -> float | None:
    """Two costs; None where one of them is not known."""
    return None if cost is None or other is None else cost + other


def overview_lines(stories: int) -> int:
    """How many lines the overview of so many stories has: three to six, none where a reader sees all at a glance."""
    return min(6, max(3, stories // 2)) if stories >= 3 else 0
