"""Sentences and paragraphs with character offsets, and normalisations that keep them.

Offsets count characters of the string that was passed in, half-open, as everywhere in `brief`.
"""

from __future__ import annotations

import re
from functools import lru_cache

import sentencex

from briefcli import languages

Extent = tuple[int, int]

# C0 and C1 controls but for tab and newline, bidi controls, line separators, tags, surrogates.
_CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u2028-\u202e\u2066-\u206f\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
# What takes no room and says nothing: soft hyphen, zero-width space, direction marks, word joiners, byte order mark.
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u2060-\u2064\ufeff]")

# One character for one character, so that offsets hold: the declared typographic normalisation of verification.
_TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″〝〞〟❝❞＂「」『』", '"'),
        **dict.fromkeys("‘’‚‛‹›′`´ʼ＇", "'"),
        **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
        **dict.fromkeys(
            "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\n\r\f\v",
            " ",
        ),
    }
)

# What sentencex takes for a sentence end and is none: (the end of what stands before, the start of what follows).
_NO_END = re.compile(rf"\b[ap]\.m\. ?$|\b(?:{languages.either('before_numbers')})\.\s*$")
_INITIALS = re.compile(rf"\b(?:{'|'.join(map(re.escape, languages.words('initials')))}|[A-Z])\.\s*$")
_TITLES = re.compile(rf"\b(?:{'|'.join(languages.words('title_abbreviations'))})\.\s*$")
_DAYS = "|".join(name.capitalize() for name, *_ in languages.language("en").groups("weekdays").values())
_CONTINUES = re.compile(
    rf"\s*(?:\d|[a-z]|(?:{_DAYS})\b|E[SD]?T\b|P[SD]?T\b|C[SD]T\b|GMT\b|UTC\b|BST\b|local\b)",
)
_US_NOUN = re.compile(rf"\s*(?:{'|'.join(languages.words('after_initials'))})\b")
_SURE_END = re.compile(r"""[^\W\d_]{4}[.!?]["'”’»)]*\s|[。！？]+[」』”’）]*""")
_LONGEST_LINE, _LONGEST_SENTENCE = 8_000, 20_000  # characters
_LIST_BREAK = re.compile(r"[.!?…。！？:;][\"'”’»」』)\]]*$")


def without_controls(text: str) -> str:
    """Every control and bidi override becomes a space, so that offsets hold; tabs and newlines stay."""
    return _CONTROLS.sub(" ", text)


def controls(text: str) -> tuple[int, ...]:
    """Where the characters stand that `without_controls` replaces."""
    return tuple(found.start() for found in _CONTROLS.finditer(text))


def without_invisible(text: str) -> str:
    """What takes no room is gone; offsets do not hold."""
    return _INVISIBLE.sub("", text)


def one_line(text: str) -> str:
    """Safe and on one line: invisible characters and controls gone, white space folded."""
    return " ".join(without_controls(without_invisible(text)).split())


def straight(text: str) -> str:
    """Curly quotes, dashes and white space in their plain forms, one character for one, so that offsets hold."""
    return text.translate(_TYPOGRAPHY)


def paragraphs(text: str) -> tuple[Extent, ...]:
    """The paragraphs of a text: what stands between empty lines, trimmed."""
    found = []
    for match in re.finditer(r"\S(?:[^\n]|\n(?![ \t\u00a0]*(?:\n|$)))*", text):
        end = match.start() + len(match.group().rstrip())
        found.append((match.start(), end))
    return tuple(found)


@lru_cache(maxsize=64)
def sentences(text: str, language: str = "en") -> tuple[Extent, ...]:
    """The sentences of a text, trimmed of white space; none crosses an empty line.

    A quotation stays in one sentence with the words around it, as far as its marks are balanced.
    """
    found: list[Extent] = []
    for start, end in paragraphs(text):
        found += _sentences_of(text[start:end], start, language)
    return tuple(found)


def _sentences_of(paragraph: str, offset: int, language: str) -> list[Extent]:
    cuts: list[Extent] = []
    for line_start, line_end in _pieces(paragraph):
        line = paragraph[line_start:line_end]
        first = len(cuts)
        for cut in sentencex.get_sentence_boundaries(language, line):
            start, end = line_start + cut["start_index"], line_start + cut["end_index"]
            tail = paragraph[max(cuts[-1][0], cuts[-1][1] - 16) : cuts[-1][1]] if len(cuts) > first else ""
            if tail and _runs_on(tail, paragraph[start : start + 40]):
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


def _runs_on(before: str, after: str) -> bool:
    """Whether the cut between two pieces is none: it stands in an abbreviation."""
    if _TITLES.search(before):
        return True
    if _NO_END.search(before):
        return bool(_CONTINUES.match(after))
    if _INITIALS.search(before):
        return bool(_CONTINUES.match(after) or _US_NOUN.match(after))
    return False


def _trim(text: str, start: int, end: int, offset: int) -> Extent | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (offset + start, offset + end) if end > start else None
