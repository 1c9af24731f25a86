"""Where a text names a place, a people or an office: the longest names, at the edges of words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from briefcli.countries.folding import fold
from briefcli.countries.gazetteer import Name, automaton, english_names, names, words

# What may follow a name inside its word: case endings and what makes an adjective of it, by script.
_CYRILLIC = re.compile("(?:й?сь?к|й?ц)?[аеёиоуыэюяьйіїє]{0,2}[мхйвг]?[иоуюяе]?")
_ARABIC = re.compile("ي?(?:ه|ين|ون|ات|ا)?")
_LATIN = re.compile("s?")
_LATIN_STEM = re.compile(r"[^\W\d_]{0,4}")
_KATAKANA = re.compile("[ァ-ヺー]")


_COMBINING = re.compile("[\u0300-\u036f\u1160-\u11ff\u3099\u309a]")
_PIECE = re.compile(r"\S{1,200}")
_LETTER = re.compile(r"[^\W\d_\x00-\xbf]")  # not of English
_SAMPLE = 4000  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name found in a text: characters `start` to `end` of it, half-open."""

    start: int
    end: int
    name: Name


def is_foreign(text: str, folded: str) -> bool:
    """Whether a text is in another language than English, as far as its small words and letters tell."""
    found, listed = folded[:_SAMPLE].split(), words()
    english = sum(map(listed["english"].__contains__, found))
    foreign = sum(map(listed["foreign"].__contains__, found))
    letters = 0 if text.isascii() else len(_LETTER.findall(text, 0, _SAMPLE))
    by_words = foreign > english and foreign * 25 > len(found)  # tables of figures have few small words of any language
    return by_words or letters * (10 if english else 25) > min(len(text), _SAMPLE)


def find_mentions(text: str, folded: str, *, foreign: bool) -> list[Mention]:
    """The names in a text, in order, none inside another. `folded` is `fold(text)`."""
    padded = f" {folded} "
    hits: list[tuple[int, int, str]] = []
    for last, row in _occurrences(padded, foreign=foreign):
        length = row.index("\t")
        start = last - length + 1
        end = last + 1 if padded[start] == " " == padded[last + 1] else _end(padded, start, last + 1, row)
        if end:
            hits.append((start, -end, row))
    hits.sort()
    return list(_longest(text, hits))


def _occurrences(padded: str, *, foreign: bool) -> Iterable[tuple[int, str]]:
    """Each name with the place of its last character.

    English names, and in a foreign text those of every other language, which take precedence there.
    """
    english = english_names().found_in(padded)
    if not foreign:
        return english
    others = automaton("foreign.tsv")
    return chain(others.iter(padded), ((last, row) for last, row in english if row[: row.index("\t")] not in others))


def _end(padded: str, start: int, end: int, row: str) -> int:
    """Where the word ends that a name begins, in the padded text; 0 if what follows is no ending of it."""
    if padded[start] != " ":
        return end if _stands_alone(padded, start, end) else 0
    last = padded[end - 1]
    if "가" <= last <= "힣":  # particles and compounds follow without a space
        return end
    if last < "\u0250" and row[-1] not in "*~":
        return 0
    stop = padded.find(" ", end, end + 12)
    return stop if stop > 0 and _endings(last, row).fullmatch(padded, end, stop) else 0


def _endings(last: str, row: str) -> re.Pattern[str]:
    """What may follow a name in its word, by the script of the name's last letter."""
    if "а" <= last <= "ӿ":
        return _CYRILLIC
    if "\u0600" <= last <= "\u06ff":
        return _ARABIC
    return _LATIN_STEM if row[-1] == "*" else _LATIN


def _stands_alone(padded: str, start: int, end: int) -> bool:
    inside = _KATAKANA.match(padded[start]) and _KATAKANA.match(padded[start - 1])
    return not inside and not (_KATAKANA.match(padded[end - 1]) and _KATAKANA.match(padded[end]))


def _longest(text: str, hits: Iterable[tuple[int, int, str]]) -> Iterable[Mention]:
    reached = 0
    for start, minus_end, row in hits:
        if start < reached:
            continue
        entry, *others = names(row)
        # One character of padding stands before the text, and one space before the name where words are spaced.
        first = start if entry.key[0] == " " else start - 1
        last = -minus_end - 1
        if _written_as(text, first, last, entry):
            reached = last + 1
            yield from (Mention(start=first, end=last, name=each) for each in (entry, *others))


def _written_as(text: str, start: int, end: int, entry: Name) -> bool:
    """Whether a name is spelled as it has to be: `US` in capitals, `Pa.` with its full stop, Chad with a capital."""
    if entry.exact is not None:
        return text.startswith(entry.exact, start) and len(entry.exact) - (end - start) == entry.exact.endswith(".")
    return entry.any_case or entry.kind == "none" or not text[start].islower()


def folded_pair(text: str) -> tuple[str, str]:
    """A text in composed form, and folded."""
    if not text.isascii() and _COMBINING.search(text):
        # In pieces: composing one long run of combining characters takes time with the square of its length.
        text = _PIECE.sub(lambda piece: unicodedata.normalize("NFC", piece[0]), text)
    return text, fold(text)
