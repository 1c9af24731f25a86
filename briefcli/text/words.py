"""A claim and a source as words that can be compared: folded, without endings, each with its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from briefcli import languages
from briefcli.late import late
from briefcli.text.remembered import Remembered

_WORD = late(r"(?:[A-Za-z]\.){2,}|[^\W_]+(?:['’][^\W\d_]+)*(?:[.,]\d+)*", re.UNICODE)
UNSPACED = late("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}")
_ENDINGS = late(r"(?:ations?|ingly|edly|ments?|ings?|ies|ied|ers?|ors?|ed|es|ly|s|e|y)$")
_SHORTEST_STEM = 3
_UNDIVIDED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})


SMALL = frozenset(languages.language("en").words("small"))


class Word(NamedTuple):
    """A word of a text: as it stands there, its stem, and its characters' place.

    A tuple: a text has hundreds of them, and frozen dataclasses take three times as long to make.
    """

    text: str
    stem: str
    start: int
    end: int

    @property
    def is_content(self) -> bool:
        """Whether it says something by itself."""
        return _is_content(self.text, self.stem)


@lru_cache(maxsize=20_000)
def _is_content(word: str, stemmed: str) -> bool:
    return word.casefold() not in SMALL and (len(stemmed) > 2 or not stemmed.isascii())


@lru_cache(maxsize=256)
def words(text: str) -> tuple[Word, ...]:
    """The words of a text in order; scripts without spaces give pairs of characters."""
    return _cut(text)


def stems(text: str) -> frozenset[str]:
    """The stems of a text's words: what `words` gives, in a third of the time."""
    return frozenset(chain.from_iterable(map(_STEMS.__getitem__, _pieces(text))))


def spellings(text: str) -> frozenset[str]:
    """The words of a text as they are written: what `words` gives, in a third of the time."""
    return frozenset(chain.from_iterable(map(_SPELLINGS.__getitem__, _pieces(text))))


def _pieces(text: str) -> Iterable[str]:
    """A text in pieces that are worth remembering, across which no word goes: what stands between spaces.

    Of scripts without spaces: words, and pairs of characters.
    """
    return text.split() if text.isascii() or not UNSPACED.search(text) else _found(text)


def _found(text: str) -> Iterator[str]:
    for found in _WORD.findall(text):
        if found.isascii() or not UNSPACED.fullmatch(found):
            yield found
        else:
            yield from (found[at : at + 2] for at in range(len(found) - 1))


_STEMS = Remembered(lambda piece: tuple(word.stem for word in _cut(piece)))
_SPELLINGS = Remembered(lambda piece: tuple(word.text for word in _cut(piece)))


def _cut(text: str) -> tuple[Word, ...]:
    found: list[Word] = []
    for match in _WORD.finditer(text):
        word = match.group()
        if not word.isascii() and UNSPACED.fullmatch(word):
            found += [
                Word(text[at : at + 2], text[at : at + 2], at, at + 2) for at in range(match.start(), match.end() - 1)
            ]
        else:
            found.append(Word(word, stem(word), match.start(), match.end()))
    return tuple(found)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without accents, possessive and endings, in small letters: crude, and the same on both sides."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(char))
    plain = re.sub(r"['’]s?$", "", plain.translate(_UNDIVIDED)).replace(".", "") or plain
    short = _ENDINGS.sub("", plain)
    return short if len(short) >= _SHORTEST_STEM else plain


def content(text: str, language: str | None = "en") -> frozenset[str]:
    """The stems of the words that say something."""
    meaning = _meaning("en" if language is None else language)
    return frozenset(chain.from_iterable(map(meaning.__getitem__, _pieces(text))))


@lru_cache(maxsize=64)
def _meaning(language: str) -> Remembered[tuple[str, ...]]:
    """The stems of the words that say something in a language, piece by piece."""
    small = frozenset[str]() if language == "en" else _small(language)

    def told(piece: str) -> tuple[str, ...]:
        said = (word for word in _cut(piece) if word.is_content)
        return tuple(word.stem for word in said if word.text.casefold() not in small)

    return Remembered(told)


@lru_cache(maxsize=64)
def _small(language: str) -> frozenset[str]:
    return frozenset(languages.language(language).words("small"))
