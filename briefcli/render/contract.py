"""The JSON that scripts may rely on, as types: what makes it is checked against them, `brief schema` is made of them.

A key may be added at any time. One that goes, or means something else, raises the number behind the name of the schema
(`brief/2`), with an entry in the changelog. Days are `2026-03-12`; moments always have their offset from UTC.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from briefcli.brief import Shown, Status
from briefcli.render.contract_articles import Article, ArticleId, Country, Day, Moment, Quote, Skipped, Span, WrittenDay


class Step(TypedDict):
    """A figure as reports of one day gave it, as written."""

    figure: str
    published: WrittenDay
    evidence: Span
    publishers: list[str]


class Opinion(TypedDict):
    """Why a model doubts that the evidence of a point says so, though it has passed the checks."""

    model: str
    reason: str


class Point(TypedDict):
    """One line of a brief. A `verbatim` one is its evidence word for word, a `supported` one was checked against it."""

    text: str
    status: Status
    outlets: list[str]
    evidence: list[Span]
    later: Annotated[list[Step], Field(description="figures that have replaced one of the line's")]
    opinion: Annotated[
        Opinion | None, Field(description="of a model that doubts it; null: none does, or none was asked")
    ]


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
