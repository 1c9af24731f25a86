"""What is new: which events were never reported, which have something added, which nothing more is heard of.

News is new to each place by itself. An event that only stood in the index, or that turns out to be about one more
country, is told whole to the place that has not heard of it, beside what is added to it elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from briefcli.article import Article, forget
from briefcli.compose import Weighed
from briefcli.digest.order import Order, countries_of
from briefcli.digest.state import Report, State
from briefcli.shelf import Shelf
from briefcli.stories import Group, group
from briefcli.stories.counting import figures_of
from briefcli.workers import Workers

_WINDOW = timedelta(days=5)  # articles further apart are not of one event: `stories.candidates` allows four days

_LONGER = 1.2  # a text so much longer than the one it contains adds something


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An event to report. `group` holds the articles that are new, `earlier` those reported before.

    `earlier` is empty for a new event. `places` are the codes of those that hear of it only now; None where it is for
    whoever its countries concern. `weighed` is how much it weighs, None where nobody looked.
    """

    story: str
    group: Group
    earlier: tuple[Article, ...] = ()
    places: frozenset[str] | None = None
    weighed: Weighed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What a run has to say. `filed` are all new articles with their stories, also those that only repeat.

    `merged` are stories that turned out to be part of another one.
    """

    items: tuple[Item, ...]
    filed: tuple[tuple[Article, str], ...]
    merged: tuple[tuple[str, str], ...]


def find_news(articles: Sequence[Article], state: State, order: Order, *, team: Workers, shelf: Shelf) -> News:
    """Group the articles with those of the days before, and tell new events from known ones.

    Args:
        articles: everything the sources hold now, tagged.
        state: what earlier runs reported.
        order: which places hear of it, and whether known articles count as new ones.
        team: shares the work where there is much.
        shelf: where the texts of earlier articles go.
    """
    known = state.stories_of(article.id for article in articles)
    fresh = [article for article in articles if order.full or article.id not in known]
    around = [shelf.put(article) for article in _remembered(fresh, state)] if fresh else []
    known |= state.stories_of(article.id for article in around)
    pool = list({article.id: article for article in (*around, *articles)}.values()) if fresh else []
    news, groups = _news(group(pool, team=team), {article.id for article in fresh}, known, state)
    if order.full:
        return news
    return _with_late(news, {**groups, **_untouched(articles, known, groups)}, state, order)


def _news(
    groups: Sequence[Group], fresh: set[str], known: Mapping[str, str], state: State
) -> tuple[News, dict[str, Group]]:
    """What new articles have to say; and the whole of each event they are of, by its story."""
    new = [one for one in groups if any(article.id in fresh for article in one.articles)]
    return _sorted(new, fresh, known, _first_runs(new, known, state))


def _untouched(
    articles: Sequence[Article], known: Mapping[str, str], groups: Mapping[str, Group]
) -> dict[str, list[Article]]:
    """The articles of events that the sources still hold and that nothing is added to, by their stories."""
    here: dict[str, list[Article]] = {}
    taken = {article.id for one in groups.values() for article in one.articles}
    for article in articles:
        if article.id not in taken and known[article.id] not in groups:
            here.setdefault(known[article.id], []).append(article)
    return here


def _with_late(news: News, events: Mapping[str, Group | list[Article]], state: State, order: Order) -> News:
    """The news, and each event that a place of this run never heard of, though earlier runs reported it.

    An event that is new to all its places is no update to any.
    """
    late: list[Item] = []
    nowhere = set()
    for story, reports in state.reports(events).items():
        event = events[story]
        heard = state.heard(story).union(*(state.heard(old) for old, into in news.merged if into == story))
        about = countries_of(event.kept if isinstance(event, Group) else event)
        places = order.places_of(about) if reports else ()  # what was muted has no report
        deaf = frozenset(place.code for place in places if not place.countries & heard)
        if deaf:
            (one,) = (event,) if isinstance(event, Group) else group(event, by="all")
            late.append(Item(story=story, group=one, places=deaf))
            if len(deaf) == len(places):
                nowhere.add(story)
    return replace(news, items=(*(item for item in news.items if item.story not in nowhere), *late))


def find_quiet(state: State, news: News, articles: Sequence[Article], today: date) -> list[Report]:
    """Stories of earlier days that this run adds nothing to, said once: the most recent first.

    What was told today is not quiet yet, nor what a clock that ran ahead told tomorrow.
    """
    spoken = {item.story for item in news.items} | {story for _, story in news.filed} | {old for old, _ in news.merged}
    newest = max((article.published for article in articles if article.published), default=today)
    silent = [
        report
        for report in state.latest()
        if report.story not in spoken and report.day < today and (report.last is None or report.last < newest)
    ]
    return sorted(silent, key=lambda report: (-(report.last or date.min).toordinal(), report.story))


def _remembered(fresh: Sequence[Article], state: State) -> Iterator[Article]:
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


def _sorted(
    groups: Sequence[Group], fresh: set[str], known: Mapping[str, str], first: Mapping[str, int]
) -> tuple[News, dict[str, Group]]:
    wholes: dict[str, Group] = {}
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
        wholes[story] = one
        merged |= dict.fromkeys(stories[1:], story)
        filed += [(article, story) for article in one.articles if article.id not in known]
        item = _item(one, story, fresh)
        if item is not None:
            items.append(item)
    gone = tuple((old, into) for old, into in merged.items() if old not in taken)
    return News(items=tuple(items), filed=tuple(filed), merged=gone), wholes


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
    texts = [old.text for old in earlier if old.id in copies]
    repeats = any(
        len(article.text) < _LONGER * len(old) and figures_of(article.text) <= figures_of(old) for old in texts
    )
    forget((article, *earlier))
    return repeats
