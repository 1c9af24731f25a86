"""Where a text names a place, a people or an office: the longest names, at the edges of words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from briefcli.countries.folding import fold
from briefcli.countries.gazetteer import Name, automaton, name, words

# What may follow a name inside its word, by script: case endings and what makes an adjective of it.
_CYRILLIC = re.compile(
    "(?:[аеиоуыюяьйії]|[оеі][йюм]|[ая](?:ми|х|м)|[оеі]в|[иі]и|й?с[кь]к?[а-яії]{0,3}|й?ц[а-яії]{0,3}|ец)?"
)
_ARABIC = re.compile("(?:ي(?:ه|ين|ون|ا)?|ا)?")
_LATIN = re.compile("s")
_KATAKANA = re.compile("[ァ-ヺー]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name found in a text: characters `start` to `end` of it, half-open."""

    start: int
    end: int
    name: Name


def is_foreign(folded: str) -> bool:
    """Whether a folded text is in another language than English, as far as its small words and letters tell."""
    sample = folded[:4000]
    letters = sum(character > "\u024f" for character in sample)
    if letters * 10 > len(sample):
        return True
    found, listed = sample.split(), words()
    return sum(word in listed["foreign"] for word in found) > sum(word in listed["english"] for word in found)


def find_mentions(text: str, folded: str, *, foreign: bool) -> list[Mention]:
    """The names in a text, in order, none inside another. `folded` is `fold(text)`."""
    padded = f" {folded} "
    hits: list[tuple[int, int, str]] = []
    for last, row in automaton(foreign=foreign).iter(padded):
        length = row.index("\t")
        start = last - length + 1
        end = _end(padded, start, last + 1, foreign=foreign)
        if end:
            hits.append((start, -end, row))
    hits.sort()
    return list(_longest(text, hits))


def _end(padded: str, start: int, end: int, *, foreign: bool) -> int:
    """Where the word ends that a name begins, in the padded text; 0 if what follows is no ending of it."""
    if padded[start] == " " == padded[end]:
        return end
    if not foreign:
        return 0
    if padded[start] != " ":
        return end if _stands_alone(padded, start, end) else 0
    if "가" <= padded[end - 1] <= "힣":  # particles and compounds follow without a space
        return end
    stop = padded.find(" ", end, end + 12)
    return stop if stop > 0 and _endings(padded[end - 1]).fullmatch(padded, end, stop) else 0


def _endings(last: str) -> re.Pattern[str]:
    """What may follow a name in its word, by the script of the name's last letter."""
    if "а" <= last <= "ӿ":
        return _CYRILLIC
    return _ARABIC if "\u0600" <= last <= "\u06ff" else _LATIN


def _stands_alone(padded: str, start: int, end: int) -> bool:
    inside = _KATAKANA.match(padded[start]) and _KATAKANA.match(padded[start - 1])
    return not inside and not (_KATAKANA.match(padded[end - 1]) and _KATAKANA.match(padded[end]))


def _longest(text: str, hits: Iterable[tuple[int, int, str]]) -> Iterable[Mention]:
    reached = 0
    for start, minus_end, row in hits:
        if start < reached:
            continue
        entry = name(row)
        # One character of padding stands before the text, and one space before the name where words are spaced.
        first = start if entry.key[0] == " " else start - 1
        last = -minus_end - 1
        if _written_as(text[first:last], entry):
            reached = last + 1
            yield Mention(start=first, end=last, name=entry)


def _written_as(found: str, entry: Name) -> bool:
    if entry.exact is not None:
        return found == entry.exact
    return entry.kind in {"money", "none"} or not found[0].islower()


def folded_pair(text: str) -> tuple[str, str]:
    """A text in composed form, and folded."""
    composed = text if text.isascii() else unicodedata.normalize("NFC", text)
    return composed, fold(composed)
