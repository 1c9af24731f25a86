"""The key quotes of a story: the ones a reader would repeat."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from briefcli import languages
from briefcli.article import Article
from briefcli.brief import Quote
from briefcli.quotes.fold import fold
from briefcli.quotes.merge import by_speaker
from briefcli.text import letters

_LONG_PIECE = 8  # words from which a piece of a sentence says something by itself
_ALIKE, _FEWEST_ALIKE = 0.8, 5  # share of the shorter one's words, and how many it must have
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
# These three are for small letters: patterns for both cases take twice the time.
_COURTESY = re.compile(
    r"\b(?:thank(?:s| you)|congratulat\w+|welcome|pleased|delighted|honou?red|proud to|happy to|grateful|"
    r"good (?:morning|evening)|no comment|thoughts and prayers|my pleasure|looking forward)\b"
)
_WEIGHTY = re.compile(
    r"\d|\b(?:will|won['’]t|must|need(?:s|ed)?|never|because|only|cannot|can['’]t|should|war|peace|deal|law|tax(?:es)?|vote|billion|million|percent)\b"
)
_LEANING = re.compile(r"(?:he|she|it|that|this|they|those|these|there|and|but|so|which|who|him|her|them)\b")
_SMALL = frozenset(languages.language("en").words("small_in_topics"))


def key_quotes(quotes: Sequence[Quote], articles: Sequence[Article], limit: int) -> tuple[Quote, ...]:
    """The `limit` quotations most worth repeating, best first; a second one of a speaker only after one of each.

    Words that several articles quote are given once, also where one has them a little differently. A fragment is chosen
    only where no whole thought is left.
    """
    order = {article.id: number for number, article in enumerate(articles)}
    topics = {article.id: _topic(article) for article in articles}
    lengths = {article.id: len(article.text) for article in articles}
    worths = {
        id(quote): _worth(quote, topics[quote.article]) - 2.0 * quote.start / max(1, lengths[quote.article])
        for quote in quotes
        if quote.article in order
    }
    ranked = sorted(
        (quote for quote in quotes if id(quote) in worths),
        key=lambda quote: (-worths[id(quote)], order[quote.article], quote.start),
    )
    turn = _turns(ranked)
    return _distinct(sorted(ranked, key=lambda quote: turn[id(quote)]), limit)


def pick_quotes(quotes: Sequence[Quote], articles: Sequence[Article], limit: int) -> tuple[Quote, ...]:
    """The key quotations of each article, at most `limit`, best first; words another one already gave are left out."""
    own: dict[str, list[Quote]] = {article.id: [] for article in articles}
    for quote in quotes:
        own[quote.article].append(quote)
    kept: dict[str, Quote] = {}
    for article in articles:
        for quote in key_quotes(own[article.id], [article], limit):
            kept.setdefault(_plain(quote), quote)
    return tuple(kept.values())


def is_fragment(quote: Quote) -> bool:
    """Whether the words are a piece of a sentence ("laser-focused"), to be shown inside it."""
    starts = quote.text.lstrip("[(…. ")[:1]
    return starts.islower() or _length(quote) < 4


def is_statement(quote: Quote) -> bool:
    """Whether the words can stand alone as somebody's: whole, or a long piece of his sentence."""
    return not is_fragment(quote) or (quote.speaker is not None and _length(quote) >= _LONG_PIECE)


def unsaid(quotes: Iterable[Quote], lines: Iterable[str]) -> tuple[Quote, ...]:
    """The quotations whose words stand in none of the lines."""
    said = [f" {letters(line)} " for line in lines]
    words = ((quote, f" {letters(quote.text)} ") for quote in quotes)
    return tuple(quote for quote, those in words if not any(those in line for line in said))


def _length(quote: Quote) -> int:
    """How many words the quotation has; Chinese and Japanese do not set them apart."""
    return sum(1 + len(word) // 3 if word[0] >= "\u3040" else 1 for word in _WORD.findall(quote.text))


def _turns(ranked: Sequence[Quote]) -> dict[int, int]:
    """How many better quotations its speaker already has, for each quotation; those of no known speaker come last."""
    turns = {id(quote): 1 for quote in ranked}
    for said in by_speaker(ranked):
        for turn, quote in enumerate(said):
            turns[id(quote)] = turn
    return turns


def _distinct(ranked: Sequence[Quote], limit: int) -> tuple[Quote, ...]:
    """The first `limit` whose words are no part of one that was taken, nor the other way round."""
    kept: dict[str, Quote] = {}
    for quote in ranked:
        if len(kept) >= limit:
            break
        words = _plain(quote)
        if not any(words in other or other in words or _are_alike(words, other) for other in kept):
            kept[words] = quote
    return tuple(kept.values())


def _are_alike(one: str, other: str) -> bool:
    """Whether two quotations are one statement that two outlets heard a little differently."""
    ours, theirs = frozenset(one.split()), frozenset(other.split())
    fewer = min(len(ours), len(theirs))
    return fewer >= _FEWEST_ALIKE and len(ours & theirs) >= _ALIKE * fewer


def _plain(quote: Quote) -> str:
    return " ".join(_WORD.findall(fold(quote.text).lower()))


def _worth(quote: Quote, topic: frozenset[str]) -> float:
    """What makes a quotation worth repeating, in points; weights set by hand."""
    lowered = quote.text.lower()
    words = _WORD.findall(lowered)
    worth = 3.0 if 8 <= len(words) <= 35 else 1.5 if 5 <= len(words) <= 60 else 0.0
    worth -= 2.0 if is_fragment(quote) else 0.0
    worth += 2.0 if quote.speaker else 0.0
    worth += 1.0 if quote.role else 0.0
    worth += min(2.0, 0.5 * len(set(_WEIGHTY.findall(lowered))))
    worth += min(2.0, 0.4 * len(topic.intersection(words)))
    worth -= 3.0 if _COURTESY.search(lowered) else 0.0
    worth -= 1.0 if _LEANING.match(lowered) else 0.0
    worth -= 1.0 if quote.text.endswith("?") else 0.0
    return worth


def _topic(article: Article) -> frozenset[str]:
    opening = f"{article.title} {article.text[:400]}"
    return frozenset(word.lower() for word in _WORD.findall(opening)) - _SMALL
