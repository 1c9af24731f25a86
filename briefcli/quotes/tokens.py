"""The words around the quotations, tagged by what they do in an attribution; each quotation is one token."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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


_TOKEN = re.compile(
    r"""(?P<word>(?:[A-Z]\.){2,}|[A-Z]\.(?=\s?[A-Z])|(?:Mr|Mrs|Ms|Dr|Prof|Sen|Sens|Rep|Reps|Gov|Govs|Gen|Lt|Col|Sgt|Capt|Adm|Maj|Rev|Hon|St|Jr|Sr
        |Amb|Atty|Pres|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Mon|Tue|Tues|Wed|Thu|Thurs|Fri|Sat|Sun|Inc|Corp|Co|Ltd|vs|No
        |Calif|Fla|Ga|Ill|Ind|Conn|Del|Ky|La|Mass|Md|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo|Ariz|Ark|Ala|Colo|Kan)\.
        |a\.m\.|p\.m\.
        |[@#]?\w+(?:['’.&/-]\w+)*['’]?)
    |(?P<break>\n[^\S\n]*\n\s*|\n)
    |(?P<stop>[.?!…]+)
    |(?P<dash>[—–―]|--+|\s-\s)
    |(?P<mark>[,:;()\[\]])""",
    re.VERBOSE,
)
_MARKS = {",": ",", ":": ":", ";": ";", "(": "(", ")": ")", "[": "(", "]": ")"}
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


def tokens(text: str, quotations: Sequence[Marked]) -> list[Token]:
    """The tokens of a text in order; the words inside quotations are left out."""
    found: list[Token] = []
    at = 0
    for marked in quotations:
        found += _words(text, at, marked.opens, starts=not found or found[-1].tag == "P")
        found.append(Token(marked.opens, marked.closes, "", text[max(marked.start, marked.end - 1) : marked.end], "Q"))
        at = marked.closes
    found += _words(text, at, len(text), starts=not found or found[-1].tag == "P")
    return found


def _words(text: str, start: int, end: int, *, starts: bool) -> Iterator[Token]:
    first, capital = starts, False
    for match in _TOKEN.finditer(text, start, end):
        kind, word = match.lastgroup, match.group()
        if kind == "word":
            low = word.lower()
            tag = "cap" if low in lexicon.PARTICLES and capital else _tag(word, low, first=first)
            yield Token(match.start(), match.end(), word, low, tag)
            first, capital = False, tag == "cap"
            continue
        capital = False
        if kind == "stop":
            yield Token(match.start(), match.end(), word, word, ".")
            first = True
        elif kind == "break":
            if "\n" in word[1:] or word == "\n":
                yield Token(match.start(), match.end(), word, word, "P" if word.count("\n") > 1 else "N")
            first = True
        else:
            yield Token(match.start(), match.end(), word, word, "-" if kind == "dash" else _MARKS[word])
            first = first and kind == "dash"


def _tag(word: str, low: str, *, first: bool) -> str:
    tag = _TAGS.get(low)
    initial = word[0]
    if initial.isupper() or (initial == "@" and len(word) > 1):
        if tag is None:
            return "adv" if first and low.endswith("ly") and len(low) > 5 else "cap"
        return tag if tag in _SMALL or first else "cap"
    if tag is not None:
        return tag
    if initial.isdigit():
        return "num"
    if (
        low.endswith("ly")
        and len(low) > 4
        and low not in ("family", "ally", "rally", "assembly", "reply", "bully", "italy")
    ):
        return "adv"
    return "low"


def sentence_starts(found: Sequence[Token]) -> list[int]:
    """For each token, the index of the first token of its sentence."""
    starts: list[int] = []
    start = 0
    for index, token in enumerate(found):
        if index and _breaks(found, index):
            start = index
        starts.append(start)
        if token.tag == "P":
            start = index + 1
    return starts


def _breaks(found: Sequence[Token], index: int) -> bool:
    """Whether a sentence begins at this token."""
    before, token = found[index - 1], found[index]
    if before.tag in ("P", "N"):
        return True
    if token.tag == "Q":
        return before.tag == "." or (before.tag == "Q" and before.low in _TERMINAL)
    ended = before.tag == "." or (before.tag == "Q" and before.low in _TERMINAL)
    return ended and (token.text[:1].isupper() or token.tag in ("num", "P", "("))
