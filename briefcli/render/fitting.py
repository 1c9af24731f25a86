"""A brief cut to a size, from its end: stories become headlines, then a number, and it says so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from briefcli.render.frame import count
from briefcli.render.lines import Line
from briefcli.render.sections import Also, Outline, Section

_NUMBER = re.compile(r"(?:^|, )(\d+)")


def fitted(shown: Outline, fits: Callable[[Outline], bool]) -> Outline:
    """The longest beginning that fits: as many stories as there were, then as many headlines as there is room for."""
    if fits(shown):
        return shown
    whole, lines = len(shown.sections), len(shown.sections) + len(shown.also)
    told = _most(whole - 1, lambda number: fits(_shortened(shown, number, lines - number)))
    if told >= 0:
        return _shortened(shown, told, lines - told)
    return _shortened(shown, 0, max(0, _most(lines - 1, lambda number: fits(_shortened(shown, 0, number)))))


def _most(highest: int, fits: Callable[[int], bool]) -> int:
    """The highest number that fits, -1 where none does."""
    low, high = -1, highest
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(middle) else (low, middle - 1)
    return low


def _shortened(shown: Outline, told: int, lines: int) -> Outline:
    """So many stories as they are, of the next ones so many headlines; the sources of what is left, and a note."""
    also = (*map(_headline, shown.sections[told:]), *shown.also)
    gone = len(also) - lines
    shortened = replace(shown, sections=shown.sections[:told], also=also[:lines])
    cited = frozenset(_cited(shortened))
    sources = tuple(source for source in shown.sources if source.number in cited)
    cut = [f"{count(len(shown.sections) - told, 'story', 'stories')} told by the headline only, under “Also”"]
    cut += [f"{count(gone, 'story', 'stories')} left out"] if gone else []
    unlisted = len(shown.sources) - len(sources)
    cut += [f"{count(unlisted, 'source')} not listed"] if unlisted else []
    note = f"Shortened to what mail programs show: {', '.join(cut)}. The page and the other formats have everything."
    return replace(shortened, sources=sources, notes=(note, *shown.notes))


def _headline(section: Section) -> Also:
    return Also(
        headline=section.headline,
        numbers=", ".join(numbers for _, numbers in section.outlets if numbers),
        followed=section.followed,
        part=section.part,
        countries=section.countries,
    )


def _cited(shown: Outline) -> Iterable[int]:
    """The numbers of the sources that anything refers to."""
    for section in shown.sections:
        lines = (*section.points, *section.changes, *(side for one in section.differences for side in one.sides))
        yield from _numbers(
            *(numbers for _, numbers in section.outlets), *(one for line in lines for one in _behind(line))
        )
        yield from _numbers(*(one for found in section.developments for one in found.references))
        yield from _numbers(*(quote.reference for quote in section.quotes))
    loose = (*shown.overview, *(one.line for one in shown.ahead.days))
    yield from _numbers(*(one for line in loose for one in _behind(line)))
    yield from _numbers(*(one.numbers for one in shown.also))


def _behind(line: Line) -> tuple[str, ...]:
    """Every reference of a line."""
    return (line.reference, *(reference for _, reference in line.later))


def _numbers(*references: str) -> Iterable[int]:
    return (int(number) for one in references for number in _NUMBER.findall(one))
