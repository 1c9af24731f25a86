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
from itertools import islice
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


@dataclass(slots=True)
class _Cluster:
    """A growing group. `total` is the sum of the vectors of its members, `days` of their known days.

    `total` of an article that stands alone is empty: it has its `vector`.
    """

    members: list[int]
    vector: Vector
    days: int = 0
    dated: int = 0
    margin: float = 0.0  # sum over the members of what each must show beyond the threshold
    total: dict[int, float] = field(default_factory=dict)

    @property
    def day(self) -> float | None:
        return self.days / self.dated if self.dated else None


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


def _edges(profiles: Sequence[Profile], vectors: Sequence[Vector], vocabulary: Vocabulary) -> list[array[int]]:
    """For each article the ones before it that are worth comparing with it, or that have it among theirs."""
    holders = _Holders(vectors)
    edges: list[array[int]] = [array("I") for _ in vectors]
    for number in range(len(vectors)):
        compared = _Compared(profiles[number], vectors[number].by_term(), frozenset(profiles[number].names))
        possible = (
            other
            for other in holders.closest(number, 2 * _CANDIDATES)
            if compared.may_be_one_event(profiles[other])
            and not compared.shares_background_only(profiles[other], vectors[other], vocabulary)
        )
        for other in islice(possible, _CANDIDATES):
            edges[max(number, other)].append(min(number, other))
    return [array("I", sorted(set(before))) for before in edges]


class _Holders:
    """Which articles hold a term among their weightiest, and how much it weighs there."""

    def __init__(self, vectors: Sequence[Vector]) -> None:
        self._vectors = vectors
        self._articles: dict[int, array[int]] = {}
        self._weights: dict[int, array[float]] = {}
        for number, vector in enumerate(vectors):
            for term, weight in _key_terms(vector):
                self._articles.setdefault(term, array("I")).append(number)
                self._weights.setdefault(term, array("d")).append(weight)

    def closest(self, number: int, most: int) -> list[int]:
        """The articles that share most of an article's weightiest terms, by the rarest of those."""
        shared: dict[int, float] = {}
        looked_at = 0
        for term, weight in sorted(_key_terms(self._vectors[number]), key=lambda one: len(self._articles[one[0]])):
            near = self._near(term, number)
            looked_at += near.stop - near.start
            if looked_at > _LOOKED_AT:
                break
            for other, its_weight in zip(self._articles[term][near], self._weights[term][near], strict=True):
                shared[other] = shared.get(other, 0.0) + weight * its_weight
        shared.pop(number, None)
        best = heapq.nsmallest(most, zip(map(neg, shared.values()), shared, strict=True))
        return [other for _, other in best]

    def _near(self, term: int, number: int) -> slice:
        """The holders of a term to compare an article with; articles come by date: neighbours are of about one day."""
        articles = self._articles[term]
        if len(articles) <= _ALL_PAIRS:
            return slice(0, len(articles))
        at = bisect_left(articles, number)
        return slice(max(0, at - _NEIGHBOURS), min(len(articles), at + _NEIGHBOURS + 1))


def _key_terms(vector: Vector) -> Iterator[tuple[int, float]]:
    return zip(vector.terms[:_KEY_TERMS], vector.weights[:_KEY_TERMS], strict=True)  # heaviest first


@dataclass(frozen=True, slots=True)
class _Compared:
    """An article that is compared with others."""

    profile: Profile
    weights: dict[int, float]
    names: frozenset[int]

    def may_be_one_event(self, other: Profile) -> bool:
        if self.profile.day and other.day and abs(self.profile.day - other.day) > _WINDOW_DAYS:
            return False
        if min(len(self.names), len(other.names)) < _FULL_NAMES:
            return True
        return not self.names.isdisjoint(other.names)

    def shares_background_only(self, other: Profile, vector: Vector, vocabulary: Vocabulary) -> bool:
        """Whether two articles share a background but tell of other events: a crash, and a swap of prisoners there."""
        one = self.profile
        if not one.day or not other.day or min(one.words, other.words) < _LONG_WORDS:
            return False
        closeness = _product(vector, self.weights) - _PER_DAY * abs(one.day - other.day)
        return _THRESHOLD <= closeness < _CLOSE and vocabulary.alike_at_the_top(one, other) < _ALIKE_AT_THE_TOP


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

    def merge(self, edges: Sequence[Sequence[int]]) -> list[list[int]]:
        """The members of each group. `edges` are for each article those before it that it is compared with."""
        self.roots = list(range(len(self.clusters)))
        for proof, threshold in ((1, _THRESHOLD), (_MUCH_PROOF, _THRESHOLD_OF_MANY)):
            for other, before in enumerate(edges):
                self._push_all(before, other, proof, threshold)
            self._link(proof, threshold)
        return [self.clusters[root].members for root in range(len(self.roots)) if self.roots[root] == root]

    def _link(self, proof: int, threshold: float) -> None:
        while self.heap:
            _, size, one, other = heapq.heappop(self.heap)
            one, other = sorted((self._root(one), self._root(other)))
            if one == other:
                continue
            if len(self.clusters[one].members) + len(self.clusters[other].members) == size:
                self._join(one, other)
            else:
                self._push(one, other, proof, threshold)

    def _root(self, number: int) -> int:
        while self.roots[number] != number:
            self.roots[number] = number = self.roots[self.roots[number]]
        return number

    def _push_all(self, ones: Iterable[int], other: int, proof: int, threshold: float) -> None:
        root = self._root(other)
        cluster = self.clusters[root]
        alone = not cluster.total
        if alone:
            cluster.total = cluster.vector.by_term()
        for one in ones:
            self._push(self._root(one), root, proof, threshold)
        if alone:
            cluster.total = {}

    def _push(self, one: int, other: int, proof: int, threshold: float) -> None:
        a, b = self.clusters[one], self.clusters[other]
        if one == other or len(a.members) * len(b.members) < proof:
            return
        closeness = _closeness(a, b)
        if closeness >= threshold:
            heapq.heappush(self.heap, (-closeness, len(a.members) + len(b.members), one, other))

    def _join(self, one: int, other: int) -> None:
        a, b = self.clusters[one], self.clusters[other]
        a.total, b.total = a.total or a.vector.by_term(), b.total or b.vector.by_term()
        if len(a.total) < len(b.total):
            a.total, b.total = b.total, a.total
        for term, weight in b.total.items():
            a.total[term] = a.total.get(term, 0.0) + weight
        a.members += b.members
        a.days, a.dated, a.margin = a.days + b.days, a.dated + b.dated, a.margin + b.margin
        self.roots[other] = one
        b.total = {}


def _closeness(one: _Cluster, other: _Cluster) -> float:
    """The average cosine of the articles of two groups, less what their distance in time and their shortness cost."""
    apart = abs(one.day - other.day) if one.day is not None and other.day is not None else 0.0
    if apart > _WINDOW_DAYS:
        return 0.0
    small, large = (one, other) if len(one.total) <= len(other.total) else (other, one)
    if small.total:
        cosine = sum([weight * large.total[term] for term, weight in small.total.items() if term in large.total])
    else:
        cosine = _product(small.vector, large.total)
    margin = (one.margin + other.margin) / (len(one.members) + len(other.members))
    return cosine / (len(one.members) * len(other.members)) - _PER_DAY * apart - margin
