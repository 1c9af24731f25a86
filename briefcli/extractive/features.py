"""What is seen of a candidate and of its place in the article, each as a number. The score is made of these.

None needs to know the language, but for the words that are too common to say what a text is about.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefcli import languages
from briefcli.article import Article
from briefcli.extractive.units import Unit
from briefcli.late import late

Words = frozenset[str]

_WORD = late(r"[a-z][\w-]*|[\u3040-\u9fff][\u3040-\u9fff]|[^\W\d_][\w-]*|\d(?:[\d.,]*\d)?")  # of small letters
# Words too common to say what a text is about; shorter ones are left out by their length.
_COMMON = frozenset(languages.words("stop_words"))
_SHORTEST_WORD = 4
_UNSAID = 3  # words
_LONG_SENTENCE = 30  # words


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A candidate as the features see it.

    `counts` says how often the article, or the story, has each content word.
    """

    unit: Unit
    text: str
    words: Words
    counts: Mapping[str, int]


def content_words(text: str) -> list[str]:
    """The words that say what a text is about, in lower case, without plural and possessive endings."""
    return list(filter(None, map(_content_word, _WORD.findall(text.lower()))))


@lru_cache(maxsize=50_000)
def _content_word(word: str) -> str:
    """A word without its plural ending, "" for one that says nothing."""
    if word in _COMMON or not (len(word) >= _SHORTEST_WORD or not word.isascii() or word.isdigit()):
        return ""
    return word[:-1] if word[-1] == "s" and len(word) > _SHORTEST_WORD and word[-2] != "s" else word


def see(units: Sequence[Unit], article: Article, counts: Mapping[str, int]) -> list[Seen]:
    """The candidates of one article, for the features to look at."""
    texts = (article.text[unit.start : unit.end] for unit in units)
    return [
        Seen(unit=unit, text=text, words=frozenset(content_words(text)), counts=counts)
        for unit, text in zip(units, texts, strict=True)
    ]


def _central(seen: Seen) -> float:
    """How common its content words are in the article: the mean of the logarithms of their counts.

    Three words that are said once are added, so that a short sentence is no mean of two words.
    """
    return sum(math.log(seen.counts[word]) for word in seen.words) / (len(seen.words) + _UNSAID)


def _late(seen: Seen) -> float:
    """How far down it stands: the logarithm of its place."""
    return math.log1p(seen.unit.place)


def _long(seen: Seen) -> float:
    """By how many words it is longer than thirty, in twenties."""
    return max(0, seen.text.count(" ") + 1 - _LONG_SENTENCE) / 20


#: Every feature by its name in `weights.json`.
FEATURES: Mapping[str, Callable[[Seen], float]] = {
    "central": _central,
    "late": _late,
    "long": _long,
}
