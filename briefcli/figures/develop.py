"""Figures as they developed: "nine (10 Mar) → 12 → 14 (11 Mar)"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from briefcli.article import Article
from briefcli.brief import Development, Step
from briefcli.figures.topics import Said, Topic, evidence, named, topics

_AT_MOST = 8
_RISING = ("dead", "injured", "arrested", "evacuated", "rescued", "infected")  # counts that only a correction lowers
FARTHEST = 10.0  # times as much: more than counts of the same thing are apart
_FARTHEST_MEASURE = 2.0


def developments(articles: Sequence[Article]) -> tuple[Development, ...]:
    """The figures of one event that later reports raised or lowered, each step once.

    Only dated reports count. Of reports of one day whose order is not known, the highest count stands for the day.
    """
    return tuple(found for topic in topics(articles) if (found := development(topic)))[:_AT_MOST]


def development(topic: Topic) -> Development | None:
    """How a figure developed; None where it did not, or nobody can say in which order it was reported."""
    if topic.about == "date":
        return None
    steps: list[list[Said]] = []
    for one in _in_order(topic):
        if not steps or _is_step(steps[-1][0], one, topic):
            steps.append([one])
        elif one.figure.number.value == steps[-1][0].figure.number.value:
            steps[-1].append(one)
    if len(steps) < 2:
        return None
    return Development(about=named(topic), steps=tuple(_step(said) for said in steps))


def _step(said: Sequence[Said]) -> Step:
    first = said[0]
    return Step(
        figure=first.figure.shown,
        published=first.day,
        evidence=evidence(first),
        publishers=tuple(dict.fromkeys(one.outlet for one in said)),
    )


def _in_order(topic: Topic) -> list[Said]:
    """What each dated article gives as the figure of its day, in the order of publication."""
    dated = [one for one in topic.said if one.article.published]
    current = [
        one for _, said in groupby(dated, key=lambda one: one.article.id) if (one := _current(list(said), topic))
    ]
    ordered: list[Said] = []
    for _, said in groupby(sorted(current, key=lambda one: (*one.moment, one.article.id)), key=lambda one: one.day):
        ordered += _of_a_day(list(said), topic)
    return ordered


def _current(said: Sequence[Said], topic: Topic) -> Said | None:
    """What an article gives as the figure of its day: the first that is called a toll, else the first."""
    if topic.is_measure and any(not one.figure.number.agrees_with(said[0].figure.number) for one in said):
        return None
    return next((one for one in said if one.figure.is_total), said[0])


def _of_a_day(said: Sequence[Said], topic: Topic) -> Sequence[Said]:
    """The figures of one day in their order; one of them, or none, where a report does not say at what time it was."""
    if all(one.article.published_at for one in said) or len({one.figure.number.value for one in said}) == 1:
        return said
    if not is_rising(topic):
        return ()
    highest = max(one.figure.number.value for one in said)
    return [one for one in said if one.figure.number.value == highest]


def is_rising(topic: Topic) -> bool:
    """Whether later reports of a count may only raise it, unless they say that they lower it."""
    return topic.about.rpartition(" ")[2] in _RISING


def is_moved(before: Said, after: Said, topic: Topic) -> bool:
    """Whether a later figure has taken the place of an earlier one."""
    was, now = before.figure.number, after.figure.number
    farthest = _FARTHEST_MEASURE if topic.is_measure else FARTHEST
    if not was.is_moved_to(now) or min(was.value, now.value) * farthest < max(was.value, now.value):
        return False
    return now.value > was.value or not is_rising(topic) or after.figure.is_lowered


def _is_step(before: Said, after: Said, topic: Topic) -> bool:
    return is_moved(before, after, topic) and not (topic.is_measure and before.day == after.day)
