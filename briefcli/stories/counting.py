"""The words of an article as terms: what each is counted as, how often, and how common the world thinks it is."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from briefcli.article import Article
from briefcli.late import late
from briefcli.text.remembered import Remembered

_READ_WORDS = 1_000  # of a body: what the event is stands there
_READ_CHARACTERS = 8_000
_OPENING_CHARACTERS = 300  # of a body: its lede
_TITLE_WORDS, _TITLE_WEIGHT = 50, 2.0
_BACKGROUND_WORDS = 300  # length of an article in the table's world
_UNLISTED = 1e-4  # share of articles that hold a word the table does not list

_MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0903\u093a-\u094f\u0962\u0963\u0980-"
    "\u0983\u09bc-\u09cd\u0a01-\u0a03\u0a3c-\u0a51\u0b82\u0bbe-\u0bcd\u0c00-\u0c04\u0c3e-\u0c56\u0d00-\u0d03\u0d3e-\u0d4d"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u17b4-\u17d3"
)
_PATTERN = rf"\d+(?:[.,]\d+)*|(?:[^\W_]|[{_MARKS}])+(?:['’][^\W\d_]{{1,2}}\b)?"
_WORD, _PARTED = late(_PATTERN), late(f"({_PATTERN})")
# Scripts that put no space between words, and Hangul, whose particles stick to the noun: pairs of characters stand in.
_UNSPACED = late("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_HIRAGANA = late("[\u3040-\u309f]+")
_BEFORE_SENTENCES = frozenset('.!?:;“”"«»‘([•…-')
_ENGLISH_ENDINGS = ("ing", "ed")
_NUMBER_WORD = late(
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    "(?:twen|thir|for|fif|six|seven|eigh|nine)ty|(?:hundred|thousand|dozen)s?"
)
_CALENDAR = late(
    "(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|"
    "(?:septem|octo|novem|decem)ber"
)


def words_of(text: str) -> list[str]:
    """The words of a text as they stand, numbers with their separators whole."""
    return _WORD.findall(text)


def figures_of(text: str) -> frozenset[str]:
    """The numbers of a text: in digits, without separators of thousands, and in English words."""
    words = (word for word in _WORD.findall(text) if word[0].isdigit() or _NUMBER_WORD.fullmatch(word.lower()))
    return frozenset(_plain_figure(word) if word[0].isdigit() else word.lower() for word in words)


@dataclass(frozen=True, slots=True)
class Counted:
    """The terms of an article as they come first, and beside each how much it counts for.

    `opening` are those of the title and the first lines, `names` those that the body writes as names, and its figures.
    `words` are those of the body, as far as it is read.
    """

    terms: tuple[str, ...]
    counts: array[float]
    opening: tuple[str, ...]
    names: tuple[str, ...]
    words: int


def counted(article: Article) -> Counted:
    """The terms of an article."""
    known = _known(article.language or "en")
    title = words_of(article.title[:500])[:_TITLE_WORDS]
    counts: dict[str, float] = {}
    for word in title:
        for term in known[word][0]:
            counts[term] = counts.get(term, 0.0) + _TITLE_WEIGHT
    text = article.text
    written, capitals = _body_words(text)
    excess: dict[str, int] = {}
    for word, number in written.items():
        terms, names_more = known[word]
        more = capitals.get(word, 0) or names_more * number
        for term in terms:
            counts[term] = counts.get(term, 0.0) + number
            if more:
                excess[term] = excess.get(term, 0) + more
    opening = (
        term for word in words_of(f"{article.title[:500]}\n{text[:_OPENING_CHARACTERS]}") for term in known[word][0]
    )
    return Counted(
        terms=tuple(counts),
        counts=array("f", counts.values()),
        opening=tuple(dict.fromkeys(opening)),
        names=tuple(term for term, number in excess.items() if number > 0 and not _CALENDAR.fullmatch(term)),
        words=min(_READ_WORDS, max(article.words, len(text) // 6)),
    )


def _body_words(text: str) -> tuple[Counter[str], Counter[str]]:
    """How often each of the first words of a body stands there, and how often with a capital that is no sentence's."""
    parts = _PARTED.split(text[:_READ_CHARACTERS])
    words = parts[1::2][:_READ_WORDS]
    parts[0] = parts[0] if parts[0].strip() else "\n"  # what begins a text begins a sentence
    behind = zip(words, parts[::2], strict=False)
    return Counter(words), Counter(word for word, between in behind if word[0].isupper() and not _BEGINS[between])


def _begins_sentence(between: str) -> bool:
    """Whether what stands between two words ends a sentence, opens one, or is a line break or a gap.

    Its last three characters are looked at.
    """
    before = between[-3:]
    stripped = before.rstrip()
    if not stripped:
        return "\n" in before or len(before) > 2
    return "\n" in before[len(stripped) :] or stripped[-1] in _BEFORE_SENTENCES


_BEGINS = Remembered(_begins_sentence)
_Known = tuple[Sequence[str], int]


@lru_cache(maxsize=64)
def _known(language: str) -> Remembered[_Known]:
    """The terms of a word of a language, and whether it makes a name of them (1), or speaks against one (-1)."""

    def told(word: str) -> _Known:
        neither = word[0].isupper() or _UNSPACED.match(word)
        return _terms(word, language), 1 if word[0].isdigit() else 0 if neither else -1

    return Remembered(told)


def _terms(word: str, language: str) -> Sequence[str]:
    if _UNSPACED.search(word):
        folded = unicodedata.normalize("NFKC", word)
        return [folded[at : at + 2] for at in range(len(folded) - 1)] or [folded]
    return (term_of(word, language),)


@lru_cache(maxsize=100_000)  # what binds two articles is looked for among all their words
def term_of(word: str, language: str) -> str:
    """What a word is counted as: folded, without its ending."""
    if word[0].isdigit():
        return _plain_figure(word)
    folded = unicodedata.normalize("NFKC", word).casefold().replace("’", "'").split("'")[0] or word
    return _english(folded) if language == "en" else folded[:7]  # cut short: a stemmer for every other language


def _english(word: str) -> str:
    if len(word) <= 4:
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    ending = next((e for e in _ENGLISH_ENDINGS if word.endswith(e) and len(word) - len(e) >= 4), None)
    if ending:
        word = word[: -len(ending)]
    elif word.endswith("es") and len(word) > 5:
        word = word[:-2]
    elif word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def _plain_figure(word: str) -> str:
    return re.sub(r"[.,](?=\d{3}(?!\d))", "", word)


def background_of(term: str, language: str) -> float:
    """The share of the world's articles that hold a term."""
    if term[0].isdigit():
        return {1: 0.3, 2: 0.1, 4: 0.03}.get(len(term), 0.002)
    if _HIRAGANA.fullmatch(term):
        return 0.3  # endings and particles
    return _common_words(language).get(term, _UNLISTED)


@lru_cache(maxsize=64)
def _common_words(language: str) -> dict[str, float]:
    """Term -> share of articles that hold it, from the shipped table; empty for a language it does not have."""
    spoken = {"no": "nb", "nn": "nb", "hr": "sh", "sr": "sh", "bs": "sh", "tl": "fil"}.get(language, language)
    chances: dict[str, float] = {}
    for zipf, words in _table_lines(spoken):
        for word in words:
            for term in _terms(word, language):
                chances[term] = chances.get(term, 0.0) + 10.0 ** (zipf / 10 - 9)
    return {term: 1 - (1 - min(chance, 0.5)) ** _BACKGROUND_WORDS for term, chance in chances.items()}


def _table_lines(language: str) -> Iterable[tuple[int, list[str]]]:
    table = resources.files("briefcli.stories").joinpath("common_words.txt").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line.startswith(f"{language} "):
            _, zipf, *words = line.split(" ")
            yield int(zipf), words
