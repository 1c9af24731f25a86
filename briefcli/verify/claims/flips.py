"""Meanings turned round: a "not" put in or left out, rise for fall, against a sentence that says nearly the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefcli import languages
from briefcli.text.words import Word, stem
from briefcli.verify.claims.claim import Claim, Fault, negates, plain

_NEARBY = 4  # words between a negated word and one that may stand on either side of the negation
_REACH = 2  # words that say something, after a negation, that it may negate
_BESIDE = 2  # words between what goes up and the word that says so
_SHORTEST_UNDONE = 4  # letters
_UNDOING = languages.words("undoing")
_WAYS = {word: way for way, held in languages.groups("directions").items() for word in held}
_OPPOSITE: dict[str, frozenset[str]] = {}
for _one, _other in (pair.split("/") for pair in languages.words("opposites")):
    _OPPOSITE[_one] = _OPPOSITE.get(_one, frozenset()) | {_other}
    _OPPOSITE[_other] = _OPPOSITE.get(_other, frozenset()) | {_one}


def turned(claim: Claim) -> Iterator[Fault]:
    """The first thing it turns round, against sentences that have most of its words: only there does one word weigh."""
    if claim.near:
        found = _negation(claim) or _changed(claim) or _opposite(claim) or _undone(claim) or _direction(claim)
        if found is not None:
            yield found


def _changed(claim: Claim) -> Fault | None:
    """A negation or an opposite at one place of a sentence that the claim goes along with word by word."""
    for change in claim.changes:
        ours, theirs = change.wordings
        if sum(map(negates, change.ours)) % 2 != sum(map(negates, change.theirs)) % 2:
            return Fault(kind="meaning", reason=change.reason, ours=ours, theirs=theirs, about="negation")
        said, sourced = {plain(word) for word in change.ours}, {plain(word) for word in change.theirs}
        if any(_OPPOSITE.get(word, frozenset()) & sourced for word in said - sourced):
            return Fault(kind="meaning", reason=change.reason, ours=ours, theirs=theirs, about="direction")
    return None


def _negation(claim: Claim) -> Fault | None:
    """A word negated on one side only, wherever it stands on the other.

    Beside a word that is negated on both, others may stand on the other side of the negation: "will not reopen the
    quay", "the quay would not reopen".
    """
    theirs: dict[str, set[bool]] = {}
    for sentence in claim.near:
        for found, negated in _polarity(sentence.words).items():
            theirs.setdefault(found, set()).update(negated)
    ours = _polarity(claim.words)
    both = {found for found, negated in ours.items() if True in negated and True in theirs.get(found, ())}
    carried = _around(claim.words, both)
    for found, negated in ours.items():
        if found not in carried and found in theirs and not negated & theirs[found]:
            about = _shown(claim.words, found)
            reason = f"it says the opposite of its source about “{about}”"
            return Fault(kind="meaning", reason=reason, ours=about, theirs=about, about="negation")
    return None


def _around(every: Sequence[Word], stems: set[str]) -> set[str]:
    """The words beside those with some stems, and these."""
    places = [place for place, word in enumerate(every) if word.stem in stems]
    return {word.stem for place in places for word in every[max(0, place - _NEARBY) : place + _NEARBY + 1]}


def _polarity(every: Sequence[Word]) -> dict[str, set[bool]]:
    """For each word that says something and is no name, whether the places where it stands are negated."""
    found: dict[str, set[bool]] = {}
    since = _REACH
    for word in every:
        if negates(word):
            since = 0
        elif word.is_content:
            if not word.text[0].isupper():
                found.setdefault(word.stem, set()).add(since < _REACH)
            since += 1
    return found


def _opposite(claim: Claim) -> Fault | None:
    ours = {plain(word) for word in claim.words}
    theirs = {plain(word) for sentence in claim.near for word in sentence.words}
    for word in sorted(ours - theirs):
        opposite = _OPPOSITE.get(word, frozenset()) & theirs - ours
        if opposite and not any(stem(word) == stem(other) for other in theirs):
            other = min(opposite)
            reason = f"it says “{word}” where its source says “{other}”"
            return Fault(kind="meaning", reason=reason, ours=word, theirs=other, about="direction")
    return None


def _shown(said: Sequence[Word], found: str) -> str:
    return next(word.text for word in said if word.stem == found)


def _undone(claim: Claim) -> Fault | None:
    """A word with or without what makes it its opposite: "uncontrolled", "unnamed"."""
    theirs = {plain(word) for sentence in claim.near for word in sentence.words}
    for word in claim.words:
        other = _opposed(plain(word), theirs)
        if other is not None and not _has(claim.source, word.text):
            reason = f"it says “{word.text}” where its source says “{other}”"
            return Fault(kind="meaning", reason=reason, ours=word.text, theirs=other, about="direction")
    return None


def _opposed(word: str, theirs: set[str]) -> str | None:
    """The word of the source that is this one but for what makes it its opposite."""
    if len(word) <= _SHORTEST_UNDONE or word in theirs:
        return None
    others = [word.removeprefix(prefix) if word.startswith(prefix) else f"{prefix}{word}" for prefix in _UNDOING]
    return next((other for other in others if len(other) > _SHORTEST_UNDONE and other in theirs), None)


def _has(source: str, word: str) -> bool:
    return re.search(rf"\b{re.escape(word)}\b", source, re.IGNORECASE) is not None


def _direction(claim: Claim) -> Fault | None:
    """Something goes up that goes down in its source."""
    ours = _moving(claim.words)
    theirs: dict[str, dict[str, str]] = {}
    for sentence in claim.near:
        for thing, ways in _moving(sentence.words).items():
            theirs.setdefault(thing, {}).update(ways)
    for thing, ways in ours.items():
        if thing in theirs and not ways.keys() & theirs[thing].keys():
            word, other = next(iter(ways.values())), next(iter(theirs[thing].values()))
            reason = f"it says “{word}” where its source says “{other}”"
            return Fault(kind="meaning", reason=reason, ours=word, theirs=other, about="direction")
    return None


def _moving(every: Sequence[Word]) -> dict[str, dict[str, str]]:
    """What goes up or down in a sentence, by its stem: which way, and in which word."""
    found: dict[str, dict[str, str]] = {}
    for place, word in enumerate(every):
        way = _WAYS.get(plain(word))
        if way is not None:
            for other in (*every[max(0, place - _BESIDE) : place], *every[place + 1 : place + 1 + _BESIDE]):
                if other.is_content and plain(other) not in _WAYS and not other.text[0].isdigit():
                    found.setdefault(other.stem, {})[way] = word.text
    return found
