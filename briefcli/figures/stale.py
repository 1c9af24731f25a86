"""Lines whose figure a newer report of the same story has replaced, whoever wrote them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from briefcli.article import Article
from briefcli.brief import Development, Point, Step
from briefcli.figures.extract import tolls_in
from briefcli.figures.numbers import WHOLE_NUMBER, number_of
from briefcli.figures.patterns import WORD, compiled

_NUMBER = compiled(WHOLE_NUMBER)
_OF_ABOUT = 2  # words of a measure's name that a line about it has


def noted(points: Iterable[Point], found: Sequence[Development]) -> tuple[Point, ...]:
    """Points, each with the figures that have replaced its own."""
    return tuple(replace(point, later=replaced(point.text, found)) if found else point for point in points)


def current_headline(headline: str, articles: Sequence[Article], found: Sequence[Development]) -> str:
    """A headline as it is; where newer reports have replaced its figure, that of the newest report whose is current.

    Where no report has one, the headline with the newest figure behind it.
    """
    steps = replaced(headline, found)
    if not steps:
        return headline
    newest = {step.evidence.article: place for one in found for place, step in enumerate(one.steps)}
    titles = [one.title for one in sorted(articles, key=lambda one: newest.get(one.id, -1), reverse=True)]
    instead = next((title for title in titles if title and not replaced(title, found)), None)
    return instead or f"{headline} ({', '.join(step.figure for step in steps)})"


def replaced(text: str, found: Iterable[Development]) -> tuple[Step, ...]:
    """The newer figures that have replaced those of a line: 14, where it says "nine dead"; empty for a current line.

    A line that gives the newest figure beside an older one is current.
    """
    return tuple(one.steps[-1] for one in found if _is_stale(text, one))


def _is_stale(text: str, found: Development) -> bool:
    given, values = _values_for(text, found), [_value(step) for step in found.steps]
    return values[-1] not in given and not given.isdisjoint(values)


def _values_for(text: str, found: Development) -> frozenset[float]:
    """The figures of a line that are of the same thing."""
    tolls = frozenset(one.number.value for one in tolls_in(text) if one.about == found.about)
    if tolls or _NUMBER.fullmatch(found.steps[0].figure) or not _is_about(text, found.about):
        return tolls
    return frozenset(_value(step) for step in found.steps if step.figure in text)


def _is_about(text: str, about: str) -> bool:
    """Whether a line has the words that a percentage or a sum is called by."""
    words = _words(about)
    return len(words) >= _OF_ABOUT and len(words & _words(text)) >= max(_OF_ABOUT, len(words) // 2)


def _value(step: Step) -> float:
    match = _NUMBER.search(step.figure)
    return number_of(match, step.figure).value if match else 0.0


def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in WORD.findall(text))
