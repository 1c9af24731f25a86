"""Figures that are not what an earlier digest reported."""

from __future__ import annotations

from collections.abc import Sequence

from briefcli.article import Article
from briefcli.brief import Change
from briefcli.figures.develop import is_moved
from briefcli.figures.topics import latest, named, topics

_AT_MOST = 8


def changes(before: Sequence[Article], after: Sequence[Article]) -> tuple[Change, ...]:
    """The figures of the later articles that are none of the earlier ones'.

    Of several, the one that the last article to be published gives first.
    """
    earlier = {article.id for article in before}
    found = []
    for topic in topics([*before, *after]):
        old = [one for one in topic.said if one.article.id in earlier]
        new = [one for one in topic.said if one.article.id not in earlier]
        if not old or not new:
            continue
        was, now = latest(old), latest(new)
        if all(is_moved(one, now, topic) for one in old):
            found.append(
                Change(
                    about=named(topic),
                    before=was.figure.shown,
                    after=now.figure.shown,
                    evidence=now.figure.sentence,
                    was=was.figure.sentence,
                )
            )
    return tuple(found[:_AT_MOST])
