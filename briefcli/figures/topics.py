"""What articles count: the figures of one thing together, with the articles that give them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, timedelta
from functools import lru_cache

from briefcli import languages
from briefcli.article import Article, Span
from briefcli.figures import patterns
from briefcli.figures.extract import Figure, figures_of
from briefcli.text import Analysis, one_line
from briefcli.text.words import content

_FAR_APART = timedelta(days=14)  # reports that are further apart count other things
_OPENING = 2  # sentences
_EVENT_WORDS = 3  # that reports of one event have in common
_WEEKDAYS = tuple(name.capitalize() for name, *_ in languages.language("en").groups("weekdays").values())
_LONGEST_NAME = 10  # words


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A figure and the article that gives it."""

    article: Article
    figure: Figure

    @property
    def outlet(self) -> str:
        """Who says it: an outlet, or the article where none is named."""
        return self.article.outlet

    @property
    def day(self) -> date:
        """When it was published; the first day there is where nobody says."""
        return self.article.published or date.min

    @property
    def moment(self) -> tuple[date, float]:
        """The day, then the time of day in seconds, as far as the article says."""
        at = self.article.published_at
        return (self.day, (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp() if at else 0.0)


@dataclass(slots=True)
class Topic:
    """One thing that is counted, and what was said of it, in the order of the articles."""

    said: list[Said] = field(default_factory=list)

    @property
    def about(self) -> str:
        """What is counted, as the figures have it: "dead", "percent"."""
        return self.said[0].figure.about

    @property
    def is_measure(self) -> bool:
        """Whether it is a percentage, a sum or a date, not people."""
        return self.said[0].figure.subject is not None

    def takes(self, one: Said) -> bool:
        """Whether a figure is surely of the same thing as the first one."""
        return is_same(self.said[0], one)


def topics(articles: Iterable[Article]) -> list[Topic]:
    """The figures of articles by what they are of, in the order in which they are first given."""
    found: list[Topic] = []
    by_about: dict[str, list[Topic]] = {}
    for article in articles:
        for figure in figures_of(article):
            one = Said(article=article, figure=figure)
            alike = by_about.setdefault(figure.about, [])
            topic = next((topic for topic in alike if topic.takes(one)), None)
            if topic is None:
                topic = Topic()
                found.append(topic)
                alike.append(topic)
            topic.said.append(one)
    return found


def is_same(one: Said, other: Said) -> bool:
    """Whether two figures count the same thing, as far as their sentences and articles say."""
    a, b = one.figure, other.figure
    if a.about != b.about or _are_far_apart(one, other):
        return False
    if a.subject is not None and b.subject is not None:
        return a.subject.is_same(b.subject)
    return _are_of_one_event(one, other) and not _are_elsewhere(one, other) and not _are_of_other_days(one, other)


def _are_of_one_event(one: Said, other: Said) -> bool:
    """Whether what two articles open with, and the sentences of the figures, have words in common; short ones pass."""
    here, there = _told(one), _told(other)
    return len(here & there) >= min(_EVENT_WORDS, len(here) // 2, len(there) // 2)


def _told(one: Said) -> frozenset[str]:
    analysis = one.article.analysis
    by_start = analysis.once(_words_by_start, analysis)
    words = by_start.get(one.figure.sentence.start, frozenset())
    return analysis.once(_opening_words, one.article) | words - _of_tolls()


def _words_by_start(analysis: Analysis) -> dict[int, frozenset[str]]:
    return {start: words for (start, _), words in zip(analysis.sentences, analysis.words, strict=True)}


def _opening_words(article: Article) -> frozenset[str]:
    return content(article.title, article.language).union(*article.analysis.words[:_OPENING]) - _of_tolls()


@lru_cache(maxsize=1)
def _of_tolls() -> frozenset[str]:
    """The words that every toll has."""
    return content(" ".join((*languages.words("people", ["en"]), *languages.phrases("toll_auxiliaries", ["en"]))))


def _are_far_apart(one: Said, other: Said) -> bool:
    if one.article.published is None or other.article.published is None:
        return False
    return abs(one.day - other.day) > _FAR_APART


def _are_elsewhere(one: Said, other: Said) -> bool:
    """Whether each names a place, none the other's, and neither article opens with the place of the other figure."""
    here, there = one.figure.scope.places, other.figure.scope.places
    if not here or not there or not here.isdisjoint(there):
        return False
    return not _opens_with(other.article, here) and not _opens_with(one.article, there)


def _opens_with(article: Article, places: Iterable[str]) -> bool:
    sentences = article.analysis.sentences[:_OPENING]
    opening = f"{article.title} {article.dateline or ''} {article.text[: sentences[-1][1]] if sentences else ''}"
    return any(place in opening.casefold() for place in places)


def _are_of_other_days(one: Said, other: Said) -> bool:
    """Whether each clause names the day on which it happened, and these are not the same days."""
    days, others = _days(one), _days(other)
    return bool(days and others) and days.isdisjoint(others)


def _days(one: Said) -> frozenset[object]:
    """The weekdays of a figure as dates, the last before the article was published; as names where it has no date."""
    published = one.article.published
    if published is None:
        return frozenset(one.figure.scope.days)
    back = ((published.weekday() - _WEEKDAYS.index(day)) % 7 for day in one.figure.scope.days)
    return frozenset(published - timedelta(days=days) for days in back)


def named(topic: Topic) -> str:
    """What is counted, in words: "dead", or for a measure those of its first sentence up to the figure.

    "Vestria will buy the Kestrel shipyard", where the sentence goes on "for $48.2 million" and all figures of the topic
    have words of this around them.
    """
    if not topic.is_measure:
        return topic.about
    shared = frozenset.intersection(*(one.figure.subject.words for one in topic.said if one.figure.subject))
    first = topic.said[0]
    sentence = one_line(first.article[first.figure.sentence])
    before, _, after = sentence.partition(one_line(first.figure.shown).removesuffix("%"))
    return _phrase(before, shared, last=True) or _phrase(after, shared, last=False) or topic.about


def _phrase(text: str, shared: frozenset[str], *, last: bool) -> str:
    """The words of a text from the first to the last that is shared, at most so many."""
    words = text.split()
    places = [at for at, word in enumerate(words) if _stem(word) in shared]
    if last:
        places = [at for at in places if at >= len(words) - 2 * _LONGEST_NAME][-_LONGEST_NAME:]
    if len(places) < 2:
        return ""
    start, end = places[0], places[-1] + 1
    chosen = words[max(start, end - _LONGEST_NAME) : end] if last else words[start : min(end, start + _LONGEST_NAME)]
    return " ".join(chosen).strip(",.;:“”\"'’ ")


def _stem(word: str) -> str:
    found = patterns.WORD.search(word)
    return found.group().casefold()[:7] if found else ""


def latest(said: Sequence[Said]) -> Said:
    """The first figure of the article that was published last; ids decide where that is all the same."""
    last = max(said, key=lambda one: (*one.moment, one.article.id)).article
    return next(one for one in said if one.article is last)


def evidence(one: Said) -> Span:
    """The sentence of a figure, without the dateline it may open with, which says nothing of a figure."""
    article, sentence = one.article, one.figure.sentence
    dateline = article.dateline or ""
    if not dateline or not article[sentence].startswith(dateline):
        return sentence
    rest = article[sentence][len(dateline) :]
    return Span(article=sentence.article, start=sentence.end - len(rest.lstrip(" —–―-:.")), end=sentence.end)
