"""The days ahead of one article, each with the sentence that names it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

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
    known = grammar((article.language or "en")[:2])
    if known is None:
        return ()
    return tuple(
        found
        for place, parts in sorted(_places(article, known).items())
        for found in _in_sentence(article, place, parts, known)
    )


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
        found.setdefault(bisect_right(starts, end) - 1, set()).add(part)
    return found


def _in_sentence(article: Article, place: int, parts: set[Part], known: Grammar) -> Iterator[Dated]:
    start, end = article.analysis.sentences[max(0, place)]
    text = article.text[start:end].translate(_PLAIN)
    if not _may_be_ahead(text, parts, known) or not _is_sentence(text) or _is_inside(article, start):
        return
    named = days_in(text, article.published, known, parts)
    days = [
        day
        for day in named
        if _is_ahead(text, day, article.published, known)
        and not (day.is_counted and _is_inside(article, start + day.start))
    ]
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


def _may_be_ahead(text: str, parts: set[Part], known: Grammar) -> bool:
    """Whether a sentence has anything of the future: a look that spares most of them the rest."""
    return bool(known.future.search(text) or (parts != {"weekday"} and known.upcoming.search(text)))


def _is_inside(article: Article, at: int) -> bool:
    """Whether a place is within somebody's words, who may have said them on another day."""
    return any(mark.opens < at < mark.closes for mark in article.analysis.marks)


def _is_sentence(text: str) -> bool:
    """Whether it begins and ends as a sentence does, and is of a bearable length."""
    return len(text) <= _LONGEST and bool(_ENDS.search(text) and _OPENS.match(text))


def _is_ahead(text: str, day: Day, published: date | None, known: Grammar) -> bool:
    """Whether a day comes after the text, as its date and its clause say."""
    ahead = day.first - published if published else timedelta()
    if ahead < timedelta() or (ahead > _FARTHEST_UNWRITTEN and not day.has_year):
        return False
    is_sure = published is None or (ahead > _NEAREST_UNWRITTEN and not day.has_year)
    return is_to_come(text, day, known, surely=is_sure)


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
    before = article.text[begin:start]
    if (
        not _is_sentence(before.rstrip())
        or leans(before, article.language)
        or len(article.text[begin:end].split()) > _MOST_WORDS_SHOWN
    ):
        return None
    return begin, end
