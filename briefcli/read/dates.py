"""Publication dates as outlets write them. What is ambiguous or has no year stays unknown: a date is never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from briefcli import languages
from briefcli.late import late

# What means two months in two languages is left out ("listopada": November in Poland, October in Croatia).
_MONTH_OF = {name: int(number) for number, names in languages.groups("months").items() for name in names}
_MONTHS = rf"(?:{'|'.join(sorted(_MONTH_OF, key=lambda name: (-len(name), name)))})\b\.?"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_DATE = late(
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
# Hours east of Greenwich. Where one abbreviation has two meanings, the one outlets print most (IST in India, CST and
# AST in America); summer time is named apart, so none of them changes with the season.
_HOURS_EAST = {
    "Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "BST": 1, "CET": 1, "MEZ": 1, "WAT": 1, "WEST": 1, "CEST": 2, "MESZ": 2, "EET": 2,
    "CAT": 2, "SAST": 2, "EEST": 3, "EAT": 3, "MSK": 3, "TRT": 3, "GST": 4, "PKT": 5, "IST": 5.5, "NPT": 5.75, "ICT": 7,
    "WIB": 7, "HKT": 8, "SGT": 8, "MYT": 8, "PHT": 8, "AWST": 8, "KST": 9, "JST": 9, "ACST": 9.5, "ACDT": 10.5, "AEST": 10,
    "AEDT": 11, "NZST": 12, "NZDT": 13, "AST": -4, "ADT": -3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7,
    "MDT": -6, "PST": -8, "PDT": -7, "ART": -3, "BRT": -3, "COT": -5, "PET": -5,
}  # fmt: skip
_ZONES = {"ET": "America/New_York", "PT": "America/Los_Angeles", "CT": "America/Chicago", "MT": "America/Denver"}
_AFTER_NOON = languages.words("after_noon")
_CLOCK = late(
    rf"""(?<![\d:]) (?P<before>(?:{"|".join([*languages.words("before_noon"), *_AFTER_NOON])})\s?)?
        (?P<hour>2[0-3]|[01]?\d)
        (?: \s?[:h.時时시]\s?(?P<minute>[0-5]\d)(?:\s?[分분])?(?::[0-5]\d(?:\.\d+)?)?(?![\d:]) \s*(?P<half>[ap]\.?\s?m\b\.?)?
          | \s?(?P<bare_half>[ap]\.?\s?m\b\.?) )
        (?:\s*Uhr\b)? \s*\(?
        (?P<zone>(?:UTC|GMT)?\s?[+-]\d{{1,2}}(?::?\d{{2}})?(?!\d)|\b(?:{"|".join([*_HOURS_EAST, *_ZONES])})\b|(?<=\d)Z\b)?""",
    re.VERBOSE | re.IGNORECASE,
)
_YEAR = late(r"\d{4}")  # a look that costs nothing, at lines without one
_NUMBER = late(r"\d+")
EARLIEST_YEAR = 1990  # a page that says less has another date on it, or the zero of some clock
_LONGEST_LINE, _MOST_WORDS = 140, 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """When something was published. `at` is None where no time of day was given, naive where no zone was."""

    day: date
    at: datetime | None = None


def find_stamp(line: str) -> Stamp | None:
    """The first complete and unambiguous date in a line, with its time of day where one stands beside it."""
    found = _date_in(line)
    if found is None:
        return None
    day = _day(found)
    if day is None or day.year < EARLIEST_YEAR:
        return None
    rest = line[: found.start()] + " , " + line[found.end() :].lstrip("T")
    return Stamp(day=day, at=_at(day, rest))


def _date_in(line: str) -> re.Match[str] | None:
    if not _YEAR.search(line):
        return None
    lengths = {len(number) for number in _NUMBER.findall(line)}
    return _DATE.search(line) if 4 in lengths and lengths & {1, 2} else None  # a year, and a day


def without_date(line: str) -> str:
    """A line without its date and time of day; "" where a line is longer than such lines are."""
    found = _date_in(line) if len(line) <= _LONGEST_LINE else None
    return _CLOCK.sub("", line[: found.start()] + " | " + line[found.end() :]) if found else line


def is_date_line(line: str) -> bool:
    """Whether a line says when something was published and little else. A sentence with a date in it says more."""
    found = _date_in(line) if len(line) <= _LONGEST_LINE else None
    if found is None:
        return False
    rest = _CLOCK.sub("", line[: found.start()] + " " + line[found.end() :])
    words = len(re.findall(r"[^\W\d_]{2,}", rest))
    closed = re.search(r"[.!?:：。][\'\"”’]?\s*$", line)
    return words <= (_MOST_WORDS if not closed else 2)


def is_clock(line: str) -> bool:
    """Whether a line has nothing but a time of day, as each entry of a live blog does."""
    return len(line) < 20 and _CLOCK.fullmatch(line.strip()) is not None


def parse_stamp(value: str, earliest: int = EARLIEST_YEAR) -> Stamp | None:
    """A date as machines write it (ISO 8601, RFC 9557 less its suffix), or else as people do.

    Args:
        value: any text.
        earliest: the first year that is believed.
    """
    try:
        at = datetime.fromisoformat(value.strip())
    except ValueError:
        return find_stamp(value)
    clock = len(value.strip()) > len("2026-03-10")
    if at.year < earliest:
        return None
    return Stamp(day=at.date(), at=at if clock else None)


def stamp_of_mail(value: str) -> Stamp | None:
    """A date as mails and feeds write it (RFC 5322)."""
    from email.utils import parsedate_to_datetime

    try:
        at = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return Stamp(day=at.date(), at=at) if at.year >= EARLIEST_YEAR else None


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
    day, year = (int(number) for number in re.findall(r"\d+", words))
    month = next(_MONTH_OF[name] for name in re.findall(r"[^\W\d_]+", words.lower()) if name in _MONTH_OF)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _at(day: date, rest: str) -> datetime | None:
    clock = _CLOCK.search(rest)
    if clock is None:
        return None
    hour = int(clock["hour"])
    half = (clock["half"] or clock["bare_half"] or "").lower()
    before = (clock["before"] or "").strip()
    if half or before:
        if hour > 12:
            return None
        hour = hour % 12 + (12 if half.startswith("p") or before in _AFTER_NOON else 0)
    at = datetime(day.year, day.month, day.day, hour, int(clock["minute"] or 0))  # noqa: DTZ001 - naive: no zone is known
    return at.replace(tzinfo=_zone(clock["zone"])) if clock["zone"] else at


def _zone(named: str) -> tzinfo | None:
    """The zone of an abbreviation or an offset; None for an offset no place on earth has."""
    name = named.strip().upper()
    if name in _ZONES:
        return ZoneInfo(_ZONES[name])
    if name in _HOURS_EAST:
        return _east(_HOURS_EAST[name])
    offset = re.fullmatch(r"(?:UTC|GMT)?\s?([+-])(\d{1,2}):?(\d{2})?", name)
    if offset is None:
        return None
    hours = int(offset[2]) + int(offset[3] or 0) / 60
    return _east(-hours if offset[1] == "-" else hours) if hours <= 14 else None


def _east(hours: float) -> timezone:
    return timezone(timedelta(hours=hours)) if hours else UTC
