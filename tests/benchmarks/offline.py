"""How many articles a second the built-in engine does on one core, beside what any tool must do: cut sentences.

python -m tests.benchmarks.offline [ARTICLES]
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from briefcli.config import Settings
from briefcli.pipeline import make_brief
from briefcli.text import sentences
from tests.benchmarks.invented import invented_articles


def main(count: int) -> None:
    """Print articles a second, and the time as a multiple of cutting the same texts into sentences."""
    rows = list(invented_articles(count))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "articles.jsonl"
        file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        settings = Settings(by="article", points=3, workers=1)
        make_brief([str(file)], settings, now=datetime.now(tz=UTC))  # load what is loaded late
        started = time.perf_counter()
        make_brief([str(file)], settings, now=datetime.now(tz=UTC))
        took = time.perf_counter() - started
    started = time.perf_counter()
    for row in rows:
        sentences(str(row["text"]))
    cutting = time.perf_counter() - started
    print(f"{count} articles: {count / took:.0f} a second, {took / cutting:.1f} x cutting sentences")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
