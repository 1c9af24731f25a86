"""The JSON that scripts may rely on, as types: what makes it is checked against them, `brief schema` is made of them.

A key may be added at any time. One that goes, or means something else, raises the number behind the name of the schema
(`brief/2`), with an entry in the changelog. Days are `2026-03-12`; moments always have their offset from UTC.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from briefcli.brief import Shown, Status

WrittenDay = Annotated[str, Field(json_schema_extra={"format": "date"})]
Moment = Annotated[str, Field(pattern=r"[+-]\d\d:\d\d$", json_schema_extra={"format": "date-time"})]
Country = Annotated[str, Field(pattern="^[A-Z]{2}$", description="ISO 3166-1 alpha-2")]
Offset = Annotated[int, Field(ge=0, description="of a character, from 0")]
ArticleId = Annotated[str, Field(min_length=1, description="the `id` of an article")]


class Span(TypedDict):
    """A stretch of an article: `text[start:end]` of it."""

    article: ArticleId
    start: Offset
    end: Offset


class Step(TypedDict):
    """A figure as reports of one day gave it, as written."""

    figure: str
    published: WrittenDay
    evidence: Span
    publishers: list[str]


class Point(TypedDict):
    """One line of a brief. A `verbatim` one is its evidence word for word, a `supported` one was checked against it."""

    text: str
    status: Status
    outlets: list[str]
    evidence: list[Span]
    later: Annotated[list[Step], Field(description="figures that have replaced one of the line's")]


class Quote(TypedDict):
    """A quotation: `text` is `text[start:end]` of its article. What the article does not say is null."""

    text: str
    article: ArticleId
    start: Offset
    end: Offset
    speaker: str | None
    speaker_start: Annotated[Offset | None, Field(description="where the article has the name as it is given here")]
    speaker_end: Offset | None
    cue: Annotated[str | None, Field(description="the verb of saying")]
    role: str | None
    mention_start: Annotated[Offset | None, Field(description="where the attribution itself names the speaker")]
    mention_end: Offset | None


class Development(TypedDict):
    """A figure that later reports raised or lowered."""

    about: str
    steps: list[Step]


class Side(TypedDict):
    """One of the figures that outlets give for the same thing."""

    figure: str
    publishers: list[str]
    text: str
    evidence: Span


class Disagreement(TypedDict):
    """Figures for one thing at one time that exclude each other."""

    about: str
    sides: list[Side]


class Change(TypedDict):
    """A figure that is not what the last digest reported."""

    about: str
    before: str
    after: str
    evidence: Span


class Day(TypedDict):
    """A day that articles name in their future."""

    day: WrittenDay
    until: Annotated[WrittenDay | None, Field(description="the last day of a range")]
    text: str
    evidence: list[Span]
    named: Annotated[Span, Field(description="where the first of the articles names the day")]
    outlets: list[str]


class Ahead(Day):
    """A day ahead of a brief, and the `id` of its story."""

    story: str | None


class Weight(TypedDict):
    """How much a story weighs: a sum."""

    total: float
    outlets: float
    newness: float
    gravity: float
    nearness: float


class Reprint(TypedDict):
    """An article whose text another one of the story has."""

    article: ArticleId
    of: ArticleId


class Story(TypedDict):
    """The articles that report one event, and what a reader must know of it."""

    id: str
    headline: str
    articles: list[ArticleId]
    published: Annotated[WrittenDay | None, Field(description="the day of its newest article")]
    countries: list[Country]
    points: list[Point]
    quotes: list[Quote]
    outlets: Annotated[int, Field(description="independent ones: reprints of one text are one")]
    reprints: list[Reprint]
    why: str
    engine: Annotated[str, Field(description="`extractive`, the built-in one, or `llm`")]
    fallback: Annotated[str | None, Field(description="why it is by the built-in engine, where a model was asked")]
    developments: list[Development]
    disagreements: list[Disagreement]
    news: Annotated[Literal["new", "updated"] | None, Field(description="in digests")]
    changes: list[Change]
    ahead: list[Ahead]
    weight: Weight
    followed: list[str]
    shown: Annotated[Shown | None, Field(description="how much of it a reader gets; null: there was no room")]
    part: str


class Article(TypedDict):
    """An article, without its text.

    `published_at` is null where the page gives no time of day, or one without a zone; `published` is the day it gives.
    """

    id: ArticleId
    source: Annotated[str, Field(description="a path or an address")]
    title: str
    published: WrittenDay | None
    published_at: Annotated[Moment | None, Field(description="always with its offset from UTC")]
    publisher: str | None
    byline: str | None
    dateline: str | None
    url: str | None
    language: Annotated[str | None, Field(description="ISO 639-1")]
    tags: list[str]
    countries: Annotated[list[Country], Field(description="those it is about, the most central first")]
    mentioned: list[Country]
    words: int


class Dropped(TypedDict):
    """A piece of a source that stands in no article, and why."""

    text: str
    why: str


class WholeArticle(Article):
    """An article with its text, as `brief read` prints it: `-f json` a list of them, `-f jsonl` one a line."""

    notes: Annotated[list[str], Field(description="how whole it is: `only the teaser`")]
    dropped: list[Dropped]
    text: str


class Skipped(TypedDict):
    """A source that gave no article."""

    source: str
    reason: str


class Withheld(TypedDict):
    """A line that was not printed; `story` is "" for the overview."""

    story: str
    text: str
    reason: str


class Muted(TypedDict):
    """A story that the user does not want to see."""

    match: str
    headline: str
    articles: list[ArticleId]
    sources: list[str]


class Quiet(TypedDict):
    """A story of an earlier digest that nothing new was heard of."""

    story: str
    headline: str
    last: WrittenDay | None


class Engine(TypedDict):
    """Who wrote."""

    name: Annotated[str, Field(description="`extractive`, the built-in one, or `llm`")]
    model: str | None


class Usage(TypedDict):
    """What was used of a model. A cost that is null is not known."""

    calls: int
    cached: int
    prompt_tokens: int
    completion_tokens: int
    cost_usd: float | None


class Brief(TypedDict):
    """A brief: `brief summarize -f json`, `brief digest -f json`."""

    schema: Literal["brief/2"]
    title: str
    generated: Moment
    engine: Engine
    overview: list[Point]
    stories: list[Story]
    articles: list[Article]
    skipped: list[Skipped]
    withheld: list[Withheld]
    usage: Usage
    quiet: list[Quiet]
    ahead: list[Ahead]
    muted: list[Muted]
    words: int | None


class StoryLine(Story):
    """A line of `brief summarize -f jsonl`, `brief digest -f jsonl`: a story with all that it refers to."""

    schema: Literal["brief/2"]
    generated: Moment
    sources: Annotated[list[Article], Field(description="its articles, in the order of `articles`")]
    withheld: list[Withheld]


class QuotedArticle(TypedDict):
    """A line of `brief quotes -f jsonl`: an article and its quotations."""

    article: ArticleId
    source: str
    title: str
    published: WrittenDay | None
    publisher: str | None
    url: str | None
    quotes: list[Quote]


class Quotations(TypedDict):
    """The quotations of articles: `brief quotes -f json`."""

    schema: Literal["brief/2"]
    articles: list[QuotedArticle]
    skipped: list[Skipped]


class DayLine(Day):
    """A line of `brief dates -f jsonl`: a day ahead, and the article it is quoted from."""

    source: Article


class Days(TypedDict):
    """The days ahead of articles: `brief dates -f json`."""

    schema: Literal["brief/2"]
    ahead: list[Day]
    articles: list[Article]
    skipped: list[Skipped]
