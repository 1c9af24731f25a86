"""Stories for the model engine, and checks of what it makes of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from briefcli.article import Article
from briefcli.draft import Assignment, Draft
from briefcli.llm import Drafted, LlmEngine, LlmOptions
from briefcli.llm.writing.drafting import Check
from tests.builders import article


@dataclass(frozen=True)
class Verdict:
    """What a check says of a draft: the points it refuses, and why."""

    refused: Mapping[int, str] = field(default_factory=dict)


def boats(count: int = 1) -> list[Assignment]:
    """So many stories of one article each."""
    return stories(*([article(f"Boats sail from port {n}. Crews rest.", title=f"Boats {n}")] for n in range(count)))


def stories(*groups: Sequence[Article]) -> list[Assignment]:
    """A story of each group of articles."""
    return [Assignment(articles=tuple(articles)) for articles in groups]


async def nothing_wrong(_draft: Draft, _articles: Sequence[Article]) -> Verdict:
    """A check that is content."""
    return Verdict()


def refusing(word: str) -> Check[Verdict]:
    """A check that refuses points with a word in them."""

    async def check(draft: Draft, _articles: Sequence[Article]) -> Verdict:
        wrong = (place for place, point in enumerate(draft.points) if word in point.text)
        return Verdict(dict.fromkeys(wrong, f"'{word}' is in no source"))

    return check


def drafts(given: LlmOptions, assignments: Sequence[Assignment]) -> list[Drafted[Verdict]]:
    """What the engine makes of these stories."""
    with LlmEngine(given) as engine:
        return engine.drafts(assignments, nothing_wrong)
