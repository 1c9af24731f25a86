"""Which articles are worth comparing: those that share their rarest weighty terms, and may be of one event.

Work grows with the number of articles, not with its square: of every article a bounded number of others is looked at,
those that share the rarest of its weightiest terms, and the most alike of these are compared with it.
"""

from __future__ import annotations

import heapq
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import neg

from briefcli.stories.terms import Profile, Vector, Vocabulary

# Tuned on the development parts of NeuS (599 articles), BASIL (84) and DUC 2004 (156), like the constants of `terms`.
# The first two, and one of `link`, were chosen on four fifths of the stories and scored on the others, five times:
# B-cubed F .941 on NeuS (.925 before), .957 on DUC.
THRESHOLD = 0.085  # average cosine of the articles of two groups
PER_DAY = 0.06  # taken off the cosine for each day between them
WINDOW_DAYS = 4
# Two long dated articles that would be one story by what they go into must open alike as well, or be much closer. Of 21
# pairs among 224 development pages that were put together, judged by hand, 9 of them wrongly, it parts 7 and 3.
_LONG_WORDS = 200
_ALIKE_AT_THE_TOP = 0.12
_CLOSE = 0.25
_FULL_NAMES = 3  # articles with as many names each, and none in common, are not of one event

_KEY_TERMS = 32  # by which others are looked for
_ALL_PAIRS = 64  # a term that so many articles hold joins each with each; a more common one only neighbours
_NEIGHBOURS = 24
# So many holders of its key terms are looked at, those of the rarest terms first. Of 5,000 real articles, and of 10,000
# half of which were joined of parts of real ones, every story stays as it is without a limit. A limit of 512 parts four
# pairs of the 5,000, one of which reports one event.
_LOOKED_AT = 1_024
_CANDIDATES = 40  # an article is compared with so many others


@dataclass(slots=True)
class Edges:
    """The articles before an article that are worth comparing with it, in their order, and the cosines of the two."""

    others: array[int]
    cosines: array[float]


def edges_of(profiles: Sequence[Profile], vectors: Sequence[Vector], vocabulary: Vocabulary) -> list[Edges]:
    """For each article the ones before it that are among the most alike to it, or have it among theirs."""
    holders = _Holders(vectors, len(vocabulary.numbers))
    found: list[Edges] = []
    earlier: dict[int, dict[int, float]] = {}  # found by articles before
    for number, vector in enumerate(vectors):
        compared = _Compared(profiles[number], vector.by_term(), frozenset(profiles[number].names), vocabulary)
        before = earlier.pop(number, {})
        possible = 0
        for other in holders.closest(number, 2 * _CANDIDATES):
            if other in before:
                possible += 1
            elif compared.may_be_one_event(profiles[other]):
                cosine = vectors[other].times(compared.weights)
                if not compared.shares_background_only(profiles[other], cosine):
                    possible += 1
                    (before if other < number else earlier.setdefault(other, {}))[min(number, other)] = cosine
            if possible == _CANDIDATES:
                break
        found.append(Edges(array("I", sorted(before)), array("d", [before[other] for other in sorted(before)])))
    return found


class _Holders:
    """Which articles hold a term among their weightiest, and how much it weighs there.

    Of each term those that hold it stand side by side in one long row, from `starts` to the next. What one article
    holds alone leads to no other: it has no place there, and a `number` of 1.
    """

    def __init__(self, vectors: Sequence[Vector], terms: int) -> None:
        self._vectors = vectors
        self._number = array("I", bytes(4 * terms))
        for vector in vectors:
            for term in vector.terms[:_KEY_TERMS]:
                self._number[term] += 1
        shared = [number if number > 1 else 0 for number in self._number]
        self._starts = array("I", accumulate(shared, initial=0))
        self._articles = array("I", bytes(4 * self._starts[-1]))
        self._weights = array("d", bytes(8 * self._starts[-1]))
        free = self._starts[:-1]
        for number, vector in enumerate(vectors):
            for term, weight in _key_terms(vector):
                if self._number[term] > 1:
                    at = free[term]
                    self._articles[at], self._weights[at] = number, weight
                    free[term] = at + 1

    def closest(self, number: int, most: int) -> list[int]:
        """The articles that share most of an article's weightiest terms, by the rarest of those."""
        shared: dict[int, float] = {}
        looked_at = 0
        for term, weight in sorted(_key_terms(self._vectors[number]), key=lambda one: self._number[one[0]]):
            if self._number[term] == 1:
                looked_at += 1
                continue
            near = self._near(term, number)
            looked_at += near.stop - near.start
            if looked_at > _LOOKED_AT:
                break
            for other, its_weight in zip(self._articles[near], self._weights[near], strict=True):
                shared[other] = shared.get(other, 0.0) + weight * its_weight
        shared.pop(number, None)
        best = heapq.nsmallest(most, zip(map(neg, shared.values()), shared, strict=True))
        return [other for _, other in best]

    def _near(self, term: int, number: int) -> slice:
        """The holders of a term to compare an article with; articles come by date: neighbours are of about one day."""
        first, end = self._starts[term], self._starts[term + 1]
        if end - first <= _ALL_PAIRS:
            return slice(first, end)
        at = bisect_left(self._articles, number, first, end)
        return slice(max(first, at - _NEIGHBOURS), min(end, at + _NEIGHBOURS + 1))


def _key_terms(vector: Vector) -> Iterator[tuple[int, float]]:
    return zip(vector.terms[:_KEY_TERMS], vector.weights[:_KEY_TERMS], strict=True)  # heaviest first


@dataclass(frozen=True, slots=True)
class _Compared:
    """An article that is compared with others."""

    profile: Profile
    weights: dict[int, float]
    names: frozenset[int]
    vocabulary: Vocabulary

    def may_be_one_event(self, other: Profile) -> bool:
        if self.profile.day and other.day and abs(self.profile.day - other.day) > WINDOW_DAYS:
            return False
        if min(len(self.names), len(other.names)) < _FULL_NAMES:
            return True
        return not self.names.isdisjoint(other.names)

    def shares_background_only(self, other: Profile, cosine: float) -> bool:
        """Whether two articles share a background but tell of other events: a crash, and a swap of prisoners there."""
        one = self.profile
        if not one.day or not other.day or min(one.words, other.words) < _LONG_WORDS:
            return False
        closeness = cosine - PER_DAY * abs(one.day - other.day)
        return THRESHOLD <= closeness < _CLOSE and self.vocabulary.alike_at_the_top(one, other) < _ALIKE_AT_THE_TOP
