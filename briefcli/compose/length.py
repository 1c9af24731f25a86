"""How much of each story a brief has room for: all of it, its first point, a line; or none, and then it is counted.

The weightiest stories are told in full, the next ones in short, of the rest there is the headline. No story is told at
greater length than one that weighs more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf

from briefcli.brief import Brief, Point, Shown, Story
from briefcli.compose.order import by_weight
from briefcli.render.measure import words_in
from briefcli.render.outline import outline
from briefcli.render.sections import MANY, Outline

# Of the room for stories, what those told in full may take, and what the short ones may add: a reader of five minutes
# gets the half dozen stories that matter, and still hears of all the others.
_FULL, _SHORT = 0.6, 0.8
_FEWEST_LINES, _OVERVIEW = 3, 1 / 3  # of an overview, which takes no more than its share where it has more lines


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cost:
    """How many words a story takes at each length."""

    full: int
    short: int
    line: int


def fitted(brief: Brief, *, words: int | None, top: int | None) -> Brief:
    """The brief with each story's length, so that all but its sources is read in so many words.

    Args:
        brief: a brief of any length.
        words: how long it may be; None for any length.
        top: how many stories may be told in full; None for any number.
    """
    brief = replace(brief, overview=_lines(brief, words), words=words)
    if words is None and (top is None or top >= len(brief.stories)):
        return replace(brief, stories=tuple(replace(one, shown="full") for one in brief.stories))
    ordered = by_weight(brief.stories)
    costs = _costs(brief, ordered)
    room = inf if words is None else words - words_in(_outlined(brief, None)) - _headings(brief)
    shown = dict(
        zip((one.id for one in ordered), _lengths(costs, room, len(costs) if top is None else top), strict=True)
    )
    return replace(brief, stories=tuple(replace(one, shown=shown[one.id]) for one in brief.stories))


def _lines(brief: Brief, words: int | None) -> tuple[Point, ...]:
    """The lines of the overview that a brief of so many words has room for."""
    lines = brief.overview
    while words is not None and len(lines) > _FEWEST_LINES and words_in(_texts(lines)) > _OVERVIEW * words:
        lines = lines[:-1]
    return lines


def _headings(brief: Brief) -> int:
    """The words of the titles of parts, and the "Also" each may have."""
    parts = {story.part for story in brief.stories}
    return words_in(tuple(parts)) + len(parts)


def _texts(points: Sequence[Point]) -> tuple[str, ...]:
    return tuple(point.text for point in points)


def _outlined(brief: Brief, shown: Shown | None, stories: Sequence[Story] | None = None) -> Outline:
    """The outline of a brief whose stories are all of one length."""
    told = brief.stories if stories is None else stories
    return outline(replace(brief, stories=tuple(replace(one, shown=shown) for one in told)))


def _costs(brief: Brief, stories: Sequence[Story]) -> list[_Cost]:
    """What each story takes; where there are many, those that are told are named once more in a list of contents."""
    full = [words_in(one) for one in _outlined(brief, "full", stories).sections]  # one outline after the other: each is
    short = [words_in(one) for one in _outlined(brief, "short", stories).sections]  # as large as the brief
    lines = [(words_in(one), words_in(one.headline)) for one in _outlined(brief, "line", stories).also]
    listed = len(stories) > MANY
    return [
        _Cost(full=whole + named * listed, short=first + named * listed, line=line)
        for whole, first, (line, named) in zip(full, short, lines, strict=True)
    ]


def _lengths(costs: Sequence[_Cost], room: float, top: int) -> list[Shown | None]:
    """The length of each story, the weightiest first."""
    if top >= len(costs) and sum(cost.full for cost in costs) <= room:
        return ["full"] * len(costs)
    full = _fitting([cost.full for cost in costs[:top]], _FULL * room)
    used = sum(cost.full for cost in costs[:full])
    short = full + _fitting([cost.short for cost in costs[full:]], _SHORT * room - used)
    used += sum(cost.short for cost in costs[full:short])
    lines = short + _fitting([cost.line for cost in costs[short:]], room - used)
    used += sum(cost.line for cost in costs[short:lines])
    while lines == len(costs):  # what is left over makes stories longer, the weightiest first
        if full < min(top, len(costs)) and used - _now(costs, full, short) + costs[full].full <= room:
            used += costs[full].full - _now(costs, full, short)
            full, short = full + 1, max(short, full + 1)
        elif short < len(costs) and used - costs[short].line + costs[short].short <= room:
            used += costs[short].short - costs[short].line
            short += 1
        else:
            break
    lengths: list[Shown | None] = ["full"] * full
    lengths += ["short"] * (short - full)
    lengths += ["line"] * (lines - short)
    return lengths + [None] * (len(costs) - lines)


def _now(costs: Sequence[_Cost], place: int, short: int) -> int:
    """What a story takes that is not told in full."""
    return costs[place].short if place < short else costs[place].line


def _fitting(costs: Sequence[int], room: float) -> int:
    """How many of the first fit."""
    used = 0
    for number, cost in enumerate(costs):
        used += cost
        if used > room:
            return number
    return len(costs)
