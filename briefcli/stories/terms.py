"""The words of an article, weighed by how rare they are.

A morning's folder is too small to tell a rare word from a common one, so the counts of the batch are added to a table
of common words (`common_words.txt`) that stands for `_BACKGROUND_ARTICLES` articles of no batch at all.
"""

from __future__ import annotations

import math
from array import array
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from briefcli.stories.counting import background_of
from briefcli.stories.notes import Note

_KEPT_TERMS = 160  # of an article: the ones that weigh most
# With _SHARPNESS, the exponent of the rarity, best over small and large sets of the development part of NeuS, BASIL and
# DUC 2004.
_BACKGROUND_ARTICLES = 200
_SHARPNESS = 1.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What is remembered of one article. `day` is None without a date.

    `opening` are the terms of the title and the first lines, `names` those that the body writes as names, each once.
    Arrays, for a set of as many numbers takes ten times the memory.
    """

    opening: array[int]
    names: array[int]
    day: int | None
    words: int


@dataclass(frozen=True, slots=True)
class Vector:
    """The terms of an article that weigh most, heaviest first, and their weights, whose squares add up to 1.

    The two run side by side; `by_term` is for as long as one article is compared with others.
    """

    terms: array[int]
    weights: array[float]

    def by_term(self) -> dict[int, float]:
        """The weight of each term."""
        return dict(zip(self.terms, self.weights, strict=True))

    def times(self, others: Mapping[int, float]) -> float:
        """The sum over the terms of their weight times their weight in another vector."""
        pairs = zip(self.weights, map(others.get, self.terms), strict=True)
        return sum([weight * its_weight for weight, its_weight in pairs if its_weight is not None])


@dataclass(slots=True)
class Vocabulary:
    """Every term of a batch: its number, how many of the articles hold it, how common the world thinks it is."""

    numbers: dict[str, int] = field(default_factory=dict)
    holders: array[int] = field(default_factory=lambda: array("I"))
    background: array[float] = field(default_factory=lambda: array("f"))
    squares: array[float] = field(default_factory=lambda: array("d"))  # of the weight of each term
    articles: int = 0

    def profiled(self, notes: Iterable[Note], terms: Sequence[str]) -> tuple[list[Profile], list[Vector]]:
        """Count articles in, and return what is remembered of each, and its terms with their weights.

        `terms` are those that the notes have the numbers of.
        """
        profiles = []
        counts: deque[tuple[array[int], array[float]]] = deque()
        for note in notes:
            numbers, opening, names = (
                array("I", [self._number(terms[term], note.language) for term in some])
                for some in (note.terms, note.opening, note.names)
            )
            for number in numbers:
                self.holders[number] += 1
            self.articles += 1
            counts.append((numbers, note.counts))
            profiles.append(
                Profile(
                    opening=array("I", sorted(opening)),
                    names=array("I", sorted(names)),
                    day=note.day,
                    words=note.words,
                )
            )
        rarities = array("d", [self.rarity(term) ** _SHARPNESS for term in range(len(self.numbers))])
        self.squares = array("d", [self.rarity(term) ** (2 * _SHARPNESS) for term in range(len(self.numbers))])
        return profiles, [_vector(*counts.popleft(), rarities) for _ in profiles]

    def alike_at_the_top(self, one: Profile, other: Profile) -> float:
        """The cosine of the titles and first lines of two articles, each term once."""
        shared = frozenset(one.opening).intersection(other.opening)
        both = math.sqrt(self._square(one.opening) * self._square(other.opening))
        return self._square(shared) / both if both else 0.0

    def _square(self, terms: Iterable[int]) -> float:
        return math.fsum(map(self.squares.__getitem__, terms))

    def rarity(self, term: int, without: int = 0) -> float:
        """The logarithm of one in how many articles holds a term (inverse document frequency, smoothed).

        `without` leaves so many of its holders out: rare but for the story that is looked at.
        """
        share = (self.holders[term] - without + _BACKGROUND_ARTICLES * self.background[term]) / (
            self.articles + _BACKGROUND_ARTICLES
        )
        return -math.log(min(1.0, share))

    def _number(self, term: str, language: str) -> int:
        number = self.numbers.get(term)
        if number is None:
            number = self.numbers[term] = len(self.numbers)
            self.holders.append(0)
            self.background.append(background_of(term, language))
        return number


def _vector(terms: array[int], counts: array[float], rarities: array[float]) -> Vector:
    weights = [
        (1 + math.log(count) if count > 1 else count) * rarities[term]
        for term, count in zip(terms, counts, strict=True)
    ]
    heaviest = sorted(zip(weights, terms, strict=True), reverse=True)[:_KEPT_TERMS]
    norm = math.sqrt(sum(weight * weight for weight, _ in heaviest)) or 1.0
    kept = [(term, weight / norm) for weight, term in heaviest if weight > 0]
    return Vector(array("I", [term for term, _ in kept]), array("d", [weight for _, weight in kept]))
