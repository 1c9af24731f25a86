"""How well speakers are named, language by language: `python -m tests.benchmarks.speakers FILE.jsonl`.

Each line of the file is an article a reader of its language has marked, as JSON:
`{"language": "sw", "text": "...", "quotes": [{"start": 0, "end": 40, "speaker": "Juma Mwangi"}]}`; `start` and `end` are
characters of the text, `speaker` is as the text has it, null where it does not say.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from briefcli.article import Article
from briefcli.brief import Quote
from briefcli.quotes import find_quotes

_COVERED = 0.8  # share of a marked quotation that a printed one has to cover


def main(path: Path) -> None:
    """Print for each language: quotations found, and of those with a speaker the shares right, empty and wrong."""
    counts: dict[str, Counter[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        marked = json.loads(line)
        counts.setdefault(marked["language"], Counter()).update(_verdicts(marked))
    print(f"{'':8}{'marked':>8}{'found':>8}{'right':>8}{'empty':>8}{'wrong':>8}")
    for language, count in sorted(counts.items()):
        spoken = max(1, count["right"] + count["empty"] + count["wrong"])
        shares = [
            count["found"] / max(1, count["marked"]),
            *(count[one] / spoken for one in ("right", "empty", "wrong")),
        ]
        print(f"{language:8}{count['marked']:>8}" + "".join(f"{share:>8.2f}" for share in shares))


def _verdicts(marked: dict[str, Any]) -> Counter[str]:
    article = Article(id="marked", title="", text=marked["text"], source="", language=marked["language"])
    printed = find_quotes(article)
    counts = Counter(marked=len(marked["quotes"]))
    for gold in marked["quotes"]:
        found = max(printed, key=lambda quote: _shared(quote, gold), default=None)
        if found is None or _shared(found, gold) < _COVERED * (gold["end"] - gold["start"]):
            continue
        counts["found"] += 1
        if gold["speaker"]:
            counts[_verdict(found, gold["speaker"])] += 1
    return counts


def _shared(quote: Quote, gold: dict[str, Any]) -> int:
    start, end = int(gold["start"]), int(gold["end"])
    return max(0, min(quote.end, end) - max(quote.start, start))


def _verdict(quote: Quote, speaker: str) -> str:
    if quote.speaker is None:
        return "empty"
    one, other = quote.speaker.casefold(), speaker.casefold()
    return "right" if one in other or other in one else "wrong"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
