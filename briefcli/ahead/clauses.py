"""Whether what a sentence says of a day is still to come: asked of the clause the day stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefcli.ahead.days import Day
from briefcli.ahead.grammar import Grammar, Pattern

_FARTHEST = 110  # characters between what makes a clause one of the future, and the day
_FEW_WORDS = 2  # before a day between commas, that belongs to the clause before or after it: "on Friday"
_PASSIVE = re.compile(r"\b(?:be|get|gets|être|ser|essere)\s+(?:(?:\w+ly|also)\s+)?$", re.IGNORECASE)
_NEVER_PASSIVE = ("said", "told")
_WORD = re.compile(r"\w+")


def is_to_come(text: str, day: Day, known: Grammar, *, surely: bool = False) -> bool:
    """Whether the clause of a day speaks of the future there, and of nothing that happens often or no more.

    With `surely`, only a verb of the future will do, as it must for a weekday.
    """
    clause = _clause(text, day, known)
    if clause.has(known.no_event):
        return False
    if clause.is_led_by(known.future):
        return True
    return not surely and not day.is_relative and not clause.ends_past and clause.is_led_by(known.upcoming)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clause:
    """The clause of a day: `text` from `start` to `end`."""

    text: str
    start: int
    end: int
    day: Day
    known: Grammar

    def has(self, pattern: Pattern) -> bool:
        """Whether a pattern stands in it."""
        return pattern.search(self.text, self.start, self.end) is not None

    @property
    def ends_past(self) -> bool:
        """Whether it goes on in the past behind the day: "By 3 May he had"."""
        return self.known.past.search(self.text, self.day.end, self.end) is not None

    def is_led_by(self, pattern: Pattern) -> bool:
        """Whether something that makes it one of the future is said of the day, and is no part of something else."""
        none = [found.span() for found in self.known.no_future.finditer(self.text, self.start, self.end)]
        marks = [found.span() for found in pattern.finditer(self.text, self.start, self.end)]
        return any(self._leads(*mark) for mark in marks if all(mark[1] <= a or b <= mark[0] for a, b in none))

    def _leads(self, start: int, end: int) -> bool:
        """Whether nothing of the past stands between a mark and the day, nor before a day that comes first."""
        if end <= self.day.start:
            return self.day.start - end <= _FARTHEST and not self._is_past(end, self.day.start)
        if start < self.day.end:
            return start >= self.day.start
        if start - self.day.end > _FARTHEST or self.known.conjunctions.search(self.text, self.day.end, start):
            return False
        if self.known.past.match(self.text, start) or self._is_attribute:
            return False
        return not self._is_past(self.day.end, start) and not self._is_past(self.start, self.day.start)

    @property
    def _is_attribute(self) -> bool:
        """Whether a weekday before the verb tells which thing is meant: "the vote on Monday will"."""
        words = _WORD.findall(self.text, self.start, self.day.start)
        return self.day.is_relative and not self.known.is_glued and len(words) > _FEW_WORDS

    def _is_past(self, start: int, end: int) -> bool:
        """Whether a verb of the past stands there; a participle behind "be", or right at the start, is none."""
        for found in self.known.past.finditer(self.text, start, end):
            before = self.text[start : found.start()]
            if before.strip() and not _PASSIVE.search(before):
                return True
            if not before.strip() and found.group().lower() in _NEVER_PASSIVE:
                return True
        return False


def _clause(text: str, day: Day, known: Grammar) -> _Clause:
    """The clause of a day. Where it is little more than the day, it is joined to its neighbours."""
    ends = [found.span() for found in known.clause_ends.finditer(text)]
    before = [span for span in ends if span[1] <= day.start]
    after = [span for span in ends if span[0] >= day.end]
    start = before[-1][1] if before else 0
    if len(_WORD.findall(text, start, day.start)) <= _FEW_WORDS and not known.past.search(text, start, day.start):
        if before and text[before[-1][0]] == ",":
            start = before[-2][1] if len(before) > 1 else 0
        elif not before and after and text[after[0][0]] == ",":
            after = after[1:]
    return _Clause(text=text, start=start, end=after[0][0] if after else len(text), day=day, known=known)
