"""How fast articles are tagged, and how long the tables take to load: `python -m tests.benchmarks.countries`.

Prints figures and asserts nothing. The articles are made of names from the tables, two for each sentence.
"""

from __future__ import annotations

import itertools
import subprocess
import sys
import time

from briefcli.countries import country_name, find_countries
from briefcli.countries.gazetteer import display

_SENTENCE = "The ministry of {0} said on Tuesday that trade with {1} grew by two percent, which analysts had expected. "
_START = (
    "import time; t = time.perf_counter(); from briefcli.countries import find_countries; find_countries('', {!r}); "
)


def main() -> None:
    """Time 2,000 articles of 10, 20 and 40 sentences, and a first article in a new process."""
    for sentences in (10, 20, 40):
        texts = [_article(number, sentences) for number in range(2000)]
        find_countries("", texts[0])
        started = time.perf_counter()
        for text in texts:
            find_countries("Trade grows", text)
        rate = len(texts) / (time.perf_counter() - started)
        print(f"{len(texts[0].split())} words: {rate:,.0f} articles a second")
    for text in ("Seoul calls Tokyo.", "서울과 도쿄가 통화했다."):
        code = _START.format(text) + "print(time.perf_counter() - t)"
        seconds = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        print(f"first article, {text}: {float(seconds):.2f} s")


def _article(number: int, sentences: int) -> str:
    names = [country_name(code) for code in sorted(display()["en"])]
    pairs = itertools.islice(itertools.cycle(zip(names[number % 50 :], names[number % 7 :], strict=False)), sentences)
    return "".join(_SENTENCE.format(*pair) for pair in pairs)


if __name__ == "__main__":
    main()
