"""Pull quotes: what a page prints twice to be seen."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LONGEST_PULL_QUOTE, _SHORTEST_PULL_QUOTE = 300, 24
_LONGEST_ATTRIBUTION = 60


def without_repeats(blocks: Sequence[str]) -> list[str]:
    """Leave out blocks whose words stand in a longer one too, and the name set below such a block."""
    plain = [_plain(block) for block in blocks]
    whole = "\n".join(plain)
    kept: list[str] = []
    repeated = False
    for block, words in zip(blocks, plain, strict=True):
        pulled = _SHORTEST_PULL_QUOTE < len(words) < _LONGEST_PULL_QUOTE and _is_inside_another(words, whole)
        attribution = repeated and len(block) < _LONGEST_ATTRIBUTION and not re.search(r"[.!?]$", block)
        repeated = pulled
        if not pulled and not attribution:
            kept.append(block)
    return kept


def _is_inside_another(words: str, whole: str) -> bool:
    """Whether the words stand inside a line that has more than them."""
    at = whole.find(words)
    for _ in range(8):
        if at < 0:
            return False
        end = at + len(words)
        if (at > 0 and whole[at - 1] != "\n") or (end < len(whole) and whole[end] != "\n"):
            return True
        at = whole.find(words, end)
    return False


def _plain(block: str) -> str:
    """Words only, so that marks and case make no difference."""
    return " ".join(re.findall(r"\w+", block.lower()))
