"""The place a brief goes to: standard output, or a file that is written whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from briefcli.errors import UsageError

_MOST_IN_MEMORY, _AT_ONCE = 16_000_000, 1_000_000  # characters of an output on its way


def write(text: str, output: Path | None) -> None:
    """Print, or write a file whole or not at all."""
    if output is None or str(output) == "-":
        _print(text)
    else:
        replace_file(output, [text])


def write_pieces(pieces: Iterable[str], output: Path | None) -> None:
    """The same for a text in pieces: printed as they come, written when the last is there.

    Until then they are not in the output's folder, which may be one that is being read.
    """
    if output is None or str(output) == "-":
        for piece in pieces:
            _print(piece)
        return
    with tempfile.SpooledTemporaryFile(_MOST_IN_MEMORY, "w+", encoding="utf-8", errors="replace", newline="") as kept:
        kept.writelines(pieces)
        kept.seek(0)
        replace_file(output, iter(lambda: kept.read(_AT_ONCE), ""))


def _print(text: str) -> None:
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def replace_file(path: Path, pieces: Iterable[str]) -> None:
    """Write beside the file, sync, and rename, so that nobody ever sees half of it.

    A link stays a link. A pipe or a device is written to as it is: renaming would take its place.

    Raises:
        UsageError: the folder is missing, or the path is a folder.
        OSError: the file cannot be written; its `filename` is the path.
    """
    real = Path(os.path.realpath(path))
    try:
        if real.is_dir():
            raise UsageError(f"{path} is a folder.", remedy="Name a file in it.")
        if not real.parent.is_dir():
            where = f"{path}: there is no folder '{path.parent}'."
            raise UsageError(where, remedy="Make it first, or choose another one.")
        if real.exists() and not real.is_file():
            with real.open("w", encoding="utf-8", errors="replace") as file:
                file.writelines(pieces)
        else:
            _replace(real, pieces)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def _replace(path: Path, pieces: Iterable[str]) -> None:
    descriptor, name = tempfile.mkstemp(prefix=".brief-", dir=path.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
