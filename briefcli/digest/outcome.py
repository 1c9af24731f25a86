"""What a run comes to: the exit code, known before its files are in place, so that its manifest has it."""

from __future__ import annotations

from dataclasses import dataclass

from briefcli.errors import Exit


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """What happened in a run.

    `wrote` says that there were briefs to write, or a state to keep aside; `fell_back` also that the state was lost, or
    an opinion is missing; `capped` that the budget or the deadline kept a call from being made.
    """

    wrote: bool
    skipped: bool
    withheld: bool
    fell_back: bool
    capped: bool


def exit_code(happened: Happened, *, strict: bool) -> Exit:
    """One code of all that happened: what `strict` forbids, nothing new, a cap, what was skipped or fell back."""
    if strict and happened.withheld:
        return Exit.WITHHELD
    if strict and happened.skipped:
        return Exit.FAILED
    if not happened.wrote:
        return Exit.NOTHING
    if happened.capped:
        return Exit.CAPPED
    return Exit.PARTLY if happened.skipped or happened.fell_back else Exit.DONE
