"""What is seen of a candidate and of its place in the article, each as a number. The score is made of these.

None needs to know the language, but for the words that are too common to say what a text is about.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from briefcli import languages
from briefcli.article import Article
from briefcli.extractive.units import Unit
from briefcli.late import late
from briefcli.text.remembered import Remembered

Words = frozenset[str]

_WORD = late(r"[a-z][\w-]*|[\u3040-\u9fff][\u3040-\u9fff]|[^\W\d_][\w-]*|\d(?:[\d.,]*\d)?")  # of small letters
# Words too common to say what a text is about; shorter ones are left out by their length.
_COMMON = frozenset(languages.words("stop_words"))
_SHORTEST_WORD = 4
_UNSAID = 3  # words
_LONG_SENTENCE = 30  # words


class Seen(NamedTuple):
    """A candidate as the features see it.

    `counts` says how often the article, or the story, has each content word. A tuple: see `text.words.Word`.
    """

    unit: Unit
    text: str
    words: Words
    counts: Mapping[str, int]


def content_words(text: str) -> list[str]:
    """The words that say what a text is about, in lower case, without plural and possessive endings."""
    return list(chain.from_iterable(map(_KNOWN.__getitem__, text.split())))


def _words_of_piece(piece: str) -> tuple[str, ...]:
    """Those of what stands between spaces: no word goes across one."""
    low = piece.lower()
    words = (low,) if low.isascii() and low.isalpha() else _WORD.findall(low)
    return tuple(filter(None, map(_content_word, words)))


_KNOWN = Remembered(_words_of_piece)


@lru_cache(maxsize=50_000)  # for scripts without spaces, whose pieces never come again
def _content_word(word: str) -> str:
    """A word without its plural ending, "" for one that says nothing."""
    if word in _COMMON or not (len(word) >= _SHORTEST_WORD or not word.isascii() or word.isdigit()):
        return ""
    return word[:-1] if word[-1] == "s" and len(word) > _SHORTEST_WORD and word[-2] != "s" else word


def words_by_sentence(article: Article) -> tuple[list[str], ...]:
    """The content words of each sentence of an article, in order: together, those of its text."""
    return article.analysis.once(_words_by_sentence, article)


def _words_by_sentence(article: Article) -> tuple[list[str], ...]:
    return tuple(content_words(article.text[start:end]) for start, end in article.analysis.sentences)


def see(units: Iterable[Unit], article: Article, counts: Mapping[str, int]) -> Iterator[Seen]:
    """The candidates of one article, for the features to look at."""
    known, extents = words_by_sentence(article), article.analysis.sentences
    starting = {start: place for place, (start, _) in enumerate(extents)}
    ending = {end: place for place, (_, end) in enumerate(extents)}
    for unit in units:
        text = article.text[unit.start : unit.end]
        first, last = starting.get(unit.start), ending.get(unit.end)
        if first is None or last is None:  # without its dateline
            words = frozenset(content_words(text))
        else:
            words = frozenset(chain.from_iterable(known[first : last + 1]))
        yield Seen(unit, text, words, counts)


def _central(seen: Seen) -> float:
    """How common its content words are in the article: the mean of the logarithms of their counts.

    Three words that are said once are added, so that a short sentence is no mean of two words.
    """
    # A word may be counted as another one: "ς" ends it, "σ" stands where it runs into the next.
    logarithms = [math.log(seen.counts[word] or 1) for word in seen.words]
    return sum(logarithms) / (len(seen.words) + _UNSAID)


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
