"""The days ahead of one article, each with the sentence that names it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from briefcli.ahead.clauses import is_to_come
from briefcli.ahead.days import Day, days_in
from briefcli.ahead.grammar import Grammar, Part, grammar
from briefcli.article import Article, Span
from briefcli.text import Extent
from briefcli.text.leaning import leans

_FARTHEST_UNWRITTEN = timedelta(days=270)  # a day without a year that is farther ahead is more likely just past
_PLAIN = str.maketrans("０１２３４５６７８９\n\u00a0\u202f", "0123456789   ")  # character for character
_NEAREST_UNWRITTEN = timedelta(days=182)  # farther, it is nearer in the past: only what says "will" may be meant
_LONGEST = 700  # characters of a sentence
_MOST_OF_ARTICLE = 60  # more are a page of dates, and only its first ones are looked at
_MOST_DAYS = 5  # of one sentence: a list, a chronology, a schedule names more
_MOST_WORDS_SHOWN = 70
_ENDS = re.compile(r"(?<!\.\.)[.!。！][\"'”’»」』)\]]*$")
# "WASHINGTON, March 12 (Agency) - ": `read` is not ours to ask, and says no more of it where a text is taken as it is.
_DATELINE = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ'’.]{2,}(?:[\s,/-]+[A-ZÀ-Þ'’.]{2,})*(?:, [A-Z][\w.]+)?(?:,? [\w.]+ \d{1,2})?"
    r"(?:\s*\([^()\n]{2,40}\))?\s?(?:[—–―]|--?)\s+"
)
_OPENS = re.compile(r"[\"'“‘„«「『(\[]*[^\W_a-zà-öø-ÿ]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A day ahead as an article names it.

    `sentence` is what to show: where the sentence leans on the one before, both, and `is_joined`. `named` is where the
    day stands.
    """

    article: Article
    first: date
    last: date
    sentence: Span
    named: Span
    is_joined: bool


def days_of(article: Article) -> tuple[Dated, ...]:
    """The days ahead of an article, in the order of its sentences; worked out once, and kept with its analysis."""
    return article.analysis.once(_days_of, article)


def _days_of(article: Article) -> tuple[Dated, ...]:
    known = grammar(article.language or "en")
    places = sorted(_places(article, known).items()) if known else ()
    if known is None or not places:
        return ()
    search = _Search(article=article, known=known, quoted=[mark.opens for mark in article.analysis.marks])
    found = (dated for place, parts in places for dated in search.in_sentence(place, parts))
    return tuple(islice(found, _MOST_OF_ARTICLE))


def _places(article: Article, known: Grammar) -> dict[int, set[Part]]:
    """The sentences that may name a day, by their number, with the parts of days they have."""
    text = article.text
    hints = [
        (end, part)
        for end, (length, part) in known.hints.iter(text)
        if known.is_glued or not (text[end + 1 : end + 2].isalpha() or text[end - length : end - length + 1].isalpha())
    ]
    starts = [start for start, _ in article.analysis.sentences] if hints else []
    found: dict[int, set[Part]] = {}
    for end, part in hints:
        found.setdefault(max(0, bisect_right(starts, end) - 1), set()).add(part)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Search:
    """A look through one article. `quoted` is where its quotations open, in order."""

    article: Article
    known: Grammar
    quoted: list[int]

    def in_sentence(self, place: int, parts: set[Part]) -> Iterator[Dated]:
        """The days ahead of a sentence; none of one that stands within a longer quotation."""
        article = self.article
        start, end = article.analysis.sentences[place]
        text = article.text[start:end].translate(_PLAIN)
        if not _may_be_ahead(text, parts, self.known) or not _is_sentence(text) or self._is_quoted(start):
            return
        named = days_in(text, article.published, self.known, parts)
        days = [day for day in named if self._is_sure(day, start) and self._is_ahead(text, day)]
        shown = _shown(article, place) if days and len(named) <= _MOST_DAYS else None
        if shown is None:
            return
        for day in days:
            yield Dated(
                article=article,
                first=day.first,
                last=day.last,
                sentence=Span(article=article.id, start=shown[0], end=shown[1]),
                named=Span(article=article.id, start=start + day.start, end=start + day.end),
                is_joined=shown[0] < start,
            )

    def _is_quoted(self, at: int) -> bool:
        """Whether a place is within somebody's words."""
        before = bisect_left(self.quoted, at) - 1
        return before >= 0 and at < self.article.analysis.marks[before].closes

    def _is_sure(self, day: Day, start: int) -> bool:
        """Whether it is known of which day it is counted: "tomorrow" may have been said before the day it is read."""
        return not (day.is_counted and self._is_quoted(start + day.start))

    def _is_ahead(self, text: str, day: Day) -> bool:
        """Whether a day comes after the text, as its date and its clause say."""
        published = self.article.published
        ahead = day.first - published if published else timedelta()
        if ahead < timedelta() or (ahead > _FARTHEST_UNWRITTEN and not day.has_year):
            return False
        is_sure = published is None or (ahead > _NEAREST_UNWRITTEN and not day.has_year)
        return is_to_come(text, day, self.known, surely=is_sure)


def _may_be_ahead(text: str, parts: set[Part], known: Grammar) -> bool:
    """Whether a sentence has anything of the future: a look that spares most of them the rest."""
    return bool(known.future.search(text) or (parts != {"weekday"} and known.upcoming.search(text)))


def _is_sentence(text: str) -> bool:
    """Whether it begins and ends as a sentence does, and is of a bearable length."""
    return len(text) <= _LONGEST and bool(_ENDS.search(text) and _OPENS.match(text))


def _shown(article: Article, place: int) -> Extent | None:
    """The sentence without its dateline; with the one before where it leans on that; None where that leans, too."""
    start, end = article.analysis.sentences[place]
    if dateline := _DATELINE.match(article.text, start, end):
        return dateline.end(), end
    if not leans(article.text[start:end], article.language):
        return start, end
    if place == 0:
        return None
    begin = article.analysis.sentences[place - 1][0]
    before = article.text[begin:start].rstrip()
    is_short = len(article.text[begin:end].split()) <= _MOST_WORDS_SHOWN
    return (begin, end) if is_short and _is_sentence(before) and not leans(before, article.language) else None
