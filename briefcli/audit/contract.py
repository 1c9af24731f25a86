"""What scripts may rely on of an audit: the types of its JSON."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from briefcli.audit.finding import Check, Severity


class Proof(TypedDict):
    """A place of a source, with the sentence that stands there."""

    article: str
    source: str
    start: int
    end: int
    text: str


class Found(TypedDict):
    """What was found of a line: `start` and `end` are characters of the brief's `text`, half-open."""

    check: Check
    about: str | None
    severity: Severity
    message: str
    text: str
    start: int
    end: int
    wording: str | None
    source_wording: str | None
    evidence: list[Proof]
    by: Annotated[str | None, Field(description="the model whose opinion it is; null: code found it")]


class PassedOver(TypedDict):
    """A line of the brief that is not audited, and why."""

    text: str
    reason: str


class Against(TypedDict):
    """An article the brief was audited against."""

    id: str
    source: str
    title: str
    published: str | None


class Unread(TypedDict):
    """A source that gave no article."""

    source: str
    reason: str


class SecondOpinion(TypedDict):
    """Which model was asked about lines that code cannot wholly decide, and what came of it."""

    model: str
    asked: Annotated[int, Field(description="lines")]
    doubted: Annotated[int, Field(description="lines, each with a finding `opinion`")]
    missing: Annotated[int, Field(description="lines that it gave no opinion on")]


class Report(TypedDict):
    """`brief verify -f json`: a brief with a finding for each of its lines."""

    schema: Literal["brief-verify/1"]
    brief: str
    worst: Severity
    summary: str
    text: str
    findings: list[Found]
    passed_over: list[PassedOver]
    articles: list[Against]
    skipped: list[Unread]
    second_opinion: Annotated[SecondOpinion | None, Field(description="null: no model was asked")]


class PairFinding(TypedDict):
    """What was found of a sentence of a pair's brief."""

    text: str
    kind: Check
    reason: str


class PairLine(TypedDict):
    """A line of `brief verify --pairs`: whether a source supports a brief."""

    id: str
    supported: bool
    findings: list[PairFinding]
