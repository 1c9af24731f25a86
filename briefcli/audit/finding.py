"""What an audit says of a line of a brief."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from briefcli.article import Span
from briefcli.verify.claims import About

Check = Literal[
    "verbatim",
    "supported",
    "translated",
    "altered-quote",
    "fabricated-quote",
    "misattributed",
    "wrong-speaker",
    "unsupported-number",
    "unsupported-date",
    "unsupported-name",
    "meaning-changed",
    "attribution-dropped",
    "stale",
    "not-found",
    "opinion",
]
Severity = Literal["none", "warning", "error"]

# What each check finds, as a rule: in the terms of SARIF and of whoever reads a report for the first time.
CHECKS: dict[str, str] = {
    "verbatim": "The words are the source's own.",
    "supported": "The sources say it in other words.",
    "translated": "It is in another language than its source: numbers and countries agree.",
    "altered-quote": "A quotation has other words than its source.",
    "fabricated-quote": "A quotation is in no source.",
    "misattributed": "It stands in another source than the one named.",
    "wrong-speaker": "The source gives the words to somebody else.",
    "unsupported-number": "A number is not in the source, or of something else.",
    "unsupported-date": "A day or month is not in the source.",
    "unsupported-name": "A name is not in the source.",
    "meaning-changed": "It says something else than its source: all for some, will for may, before for after.",
    "attribution-dropped": "A claim of somebody's is told as a fact.",
    "stale": "Newer reports among the sources have another figure.",
    "not-found": "No source says this.",
    "opinion": "A model that was asked doubts that its source says this; the checks found nothing wrong with it.",
}
WARNINGS = frozenset({"attribution-dropped", "stale", "opinion"})
MISQUOTED = frozenset({"altered-quote", "fabricated-quote"})
FINE = frozenset({"verbatim", "supported", "translated"})
_ORDER: tuple[Severity, ...] = ("none", "warning", "error")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A place of a source, with its words."""

    span: Span
    source: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was found of a line, or of a quotation in it, that stands from `start` to `end` in the text of the brief.

    `about` says of a changed meaning which. `ours` and `theirs` are the two wordings, "" where there is none.
    `by` is the model whose opinion it is, "" for what code found.
    """

    check: Check
    text: str
    start: int
    end: int
    message: str
    evidence: tuple[Evidence, ...] = ()
    ours: str = ""
    theirs: str = ""
    about: About = ""
    strict: bool = False
    by: str = ""

    @property
    def is_fine(self) -> bool:
        """Whether it finds nothing wrong."""
        return self.check in FINE

    @property
    def severity(self) -> Severity:
        """How much it weighs; what only warns is an error where the run is strict, but for an opinion."""
        if self.is_fine:
            return "none"
        return "warning" if self.check in WARNINGS and (self.by or not self.strict) else "error"


def gravity(severity: Severity) -> int:
    """How much a severity weighs: 0 is nothing."""
    return _ORDER.index(severity)


def worst(severities: Iterable[Severity]) -> Severity:
    """The gravest of some severities."""
    return max(severities, key=gravity, default="none")
