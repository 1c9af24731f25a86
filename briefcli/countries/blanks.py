"""Names that name no country where they stand: people, streets, languages, ticker symbols."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefcli.countries.gazetteer import people, words
from briefcli.countries.mentions import Mention

_WORD_BEFORE = re.compile(r"([^\W\d_][\w'’-]*)\.? $")
_WORD_AFTER = re.compile(r" ([^\W\d_][\w'’-]{0,30})")
_INITIAL = re.compile(r"\b[A-Z]\. $")
_BYLINE = re.compile(r"(?:^|[\n.] ?)By $", re.IGNORECASE)
_METROPOLIS = 1_500_000  # people
_PLACES = frozenset({"city", "region", "name", "either"})


def blanks(text: str, mentions: Sequence[Mention], *, foreign: bool) -> set[int]:
    """Which of the mentions, by their place in the sequence, name no country."""
    found: set[int] = set()
    persons: set[str] = set()
    for i, mention in enumerate(mentions):
        if mention.name.kind in {"hint", "leader"}:
            continue
        before = _WORD_BEFORE.search(text, max(0, mention.start - 20), mention.start)
        after = _WORD_AFTER.match(text, mention.end)
        first, last = before[1] if before else "", after[1] if after else ""
        if _is_person(text, mention, first, last) or (not foreign and _follows_a_name(mention, first, last)):
            found.add(i)
            if mention.name.kind != "city" or _is_small(mention):
                persons.add(mention.name.key)
        elif _is_blank(text, mention, first.lower(), last):
            found.add(i)
    return found | {i for i, mention in enumerate(mentions) if mention.name.key in persons}


def _is_person(text: str, mention: Mention, before: str, after: str) -> bool:
    """`Michael Jordan`, `Ms. Holland`, `Mayor Milan Example`, `Charlotte Brown`, `J. B. Chester`, `By Chad X`."""
    given, surnames = people()
    word = mention.name.key.strip()
    if word in given and after[:1].isupper():
        if after.lower() in surnames or _BYLINE.search(text, max(0, mention.start - 5), mention.start):
            return True
    elif (word in surnames or word in given) and _INITIAL.search(text, max(0, mention.start - 4), mention.start):
        return True
    if not before[:1].isupper() or (word not in surnames and not _is_small(mention)):
        return False
    return before.lower() in words()["title"] or (before.lower() in given and not after[:1].isupper())


def _is_small(mention: Mention) -> bool:
    """Whether few enough live in a place of that name for a person to be called so as well."""
    return mention.name.kind == "region" or (mention.name.kind == "city" and mention.name.codes[0][1] < _METROPOLIS)


def _follows_a_name(mention: Mention, before: str, after: str) -> bool:
    """`Denzil Washington said`: a surname behind a capitalised word that is none of those which stand before places.

    In English: German writes every noun with a capital.
    """
    if mention.name.kind not in _PLACES or mention.name.key.strip() not in people()[1]:
        return False
    return before[:1].isupper() and not after[:1].isupper() and before.lower() not in words()["before"]


def _is_blank(text: str, mention: Mention, before: str, after: str) -> bool:
    listed, kind, word = words(), mention.name.kind, mention.name.key.strip()
    if kind == "none" or text[max(0, mention.start - 1) : mention.start] == "<":
        return True
    if after[:1].isupper() and kind in _PLACES:
        return after.lower() in listed["street" if kind in {"city", "region"} else "institution"]
    if kind == "demonym" and word == "polish" and after in listed["verb"]:
        return True
    if kind == "demonym" and word in listed["tongue"]:
        return before in listed["speak"] or after in listed["language"]
    return False


def things(text: str) -> frozenset[str]:
    """Which names of countries the text has as a common noun: `turkey` written small, or `Turkey` beside gravy."""
    listed = words()
    found = {word for word in listed["noun"] if f" {word}" in text}
    if "Turkey" in text and not listed["fowl"].isdisjoint(text.lower().split()):
        found.add("turkey")
    return frozenset(found)


def is_unsure(text: str, mention: Mention, nouns: frozenset[str]) -> bool:
    """Whether a country's name may mean something else here: `Turkey and gravy`, `Israel Example`, `TELL US`."""
    word = mention.name.key.strip()
    if mention.name.exact == "US":
        opening = not text[max(0, mention.start - 1) : mention.start].strip("\n")
        return not opening and text[max(0, mention.start - 12) : mention.end + 12].isupper()
    if mention.name.kind != "name" or word in nouns:
        return word in nouns
    after = _WORD_AFTER.match(text, mention.end) if word in people()[0] else None
    return after is not None and after[1][0].isupper() and after[1].lower() not in words()["office"]
