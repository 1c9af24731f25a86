"""Whether a number of people is of the whole, of this event; where and on which days it is said of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefcli import languages
from briefcli.figures import patterns
from briefcli.figures.numbers import before_bounds

_AROUND = 70  # characters either side of a figure that say where it is of
_FIRST_WORDS = 45  # characters of a sentence's first clause that says when all of it was: "Last year, an attack"
_SAYING = frozenset(languages.words("saying", ["en"]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Of where and when a number of people is said.

    `places` are names after "in", "near", or "region" for "in the region"; `days` the weekdays of its clause, empty for
    a state, which lasts. `has_perpetrator` says that those who did it may be counted, too.
    """

    places: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()
    has_perpetrator: bool = False


def scope_of(text: str, match: re.Match[str], *, lasts: bool) -> Scope:
    """What a sentence says of where and when a number of people in it is of.

    `lasts` says that it is of a state: a day beside a toll, or beside those who "remain missing", is the report's.
    """
    around = text[max(0, match.start() - _AROUND) : match.end() + _AROUND]
    start, end = clause(text, match.start("number"), match.end())
    return Scope(
        places=frozenset(
            name.casefold().removesuffix("’s").removesuffix("'s")
            for name in patterns.PLACE.findall(around)
            if not patterns.SAYS_NOTHING.fullmatch(name.casefold())
        ),
        days=frozenset() if lasts else frozenset(_days_of_event(text, start, end)),
        has_perpetrator=bool(patterns.PERPETRATOR.search(text)),
    )


def _days_of_event(text: str, start: int, end: int) -> Iterator[str]:
    """The weekdays of a clause, but for those on which something was said: "police said on Monday"."""
    for match in patterns.DAY.finditer(text, start, end):
        if _SAYING.isdisjoint(text[start : match.start()].casefold().split()[-2:]):
            yield match.group()


def clause(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the clause begins and ends that a stretch of a sentence stands in."""
    first = max((cut.end() for cut in patterns.CLAUSE.finditer(text, 0, start)), default=0)
    cut = patterns.CLAUSE.search(text, end)
    return first, cut.start() if cut else len(text)


def is_part(text: str, match: re.Match[str]) -> bool:
    """Whether a figure counts only some: "another three", "including two children", "three of them", "the bodies"."""
    before = before_bounds(text, match.start("number"))
    if match.group().casefold().endswith("bodies") and patterns.THE_BODIES.search(before):
        return True
    after = match.end("scale") if match["scale"] else match.end("number")
    return bool(
        patterns.FURTHER.search(before) or patterns.PART_BEFORE.search(before) or patterns.PART_AFTER.match(text, after)
    )


def is_elsewhen(text: str, start: int, end: int) -> bool:
    """Whether the clause of a figure, or how its sentence begins, speaks of last year, or of all years since."""
    first = patterns.CLAUSE.search(text)
    if first and first.start() <= _FIRST_WORDS and patterns.ELSEWHEN.search(text, 0, first.start()):
        return True
    return bool(patterns.ELSEWHEN.search(text, *clause(text, start, end)))
