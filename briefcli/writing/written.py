"""What an engine is asked for and what it gives: groups of articles, and stories with every line checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from briefcli.ahead import days_ahead
from briefcli.article import Article
from briefcli.brief import Development, Disagreement, Point, Quote, Story, Usage, Withheld, overview_lines
from briefcli.stories import Group
from briefcli.verify import Problem, count_outlets, with_outlets

Progress = Callable[[str, int, int], None]
_LONGEST_LINE = 60  # words of a line of the overview, where a story has a shorter one


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A story with every line checked, and the lines it does without.

    For the overview, the story has points and nothing else.
    """

    story: Story
    withheld: tuple[Withheld, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview(Group):
    """What a reader must know of a whole brief, from a line of each of its first stories, written in the same call."""

    stories: tuple[Group, ...] = ()


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

        An `Overview` stands last. The analyses of a story's articles are let go of when it is written.

        Raises:
            EngineError: the engine can write no story at all.
        """


def overview_of(groups: Sequence[Group]) -> Overview:
    """The overview of stories, the weightiest first, as an engine is asked for it."""
    first = tuple(groups[: overview_lines(len(groups))])
    return Overview(articles=tuple(article for one in first for article in one.kept), stories=first)


def line_of(story: Story) -> Point | None:
    """What the overview says of a story: the first of its points that is up to date and not long."""
    current = [point for point in story.points if not point.later] or story.points
    return next((point for point in current if len(point.text.split()) <= _LONGEST_LINE), next(iter(current), None))


def story_of(  # noqa: PLR0913 - the parts of a story, each named by the caller
    one: Group,
    *,
    headline: str,
    points: tuple[Point, ...] = (),
    quotes: tuple[Quote, ...] = (),
    developed: tuple[Development, ...] | None = None,
    engine: str = "extractive",
    fallback: str | None = None,
    dated: bool = True,
) -> Story:
    """A story of checked lines, with what is counted and not written: days, countries, outlets, figures.

    Days ahead are looked for if `dated`: not in what nobody could read.
    """
    if developed is None:
        developed = developed_in(one)
    headline, points = _up_to_date(headline, points, one, developed)
    return Story(
        id=one.id,
        headline=headline,
        articles=tuple(article.id for article in one.articles),
        published=max((article.published for article in one.articles if article.published), default=None),
        countries=_countries(one.articles),
        points=with_outlets(points, one.kept),
        quotes=quotes,
        outlets=count_outlets(one.kept),
        reprints=one.reprints,
        why=one.why,
        engine=engine,
        fallback=fallback,
        developments=developed,
        disagreements=_disagreements_in(one),
        ahead=days_ahead(one.kept) if dated else (),
    )


def developed_in(one: Group) -> tuple[Development, ...]:
    """How the figures of a story developed."""
    if len(one.kept) < 2:
        return ()
    from briefcli.figures import developments  # late, as below: one article by itself needs nothing of figures

    return developments(one.kept)


def _disagreements_in(one: Group) -> tuple[Disagreement, ...]:
    if len(one.kept) < 2:
        return ()
    from briefcli.figures import disagreements

    return disagreements(one.kept)


def _up_to_date(
    headline: str, points: tuple[Point, ...], one: Group, developed: Sequence[Development]
) -> tuple[str, tuple[Point, ...]]:
    """The headline and the points of a story, where newer reports have replaced a figure of theirs."""
    if not developed:
        return headline, points
    from briefcli.figures import current_headline, noted

    return current_headline(headline, one.kept, developed), noted(points, developed)


def overview_story(points: Iterable[Point] = ()) -> Story:
    """The overview as a story of no event."""
    return Story(id="", headline="", articles=(), published=None, countries=(), points=tuple(points), quotes=())


def withheld_of(story: str, problems: Sequence[Problem]) -> tuple[Withheld, ...]:
    """Lines that may not be printed, with the story they were written for; "" for the overview."""
    return tuple(Withheld(story=story, text=problem.text, reason=problem.reason) for problem in problems)


def _countries(articles: Sequence[Article]) -> tuple[str, ...]:
    """Every country one of the articles is about, by how many are and how central it is to them."""
    weight: dict[str, float] = {}
    for article in articles:
        for place, code in enumerate(article.countries):
            weight[code] = weight.get(code, 0.0) + 1 / (1 + place)
    return tuple(sorted(weight, key=lambda code: (-weight[code], code)))
