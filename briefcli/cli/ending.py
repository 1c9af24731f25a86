"""How a run ends: every failure becomes one clear line on stderr and the exit code `--help` promises."""

from __future__ import annotations

import errno
import os
import signal
import sys
import traceback
from collections.abc import Callable
from typing import Any, NoReturn

from briefcli.errors import BriefError

_INTERRUPTED, _TERMINATED = 130, 143


def ended(run: Callable[[], Any]) -> int:
    """Run a command and give its exit code."""
    from typer import Abort, Exit
    from typer._click.exceptions import ClickException

    signal.signal(signal.SIGTERM, _terminate)
    try:
        code = run()
        sys.stdout.flush()
    except Exit as left:
        code = left.exit_code
    except ClickException as error:
        error.show()
        code = error.exit_code
    except BriefError as error:
        complain(str(error))
        code = error.exit_code
    except (KeyboardInterrupt, Abort):
        code = _INTERRUPTED
    except BrokenPipeError:
        code = _quietly()
    except OSError as error:
        complain(_in_words(error))
        code = 1
    except Exception as error:  # noqa: BLE001 - the last line of defence: a bug must not look like a crash of the shell
        code = _bug(error)
    return code if isinstance(code, int) else 0


def complain(message: str) -> None:
    """One line on stderr."""
    from briefcli.text import one_line

    print(f"brief: {one_line(message)}", file=sys.stderr)


def _terminate(_signal: int, _frame: object) -> NoReturn:
    raise SystemExit(_TERMINATED)


def _quietly() -> int:
    """The reader of our output has left (`| head -1`): that is no error, and Python must not try to flush again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _in_words(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename else ""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return f"{where}the disk is full. Nothing was half written; make room and run it again."
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return f"{where}cannot be written ({error.strerror}). Choose another place with `-o`."
    return f"{where}{error.strerror or error}."


def _bug(error: Exception) -> int:
    """One line that asks for a report; the traceback only where the user asked to see more."""
    if {"-v", "--verbose"} & set(sys.argv):
        traceback.print_exc()
    complain(f"internal error: {type(error).__name__}: {error}. Please report it with the output of `-v`.")
    return 1
