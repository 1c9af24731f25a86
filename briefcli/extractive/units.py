"""What may become a point: a sentence that stands on its own, or one together with the sentence it leans on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

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


class Unit(NamedTuple):
    """A candidate for a point: `text[start:end]` of its article.

    `place` counts sentences from the top, from 0; `paragraph` counts paragraphs; `leaning` says that it begins with
    the sentence before the one that makes the point. A tuple: see `text.words.Word`.
    """

    start: int
    end: int
    place: int
    paragraph: int
    leaning: bool


class _Sentence(NamedTuple):
    """A sentence of the news, without its dateline and label, and the one before it in its paragraph."""

    start: int
    end: int
    paragraph: int
    previous: Extent | None


class Units:
    """The candidates of an article, in order. Headings, captions, furniture and loose quotations are none.

    Nor is one that asks, or is mostly somebody's words, which is told as a quotation; if there are others. `lede` is
    the first one, None where there is none. Whether a sentence is a candidate is looked at when somebody asks: of most
    nobody does, since few of them tell enough.
    """

    def __init__(self, article: Article) -> None:
        self._article = article
        self._sentences = tuple(_sentences(article))
        self._looked_at: dict[int, Unit | None] = {}
        self._is_told = True  # of those that tell, there are some
        self.lede = self._lede(filter(self._tells, self._every()))
        if self.lede is None:
            self._is_told = False
            self.lede = self._lede(self._every())

    def __iter__(self) -> Iterator[Unit]:
        return (unit for unit in self.possible() if unit in self)

    def __contains__(self, unit: Unit) -> bool:
        return self._unit(unit.place) == unit and (self._tells(unit) or not self._is_told)

    def possible(self) -> Iterator[Unit]:
        """The lede, and what may be a candidate behind it: each sentence with the one it may lean on, and alone."""
        if self.lede is None:
            return
        yield self.lede
        first = self.lede.place + 1
        for place, (start, end, paragraph, previous) in enumerate(self._sentences[first:], start=first):
            if previous is not None:
                yield Unit(previous[0], end, place, paragraph, leaning=True)
            yield Unit(start, end, place, paragraph, leaning=False)

    def _every(self) -> Iterator[Unit]:
        return filter(None, map(self._unit, range(len(self._sentences))))

    def _unit(self, place: int) -> Unit | None:
        """The candidate that a sentence is; one that asks, too."""
        if place not in self._looked_at:
            self._looked_at[place] = self._look_at(place)
        return self._looked_at[place]

    def _look_at(self, place: int) -> Unit | None:
        article, (start, end, paragraph, previous) = self._article, self._sentences[place]
        begin = _unit(article, start, end, previous, first=place == 0)
        if begin is None or article.text[start:end] == article.title:
            return None
        return Unit(begin, end, place, paragraph, leaning=begin != start)

    def _tells(self, unit: Unit) -> bool:
        return _tells(self._article.text[unit.start : unit.end], self._article, first=unit.place == 0)

    def _lede(self, units: Iterable[Unit]) -> Unit | None:
        """The first that reports: not the few words that set the scene, or tease, before it: "The wait is over."."""
        teasers: list[Unit] = []
        for unit in islice(units, _OPENING):
            sentence = self._article.text[unit.start : unit.end]
            short = len(sentence.split()) <= _TEASER and not _DENSE.search(sentence)
            if not short or _DIGIT.search(sentence) or names_somebody(sentence):
                return unit
            teasers.append(unit)
        return teasers[0] if teasers else None


def units_of(article: Article) -> Units:
    """The candidates of an article, kept with its analysis."""
    return article.analysis.once(Units, article)


def _sentences(article: Article) -> Iterator[_Sentence]:
    """The sentences of the news of an article."""
    text, label_at = article.text, _labels(article.language).match
    for number, extents in enumerate(_by_paragraph(article)):
        previous: Extent | None = None
        for start, end in extents:
            begin = _after_dateline(text, start, end) if number < 2 and previous is None else start
            label = label_at(text, begin, end)
            begin = label.end() if label else begin
            yield _Sentence(begin, end, number, previous)
            previous = (begin, end)


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
    if sentence.isascii():
        return sentence.count('"') % 2 == 0
    opened = sum(sentence.count(mark) for mark in _OPENERS)
    closed = sum(sentence.count(mark) for mark in _CLOSERS)
    if "„" in sentence:
        closed += sentence.count("“")
        opened -= sentence.count("“")
    return opened == closed and sentence.count('"') % 2 == 0
