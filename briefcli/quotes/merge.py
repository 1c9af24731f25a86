"""One speaker under several names: "Kim" in one article, "Sue Kim" in another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from briefcli import languages
from briefcli.brief import Quote
from briefcli.quotes.grammar import grammar

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s\b")
_IDLE = frozenset(languages.words("idle_in_names"))


def by_speaker(quotes: Sequence[Quote]) -> tuple[tuple[Quote, ...], ...]:
    """The quotations of a story by who said them, in the order they first speak; those without a speaker are left out.

    A last name alone is the one full name that ends with it; where several people share it, it stays by itself.
    """
    groups: dict[str, list[Quote]] = {}
    for quote in quotes:
        if quote.speaker is not None:
            groups.setdefault(_key(quote.speaker), []).append(quote)
    families: dict[str, list[str]] = {}
    for key in groups:
        if " " in key:
            families.setdefault(key.rsplit(" ", 1)[1], []).append(key)
    merged: dict[str, list[Quote]] = {}
    for key, group in groups.items():
        full = families.get(key, []) if (group[0].speaker or "")[:1].isupper() else []
        merged.setdefault(full[0] if len(full) == 1 else key, []).extend(group)
    place = {id(quote): number for number, quote in enumerate(quotes)}
    found = [tuple(sorted(group, key=lambda quote: place[id(quote)])) for group in merged.values()]
    return tuple(sorted(found, key=lambda group: place[id(group[0])]))


@lru_cache(maxsize=4096)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name in order, in small letters, without possessives and articles; without titles, if any stay."""
    words = tuple(word for word in _words(_POSSESSIVE.sub("", name)) if word not in _IDLE)
    titles = grammar("en").titles.words
    return tuple(word for word in words if word not in titles) or words


def _key(name: str) -> str:
    return " ".join(name_words(name)) or " ".join(_words(_POSSESSIVE.sub("", name)))


def _words(name: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(name)]
