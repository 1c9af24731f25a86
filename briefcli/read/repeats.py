"""Pull quotes: what a page prints twice to be seen."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefcli.read.furniture import is_paragraph

_LONGEST_PULL_QUOTE, _SHORTEST_PULL_QUOTE = 300, 24
_LONGEST_ATTRIBUTION = 60
_MOST_BLOCKS = 3000  # no article has as many, and each is looked for in all the others
_MARKED = re.compile(r"""\s*["“„«‘'「]""")
# A quotation with the name of who said it on the same line.
_SIGNED = re.compile(r"""\s*["“„«‘'](?P<words>.{24,300})["”“»’'](?:\s*[—–-]+\s*|\s+)[^"”“»’'.!?,]{3,60}$""", re.DOTALL)


def without_repeats(blocks: Sequence[str]) -> list[str]:
    """Leave out blocks whose words stand in a longer one too, and the name set below such a block.

    Above the first paragraph only quotations are: there, a headline may well open the lede.
    """
    if len(blocks) > _MOST_BLOCKS:
        return list(blocks)
    plain = [_plain(block) for block in blocks]
    whole = "\n".join(f" {words} " for words in plain)
    kept: list[str] = []
    repeated = in_body = False
    for block, words in zip(blocks, plain, strict=True):
        attribution = repeated and len(block) < _LONGEST_ATTRIBUTION and not re.search(r"[.!?]$", block)
        repeated = (in_body or bool(_MARKED.match(block))) and _is_pull_quote(block, words, whole)
        in_body = in_body or is_paragraph(block)
        if not repeated and not attribution:
            kept.append(block)
    return kept


def _is_pull_quote(block: str, words: str, whole: str) -> bool:
    """Whether a block, or what it quotes where it names who said it, stands inside another one."""
    signed = _SIGNED.match(block)
    words = _plain(signed["words"]) if signed else words
    if not _SHORTEST_PULL_QUOTE < len(words) < _LONGEST_PULL_QUOTE:
        return False
    return _is_inside_another(f" {words} ", whole, most=1 if signed else 0)


def _is_inside_another(words: str, whole: str, most: int) -> bool:
    """Whether the words stand inside more than so many lines that have more than them."""
    found, at = 0, whole.find(words)
    for _ in range(8):
        if at < 0:
            break
        end = at + len(words)
        found += (at > 0 and whole[at - 1] != "\n") or (end < len(whole) and whole[end] != "\n")
        at = whole.find(words, end - 1)
    return found > most


def _plain(block: str) -> str:
    """Words only, so that marks and case make no difference."""
    return " ".join(re.findall(r"\w+", block.lower()))
