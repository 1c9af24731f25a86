"""Numbers and dates of a claim, and whether the source has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from briefcli import languages
from briefcli.verify.claims.claim import Claim

_ENGLISH = languages.language("en")
_ONES, _TENS, _ORDINALS = (_ENGLISH.words(section) for section in ("ones", "tens", "ordinals"))
_VALUES = (
    {word: value for value, word in enumerate(_ONES) if word != "one"}  # "one of them" is no figure
    | {word: 10 * (place + 2) for place, word in enumerate(_TENS)}
    | {word: value for value, word in enumerate(_ORDINALS) if value > 3}  # "second" is mostly a time, "first" no figure
    | {
        f"{tens}-{ones}": 10 * (place + 2) + value
        for place, tens in enumerate(_TENS)
        for value, ones in enumerate(_ONES[1:10], 1)
    }
    | {word: int(value) for word, value in _ENGLISH.pairs("multiples").items()}
)
_SCALES = {word: float(value) for word, value in (_ENGLISH.pairs("scales") | _ENGLISH.pairs("short_scales")).items()}
_DIGITS = r"\d{1,3}(?:[,\u202f\u00a0]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?"
_LONG_SCALE, _SCALE = "|".join(_ENGLISH.pairs("scales")), "|".join(_SCALES)
_WORDS = "|".join(sorted(map(re.escape, _VALUES), key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?<![\w.])(?P<digits>{_DIGITS})(?:st|nd|rd|th)?(?:[ \u00a0-]?(?P<scale>{_SCALE})\b)?"
    rf"|\b(?P<word>{_WORDS})s?\b(?:[ -](?P<word_scale>{_LONG_SCALE})\b)?",
    re.IGNORECASE,
)
_MONTHS, _DAYS = (tuple(name for name, *_ in _ENGLISH.groups(section).values()) for section in ("months", "weekdays"))
_SHORT = {name[:3]: name for name in _MONTHS + _DAYS} | {
    short: name
    for section in ("months", "weekdays")
    for name, *others in _ENGLISH.groups(section).values()
    for short in others
}
_CALENDAR = re.compile(
    rf"\b(?:{'|'.join(_DAYS)}|{'|'.join(name for name in _MONTHS if name not in {'may', 'march'})})\b"
    rf"|\b(?:May|March)\b|\b(?:{'|'.join(sorted(_SHORT, key=len, reverse=True))})\.?(?=\s+\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: its value, the words it is written in, and where."""

    value: float
    text: str
    start: int
    end: int


@lru_cache(maxsize=256)
def numbers(text: str) -> tuple[Number, ...]:
    """The numbers of a text, in digits and English words."""
    return tuple(_numbers(text))


def _numbers(text: str) -> Iterator[Number]:
    for match in _NUMBER.finditer(text):
        if match["digits"]:
            value = _value(match["digits"]) * _SCALES.get((match["scale"] or "").casefold(), 1.0)
        else:
            value = _VALUES[match["word"].casefold()] * _SCALES.get((match["word_scale"] or "").casefold(), 1.0)
        yield Number(value, match.group(), match.start(), match.end())


def unknown_numbers(claim: Claim) -> Iterator[str]:
    """The numbers its source has nowhere."""
    for number in missing_numbers(claim.text, claim.source):
        yield f"the number {number.text} is not in its source"


def unknown_dates(claim: Claim) -> Iterator[str]:
    """The weekdays and months its source does not name."""
    for name in missing_dates(claim.text, claim.source):
        yield f"{name.capitalize()} is not in its source"


def missing_numbers(claim: str, source: str) -> list[Number]:
    """The numbers of a claim that the source has nowhere, neither in digits nor in words."""
    known = {number.value for number in numbers(source)}
    return [number for number in numbers(claim) if not _is_known(number, known)]


def missing_dates(claim: str, source: str) -> list[str]:
    """The weekdays and months of a claim that the source does not name."""
    known = set(calendar(source))
    return [name for name in calendar(claim) if name not in known]


def calendar(text: str) -> list[str]:
    """The weekdays and months a text names, in full and in small letters."""
    found = []
    for match in _CALENDAR.finditer(text):
        name = match.group().rstrip(".").casefold()
        if name in {"may", "march"} and not match.group()[0].isupper():
            continue
        found.append(_SHORT.get(name, name))
    return list(dict.fromkeys(found))


def _is_known(number: Number, known: set[float]) -> bool:
    """A large figure may be rounded: "1.2 million" stands for 1,204,000. A small one is exact."""
    if number.value in known:
        return True
    if number.value < 1000:
        return False
    precise = max(2, len(re.sub(r"\D", "", number.text).strip("0")))
    return any(value and f"{value:.{precise}g}" == f"{number.value:.{precise}g}" for value in known)


def _value(digits: str) -> float:
    plain = digits.replace("\u202f", "").replace("\u00a0", "")
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", plain):
        return float(plain.replace(",", ""))
    if re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+", plain) and plain.count(".") > 1:
        return float(plain.replace(".", ""))
    return float(plain.replace(",", "."))
