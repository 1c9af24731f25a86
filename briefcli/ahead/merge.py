"""One day and event, once, however many sentences and outlets have it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from briefcli.ahead.find import Dated, days_of
from briefcli.article import Article
from briefcli.brief import Ahead
from briefcli.text.words import content

# How many words, and which part of those of the shorter one, two sentences on one day share where they are of one
# event: in one story, and in any two. By the stories of NeuS, BASIL and PolNeAR (a half of the development part).
_OF_ONE_STORY, _OF_ANY = (2, 0.2), (4, 0.4)


def days_ahead(articles: Sequence[Article]) -> tuple[Ahead, ...]:
    """The days ahead that the articles of one story name, each day and event once, sorted.

    The earliest article that names one is the one quoted, whatever others come later; of those of one day, one that
    needs no sentence before it.
    """
    found = sorted((dated for article in articles for dated in days_of(article)), key=_quotable)
    return _sorted(_merged([_told(one) for one in found], _OF_ONE_STORY))


def once(found: Iterable[Ahead]) -> tuple[Ahead, ...]:
    """Days ahead of any stories, each day and event once, sorted. The first one of an event is the one quoted."""
    told = [_Told(one=one, words=content(one.text, None)) for one in found]
    return _sorted(_merged(told, _OF_ANY))


def _quotable(dated: Dated) -> tuple[object, ...]:
    return dated.article.published or date.max, dated.is_joined, dated.article.id, dated.named.start


@dataclass(frozen=True, slots=True)
class _Told:
    """A day ahead and the words of the sentence that names it."""

    one: Ahead
    words: frozenset[str]


def _told(dated: Dated) -> _Told:
    article = dated.article
    before = article.text[dated.sentence.start : dated.named.start]
    after = article.text[dated.named.end : dated.sentence.end]
    one = Ahead(
        first=dated.first,
        last=dated.last,
        text=article[dated.sentence],
        evidence=(dated.sentence,),
        named=dated.named,
        outlets=(article.outlet,),
    )
    return _Told(one=one, words=content(f"{before} {after}", article.language))


def _merged(found: Sequence[_Told], shared: tuple[int, float]) -> list[Ahead]:
    """Those of one day whose sentences share so many words as one, in the order of the first of each."""
    events: list[list[_Told]] = []
    by_day: dict[tuple[date, date], list[list[_Told]]] = {}
    for told in found:
        of_day = by_day.setdefault((told.one.first, told.one.last), [])
        event = next((event for event in of_day if any(_is_same(told, other, shared) for other in event)), None)
        if event is None:
            event = []
            of_day.append(event)
            events.append(event)
        event.append(told)
    return [_as_one(event) for event in events]


def _is_same(one: _Told, other: _Told, shared: tuple[int, float]) -> bool:
    """Whether two sentences on one day are of one event: the same sentence, or enough words in common."""
    common = len(one.words & other.words)
    return one.one.text == other.one.text or (
        common >= shared[0] and common >= shared[1] * min(len(one.words), len(other.words))
    )


def _as_one(event: Sequence[_Told]) -> Ahead:
    """The first of an event, with the sentences and outlets of all; of each article, one sentence."""
    evidence = {span.article: span for told in reversed(event) for span in told.one.evidence}
    articles = dict.fromkeys(span.article for told in event for span in told.one.evidence)
    return replace(
        event[0].one,
        evidence=tuple(evidence[article] for article in articles),
        outlets=tuple(dict.fromkeys(name for told in event for name in told.one.outlets)),
    )


def _sorted(found: Iterable[Ahead]) -> tuple[Ahead, ...]:
    return tuple(sorted(found, key=lambda one: (one.first, one.last, one.text)))
