"""The JSON of `brief storyline`, as types: see `briefcli.render.contract`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from briefcli.render.contract_articles import ArticleId, Country, Moment, Span, WrittenDay


class Place(Span):
    """Where words stand, and in which paragraph, from 1."""

    paragraph: int


class Figure(Place):
    """A figure, as written, and the sentence that gives it."""

    figure: str


class Moved(TypedDict):
    """A figure that changed, from the first to the last."""

    about: str
    steps: list[Figure]


class ToldPoint(TypedDict):
    """A line that a digest told; `source` is what its source says."""

    text: str
    evidence: list[Place]
    source: str
    later: list[Figure]


class ToldQuote(Place):
    """A quotation that a digest told."""

    text: str
    speaker: str | None
    role: str | None


class ToldDay(TypedDict):
    """What one digest told of a story and none before it. Where its sentences are forgotten, `kept` is false."""

    day: WrittenDay
    news: Literal["new", "updated", "full"]
    headline: str
    kept: bool
    again: Annotated[bool, Field(description="chosen once more, from the articles of an old state")]
    outlets: int | None
    points: list[ToldPoint]
    developments: list[Moved]
    changes: list[Moved]
    quotes: list[ToldQuote]


class CitedArticle(TypedDict):
    """What a list of sources says of an article that need not be there any more."""

    id: ArticleId
    source: str
    title: str
    published: WrittenDay | None
    publisher: str | None
    url: str | None
    language: str | None


class Storyline(TypedDict):
    """How a story went: a line of `brief storyline -f jsonl`."""

    id: str
    headline: str
    countries: list[Country]
    began: WrittenDay
    quiet: Annotated[WrittenDay | None, Field(description="the day of the digest that had nothing new")]
    figures: list[Moved]
    days: list[ToldDay]
    articles: list[CitedArticle]


class Storylines(TypedDict):
    """How stories went: `brief storyline -f json`."""

    schema: Literal["brief-storyline/1"]
    generated: Moment
    since: WrittenDay
    stories: list[Storyline]
