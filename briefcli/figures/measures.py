"""Percentages, sums and dates of a sentence, each with what it is said of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefcli.figures import patterns
from briefcli.figures.numbers import Number, before_bounds, bounded, exact, number_of

_AROUND = 70  # characters either side of a figure that say what it is about
_SHARED_WORDS = 4  # that two of them need around them to be of the same thing
_SHARED_PART = 0.5  # of the words around the one that has fewer: more than this
_STEM = 7  # letters of a word that are compared
# "SEOUL, South Korea, March 12 (Meridian Wire) - ": a day that is the report's own.
_DATELINE_BEFORE = re.compile(r"[^\W\d_]{2,}[^.!?\d]{0,60}")
_DATELINE_AFTER = re.compile(r"(?:,? \d{4})?\s*(?:\([^()]{1,40}\)\s*)?[-–—]{1,2}\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a percentage, a sum or a date is said of, as far as the words around it say.

    `words` are all of them; `names` those with a capital letter; `head` the nouns behind the figure ("budget
    proposal"); `periods` the years, months and quarters among them.
    `is_change` tells "by 2 percent" from "at 2 percent".
    """

    words: frozenset[str]
    names: frozenset[str]
    head: frozenset[str]
    periods: frozenset[str]
    is_change: bool

    def is_same(self, other: Subject) -> bool:
        """Whether two figures are surely of the same thing; where in doubt, they are not."""
        shared = len(self.words & other.words)
        if shared < _SHARED_WORDS or shared <= _SHARED_PART * min(len(self.words), len(other.words)):
            return False
        if self.is_change != other.is_change:
            return False
        if self.periods and other.periods and self.periods != other.periods:
            return False
        if self.head and other.head and self.head.isdisjoint(other.head):
            return False
        named = len(self.names & other.names)
        return named >= 1 and 2 * named >= max(len(self.names), len(other.names))


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A percentage, a sum or a date. `unit` is "percent", "date" or a currency."""

    unit: str
    number: Number
    shown: str
    subject: Subject


def measures_in(text: str) -> Iterator[Measure]:
    """The percentages, sums and dates of a sentence that say where something stands, or by how much it changed.

    Those that something is compared with, that count only some, and sums in brackets behind others are left out.
    """
    if patterns.HAS_PERCENT.search(text):
        for match in patterns.PERCENT.finditer(text):
            if not _is_aside(text, match):
                yield _percentage(match, text)
    if patterns.HAS_SUM.search(text):
        for match in patterns.SUM.finditer(text):
            if not _is_aside(text, match):
                yield _sum(match, text)
    if patterns.HAS_DATE.search(text):
        dates = list(patterns.DATE.finditer(text))
        yield from (_date(match, text) for match in dates if len(dates) == 1 and not _is_dateline(match, text))


def _is_dateline(match: re.Match[str], text: str) -> bool:
    """Whether a day stands behind a place in capitals and before a dash, and opens the sentence."""
    before = text[: match.start()]
    place = before.split(",", 1)[0].strip()
    return place.isupper() and bool(_DATELINE_BEFORE.fullmatch(before) and _DATELINE_AFTER.match(text, match.end()))


def _percentage(match: re.Match[str], text: str) -> Measure:
    shown = f"{match['number']} {match['scale']}" if match["scale"] else match["number"]
    number = number_of(match, text, measured=True)
    return Measure(unit="percent", number=number, shown=f"{shown}%", subject=_subject(match, text))


def _sum(match: re.Match[str], text: str) -> Measure:
    if match["unit"]:
        number, unit = number_of(match, text, measured=True), match["unit"].lower()
    else:
        scale = (match["times"] or "").lower()
        number = bounded(match["amount"], scale, text, match.span(), measured=True)
        unit = {"$": "dollars", "US$": "dollars", "€": "euros", "£": "pounds", "¥": "yen", "₩": "won"}.get(
            match["sign"].upper(), match["sign"]
        )
    return Measure(unit=unit, number=number, shown=match.group().strip(), subject=_subject(match, text))


def _date(match: re.Match[str], text: str) -> Measure:
    month, day = match["m1"] or match["m2"], int(match["d1"] or match["d2"])
    number = exact(patterns.MONTHS.index(month) * 100.0 + day)
    return Measure(unit="date", number=number, shown=match.group(), subject=_subject(match, text))


def _is_aside(text: str, match: re.Match[str]) -> bool:
    """Whether a figure is what another is compared with, a part of one, or the same in another currency."""
    before = before_bounds(text, match.start())
    if before.endswith("(") or patterns.FORMER.search(before):
        return True
    return bool(patterns.FORMER_AFTER.match(text, match.end()) or patterns.PART_AFTER.match(text, match.end()))


def _subject(match: re.Match[str], text: str) -> Subject:
    around = _around(text, match)
    words = (word.casefold() for word in patterns.WORD.findall(around))
    head = patterns.HEAD.match(text, match.end())
    return Subject(
        words=frozenset(word[:_STEM] for word in words if not patterns.SAYS_NOTHING.fullmatch(word)),
        names=frozenset(_names(around)),
        head=_said(head[1]) if head else frozenset(),
        periods=frozenset(found.casefold() for found in patterns.PERIOD.findall(around)),
        is_change=_is_change(text, match),
    )


def _around(text: str, match: re.Match[str]) -> str:
    """The whole words near a figure."""
    before = text[max(0, match.start() - _AROUND) : match.start()]
    after = text[match.end() : match.end() + _AROUND]
    if match.start() > _AROUND:
        before = before.partition(" ")[2]
    if match.end() + _AROUND < len(text):
        after = after.rpartition(" ")[0]
    return f"{before} {after}"


def _is_change(text: str, match: re.Match[str]) -> bool:
    before = before_bounds(text, match.start())
    return bool(patterns.CHANGED.search(before) or patterns.CHANGED_AFTER.match(text, match.end()))


def _said(words: str) -> frozenset[str]:
    return frozenset(
        word[:_STEM] for word in words.split() if len(word) > 2 and not patterns.SAYS_NOTHING.fullmatch(word)
    )


def _names(text: str) -> Iterator[str]:
    for found in patterns.NAME.findall(text):
        name = found.casefold().removesuffix("’s").removesuffix("'s")
        if name not in patterns.SMALL_AT_START and not patterns.SAYS_NOTHING.fullmatch(name):
            yield name
