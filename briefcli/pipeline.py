"""The way of the data: sources, articles, stories, drafts, checks, brief."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from briefcli.article import Article, Skipped
from briefcli.brief import Brief, Plan, Story, Usage, Withheld
from briefcli.config import Settings
from briefcli.drafting import Drafted, Overview, ask_model, by_rules, finish, overview
from briefcli.figures import disagreements
from briefcli.gathering import Progress, Selection, gather, select
from briefcli.stories import Group, group
from briefcli.workers import Workers, here

if TYPE_CHECKING:
    from briefcli.llm import LlmEngine


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A story, and the lines it does without."""

    story: Story
    withheld: tuple[Withheld, ...]


def make_brief(  # noqa: PLR0913 - all but two are named by the caller, and have defaults
    sources: Iterable[str],
    settings: Settings,
    *,
    now: datetime,
    selection: Selection | None = None,
    model: LlmEngine | None = None,
    progress: Progress = lambda _what, _done, _all: None,
) -> Brief:
    """One brief from everything the sources name; by the built-in engine, or by the model that is given."""
    gathered = gather(sources, settings, progress=progress)
    chosen = select(gathered.articles, selection or Selection())
    return brief_of(chosen, settings, now=now, skipped=gathered.skipped, model=model, progress=progress)


def plan_brief(
    sources: Iterable[str], settings: Settings, model: LlmEngine | None, *, selection: Selection | None = None
) -> Plan:
    """What `make_brief` would do and cost. Reads the sources; sends nothing."""
    chosen = select(gather(sources, settings).articles, selection or Selection())
    groups = [one.kept for one in group(chosen, settings.by)]
    if model is not None:
        return model.plan(groups)
    return Plan(stories=len(groups), articles=sum(len(articles) for articles in groups))


def brief_of(  # noqa: PLR0913 - as above
    articles: Sequence[Article],
    settings: Settings,
    *,
    now: datetime,
    skipped: Sequence[Skipped] = (),
    model: LlmEngine | None = None,
    progress: Progress = lambda _what, _done, _all: None,
) -> Brief:
    """One brief from articles that are read already. The usage is that of this brief, not of earlier ones."""
    groups = group(articles, settings.by)
    before = model.usage if model is not None else Usage()
    everything = tuple(article for one in groups for article in one.articles)
    told, opening = _told_with_overview(groups, settings, model, progress)
    return Brief(
        title=settings.title or "News brief",
        generated=now,
        engine="llm" if model is not None else "extractive",
        model=model.model if model is not None else None,
        overview=opening.points,
        stories=tuple(one.story for one in told),
        articles=everything,
        skipped=tuple(skipped),
        withheld=(*(one for each in told for one in each.withheld), *opening.withheld),
        usage=model.usage.since(before) if model is not None else Usage(),
    )


def tell(
    groups: Sequence[Group],
    settings: Settings,
    *,
    model: LlmEngine | None = None,
    team: Workers | None = None,
    progress: Progress = lambda _what, _done, _all: None,
) -> list[Told]:
    """Every story with its lines checked; by the model, or by the built-in engine with the help of a team."""
    if model is not None:
        asked = ask_model([one.kept for one in groups], settings, model, progress)
        return [_told(one, finish(lines, one.kept, settings)) for one, lines in zip(groups, asked, strict=True)]
    told: list[Told] = []
    for one in (team or here()).map(partial(_by_rules, settings=settings), groups, lost=_untold):
        progress("Choosing", len(told), len(groups))
        told.append(one)
    return told


def _told_with_overview(
    groups: Sequence[Group], settings: Settings, model: LlmEngine | None, progress: Progress
) -> tuple[list[Told], Overview]:
    """Every story, and by a model the overview of them; all calls first, what this machine does alone after them."""
    if model is None:
        return tell(groups, settings, progress=progress), Overview()
    asked = ask_model([one.kept for one in groups], settings, model, progress)
    first = [each.lines.points[0] for each in asked if each.lines.points]
    opening = overview(first, [article for one in groups for article in one.kept], settings, model)
    told = [_told(one, finish(lines, one.kept, settings)) for one, lines in zip(groups, asked, strict=True)]
    return told, opening


def _by_rules(one: Group, settings: Settings) -> Told:
    return _told(one, by_rules(one.kept, settings))


def _untold(one: Group) -> Told:
    """What stands for a story that ended the process that told it: its headline, and why there is no more."""
    reason = "the process that told this story ended, twice"
    headline = one.articles[0].title
    return _told(one, Drafted(headline=headline, points=(), quotes=(), withheld=(), fallback=reason))


def _told(one: Group, drafted: Drafted) -> Told:
    story = _story(one, drafted)
    withheld = (Withheld(story=story.id, text=text, reason=reason) for text, reason in drafted.withheld)
    return Told(story=story, withheld=tuple(withheld))


def _story(one: Group, drafted: Drafted) -> Story:
    return Story(
        id=story_id(one),
        headline=drafted.headline,
        articles=tuple(article.id for article in one.articles),
        published=_newest(one.articles),
        countries=_countries(one.articles),
        points=drafted.points,
        quotes=drafted.quotes,
        reprints=one.reprints,
        why=one.why,
        engine=drafted.engine,
        fallback=drafted.fallback,
        disagreements=disagreements(one.kept) if len(one.kept) > 1 else (),
    )


def story_id(one: Group) -> str:
    """12 hex digits of a hash of the articles' ids, whatever their order."""
    return hashlib.sha256("\0".join(sorted(article.id for article in one.articles)).encode()).hexdigest()[:12]


def _newest(articles: Sequence[Article]) -> date | None:
    return max((article.published for article in articles if article.published), default=None)


def _countries(articles: Sequence[Article]) -> tuple[str, ...]:
    """Every country one of the articles is about, by how many are and how central it is to them."""
    weight: dict[str, float] = {}
    for article in articles:
        for place, code in enumerate(article.countries):
            weight[code] = weight.get(code, 0.0) + 1 / (1 + place)
    return tuple(sorted(weight, key=lambda code: (-weight[code], code)))
