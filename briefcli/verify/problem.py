"""What keeps a line from being printed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A line of a draft that cannot be printed as it is, and why, in a sentence."""

    text: str
    reason: str
