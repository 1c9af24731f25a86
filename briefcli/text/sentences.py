"""Where the paragraphs and sentences of a text begin and end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import sentencex

from briefcli import languages
from briefcli.late import late

Extent = tuple[int, int]

_MONTHS = "|".join(name for names in languages.language("en").groups("months").values() for name in names)
_DAYS = "|".join(name.capitalize() for name, *_ in languages.language("en").groups("weekdays").values())
# What goes on after a full stop that ends no sentence: a number, a small letter, a day, a date, a time zone.
_CONTINUES = late(
    rf"\s*(?:\d|[a-zß-öø-ÿ]|(?:{_DAYS})\b|(?i:{_MONTHS})\.?\s+\d"
    r"|E[SD]?T\b|P[SD]?T\b|[CM][SD]?T\b|GMT\b|UTC\b|BST\b|local\b|(?:Eastern|Central|Mountain|Pacific)\b)",
)
_CLOCK = late(r"\b[ap]\.m\. ?$")
_INITIALS = late(rf"\b(?:{'|'.join(map(re.escape, languages.words('initials')))}|[A-Z])\.\s*$")
_GLUED = late(r"[A-Z][a-z]{0,3}\.")  # "D-N.|Y.", "D-W.|Va."
_US_NOUN = late(rf"\s*(?:{'|'.join(languages.words('after_initials'))})\b")
_STATES = late(rf"\b(?:{'|'.join(map(re.escape, languages.language('en').words('states')))})\.\s*$")
_SHORT = late(r"(?:^|[\s(])(?:[^\W\d_]{1,4}|(?:[^\W\d_]+\.)+[^\W\d_]+)\.\s*$")
_DOTTED = late(r"(?<![\w.])(?:[^\W\d_]\.){2,}\s*$")
_ORDINAL = late(r"(?<![\w.,])\d{1,2}\.\s*$")
_SURE_END = late(r"""[^\W\d_]{4}[.!?]["'”’»)]*\s|[。！？]+[」』”’）]*""")
_LONGEST_LINE, _LONGEST_SENTENCE = 8_000, 20_000  # characters
_LONGEST_ABBREVIATION = 60  # characters, with what has to stand before it
_WIDE_BEFORE_STOP = late(r"[^\S \n](?=\.)")  # sentencex 1.0 slices such a character in two, and ends the program
_PARAGRAPH = late(r"\S[^\n]*(?:\n(?![ \t\u00a0]*(?:\n|$))[^\n]*)*")
_LIST_BREAK = late(r"[.!?…。！？।॥۔؟።:;][\"'”’»」』)\]]*$")


def paragraphs(text: str) -> tuple[Extent, ...]:
    """The paragraphs of a text: what stands between empty lines, trimmed."""
    found = []
    for match in _PARAGRAPH.finditer(text):
        end = match.start() + len(match.group().rstrip())
        found.append((match.start(), end))
    return tuple(found)


def sentences(text: str, language: str = "en") -> tuple[Extent, ...]:
    """The sentences of a text, trimmed of white space; none crosses an empty line."""
    return tuple(cut for start, end in paragraphs(text) for cut in sentences_of(text[start:end], start, language))


def sentences_of(paragraph: str, offset: int, language: str) -> list[Extent]:
    """The sentences of a paragraph that stands at `offset` of its text.

    A quotation stays in one sentence with the words around it, as far as its marks are balanced.
    """
    cuts: list[Extent] = []
    for line_start, line_end in _pieces(paragraph):
        line = paragraph[line_start:line_end]
        first = len(cuts)
        for cut in sentencex.get_sentence_boundaries(language, _WIDE_BEFORE_STOP.sub(" ", line)):
            start, end = line_start + cut["start_index"], line_start + cut["end_index"]
            tail = paragraph[max(cuts[-1][0], cuts[-1][1] - 16) : cuts[-1][1]] if len(cuts) > first else ""
            if tail and _runs_on(tail, paragraph[start : start + 40], language):
                start = cuts.pop()[0]
            cuts.append((start, end))
    return [trimmed for start, end in cuts if (trimmed := _trim(paragraph, start, end, offset))]


def _lines(paragraph: str) -> list[Extent]:
    """Where single line breaks end a line: after closing punctuation. Elsewhere they only wrap it."""
    lines, start = [], 0
    for match in re.finditer("\n", paragraph):
        before = paragraph[max(start, match.start() - 12) : match.start()].rstrip()
        if _LIST_BREAK.search(before):
            lines.append((start, match.start()))
            start = match.end()
    return [*lines, (start, len(paragraph))]


def _pieces(paragraph: str) -> list[Extent]:
    """The lines; a line no article has is taken apart, at the ends of sentences if it has any.

    The time sentencex takes grows with the square of a line's length: 2 s for 40,000 characters of a bad one.
    """
    pieces: list[Extent] = []
    for start, end in _lines(paragraph):
        at = start
        while end - at > _LONGEST_LINE:
            ends = [found.end() for found in _SURE_END.finditer(paragraph, at, at + _LONGEST_LINE)]
            cut = ends[-1] if ends else at + _LONGEST_SENTENCE
            if cut >= end:
                break
            pieces.append((at, cut))
            at = cut
        pieces.append((at, end))
    return pieces


@dataclass(frozen=True, slots=True)
class _Abbreviations:
    """What of a language stands before a full stop that ends no sentence.

    `titles` never end one, nor do `ordinals` ("Der 3. Senat"); `before_numbers` do not where a number follows;
    `first_title` is one that begins what follows ("Wash. Gov. Jay Inslee"). `longest` is the most letters one has.
    """

    titles: re.Pattern[str]
    ordinals: re.Pattern[str] | None
    before_numbers: re.Pattern[str]
    first_title: re.Pattern[str]
    longest: int


@lru_cache(maxsize=64)
def _abbreviations(language: str) -> _Abbreviations:
    """Those of a language and of English, which news in every language cites."""
    both = tuple(dict.fromkeys(("en", language)))
    abbreviated = languages.words("title_abbreviations", both)
    titles, numbered = "|".join(map(re.escape, abbreviated)), languages.either("before_numbers", both)
    leads = "|".join(languages.language(language).words("before_ordinals"))
    return _Abbreviations(
        titles=late(rf"(?<![\w.])(?:{titles})\.\s*$"),
        ordinals=late(rf"(?i:\b(?:{leads}))\s\d{{1,3}}\.\s*$") if leads else None,
        before_numbers=late(rf"(?<![\w.])(?:{numbered})\.\s*$"),
        first_title=late(rf"\s*(?:{titles})\.\s"),
        longest=max(map(len, (*abbreviated, *numbered.split("|"), *languages.language("en").words("states"), "abcd"))),
    )


def _runs_on(before: str, after: str, language: str) -> bool:
    """Whether the cut between two pieces is none: it stands in an abbreviation."""
    end, known = len(before.rstrip()), _abbreviations(language)
    word = before[: end - 1].rpartition(" ")[2]
    if before[end - 1 : end] != "." or (len(word) > known.longest and word.isalpha()):  # as every other is
        return False
    last = max(0, end - _LONGEST_ABBREVIATION)
    if known.titles.search(before, last) or (known.ordinals and known.ordinals.search(before, last)):
        return True
    if _CLOCK.search(before, last) or _DOTTED.search(before, last) or known.before_numbers.search(before, last):
        return bool(_CONTINUES.match(after))
    if _STATES.search(before, last) and known.first_title.match(after):
        return True
    if _INITIALS.search(before, last):
        glued = not before[-1:].isspace() and _GLUED.match(after)
        return bool(glued or _CONTINUES.match(after) or _US_NOUN.match(after))
    is_small = after.lstrip()[:1].islower()
    return is_small and bool(_SHORT.search(before, last) or _ORDINAL.search(before, last))


def _trim(text: str, start: int, end: int, offset: int) -> Extent | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (offset + start, offset + end) if end > start else None
