"""Single quotation marks, told from apostrophes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

_SINGLE = re.compile(r"[‘’'‚‹›]")
_BREAK = re.compile(r"\n\s*\n")
_ELISIONS = re.compile(r"['’](?:\d0s|em|til|tis|twas|cause|bout|round|n)\b", re.IGNORECASE)
_CANDIDATES = 12  # closing marks looked at for each opening one; keeps the pass linear


def pairs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where single marks open and close between two places of a text; no pair crosses an empty line."""
    marks = [match.start() for match in _SINGLE.finditer(text, start, end)]
    openers = [at for at in marks if _opens(text, at)]
    if not openers:
        return
    closers = [at for at in marks if _closes(text, at)]
    breaks = [match.start() for match in _BREAK.finditer(text, start, end)]
    past = start
    for at in openers:
        stop = bisect_left(breaks, at)
        closer = _closer(text, closers, at, breaks[stop] if stop < len(breaks) else end) if at >= past else None
        if closer is not None:
            yield at, closer
            past = closer + 1


def _closer(text: str, closers: list[int], at: int, limit: int) -> int | None:
    """The first mark that surely closes, else the first that may (a possessive plural looks like one)."""
    first = bisect_left(closers, at + 2)
    weak = None
    for closer in closers[first : first + _CANDIDATES]:
        if closer >= limit:
            break
        if text[closer - 1] != "s" or text[closer + 1 : closer + 2] in ",.;:)?!":
            return closer
        weak = closer if weak is None else weak
    return weak


def _opens(text: str, at: int) -> bool:
    if text[at] == "’" or (text[at] == "'" and _ELISIONS.match(text, at)):
        return False
    before, behind = text[at - 1 : at] if at else " ", text[at + 1 : at + 2] or " "
    return (not before.isalnum() and before not in ".,!?)’'") and not behind.isspace()


def _closes(text: str, at: int) -> bool:
    before, behind = text[at - 1 : at] if at else " ", text[at + 1 : at + 2] or " "
    return text[at] in "’'‘›‹" and not before.isspace() and not behind.isalnum()
