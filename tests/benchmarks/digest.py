"""Time and memory of `brief digest --offline` for 2,000 and for 20,000 articles: `python -m tests.benchmarks.digest`.

`python -m tests.benchmarks.digest NEWS.jsonl` takes the first articles of a file instead of invented ones: real ones
have more words, names and countries, and so more of everything that could be compared with everything. Of some
thousands `tests.benchmarks.varied` makes as many as are wanted.

The small run is made before and after the large one and averaged, because a machine is not equally fast all the time.
The ratio to look at is that of processor time; the time on the wall stands beside it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from statistics import fmean

from tests.benchmarks.invented import invented_articles

SIZES = (2_000, 20_000)


def lines(articles: int, news: Path | None) -> list[str]:
    """So many articles as the lines of a .jsonl file."""
    if news is None:
        return [json.dumps(one) + "\n" for one in invented_articles(articles)]
    with news.open(encoding="utf-8") as file:
        found = list(islice(file, articles))
    if len(found) < articles:
        sys.exit(f"{news} has {len(found)} articles, and {articles} are needed")
    return found


def measured(articles: Sequence[str], folder: Path, *options: str) -> tuple[float, float, float]:
    """Seconds of processor time, seconds on the wall, and the most memory a process of the run held at once, in MB."""
    folder.mkdir()
    file = folder / "articles.jsonl"
    file.write_text("".join(articles), encoding="utf-8")
    command = [sys.executable, "-m", "briefcli", "digest", str(file), "--out", str(folder / "out"), "--offline", "-q"]
    start = time.perf_counter()
    process = subprocess.Popen([*command, *options], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    seconds = used.ru_utime + used.ru_stime
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"brief digest exited {process.returncode}")
    return seconds, wall, used.ru_maxrss * 1024 / 1e6


def main() -> None:
    """Print both runs and their ratios."""
    few, many = SIZES
    options = sys.argv[1:]
    news = Path(options.pop(0)) if options and not options[0].startswith("-") else None
    with tempfile.TemporaryDirectory() as folder:
        before, large, after = (
            measured(lines(size, news), Path(folder) / str(turn), *options)
            for turn, size in enumerate((few, many, few))
        )
    small = tuple(fmean(pair) for pair in zip(before, after, strict=True))
    for size, (seconds, wall, megabytes) in ((few, before), (many, large), (few, after)):
        print(f"{size:>6} articles: {seconds:6.1f} s of the processor, {wall:6.1f} s on the wall, {megabytes:5.0f} MB")
    processor, wall, memory = (one / other for one, other in zip(large, small, strict=True))
    print(f"articles x {many // few}: processor x {processor:.1f}, wall x {wall:.1f}, memory x {memory:.1f}")


if __name__ == "__main__":
    main()
