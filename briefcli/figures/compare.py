"""Figures side by side: articles that differ, and a day that differs from the one before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC

from briefcli.article import Article, Span
from briefcli.brief import Change, Disagreement, Side
from briefcli.figures.extract import Figure, figures_of
from briefcli.text import one_line

_SHARED_WORDS = 3  # that two percentages, sums or dates need around them to be about the same thing
_SHARED_PART = 0.5  # of the words around the one that has fewer
_AT_MOST = 8
_DASHES = " —–―-:."  # between a dateline and the lede


@dataclass(slots=True)
class _Topic:
    """One thing that is counted, and what was said of it: (article, figure), in the order of the articles."""

    first: Figure
    said: list[tuple[Article, Figure]] = field(default_factory=list)

    def takes(self, figure: Figure) -> bool:
        if figure.about != self.first.about or self._elsewhere(figure):
            return False
        if not self.first.context and not figure.context:
            return self.first.about not in ("percent", "date")
        shared = len(self.first.context & figure.context)
        fewer = min(len(self.first.context), len(figure.context))
        return shared >= _SHARED_WORDS and shared >= _SHARED_PART * fewer

    def _elsewhere(self, figure: Figure) -> bool:
        return bool(figure.places and self.first.places) and figure.places.isdisjoint(self.first.places)


def disagreements(articles: Sequence[Article]) -> tuple[Disagreement, ...]:
    """What the articles of one event give different figures for, by publisher.

    An outlet that gives several figures for a thing ("nine at first, now 14") differs only from one that gives none of
    them. Rounding is no difference.
    """
    found = []
    for topic in _topics(articles):
        sides = _sides(topic)
        if len(sides) > 1:
            found.append(Disagreement(about=_named(topic), sides=sides))
    return tuple(found[:_AT_MOST])


def changes(before: Sequence[Article], after: Sequence[Article]) -> tuple[Change, ...]:
    """The figures of the later articles that are none of the earlier ones'.

    Of several, the one that the last article to be published gives first.
    """
    earlier = {article.id for article in before}
    found = []
    for topic in _topics([*before, *after]):
        old = [(article, figure) for article, figure in topic.said if article.id in earlier]
        new = [(article, figure) for article, figure in topic.said if article.id not in earlier]
        if not old or not new:
            continue
        was, now = _latest(old), _latest(new)
        if not any(now.number.agrees_with(figure.number) for _, figure in old):
            found.append(Change(about=_named(topic), before=was.shown, after=now.shown, evidence=now.sentence))
    return tuple(found[:_AT_MOST])


def _latest(said: Sequence[tuple[Article, Figure]]) -> Figure:
    last = max(said, key=lambda one: _moment(one[0]))[0]
    return next(figure for article, figure in said if article is last)


def _moment(article: Article) -> tuple[int, float, str]:
    """When an article was published, as far as it says: day, seconds, and its id where that is all the same."""
    at = article.published_at
    seconds = (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp() if at else 0.0
    return (article.published.toordinal() if article.published else 0, seconds, article.id)


def _topics(articles: Iterable[Article]) -> list[_Topic]:
    topics: list[_Topic] = []
    by_about: dict[str, list[_Topic]] = {}
    for article in articles:
        for figure in figures_of(article):
            alike = by_about.setdefault(figure.about, [])
            topic = next((one for one in alike if one.takes(figure)), None)
            if topic is None:
                topic = _Topic(figure)
                topics.append(topic)
                alike.append(topic)
            topic.said.append((article, figure))
    return topics


def _sides(topic: _Topic) -> tuple[Side, ...]:
    """Outlets by the figure they give: two sides or more where some outlets share none of their figures."""
    outlets: dict[str, list[tuple[Article, Figure]]] = {}
    for article, figure in topic.said:
        outlets.setdefault(article.publisher or article.source, []).append((article, figure))
    sides: list[tuple[list[tuple[Article, Figure]], list[str]]] = []
    for outlet, said in outlets.items():
        side = next((one for one in sides if _share_a_figure(one[0], said)), None)
        if side is None:
            sides.append((list(said), [outlet]))
        else:
            side[0].extend(said)
            side[1].append(outlet)
    return tuple(_side(said, names) for said, names in sides)


def _share_a_figure(one: Sequence[tuple[Article, Figure]], other: Sequence[tuple[Article, Figure]]) -> bool:
    return any(a.number.agrees_with(b.number) for _, a in one for _, b in other)


def _side(said: Sequence[tuple[Article, Figure]], names: Sequence[str]) -> Side:
    article, figure = said[0]
    evidence = _after_dateline(article, figure.sentence)
    return Side(figure=figure.shown, publishers=tuple(names), text=one_line(article[evidence]), evidence=evidence)


def _after_dateline(article: Article, sentence: Span) -> Span:
    """A sentence without the dateline it may open with, which says nothing of a figure."""
    dateline = article.dateline or ""
    if not dateline or not article[sentence].startswith(dateline):
        return sentence
    rest = article[sentence][len(dateline) :]
    return replace(sentence, start=sentence.end - len(rest.lstrip(_DASHES)))


def _named(topic: _Topic) -> str:
    """What is counted, in words: "dead", or for a percentage the words both have around it."""
    if not topic.first.context:
        return topic.first.about
    shared = set(topic.first.context)
    for _, figure in topic.said:
        shared &= figure.context
    article, figure = topic.said[0]
    words = [
        word for word in one_line(article[figure.sentence]).split() if word.strip(",.;:'’").casefold()[:7] in shared
    ]
    return " ".join(dict.fromkeys(word.strip(",.;:") for word in words[:4])) or topic.first.about
