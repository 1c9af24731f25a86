"""Why articles stand together, in a sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from briefcli.article import Article
from briefcli.stories.counting import term_of
from briefcli.stories.terms import Profile, Vector, Vocabulary
from briefcli.text import one_line

_NAME = re.compile(r"[^\W\d_a-z][\w’'-]*(?: (?:(?:of|the|de|al|bin|van|von|da|du) )?[^\W\d_a-z][\w’'-]*){0,3}")
_SHOWN_NAMES, _SHOWN_FIGURES, _SHOWN_WORDS = 3, 2, 3
_RARE = 4.0  # a term that fewer than one article in e^4 = 55 holds
_COMPARED = 12  # articles of a story that are looked at


def explain(
    kept: Sequence[Article], profiles: Sequence[Profile], vectors: Sequence[Vector], vocabulary: Vocabulary
) -> str:
    """What the articles that are kept have in common: names, figures, rare words, days."""
    if len(kept) < 2:
        return ""
    kept, profiles = kept[:_COMPARED], profiles[:_COMPARED]
    weights = [vector.by_term() for vector in vectors[:_COMPARED]]
    holders = Counter(term for vector in weights for term in vector)
    weight = {term: sum(vector.get(term, 0.0) for vector in weights) for term in holders}
    common = sorted((t for t in holders if 2 * holders[t] > len(weights)), key=lambda t: (-holders[t], -weight[t], t))
    named = {name for profile in profiles for name in profile.names}
    shown = _as_written(kept, {t for t in common if t in named}, vocabulary)
    rare = [term for term in common if vocabulary.rarity(term, without=holders[term]) >= _RARE]
    written = _words_as_written(kept[0], vocabulary)
    words = [written[term] for term in rare if term not in named and term in written]
    return _sentence(len(kept), shown, words, len(rare), _days(profiles))


def _sentence(articles: int, names: Sequence[str], words: Sequence[str], rare: int, days: str) -> str:
    parts = []
    if names:
        parts.append(f"{'both' if articles == 2 else 'most'} name {', '.join(names)}")
    if rare:
        some = f" ({', '.join(words[:_SHOWN_WORDS])})" if words else ""
        parts.append(f"{rare} rare {'term' if rare == 1 else 'terms'} in common{some}")
    if days:
        parts.append(days)
    said = "; ".join(parts) or "the same words throughout"
    return said[0].upper() + said[1:]


def _days(profiles: Sequence[Profile]) -> str:
    days = [profile.day for profile in profiles if profile.day]
    if len(days) < 2:
        return ""
    apart = max(days) - min(days)
    return "same day" if apart == 0 else f"{apart} {'day' if apart == 1 else 'days'} apart"


def _as_written(kept: Sequence[Article], terms: set[int], vocabulary: Vocabulary) -> list[str]:
    """The names that most articles share as the first one writes them, longest first; then shared figures."""
    language = kept[0].language or "en"
    found: dict[str, float] = {}
    text = one_line(kept[0].text[:8_000])
    for match in _NAME.finditer(text):
        words = match.group().split()
        shared = [vocabulary.numbers.get(term_of(word, language)) for word in words]
        if all(number in terms for number in shared):
            name = re.sub(r"[’']s$", "", match.group())
            found[name] = max(
                found.get(name, 0.0), sum(vocabulary.rarity(number) for number in shared if number is not None)
            )
    names: list[str] = []
    for name in sorted(found, key=lambda name: (-found[name], name)):
        if not any(name in longer for longer in names):
            names.append(name)
    figures = [
        figure
        for figure in dict.fromkeys(re.findall(r"(?<![\w.,])\d[\d.,]*\d|(?<![\w.,])\d\b", text))
        if vocabulary.numbers.get(term_of(figure, language)) in terms
    ]
    return names[:_SHOWN_NAMES] + figures[:_SHOWN_FIGURES]


def _words_as_written(article: Article, vocabulary: Vocabulary) -> dict[int, str]:
    """Each term of an article in small letters, as it is written first."""
    language = article.language or "en"
    found: dict[int, str] = {}
    for word in dict.fromkeys(re.findall(r"[^\W\d_]{3,}", article.text[:8_000])):
        number = vocabulary.numbers.get(term_of(word, language)) if word.islower() else None
        if number is not None:
            found.setdefault(number, word)
    return found
