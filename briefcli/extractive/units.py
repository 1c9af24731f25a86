"""What may become a point: a sentence that stands on its own, or one together with the sentence it leans on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from briefcli import languages
from briefcli.article import Article
from briefcli.late import late
from briefcli.read.dateline import find_dateline
from briefcli.read.furniture import is_sentence, kind_of
from briefcli.text import Extent
from briefcli.text.leaning import goes_on, leans, leans_at_the_top, names_somebody, needs_a_person

_FEWEST_WORDS, _MOST_WORDS = 5, 75
_MOST_LEDE_WORDS = 110  # agencies put all of it into the first sentence
_MOST_LEANING_WORDS = 60

_MOSTLY = 0.3  # share of a sentence between quotation marks
_QUOTED = late(r"“[^”]*”|\"[^\"]*\"|„[^“]*“|«[^»]*»|「[^」]*」")
_NEVER = late(r"(?!)")
_DENSE = late("[\u3040-\u9fff]")  # scripts that set no spaces between words
_OPENERS, _CLOSERS = "“„«「『", "”»」』"
_OPENING = 3  # units among which the lede is
_TEASER = 10  # words at most of what opens an article, names nobody and counts nothing
_DIGIT = late(r"\d")
_ASKS = late(r"[?？؟]\W*$")
_CUT_OFF = late(r"\[(?:\.\.\.|…)\]|(?:\.\.\.|…)\W*$|^\W*(?:\.\.\.|…)|^[—–-](?![A-Z])")
# A small letter that begins no name ("al-Noor", "de Wit", "iCar").
_SMALL_START = late(
    r"[“\"„«‘'「『(\[]*(?!(?:a[l-z]|el)-|(?:d[aeiu]|v[ao]n|der|ter|bin|ibn|l[ae])\s[A-Z]|[dl]['’])[a-zà-öø-ÿа-я](?![A-Z])"
)
# Pieces of a page that ran together: "unrestNovember 20, 2019 - 11:28 AMTAgency.", "AgricultureL'Office".
_GLUED_DATE = late(
    rf"[a-zà-öø-ÿ](?:{'|'.join(name.capitalize() for name, *_ in languages.language('en').groups('months').values())})"
    r"\s\d{1,2},?\s\d{4}|\d\s?[AP]MT?[A-Z]"
)
_GLUED_ARTICLE = late(r"[a-zà-öø-ÿ]{3}[LD]['’][A-ZÀ-Þ]")
_PHRASE_OF_PAGES = late(rf"\b(?:{languages.either('page_phrases')})\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A candidate for a point: `text[start:end]` of its article.

    `place` counts sentences from the top, from 0; `paragraph` counts paragraphs; `leaning` says that it begins with
    the sentence before the one that makes the point.
    """

    start: int
    end: int
    place: int
    paragraph: int
    leaning: bool


def find_units(article: Article) -> tuple[Unit, ...]:
    """The candidates of an article, in order. Headings, captions, furniture and loose quotations are none.

    Nor is one that asks, or is mostly somebody's words, which is told as a quotation; if there are others.
    """
    return article.analysis.once(_units, article)


def _units(article: Article) -> tuple[Unit, ...]:
    every = tuple(_find_units(article))
    told = tuple(unit for unit in every if _tells(article.text[unit.start : unit.end], article, first=unit.place == 0))
    return _from_lede(told or every, article)


def _from_lede(units: tuple[Unit, ...], article: Article) -> tuple[Unit, ...]:
    """Without the few words that set the scene, or tease, before the sentence that reports: "The wait is over."."""
    for number, unit in enumerate(units[:_OPENING]):
        sentence = article.text[unit.start : unit.end]
        short = len(sentence.split()) <= _TEASER and not _DENSE.search(sentence)
        if not short or _DIGIT.search(sentence) or names_somebody(sentence):
            return units[number:]
    return units


def _find_units(article: Article) -> Iterator[Unit]:
    text, place = article.text, 0
    for number, extents in enumerate(_by_paragraph(article)):
        previous: Extent | None = None
        for start, end in extents:
            begin = _after_dateline(text, start, end) if number < 2 and previous is None else start
            label = _labels(article.language).match(text, begin, end)
            begin = label.end() if label else begin
            unit = _unit(article, begin, end, previous, first=place == 0)
            if unit is not None and text[begin:end] != article.title:
                yield Unit(start=unit, end=end, place=place, paragraph=number, leaning=unit != begin)
            previous = (begin, end)
            place += 1


def _by_paragraph(article: Article) -> Iterator[tuple[Extent, ...]]:
    """The sentences of each paragraph that is news."""
    analysis = article.analysis
    for (start, end), inside in zip(analysis.paragraphs, analysis.sentences_by_paragraph, strict=True):
        if kind_of(article.text[start:end]) == "text":
            yield inside


def _after_dateline(text: str, start: int, end: int) -> int:
    found = find_dateline(text[start:end])
    return start + found.end() if found and found.end() < end - start else start


def _unit(article: Article, start: int, end: int, previous: Extent | None, *, first: bool) -> int | None:
    """Where the unit that makes this sentence's point begins; None where it makes none."""
    sentence, language = article.text[start:end], article.language
    words = len(sentence.split()) + (0 if sentence.isascii() else len(_DENSE.findall(sentence)) // 2)
    if not _FEWEST_WORDS <= words <= (_MOST_LEDE_WORDS if first else _MOST_WORDS) or not _is_whole(sentence):
        return None
    if _is_glued(sentence) or _PHRASE_OF_PAGES.search(sentence.lower()):
        return None
    if first and not leans_at_the_top(sentence, language):
        return start
    if not leans(sentence, language) and not goes_on(sentence, language):
        return start
    if previous is None:
        return None
    before = article.text[previous[0] : previous[1]]
    short = len(before.split()) + words <= _MOST_LEANING_WORDS
    return previous[0] if short and _carries(before, sentence, language) else None


def _carries(before: str, sentence: str, language: str | None) -> bool:
    """Whether a sentence stands on its own and holds what the next one leans on."""
    if not _is_whole(before) or len(before.split()) < _FEWEST_WORDS or leans(before, language):
        return False
    return names_somebody(before) or not needs_a_person(sentence, language)


def _tells(sentence: str, article: Article, *, first: bool) -> bool:
    """Whether a sentence asks nothing, and is neither mostly a quotation nor of a writer who speaks of himself.

    The first of an article may be both.
    """
    if _ASKS.search(sentence):
        return False
    if first:
        return True
    if speaks_of_himself(sentence, article.language):
        return False
    return sum(map(len, _QUOTED.findall(sentence))) <= _MOSTLY * len(sentence)


def speaks_of_himself(sentence: str, language: str | None) -> bool:
    """Whether a sentence is in its writer's own person; what it quotes counts as his."""
    return _first_person(language).search(sentence) is not None


@lru_cache(maxsize=64)
def _labels(language: str | None) -> re.Pattern[str]:
    phrases = languages.language(language).phrases("labels_of_sentences")
    return late(rf"(?:{'|'.join(phrases)}):\s+(?=\S)", re.IGNORECASE) if phrases else _NEVER


@lru_cache(maxsize=64)
def _first_person(language: str | None) -> re.Pattern[str]:
    patterns = languages.language(language).phrases("first_person")
    return late(rf"\b(?:{'|'.join(patterns)})\b") if patterns else _NEVER


def _is_whole(sentence: str) -> bool:
    """Whether it begins and ends as a sentence does, and holds its quotations whole."""
    cut = _is_cut_off(sentence) or _SMALL_START.match(sentence)
    return not cut and is_sentence(sentence) and _is_balanced(sentence)


def _is_cut_off(sentence: str) -> bool:
    may_be = "…" in sentence or "..." in sentence or sentence[:1] in "—–-"  # a look at each is a tenth of the pattern
    return may_be and bool(_CUT_OFF.search(sentence))


def _is_glued(sentence: str) -> bool:
    """Whether pieces of a page ran together in it. A date needs a figure, an article an apostrophe."""
    if _DIGIT.search(sentence) and _GLUED_DATE.search(sentence):
        return True
    return ("'" in sentence or "’" in sentence) and bool(_GLUED_ARTICLE.search(sentence))


def _is_balanced(sentence: str) -> bool:
    """Whether every quotation opened in it is closed in it."""
    opened = sum(sentence.count(mark) for mark in _OPENERS)
    closed = sum(sentence.count(mark) for mark in _CLOSERS)
    if "„" in sentence:
        closed += sentence.count("“")
        opened -= sentence.count("“")
    return opened == closed and sentence.count('"') % 2 == 0
