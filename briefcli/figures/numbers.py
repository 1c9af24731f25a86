"""Numbers as news writes them: digits, words, bounds, ranges, roundings: "nearly 1.2 million", "10 or more"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import inf

from briefcli import languages
from briefcli.late import late

_ENGLISH = languages.language("en")
_UNITS = {word: value for value, word in enumerate(_ENGLISH.words("ones"))}
_TENS = {word: 10 * value for value, word in enumerate(_ENGLISH.words("tens"), start=2)}
_SCALES = {word: float(value) for word, value in _ENGLISH.pairs("scales").items()} | {"m": 1e6, "bn": 1e9}

_INITIALS = "".join(sorted({word[0] for word in (*_TENS, *_UNITS)}))  # most words begin with none of these
SMALL = rf"(?:(?=[{_INITIALS}])(?:(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_UNITS)}))?|{'|'.join(_UNITS)}))"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = rf"{'|'.join(_ENGLISH.pairs('scales'))}|m\b|bn\b"
NUMBER = rf"(?P<number>(?<![\w.,-])(?:{_DIGITS}|\b{SMALL}\b))(?:\s?(?P<scale>{_SCALE}))?"
WHOLE_NUMBER = rf"{NUMBER}(?!\w)"


def _unspaced(phrases: Iterable[str]) -> str:
    """Those of some phrases that no space need stand behind, as a pattern; one that nothing matches where none is."""
    return "|".join(phrase for phrase in phrases if phrase[-1] >= _FIRST_UNSPACED) or "(?!)"


_FIRST_UNSPACED = "\u3040"
_NEAR = 40  # characters before a number that are looked at
_ROUGH = 0.2  # share of a rounded figure that it may be off
_SIGN = r"(?:(?:US|A|C|NZ|HK)?[$€£¥₩₽₹]\s?)?"
_BOUNDS = {  # scripts without spaces have none before the number
    kind: rf"(?:(?<!\w)(?:{'|'.join(phrases)})\s+(?:an?\s+|the\s+)?|(?:{_unspaced(phrases)})\s?){_SIGN}$"
    for kind, phrases in languages.groups("bounds").items()
}
_BEFORE = {kind: late(pattern, re.IGNORECASE) for kind, pattern in _BOUNDS.items()}
_AFTER = {
    kind: late(rf"\s*(?:%|percent|per cent|[人名명])?\s*(?:{'|'.join(phrases)})(?![a-z])", re.IGNORECASE)
    for kind, phrases in languages.groups("bounds_after").items()
}
_BOUND = late("|".join(f"(?:{pattern})" for pattern in _BOUNDS.values()), re.IGNORECASE)
_END = rf"{_SIGN}(?P<end>{_DIGITS}|\b{SMALL}\b)(?:\s?(?P<end_scale>{_SCALE}))?\s?(?:%|percent\b|per cent\b)?"
_RANGE_BEFORE = late(rf"(?P<lead>\bfrom\s+|\bbetween\s+|){_END}\s?(?P<link>to|and|or|-|–)\s?{_SIGN}$", re.IGNORECASE)
_RANGE_AFTER = late(rf"\s?(?:%|percent\b|per cent\b)?\s?(?P<link>to|and|or|-|–)\s?{_END}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Number:
    """A number, the least and the most it may stand for: 9 to infinity for "at least nine"."""

    value: float
    low: float
    high: float

    def agrees_with(self, other: Number) -> bool:
        """Whether both may be the same figure: what one allows, the other does not exclude."""
        return self.low <= other.high and other.low <= self.high

    def is_moved_to(self, later: Number) -> bool:
        """Whether a later figure is another one: "14" after "at least nine", not "about 15" after "14"."""
        if later.value == self.value:
            return False
        if not self.agrees_with(later):
            return True
        grew = self.high == inf and later.value > self.value
        return grew and (later.high == inf or later.low > self.value)


def exact(value: float) -> Number:
    """A number that stands for itself alone."""
    return Number(value, value, value)


def number_of(match: re.Match[str], text: str, *, measured: bool = False) -> Number:
    """The number a match of `NUMBER` in a text stands for, with the bounds or the range it stands in.

    `measured` numbers (percentages, sums) are rounded to their last digit; counts only where they end in zeros.
    """
    written, scale = match["number"].lower(), (match["scale"] or "").lower()
    end = match.end("scale") if scale else match.end("number")
    return bounded(written, scale, text, (match.start("number"), end), measured=measured)


def bounded(written: str, scale: str, text: str, place: tuple[int, int], *, measured: bool) -> Number:
    """A number as written, with what stands before and behind its place in a text."""
    times = _SCALES.get(scale, 1.0)
    value = round(_plain(written) * times, 6)
    off = _unit(written, times, measured=measured) * 0.499
    number = Number(value, value - off, value + off)
    before = text[max(0, place[0] - _NEAR) : place[0]]
    return _ranged(number, times, before, text, place[1]) or _limited(number, before, text, place[1])


def before_bounds(text: str, end: int) -> str:
    """What stands before a number and before what bounds it: "killed " of "killed at least "."""
    before = text[max(0, end - 2 * _NEAR) : end]
    found = _BOUND.search(before)
    return before[: found.start()] if found else before


def _limited(number: Number, before: str, text: str, end: int) -> Number:
    found = ((match.start(), kind) for kind, pattern in _BEFORE.items() if (match := pattern.search(before)))
    _, kind = min(found, default=(0, ""))  # the longer one: "no fewer than", not "fewer than"
    kind = kind or next((kind for kind, pattern in _AFTER.items() if pattern.match(text, end)), "")
    value = number.value
    limits = {
        "least": (value, inf),
        "most": (0.0, value),
        "nearly": ((1 - _ROUGH) * value, value),
        "around": ((1 - _ROUGH) * value, (1 + _ROUGH) * value),
    }
    return Number(value, *limits[kind]) if kind else number


def _ranged(number: Number, times: float, before: str, text: str, end: int) -> Number | None:
    """The range a number is an end of; None where it is none: "from nine to 14" is 14."""
    found = _RANGE_BEFORE.search(before)
    if found:
        lead = found["lead"].strip().lower()
        if lead == "from" or (found["link"].lower() == "and") != (lead == "between"):
            return None
    else:
        found = _RANGE_AFTER.match(text, end)
        if found is None or (found["link"].lower() == "and" and not re.search(r"\bbetween\s+\S?$", before)):
            return None
    other = round(_plain(found["end"].lower()) * _SCALES.get((found["end_scale"] or "").lower(), times), 6)
    return Number(number.value, min(number.low, other), max(number.high, other))


def _unit(written: str, times: float, *, measured: bool) -> float:
    """What the last digit of a number counts that is not just a zero; 0 for a number that is given in full."""
    if not written[0].isdigit():
        return times if times > 1 else 0.0
    digits = written.replace(",", "")
    if "." in digits:
        return times * 10.0 ** -len(digits.partition(".")[2])
    zeros = len(digits) - len(digits.rstrip("0"))
    value = float(digits) * times
    if zeros >= 2 or (zeros and float(digits) >= 100):
        return min(times * 10.0**zeros, 0.1 * value)
    return min(times, 0.4 * value) if measured or times > 1 else 0.0


def _plain(written: str) -> float:
    if written[0].isdigit():
        return float(written.replace(",", ""))
    tens, _, units = written.partition("-")
    return float(_TENS.get(tens, _UNITS.get(tens, 0)) + _UNITS.get(units, 0))
