"""What the state remembers of a run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefcli.article import forget
from briefcli.digest.news import News
from briefcli.digest.order import Order
from briefcli.digest.state import Report
from briefcli.digest.tell import Entry
from briefcli.digest.told import packed, told_of


def reports_of(news: News, entries: Sequence[Entry], quiet: Iterable[Report], order: Order) -> list[Report]:
    """What the state remembers of this run: of a story that is updated here and new there, what is added to it."""
    first = {entry.told.story.id: entry for entry in reversed(entries)}
    told = [_report(entry, order) for entry in reversed(first.values())]
    silent = [
        Report(story=one.story, news="quiet", headline=one.headline, last=one.last, countries=one.countries)
        for one in quiet
    ]
    merged = [
        Report(story=old, news="merged", headline="", last=None, countries=(), into=into) for old, into in news.merged
    ]
    return [*told, *silent, *merged]


def _report(entry: Entry, order: Order) -> Report:
    places = order.places_of(entry.countries)
    articles = (*entry.articles, *entry.earlier)
    told = packed(told_of(entry.told.story, articles))
    forget(articles)
    return Report(
        story=entry.told.story.id,
        news=entry.told.story.news or "full",
        headline=entry.told.story.headline,
        last=entry.told.story.published,
        countries=entry.countries,
        heard=tuple(code for code in entry.countries if any(code in place.countries for place in places)),
        told=told,
    )
