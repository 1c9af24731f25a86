"""What a reader gets of checked stories: one brief."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from briefcli import ahead
from briefcli.article import Article, Skipped
from briefcli.brief import Ahead, Brief, Quiet, Story, Usage
from briefcli.text import letters
from briefcli.writing import Engine, Written


def compose(  # noqa: PLR0913 - what a brief is made of, each named by the caller
    title: str,
    written: Sequence[Written],
    articles: Iterable[Article],
    *,
    by: Engine,
    now: datetime,
    usage: Usage,
    overview: Written | None = None,
    skipped: Sequence[Skipped] = (),
    quiet: Sequence[Quiet] = (),
    once: bool = True,
) -> Brief:
    """A brief of stories in the order given.

    Args:
        title: its title.
        written: the stories, checked.
        articles: those the stories are made from; one that is there twice is shown once.
        by: who wrote the stories.
        now: when the brief is made.
        usage: what it cost.
        overview: what a reader must know of all stories; None where one was not asked for.
        skipped: sources that gave no article.
        quiet: stories of an earlier digest that nothing new is heard of.
        once: whether a sentence that two stories have is told with the first one only.
    """
    everything = written if overview is None else (*written, overview)
    return Brief(
        title=title,
        generated=now,
        engine=by.name,
        model=by.model,
        overview=() if overview is None else overview.story.points,
        stories=_said_once([one.story for one in written]) if once else tuple(one.story for one in written),
        articles=tuple({article.id: article for article in articles}.values()),
        skipped=tuple(skipped),
        withheld=tuple(line for one in everything for line in one.withheld),
        usage=usage,
        quiet=tuple(quiet),
        ahead=_ahead(one.story for one in written),
    )


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
