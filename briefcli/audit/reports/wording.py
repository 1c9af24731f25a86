"""What every report says the same way: the summary line, where a line stands, which words of it differ."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from briefcli.audit.audit import Asked, Audit
from briefcli.audit.finding import Finding, gravity
from briefcli.text import straight

_UNREAD = {"heading", "label", "opinion", "table row"}  # of what is passed over, what may say something all the same


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a text for editors: lines and columns from one, in characters."""

    line: int
    column: int


def ordered(found: Audit) -> tuple[list[Finding], list[Finding]]:
    """The findings, gravest first, and the lines that are as they should be."""
    wrong = [one for one in found.findings if not one.is_fine]
    wrong.sort(key=lambda one: (-gravity(one.severity), one.start))
    return wrong, [one for one in found.findings if one.is_fine]


def summary(found: Audit) -> str:
    """How many lines were checked, what came of them, and how many passages were not that may say something.

    A passage is what was passed over in one piece: a heading, a label, a row of a table; it may have several sentences.

    What a model thinks stands apart: it changes nothing of what code found.
    """
    lines = {(one.start, one.end) for one in found.findings}
    bad = {(one.start, one.end) for one in found.findings if not one.is_fine and not one.by}
    severities = Counter(one.severity for one in found.findings if not one.by)
    parts = [
        f"{len(lines) - len(bad)} fine",
        _count(severities["error"], "error"),
        _count(severities["warning"], "warning"),
    ]
    articles = _count(len(found.articles), "article")
    unread = sum(reason in _UNREAD for _, reason in found.passed_over)
    left = f" {_count(unread, 'passage')} not checked." if unread else ""
    opinions = f" {_opinions(found.asked)}" if found.asked else ""
    return f"{_count(len(lines), 'line')} checked against {articles}: {', '.join(parts)}.{left}{opinions}"


def place(text: str, at: int) -> Place:
    """The line and the column of a character."""
    starts = [0, *accumulate(len(line) for line in text.splitlines(keepends=True))]
    line = max(0, bisect_right(starts, at) - 1)
    return Place(line=line + 1, column=at - starts[line] + 1)


def named(one: Finding) -> str:
    """The name of a finding, with what of the meaning is changed; of an opinion, with whose it is."""
    if one.by:
        return f"{one.check} of {one.by}"
    return f"{one.check} ({one.about})" if one.check == "meaning-changed" and one.about else one.check


def parts(text: str, marked: str) -> Sequence[tuple[str, bool]]:
    """A text in pieces, and whether each is what differs."""
    at = straight(text).casefold().find(straight(marked).casefold()) if marked else -1
    if at < 0 or len(marked) >= len(text) or len(text.casefold()) != len(text):
        return ((text, False),)
    pieces = ((text[:at], False), (text[at : at + len(marked)], True), (text[at + len(marked) :], False))
    return tuple(piece for piece in pieces if piece[0])


def _opinions(asked: Asked) -> str:
    """What a model thinks of the lines it was asked about."""
    missing = f" and has no opinion on {len(asked.missing)}" if asked.missing else ""
    return f"{asked.model}, asked about {_count(asked.lines, 'line')}, doubts {asked.doubted}{missing}."


def _count(number: int, one: str) -> str:
    return f"{number} {one}{'' if number == 1 else 's'}"
