"""What may become a point: a sentence that stands on its own, or one together with the sentence it leans on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefcli import languages
from briefcli.article import Article
from briefcli.read.dateline import find_dateline
from briefcli.read.furniture import is_sentence, kind_of
from briefcli.text import Extent

_FEWEST_WORDS, _MOST_WORDS = 5, 75
_MOST_LEANING_WORDS = 60

# "He added", "But they": who, is said in the sentence before.
_LEANS = re.compile(
    rf"^\W*(?:(?:{languages.either('lead_ins')})\W+)?(?:{languages.either('leaning')})\b",
    re.IGNORECASE,
)
_LEANING_CONNECTIVE = re.compile(rf"^\W*(?:{languages.either('leaning_connectives')})\b", re.IGNORECASE)
# "of that sum", "such plants": what is meant stands in the sentence before.
_POINTS_BACK = re.compile(
    r"\b(?:of|for|from|with|by|to|than|in|on|at)\s+(?:that|those|such)\s+(?!is|are|was|were|the|an?|as|who|which|he|she|it|they|we|you|i|time|day)"
    rf"[a-z]+|\b(?:{languages.either('pointing_back')})\b|\bthe\s+(?:latter|former)\b|^\W*(?:the\s+(?:move|decision|measure|comment|remark|statement|announcement)s?\s+(?:comes?|came|follows?|followed))\b",
)
_PRONOUN_SPEAKER = re.compile(
    r"\b(?:he|she|they|it)\s+(?:also\s+|later\s+|then\s+)?(?:said|says|added|adds|told|wrote|continued|noted|explained|asked|argued|stated|warned|insisted|recalled)\b"
    r"|\b(?:said|says|added|wrote|asked)\s+(?:he|she|they)\b",
)
_PERSON = re.compile(r"\b(?:he|she|him|his|hers?)\b")
_FIRST_WORD = re.compile(r"\W*([A-ZÀ-Þ][\w’'-]*)")
_NO_NAMES = frozenset(languages.words("small_at_start"))
_NAME = re.compile(r"(?<![.!?“\"‘'(]\s)(?<!^)\b[A-Z][\w’'-]+")
_ONLY_QUOTATION = re.compile(r"^[“\"„«‘'「『»].*[”\"“»’'」』«][.!?,]?$", re.DOTALL)
_QUOTATION = re.compile(r"“[^”]*”|\"[^\"]*\"")
_DENSE = re.compile("[\u3040-\u9fff]")  # scripts that set no spaces between words
_OPENERS, _CLOSERS = "“„«「『", "”»」』"
_PHRASE_OF_PAGES = re.compile(rf"\b(?:{languages.either('page_phrases')})\b")


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


def find_units(article: Article) -> Iterator[Unit]:
    """The candidates of an article, in order. Headings, captions, furniture and loose quotations are none."""
    text, place = article.text, 0
    for number, extents in enumerate(_by_paragraph(article)):
        previous: Extent | None = None
        for start, end in extents:
            begin = _after_dateline(text, start, end) if number < 2 and previous is None else start
            unit = _unit(text, begin, end, previous)
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


def _unit(text: str, start: int, end: int, previous: Extent | None) -> int | None:
    """Where the unit that makes this sentence's point begins; None where it makes none."""
    sentence = text[start:end]
    words = len(sentence.split()) + (0 if sentence.isascii() else len(_DENSE.findall(sentence)) // 2)
    if not _FEWEST_WORDS <= words <= _MOST_WORDS or not is_sentence(sentence) or not _is_balanced(sentence):
        return None
    if _PHRASE_OF_PAGES.search(sentence.lower()):
        return None
    if not leans(sentence):
        return start
    if previous is None:
        return None
    before = text[previous[0] : previous[1]]
    together = len(before.split()) + words
    stands = not leans(before) and is_sentence(before) and _is_balanced(before) and len(before.split()) >= _FEWEST_WORDS
    return previous[0] if stands and together <= _MOST_LEANING_WORDS else None


def leans(sentence: str) -> bool:
    """Whether a sentence cannot be understood without the one before it."""
    if _ONLY_QUOTATION.match(sentence):
        return True
    told = _QUOTATION.sub(" ", sentence)
    lowered = told.lower()
    if _LEANS.match(told) or _LEANING_CONNECTIVE.match(told) or _POINTS_BACK.search(lowered):
        return True
    meant = (_PRONOUN_SPEAKER.search(lowered), _PERSON.search(lowered))
    return any(found and not _names_somebody(told[: found.start()]) for found in meant)


def _names_somebody(text: str) -> bool:
    """Whether a name stands in it, at its start or later."""
    first = _FIRST_WORD.match(text)
    return bool(_NAME.search(text) or (first and first[1].lower() not in _NO_NAMES))


def _is_balanced(sentence: str) -> bool:
    """Whether every quotation opened in it is closed in it."""
    opened = sum(sentence.count(mark) for mark in _OPENERS)
    closed = sum(sentence.count(mark) for mark in _CLOSERS)
    if "„" in sentence:
        closed += sentence.count("“")
        opened -= sentence.count("“")
    return opened == closed and sentence.count('"') % 2 == 0
