"""Reprints: one text that several outlets ran, whole or cut short."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import repeat
from zlib import crc32

from briefcli.article import Article
from briefcli.stories.counting import figures_of, words_of
from briefcli.text.remembered import Remembered

_Whole = tuple[frozenset[int], frozenset[str]]  # the shingles and the figures of a text

_SHINGLE_WORDS = 5
_SAMPLED = 4  # one shingle in so many is remembered; the same ones in every article
_LIKELY = 0.5  # share of the sample another text must hold to be looked at whole
_CONTAINED = 0.8  # share of the shorter text's shingles the longer one must have
_POSTINGS = 32  # articles remembered under one shingle: more have boilerplate, or the text of one of these
_LOOKED_AT = 4  # likely originals that are looked at whole
_MARKS_FOR_EACH = 8  # bytes: of the shingles of one text, one in eight passes for one of several
_READ_CHARACTERS = 40_000


@dataclass(frozen=True, slots=True)
class Print:
    """What tells a copy: hashes of all words of a text, b"" where it has none, of some shingles, and of its figures."""

    length: int
    whole: bytes
    sample: array[int]
    figures: array[int]


def print_of(article: Article) -> Print:
    """The print of an article."""
    words = _words(article)
    whole = sha256(" ".join(words).encode("utf-8", "surrogatepass")).digest() if words else b""
    sample = array("I", [shingle for shingle in set(_shingles(words)) if shingle % _SAMPLED == 0])
    figures = array("I", sorted(map(_hash, set(filter(None, map(_FIGURES.__getitem__, words))))))
    return Print(len(article.text), whole, sample, figures)


_FIGURES = Remembered(lambda word: next(iter(figures_of(word)), ""))


def find_reprints(articles: Sequence[Article], prints: Sequence[Print]) -> dict[int, int]:
    """Index of each reprint -> index of the article that is kept: the longest, then the first given.

    A text with a figure that the longer one does not have is no reprint: it says something of its own. Whole texts are
    read of those only whose prints are alike.
    """
    index = _Index(articles, prints)
    kept_for = {}
    for number in sorted(range(len(prints)), key=lambda at: (-prints[at].length, at)):
        kept = index.find_or_add(number)
        if kept is not None:
            kept_for[number] = kept
    return kept_for


class _Index:
    """The kept articles, by some of their shingles and by their whole text; a reprint, too, by its whole text.

    Most shingles stand in one text only, and lead nowhere: they are not kept.
    """

    def __init__(self, articles: Sequence[Article], prints: Sequence[Print]) -> None:
        self._articles = articles
        self._prints = prints
        self._marks = bytearray(_MARKS_FOR_EACH * sum(len(one.sample) for one in self._prints) | 1)
        for one in self._prints:
            for shingle in one.sample:
                at = shingle % len(self._marks)
                self._marks[at] = min(2, self._marks[at] + 1)
        self._postings: dict[int, list[int]] = {}
        self._whole: dict[bytes, int] = {}
        self._long: dict[int, _Whole] = {}  # the original that was looked at last

    def find_or_add(self, number: int) -> int | None:
        """The kept article this one is a reprint of; None where it is kept itself."""
        key, sample = self._prints[number].whole, self._prints[number].sample
        if not key or key in self._whole:
            return self._whole.get(key)
        for likely in self._likely(sample):
            if self._reprints(number, likely):
                self._whole[key] = likely
                return likely
        self._whole[key] = number
        for shingle in sample:
            if self._marks[shingle % len(self._marks)] > 1:
                holders = self._postings.setdefault(shingle, [])
                if len(holders) < _POSTINGS:
                    holders.append(number)
        return None

    def _likely(self, sample: Sequence[int]) -> list[int]:
        held = Counter(other for shingle in sample for other in self._postings.get(shingle, ()))
        likely = [(-count, other) for other, count in held.items() if count >= _LIKELY * len(sample)]
        return [other for _, other in sorted(likely)[:_LOOKED_AT]]

    def _reprints(self, short: int, long: int) -> bool:
        if self._has_other_figures(short, long):
            return False
        if long not in self._long:
            self._long = {long: _read(self._articles[long])}
        shingles, figures = _read(self._articles[short])
        others, more_figures = self._long[long]
        return len(shingles & others) >= _CONTAINED * len(shingles) and figures <= more_figures

    def _has_other_figures(self, short: int, long: int) -> bool:
        """Whether the shorter text surely has a figure that the longer one has not: told without reading either."""
        is_whole = self._prints[long].length <= _READ_CHARACTERS
        return is_whole and not set(self._prints[short].figures).issubset(self._prints[long].figures)


def _read(article: Article) -> _Whole:
    whole = frozenset(_shingles(_words(article))), figures_of(article.text)
    article.forget()
    return whole


def _hash(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))


def _words(article: Article) -> list[str]:
    return words_of(article.text[:_READ_CHARACTERS].casefold())


def _shingles(words: Sequence[str]) -> Iterator[int]:
    """A number for each run of five words, made in compiled code: a text has hundreds."""
    runs = map(" ".join, zip(*(words[at:] for at in range(_SHINGLE_WORDS)), strict=False))
    return map(crc32, map(str.encode, runs, repeat("utf-8"), repeat("surrogatepass")))
