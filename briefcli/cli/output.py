"""The place a brief goes to: standard output, or a file that is written whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from briefcli.errors import UsageError


def write(text: str, output: Path | None) -> None:
    """Print, or write a file whole or not at all."""
    if output is None or str(output) == "-":
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
        return
    replace_file(output, text)


def replace_file(path: Path, text: str) -> None:
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
            real.write_text(text, encoding="utf-8", errors="replace")
        else:
            _replace(real, text)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def _replace(path: Path, text: str) -> None:
    descriptor, name = tempfile.mkstemp(prefix=".brief-", dir=path.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as file:
            file.write(text)
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
