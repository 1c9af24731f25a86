"""Stories by either engine, every line checked; by the built-in one where the model leaves nothing to print.

The model's modules are imported when a model is used: a run without one imports nothing that could open a socket.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefcli import extractive
from briefcli.article import Article
from briefcli.brief import Draft, Point, Quote, Withheld
from briefcli.config import Settings
from briefcli.quotes import is_fragment
from briefcli.verify import headline_problem, is_translated, verify

if TYPE_CHECKING:
    from briefcli.llm import LlmEngine, Problem, StoryDraft

_OVERVIEW_POINTS = 5
_LONGEST_SHOWN = 800  # characters of a line that is withheld

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
class Asked:
    """A story whose points are checked, and whose headline and quotations are not yet.

    `draft` is the model's, None where the built-in engine wrote all of `lines`. `withheld` are points of the model's.
    """

    lines: Drafted
    withheld: tuple[tuple[str, str], ...] = ()
    draft: Draft | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The overview's points, and why others, or all of them, are not there."""

    points: tuple[Point, ...] = ()
    withheld: tuple[Withheld, ...] = ()


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


def ask_model(
    groups: Sequence[Sequence[Article]], settings: Settings, model: LlmEngine, progress: Progress
) -> list[Asked]:
    """Each story's points by the model, in the order given; by the built-in engine where the model has none.

    Raises:
        EngineError: the model can make no story at all.
    """
    ready = 0

    def count() -> None:
        nonlocal ready
        ready += 1
        progress("Asking", ready, len(groups))

    progress("Asking", 0, len(groups))
    made = model.drafts(groups, _checker(settings), done=count)
    return [_asked(one, articles, settings) for one, articles in zip(made, groups, strict=True)]


def finish(asked: Asked, articles: Sequence[Article], settings: Settings) -> Drafted:
    """A story with its headline and quotations: the model's where they are true, else the built-in engine's."""
    if asked.draft is None:
        return replace(asked.lines, withheld=(*asked.lines.withheld, *asked.withheld))
    withheld, headline = asked.withheld, asked.draft.headline
    checked = verify(replace(asked.draft, points=()), articles)
    problem = headline_problem(headline, articles, translated=is_translated(settings.language, articles))
    rules = None
    chosen = tuple(quote for quote in checked.quotes if quote.speaker or not is_fragment(quote))
    if problem is not None or not chosen:
        rules = by_rules(articles, settings)
    if problem is not None and rules is not None:
        withheld += ((headline[:_LONGEST_SHOWN], problem),) if headline else ()
        headline = rules.headline
    quotes = chosen or (rules.quotes if rules is not None else ()) or checked.quotes
    return replace(
        asked.lines,
        headline=headline,
        quotes=quotes[: settings.quotes],
        withheld=(*withheld, *((one.text[:_LONGEST_SHOWN], one.reason[:_LONGEST_SHOWN]) for one in checked.withheld)),
    )


def overview(first: Sequence[Point], articles: Sequence[Article], settings: Settings, model: LlmEngine) -> Overview:
    """What a reader must know of all stories, from the first point of each. One story needs none."""
    if len(first) < 2:
        return Overview()
    from briefcli.llm import Note

    notes = [Note(text=point.text, evidence=point.evidence) for point in first]
    made = model.overview(notes, min(_OVERVIEW_POINTS, len(first)), articles, _checker(settings))
    if made.failure is not None:
        reason = f"It could not be made: {made.failure}."
        return Overview(withheld=(Withheld(story="", text="The overview", reason=reason),))
    translated = is_translated(settings.language, articles)
    checked = verify(Draft(headline="", points=made.points), articles, translated=translated)
    withheld = tuple(Withheld(story="", text=problem.text, reason=problem.reason) for problem in checked.withheld)
    return Overview(points=checked.points, withheld=withheld)


def _checker(settings: Settings) -> Callable[[Draft, Sequence[Article]], list[Problem]]:
    """Names the points of a draft that verification would withhold."""
    from briefcli.llm import Problem

    def refused(draft: Draft, articles: Sequence[Article]) -> list[Problem]:
        translated = is_translated(settings.language, articles)
        found = []
        for index, point in enumerate(draft.points):
            checked = verify(Draft(headline="", points=(point,)), articles, translated=translated)
            found += [Problem(kind="point", index=index, reason=problem.reason) for problem in checked.withheld]
        return found

    return refused


def _asked(made: StoryDraft, articles: Sequence[Article], settings: Settings) -> Asked:
    if made.draft is None:
        return Asked(lines=by_rules(articles, settings, fallback=made.failure or "the model gave no draft"))
    points = made.draft.points[: settings.points]
    translated = is_translated(settings.language, articles)
    checked = verify(Draft(headline="", points=points), articles, translated=translated)
    withheld = tuple((problem.text, problem.reason) for problem in checked.withheld)
    if not checked.points and settings.template != "quotes":
        reason = "every point of the model was withheld" if points else "the model gave no points"
        return Asked(lines=by_rules(articles, settings, fallback=reason), withheld=withheld)
    lines = Drafted(headline="", points=checked.points, quotes=(), withheld=(), engine="llm")
    return Asked(lines=lines, withheld=withheld, draft=made.draft)
