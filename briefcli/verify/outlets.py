"""Who else says so: which outlets of a story carry a point."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from briefcli.article import Article, Span
from briefcli.brief import Point
from briefcli.verify.claims import missing_numbers, numbers, supported

_CARRIED = 0.6  # share of a point's words that two sentences of another report must have to say it too
_MOST_SENTENCES = 2


def outlet_of(article: Article) -> str:
    """Who published an article; its source where it does not say."""
    return article.publisher or article.source


def with_outlets(points: Iterable[Point], articles: Sequence[Article]) -> tuple[Point, ...]:
    """The points, each with the outlets of the story that say it."""
    return tuple(replace(point, outlets=outlets_of(point.text, point.evidence, articles)) for point in points)


def count_outlets(articles: Iterable[Article]) -> int:
    """How many independent outlets the articles are from."""
    return len({outlet_of(article) for article in articles})


def outlets_of(text: str, evidence: Sequence[Span], articles: Sequence[Article]) -> tuple[str, ...]:
    """The outlets that say what a point says, those of its evidence first.

    Another report says it too where two of its sentences have most of the point's words, and it most of the numbers.
    """
    own = {span.article for span in evidence}
    first = [article for article in articles if article.id in own]
    others = [article for article in articles if article.id not in own and _carries(article, text)]
    return tuple(dict.fromkeys(outlet_of(article) for article in (*first, *others)))


def _carries(article: Article, text: str) -> bool:
    found = supported(text, article.analysis.words, most=_MOST_SENTENCES, language=article.language)
    return found.share >= _CARRIED and 2 * len(missing_numbers(text, article.text)) < max(1, len(numbers(text)))
