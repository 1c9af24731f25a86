"""Sentences that lean on another: "He added …", "The others …" say nothing without the one before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from briefcli import languages
from briefcli.late import late

_UNKNOWN = "en"  # what a text of no known language is read as
_FIRST_WORD = late(r"\W*([A-ZÀ-Þ][\w’'-]*)")
_NAME = late(r"(?<![.!?“\"‘'(]\s)(?<!^)\b[A-Z][\w’'-]+")
_CALENDAR = frozenset(
    name.capitalize()
    for section in ("months", "weekdays")
    for names in languages.language("en").groups(section).values()
    for name in names
)
_ONLY_QUOTATION = late(r"^[“\"„«‘'「『»].*[”\"“»’'」』«][.!?,]?$", re.DOTALL)
_QUOTATION = late(r"“[^”]*”|\"[^\"]*\"")
# Where a word ends; scripts that set no spaces between words show no end.
_END = "(?:(?!\\w)|(?<=[\u3040-\u30ff\u4e00-\u9fff]))"
_NEVER = late(r"(?!)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Signs:
    """How sentences of one language lean: at their start, wherever it stands, or by going on from another.

    These and those of `_Persons` are for small letters: patterns for both cases take twice the time.
    """

    opening: re.Pattern[str]
    inside: re.Pattern[str]
    going_on: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Persons:
    """How sentences of one language speak of a person who is not named: with a verb, with a pronoun, in a quotation.

    `somebody` is how one begins that brings a new person in: "A teenager … her".
    """

    speaking: re.Pattern[str]
    meant: re.Pattern[str]
    quoted: re.Pattern[str]
    somebody: re.Pattern[str]


@lru_cache(maxsize=1024)  # choosing, checking and the days ahead ask it of the same sentence
def leans(sentence: str, language: str | None) -> bool:
    """Whether a sentence cannot be understood without the one before it."""
    if _ONLY_QUOTATION.match(sentence):
        return True
    signs = _signs(language or _UNKNOWN)
    lowered = _told(sentence).lower()
    if signs.opening.match(lowered) or signs.inside.search(lowered):
        return True
    return needs_a_person(sentence, language)


def leans_at_the_top(sentence: str, language: str | None) -> bool:
    """The same of the first sentence of an article, which nothing stands before.

    "After their win, Leeds …" does not lean there: who is meant stands in it.
    """
    if _ONLY_QUOTATION.match(sentence):
        return True
    told = _told(sentence)
    found = _signs(language or _UNKNOWN).opening.match(told.lower())
    if not found:
        return False
    opening, *_ = found.group().split()
    somebody = languages.language(language or _UNKNOWN).words("pronouns")
    return (opening in somebody and opening != "it") or not names_somebody(told[found.end() :])


def needs_a_person(sentence: str, language: str | None) -> bool:
    """Whether a person is spoken of whom the sentence has not named; told where the language's file says how."""
    persons = _persons(language or _UNKNOWN)
    if persons.quoted.match(sentence.lower()):
        return True
    told = _told(sentence)
    lowered = told.lower()
    if persons.somebody.match(lowered):
        return False
    meant = (persons.speaking.search(lowered), persons.meant.search(lowered))
    return any(found and not names_somebody(told[: found.start()]) for found in meant)


def _told(sentence: str) -> str:
    """What a sentence says besides the words it quotes."""
    return _QUOTATION.sub(" ", sentence) if "“" in sentence or '"' in sentence else sentence


def goes_on(sentence: str, language: str | None) -> bool:
    """Whether a sentence opens as the second half of a thought does: "But …", "However, …"."""
    return bool(_signs(language or _UNKNOWN).going_on.match(sentence.lower()))


def names_somebody(text: str) -> bool:
    """Whether a name stands in it, at its start or later."""
    first = _FIRST_WORD.match(text)
    return bool(names_in(text) or (first and first[1].lower() not in _no_names()))


def names_in(text: str) -> list[str]:
    """The words in it that are written as names, where no sentence begins; days and months are none."""
    return [name for name in _NAME.findall(text) if name not in _CALENDAR]


@lru_cache(maxsize=1)
def _no_names() -> frozenset[str]:
    return frozenset(languages.words("small_at_start"))


@lru_cache(maxsize=64)
def _signs(language: str) -> _Signs:
    held = languages.language(language)
    leaning, going_on = held.phrases("leaning"), held.phrases("going_on")
    before = "|".join(held.phrases("lead_ins") + going_on)
    opening = [rf"(?:(?:{before})\W+)?(?:{'|'.join(leaning)})"] if leaning else []
    return _Signs(
        opening=_pattern((*opening, *held.phrases("leaning_connectives")), start=r"\W*", end=_END),
        inside=_pattern(held.phrases("pointing_back"), start=r"\b", end=_END),
        going_on=_pattern(going_on, start=r"\W*", end=_END),
    )


@lru_cache(maxsize=64)
def _persons(language: str) -> _Persons:
    held = languages.language(language)
    return _Persons(
        speaking=_pattern(held.phrases("pronouns_that_speak"), start=r"\b", end=r"\b"),
        meant=_pattern(held.phrases("persons_meant"), start=r"\b", end=r"\b"),
        quoted=_pattern(held.phrases("persons_quoted"), start='[“"]', end=r"\b"),
        somebody=_pattern(held.phrases("somebody_new"), start=r"\W*", end=r"\s"),
    )


def _pattern(alternatives: tuple[str, ...], *, start: str, end: str) -> re.Pattern[str]:
    if not alternatives:
        return _NEVER
    return late(rf"{start}(?:{'|'.join(alternatives)}){end}")
