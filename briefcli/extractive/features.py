"""What is seen of a candidate and of its place in the article, each as a number. The score is made of these.

None needs to know the language; the words that are its own come from its file (`briefcli.languages`), and where it has
none the feature is the same for every sentence of an article, so that it decides nothing.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefcli import languages
from briefcli.article import Article
from briefcli.extractive.units import Unit

Words = frozenset[str]

_WORD = re.compile(r"[\u3040-\u9fff]{2}|[^\W\d_][\w-]*|\d[\d.,]*\d|\d")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|„[^“]*“|«[^»]*»|「[^」]*」")
_NEVER = re.compile(r"(?!)")
# Words too common to say what a text is about; shorter ones are left out by their length.
_COMMON = frozenset(languages.words("stop_words"))
_SHORTEST_WORD = 4
_TOPICS = 10
_LONG_SENTENCE = 30  # words


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A candidate as the features see it.

    `counts` says how often the article, or the story, has each content word; `topics` are the commonest of them.
    """

    unit: Unit
    text: str
    words: Words
    lede: Words
    counts: Mapping[str, int]
    topics: Words
    first_person: re.Pattern[str]


def content_words(text: str) -> list[str]:
    """The words that say what a text is about, in lower case, without plural and possessive endings."""
    return [
        word[:-1] if word[-1] == "s" and len(word) > _SHORTEST_WORD and word[-2] != "s" else word
        for word in _WORD.findall(text.lower())
        if word not in _COMMON and (len(word) >= _SHORTEST_WORD or not word.isascii() or word.isdigit())
    ]


def see(units: Sequence[Unit], article: Article, counts: Counter[str]) -> list[Seen]:
    """The candidates of one article, for the features to look at."""
    texts = [article.text[unit.start : unit.end] for unit in units]
    words = [frozenset(content_words(text)) for text in texts]
    topics, first_person = _topics(counts), _first_person(article.language)
    return [
        Seen(
            unit=unit,
            text=text,
            words=found,
            lede=words[0] if number else frozenset(),
            counts=counts,
            topics=topics,
            first_person=first_person,
        )
        for number, (unit, text, found) in enumerate(zip(units, texts, words, strict=True))
    ]


def _topics(counts: Counter[str]) -> Words:
    """The commonest words, of those that come more than once."""
    common = sorted((-count, word) for word, count in counts.items() if count > 1)
    return frozenset(word for _, word in common[:_TOPICS])


@lru_cache(maxsize=64)
def _first_person(language: str | None) -> re.Pattern[str]:
    patterns = languages.language(language).phrases("first_person")
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b") if patterns else _NEVER


def _central(seen: Seen) -> float:
    """How common its content words are in the article: the mean of the logarithms of their counts."""
    return sum(math.log(seen.counts[word]) for word in seen.words) / max(len(seen.words), 1)


def _on_topic(seen: Seen) -> float:
    """How many of the article's ten commonest content words it has, in tens."""
    return len(seen.words & seen.topics) / _TOPICS


def _late(seen: Seen) -> float:
    """How far down it stands: the logarithm of its place."""
    return math.log1p(seen.unit.place)


def _like_the_lede(seen: Seen) -> float:
    """The share of its content words that the lede has already."""
    return len(seen.words & seen.lede) / max(len(seen.words), 1)


def _long(seen: Seen) -> float:
    """By how many words it is longer than thirty, in twenties."""
    return max(0, seen.text.count(" ") + 1 - _LONG_SENTENCE) / 20


def _quoted(seen: Seen) -> float:
    """The share of it that stands between quotation marks."""
    return sum(map(len, _QUOTED.findall(seen.text))) / max(len(seen.text), 1)


def _speaks(seen: Seen) -> float:
    """Whether somebody speaks of himself in it."""
    return float(seen.first_person.search(seen.text) is not None)


#: Every feature by its name in `weights.json`.
FEATURES: Mapping[str, Callable[[Seen], float]] = {
    "central": _central,
    "on topic": _on_topic,
    "late": _late,
    "like the lede": _like_the_lede,
    "long": _long,
    "quoted": _quoted,
    "first person": _speaks,
}
