"""Who did what to whom: two names of a sentence that have changed places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations

from briefcli import languages
from briefcli.text.words import Word
from briefcli.verify.claims.claim import Claim, Fault, Near, plain

_AROUND = 3  # words on either side of a name that say what it does there
_WITHIN = {" ", "-", ". ", ".", "’", "'"}  # what stands between the words of a name
_NO_NAMES = frozenset(languages.language("en").words("no_names"))
_GOES_ON = re.compile(r"(?:,?\s+(?:the\s+)?[A-Z][\w’'-]*)*,?\s+(?:and|or|&)\s")  # a list, behind two names of it


@dataclass(frozen=True, slots=True)
class _Named:
    """A name in a sentence: its words as stems, and their places, the last one excluded."""

    stems: frozenset[str]
    first: int
    last: int


def swapped(claim: Claim) -> Iterator[Fault]:
    """Two names that have changed places: word by word, or with the neighbours each has."""
    near = [one for one in claim.near[:2] if _voices(claim.words, claim.language) == _voices(one.words, claim.language)]
    found = (_exchange(claim) if near else None) or next((pair for one in near if (pair := _swap(claim, one))), None)
    if found is not None:
        ours, theirs = found
        reason = f"“{ours}” and “{theirs}” have changed places in it"
        yield Fault(kind="meaning", reason=reason, ours=ours, theirs=theirs, about="roles")


def _voices(words: Sequence[Word], language: str | None) -> int:
    """How often a sentence names who did it behind a passive: one in the other voice has other places for its names."""
    agents = languages.language(language or "en").words("passive_agents")
    return sum(plain(word) in agents for word in words)


def _exchange(claim: Claim) -> tuple[str, str] | None:
    """Two places of a sentence that have each other's words, a name among them."""
    for one, other in combinations(claim.changes, 2):
        if not (one.ours and other.ours and one.theirs and other.theirs):
            continue
        here, there = _stems(one.ours) & _stems(other.theirs), _stems(other.ours) & _stems(one.theirs)
        here, there = here - _stems(one.theirs), there - _stems(one.ours)
        first = [word for word in one.ours if word.stem in here]
        second = [word for word in other.ours if word.stem in there]
        if any(map(is_name, (*first, *second))) and not _in_a_list(claim.text, first, second):
            ours, theirs = (claim.text[words[0].start : words[-1].end] for words in (first, second))
            return ours, theirs
    return None


def _stems(words: Sequence[Word]) -> set[str]:
    return {word.stem for word in words if word.is_content or is_name(word)}


def _in_a_list(text: str, first: Sequence[Word], second: Sequence[Word]) -> bool:
    """Whether only names, commas and an "and" stand between the words, or follow them: a list has no order.

    "Yaxley, Cambridgeshire" has one, as has "Ukraine's Crimea".
    """
    if not first or not second:
        return True
    between = text[first[-1].end : second[0].start]
    rest = re.sub(r"\b(?:[A-Z][\w’'-]*|and|or|the|of)\b", "", between)
    if re.search(r"\w", rest) or is_possessive(first[-1]):
        return False
    return bool(re.search(r"\b(?:and|or)\b|&", between) or _GOES_ON.match(text, second[-1].end))


def _swap(claim: Claim, sentence: Near) -> tuple[str, str] | None:
    """Two names in reversed order, each with more of the other's neighbours than of its own."""
    pairs = [(here, there) for there in _names(sentence) for here in _same(there, claim.words)]
    for (one, one_there), (other, other_there) in combinations(pairs, 2):
        if one_there.stems & other_there.stems or (one.first < other.first) == (one_there.first < other_there.first):
            continue
        first, second = sorted((one, other), key=lambda name: name.first)
        if _in_a_list(claim.text, claim.words[first.first : first.last], claim.words[second.first : second.last]):
            continue
        alike = partial(_alike, claim.words, sentence.words)
        if alike(one, other_there) + alike(other, one_there) > alike(one, one_there) + alike(other, other_there):
            return _shown(claim, one), _shown(claim, other)
    return None


def _names(sentence: Near) -> list[_Named]:
    """The names of a sentence that stand in it once: runs of words with a capital letter, without titles."""
    words = sentence.words
    runs = name_runs(sentence.text, words)
    found = [_Named(frozenset(word.stem for word in words[first:last]), first, last) for first, last in runs]
    return [one for one in found if sum(bool(one.stems & other.stems) for other in found) == 1]


def name_runs(text: str, words: Sequence[Word]) -> list[tuple[int, int]]:
    """Where words written as a name stand beside each other in a text, the last one excluded."""
    runs: list[tuple[int, int]] = []
    for place, word in enumerate(words):
        if not is_name(word):
            continue
        gap = text[words[place - 1].end : word.start] if place else ""
        if runs and runs[-1][1] == place and gap in _WITHIN and not is_possessive(words[place - 1]):
            runs[-1] = (runs[-1][0], place + 1)
        else:
            runs.append((place, place + 1))
    return runs


def is_name(word: Word) -> bool:
    """Whether a word is written as a name, or as a part of one."""
    bare = word.text.removesuffix("'s").removesuffix("’s")
    if not bare[0].isupper() or bare.casefold() in _NO_NAMES:
        return False
    return word.is_content or (len(bare) > 1 and bare.isupper())


def is_possessive(word: Word) -> bool:
    """Whether a word says whose something is."""
    return plain(word).endswith(("'s", "s'"))


def _same(name: _Named, words: Sequence[Word]) -> Iterator[_Named]:
    """Where a claim has the name, or its last words; nothing where it has it twice."""
    places = [place for place, word in enumerate(words) if word.stem in name.stems]
    if places and places[-1] - places[0] < len(name.stems) + 1:
        yield _Named(name.stems, places[0], places[-1] + 1)


def _alike(ours: Sequence[Word], theirs: Sequence[Word], here: _Named, there: _Named) -> float:
    """How many words on the same side of two names are the same; those next to them count most."""
    found = 0.0
    for side in (-1, 1):
        mine, yours = _beside(ours, here, side), _beside(theirs, there, side)
        found += sum(1 / (1 + abs(at - yours.index(word))) for at, word in enumerate(mine) if word in yours)
    return found


def _beside(words: Sequence[Word], name: _Named, side: int) -> list[str]:
    """The stems next to a name, nearest first."""
    if side < 0:
        return [word.stem for word in words[max(0, name.first - _AROUND) : name.first]][::-1]
    return [word.stem for word in words[name.last : name.last + _AROUND]]


def _shown(claim: Claim, name: _Named) -> str:
    return claim.text[claim.words[name.first].start : claim.words[name.last - 1].end]
