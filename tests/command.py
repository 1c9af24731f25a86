"""The command as a user runs it: a process of its own, without the settings of whoever runs the tests."""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.starter import Starter

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
PROMPTS = ROOT / "prompts"
_AT = "1773298800"  # 12 March 2026, 07:00 UTC: the morning after the sample articles
_STARTS = ("PYTHON", "LC_", "LANG")  # variables that Python looks at when it starts

_starter = Starter()
atexit.register(_starter.end)


def environ(**more: str) -> dict[str, str]:
    """An environment in which nothing is configured, and the clock stands still."""
    keep = {name: value for name, value in os.environ.items() if not name.startswith(("BRIEF_", "OPENAI_"))}
    fixed = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "BRIEF_HOME": "/nonexistent/brief", "SOURCE_DATE_EPOCH": _AT}
    fixed["BRIEF_WORKERS"] = "1"  # more print the same (`test_cores.py`), and each takes a third of a second to begin
    return keep | fixed | more


def brief(
    *arguments: str,
    cwd: Path = ROOT,
    given: bytes = b"",
    limits: Callable[[], None] | None = None,
    **more: str,
) -> subprocess.CompletedProcess[str]:
    """Run `brief`; what it prints is UTF-8, or the test fails.

    Args:
        arguments: of the command.
        cwd: where it runs.
        given: its standard input.
        limits: called in the new process before `brief` starts.
        more: of the environment.
    """
    done = started(*arguments, cwd=cwd, environ=environ(**more), given=given, limits=limits)
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def started(
    *arguments: str,
    cwd: Path,
    environ: Mapping[str, str],
    given: bytes = b"",
    limits: Callable[[], None] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """The same with an environment as it is given, and bytes as they were printed."""
    if limits is None and _at_start(environ) == _at_start(_ENVIRON):
        return _starter.run(arguments, cwd=cwd, environ=environ, given=given)
    return subprocess.run(
        [sys.executable, "-m", "briefcli", *arguments],
        cwd=cwd,
        env=environ,
        input=given,
        capture_output=True,
        timeout=120,
        check=False,
        preexec_fn=limits,
    )


def _at_start(environ: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in environ.items() if name.startswith(_STARTS)}


_ENVIRON = environ()
