"""Names in a claim, and whether the source has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from briefcli import languages
from briefcli.countries import find_countries
from briefcli.text.words import SMALL, Word, spellings, stem, stems, words
from briefcli.verify.claims.claim import Claim, Fault

_ALL_NOUNS_CAPITAL = frozenset({"de", "lb"})  # a capital letter says nothing of a name there
_ENGLISH = languages.language("en")
_NO_NAMES = frozenset(_ENGLISH.words("no_names"))
_CALENDAR = re.compile(
    "|".join(name for names in ("weekdays", "months") for name, *_ in _ENGLISH.groups(names).values()), re.IGNORECASE
)
_MOST_LOOKS = 32  # at places where a name may stand alone, before all words of the source are asked for
_START = re.compile(r"(?:^|[.!?:;“”\"«»‘(\[\n•…–—-])\s*$")


def unknown_names(claim: Claim) -> Iterator[Fault]:
    """The names its source does not have."""
    for name in missing_names(claim.text, claim.source, claim.language):
        yield Fault(kind="name", reason=f"the name {name} is not in its source", ours=name)


def names_put_together(claim: Claim) -> Iterator[Fault]:
    """Two words of one name that its source has, and never in one paragraph: "European Parliament"."""
    if claim.language in _ALL_NOUNS_CAPITAL:
        return
    every = words(claim.text)
    for index in range(1, len(every)):
        one, other = every[index - 1], every[index]
        if claim.text[one.end : other.start] == " " and all(_is_name(claim.text, at) for at in (index - 1, index)):
            pair = {one.stem, other.stem}
            known, _ = _known(claim.source)
            if pair <= known and not any(pair <= paragraph for paragraph in _paragraphs(claim.source)):
                name = claim.text[one.start : other.end]
                yield Fault(kind="name", reason=f"the name {name} is not in its source", ours=name)


@lru_cache(maxsize=256)
def _paragraphs(source: str) -> tuple[frozenset[str], ...]:
    return tuple(stems(line) for line in source.splitlines() if line.strip())


def missing_names(claim: str, source: str, language: str | None = "en") -> list[str]:
    """The names of a claim that the source does not have, in any spelling that is known to mean the same.

    A word with a capital letter is taken for a name, but for the first of a sentence where nothing else says so,
    titles and the like, and languages that write every noun so.
    """
    if language in _ALL_NOUNS_CAPITAL:
        return []
    named = [word for index, word in enumerate(words(claim)) if _is_name(claim, index)]
    named = [word for word in named if not _stands(word.text, source)]  # most do: the rest asks for every word there is
    if not named:
        return []
    known, initials = _known(source)
    return list(dict.fromkeys(word.text for word in named if not _is_known(word, known, initials, source)))


def _stands(name: str, source: str) -> bool:
    """Whether a source has a name letter for letter, and with nothing at it that could be more of the word."""
    at = -1
    for _ in range(_MOST_LOOKS):
        at = source.find(name, at + 1)
        if at < 0:
            return False
        around = source[max(0, at - 1) : at] + source[at + len(name) : at + len(name) + 1]
        if all(char.isspace() or char in ",;:!?()" for char in around):
            return True
    return False


def _is_name(claim: str, index: int) -> bool:
    every = words(claim)
    word = every[index]
    plain = word.text.casefold()
    if not word.text[0].isupper() or plain in SMALL or plain in _NO_NAMES or _CALENDAR.fullmatch(plain):
        return False
    if len(word.text) == 1:
        return False
    if not _START.search(claim[max(0, word.start - 8) : word.start]):
        return True
    follows = every[index + 1] if index + 1 < len(every) else None
    in_a_row = follows is not None and follows.text[0].isupper() and claim[word.end : follows.start] == " "
    return in_a_row or word.text.isupper() or bool(_countries(word.text))


def _is_known(word: Word, known: frozenset[str], initials: frozenset[str], source: str) -> bool:
    if word.stem in known:
        return True
    pieces = re.split(r"['’-]", word.text)
    if len(pieces) > 1 and all(stem(piece) in known for piece in pieces if len(piece) > 1):
        return True
    plain = word.text.replace(".", "")
    if plain.isupper() and plain.casefold() in initials:
        return True
    here = _countries(word.text)
    return bool(here) and bool(set(here) & set(_countries(source)))


@lru_cache(maxsize=256)
def _known(source: str) -> tuple[frozenset[str], frozenset[str]]:
    """The stems of a source's words, and the initials of its names: WHO for World Health Organization."""
    divided = (word for word in spellings(source) if "’" in word)
    known = {*stems(source), *(stem(piece) for word in divided for piece in re.split("[’']", word))}
    initials = set()
    for match in re.finditer(r"\b[A-Z]\w+(?:[ -](?:(?:of|for|the|and|on) )*[A-Z]\w+){1,6}", source):
        capitals = re.findall(r"\b[A-Z]", match.group())
        for start in range(len(capitals) - 1):
            for end in range(start + 2, len(capitals) + 1):
                initials.add("".join(capitals[start:end]).casefold())
    return frozenset(known), frozenset(initials)


@lru_cache(maxsize=4096)
def _countries(text: str) -> tuple[str, ...]:
    return find_countries("", text).mentioned
