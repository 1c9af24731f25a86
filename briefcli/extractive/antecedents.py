"""What a sentence opens with as known: "The letters threatened …" is told of letters that must have been named.

Only of languages whose words say what is known, by an article such as "the".
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from briefcli import languages
from briefcli.article import Article
from briefcli.extractive.features import content_words
from briefcli.text.leaning import names_in, names_somebody

_LONGEST = 2  # words behind the article, to its noun
_WORDS = re.compile(r"[^\s,;:.!?]+")
_FAR_BACK = 6  # sentences in which who is meant was named
_BACK = 40  # characters before a word in which its article stands


def needs_naming(article: Article, start: int, end: int, above: Collection[str]) -> bool:
    """Whether a sentence opens with something as known that only its article has named.

    By its own word ("letters", then "The letters"), or by a name in the sentence before ("Oxfam", then "The charity").

    Args:
        article: the article.
        start: where the sentence begins.
        end: where it ends.
        above: the content words of what the reader has read above it.
    """
    sentence, language = article.text[start:end], article.language
    known = _known(sentence, language)
    if not known or not set(known).isdisjoint(above):
        return False
    before = article.text[:start].lower()
    for word in reversed(known):
        first = re.search(rf"\b{re.escape(word)}", before)
        if first and not _is_known(before[: first.start()], language):
            return True
    named = _last_named(article, start)
    return bool(named) and named.isdisjoint(above) and not names_somebody(sentence)


def _last_named(article: Article, start: int) -> frozenset[str]:
    """The content words of the names in the nearest sentence before that has any."""
    before = [extent for extent in article.analysis.sentences if extent[1] <= start]
    for first, last in reversed(before[-_FAR_BACK:]):
        if names := frozenset(content_words(" ".join(names_in(article.text[first:last])))):
            return names
    return frozenset()


def _known(sentence: str, language: str | None) -> list[str]:
    """The content words of "The letters", "The 24-year-old striker"; none where a name, or what is meant, follows."""
    opening = _opening(language)
    start = opening.match(sentence) if opening else None
    if start is None:
        return []
    words = _WORDS.findall(sentence[start.end() : start.end() + 2 * _BACK])[: _LONGEST + 1]
    held = languages.language(language)
    if any(word in held.words("relatives") or word == "of" for word in words[1:]):
        return []
    if any(word[0].isupper() for word in words[:_LONGEST]) or (words[1:2] and words[1] in held.words("prepositions")):
        return []
    return content_words(" ".join(words[:_LONGEST]))


def _is_known(before: str, language: str | None) -> bool:
    """Whether what stands before a word, in lower case, ends with an article that says it is known."""
    behind = _behind(language)
    return bool(behind and behind.search(before[-_BACK:]))


@lru_cache(maxsize=64)
def _opening(language: str | None) -> re.Pattern[str] | None:
    """How a sentence opens with what is known."""
    held = languages.language(language)
    articles, going_on = held.words("definite_articles"), "|".join(held.phrases("going_on"))
    if not articles:
        return None
    return re.compile(rf"\W*(?:(?:{going_on})\W+)?(?:{'|'.join(articles)})\s+", re.IGNORECASE)


@lru_cache(maxsize=64)
def _behind(language: str | None) -> re.Pattern[str] | None:
    articles = languages.language(language).words("definite_articles")
    return re.compile(rf"\b(?:{'|'.join(articles)})\s+(?:[\w'’-]+\s+){{0,2}}$") if articles else None
