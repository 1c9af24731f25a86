"""What digests of version 1 told, told again: their state kept the articles and no sentences.

By the built-in engine, whoever wrote then; nothing leaves this machine for it.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from briefcli.config import Settings
from briefcli.digest.news import Item, News
from briefcli.digest.state import Report, State
from briefcli.digest.tell import Hands, tell_news
from briefcli.digest.told import packed, told_of
from briefcli.stories import group


def tell_again(state: State, settings: Settings, hands: Hands) -> int:
    """Keep the sentences of the reports that have none; where there are no articles any more, keep that there are none.

    Gives the number of stories told.
    """
    told = 0
    for _, reports in groupby(state.untold(), key=lambda report: report.run):
        found = [(report, _item(report, state)) for report in reports]
        entries = tell_news(
            News(items=tuple(item for _, item in found if item), filed=(), merged=()),
            settings,
            replace(hands, model=None, adviser=None),
            full=False,
        )
        contents = {
            entry.told.story.id: packed(told_of(entry.told.story, (*entry.articles, *entry.earlier), again=True))
            for entry in entries
        }
        state.keep((report, contents.get(report.story, b"")) for report, _ in found)
        told += len(contents)
    return told


def _item(report: Report, state: State) -> Item | None:
    """The event as that run had it; None where its articles are forgotten."""
    articles, earlier = state.articles_of(report)
    if not articles:
        return None
    (one,) = group(articles, by="all")
    return Item(story=report.story, group=one, earlier=tuple(earlier))
