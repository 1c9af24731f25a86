"""How a language names days, and what in it speaks of the future: its patterns, compiled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import ahocorasick

from briefcli import languages
from briefcli.languages import Lists
from briefcli.late import late

_GLUED = ("ja", "ko", "zh")  # words run into each other, or particles into words: no boundary tells a day
_NUMBERS = {"day": r"0?[1-9]|[12]\d|3[01]", "year": r"(?:19|20)\d\d", "number": r"1[0-2]|0?[1-9]"}
_NAME = r"[^\W\d_]{3,}?(?:-[^\W\d_]+)?"
_CAPITAL = r"[A-ZÀ-Þ][^\W\d_]{2,}?"
_SIGNS = "日일"  # for a day, behind its number, in Japanese and Chinese, and in Korean
_PLACE = late(r"\{(\w+?)\}")
_AROUND = late(r"\(\?<?[!=][^)]*\)")  # what a pattern says of its neighbours
_LITERAL = late(r"\w{2,}")
_NEVER = late(r"(?!)")

_KINDS = (
    "no_days", "written_ranges", "written_pairs", "ends_of_month", "ends_of_year", "written_days", "days_of_next_month",
    "days_of_month", "weekday_ranges", "weekdays_next_week", "weekdays_coming",
)  # fmt: skip

Pattern = re.Pattern[str]
Part = Literal["month", "weekday", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One way to name a day. `section` is where its pattern stands, "+1" for tomorrow; `needs` a part it has."""

    section: str
    pattern: Pattern
    needs: Part | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """The patterns of one language. `kinds` are those of days, the first that matches a place being meant.

    `hints` are words of whatever may be a day, each with which part of it; `months` and `weekdays` tell a name's
    number, from 1.
    """

    hints: ahocorasick.Automaton
    kinds: tuple[Kind, ...]
    months: dict[str, int]
    weekdays: dict[str, int]
    future: Pattern
    upcoming: Pattern
    no_future: Pattern
    past: Pattern
    clause_ends: Pattern
    no_event: Pattern
    conjunctions: Pattern
    is_glued: bool


@lru_cache(maxsize=64)
def grammar(code: str) -> Grammar | None:
    """The patterns of a language; None where its file says nothing of days ahead."""
    held = languages.language(code)
    if not held.phrases("written_days"):
        return None
    build = _Builder(code, held)
    return Grammar(
        hints=build.hints(),
        kinds=tuple(build.kinds()),
        months=build.months,
        weekdays=build.weekdays,
        future=build.words("future"),
        upcoming=build.words("upcoming"),
        no_future=build.words("no_future"),
        past=build.words("past"),
        clause_ends=build.ends(),
        no_event=build.words("no_event"),
        conjunctions=build.any_of([re.escape(word) for word in held.words("conjunctions")]),
        is_glued=code in _GLUED,
    )


class _Builder:
    def __init__(self, code: str, held: Lists) -> None:
        self._held = held
        self._glued = code in _GLUED
        self.months = _numbers(held.groups("months"))
        self.weekdays = {names[0]: int(number) for number, names in held.groups("weekdays").items()}
        self._names = {"month": _either(list(self.months)), "weekday": _either(list(self.weekdays))}

    def _filled(self, pattern: str, *, surely: bool = False) -> str:
        """A pattern with its places filled, each with a name of its own, and any white space for its spaces.

        Of months and weekdays it has the shape only, which costs a fifth: whoever finds one asks whether it is one.
        With `surely` it has their names, as where words run into each other.
        """

        def fill(found: re.Match[str]) -> str:
            name, second = found[1].rstrip("2"), "2" if found[1].endswith("2") else ""
            group = "month" if name == "number" else name.lower()
            if name in _NUMBERS:
                return rf"(?P<{group}{second}>{_NUMBERS[name]})(?!\d)"
            names = f"(?i:{self._names[group]})" if surely or self._glued else _NAME if name[0].islower() else _CAPITAL
            return rf"(?P<{group}{second}>{names})" + (r"\.?" if group == "month" else "")

        return _PLACE.sub(fill, _spaced(pattern))

    def kinds(self) -> list[Kind]:
        """The patterns of days, what is none before what is."""
        found = [self._kind(section, pattern) for section in _KINDS for pattern in self._held.phrases(section)]
        offsets = sorted(self._held.groups("days_on").items(), reverse=True)
        return found + [self._kind(f"+{days}", pattern) for days, those in offsets for pattern in those]

    def _kind(self, section: str, pattern: str) -> Kind:
        before, after = (r"(?<!\d)", "") if self._glued else (r"(?<![\w.,/-])", r"(?!\w)(?![.,:]\d|[%/])")
        needs: Part | None = None
        if not section.startswith("ends"):
            needs = "weekday" if "eekday" in pattern else "month" if re.search(r"onth|number", pattern) else None
        return Kind(section=section, pattern=late(f"{before}(?:{self._filled(pattern)}){after}"), needs=needs)

    def words(self, section: str) -> Pattern:
        """The patterns of a section as one, each as whole words where there are any."""
        filled = [self._filled(one, surely=True) for one in self._held.phrases(section)]
        unnamed = [re.sub(r"\(\?P<\w+>", "(?:", one) for one in filled]
        return self.any_of(unnamed, re.NOFLAG if section == "future" else re.IGNORECASE)

    def any_of(self, patterns: Sequence[str], flags: re.RegexFlag = re.IGNORECASE) -> Pattern:
        """Some patterns as one, each as whole words where there are any."""
        if not patterns:
            return _NEVER
        before, after = ("", "") if self._glued else (r"(?<!\w)", r"(?!\w)")
        return late(f"{before}(?:{'|'.join(patterns)}){after}", flags)

    def ends(self) -> Pattern:
        """What stands between clauses."""
        words = self.words("clause_ends").pattern
        return late(rf"[;:—–()“”\"„«»。「」]|,(?!\d)|\s-\s|(?:{words})", re.IGNORECASE)

    def hints(self) -> ahocorasick.Automaton:
        """The words of which each day has one, all found in one pass; what they stand in, `kinds` tell."""
        found = ahocorasick.Automaton()
        for word, part in self._hints():
            if word:
                found.add_word(word, (len(word), part))
        found.make_automaton()
        return found

    def _hints(self) -> Iterator[tuple[str, Part]]:
        for days in self._held.groups("days_on").values():
            yield from ((_last_word(pattern), "other") for pattern in days)
        for section in ("ends_of_month", "ends_of_year"):
            yield from ((_last_word(pattern), "other") for pattern in self._held.phrases(section))
        if self._glued:
            yield from ((sign, "month") for sign in _SIGNS)
        in_capitals = "{month}" not in " ".join(self._held.phrases("written_days"))
        parts: tuple[tuple[Part, dict[str, int]], ...] = (("weekday", self.weekdays), ("month", self.months))
        for part, names in parts:
            for name in names:
                yield name[:1].upper() + name[1:], part
                if not in_capitals:
                    yield name, part


def _last_word(pattern: str) -> str:
    """The last word of a pattern, which is in whatever it matches; "" where a month is, whose name is known."""
    return "" if re.search(r"\{[Mm]onth", pattern) else str(_LITERAL.findall(_AROUND.sub("", pattern))[-1])


def _spaced(pattern: str) -> str:
    """A pattern with any white space for its spaces; none where a space may be left out."""
    return pattern.replace(" ?", r"\s*").replace(" ", r"\s+")


def _numbers(names: dict[str, tuple[str, ...]]) -> dict[str, int]:
    return {name: int(number) for number, those in names.items() for name in those}


def _either(words: Sequence[str]) -> str:
    """Words as alternatives, the longest first, so that none hides another; nothing where there are none."""
    return "(?:" + "|".join(sorted(words, key=lambda word: (-len(word), word))) + ")" if words else "(?!)"
