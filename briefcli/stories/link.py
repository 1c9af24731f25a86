"""Which articles report the same event: candidates by shared rare terms, then average link.

Work grows with the number of articles, not with its square: of every article a bounded number of others is looked at,
those that share the rarest of its weightiest terms, and the most alike of these are compared with it.
"""

from __future__ import annotations

import heapq
import math
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from operator import neg

from briefcli.stories.terms import Profile, Vector, Vocabulary

# Tuned on the development parts of NeuS (599 articles), BASIL (84) and DUC 2004 (156), like the constants of `terms`.
# The two thresholds and the cost of a day were chosen on four fifths of the stories and scored on the others, five
# times: B-cubed F .941 on NeuS (.925 before), .957 on DUC.
_THRESHOLD = 0.085  # average cosine of the articles of two groups
_THRESHOLD_OF_MANY = 0.075  # the same where it is an average of many pairs: chance has less part in it
_MUCH_PROOF = 4  # so many pairs
_PER_DAY = 0.06  # taken off the cosine for each day between them
_WINDOW_DAYS = 4
_SHORT_WORDS = 200  # below, a cosine is the less sure
_CROWDED = 16  # so many articles within the window need no more proof than _THRESHOLD
_PER_DOUBLING = 0.02  # more proof for each doubling beyond, for the shortest articles
_THRONGED = 300  # beyond which longer articles must show more, too
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

_FEW = 8  # members: their sum is held as a vector
_AT_HAND = 500  # such sums that are held by term besides
_NOTHING = Vector(array("I"), array("d"))


@dataclass(slots=True)
class _Cluster:
    """A growing group. `vector` is the sum of the vectors of its members, `days` of their known days.

    `total` is the same sum by term, in a group of more than `_FEW` members, whose `vector` is empty: it takes eight
    times the memory, and a member more need not be added to all of it again.
    """

    members: list[int]
    vector: Vector
    days: int = 0
    dated: int = 0
    margin: float = 0.0  # sum over the members of what each must show beyond the threshold
    total: dict[int, float] | None = None

    @property
    def day(self) -> float | None:
        return self.days / self.dated if self.dated else None

    @property
    def terms(self) -> int:
        """How many terms its members hold."""
        return len(self.vector.terms if self.total is None else self.total)

    def weights(self) -> Iterable[tuple[int, float]]:
        """The terms and how much they weigh."""
        return zip(self.vector.terms, self.vector.weights, strict=True) if self.total is None else self.total.items()


def cluster(profiles: Sequence[Profile], vectors: Sequence[Vector], vocabulary: Vocabulary) -> list[list[int]]:
    """Indices of the articles that report the same event. Deterministic for a given order of the articles."""
    margins = _margins(profiles)
    clusters = [
        _Cluster([number], vector, profile.day or 0, 1 if profile.day else 0, margins[number])
        for number, (profile, vector) in enumerate(zip(profiles, vectors, strict=True))
    ]
    return _Merger(clusters).merge(_edges(profiles, vectors, vocabulary))


def _margins(profiles: Sequence[Profile]) -> list[float]:
    """What each article must show beyond the threshold: more where many others are around, and where it is short."""
    days = sorted(profile.day for profile in profiles if profile.day)
    undated = len(profiles) - len(days)
    margins = []
    for profile in profiles:
        around = len(profiles)
        if profile.day:
            after = bisect_right(days, profile.day + _WINDOW_DAYS)
            around = undated + after - bisect_left(days, profile.day - _WINDOW_DAYS)
        shortness = max(0.0, 1 - profile.words / _SHORT_WORDS)
        margin = shortness * _PER_DOUBLING * max(0.0, math.log2(around / _CROWDED))
        margins.append(max(margin, _PER_DOUBLING * max(0.0, math.log2(around / _THRONGED))))
    return margins


@dataclass(slots=True)
class _Edges:
    """The articles before an article that are worth comparing with it, in their order, and the cosines of the two."""

    others: array[int]
    cosines: array[float]


def _edges(profiles: Sequence[Profile], vectors: Sequence[Vector], vocabulary: Vocabulary) -> list[_Edges]:
    """For each article the ones before it that are among the most alike to it, or have it among theirs."""
    holders = _Holders(vectors, len(vocabulary.numbers))
    found: list[_Edges] = []
    earlier: dict[int, dict[int, float]] = {}  # found by articles before
    for number, vector in enumerate(vectors):
        compared = _Compared(profiles[number], vector.by_term(), frozenset(profiles[number].names), vocabulary)
        before = earlier.pop(number, {})
        possible = 0
        for other in holders.closest(number, 2 * _CANDIDATES):
            if other in before:
                possible += 1
            elif compared.may_be_one_event(profiles[other]):
                cosine = _product(vectors[other], compared.weights)
                if not compared.shares_background_only(profiles[other], cosine):
                    possible += 1
                    (before if other < number else earlier.setdefault(other, {}))[min(number, other)] = cosine
            if possible == _CANDIDATES:
                break
        found.append(_Edges(array("I", sorted(before)), array("d", [before[other] for other in sorted(before)])))
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
        if self.profile.day and other.day and abs(self.profile.day - other.day) > _WINDOW_DAYS:
            return False
        if min(len(self.names), len(other.names)) < _FULL_NAMES:
            return True
        return not self.names.isdisjoint(other.names)

    def shares_background_only(self, other: Profile, cosine: float) -> bool:
        """Whether two articles share a background but tell of other events: a crash, and a swap of prisoners there."""
        one = self.profile
        if not one.day or not other.day or min(one.words, other.words) < _LONG_WORDS:
            return False
        closeness = cosine - _PER_DAY * abs(one.day - other.day)
        return _THRESHOLD <= closeness < _CLOSE and self.vocabulary.alike_at_the_top(one, other) < _ALIKE_AT_THE_TOP


def _product(vector: Vector, others: Mapping[int, float]) -> float:
    """The sum over the terms of their weight times their weight in another vector."""
    pairs = zip(vector.weights, map(others.get, vector.terms), strict=True)
    return sum([weight * its_weight for weight, its_weight in pairs if its_weight is not None])


@dataclass(slots=True)
class _Merger:
    """Average link over a sparse graph: the closest two groups first, until none are close enough.

    The closeness of merged groups is never above that of their parts, so an entry of the heap can only be too high:
    it is looked at again when it comes up.
    """

    clusters: list[_Cluster]
    roots: list[int] = field(default_factory=list)
    heap: list[tuple[float, int, int, int]] = field(default_factory=list)
    by_term: dict[int, dict[int, float]] = field(default_factory=dict)  # of the groups that were looked at last

    def merge(self, edges: Sequence[_Edges]) -> list[list[int]]:
        """The members of each group. `edges` are for each article those before it that it is compared with."""
        self.roots = list(range(len(self.clusters)))
        for other, before in enumerate(edges):
            for one, cosine in zip(before.others, before.cosines, strict=True):
                self._push(one, other, cosine, _THRESHOLD)
        self._link(_THRESHOLD)
        for other, before in enumerate(edges):
            root = self._root(other)
            for one in map(self._root, before.others):
                if one != root and self._pairs(one, root) >= _MUCH_PROOF:
                    self._push(one, root, self._cosine(one, root), _THRESHOLD_OF_MANY)
        self._link(_THRESHOLD_OF_MANY, _MUCH_PROOF)
        return [self.clusters[root].members for root in range(len(self.roots)) if self.roots[root] == root]

    def _link(self, threshold: float, proof: int = 1) -> None:
        while self.heap:
            _, size, one, other = heapq.heappop(self.heap)
            one, other = sorted((self._root(one), self._root(other)))
            if one == other:
                continue
            if len(self.clusters[one].members) + len(self.clusters[other].members) == size:
                self._join(one, other)
            elif self._pairs(one, other) >= proof:
                self._push(one, other, self._cosine(one, other), threshold)

    def _root(self, number: int) -> int:
        while self.roots[number] != number:
            self.roots[number] = number = self.roots[self.roots[number]]
        return number

    def _pairs(self, one: int, other: int) -> int:
        return len(self.clusters[one].members) * len(self.clusters[other].members)

    def _push(self, one: int, other: int, cosine: float, threshold: float) -> None:
        """Put two groups on the heap if the average cosine of their articles is enough, less what is taken off it.

        What is taken off is for their distance in time, and for their shortness.
        """
        a, b = self.clusters[one], self.clusters[other]
        apart = abs(a.day - b.day) if a.day is not None and b.day is not None else 0.0
        size = len(a.members) + len(b.members)
        closeness = cosine - _PER_DAY * apart - (a.margin + b.margin) / size
        if apart <= _WINDOW_DAYS and closeness >= threshold:
            heapq.heappush(self.heap, (-closeness, size, one, other))

    def _join(self, one: int, other: int) -> None:
        a, b = self.clusters[one], self.clusters[other]
        large, small = (other, one) if a.terms < b.terms else (one, other)
        total = self._by_term(large)
        for term, weight in self.clusters[small].weights():
            total[term] = total.get(term, 0.0) + weight
        a.members += b.members
        a.days, a.dated, a.margin = a.days + b.days, a.dated + b.dated, a.margin + b.margin
        if len(a.members) > _FEW:
            a.vector, a.total = _NOTHING, total
        else:
            a.vector = Vector(array("I", total), array("d", total.values()))
        self.roots[other] = one
        b.vector, b.total = _NOTHING, None
        for root in (one, other):
            self.by_term.pop(root, None)

    def _cosine(self, one: int, other: int) -> float:
        """The average cosine of the articles of two groups."""
        if self._is_at_hand(one) and not self._is_at_hand(other):
            one, other = other, one
        cluster, others = self.clusters[one], self._by_term(other)
        if cluster.total is None:
            product = _product(cluster.vector, others)
        else:
            product = sum([weight * others[term] for term, weight in cluster.total.items() if term in others])
        return product / self._pairs(one, other)

    def _is_at_hand(self, root: int) -> bool:
        return root in self.by_term or self.clusters[root].total is not None

    def _by_term(self, root: int) -> dict[int, float]:
        """How much each term of a group weighs."""
        cluster = self.clusters[root]
        if cluster.total is not None:
            return cluster.total
        if root not in self.by_term:
            if len(self.by_term) >= _AT_HAND:
                self.by_term.clear()
            self.by_term[root] = cluster.vector.by_term()
        return self.by_term[root]
