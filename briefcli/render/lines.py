"""Lines of a brief with the references behind them, as every format prints them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from briefcli.article import Span

_BRACKETED = "[{}]".format
ONE_OF_SEVERAL = " · one outlet"  # behind the reference of what no other outlet of the story says
TRANSLATED = " · translated"  # behind that of a line in another language than its source
OPINION = "Opinion of"  # begins the line below what a model doubts: "Opinion of MODEL: why"
_PLACE = r"\d+(?: ¶\d+)?"
_REFERENCE = re.compile(rf"\[{_PLACE}(?:, {_PLACE})*(?:{ONE_OF_SEVERAL})?(?:{TRANSLATED})?\]")
LONGEST_WHOLE = 24  # characters of references that stay on one line
_NUMBER = re.compile(r"(?:^|, )(\d+)")
_STAND_IN = "\ue000"  # of private use: takes a column, and no folding breaks there


def bound(text: str) -> str:
    """A text whose references are one word each, to be folded; where there are many, they part at a comma."""
    return _REFERENCE.sub(_bound, text)


def _bound(found: re.Match[str]) -> str:
    whole = found[0].replace(" ", _STAND_IN)
    return whole if len(whole) <= LONGEST_WHOLE else whole.replace(f",{_STAND_IN}", ", ")


def unbound(folded: str) -> str:
    """The text with the spaces it had: whoever copies it finds nothing else in it."""
    return folded.replace(_STAND_IN, " ")


def numbers_in(references: str) -> tuple[int, ...]:
    """The numbers of the sources that references name: 3 and 4 in "3 ¶1, 4 ¶2"."""
    return tuple(map(int, _NUMBER.findall(references)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A point. `reference` names source and paragraph ("3 ¶1"), `evidence` is what the article says there.

    `evidence` is "" where the point is the evidence, word for word; `original` is the same, for below a translation.
    `later` are figures that have replaced the point's, each as "14 by 11 Mar" with its reference. `spans` are where all
    of these stand in the articles, empty where those are not at hand. `language` is that of the text, "" where it is
    not known. `opinion` is what a model has against it, "" for nothing.
    """

    text: str
    reference: str
    evidence: str = ""
    original: str = ""
    later: tuple[tuple[str, str], ...] = ()
    spans: tuple[Span, ...] = ()
    language: str = ""
    opinion: str = ""

    @property
    def below(self) -> tuple[str, ...]:
        """What stands below the point, a line each: what it is a translation of, and what a model has against it."""
        return tuple(text for text in (self.original, self.opinion) if text)

    def cited(self, escape: Callable[[str], str] = str, mark: Callable[[str], str] = _BRACKETED) -> str:
        """The point with its reference behind it, then what has replaced it, with its own."""
        later = "".join(f" ({escape(text)} {mark(reference)})" for text, reference in self.later)
        return f"{escape(self.text)} {mark(self.reference)}{later}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """A figure as it developed: what it is of ("Dead"), its steps ("nine (10 Mar)"), their references and spans."""

    about: str
    steps: tuple[str, ...]
    references: tuple[str, ...]
    spans: tuple[Span, ...] = ()

    @property
    def text(self) -> str:
        """All of it but the references: "Dead: nine (10 Mar) → 12 → 14 (11 Mar)"."""
        return f"{self.about}: {' → '.join(self.steps)}"

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
