"""Files that appear whole or not at all, all of a run's or none.

They are first written and synced in a folder of their own, then renamed one by one to where they belong. The list of
renames is in the state before the first of them, so that a run that was killed between two is finished by the next one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath


@dataclass(slots=True)
class Staging:
    """The files of one run on their way. `moves` maps staged names to paths below `out`."""

    out: Path
    folder: Path
    moves: dict[str, str] = field(default_factory=dict)

    def free_path(self, wanted: PurePosixPath) -> PurePosixPath:
        """A path no file has: a second run on a day writes `KR-2.md` beside the first one's `KR.md`."""
        number, path = 1, wanted
        taken = set(self.moves.values())
        while str(path) in taken or (self.out / path).exists():
            number += 1
            path = wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}")
        return path

    def write(self, path: PurePosixPath, text: str) -> bytes:
        """Stage a file for a path below `out`, and give what it holds; one that is there will be replaced."""
        self.folder.mkdir(exist_ok=True)
        content = text.encode("utf-8", "replace")
        name = str(len(self.moves))
        try:
            with (self.folder / name).open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:  # while it writes, the system does not say to which file
            raise OSError(error.errno, error.strerror, str(self.out / path)) from error
        self.moves[name] = str(path)
        return content

    def read(self, path: str) -> str:
        """What is staged for a path below `out`."""
        name = next(name for name, target in self.moves.items() if target == path)
        return (self.folder / name).read_bytes().decode()

    def seal(self) -> None:
        """Make sure the staged files survive a power cut."""
        if self.folder.exists():
            _sync(self.folder)
            _sync(self.folder.parent)


def move_into_place(out: Path, folder: Path, moves: Mapping[str, str]) -> None:
    """Rename staged files to where they belong; those that are there already stay."""
    parents: set[Path] = set()
    for name, path in moves.items():
        target = out / path
        if (folder / name).exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            (folder / name).replace(target)
        parents |= {target.parent, *(parent for parent in target.parents if parent.is_relative_to(out))}
    for parent in sorted(parents):
        _sync(parent)
    clear(folder)


def missing(out: Path, folder: Path, moves: Mapping[str, str]) -> Sequence[str]:
    """The files that are neither staged nor in place."""
    return [path for name, path in moves.items() if not (folder / name).exists() and not (out / path).exists()]


def clear(folder: Path) -> None:
    """Forget what was staged."""
    if folder.exists():
        shutil.rmtree(folder)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
