"""The words around the quotations, tagged by what they do in an attribution; each quotation is one token."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, islice

from briefcli.quotes.grammar import Grammar
from briefcli.text.marks import Marked


@dataclass(slots=True)
class Tokens:
    """The words, marks and whole quotations of a text, as columns: one list each, because an article has a thousand.

    `start` and `end` are places in the text, `low` is the word in small letters (for a quotation its last character),
    `sentence` is the token its sentence begins with.

    Tags: `say` and `speak` (verbs), `aux`, `adv`, `det`, `prep`, `conj`, `rel`, `pro`, `time`, `num`, `cap` (a capital
    letter), `low` (any other word), `Q` (a quotation), `P` (a paragraph's end), `N` (a line's), and `.`, `,`, `:`,
    `;`, `-`, `(`, `)`.
    """

    grammar: Grammar
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    low: list[str] = field(default_factory=list)
    tag: list[str] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.tag)

    def tag_at(self, index: int) -> str:
        """The tag of a token, "end" beyond the last one."""
        return self.tag[index] if 0 <= index < len(self.tag) else "end"


# What most tokens are comes first, and each alternative begins with one character or class: what a token does not begin
# with is passed over without being tried.
_TOKEN = re.compile(
    r"(\w\w*(?:['’.&/-]\w+)*['’]?|[,:;()\[\]—–―]|[.?!…]+|\n\s*|[@#]\w+(?:['’.&/-]\w+)*['’]?|--+|\s-(?=\s)"
    r"|-(?<=\n-)(?=[A-Z]))"
)
_MARKS = {",": ",", ":": ":", ";": ";", "(": "(", ")": ")", "[": "(", "]": ")", "—": "-", "–": "-", "―": "-"}
_INITIALS = re.compile(r"[A-Z](?:\.[A-Z])*")
_TERMINAL = (".", "?", "!", "…")
_KEPT = 32768  # words of which it is kept what they do
_SMALL = frozenset({"conj", "prep", "det", "time", "rel", "pro"})
_TAKES_BASE = frozenset({"pro", "aux", "adv", "rel", "conj", "start", "Q", ","})


def tokens(text: str, quotations: Sequence[Marked], grammar: Grammar) -> Tokens:
    """The tokens of a text in order; the words inside quotations are left out."""
    found = Tokens(grammar)
    at = 0
    for marked in quotations:
        _add_words(found, text, at, marked.opens)
        _add_quotation(found, marked, text[marked.end - 1])
        at = marked.closes
    _add_words(found, text, at, len(text))
    return found


def _add_quotation(found: Tokens, marked: Marked, last: str) -> None:
    before = found.tag[-1] if found.tag else "P"
    begins = before in _ENDS_SENTENCE or (before == "Q" and found.low[-1] in _TERMINAL)
    found.sentence.append(len(found.tag) if begins else found.sentence[-1])
    found.start.append(marked.opens)
    found.end.append(marked.closes)
    found.text.append("")
    found.low.append(last)
    found.tag.append("Q")


def _add_words(found: Tokens, text: str, start: int, end: int) -> None:
    """Cut a stretch of text into tokens; the pattern splits in compiled code, the rest is one look-up a word."""
    parts = _TOKEN.split(text[start:end])
    places = accumulate(map(len, parts), initial=start)
    starts, ends, texts = found.start, found.end, found.text
    lows, tags, sentences = found.low, found.tag, found.sentence
    before = tags[-1] if tags else "P"
    begins = before in _ENDS_SENTENCE or (before == "Q" and lows[-1] in _TERMINAL)
    sentence = sentences[-1] if sentences else 0
    known = _tagger(found.grammar).known
    for word, begin in zip(parts[1::2], islice(places, 1, None, 2), strict=False):
        low, opening, tag, odd, capital = known(word)
        if begins:
            tag = opening
        if odd:
            if word == "." and tags and ends[-1] == begin and _is_abbreviated(found):
                ends[-1] += 1
                texts[-1] += "."
                continue
            tag = _in_context(found.grammar, low, tag, before, lows[-1] if lows else "")
            if not tag:
                continue
        if begins and (capital or before in _ENDS_LINE):
            sentence = len(tags)
        starts.append(begin)
        ends.append(begin + len(word))
        texts.append(word)
        lows.append(low)
        tags.append(tag)
        sentences.append(sentence)
        before, begins = tag, tag in _ENDS_SENTENCE


def _is_abbreviated(found: Tokens) -> bool:
    known = found.grammar
    if (
        found.low[-1] in known.letters
        and found.text[-1].isupper()
        and found.tag[-2:-1] == ["cap"]
        and found.low[-2] not in known.numbered
    ):
        found.tag[-1] = "cap"  # "James A. Baker", not "World War I."
    return found.low[-1] in known.abbreviations or (
        found.tag[-1] == "cap" and bool(_INITIALS.fullmatch(found.text[-1]))
    )


def _in_context(known: Grammar, low: str, tag: str, before: str, low_before: str) -> str:
    """The tag of a word or mark that the token before it decides; "" for a line break inside a sentence."""
    if tag == "N":
        return "N" if before in (".", "Q", ")", ":") else ""
    if before == "cap" and low in known.particles:
        return "cap"
    return "low" if tag in _VERBS and _is_noun(known, low, before, low_before) else tag


_ENDS_LINE = frozenset({"P", "N"})
_ENDS_SENTENCE = frozenset({".", "P", "N"})
_VERBS = frozenset({"say", "speak"})


class _Tagger:
    """What the words of one language do by themselves."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.known = lru_cache(maxsize=_KEPT)(self._known)

    def _known(self, word: str) -> tuple[str, str, str, bool, bool]:
        """A word in small letters, its tag at the start of a sentence and elsewhere.

        Then whether its context decides its tag, and whether a sentence can begin with it.
        """
        low = word.lower()
        if not (word[0].isalnum() or word[0] in "@#_"):
            tag = _mark(word)
            return low, tag, tag, tag in (".", "N"), tag in ("P", "(")
        opening, inside = self._word(word, low, first=True), self._word(word, low, first=False)
        odd = low in self.grammar.particles or opening in _VERBS or inside in _VERBS
        return low, opening, inside, odd, word[0].isupper() or inside == "num"

    def _word(self, word: str, low: str, *, first: bool) -> str:
        tag = self.grammar.tag(low) or self._of_contraction(low)
        if word[0].isupper() or (word[0] == "@" and len(word) > 1):
            if not tag:
                return "adv" if first and self._is_adverb(low, 5) else "cap"
            return tag if tag in _SMALL or first or low in self.grammar.posted else "cap"
        if tag:
            return tag
        if word[0].isdigit():
            return "num"
        return "adv" if self._is_adverb(low, 4) and low not in self.grammar.not_adverbs else "low"

    def _is_adverb(self, low: str, shortest: int) -> bool:
        return low.endswith(self.grammar.adverb_endings) and len(low) > shortest

    def _of_contraction(self, low: str) -> str:
        """The tag of a small word with a verb that is short: "it's", "they're"."""
        stem, mark, verb = low.replace("’", "'").partition("'")
        tag = self.grammar.tag(stem) if mark and verb in self.grammar.short_verbs else ""
        return tag if tag in _SMALL and tag != "time" else ""


@lru_cache(maxsize=64)
def _tagger(grammar: Grammar) -> _Tagger:
    return _Tagger(grammar)


def _mark(word: str) -> str:
    if word[0] == "\n":
        return "P" if word.count("\n") > 1 else "N"
    if word[0] in ".?!…":
        return "."
    return _MARKS.get(word, "-")


def _is_noun(known: Grammar, low: str, before: str, low_before: str) -> bool:
    """Whether a word that is also a verb of saying is a noun here: "the report", "his comments", "an email"."""
    if before == "det":
        return low_before not in known.pronominals
    if before == "num" or known.is_possessive(low_before):
        return not (low.endswith(known.past_endings) or low in known.irregular)
    if before == "prep":
        return low_before not in known.infinitive and not low.endswith(known.participle_endings)
    if low not in known.base_forms or before in _TAKES_BASE:
        return False
    plural = low_before.endswith(known.plural_endings) or low_before in known.collectives
    return not plural and low_before not in known.infinitive
