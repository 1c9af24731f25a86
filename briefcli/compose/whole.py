"""One brief of checked stories: in their order, as long as it may be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from briefcli import ahead
from briefcli.article import Article, Skipped
from briefcli.brief import Ahead, Brief, Muted, Point, Quiet, Story, Usage, overview_lines
from briefcli.compose.length import fitted
from briefcli.compose.order import arranged, by_weight
from briefcli.compose.shape import Shape
from briefcli.text import letters
from briefcli.writing import Engine, Written, line_of


def compose(  # noqa: PLR0913 - what a brief is made of, each named by the caller
    title: str,
    written: Sequence[Written],
    articles: Iterable[Article],
    *,
    by: Engine,
    now: datetime,
    usage: Usage,
    shape: Shape,
    overview: Written | None = None,
    skipped: Sequence[Skipped] = (),
    muted: Sequence[Muted] = (),
    quiet: Sequence[Quiet] = (),
    once: bool = True,
) -> Brief:
    """A brief of stories, weighed, in the order and the length asked for.

    Args:
        title: its title.
        written: the stories, checked.
        articles: those the stories are made from; one that is there twice is shown once.
        by: who wrote the stories.
        now: when the brief is made.
        usage: what it cost.
        shape: in which order, and how long.
        overview: what a reader must know of all stories; None where it is to be made of their own points.
        skipped: sources that gave no article.
        muted: stories that the user does not want to see.
        quiet: stories of an earlier digest that nothing new is heard of.
        once: whether a sentence that two stories have is told with the first one only.
    """
    everything = written if overview is None else (*written, overview)
    stories = arranged([one.story for one in written], shape.arrangement)
    fell_back = bool(stories) and all(story.engine != by.name for story in stories)
    numbered = {article.id: article for article in articles}
    brief = Brief(
        title=title,
        generated=now,
        engine=stories[0].engine if fell_back else by.name,  # a model that wrote nothing is not named as who wrote
        model=None if fell_back else by.model,
        overview=overview_of_told(stories) if overview is None else overview.story.points,
        stories=_said_once(stories) if once else tuple(stories),
        articles=tuple(numbered[article] for story in stories for article in story.articles),
        skipped=tuple(skipped),
        withheld=tuple(line for one in everything for line in one.withheld),
        usage=usage,
        quiet=tuple(quiet),
        muted=tuple(muted),
        ahead=_ahead(stories),
    )
    return fitted(brief, words=shape.words, top=shape.top)


def overview_of_told(stories: Sequence[Story]) -> tuple[Point, ...]:
    """A line of each of the weightiest stories, of their own points."""
    first = by_weight(stories)[: overview_lines(len(stories))]
    return tuple(line for story in first if (line := line_of(story)))


def _ahead(stories: Iterable[Story]) -> tuple[Ahead, ...]:
    """The days ahead of all stories, each day and event with the first story that has it."""
    return ahead.once(replace(day, story=story.id) for story in stories for day in story.ahead)


def _said_once(stories: Sequence[Story]) -> tuple[Story, ...]:
    """The stories without the points and quotations that one before them has already."""
    said: set[str] = set()
    found = []
    for story in stories:
        points = tuple(point for point in story.points if letters(point.text) not in said)
        said.update(letters(point.text) for point in points)
        quotes = tuple(quote for quote in story.quotes if letters(quote.text) not in said)
        said.update(letters(quote.text) for quote in quotes)
        found.append(replace(story, points=points, quotes=quotes))
    return tuple(found)
