"""Which countries an article is about: where they stand, how often, and who acts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefcli.article import Article
from briefcli.countries.mentions import find_mentions, folded_pair, is_foreign
from briefcli.countries.resolve import Reading, resolve

_LEDE_CHARACTERS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Countries:
    """ISO 3166-1 alpha-2: `about`, most central first, and `mentioned`, in order of first mention."""

    about: tuple[str, ...] = ()
    mentioned: tuple[str, ...] = ()


def find_countries(title: str, text: str, dateline: str | None = None) -> Countries:
    """The countries an article is about, and every country it names. Unclear names go to none."""
    return _find(title, text, dateline, None)


def tag(article: Article) -> Article:
    """The article with its countries filled in."""
    found = _find(article.title, article.text, article.dateline, article.language)
    return replace(article, countries=found.about, mentioned=found.mentioned)


def _find(title: str, text: str, dateline: str | None, language: str | None) -> Countries:
    head = f"{title}\n\n{dateline}\n\n" if dateline and dateline not in text[:200] else f"{title}\n\n"
    whole, folded = folded_pair(head + text)
    foreign = language != "en" if language else is_foreign(whole, folded)
    readings = resolve(whole, find_mentions(whole, folded, foreign=foreign))
    return Countries(
        about=_about(readings, len(title), len(head)), mentioned=tuple(dict.fromkeys(r.code for r in readings))
    )


def _about(readings: Sequence[Reading], title_end: int, body: int) -> tuple[str, ...]:
    scores: dict[str, float] = defaultdict(float)
    for reading in readings:
        where = reading.mention.start
        place = 3.0 if where < title_end else 2.0 if where < body + _LEDE_CHARACTERS else 1.0
        scores[reading.code] += place * reading.weight
    ranked = sorted(scores, key=lambda code: (-scores[code], code))
    return tuple(code for code in ranked if scores[code] >= 0.4 * scores[ranked[0]])
