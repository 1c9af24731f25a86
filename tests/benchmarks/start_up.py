"""How long `brief` takes to answer, as a multiple of `python -c "import typer"` in the same run.

    python -m tests.benchmarks.start_up

The aims are 1.2 for `--version`, and 6 for one article.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

_ROUNDS = 15
_COMMANDS = {
    "import typer": [sys.executable, "-c", "import typer"],
    "brief --version": [sys.executable, "-m", "briefcli", "--version"],
    "brief --help": [sys.executable, "-m", "briefcli", "--help"],
    "brief read one.txt": [sys.executable, "-m", "briefcli", "read", "seeds/04-trade-seoul-courier.txt"],
    "brief summarize one.txt": [
        *(sys.executable, "-m", "briefcli", "summarize", "seeds/04-trade-seoul-courier.txt", "--offline")
    ],
    "brief summarize seeds": [sys.executable, "-m", "briefcli", "summarize", "seeds", "--offline"],
}


def seconds(command: list[str]) -> float:
    """The shortest of several runs, which is the one least disturbed by the machine."""
    root = Path(__file__).parent.parent.parent
    best = float("inf")
    for _ in range(_ROUNDS):
        started = time.perf_counter()
        subprocess.run(command, cwd=root, capture_output=True, check=True)
        best = min(best, time.perf_counter() - started)
    return best


if __name__ == "__main__":
    base = 0.0
    for name, command in _COMMANDS.items():
        took = seconds(command)
        base = base or took
        print(f"{name:24} {took:6.3f} s  {took / base:5.2f} x import typer")
