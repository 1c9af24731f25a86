"""Stories by either engine, every line checked; by the built-in one where the model leaves nothing to print.

The model's modules are imported when a model is used: a run without one imports nothing that could open a socket.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefcli import extractive
from briefcli.article import Article
from briefcli.brief import Draft, Point, Quote, Story, Withheld
from briefcli.config import Settings
from briefcli.verify import Verified, headline_problem, verify

if TYPE_CHECKING:
    from briefcli.llm import LlmEngine, Problem, StoryDraft

_OVERVIEW_POINTS = 5

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """A story's lines, checked.

    `withheld` are lines that may not be printed, each with the reason. `engine` wrote the rest; `fallback` says why it
    is not the one asked for.
    """

    headline: str
    points: tuple[Point, ...]
    quotes: tuple[Quote, ...]
    withheld: tuple[tuple[str, str], ...]
    engine: str = "extractive"
    fallback: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The overview's points, and what became of those that are not there."""

    points: tuple[Point, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    failure: str | None = None


def by_rules(articles: Sequence[Article], settings: Settings, *, fallback: str | None = None) -> Drafted:
    """A story's lines by the built-in engine."""
    draft = extractive.draft(articles, points=settings.points, quotes=settings.quotes)
    checked = verify(draft, articles)
    return Drafted(
        headline=draft.headline,
        points=checked.points,
        quotes=checked.quotes,
        withheld=tuple((problem.text, problem.reason) for problem in checked.withheld),
        fallback=fallback,
    )


def by_model(
    groups: Sequence[Sequence[Article]], settings: Settings, model: LlmEngine, progress: Progress
) -> list[Drafted]:
    """The lines of each story by the model, in the order given.

    Raises:
        EngineError: the model can make no story at all.
    """
    ready = 0

    def count() -> None:
        nonlocal ready
        ready += 1
        progress("Asking", ready, len(groups))

    progress("Asking", 0, len(groups))
    made = model.drafts(groups, _refused, done=count)
    return [_drafted(one, articles, settings) for one, articles in zip(made, groups, strict=True)]


def overview(stories: Sequence[Story], articles: Sequence[Article], model: LlmEngine) -> Overview:
    """What a reader must know of all stories, from the first point of each. One story needs none."""
    first = [story.points[0] for story in stories if story.points]
    if len(first) < 2:
        return Overview()
    from briefcli.llm import Note

    notes = [Note(text=point.text, evidence=point.evidence) for point in first]
    made = model.overview(notes, min(_OVERVIEW_POINTS, len(first)), articles, _refused)
    if made.failure is not None:
        return Overview(failure=made.failure)
    checked = verify(Draft(headline="", points=made.points), articles)
    withheld = tuple(Withheld(story="", text=problem.text, reason=problem.reason) for problem in checked.withheld)
    return Overview(points=checked.points, withheld=withheld)


def _refused(draft: Draft, articles: Sequence[Article]) -> list[Problem]:
    """The points of a draft that verification would withhold."""
    from briefcli.llm import Problem

    found = []
    for index, point in enumerate(draft.points):
        checked = verify(Draft(headline="", points=(point,)), articles)
        found += [Problem(kind="point", index=index, reason=problem.reason) for problem in checked.withheld]
    return found


def _drafted(made: StoryDraft, articles: Sequence[Article], settings: Settings) -> Drafted:
    if made.draft is None:
        return by_rules(articles, settings, fallback=made.failure or "the model gave no draft")
    draft = replace(made.draft, points=made.draft.points[: settings.points])
    checked = verify(draft, articles)
    withheld = tuple((problem.text, problem.reason) for problem in checked.withheld)
    wanted_points = settings.template != "quotes"
    if wanted_points and not checked.points:
        reason = "every point of the model was withheld" if draft.points else "the model gave no points"
        return replace(by_rules(articles, settings, fallback=reason), withheld=withheld)
    rules = extractive.draft(articles, points=settings.points, quotes=settings.quotes)
    headline, problem = draft.headline, headline_problem(draft.headline, articles)
    if problem is not None:
        withheld += ((headline, problem),) if headline else ()
        headline = rules.headline
    return Drafted(
        headline=headline,
        points=checked.points,
        quotes=_quotes(checked, rules, articles, settings),
        withheld=withheld,
        engine="llm",
    )


def _quotes(checked: Verified, rules: Draft, articles: Sequence[Article], settings: Settings) -> tuple[Quote, ...]:
    """The model's quotes that are true; where none is left, those the built-in engine finds."""
    found = checked.quotes or verify(replace(rules, points=()), articles).quotes
    return found[: settings.quotes]
