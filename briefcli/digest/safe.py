"""A state that is lost is missed: it is kept aside, and its last good copy takes its place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from briefcli.digest.opening import copy_state, is_sound
from briefcli.digest.state import State

COPY = "state-copy.sqlite"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A state that was gone, empty or not to be read: where it is kept, None if gone; whether a copy has its place."""

    kept: Path | None
    copied: bool

    def __str__(self) -> str:
        was = f"was empty or could not be read: it is kept as {self.kept}" if self.kept else "was gone"
        then = "its copy of the last good run has its place" if self.copied else "everything is told as new once"
        return f"the state of the digests {was}; {then}."


def make_sure(file: Path, now: datetime) -> Aside | None:
    """See that the state in a file is one, before a run relies on it; None where it is, or where there never was one.

    Raises:
        BriefError: nobody can tell now.
    """
    copy = file.with_name(COPY)
    if not file.exists() and not copy.exists():
        return None
    if file.exists() and is_sound(file):
        return None
    kept = _aside(file, now) if file.exists() else None
    copied = copy.exists() and is_sound(copy)
    if copied:
        copy.replace(file)
    return Aside(kept=kept, copied=copied) if kept or copied else None


def keep_copy(state: State, file: Path) -> None:
    """Copy the state after a good run.

    Raises:
        OSError: the disk is full.
        BriefError: it cannot be written.
    """
    copy_state(state, file.with_name(COPY))


def _aside(file: Path, now: datetime) -> Path:
    """Move a state, and what SQLite keeps beside it, out of the way, under a name that nothing has."""
    names = (f"{file.stem}-unreadable-{now:%Y-%m-%dT%H%M}-{number}{file.suffix}" for number in count(1))
    kept = next(path for name in names if not (path := file.with_name(name)).exists())
    for ending in ("", "-journal", "-wal", "-shm"):
        part = Path(f"{file}{ending}")
        if part.exists():
            part.replace(f"{kept}{ending}")
    return kept
