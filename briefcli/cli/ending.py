"""How a run ends: every failure becomes one clear line on stderr and the exit code `--help` promises."""

from __future__ import annotations

import errno
import os
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

from briefcli.errors import BriefError

_INTERRUPTED, _TERMINATED = 130, 143


def ended(run: Callable[[], Any]) -> int:
    """Run a command and give its exit code."""
    _open_streams()
    signal.signal(signal.SIGTERM, _terminate)
    try:
        from typer import Abort, Exit
        from typer._click.exceptions import ClickException

        code = _code_of(run, Abort, Exit, ClickException)
    except KeyboardInterrupt:
        code = _INTERRUPTED
    except SystemExit as left:
        code = left.code if left.code == _TERMINATED else _quietly()  # Typer and Rich leave a closed pipe with a 1
    except BrokenPipeError:
        code = _quietly()
    except BriefError as error:
        complain(str(error))
        code = error.exit_code
    except OSError as error:
        _quietly()
        complain(_in_words(error))
        code = 1
    except Exception as error:  # noqa: BLE001 - the last line of defence: a bug must not look like a crash of the shell
        code = _bug(error)
    return code if isinstance(code, int) else 0


def _code_of(run: Callable[[], Any], abort: type[Exception], leave: type[Exception], usage: type[Any]) -> Any:
    """What Typer's own endings mean."""
    try:
        code = run()
        sys.stdout.flush()
    except leave as left:
        sys.stdout.flush()
        return left.exit_code  # type: ignore[attr-defined]
    except abort:
        return _INTERRUPTED
    except usage as error:
        if (
            type(error).__name__ == "NoArgsIsHelpError"
        ):  # its page is printed; who asks for nothing has done nothing wrong
            return 0
        from briefcli.cli.usage import in_words

        complain(in_words(error))
        return error.exit_code
    return code


def complain(message: str) -> None:
    """One line on stderr."""
    from briefcli.text import one_line

    with suppress(OSError):  # stderr may be a full disk, too
        print(f"brief: {one_line(message)}", file=sys.stderr, flush=True)


def _terminate(_signal: int, _frame: object) -> NoReturn:
    raise SystemExit(_TERMINATED)


def _open_streams() -> None:
    """Streams that were closed before we started: nothing comes in, and nobody hears of errors.

    What is written to a standard output that is closed (`>&-`) is lost, which is a failure; to write nothing is none.
    """
    for name, mode in (("stdin", os.O_RDONLY), ("stdout", os.O_RDONLY), ("stderr", os.O_WRONLY)):
        if getattr(sys, name) is None:
            opened = os.open(os.devnull, mode)
            setattr(sys, name, os.fdopen(opened, "r" if name == "stdin" else "w", encoding="utf-8"))


def _quietly() -> int:
    """The reader of our output has left (`| head -1`): that is no error, and Python must not try to flush again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _in_words(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename else "standard output: "
    if error.errno == errno.EBADF and not error.filename:
        return f"{where}it is closed, and what belongs there is lost. Open it, or name a file with `-o`."
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        whole = "Nothing was half written; make" if error.filename else "Make"
        disk = f", {_disk_of(error.filename)}" if error.filename else ""
        return f"{where}the disk is full ({error.strerror}{disk}). {whole} room and run it again."
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return f"{where}cannot be written ({error.strerror}). Choose another place with `-o`."
    return f"{where}{error.strerror or error}."


def _disk_of(path: str | bytes | int) -> str:
    """Where the disk that a path lies on is mounted."""
    place = Path(os.path.realpath(os.fsdecode(path) if not isinstance(path, int) else "."))
    return str(next(one for one in (place, *place.parents) if one.is_mount()))


def _bug(error: Exception) -> int:
    """One line that asks for a report; the traceback only where the user asked to see more."""
    if {"-v", "--verbose"} & set(sys.argv):
        traceback.print_exc()
    complain(f"internal error: {type(error).__name__}: {error}. Please report it with the output of `-v`.")
    return 1
