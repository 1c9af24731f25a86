"""Lines of a brief with the references behind them, as every format prints them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

_BRACKETED = "[{}]".format


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A point. `reference` names source and paragraph ("3 ¶1"), `evidence` is what the article says there.

    `evidence` is "" where the point is the evidence, word for word. `later` are figures that have replaced the point's,
    each as "14 by 11 Mar" with its reference.
    """

    text: str
    reference: str
    evidence: str = ""
    later: tuple[tuple[str, str], ...] = ()

    def cited(self, escape: Callable[[str], str] = str, mark: Callable[[str], str] = _BRACKETED) -> str:
        """The point with its reference behind it, then what has replaced it, with its own."""
        later = "".join(f" ({escape(text)} {mark(reference)})" for text, reference in self.later)
        return f"{escape(self.text)} {mark(self.reference)}{later}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """A figure as it developed: "Dead: nine (10 Mar) → 12 → 14 (11 Mar)", and the reference of each step."""

    text: str
    references: tuple[str, ...]

    def cited(self, escape: Callable[[str], str] = str, mark: Callable[[str], str] = _BRACKETED) -> str:
        """The line with its references behind it."""
        return " ".join([escape(self.text), *map(mark, self.references)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A figure that outlets differ on: what it is of, and each side as "nine (Coast Post)"."""

    about: str
    sides: tuple[Line, ...]

    def cited(self, escape: Callable[[str], str] = str, mark: Callable[[str], str] = _BRACKETED) -> str:
        """All of it as one line."""
        return f"Outlets differ on {escape(self.about)}: " + "; ".join(side.cited(escape, mark) for side in self.sides)
