"""Numbers as news writes them: digits, words, "about 1.2 million"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefcli import languages

_ENGLISH = languages.language("en")
_UNITS = {word: value for value, word in enumerate(_ENGLISH.words("ones"))}
_TENS = {word: 10 * value for value, word in enumerate(_ENGLISH.words("tens"), start=2)}
_SCALES = {word: float(value) for word, value in _ENGLISH.pairs("scales").items()} | {"m": 1e6, "bn": 1e9}

SMALL = rf"(?:(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_UNITS)}))?|{'|'.join(_UNITS)})"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_ROUGHLY = languages.either("roughly", ["en"])
_SCALE = rf"{'|'.join(_ENGLISH.pairs('scales'))}|m\b|bn\b"
NUMBER = rf"(?P<rough>(?:{_ROUGHLY})\s+)?(?P<number>(?<![\w.,-])(?:{_DIGITS}|\b{SMALL}\b))(?:\s?(?P<scale>{_SCALE}))?"
WHOLE_NUMBER = rf"{NUMBER}(?!\w)"

_EXACT = _ENGLISH.phrases("not_rounded")  # counts that may still move, but not rounded


@dataclass(frozen=True, slots=True)
class Number:
    """A number, and whether it is a rounded one ("about 500")."""

    value: float
    rounded: bool = False

    def agrees_with(self, other: Number) -> bool:
        """Whether both may be the same figure: equal, or one of them a rounding of the other."""
        if self.value == other.value:
            return True
        near = abs(self.value - other.value) <= 0.2 * max(self.value, other.value)
        return near and (self.rounded or other.rounded)


def number_of(match: re.Match[str]) -> Number:
    """The number a match of `NUMBER` stands for."""
    written, scale = match["number"].lower(), (match["scale"] or "").lower()
    value = _plain(written) * _SCALES.get(scale, 1)
    rough = " ".join((match["rough"] or "").lower().split())
    return Number(round(value, 6), rounded=bool(rough) and rough not in _EXACT)


def _plain(written: str) -> float:
    if written[0].isdigit():
        return float(written.replace(",", ""))
    tens, _, units = written.partition("-")
    return float(_TENS.get(tens, _UNITS.get(tens, 0)) + _UNITS.get(units, 0))
