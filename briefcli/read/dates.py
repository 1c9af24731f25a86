"""Publication dates as outlets write them. What is ambiguous or has no year stays unknown: a date is never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

_MONTHS = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez|janv|févr|fév|mars|avr|juin|juil|août|déc|"
    r"ene|abr|ago|dic|enero|gen|mag|giu|lug|set|ott|fev|out|янв|фев|мар|апр|мая|май|июн|июл|авг|сен|окт|ноя|дек)"
    r"[^\W\d_]*\.?"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_DATE = re.compile(
    rf"""(?<![\d.,/-])(?:
        (?P<iso>\d{{4}}-\d{{1,2}}-\d{{1,2}}) (?!\d)
      | (?P<year_first>\d{{4}}\s?[./]\s?\d{{1,2}}\s?[./]\s?\d{{1,2}}\.?) (?!\d)
      | (?P<cjk>\d{{4}}\s?[年년]\s?\d{{1,2}}\s?[月월]\s?\d{{1,2}}\s?[日일])
      | (?P<dotted>{_DAY}\.\s?(?:0?[1-9]|1[0-2])\.\s?\d{{4}}) (?!\d)
      | (?P<slashed>\d{{1,2}}[/-]\d{{1,2}}[/-]\d{{4}}) (?!\d)
      | (?P<named>
            {_MONTHS}\s+{_DAY}(?:st|nd|rd|th)?,?\s+\d{{4}}
          | {_DAY}(?:st|nd|rd|th|\.|er|º)?(?:\s+de|-|\s)\s*{_MONTHS}(?:\s+de|-|,)?\s*\d{{4}}
        ) (?!\d)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_CLOCK = re.compile(
    r"""(?<![\d:])(?P<hour>[01]?\d|2[0-3])\s?[:h.]\s?(?P<minute>[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?(?![\d:])
        \s*(?P<half>[ap]\.?\s?m\b\.?)?
        \s*\(?(?P<zone>Z\b|(?:UTC|GMT)(?:[+-]\d{1,2}(?::?\d{2})?)?|[A-Z]{2,4}T\b|ET\b|PT\b|[+-]\d{2}:?\d{2})?""",
    re.VERBOSE | re.IGNORECASE,
)
_LONGEST_DATE_LINE = 140
_ZONES = {"ET": "America/New_York", "PT": "America/Los_Angeles", "CT": "America/Chicago", "MT": "America/Denver"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """When something was published. `at` is None where no time of day was given, naive where no zone was."""

    day: date
    at: datetime | None = None


def find_stamp(line: str) -> Stamp | None:
    """The first complete and unambiguous date in a line, with its time of day where one stands beside it."""
    found = _DATE.search(line)
    if found is None:
        return None
    day = _day(found)
    if day is None:
        return None
    rest = line[: found.start()] + " , " + line[found.end() :].lstrip("T")
    return Stamp(day=day, at=_at(day, rest))


def is_date_line(line: str) -> bool:
    """Whether a line says when something was published and little else."""
    found = _DATE.search(line) if len(line) <= _LONGEST_DATE_LINE else None
    if found is None:
        return False
    rest = _CLOCK.sub("", line[: found.start()] + " " + line[found.end() :])
    return len(re.findall(r"[^\W\d_]{2,}", rest)) <= 7 and not re.search(r"[.!?]['\"”’]?\s*$", rest.rstrip(". "))


def parse_stamp(value: str) -> Stamp | None:
    """A date as machines write it (ISO 8601, RFC 9557 less its suffix), or else as people do."""
    try:
        at = datetime.fromisoformat(value.strip())
    except ValueError:
        return find_stamp(value)
    clock = len(value.strip()) > len("2026-03-10")
    return Stamp(day=at.date(), at=at if clock else None)


def _day(found: re.Match[str]) -> date | None:
    kind, words = found.lastgroup, found.group()
    numbers = [int(number) for number in re.findall(r"\d+", words)]
    try:
        if kind in {"iso", "year_first", "cjk"}:
            return date(*numbers[:3])
        if kind == "dotted":
            return date(numbers[2], numbers[1], numbers[0])
        if kind == "slashed":
            return _slashed(*numbers)
    except ValueError:
        return None
    return _named(words)


def _slashed(first: int, second: int, year: int) -> date | None:
    """03/10/2026 is two dates, and so none; 25/03/2026 is one."""
    if first > 12 or first == second:
        return date(year, second, first)
    return date(year, first, second) if second > 12 else None


def _named(words: str) -> date | None:
    import dateparser

    at = dateparser.parse(words, settings={"STRICT_PARSING": True, "PARSERS": ["absolute-time"]})
    return at.date() if at else None


def _at(day: date, rest: str) -> datetime | None:
    clock = _CLOCK.search(rest)
    if clock is None:
        return None
    hour, half = int(clock["hour"]), (clock["half"] or "").lower()
    if half:
        if hour > 12:
            return None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    at = datetime(day.year, day.month, day.day, hour, int(clock["minute"]))  # noqa: DTZ001 - naive: no zone is known
    return _in_zone(at, clock["zone"])


def _in_zone(at: datetime, zone: str | None) -> datetime:
    if not zone:
        return at
    if zone.upper() in _ZONES:
        return at.replace(tzinfo=ZoneInfo(_ZONES[zone.upper()]))
    import dateparser

    offset = re.fullmatch(r"(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?", zone, re.IGNORECASE)
    if offset:
        zone = f"{offset[1]}{int(offset[2]):02}:{offset[3] or '00'}"
    zoned = dateparser.parse(f"{at:%Y-%m-%d %H:%M} {zone}")
    return zoned if zoned is not None and zoned.tzinfo else at
