"""Many articles made of some real ones: `python -m tests.benchmarks.varied REAL.jsonl COUNT > MANY.jsonl`.

After each of the real ones has been there once, each comes again as the report of another event: names, figures and the
rarer words are exchanged for others of the file by a draw of that round, one name in three for one that no other round
has, so that new names come in as more is read, and the days move on. What stays is what grouping, finding countries
and quotations work on: how long articles are, how often words come, who is quoted and where. Reports of one event
that the file has stay reports of one event, and copies stay copies.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import count
from pathlib import Path

_WORD = re.compile(r"[^\W\d_]+|\d+")
_COMMON = 0.02  # words that a larger share of the articles holds stay as they are
_COINED = 3  # one name in so many is a new one each round
_SYLLABLES = "ba de ki lo mu na re si to vu sha gre pol tan mir".split()  # noqa: SIM905
_FIRST_DAY = date(2026, 3, 1)
_EACH_DAY = 2_000  # articles


def varied(real: Sequence[Mapping[str, object]], *, seed: int = 1) -> Iterator[dict[str, object]]:
    """The rows of a .jsonl file without an end, each with a `text` and perhaps a `title`; the first are the real ones."""
    words = _words_of(real)
    number = 0
    for turn in count():
        exchanged = _exchanged(words, turn, random.Random(f"{seed} {turn}"))
        for row in real:
            day = _FIRST_DAY + timedelta(days=number // _EACH_DAY)
            told = {key: _told(str(row[key]), exchanged, turn) for key in ("title", "text") if row.get(key)}
            yield {"id": f"v{number}", "published": day.isoformat(), "publisher": f"Paper {number % 40}", **told}
            number += 1


def _words_of(real: Sequence[Mapping[str, object]]) -> tuple[list[str], list[str]]:
    """Names, and other words that few of the articles hold."""
    holders = Counter(word for row in real for word in set(_WORD.findall(str(row["text"]))))
    small = {word for word in holders if word.islower()}
    most = _COMMON * len(real)
    names = sorted(word for word in holders if word[0].isupper() and word.lower() not in small and holders[word] < most)
    return names, sorted(word for word in small if len(word) > 4 and holders[word] < most)


def _exchanged(words: tuple[list[str], list[str]], turn: int, chance: random.Random) -> dict[str, str]:
    """What stands for each word in this turn: names for names, common ones for common ones as they come in the file."""
    if turn == 0:
        return {}
    exchanged: dict[str, str] = {}
    for kind in words:
        others = kind.copy()
        chance.shuffle(others)
        exchanged |= zip(kind, others, strict=True)
    for name in words[0]:
        if chance.randrange(_COINED) == 0:
            exchanged[name] = "".join(chance.choices(_SYLLABLES, k=3)).capitalize() + chance.choice("nrsl")
    return exchanged


def _told(text: str, exchanged: Mapping[str, str], turn: int) -> str:
    return _WORD.sub(lambda match: _other(match.group(), exchanged, turn), text) if turn else text


def _other(word: str, exchanged: Mapping[str, str], turn: int) -> str:
    if word.isdecimal() and not (len(word) == 4 and word[:2] in ("19", "20")):  # years stay
        return str((int(word) + 37 * turn) % 10 ** len(word))
    return exchanged.get(word, word)


def main(file: Path, articles: int) -> None:
    """Print so many as lines."""
    real = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    for row, _ in zip(varied(real), range(articles), strict=False):
        print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
