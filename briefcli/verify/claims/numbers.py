"""Numbers and dates of a claim, and whether the source has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from briefcli import languages
from briefcli.late import late
from briefcli.text.words import content
from briefcli.verify.claims.claim import Claim, Fault

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
_INITIALS = "".join(sorted({word[0] for word in _VALUES}))  # most words begin with none of these: half of the time
_NUMBER = late(
    rf"(?<![\w.])(?P<digits>{_DIGITS})(?:st|nd|rd|th)?(?:[ \u00a0-]?(?P<scale>{_SCALE})\b)?"
    rf"|\b(?=[{_INITIALS}])(?P<word>{_WORDS})s?\b(?:[ -](?P<word_scale>{_LONG_SCALE})\b)?",
    re.IGNORECASE,
)
_MONTHS, _DAYS = (tuple(name for name, *_ in _ENGLISH.groups(section).values()) for section in ("months", "weekdays"))
_SHORT = {name[:3]: name for name in _MONTHS + _DAYS} | {
    short: name
    for section in ("months", "weekdays")
    for name, *others in _ENGLISH.groups(section).values()
    for short in others
}
_CALENDAR = late(
    rf"\b(?=[{''.join(sorted({name[0] for name in _SHORT}))}])"
    rf"(?:(?:{'|'.join(_DAYS)}|{'|'.join(name for name in _MONTHS if name not in {'may', 'march'})})\b"
    rf"|(?:May|March)\b|(?:{'|'.join(sorted(_SHORT, key=len, reverse=True))})\.?(?=\s+\d))",
    re.IGNORECASE,
)
_BROKEN = late(r"(?<=\d[.,]) (?=\d)")
_LONGEST_BOUND = 24  # characters
# What a figure with such words before it may stand for, in parts of it.
_ALLOWED = {"least": (1.0, 1.25), "most": (0.75, 1.0), "nearly": (0.85, 1.0), "around": (0.9, 1.1)}
_BOUNDS = {
    late(rf"\b(?:{'|'.join(_ENGLISH.groups('bounds')[kind])})\s+[$€£¥]?\s?$", re.IGNORECASE): allowed
    for kind, allowed in _ALLOWED.items()
}
_ALLOWED_NAMES = dict(zip(_BOUNDS, _ALLOWED, strict=True))
_MAY_BE = {"least": {"least"}, "most": {"most", "nearly"}}
_BESIDE = 120  # characters on either side of a number in which its source says what it is of
_THING = late(r" (?!year|month|week|day|hour|minute|other|more|of\b|in\b|per\b)([a-z]{4,})\b(?! ?-)")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: its value, the words it is written in, and where."""

    value: float
    text: str
    start: int
    end: int


@lru_cache(maxsize=2048)
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


def unknown_numbers(claim: Claim) -> Iterator[Fault]:
    """The numbers its source has nowhere."""
    for number in missing_numbers(claim.text, claim.source):
        yield Fault(kind="number", reason=f"the number {number.text} is not in its source", ours=number.text)


def other_numbers(claim: Claim) -> Iterator[Fault]:
    """The numbers that stand where the sentence it goes along with has another one."""
    for change in claim.changes:
        ours, theirs = change.wordings
        known = _known(theirs)
        for number in numbers(ours):
            if known and not _is_known(number, known, ours) and not _is_broken(number, claim.source):
                yield Fault(kind="number", reason=change.reason, ours=ours, theirs=theirs)
                return


def numbers_of_others(claim: Claim) -> Iterator[Fault]:
    """The numbers that its source has of something else only: "12 boats", where the source has 12 dead."""
    if not numbers(claim.text):
        return
    cited, every = _known("\n".join(claim.cited)), _known(claim.source)
    counted = _counted(claim.cited)
    for number in numbers(claim.text):
        others = counted.get(_thing(claim.text, number) or "", {})
        if others and number.value in cited and not _is_known(number, frozenset(others), claim.text):
            other = next(iter(others.values()))
            reason = f"it says “{number.text}” where its source says “{other}”"
            yield Fault(kind="number", reason=reason, ours=number.text, theirs=other)
            continue
        if number.value in cited or number.value not in every or _is_known(number, cited, claim.text):
            continue
        thing = _thing(claim.text, number)
        places = [_beside(claim.source, one) for one in numbers(claim.source) if one.value == number.value]
        if thing and places and not any(thing in content(place, claim.language) for place in places):
            yield Fault(
                kind="number", reason=f"its source has the number {number.text} of something else", ours=number.text
            )


def _counted(sentences: Iterable[str]) -> dict[str, dict[float, str]]:
    """What is counted in some sentences, by its stem: each number that is given for it, and how it is written."""
    found: dict[str, dict[float, str]] = {}
    for sentence in (_BROKEN.sub("", one) for one in sentences):
        for number in numbers(sentence):
            if thing := _thing(sentence, number):
                found.setdefault(thing, {})[number.value] = number.text
    return found


def _thing(text: str, number: Number) -> str | None:
    """The stem of the noun behind a number, None where none stands there: behind dates, scores, ages."""
    behind = _THING.match(text, number.end)
    if behind is None or (number.text[-2:].isalpha() and number.text[0].isdigit()):
        return None
    return next(iter(content(behind[1])), None)


def _beside(text: str, number: Number) -> str:
    """The words around a number."""
    return text[max(0, number.start - _BESIDE) : number.end + _BESIDE]


def other_bounds(claim: Claim) -> Iterator[Fault]:
    """A number that is a bound of one kind in the claim and of another in every sentence it rests on."""
    bounded = [number for number in numbers(claim.text) if _bound(claim.text, number) in _MAY_BE]
    theirs: dict[float, set[str]] = {}
    for sentence in claim.cited if bounded else ():
        for number in numbers(sentence):
            theirs.setdefault(number.value, set()).add(_bound(sentence, number))
    for number in bounded:
        ours = _bound(claim.text, number)
        if not theirs.get(number.value, {ours}) & _MAY_BE[ours]:
            reason = f"“{number.text}” is no such bound in its source"
            yield Fault(kind="meaning", reason=reason, ours=number.text, theirs=number.text, about="quantity")


def _bound(text: str, number: Number) -> str:
    """Which kind of bound a number is, "" for none."""
    before = text[max(0, number.start - _LONGEST_BOUND) : number.start]
    return next((_ALLOWED_NAMES[bound] for bound in _BOUNDS if bound.search(before)), "")


def unknown_dates(claim: Claim) -> Iterator[Fault]:
    """The weekdays and months its source does not name."""
    for name in missing_dates(claim.text, claim.source):
        yield Fault(kind="date", reason=f"{name.capitalize()} is not in its source", ours=name.capitalize())


def missing_numbers(claim: str, source: str) -> list[Number]:
    """The numbers of a claim that the source has nowhere, neither in digits nor in words."""
    if not numbers(claim):
        return []
    known = _known(source)
    return [number for number in numbers(claim) if not _is_known(number, known, claim)]


def _is_broken(number: Number, source: str) -> bool:
    """Whether the source has a number with a space within, and so perhaps in two sentences: "31. 8 million"."""
    return number.value in _known(source) and all(other.value != number.value for other in numbers(source))


@lru_cache(maxsize=256)
def _known(source: str) -> frozenset[float]:
    """The values a source has, those that a space has broken in two ("10, 000", "122. 5") in both readings."""
    every = numbers(source) if (healed := _BROKEN.sub("", source)) == source else (*numbers(source), *numbers(healed))
    return frozenset(number.value for number in every)


def missing_dates(claim: str, source: str) -> list[str]:
    """The weekdays and months of a claim that the source does not name."""
    named = calendar(claim)
    known = set(calendar(source)) if named else set()
    return [name for name in named if name not in known]


def calendar(text: str) -> list[str]:
    """The weekdays and months a text names, in full and in small letters."""
    found = []
    for match in _CALENDAR.finditer(text):
        name = match.group().rstrip(".").casefold()
        if name in {"may", "march"} and not match.group()[0].isupper():
            continue
        found.append(_SHORT.get(name, name))
    return list(dict.fromkeys(found))


def _is_known(number: Number, known: frozenset[float], claim: str) -> bool:
    """A large figure may be rounded: "1.2 million" stands for 1,204,000. A small one is exact.

    "More than 100" is true of 116, "nearly 120" too.
    """
    if number.value in known:
        return True
    before = claim[max(0, number.start - _LONGEST_BOUND) : number.start]
    for bound, (least, most) in _BOUNDS.items():
        if bound.search(before):
            return any(least * number.value <= value <= most * number.value for value in known)
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
