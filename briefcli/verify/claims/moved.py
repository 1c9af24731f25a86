"""A predicate that a sentence gives to one person, and its source to another: "Blair feels betrayed".

Of English only, and only where the name stands right before its verb on both sides: there, no clause can have changed
whom it is of. A pronoun counts where one person only can be meant by it: no other is named in its sentence and before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain

from briefcli.quotes.grammar import grammar
from briefcli.text import sentences
from briefcli.text.words import Word, stems, words
from briefcli.verify.claims.claim import Claim, Fault, plain
from briefcli.verify.claims.names import missing_names
from briefcli.verify.claims.roles import is_possessive, name_runs

_BETWEEN = 3  # small words at most between a name and its verb: "has now been"
_REACH = 6  # words behind the verb that are looked at
_SAME = 2  # content words that make a predicate
_VERB_ENDINGS = ("ed", "s")
_ENGLISH = grammar("en")
_JOINS = ("and", "but")
_PERSONS = ("he", "she")
_SENTENCES, _BEFORE = 3, 1200  # before a pronoun, in which whoever it means is looked for; characters of them


@dataclass(frozen=True, slots=True)
class _Predicate:
    """A name, the stems of the content words behind it, the words as they stand there, and whom a pronoun is of."""

    name: str
    said: tuple[str, ...]
    shown: str
    of: str = ""


def moved(claim: Claim) -> Iterator[Fault]:
    """What it says of a name that its source says of another one only."""
    if claim.language not in (None, "en"):
        return
    names = list(_names(claim.text, claim.words, claim.source))
    for one in chain(_predicates(claim.text, claim.words, names), _joined(claim.text, claim.words, names)):
        same = [(other, cited) for cited in claim.cited for other in _said_in(cited, one.said)]
        same += [found for cited in claim.cited for found in _of_pronoun(cited, claim.source, one.said)]
        others = [other for other, cited in same if missing_names(f"it {one.name}", cited)]
        if same and len(others) == len(same) and not _says_both(claim.source, one):
            theirs = others[0].shown
            reason = f"it says “{one.shown}” where its source says “{theirs}”{others[0].of}"
            yield Fault(kind="meaning", reason=reason, ours=one.shown, theirs=theirs, about="roles")
            return


def _said_in(sentence: str, said: tuple[str, ...]) -> Iterator[_Predicate]:
    """Where a sentence says the same of a name."""
    if stems(sentence).issuperset(said):
        every = words(sentence)
        yield from (one for one in _predicates(sentence, every, _names(sentence, every)) if one.said == said)


def _of_pronoun(sentence: str, source: str, said: tuple[str, ...]) -> Iterator[tuple[_Predicate, str]]:
    """Where a sentence says the same of "he" or "she", and only one person is named in and before it; and where."""
    at = source.find(sentence)
    if at < 0 or not stems(sentence).issuperset(said):
        return
    every = words(sentence)
    places = (place for place, word in enumerate(every) if plain(word) in _PERSONS)
    found = (one for place in places for one in _predicate(sentence, every, (place, place + 1), place + 1))
    first = next((one for one in found if one.said == said), None)
    if first is None:
        return
    lead = source[max(0, at - _BEFORE) : at]
    before = [lead[start:end] for start, end in sentences(lead)][-_SENTENCES:]
    named = {name for text in (*before, sentence) for name in _named(text)}
    people = {name for name in named if " " in name}
    if len(people) == 1 and all(stems(name) & stems(*people) for name in named):
        yield replace(first, of=f" of {next(iter(people))}"), " ".join((*before, sentence))


def _named(text: str) -> Iterator[str]:
    """The names of a sentence, as they stand there."""
    every = words(text)
    yield from (text[every[first].start : every[last - 1].end] for first, last in _names(text, every))


def _says_both(source: str, one: _Predicate) -> bool:
    """Whether a sentence of the source has the name and what is said of it, in any order."""
    name = stems(one.name)
    return any(name & theirs and theirs.issuperset(one.said) for theirs in _by_sentence(source))


@lru_cache(maxsize=64)
def _by_sentence(source: str) -> tuple[frozenset[str], ...]:
    return tuple(stems(source[start:end]) for start, end in sentences(source))


def _predicates(text: str, every: Sequence[Word], names: Iterable[tuple[int, int]]) -> Iterator[_Predicate]:
    """What stands right behind each name."""
    for first, last in names:
        owned = is_possessive(every[last - 1]) or (first and _ENGLISH.tag(plain(every[first - 1])) == "prep")
        if not owned:  # "the boss of Domino's has": it is not the name that has
            yield from _predicate(text, every, (first, last), last)


def _joined(text: str, every: Sequence[Word], names: Sequence[tuple[int, int]]) -> Iterator[_Predicate]:
    """What a sentence goes on to say of the only name in it: "Blair said he did, but now feels betrayed"."""
    for place, word in enumerate(every) if len(names) == 1 else ():
        if plain(word) in _JOINS and place >= names[0][1]:
            yield from _predicate(text, every, names[0], place + 1)


def _predicate(text: str, every: Sequence[Word], name: tuple[int, int], behind: int) -> Iterator[_Predicate]:
    """What is said of a name from a place on, where a verb stands there."""
    verb = _verb_behind(text, every, behind)
    said: list[str] = []
    for place in range(verb, min(verb + _REACH, len(every))) if verb is not None else ():
        if every[place].text[0].isupper():
            return
        if every[place].is_content:
            said.append(every[place].stem)
        if len(said) == _SAME:
            shown = text[every[name[0]].start : every[name[1] - 1].end]
            rest = text[every[behind].start : every[place].end]
            yield _Predicate(shown, tuple(said), f"{shown} {'… ' * (behind > name[1])}{rest}")
            return


def _names(text: str, every: Sequence[Word], known: str = "") -> Iterator[tuple[int, int]]:
    """Where names stand, the last word excluded; a sentence's first word alone is none unless it is one elsewhere."""
    for first, last in name_runs(text, every):
        if last > 1 or re.search(rf"\w,? {re.escape(every[0].text)}\b", known):
            yield first, last


def _verb_behind(text: str, every: Sequence[Word], last: int) -> int | None:
    """The first content word behind a name, where only small words and no mark stand between, and it is a verb."""
    for place in range(last, min(last + _BETWEEN + 1, len(every))):
        if text[every[place - 1].end : every[place].start].strip():
            return None
        if every[place].is_content:
            break
    else:
        return None
    low = plain(every[place])
    helped = any(_ENGLISH.tag(plain(every[at])) == "aux" for at in range(last, place))
    known = low in _ENGLISH.saying.words or low in _ENGLISH.irregular or low.endswith(_VERB_ENDINGS)
    return place if every[place].text[0].islower() and (helped or known) else None
