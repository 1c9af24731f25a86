"""Which countries an article is about: where they stand, how often, and who acts."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from briefcli.article import Article
from briefcli.countries.mentions import find_mentions, folded_pair, is_foreign
from briefcli.countries.resolve import resolve

# On Reuters-21578's place labels these gave F1 .776, and on CLIFF's hand-coded stories the right country first in 27 of
# 28; neighbouring values differ by less than .01.
_TITLE, _LEDE, _BODY = 3.0, 2.5, 1.0
_LEDE_CHARACTERS = 300
_OFTEN, _ONCE_MORE = 6, 0.3  # after so many mentions one more in the body says little
_ACTING = 1.2  # a sentence's first words name who acts
_LEAST_SHARE = 0.45  # of the leading country's score; in the headline, none is needed
_OPENING = re.compile(r"(?:^|[\n.!?。！？]\s?[\"“'‘]?)(?:The )?$")


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
    readings = resolve(whole, find_mentions(whole, folded, foreign=foreign), foreign=foreign)
    title_end, lede_end = len(title), len(head) + _LEDE_CHARACTERS
    scores: dict[str, float] = defaultdict(float)
    times: Counter[str] = Counter()
    for reading in readings:
        start = reading.mention.start
        times[reading.code] += 1
        place = _TITLE if start < title_end else _LEDE if start < lede_end else _BODY
        if place == _BODY and times[reading.code] > _OFTEN:
            place = _ONCE_MORE
        acting = _ACTING if _OPENING.search(whole, max(0, start - 7), start) else 1.0
        scores[reading.code] += place * acting * reading.weight
    headline = {reading.code for reading in readings if reading.mention.start < title_end}
    return Countries(about=_leading(scores, headline), mentioned=tuple(times))


def _leading(scores: Mapping[str, float], headline: set[str]) -> tuple[str, ...]:
    """The countries that score nearly as much as the first, and those of the headline; most central first."""
    ranked = sorted(scores, key=lambda code: (-scores[code], code))
    return tuple(code for code in ranked if code in headline or scores[code] >= _LEAST_SHARE * scores[ranked[0]])
