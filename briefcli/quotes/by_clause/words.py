"""What is written around an article's quotations."""

from __future__ import annotations

from bisect import bisect_left

from briefcli.quotes.tokens import Tokens


def written(found: Tokens, text: str, start: int, end: int) -> str:
    """A stretch of the text with its quotations blanked out: what they hold brings nothing in."""
    stretch = text[start:end]
    for index in range(bisect_left(found.end, start), len(found)):
        if found.start[index] >= end:
            break
        if found.tag[index] == "Q":
            opens, closes = max(start, found.start[index]), min(end, found.end[index])
            stretch = stretch[: opens - start] + "”" * (closes - opens) + stretch[closes - start :]
    return stretch
