"""Choose the points of a story from the sentences of its articles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import chain
from textwrap import shorten
from typing import NamedTuple

from briefcli import languages
from briefcli.article import Article, Span
from briefcli.brief import Development, Quote
from briefcli.draft import Draft, DraftPoint, DraftQuote
from briefcli.extractive.antecedents import needs_naming
from briefcli.extractive.features import content_words, words_by_sentence
from briefcli.extractive.pick import NEVER_TOGETHER, alike_in_article, overlap, pick
from briefcli.extractive.score import model, weigh
from briefcli.extractive.units import Unit, Units, speaks_of_himself, units_of
from briefcli.quotes import find_quotes, is_statement, key_quotes, unsaid

# What two outlets tell is not told twice: share of the shorter sentence's content words that the other one has.
_TOLD_ELSEWHERE = 0.4
# What an article loses for each newer one of the same story. ROUGE-1 of drafts of four points, for 16 stories of
# DUC 2004 and 253 of NeuS: 43.6 and 37.0 with it, 43.2 and 36.9 with none, 43.6 and 36.8 with twice as much.
_OLDER_REPORT = 0.05
_WORD = re.compile(r"\w+")
_LONGEST_HEADLINE = 100  # characters of one that is no article's own
_MARKS = '“"„«「‘'  # that open somebody's words
_NUMERAL = re.compile(r"\b[A-Z]\w+ I\b|\bI-\d")  # "World War I", "I-95"
_BROKEN_OFF = re.compile(r"\W{0,2}(?:\.\.\.|…)")  # behind a quotation whose end the source has not
_ENDS_IN_DOTS = re.compile(r"(?:\.\.\.|…)\W*$")


class _Candidate(NamedTuple):
    """What may become a point: whether it is one of the units of its article is asked when its turn comes."""

    article: Article
    rank: int
    units: Units
    unit: Unit
    score: float
    words: frozenset[str]

    @property
    def order(self) -> tuple[int, int]:
        return (self.rank, self.unit.start)


def draft(
    articles: Sequence[Article],
    *,
    points: int,
    quotes: int,
    developed: Sequence[Development] = (),
    without: Collection[Span] = frozenset(),
) -> Draft:
    """A story from its articles: at most so many points, each a whole sentence, and so many key quotes.

    Args:
        articles: reports of one event, each text once.
        points: at most so many; fewer where the articles have no more to say.
        quotes: at most so many.
        developed: how the figures of these articles developed; a point whose figure is replaced is none.
        without: sentences that may be no point.
    """
    counts = Counter(chain.from_iterable(map(_content, articles)))
    newest = sorted(articles, key=partial(_by_date, counts=counts), reverse=True)
    newest.sort(key=_is_comment)  # what a columnist thinks of it is not the news
    candidates = [one for one in _candidates(newest, counts) if _span(one) not in without] if points else []
    headline = next((article.title for article in newest if article.title), "")
    chosen = _choose_standing(candidates, points, headline, developed)
    found = [quote for article in newest for quote in find_quotes(article)] if quotes else []
    texts = {article.id: article.text for article in newest}
    rest = [
        quote
        for quote in unsaid(found, map(_text, chosen))
        if is_statement(quote) and not _breaks_off(quote, texts[quote.article])
    ]
    return Draft(
        headline=headline or _first_words(chosen),
        points=tuple(_point(candidate) for candidate in sorted(chosen, key=lambda one: one.order)),
        quotes=tuple(
            DraftQuote(
                text=quote.text,
                speaker=quote.speaker,
                cite=Span(article=quote.article, start=quote.start, end=quote.end),
            )
            for quote in key_quotes(rest, newest, quotes)
        ),
    )


def _content(article: Article) -> Iterator[str]:
    return chain.from_iterable(words_by_sentence(article))


def _breaks_off(quote: Quote, text: str) -> bool:
    """Whether the source leaves out how a quotation ends."""
    return bool(_BROKEN_OFF.match(text, quote.end) or _ENDS_IN_DOTS.search(text, quote.start, quote.end))


def _span(candidate: _Candidate) -> Span:
    return Span(article=candidate.article.id, start=candidate.unit.start, end=candidate.unit.end)


def _text(candidate: _Candidate) -> str:
    return candidate.article.text[candidate.unit.start : candidate.unit.end]


def _by_date(article: Article, counts: Mapping[str, int]) -> tuple[str, str, float, str]:
    """By day, then by time of day where it is known, then by how much the first sentence tells of the story.

    Of reports without a date the longest stands for the newest: of ten reports of one event, told over days, those
    that begin with the outcome are long. Ids last, so that no order is left to chance.
    """
    day = article.published.isoformat() if article.published else ""
    clock = article.published_at.isoformat() if article.published_at else ""
    if not day:
        return (day, clock, len(article.text), article.id)
    lede = units_of(article).lede
    told = weigh([lede], article, counts)[0].score if lede else 0.0
    return (day, clock, told, article.id)


def _is_comment(article: Article) -> bool:
    """Whether an article opens in its writer's own person, and tells nobody else's words."""
    first = article.text[slice(*article.analysis.sentences[0])] if article.analysis.sentences else ""
    said = not _saying(article.language).isdisjoint(_WORD.findall(first.lower()))
    own = not said and not any(mark in first for mark in _MARKS)
    return own and speaks_of_himself(_NUMERAL.sub(" ", first), article.language)


@lru_cache(maxsize=64)
def _saying(language: str | None) -> frozenset[str]:
    return frozenset(languages.language(language or "en").words("saying"))


def _candidates(articles: Sequence[Article], counts: Mapping[str, int]) -> list[_Candidate]:
    """The candidates of a story, newest report first; what its reports have in common weighs most in each."""
    lede = model().lede * len(articles)  # counts of several reports set sentences further apart
    found: list[_Candidate] = []
    for rank, article in enumerate(articles):
        units = units_of(article)
        # The newest report's lede tells the event; an older one tells it with older figures.
        passed = units.lede if rank and units.lede and not units.lede.place and _has_more(units) else None
        possible = [unit for unit in units.possible() if unit != passed]
        for unit, (score, words) in zip(possible, weigh(possible, article, counts), strict=True):
            told = score - _OLDER_REPORT * rank + (lede if unit == units.lede and not rank else 0.0)
            found.append(_Candidate(article, rank, units, unit, told, words))
    return found


def _has_more(units: Units) -> bool:
    return any(unit != units.lede for unit in units)


def _choose_standing(
    candidates: Sequence[_Candidate], limit: int, headline: str, developed: Sequence[Development]
) -> list[_Candidate]:
    """The best whose figures are current and which are understood with what is printed above them."""
    chosen = _choose(candidates, limit)
    left = list(candidates)
    while unfit := _unfit(chosen, headline, developed):
        left = [one for one in left if one not in unfit]
        chosen = _choose(left, limit)
    return chosen or _choose(candidates, limit)


def _unfit(chosen: Sequence[_Candidate], headline: str, developed: Sequence[Development]) -> list[_Candidate]:
    """Those whose figure a newer report has replaced, or which speak of what nobody above them has named."""
    above = set(content_words(headline))
    unfit = []
    for one in sorted(chosen, key=lambda one: one.order):
        if _is_stale(one, developed) or (
            one.unit.place and needs_naming(one.article, one.unit.start, one.unit.end, above)
        ):
            unfit.append(one)
        above |= one.words
    return unfit


def _is_stale(one: _Candidate, developed: Sequence[Development]) -> bool:
    if not developed:
        return False
    from briefcli.figures import replaced  # late: most stories have no figure that developed

    return bool(replaced(_text(one), developed))


def _choose(candidates: Sequence[_Candidate], limit: int) -> list[_Candidate]:
    """The best, each saying something new."""
    ordered = sorted(candidates, key=lambda one: one.order)
    picked = pick(
        [one.score for one in ordered],
        lambda one, other: _alike(ordered[one], ordered[other]),
        limit,
        model().repeating,
        fits=lambda one: ordered[one].unit in ordered[one].units,
    )
    return [ordered[number] for number in picked]


def _alike(one: _Candidate, other: _Candidate) -> float:
    """The share of the shorter one's words that the other has; `NEVER_TOGETHER` where that is too much."""
    if one.article is other.article:
        return alike_in_article(one.unit, other.unit, one.words, other.words)
    share = overlap(one.words, other.words)
    return NEVER_TOGETHER if share > _TOLD_ELSEWHERE else share


def _point(candidate: _Candidate) -> DraftPoint:
    return DraftPoint(text=_text(candidate), cites=(_span(candidate),))


def _first_words(chosen: Sequence[_Candidate]) -> str:
    """The beginning of the first point, for a story none of whose articles has a headline."""
    first = min(chosen, key=lambda one: one.order, default=None)
    if first is None:
        return ""
    sentence = _text(first)
    told, comma, by = sentence.rpartition(", ")
    saying = languages.language(first.article.language).words("saying")
    if comma and len(told) <= _LONGEST_HEADLINE and not set(saying).isdisjoint(_WORD.findall(by)):
        return told  # without ", the harbour board said on Tuesday."
    start = " ".join(sentence.split())[: 4 * _LONGEST_HEADLINE]  # what follows says nothing here, and takes time
    return shorten(start, _LONGEST_HEADLINE, placeholder=" …")
