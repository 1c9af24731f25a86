"""The words around the quotations, tagged by what they do in an attribution; each quotation is one token."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, islice
from typing import NamedTuple

from briefcli.quotes import lexicon
from briefcli.quotes.marks import Marked


class Token(NamedTuple):
    """A word, a mark or a whole quotation: `start` and `end` in the text, `tag` as below.

    A named tuple and no dataclass: an article has a thousand of them, and they are made four times as fast.

    Tags: `say` and `speak` (verbs), `aux`, `adv`, `det`, `prep`, `conj`, `rel`, `pro`, `time`, `num`, `cap` (a capital
    letter), `low` (any other word), `Q` (a quotation), `P` (a paragraph's end), and `.`, `,`, `:`, `;`, `-`, `(`, `)`.
    """

    start: int
    end: int
    text: str
    low: str
    tag: str


_TOKEN = re.compile(r"([@#]?\w+(?:['’.&/-]\w+)*['’]?|\n\s*|[.?!…]+|[—–―]|--+|\s-(?=\s)|[,:;()\[\]])")
_MARKS = {",": ",", ":": ":", ";": ";", "(": "(", ")": ")", "[": "(", "]": ")", "—": "-", "–": "-", "―": "-"}
_ABBREVIATIONS = lexicon.words_of(
    "mr mrs ms dr prof sen sens rep reps gov govs gen lt col sgt capt adm maj rev hon st jr sr amb atty pres "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun inc corp co ltd "
    "vs no calif fla ga ill ind conn del ky la mass md mich minn miss mo mont neb nev okla ore pa tenn tex va "
    "vt wash wis wyo ariz ark ala colo kan a.m p.m"
)
_INITIALS = re.compile(r"[A-Z](?:\.[A-Z])*")
_TERMINAL = (".", "?", "!", "…")


def _tags() -> dict[str, str]:
    found: dict[str, str] = {}
    for tag, words in (
        ("speak", lexicon.SPEAK),
        ("say", lexicon.SAY),
        ("adv", lexicon.ADVERBS),
        ("conj", lexicon.CONJUNCTIONS),
        ("prep", lexicon.PREPOSITIONS),
        ("det", lexicon.DETERMINERS),
        ("aux", lexicon.AUXILIARIES),
        ("time", lexicon.TIMES),
        ("rel", lexicon.RELATIVES),
        ("pro", lexicon.PRONOUNS),
    ):
        found |= dict.fromkeys(words, tag)
    return found


_TAGS = _tags()
_SMALL = frozenset({"conj", "prep", "det", "time", "rel", "pro"})
_POSTED = frozenset({"tweeted", "tweeting", "retweeted"})  # often with a capital letter
_NO_ADVERBS = frozenset({"family", "ally", "rally", "assembly", "reply", "bully", "italy", "july", "monopoly"})
_TAKES_BASE = frozenset({"pro", "aux", "adv", "rel", "conj", "start", "Q", ","})


def tokens(text: str, quotations: Sequence[Marked]) -> list[Token]:
    """The tokens of a text in order; the words inside quotations are left out."""
    found: list[Token] = []
    at = 0
    for marked in quotations:
        _add_words(found, text, at, marked.opens)
        found.append(Token(marked.opens, marked.closes, "", text[max(marked.start, marked.end - 1) : marked.end], "Q"))
        at = marked.closes
    _add_words(found, text, at, len(text))
    return found


def _add_words(found: list[Token], text: str, start: int, end: int) -> None:
    """Cut a stretch of text into tokens; the pattern splits in compiled code, the rest is one look-up a word."""
    parts = _TOKEN.split(text[start:end])
    places = accumulate(map(len, parts), initial=start)
    before = found[-1] if found else Token(0, 0, "", "", "P")
    for word, begin in zip(parts[1::2], islice(places, 1, None, 2), strict=False):
        low, opening, tag, odd = _known(word)
        if before.tag in _OPENS_SENTENCE or (before.tag == "Q" and before.low in _TERMINAL):
            tag = opening
        if odd:
            if tag == "." and before.end == begin and word == "." and _is_abbreviated(before):
                before = found[-1] = before._replace(end=begin + 1, text=before.text + ".")
                continue
            tag = _in_context(low, tag, before)
            if not tag:
                continue
        before = Token(begin, begin + len(word), word, low, tag)
        found.append(before)


def _is_abbreviated(word: Token) -> bool:
    return word.low in _ABBREVIATIONS or (word.tag == "cap" and _INITIALS.fullmatch(word.text) is not None)


def _in_context(low: str, tag: str, before: Token) -> str:
    """The tag of a word or mark that the token before it decides; "" for a line break inside a sentence."""
    if tag == "N":
        return "N" if before.tag in (".", "Q", ")", ":") else ""
    if before.tag == "cap" and low in lexicon.PARTICLES:
        return "cap"
    return "low" if tag in _VERBS and _is_noun(low, before) else tag


_OPENS_SENTENCE = frozenset({".", "P", "N"})
_VERBS = frozenset({"say", "speak"})


@lru_cache(maxsize=32768)
def _known(word: str) -> tuple[str, str, str, bool]:
    """A word in small letters, its tag at the start of a sentence and elsewhere, and whether its context matters."""
    low = word.lower()
    if not (word[0].isalnum() or word[0] in "@#_"):
        tag = _mark(word)
        return low, tag, tag, tag in (".", "N")
    opening, inside = _word(word, low, first=True), _word(word, low, first=False)
    return low, opening, inside, low in lexicon.PARTICLES or opening in _VERBS or inside in _VERBS


def _mark(word: str) -> str:
    if word[0] == "\n":
        return "P" if word.count("\n") > 1 else "N"
    if word[0] in ".?!…":
        return "."
    return _MARKS.get(word, "-")


def _word(word: str, low: str, *, first: bool) -> str:
    tag = _TAGS.get(low)
    if word[0].isupper() or (word[0] == "@" and len(word) > 1):
        if tag is None:
            return "adv" if first and low.endswith("ly") and len(low) > 5 else "cap"
        return tag if tag in _SMALL or first or low in _POSTED else "cap"
    if tag is not None:
        return tag
    if word[0].isdigit():
        return "num"
    return "adv" if low.endswith("ly") and len(low) > 4 and low not in _NO_ADVERBS else "low"


def _is_noun(low: str, before: Token) -> bool:
    """Whether a word that is also a verb of saying is a noun here: "the report", "his comments", "an email"."""
    if before.tag == "det":
        return before.low not in lexicon.PRONOMINALS
    if before.tag == "num" or before.low.endswith(("'s", "’s", "s’", "s'")):
        return not (low.endswith("ed") or low in lexicon.IRREGULAR)
    if before.tag == "prep":
        return before.low != "to" and not low.endswith("ing")
    if low not in lexicon.BASE_FORMS or before.tag in _TAKES_BASE:
        return False
    return not (before.low.endswith("s") or before.low in ("to", "people", "men", "women", "police"))


def sentence_starts(found: Sequence[Token]) -> list[int]:
    """For each token, the index of the first token of its sentence."""
    starts: list[int] = []
    start, before, ended = 0, "P", True
    for index, token in enumerate(found):
        tag = token.tag
        if ended and (before in ("P", "N") or tag in _BEGINS or token.text[:1].isupper()):
            start = index
        starts.append(start)
        before = tag
        ended = tag in _OPENS_SENTENCE or (tag == "Q" and token.low in _TERMINAL)
    return starts


_BEGINS = frozenset({"Q", "num", "P", "("})
