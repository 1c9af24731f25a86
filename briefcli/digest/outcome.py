"""What a run comes to: the exit code, known before its files are in place, so that its manifest has it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Exit(IntEnum):
    """How a digest may end, as `brief --help` says."""

    DONE = 0
    FAILED = 1
    FELL_BACK = 3
    NOTHING_NEW = 4
    WITHHELD = 5
    CAPPED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """What happened in a run that wrote its briefs.

    `fell_back` also where the state was lost; `capped` where the budget or the deadline kept a call from being made.
    """

    skipped: bool
    withheld: bool
    fell_back: bool
    capped: bool


def exit_code(happened: Happened, *, strict: bool) -> Exit:
    """One code of all that happened: what `strict` forbids first, then a cap, then what was skipped or fell back."""
    if strict and happened.withheld:
        return Exit.WITHHELD
    if strict and happened.skipped:
        return Exit.FAILED
    if happened.capped:
        return Exit.CAPPED
    return Exit.FELL_BACK if happened.skipped or happened.fell_back else Exit.DONE
