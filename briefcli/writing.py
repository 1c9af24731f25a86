"""Stories written by either engine, every line checked: groups in, checked stories out, one call.

The model's modules are imported when a model is used: a run without one imports nothing that could open a socket.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Protocol

from briefcli import extractive
from briefcli.article import Article, Span
from briefcli.brief import REPLACED, Assignment, Development, Draft, DraftPoint, Point, Quote, Story, Usage, Withheld
from briefcli.config import Settings
from briefcli.figures import current_headline, developments, disagreements, noted
from briefcli.quotes import is_fragment, unsaid
from briefcli.stories import Group
from briefcli.verify import Problem, Verified, outlet_of, outlets_of, verify, verify_written
from briefcli.workers import Workers, here

if TYPE_CHECKING:
    from briefcli.llm import Drafted, LlmEngine

_OVERVIEW_POINTS = 5
_MOST_REDRAFTS = 4  # each leaves out what the one before had to withhold
_LONGEST_SHOWN = 800  # characters of a line that is withheld

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A story with every line checked, and the lines it does without.

    For the overview, the story has points and nothing else.
    """

    story: Story
    withheld: tuple[Withheld, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview(Group):
    """All stories of a brief as one, to be told from a line of each."""

    lines: tuple[Point, ...]
    stories: tuple[Story, ...] = ()

    def developments_for(self, point: Point) -> tuple[Development, ...]:
        """How figures developed in the stories a point rests on."""
        cited = {span.article for span in point.evidence}
        return tuple(found for one in self.stories if cited.intersection(one.articles) for found in one.developments)


class Engine(Protocol):
    """Who writes. `model` is None for the built-in engine, `usage` what was used so far."""

    @property
    def name(self) -> str:
        """How the brief names it: `extractive` or `llm`."""

    @property
    def model(self) -> str | None:
        """The model that is asked."""

    @property
    def usage(self) -> Usage:
        """What was used so far."""

    def write(self, stories: Sequence[Group]) -> Iterator[Written]:
        """Each story in the order given, every line checked; a failure costs one story its engine, never the story.

        The analyses of a story's articles are let go of when it is written.

        Raises:
            EngineError: the engine can write no story at all.
        """


def engine(
    settings: Settings,
    *,
    model: LlmEngine | None = None,
    team: Workers | None = None,
    progress: Progress = lambda _what, _done, _all: None,
) -> Engine:
    """The model where one is given, else the built-in engine, with the help of a team."""
    if model is not None:
        return _ByModel(model, settings, progress)
    return _ByRules(team or here(), settings, progress)


def overview_of(groups: Sequence[Group], written: Sequence[Written]) -> Overview | None:
    """What the overview is written from: the first point of each story. None where it would say what one story does."""
    lines = tuple(one.story.points[0] for one in written if one.story.points)
    kept = tuple(article for one in groups for article in one.kept)
    stories = tuple(one.story for one in written)
    return Overview(articles=kept, lines=lines, stories=stories) if len(lines) > 1 else None


@dataclass(frozen=True, slots=True)
class _ByRules:
    """The built-in engine."""

    team: Workers
    settings: Settings
    progress: Progress
    name: str = "extractive"
    model: None = None
    usage: Usage = field(default_factory=Usage)

    def write(self, stories: Sequence[Group]) -> Iterator[Written]:
        written = self.team.map(partial(_by_rules, settings=self.settings), stories, lost=_untold)
        for done, (one, told) in enumerate(zip(stories, written, strict=True)):
            self.progress("Choosing", done, len(stories))
            yield told
            _forget(one)


@dataclass(frozen=True, slots=True)
class _ByModel:
    """A model, and the built-in engine where it leaves nothing to print."""

    llm: LlmEngine
    settings: Settings
    progress: Progress
    name: str = "llm"

    @property
    def model(self) -> str:
        return self.llm.model

    @property
    def usage(self) -> Usage:
        return self.llm.usage

    def write(self, stories: Sequence[Group]) -> Iterator[Written]:
        """All calls first, side by side; then story by story what this machine does alone."""
        ready = 0

        def count() -> None:
            nonlocal ready
            ready += 1
            self.progress("Asking", ready, len(stories))

        self.progress("Asking", 0, len(stories))
        check = partial(verify_written, language=self.settings.language)
        drafts = self.llm.drafts([_assignment(one) for one in stories], check, done=count)
        for one, made in zip(stories, drafts, strict=True):
            yield _overview(one, made) if isinstance(one, Overview) else self._written(one, made)
            _forget(one)

    def _written(self, one: Group, made: Drafted[Verified]) -> Written:
        """A story from the model's draft; from the built-in engine where no point of it may be printed."""
        if made.draft is None or made.checked is None:
            return _by_rules(one, self.settings, fallback=made.failure or "the model gave no draft")
        checked = made.checked.first(self.settings.points)
        if not checked.points and self.settings.template != "quotes":
            reason = "every point of the model was withheld" if checked.lines else "the model gave no points"
            instead = _by_rules(one, self.settings, fallback=reason)
            return replace(instead, withheld=(*instead.withheld, *_withheld(one.id, checked.unsaid)))
        return self._completed(one, made.draft, checked)

    def _completed(self, one: Group, draft: Draft, checked: Verified) -> Written:
        """The model's points, with its headline and quotations where they are true, else the built-in engine's."""
        headline, untrue = draft.headline, list[Problem]()
        quotes = tuple(quote for quote in checked.quotes if quote.speaker or not is_fragment(quote))
        quotes = unsaid(quotes, (point.text for point in checked.points))
        if checked.headline is not None or not quotes:
            rules = _by_rules(one, self.settings).story
            quotes = quotes or unsaid(rules.quotes, (point.text for point in checked.points)) or checked.quotes
            if checked.headline is not None:
                untrue = [Problem(text=headline, reason=checked.headline)] if headline else []
                headline = rules.headline
        story = _story(
            one, headline=headline, points=checked.points, quotes=quotes[: self.settings.quotes], engine=self.name
        )
        if story.headline != headline:
            untrue.append(Problem(text=headline, reason=REPLACED))
        others = [_cut(problem) for problem in (*untrue, *checked.misquoted)]
        return Written(story=story, withheld=_withheld(one.id, (*checked.unsaid, *others)))


def _cut(problem: Problem) -> Problem:
    return Problem(text=problem.text[:_LONGEST_SHOWN], reason=problem.reason[:_LONGEST_SHOWN])


def _assignment(one: Group) -> Assignment:
    if not isinstance(one, Overview):
        return Assignment(articles=one.kept)
    notes = tuple(DraftPoint(text=point.text, cites=point.evidence) for point in one.lines)
    return Assignment(articles=one.kept, notes=notes, most=min(_OVERVIEW_POINTS, len(notes)))


def _overview(one: Overview, made: Drafted[Verified]) -> Written:
    """The overview's points, those with a replaced figure marked, and why others, or all of them, are not there."""
    if made.checked is None:
        problem = Problem(text="The overview", reason=f"It could not be made: {made.failure}.")
        return Written(story=_nothing(), withheld=_withheld("", (problem,)))
    points = (point for line in made.checked.points for point in noted([line], one.developments_for(line)))
    story = replace(_nothing(), points=tuple(points))
    return Written(story=story, withheld=_withheld("", made.checked.withheld))


def _by_rules(one: Group, settings: Settings, *, fallback: str | None = None) -> Written:
    """A story by the built-in engine, which writes no overview."""
    if isinstance(one, Overview):
        return Written(story=_nothing())
    draft, checked = _drafted_by_rules(one, settings)
    story = _story(one, headline=draft.headline, points=checked.points, quotes=checked.quotes, fallback=fallback)
    return Written(story=story, withheld=_withheld(one.id, checked.withheld))


def _drafted_by_rules(one: Group, settings: Settings) -> tuple[Draft, Verified]:
    """The built-in engine's draft and the checks of it; where a point is withheld, the next best takes its place."""
    without: set[Span] = set()
    for _ in range(_MOST_REDRAFTS):
        draft = extractive.draft(one.kept, points=settings.points, quotes=settings.quotes, without=without)
        checked = verify(draft, one.kept)
        if not checked.refused:
            break
        without |= {span for place in checked.refused for span in draft.points[place].cites}
    return draft, checked


def _untold(one: Group) -> Written:
    """What stands for a story that ended the process that wrote it: its headline, and why there is no more."""
    reason = "the process that told this story ended, twice"
    return Written(story=_story(one, headline=one.articles[0].title, fallback=reason))


def _withheld(story: str, problems: Sequence[Problem]) -> tuple[Withheld, ...]:
    return tuple(Withheld(story=story, text=problem.text, reason=problem.reason) for problem in problems)


def _story(  # noqa: PLR0913 - the parts of a story, each named by the caller
    one: Group,
    *,
    headline: str,
    points: tuple[Point, ...] = (),
    quotes: tuple[Quote, ...] = (),
    engine: str = "extractive",
    fallback: str | None = None,
) -> Story:
    found = developments(one.kept) if len(one.kept) > 1 else ()
    return Story(
        id=one.id,
        headline=current_headline(headline, one.kept, found),
        articles=tuple(article.id for article in one.articles),
        published=_newest(one.articles),
        countries=_countries(one.articles),
        points=tuple(
            replace(point, outlets=outlets_of(point.text, point.evidence, one.kept)) for point in noted(points, found)
        ),
        quotes=quotes,
        outlets=len({outlet_of(article) for article in one.kept}),
        reprints=one.reprints,
        why=one.why,
        engine=engine,
        fallback=fallback,
        developments=found,
        disagreements=disagreements(one.kept) if len(one.kept) > 1 else (),
    )


def _nothing() -> Story:
    """A story of no event, for the overview."""
    return Story(id="", headline="", articles=(), published=None, countries=(), points=(), quotes=())


def _newest(articles: Sequence[Article]) -> date | None:
    return max((article.published for article in articles if article.published), default=None)


def _countries(articles: Sequence[Article]) -> tuple[str, ...]:
    """Every country one of the articles is about, by how many are and how central it is to them."""
    weight: dict[str, float] = {}
    for article in articles:
        for place, code in enumerate(article.countries):
            weight[code] = weight.get(code, 0.0) + 1 / (1 + place)
    return tuple(sorted(weight, key=lambda code: (-weight[code], code)))


def _forget(one: Group) -> None:
    for article in one.articles:
        article.forget()
