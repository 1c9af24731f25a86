"""How much and how sure: "some" become "all", "nearly" become "more than", "may" become "will", a plan a fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from briefcli import languages
from briefcli.text.words import Word
from briefcli.verify.claims.claim import About, Change, Claim, Fault, plain

_MOST = 0.6  # share of a claim's words that a sentence must have, so that its "some" is of the same thing
_WHOLE, _PARTS = {"all"}, {"most", "many", "several", "some", "few", "half"}


@dataclass(frozen=True, slots=True)
class _Scale:
    """Words in groups, and which group of the source may (or may not) be which of the claim."""

    group_of: Mapping[str, str]
    alike: frozenset[tuple[str, str]]
    changed: frozenset[tuple[str, str]]


@lru_cache(maxsize=64)
def _degrees(language: str | None) -> _Scale:
    lists = languages.language(language or "en")
    pairs = {tuple(pair.split("/")) for pair in lists.words("degrees_alike")}
    alike = frozenset((one, other) for pair in pairs for one, other in (pair, pair[::-1]))
    return _Scale(_by_word(lists.groups("degrees")), alike, frozenset())


@lru_cache(maxsize=64)
def _certainty(language: str | None) -> _Scale:
    lists = languages.language(language or "en")
    changed = frozenset((one, other) for one, other in (pair.split("/") for pair in lists.words("certainty_changed")))
    return _Scale(_by_word(lists.groups("certainty")), frozenset(), changed)


def _by_word(groups: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {word: group for group, words in groups.items() for word in words}


def other_quantity(claim: Claim) -> Iterator[Fault]:
    """Words of how much that its source has otherwise."""
    scale = _degrees(claim.language)
    for change in claim.changes:
        ours, theirs = _groups(change.ours, scale), _groups(change.theirs, scale)
        if ours and theirs and not ours & theirs and not _is_alike(ours, theirs, scale):
            yield _fault(change, "quantity")
            return
    yield from _overstated(claim, scale)


def _overstated(claim: Claim, scale: _Scale) -> Iterator[Fault]:
    """The whole of a thing, where the sentences that say nearly the same have "many" or "some", and none has "all"."""
    whole = next((word for word in claim.words if scale.group_of.get(plain(word)) in _WHOLE), None)
    if whole is None:
        return
    near = (word for one in claim.near if one.share >= _MOST for word in one.words)
    theirs = [word for word in near if plain(word) in scale.group_of]
    groups = {scale.group_of[plain(word)] for word in theirs}
    if groups and groups <= _PARTS:
        reason = f"it says “{whole.text}” where its source says “{theirs[0].text}”"
        yield Fault(kind="meaning", reason=reason, ours=whole.text, theirs=theirs[0].text, about="quantity")


def other_certainty(claim: Claim) -> Iterator[Fault]:
    """Words of how sure, or when, that its source has otherwise."""
    scale = _certainty(claim.language)
    for change in claim.changes:
        ours, theirs = _groups(change.ours, scale), _groups(change.theirs, scale)
        if any((one, other) in scale.changed for one in theirs - ours for other in ours or {"none"}):
            yield _fault(change, "modality")
            return


def _groups(words: Iterable[Word], scale: _Scale) -> set[str]:
    pieces = {piece for word in words for piece in (plain(word), _clitic(plain(word)))}
    return {scale.group_of[piece] for piece in pieces if piece in scale.group_of}


def _clitic(word: str) -> str:
    """What stands behind the apostrophe of a word, with it: "'ll"."""
    return word[at:] if (at := word.rfind("'")) > 0 else word


def _is_alike(ours: set[str], theirs: set[str], scale: _Scale) -> bool:
    return any((one, other) in scale.alike for one in ours for other in theirs)


def _fault(change: Change, about: About) -> Fault:
    ours, theirs = change.wordings
    return Fault(kind="meaning", reason=change.reason, ours=ours, theirs=theirs, about=about)
