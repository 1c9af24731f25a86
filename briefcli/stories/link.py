"""Which articles report the same event: average link of those that are worth comparing."""

from __future__ import annotations

import heapq
import math
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from briefcli.stories.candidates import PER_DAY, THRESHOLD, WINDOW_DAYS, Edges, edges_of
from briefcli.stories.terms import Profile, Vector, Vocabulary

# Tuned like the constants of `candidates`.
_THRESHOLD_OF_MANY = 0.075  # instead of `THRESHOLD` where it is an average of many pairs: chance has less part in it
_MUCH_PROOF = 4  # so many pairs
_SHORT_WORDS = 200  # below, a cosine is the less sure
_CROWDED = 16  # so many articles within the window need no more proof than THRESHOLD
_PER_DOUBLING = 0.02  # more proof for each doubling beyond, for the shortest articles
_THRONGED = 300  # beyond which longer articles must show more, too
_FEW = 8  # members: their sum is held as a vector
_AT_HAND = 500  # such sums that are held by term besides
_NOTHING = Vector(array("I"), array("d"))


@dataclass(slots=True)
class _Cluster:
    """A growing group. `vector` is the sum of the vectors of its members, `days` of their known days.

    In a group of more than `_FEW` members `vector` is empty, and `total` is the sum by term: it takes eight times the
    memory, but is not made anew for each member more.
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
    return _Merger(clusters).merge(edges_of(profiles, vectors, vocabulary))


def _margins(profiles: Sequence[Profile]) -> list[float]:
    """What each article must show beyond the threshold: more where many others are around, and where it is short."""
    days = sorted(profile.day for profile in profiles if profile.day)
    undated = len(profiles) - len(days)
    margins = []
    for profile in profiles:
        around = len(profiles)
        if profile.day:
            after = bisect_right(days, profile.day + WINDOW_DAYS)
            around = undated + after - bisect_left(days, profile.day - WINDOW_DAYS)
        shortness = max(0.0, 1 - profile.words / _SHORT_WORDS)
        margin = shortness * _PER_DOUBLING * max(0.0, math.log2(around / _CROWDED))
        margins.append(max(margin, _PER_DOUBLING * max(0.0, math.log2(around / _THRONGED))))
    return margins


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

    def merge(self, edges: Sequence[Edges]) -> list[list[int]]:
        """The members of each group. `edges` are for each article those before it that it is compared with."""
        self.roots = list(range(len(self.clusters)))
        for other, before in enumerate(edges):
            for one, cosine in zip(before.others, before.cosines, strict=True):
                self._push(one, other, cosine, THRESHOLD)
        self._link(THRESHOLD)
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
        closeness = cosine - PER_DAY * apart - (a.margin + b.margin) / size
        if apart <= WINDOW_DAYS and closeness >= threshold:
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
            product = cluster.vector.times(others)
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
