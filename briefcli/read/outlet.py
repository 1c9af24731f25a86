"""An outlet's line below the title: "The Guardian", "4 October 2021 | Reuters"."""

from __future__ import annotations

import re

from briefcli.late import late
from briefcli.read.captions import PAGES, only_names
from briefcli.read.dates import without_date

_OUTLET = late(rf"(?:^|\b)(?:{'|'.join(PAGES.phrases('outlet_words'))})(?:\b|$)", re.IGNORECASE)
_FIRST = frozenset(re.split(r"\W", word, maxsplit=1)[0] for word in PAGES.phrases("outlet_words"))
_WORD = late(r"\w+")
_BETWEEN = late(r"\s*[|·•/,–—]\s*|\s+-\s+")
_MOST_WORDS, _LONGEST = 5, 40


def outlet_in(line: str) -> str | None:
    """The outlet a line names and little else: alone, or beside the day of publication."""
    if len(line) > 3 * _LONGEST or _FIRST.isdisjoint(_WORD.findall(line.lower())):
        return None
    rest = without_date(line)
    parts = [part.strip(" :;") for part in _BETWEEN.split(rest)]
    named = [part for part in parts if part]
    return next((part for part in named if _is_outlet(part)), None) if len(named) <= 2 else None


def _is_outlet(words: str) -> bool:
    short = len(words) <= _LONGEST and len(words.split()) <= _MOST_WORDS
    return short and bool(_OUTLET.search(words)) and only_names(words.removeprefix("The ").removeprefix("the "))
