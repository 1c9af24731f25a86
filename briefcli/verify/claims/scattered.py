"""Lines put together from sentences that stand far apart: each of their words is there, and nobody said the whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from briefcli.text.words import content, words

# Halves, as one would say it, and not fitted. On SummEdits, QAGS, CLIFF and XSumFaith the first from .4 to .5 and the
# second from .35 to .8 give a balanced accuracy of .70 to .71 on average.
_LEAST = 0.5  # share of a line's words that two adjacent sentences of one article must have
_PARTED = 0.5  # share of its neighbouring words that may stand in no two adjacent sentences together
_FEWEST_PARTED = 3
_LISTS = re.compile(r"[,;:()–—]|\b(?:and|or)\b")


def scattered(claim: str, articles: Sequence[Sequence[frozenset[str]]], language: str | None = "en") -> str | None:
    """Why a line rests on no one place, None where it does.

    Args:
        claim: one sentence.
        articles: of each article the words of its sentences, as `analysis.words`.
        language: of the articles.
    """
    wanted = content(claim, language)
    pairs = [one | other for sentences in articles for one, other in pairwise((*sentences, frozenset()))]
    if not wanted or not pairs:
        return None
    if max(len(wanted & pair) for pair in pairs) < _LEAST * len(wanted):
        return "no two adjacent sentences of its sources have enough of its words"
    known = frozenset().union(*pairs)
    neighbours = _neighbours(claim, known)
    parted = sum(not any(one in pair and other in pair for pair in pairs) for one, other in neighbours)
    if parted >= _FEWEST_PARTED and parted >= _PARTED * len(neighbours):
        return "it is put together from sentences that stand far apart"
    return None


def _neighbours(claim: str, known: frozenset[str]) -> list[tuple[str, str]]:
    """The words next to each other that its source has, but for those a comma or an "and" keeps apart: a list."""
    said = [word for word in words(claim) if word.is_content and word.stem in known]
    return [(one.stem, other.stem) for one, other in pairwise(said) if not _LISTS.search(claim[one.end : other.start])]
