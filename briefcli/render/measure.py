"""How long a brief is: the words that a reader reads of it. Sources and references are looked up, not read."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache, lru_cache
from typing import Any

from briefcli.late import late

# Adults read 228 English words a minute, and 255 characters of Chinese or 357 of Japanese (Trauzettel-Klosinski & Dietz
# 2012, IReST): a character of a script without spaces is between 0.6 and 0.9 of a word.
_OF_A_WORD = 0.75
_UNSPACED = late("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_WORD = late(r"[^\W_]")
_UNREAD = frozenset(
    {"reference", "references", "evidence", "spans", "language", "missing", "countries"}
    | {"numbers", "number", "why", "generated", "sources", "part", "unit"}
)


def words_in(shown: object) -> int:
    """The words of a text, or of everything that is read of an outline or of a part of one."""
    if isinstance(shown, str):
        return _count(shown)
    if isinstance(shown, tuple):
        return sum(map(words_in, shown))
    if is_dataclass(shown) and not isinstance(shown, type):
        return sum(words_in(getattr(shown, name)) for name in _read_of(type(shown)))
    return 0


@cache
def _read_of(part: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(part) if field.name not in _UNREAD)


@lru_cache(maxsize=10_000)  # each line is counted for every length its story may have
def _count(text: str) -> int:
    if text.isascii():
        return sum(1 for word in text.split() if _WORD.search(word))
    unspaced = len(_UNSPACED.findall(text))
    return sum(1 for word in _UNSPACED.sub(" ", text).split() if _WORD.search(word)) + round(_OF_A_WORD * unspaced)
