"""A brief cut to a size, and it says so: notes without end go first, then stories, from the last, then days ahead.

A story becomes its headline before it becomes a number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from briefcli.render.frame import count
from briefcli.render.lines import Line, numbers_in
from briefcli.render.sections import Also, Outline, Section

_MOST_NOTED = (
    4000  # characters of notes; a brief has far fewer, but where files are named that gave nothing, a line each
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cut:
    """What is left: so many sections as they are, of the next ones so many headlines, and so many days ahead."""

    told: int
    lines: int
    days: int


def fitted(shown: Outline, fits: Callable[[Outline], bool]) -> Outline:
    """The longest beginning that fits: as many sections as they are as there is room for, then headlines, then days.

    Where not even that which cannot be cut fits, that is what is left.
    """
    if fits(shown):
        return shown
    cuts = list(_cuts(shown))
    return _shortened(shown, cuts[max(0, _most(len(cuts) - 1, lambda place: fits(_shortened(shown, cuts[place]))))])


def _cuts(shown: Outline) -> Iterator[_Cut]:
    """Everything that can be left, the shortest first: each has all that the one before has."""
    whole, days = len(shown.sections), len(shown.ahead.days)
    lines = whole + len(shown.also)
    yield from (_Cut(told=0, lines=0, days=number) for number in range(days))
    yield from (_Cut(told=0, lines=number, days=days) for number in range(lines))
    yield from (_Cut(told=number, lines=lines - number, days=days) for number in range(whole + 1))


def _most(highest: int, fits: Callable[[int], bool]) -> int:
    """The highest number that fits, -1 where none does."""
    low, high = -1, highest
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(middle) else (low, middle - 1)
    return low


def _shortened(shown: Outline, cut: _Cut) -> Outline:
    """What a cut leaves, the sources of that, and a note of what is gone."""
    also = (*map(_headline, shown.sections[cut.told :]), *shown.also)
    shortened = replace(
        shown,
        sections=shown.sections[: cut.told],
        also=also[: cut.lines],
        ahead=replace(shown.ahead, days=shown.ahead.days[: cut.days]),
    )
    cited = frozenset(_cited(shortened))
    sources = tuple(source for source in shown.sources if source.number in cited)
    left = replace(shortened, sources=sources, notes=tuple(_noted(shown)))
    return replace(left, notes=(*_note(shown, left), *left.notes))


def _noted(shown: Outline) -> Iterator[str]:
    """The notes there is room for, in their order; one that is too long makes way for those behind it."""
    room = _MOST_NOTED
    for note in shown.notes:
        if len(note) <= room:
            room -= len(note)
            yield note


def _note(shown: Outline, left: Outline) -> tuple[str, ...]:
    """What was cut, each kind counted; no note where nothing was."""
    told = len(left.sections)
    counted = (
        (min(len(shown.sections) - told, len(left.also)), shown.unit, " told by the headline only, under “Also”"),
        (len(shown.sections) + len(shown.also) - told - len(left.also), shown.unit, " left out"),
        (len(shown.ahead.days) - len(left.ahead.days), ("date", "dates"), " left out"),
        (len(shown.sources) - len(left.sources), ("source", "sources"), " not listed"),
        (len(shown.notes) - len(left.notes), ("note", "notes"), " left out"),
    )
    cut = ", ".join(count(number, *unit) + what for number, unit, what in counted if number)
    note = f"Shortened to what mail programs show: {cut}. The page and the other formats have everything."
    return (note,) if cut else ()


def _headline(section: Section) -> Also:
    numbers = ", ".join(numbers for _, numbers in section.outlets if numbers)
    return Also(
        headline=section.headline,
        numbers=numbers or ", ".join(map(str, sorted(set(_cited_in(section))))),
        followed=section.followed,
        part=section.part,
        countries=section.countries,
    )


def _cited(shown: Outline) -> Iterator[int]:
    """The numbers of the sources that anything refers to."""
    for section in shown.sections:
        yield from _cited_in(section)
    loose = (*shown.overview, *(one.line for one in shown.ahead.days))
    yield from _numbers(*(one for line in loose for one in _behind(line)))
    yield from _numbers(*(one.numbers for one in shown.also))


def _cited_in(section: Section) -> Iterator[int]:
    lines = (*section.points, *section.changes, *(side for one in section.differences for side in one.sides))
    yield from _numbers(*(numbers for _, numbers in section.outlets), *(one for line in lines for one in _behind(line)))
    yield from _numbers(*(one for found in section.developments for one in found.references))
    yield from _numbers(*(quote.reference for quote in section.quotes))


def _behind(line: Line) -> tuple[str, ...]:
    """Every reference of a line."""
    return (line.reference, *(reference for _, reference in line.later))


def _numbers(*references: str) -> Iterable[int]:
    return (number for one in references for number in numbers_in(one))
