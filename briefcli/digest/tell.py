"""The stories of a digest: told from what is new, with what it adds to what was reported."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from briefcli.article import Article, forget
from briefcli.brief import Brief, Muted, Point, Quiet, Usage
from briefcli.compose import Shape, compose, told_and_muted, weighed
from briefcli.config import Settings
from briefcli.digest.news import Item, News
from briefcli.digest.order import UNASSIGNED, Order, Place, countries_of, place_of
from briefcli.digest.state import Report
from briefcli.figures import changes
from briefcli.gathering import Progress
from briefcli.workers import Workers
from briefcli.writing import Adviser, Engine, Written, engine

if TYPE_CHECKING:
    from briefcli.llm import LlmEngine

_SPARE_POINTS = 4  # asked for beyond those shown, for some will say what was reported before
_MOST_QUIET = 20  # named in one brief
_KNOWN = 0.75  # share of a point's words that one sentence of an earlier report has


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A story of this digest with its articles and the countries it is about.

    `earlier` are its articles that were reported before. `places` are the codes of those that hear of it only now,
    None where it is for whoever its countries concern.
    """

    told: Written
    articles: tuple[Article, ...]
    countries: tuple[str, ...]
    earlier: tuple[Article, ...] = ()
    places: frozenset[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scribe:
    """What every brief of a digest says of its making, and how it is to be.

    Its title, who wrote it, what the whole run used, its shape, and the stories that the user does not want to see.
    """

    title: str
    engine: Engine
    usage: Usage
    shape: Shape
    muted: tuple[Muted, ...] = ()

    def about(self, countries: frozenset[str]) -> Scribe:
        """Of what is muted, only what is about some countries, or about none."""
        here = (one for one in self.muted if countries.intersection(one.countries) or not (countries or one.countries))
        return replace(self, muted=tuple(here))


@dataclass(frozen=True, slots=True, kw_only=True)
class Hands:
    """Who works on a digest: the model that writes, None for the built-in engine, and whoever shares the work.

    `adviser` gives a second opinion on what the model writes, None where nobody does.
    """

    model: LlmEngine | None
    team: Workers
    progress: Progress
    adviser: Adviser | None = None

    @property
    def capped(self) -> bool:
        """Whether the budget or the deadline kept a call from being made."""
        models = (self.model, self.adviser.llm if self.adviser else None)
        return any(one is not None and one.cap_reached is not None for one in models)

    @property
    def lacks_opinions(self) -> bool:
        """Whether the adviser gave no opinion on a point it was asked about."""
        return self.adviser is not None and bool(self.adviser.missing)

    def engine(self, settings: Settings) -> Engine:
        """Who writes, as the settings want it."""
        return engine(settings, model=self.model, team=self.team, progress=self.progress)


def sifted(news: News, settings: Settings, today: date) -> tuple[News, tuple[Muted, ...]]:
    """The news with the weight of each event, without those that the user does not want to see; and those."""
    groups = [item.group for item in news.items]
    found = weighed(groups, today=today, follow=settings.follow, mute=settings.mute)
    _, muted = told_and_muted(found)
    pairs = zip(news.items, found, strict=True)
    return replace(news, items=tuple(replace(item, weighed=one) for item, one in pairs if one.muted is None)), muted


def tell_news(news: News, settings: Settings, hands: Hands, *, full: bool) -> list[Entry]:
    """Tell every event, in the order of the news: all of a new one, of a known one what is added."""
    spare = settings.model_copy(update={"points": settings.points + _SPARE_POINTS})
    new = [item for item in news.items if not item.earlier]
    updated = [item for item in news.items if item.earlier]
    told: dict[tuple[str, bool], Written] = {}  # one event may be new to one place and updated to another
    for items, wanted in ((new, settings), (updated, spare)):
        if items:
            written = hands.engine(wanted).write([item.group for item in items])
            told |= {(item.story, bool(item.earlier)): one for item, one in zip(items, written, strict=True)}
    entries = [_entry(item, told[item.story, bool(item.earlier)], settings, full=full) for item in news.items]
    return _advised(entries, hands)


def _advised(entries: Sequence[Entry], hands: Hands) -> list[Entry]:
    """The entries with what the adviser doubts marked."""
    if hands.adviser is None:
        return list(entries)
    articles = {article.id: article for entry in entries for article in entry.articles}
    stories = hands.adviser.on_stories([entry.told.story for entry in entries], articles.values(), hands.progress)
    return [
        replace(entry, told=replace(entry.told, story=story)) for entry, story in zip(entries, stories, strict=True)
    ]


def _entry(item: Item, told: Written, settings: Settings, *, full: bool) -> Entry:
    story = replace(told.story, id=item.story)
    if item.weighed:
        story = item.weighed.on(story)
    if item.earlier:
        changed = changes(item.earlier, item.group.kept)
        told_already = {change.about for change in changed}
        story = replace(
            story,
            points=_added(story.points, item.earlier)[: settings.points],
            news="updated",
            changes=changed,
            developments=tuple(found for found in story.developments if found.about not in told_already),
        )
        forget((*item.earlier, *item.group.kept))
    elif not full:
        story = replace(story, news="new")
    withheld = tuple(replace(one, story=item.story) for one in told.withheld)
    return Entry(
        told=Written(story=story, withheld=withheld),
        articles=item.group.articles,
        countries=countries_of((*item.group.kept, *item.earlier)),
        earlier=item.earlier,
        places=item.places,
    )


def _added(points: Sequence[Point], earlier: Sequence[Article]) -> tuple[Point, ...]:
    """The points that no sentence of an earlier report makes already; the first one where all are made."""
    said = [_words(article.text[start:end]) for article in earlier for start, end in article.analysis.sentences]
    new = [point for point in points if not any(_known(_words(point.text), words) for words in said)]
    return tuple(new or points[:1])


def _known(words: frozenset[str], said: frozenset[str]) -> bool:
    figures = {word for word in words if word[0].isdigit()}
    return bool(words) and figures <= said and len(words & said) >= _KNOWN * len(words)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))


def briefs(
    entries: Sequence[Entry], quiet: Sequence[Report], order: Order, scribe: Scribe
) -> Iterator[tuple[Place, list[Entry], Brief]]:
    """A brief for each place that has news, in the order of their names; what is about no place comes last."""
    for place in _places(entries, order):
        chosen = told_in(place, entries)
        silent = [report for report in quiet if place.countries.intersection(report.countries)]
        if chosen:
            yield place, chosen, brief_for(place.name, chosen, silent, order, scribe.about(place.countries))
    nowhere = [entry for entry in entries if not entry.countries]
    if nowhere:
        unassigned = Place(code=UNASSIGNED, name="Unassigned", countries=frozenset())
        silent = [report for report in quiet if not report.countries]
        yield unassigned, nowhere, brief_for(unassigned.name, nowhere, silent, order, scribe.about(frozenset()))


def told_in(place: Place, entries: Sequence[Entry]) -> list[Entry]:
    """The entries that a place hears: one that it hears of only now, instead of what is added to it elsewhere."""
    late = {entry.told.story.id for entry in entries if entry.places and place.code in entry.places}
    return [
        entry
        for entry in entries
        if place.countries.intersection(entry.countries)
        and (place.code in entry.places if entry.places is not None else entry.told.story.id not in late)
    ]


def elsewhere(entries: Sequence[Entry], order: Order) -> list[Entry]:
    """Stories about countries that were not asked for: the index names them, so that nothing vanishes."""
    if not order.chosen:
        return []
    wanted = frozenset().union(*(place.countries for place in order.chosen))
    return [entry for entry in entries if entry.countries and wanted.isdisjoint(entry.countries)]


def brief_for(name: str, entries: Sequence[Entry], quiet: Sequence[Report], order: Order, scribe: Scribe) -> Brief:
    """The brief of one place."""
    return compose(
        f"{scribe.title}: {name}" if name else scribe.title,
        [entry.told for entry in entries],
        (article for entry in entries for article in entry.articles),
        by=scribe.engine,
        now=order.now,
        usage=scribe.usage,
        shape=scribe.shape,
        muted=scribe.muted,
        quiet=[Quiet(story=one.story, headline=one.headline, last=one.last) for one in quiet[:_MOST_QUIET]],
    )


def _places(entries: Sequence[Entry], order: Order) -> list[Place]:
    if order.chosen:
        return list(order.chosen)
    codes = {code for entry in entries for code in entry.countries}
    return sorted((place_of(code) for code in codes), key=lambda place: (place.name, place.code))
