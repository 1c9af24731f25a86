"""Time and memory of `brief digest --offline` for 2,000 and for 20,000 articles: `python -m tests.benchmarks.digest`.

Time is that of the processor, so that what else runs on the machine does not count.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.invented import invented_articles

SIZES = (2_000, 20_000)


def measured(articles: int, folder: Path, *options: str) -> tuple[float, float]:
    """Seconds of processor time, and the most memory a process of the run held at once, in 10^6 bytes."""
    file = folder / f"{articles}.jsonl"
    file.write_text("".join(json.dumps(one) + "\n" for one in invented_articles(articles)), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "briefcli",
        "digest",
        str(file),
        "--out",
        str(folder / f"out{articles}"),
        "--offline",
    ]
    process = subprocess.Popen([*command, "-q", *options], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    seconds = used.ru_utime + used.ru_stime
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"brief digest exited {process.returncode}")
    return seconds, used.ru_maxrss * 1024 / 1e6


def main() -> None:
    """Print both runs and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        few, many = (measured(size, Path(folder), *sys.argv[1:]) for size in SIZES)
    for size, (seconds, megabytes) in zip(SIZES, (few, many), strict=True):
        print(f"{size:>6} articles: {seconds:6.1f} s, {megabytes:5.0f} MB")
    print(f"time x {many[0] / few[0]:.1f}, memory x {many[1] / few[1]:.1f} for articles x {SIZES[1] // SIZES[0]}")


if __name__ == "__main__":
    main()
