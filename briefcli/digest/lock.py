"""One digest at a time in a folder. The kernel frees the lock when its holder ends, however it ends."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from briefcli.errors import LockedError


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder, which must exist.

    Raises:
        LockedError: another run holds it.
    """
    with (folder / "lock").open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise LockedError(
                f"Another run is writing the digest in {folder.parent}.",
                remedy="Wait until it has ended; if it hangs, end it: its lock goes with it.",
            ) from error
        yield
