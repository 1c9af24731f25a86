"""Meanings turned round: a "not" put in or left out, rise for fall, against a sentence that says nearly the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefcli import languages
from briefcli.text.words import Word, stem, words
from briefcli.verify.claims.claim import Claim

_REACH = 2  # words that say something, after a negation, that it may negate
_NEARLY = 0.6  # share of a claim's words a sentence must have to be what the claim is made from
_NOT = frozenset(languages.words("negations"))
_OPPOSITE: dict[str, frozenset[str]] = {}
for _one, _other in (pair.split("/") for pair in languages.words("opposites")):
    _OPPOSITE[_one] = _OPPOSITE.get(_one, frozenset()) | {_other}
    _OPPOSITE[_other] = _OPPOSITE.get(_other, frozenset()) | {_one}


def turned(claim: Claim) -> Iterator[str]:
    """What it turns round."""
    found = flipped(claim.text, claim.cited)
    if found is not None:
        yield found


def flipped(claim: str, sentences: Sequence[str]) -> str | None:
    """What a claim turns round, in words for a reader; None where nothing was found.

    Only sentences that have most of the claim's words count: only against them does a single word weigh.
    """
    said = words(claim)
    wanted = {word.stem for word in said if word.is_content and not _negates(word)}
    near = [sentence for sentence in sentences if _share(wanted, sentence) >= _NEARLY]
    if not near:
        return None
    return _negation(said, near) or _opposite(said, near)


def _share(wanted: set[str], sentence: str) -> float:
    has = {word.stem for word in words(sentence)}
    return len(wanted & has) / len(wanted) if wanted else 0.0


def _negation(said: Sequence[Word], near: Sequence[str]) -> str | None:
    """A word negated on one side only, wherever it stands on the other."""
    ours = _polarity(said)
    theirs: dict[str, set[bool]] = {}
    for sentence in near:
        for found, negated in _polarity(words(sentence)).items():
            theirs.setdefault(found, set()).update(negated)
    for found, negated in ours.items():
        if found in theirs and not negated & theirs[found]:
            return f"it says the opposite of its source about “{_shown(said, found)}”"
    return None


def _polarity(every: Sequence[Word]) -> dict[str, set[bool]]:
    """For each word that says something and is no name, whether the places where it stands are negated."""
    found: dict[str, set[bool]] = {}
    since = _REACH
    for word in every:
        if _negates(word):
            since = 0
        elif word.is_content:
            if not word.text[0].isupper():
                found.setdefault(word.stem, set()).add(since < _REACH)
            since += 1
    return found


def _negates(word: Word) -> bool:
    plain = word.text.casefold().replace("’", "").replace("'", "")
    apostrophe = word.text[-2:-1] in {"'", "’"} and plain.endswith("nt")
    return plain in _NOT or apostrophe or word.text[:2].casefold() in {"n'", "n’"}


def _opposite(said: Sequence[Word], near: Sequence[str]) -> str | None:
    ours = {word.text.casefold() for word in said}
    theirs = {word.text.casefold() for sentence in near for word in words(sentence)}
    for word in ours - theirs:
        turned = _OPPOSITE.get(word, frozenset()) & theirs - ours
        if turned and not any(stem(word) == stem(other) for other in theirs):
            return f"it says “{word}” where its source says “{min(turned)}”"
    return None


def _shown(said: Sequence[Word], found: str) -> str:
    return next(word.text for word in said if word.stem == found)
