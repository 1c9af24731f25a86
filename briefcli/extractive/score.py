"""How much a sentence tells: a weighted sum of its features, with the weights of `weights.json`.

They were learnt from what people had written as the highlights of news articles; the file says from which, when, and
how well they did on articles they had not seen. `python -m tests.benchmarks.fit_scorer` makes it again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from briefcli.article import Article
from briefcli.extractive.features import FEATURES, see
from briefcli.extractive.units import Unit

WEIGHTS = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """What was learnt.

    `weights` are those of the features. `lede` is added to the first candidate of a story's newest article, once for
    each article of the story; `repeating` is taken off a candidate for the share of its words that a point has already.
    """

    weights: Mapping[str, float]
    lede: float
    repeating: float


class Weighed(NamedTuple):
    """How much a unit tells (higher is more), and the content words it has."""

    score: float
    words: frozenset[str]


@lru_cache(maxsize=1)
def model() -> Model:
    """What `weights.json` holds, read when it is first asked for."""
    held = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return Model(weights=held["weights"], lede=held["lede"], repeating=held["repeating"])


def weigh(units: Iterable[Unit], article: Article, counts: Mapping[str, int]) -> list[Weighed]:
    """Weigh the units of one article against each other.

    Args:
        units: its candidates, in order.
        article: the article.
        counts: how often the article, or the story it is of, has each content word.
    """
    weights = [(FEATURES[name], weight) for name, weight in model().weights.items()]
    return [
        Weighed(sum([weight * feature(seen) for feature, weight in weights]), seen.words)
        for seen in see(units, article, counts)
    ]
