"""Who can speak: a person, or a body. Every speaker of every language passes here; in doubt nobody is named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from briefcli import languages

_TAG = re.compile(r"[A-Z]-[A-Z][A-Za-z.]+")  # R-Utah
_ADDRESS = re.compile(r"\S+@\S+\.\S+|https?:|www\.", re.IGNORECASE)
_BRACKET = re.compile(r"[\[\]．]")  # of what a page has around its text
_ODD = re.compile(r"[@:.-]")  # what an address or the tag of a party has
_LETTER = re.compile(r"[^\W\d_]")
_LONGEST = 30  # words of a name with its description


def can_speak(words: Sequence[str], code: str = "en", *, opens: bool = False) -> bool:
    """Whether words of an article can be who says something.

    Args:
        words: as the article has them, without an article before them.
        code: the language they are in.
        opens: they begin a sentence, and stand nowhere else with a capital letter.
    """
    if not words or len(words) > _LONGEST or not any(map(_LETTER.search, words)):
        return False
    if any(map(_ODD.search, words)) and (_ADDRESS.search(" ".join(words)) or all(map(_TAG.fullmatch, words))):
        return False
    if any(map(_BRACKET.search, words)):
        return False
    low = [word.lower().rstrip(".,") for word in words]
    if " ".join(low) in _phrases(code, "places"):
        return False
    if len(words) == 1 and opens and (low[0].endswith(_endings(code)) or low[0] in _phrases(code, "openers")):
        return False
    never = _phrases(code, "no_speakers")
    named = words[-1][0].isupper() and not (opens and len(words) == 1)
    return named or low[-1] not in never


@lru_cache(maxsize=64)
def _endings(code: str) -> tuple[str, ...]:
    return languages.language(code).words("participle_endings")


@lru_cache(maxsize=128)
def _phrases(code: str, section: str) -> frozenset[str]:
    return frozenset(word.replace("_", " ") for word in languages.language(code).words(section))
