"""The JSON of articles, as types: what `brief read`, `brief quotes` and `brief dates` print. See `contract`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

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


class Day(TypedDict):
    """A day that articles name in their future."""

    day: WrittenDay
    until: Annotated[WrittenDay | None, Field(description="the last day of a range")]
    text: str
    evidence: list[Span]
    named: Annotated[Span, Field(description="where the first of the articles names the day")]
    outlets: list[str]


class DayLine(Day):
    """A line of `brief dates -f jsonl`: a day ahead, and the article it is quoted from."""

    source: Article


class Days(TypedDict):
    """The days ahead of articles: `brief dates -f json`."""

    schema: Literal["brief/2"]
    ahead: list[Day]
    articles: list[Article]
    skipped: list[Skipped]
