"""Pick the sentences that tell most, each saying something new."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from heapq import heapify, heappop, heappush

from briefcli.extractive.units import Unit

NEVER_TOGETHER = math.inf
_TOO_ALIKE = 0.6  # share of the shorter sentence's content words that the other one has

Alike = Callable[[int, int], float]


def pick(
    scores: Sequence[float], alike: Alike, limit: int, repeating: float, *, fits: Callable[[int], bool]
) -> list[int]:
    """The best by their score, one after the other; of two as good, the first.

    Args:
        scores: how much each tells.
        alike: the share of one's words that the other has, by their numbers; `NEVER_TOGETHER` where one excludes the
            other.
        limit: at most so many; fewer where what is left repeats what is there.
        repeating: what is taken off for the share that the most alike of those picked has.
        fits: whether one may be picked; asked of those only whose turn it is.
    """
    picked: list[int] = []
    # Whoever is on top is weighed against what was picked since it was last: most never are.
    turn = [(-score, number, 0, 0.0) for number, score in enumerate(scores)]
    heapify(turn)
    while turn and len(picked) < limit:
        _, number, compared, most = heappop(turn)
        if compared < len(picked):
            most = max(most, *(alike(number, one) for one in picked[compared:]))
            if most != NEVER_TOGETHER:
                heappush(turn, (repeating * most - scores[number], number, len(picked), most))
        elif fits(number):
            picked.append(number)
    return picked


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the shorter one's words that the other has."""
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 0.0


def alike_in_article(one: Unit, other: Unit, words: frozenset[str], others: frozenset[str]) -> float:
    """The same of two candidates of one article; `NEVER_TOGETHER` where they have a sentence in common, or too much."""
    share = overlap(words, others)
    shared = one.start < other.end and other.start < one.end
    return NEVER_TOGETHER if shared or share > _TOO_ALIKE else share
