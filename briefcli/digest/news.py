"""What is new: which events were never reported, which have something added, which nothing more is heard of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from briefcli.article import Article
from briefcli.compose import Weighed
from briefcli.digest.state import Report, State
from briefcli.stories import Group, group
from briefcli.stories.terms import figures_of

_WINDOW = timedelta(days=5)  # articles further apart are not of one event: `stories.link` allows four days

_LONGER = 1.2  # a text so much longer than the one it contains adds something


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An event to report. `group` holds the articles that are new, `earlier` those reported before.

    `earlier` is empty for a new event. `weighed` is how much it weighs, None where nobody looked.
    """

    story: str
    group: Group
    earlier: tuple[Article, ...] = ()
    weighed: Weighed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What a run has to say. `filed` are all new articles with their stories, also those that only repeat.

    `merged` are stories that turned out to be part of another one.
    """

    items: tuple[Item, ...]
    filed: tuple[tuple[Article, str], ...]
    merged: tuple[tuple[str, str], ...]


def find_news(articles: Sequence[Article], state: State, *, full: bool) -> News:
    """Group the articles with those of the days before, and tell new events from known ones.

    Args:
        articles: everything the sources hold now, tagged.
        state: what earlier runs reported.
        full: whether known articles count as new ones.
    """
    known = state.stories_of(article.id for article in articles)
    fresh = {article.id for article in articles if full or article.id not in known}
    if not fresh:
        return News(items=(), filed=(), merged=())
    around = _remembered([article for article in articles if article.id in fresh], state)
    pool = {article.id: article for article in (*around, *articles)}
    known |= state.stories_of(article.id for article in around)
    groups = [one for one in group(list(pool.values())) if any(article.id in fresh for article in one.articles)]
    first = _first_runs(groups, known, state)
    return _sorted(groups, fresh, known, first)


def find_quiet(state: State, news: News, articles: Sequence[Article], today: date) -> list[Report]:
    """Stories of earlier days that this run adds nothing to, said once: the most recent first."""
    spoken = {item.story for item in news.items} | {story for _, story in news.filed} | {old for old, _ in news.merged}
    newest = max((article.published for article in articles if article.published), default=today)
    silent = [
        report
        for report in state.latest()
        if report.story not in spoken and (report.last is None or report.last < newest)
    ]
    return sorted(silent, key=lambda report: (-(report.last or date.min).toordinal(), report.story))


def _remembered(fresh: Sequence[Article], state: State) -> list[Article]:
    """The articles of earlier runs that may be of one event with the new ones."""
    days = sorted(article.published for article in fresh if article.published)
    if not days:
        return state.remembered(None, None)
    earliest = max(days[0], days[-1] - timedelta(days=30))
    return state.remembered(earliest - _WINDOW, days[-1] + _WINDOW)


def _first_runs(groups: Sequence[Group], known: Mapping[str, str], state: State) -> dict[str, int]:
    """Story id -> the run that reported it first."""
    stories = {known[article.id] for one in groups for article in one.articles if article.id in known}
    return {story: reports[0].run for story, reports in state.reports(sorted(stories)).items() if reports}


def _sorted(groups: Sequence[Group], fresh: set[str], known: Mapping[str, str], first: Mapping[str, int]) -> News:
    items: list[Item] = []
    filed: list[tuple[Article, str]] = []
    merged: dict[str, str] = {}
    taken: set[str] = set()
    for one in groups:
        stories = sorted(
            {known[article.id] for article in one.articles if article.id in known} - taken,
            key=lambda story: (first.get(story, 0), story),
        )
        story = stories[0] if stories else one.id
        taken.add(story)
        merged |= dict.fromkeys(stories[1:], story)
        filed += [(article, story) for article in one.articles if article.id not in known]
        item = _item(one, story, fresh)
        if item is not None:
            items.append(item)
    return News(
        items=tuple(items),
        filed=tuple(filed),
        merged=tuple((old, into) for old, into in merged.items() if old not in taken),
    )


def _item(one: Group, story: str, fresh: set[str]) -> Item | None:
    """The event as it is to be told; None where all that is new only repeats what was reported."""
    earlier = tuple(article for article in one.articles if article.id not in fresh)
    kept = tuple(article for article in one.kept if article.id in fresh and not _repeats(article, one, earlier))
    if not kept:
        return None
    ids = {article.id for article in kept}
    reprints = tuple((copy, of) for copy, of in one.reprints if copy in fresh and of in ids)
    copies = {copy for copy, _ in reprints}
    articles = (*kept, *(article for article in one.articles if article.id in copies))
    return Item(story=story, group=Group(articles=articles, reprints=reprints, why=one.why), earlier=earlier)


def _repeats(article: Article, one: Group, earlier: Sequence[Article]) -> bool:
    """Whether a new article is the text of a reported one, hardly longer, with no figure of its own."""
    copies = {copy for copy, of in one.reprints if of == article.id}
    return any(
        len(article.text) < _LONGER * len(old.text) and figures_of(article.text) <= figures_of(old.text)
        for old in earlier
        if old.id in copies
    )
