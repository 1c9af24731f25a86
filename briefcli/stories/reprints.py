"""Reprints: one text that several outlets ran, whole or cut short."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from zlib import crc32

from briefcli.article import Article
from briefcli.stories.terms import figures_of, words_of

_SHINGLE_WORDS = 5
_SAMPLED = 4  # one shingle in so many is remembered; the same ones in every article
_LIKELY = 0.5  # share of the sample another text must hold to be looked at whole
_CONTAINED = 0.8  # share of the shorter text's shingles the longer one must have
_POSTINGS = 32  # articles remembered under one shingle: more have boilerplate, or the text of one of these
_LOOKED_AT = 4  # likely originals that are looked at whole
_READ_CHARACTERS = 40_000


def find_reprints(articles: Sequence[Article]) -> dict[int, int]:
    """Index of each reprint -> index of the article that is kept: the longest, then the first given.

    A text with a figure that the longer one does not have is no reprint: it says something of its own.
    """
    index = _Index(articles)
    lengths = [len(article.text) for article in articles]
    kept_for = {}
    for number in sorted(range(len(articles)), key=lambda at: (-lengths[at], at)):
        kept = index.find_or_add(number)
        if kept is not None:
            kept_for[number] = kept
    return kept_for


@dataclass(slots=True)
class _Index:
    """The kept articles, by some of their shingles and by their whole text."""

    articles: Sequence[Article]
    postings: dict[int, list[int]] = field(default_factory=dict)
    whole: dict[str, int] = field(default_factory=dict)

    def find_or_add(self, number: int) -> int | None:
        """The kept article this one is a reprint of; None where it is kept itself."""
        words = _words(self.articles[number])
        key = " ".join(words)
        if not words or key in self.whole:
            return self.whole.get(key)
        shingles = frozenset(_shingles(words))
        sample = [shingle for shingle in shingles if shingle % _SAMPLED == 0]
        for likely in self._likely(sample):
            if _reprints(self.articles[number], shingles, self.articles[likely]):
                return likely
        self.whole[key] = number
        for shingle in sample:
            holders = self.postings.setdefault(shingle, [])
            if len(holders) < _POSTINGS:
                holders.append(number)
        return None

    def _likely(self, sample: Sequence[int]) -> list[int]:
        held = Counter(other for shingle in sample for other in self.postings.get(shingle, ()))
        likely = [(-count, other) for other, count in held.items() if count >= _LIKELY * len(sample)]
        return [other for _, other in sorted(likely)[:_LOOKED_AT]]


def _reprints(short: Article, shingles: frozenset[int], long: Article) -> bool:
    shared = len(shingles.intersection(_shingles(_words(long))))
    return shared >= _CONTAINED * len(shingles) and figures_of(short.text) <= figures_of(long.text)


def _words(article: Article) -> list[str]:
    return words_of(article.text[:_READ_CHARACTERS].casefold())


def _shingles(words: Sequence[str]) -> Iterator[int]:
    for at in range(len(words) - _SHINGLE_WORDS + 1):
        yield crc32(" ".join(words[at : at + _SHINGLE_WORDS]).encode("utf-8", "surrogatepass"))
