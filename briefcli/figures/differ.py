"""Where outlets give figures for one thing at one time that exclude each other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from briefcli.article import Article
from briefcli.brief import Disagreement, Side
from briefcli.figures.develop import FARTHEST, development, is_rising
from briefcli.figures.topics import Said, Topic, evidence, named, topics
from briefcli.text import one_line

_AT_MOST = 8
_NEAR = timedelta(days=2)  # reports of a sum, a percentage or a date are of one time
_NAMES = 2  # that undated reports of a sum need in common
_PERPETRATORS = 2  # by how many dead figures differ where those who did it are counted or not


def disagreements(articles: Sequence[Article]) -> tuple[Disagreement, ...]:
    """What outlets give figures for that cannot both be so: the same thing, at the same time, of the same whole.

    A count that later reports raised is a development. An outlet that gives several figures that exclude each other,
    and one whose figure agrees with more than one of the others', takes no side. Counts in undated articles are of no
    known time, and no difference.
    """
    found = []
    for topic in topics(articles):
        if len(topic.said) > 1 and development(topic) is None:
            sides = _sides(_of_one_time(topic))
            if len(sides) > 1 and not _are_of_other_wholes(topic, sides):
                found.append(Disagreement(about=named(topic), sides=tuple(map(_side, sides))))
    return tuple(found[:_AT_MOST])


def _of_one_time(topic: Topic) -> list[Said]:
    """The figures that are of one time: of the last day for a count, of a few days for other things."""
    dated = [one for one in topic.said if one.article.published]
    if topic.is_measure and not dated:
        return topic.said if _is_certain(topic) else []
    last = max((one.day for one in dated), default=None)
    if last is None:
        return [] if is_rising(topic) or topic.about != "magnitude" else topic.said
    near = timedelta() if not topic.is_measure else _NEAR
    return [one for one in dated if last - one.day <= near]


def _is_certain(topic: Topic) -> bool:
    """Whether undated sums are of the same thing: they share names."""
    if topic.about in ("percent", "date"):
        return False
    shared = frozenset.intersection(*(one.figure.subject.names for one in topic.said if one.figure.subject))
    return len(shared) >= _NAMES


def _sides(said: Sequence[Said]) -> list[list[Said]]:
    """Outlets by the figure they give; each side excludes all of the others."""
    outlets: dict[str, list[Said]] = {}
    for one in said:
        outlets.setdefault(one.outlet, []).append(one)
    sides: list[list[Said]] = []
    for figures in sorted(outlets.values(), key=_looseness):
        if not _agree(figures, figures):
            continue
        near = [side for side in sides if _overlap(side, figures)]
        if not near:
            sides.append(list(figures))
        elif len(near) == 1 and _agree(near[0], figures):
            near[0].extend(figures)
    order = {id(one): place for place, one in enumerate(said)}
    return sorted(
        ([*sorted(side, key=lambda one: order[id(one)])] for side in sides), key=lambda side: order[id(side[0])]
    )


def _are_of_other_wholes(topic: Topic, sides: Sequence[Sequence[Said]]) -> bool:
    """Whether counts are so far apart that one is surely of a day, a town, and another of a year, a country."""
    values = [one.figure.number.value for side in sides for one in side]
    return not topic.is_measure and min(values) * FARTHEST < max(values)


def _looseness(figures: Sequence[Said]) -> float:
    """How much the figures of an outlet leave open: exact ones take sides first."""
    return max(one.figure.number.high - one.figure.number.low for one in figures)


def _agree(some: Sequence[Said], others: Sequence[Said]) -> bool:
    return all(_may_be_one(a, b) for a in some for b in others)


def _overlap(some: Sequence[Said], others: Sequence[Said]) -> bool:
    return any(_may_be_one(a, b) for a in some for b in others)


def _may_be_one(a: Said, b: Said) -> bool:
    """Whether two figures do not exclude each other."""
    if a.figure.number.agrees_with(b.figure.number):
        return True
    apart = abs(a.figure.number.value - b.figure.number.value)
    either = a.figure.scope.has_perpetrator or b.figure.scope.has_perpetrator
    return either and apart <= _PERPETRATORS


def _side(said: Sequence[Said]) -> Side:
    place = evidence(said[0])
    return Side(
        figure=said[0].figure.shown,
        publishers=tuple(dict.fromkeys(one.outlet for one in said)),
        text=one_line(said[0].article[place]),
        evidence=place,
    )
