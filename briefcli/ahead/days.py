"""The days a sentence names, as dates: resolved against the day its article was published, or not at all."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from briefcli.ahead.grammar import Grammar, Part

_WEEK = 7
_BESIDE = 6  # characters between a weekday and its date: ", den "
_Named = tuple[int, int, str, re.Match[str]]  # from, to, kind, what was found
_RELATIVE = ("weekday", "+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day in a text: `start` and `end` are where it is named, `first` and `last` the same date unless a range.

    `kind` is the section of the pattern that found it; `has_year` says that the year is written, or that of the text.
    """

    start: int
    end: int
    kind: str
    first: date
    last: date
    has_year: bool

    @property
    def is_relative(self) -> bool:
        """Whether it is counted from the day of the text: "on Saturday", "tomorrow"."""
        return self.kind.startswith(_RELATIVE)

    @property
    def is_counted(self) -> bool:
        """Whether it is so many days after that of the text: "tomorrow"."""
        return self.kind.startswith("+")


def days_in(text: str, published: date | None, known: Grammar, parts: Collection[Part]) -> list[Day]:
    """The days that a text names, in order; one without a year only where it is known when it was published.

    `parts` are those that the text has hints of.
    """
    named = [one for one in _named(text, known, parts) if one[2] != "no_days"]
    found: list[Day] = []
    for place, (start, end, kind, match) in enumerate(named):
        between = _dates(kind, match, published, known)
        beside = [other for other in named[max(0, place - 1) : place + 2] if _is_weekday_of(other, named[place])]
        if between is None or not _is_sound(between, beside, known):
            continue
        if kind == "weekdays_coming" and any(_is_weekday_of(named[place], other) for other in named):
            continue
        has_year = _has_year(match.groupdict())
        found.append(Day(start=start, end=end, kind=kind, first=between[0], last=between[1], has_year=has_year))
    return found


def _has_year(named: dict[str, str | None]) -> bool:
    """Whether a year is written, or no month is: then the year is that of the text."""
    return bool(named.get("year")) or not (named.get("month") or named.get("month2"))


def _is_weekday_of(one: _Named, date: _Named) -> bool:
    """Whether something is the weekday beside a day of the calendar: "Friday, 24 April", "24 April (Friday)"."""
    apart = min(abs(date[0] - one[1]), abs(one[0] - date[1]))
    return one[2] == "weekdays_coming" and date[2].startswith("written") and apart <= _BESIDE


def _is_sound(between: tuple[date, date], weekdays: list[_Named], known: Grammar) -> bool:
    """Whether a range runs forwards, and its first day falls on the weekday that stands beside it: in this year."""
    first, last = between
    fits = all(known.weekdays[match["weekday"].lower()] == first.isoweekday() for _, _, _, match in weekdays)
    return first <= last < date.max and fits


def _named(text: str, known: Grammar, parts: Collection[Part]) -> list[_Named]:
    """What names a day, in order; of two that overlap, the one whose kind comes first."""
    taken: list[_Named] = []
    for kind in known.kinds:
        for match in kind.pattern.finditer(text) if kind.needs is None or kind.needs in parts else ():
            start, end = match.span()
            end -= text[start:end].endswith(".") and end == len(text)  # that of the sentence
            if not _is_named(match.groupdict(), known):
                continue
            if kind.section == "written_pairs" and int(match["day2"]) != int(match["day"]) + 1:
                continue
            if all(end <= a or b <= start for a, b, _, _ in taken):
                taken.append((start, end, kind.section, match))
    return sorted(taken, key=lambda one: one[0])


def _is_named(named: dict[str, str | None], known: Grammar) -> bool:
    """Whether what looks like the names of months and weekdays are such."""
    months = [name for name in (named.get("month"), named.get("month2")) if name and not name.isdigit()]
    weekdays = [name for name in (named.get("weekday"), named.get("weekday2")) if name]
    return all(name.lower() in known.months for name in months) and all(
        name.lower() in known.weekdays for name in weekdays
    )


def _dates(kind: str, match: re.Match[str], published: date | None, known: Grammar) -> tuple[date, date] | None:
    named = match.groupdict()
    try:
        if kind in ("written_ranges", "written_pairs"):
            return _range(named, published, known)
        if kind == "written_days":
            day = _written(_month(named["month"], known), int(named["day"]), named.get("year"), published)
        elif kind == "weekday_ranges":
            return _weekdays(match, published, known) if published else None
        else:
            day = _relative(kind, match, published, known) if published else None
    except (ValueError, OverflowError):  # 31 April; the last year there is
        return None
    return (day, day) if day else None


def _written(month: int, day: int, year: str | None, published: date | None) -> date | None:
    """A day of the calendar; without a year, the next one from the day of publication on."""
    if year:
        return date(int(year), month, day)
    if published is None:
        return None
    found = date(published.year, month, day)
    return found if found >= published else date(published.year + 1, month, day)


def _range(named: dict[str, str | None], published: date | None, known: Grammar) -> tuple[date, date] | None:
    """A range of days. A month that is not written twice is that of both; one that has begun is none."""
    first, last = named.get("month"), named.get("month2")
    first_month, last_month = (_month(one or other or "", known) for one, other in ((first, last), (last, first)))
    year = named.get("year")
    begin = _written(first_month, int(named["day"] or 0), year, published)
    if begin is None:
        return None
    day2 = int(named["day2"] or 0)
    end = date(begin.year, last_month, day2)
    if not year and published and end.replace(year=published.year) >= published > begin.replace(year=published.year):
        return None
    if end < begin and first_month == last_month:
        return None
    if end < begin:
        begin, end = (begin.replace(year=begin.year - 1), end) if year else (begin, end.replace(year=end.year + 1))
    return begin, end


def _relative(kind: str, match: re.Match[str], published: date, known: Grammar) -> date | None:
    """A day that is counted from the day of publication."""
    named = match.groupdict()
    if kind.startswith("+"):
        return published + timedelta(days=int(kind))
    if kind.startswith("weekdays"):
        return _weekday(kind, match, published, known)
    if kind == "ends_of_year":
        return date(published.year, 12, 31)
    if kind == "ends_of_month":
        month = _month(named["month"] or "", known) if named.get("month") else published.month
        day = _written(month, 1, named.get("year"), published.replace(day=1))
        return day.replace(day=monthrange(day.year, day.month)[1]) if day else None
    if kind == "days_of_next_month":
        after = published.replace(day=1) + timedelta(days=31)
        return after.replace(day=int(named["day"] or 0))
    day = published.replace(day=int(named["day"] or 0))
    return day if day > published else None


def _weekday(kind: str, match: re.Match[str], published: date, known: Grammar) -> date | None:
    """The next day of this name; None for that of yesterday, which a text of last night may mean."""
    wanted = known.weekdays[match["weekday"].lower()] - 1
    ahead = (wanted - published.weekday()) % _WEEK
    if kind == "weekdays_next_week":
        if published.weekday() == _WEEK - 1:  # some weeks begin on Sunday, some on Monday
            return None
        return published + timedelta(days=_WEEK - published.weekday() + wanted)
    return None if ahead == _WEEK - 1 else published + timedelta(days=ahead)


def _weekdays(match: re.Match[str], published: date, known: Grammar) -> tuple[date, date] | None:
    """A range of weekdays, from the next day of the first name on."""
    first = _weekday("weekdays_coming", match, published, known)
    if first is None:
        return None
    after = (known.weekdays[match["weekday2"].lower()] - first.isoweekday()) % _WEEK
    return first, first + timedelta(days=after)


def _month(name: str, known: Grammar) -> int:
    return int(name) if name.isdigit() else known.months[name.lower()]
