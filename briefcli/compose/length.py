"""How much of each story a brief has room for: all of it, its first point, a line; or none, and then it is counted.

The weightiest stories are told in full, the next ones in short, of the rest there is the headline. No story is told at
greater length than one that weighs more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import inf

from briefcli.brief import Brief, Point, Shown, Story
from briefcli.compose.order import by_weight
from briefcli.render.measure import words_in
from briefcli.render.outline import View, outline
from briefcli.render.sections import MANY, Outline

# Of the room for stories, what those told in full may take, and what the short ones may add: a reader of five minutes
# gets the half dozen stories that matter, and still hears of all the others.
_FULL, _SHORT = 0.6, 0.8
_FEWEST_LINES, _OVERVIEW = 3, 1 / 3  # of an overview, which takes no more than its share where it has more lines


class _Costs:
    """How many words each of some stories takes at each length, the weightiest first; counted when it is asked for.

    Of many stories most are a line or not told: what they would take in full is never asked.
    """

    def __init__(self, brief: Brief, stories: Sequence[Story]) -> None:
        self._view = View(brief)
        self._stories = stories
        self._is_listed = len(stories) > MANY  # those that are told are named once more in a list of contents
        self._counted: dict[tuple[Shown, int], int] = {}

    def __len__(self) -> int:
        return len(self._stories)

    def of(self, shown: Shown, place: int) -> int:
        """What one story takes."""
        if (shown, place) not in self._counted:
            self._counted[shown, place] = self._count(shown, self._stories[place])
        return self._counted[shown, place]

    def _count(self, shown: Shown, story: Story) -> int:
        if shown == "line":
            return words_in(self._view.also(story))
        section = self._view.section(0, replace(story, shown=shown))
        return words_in(section) + (words_in(section.headline) if self._is_listed else 0)


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
    costs = _Costs(brief, ordered)
    room = inf if words is None else words - words_in(_untold(brief)) - _headings(brief)
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


def _untold(brief: Brief) -> Outline:
    """The outline of a brief that tells no story."""
    return outline(replace(brief, stories=tuple(replace(one, shown=None) for one in brief.stories)))


def _lengths(costs: _Costs, room: float, top: int) -> list[Shown | None]:
    """The length of each story, the weightiest first."""
    many = len(costs)
    if top >= many and _fitting(costs, "full", range(many), room)[0] == many:
        return ["full"] * many
    full, used = _fitting(costs, "full", range(min(top, many)), _FULL * room)
    short, further = _fitting(costs, "short", range(full, many), _SHORT * room - used)
    used += further
    lines, further = _fitting(costs, "line", range(short, many), room - used)
    used += further
    while lines == many:  # what is left over makes stories longer, the weightiest first
        if full < min(top, many) and used - _now(costs, full, short) + costs.of("full", full) <= room:
            used += costs.of("full", full) - _now(costs, full, short)
            full, short = full + 1, max(short, full + 1)
        elif short < many and used - costs.of("line", short) + costs.of("short", short) <= room:
            used += costs.of("short", short) - costs.of("line", short)
            short += 1
        else:
            break
    lengths: list[Shown | None] = ["full"] * full
    lengths += ["short"] * (short - full)
    lengths += ["line"] * (lines - short)
    return lengths + [None] * (many - lines)


def _now(costs: _Costs, place: int, short: int) -> int:
    """What a story takes that is not told in full."""
    return costs.of("short" if place < short else "line", place)


def _fitting(costs: _Costs, shown: Shown, places: range, room: float) -> tuple[int, int]:
    """The first of the stories at some places that does not fit at a length; the words of those before it."""
    used = 0
    for place in places:
        cost = costs.of(shown, place)
        if used + cost > room:
            return place, used
        used += cost
    return places.stop, used
