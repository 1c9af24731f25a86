"""The way of the data: sources are gathered, articles grouped, stories written and checked, a brief composed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from briefcli.gathering import Progress, Selection, gather, select

if TYPE_CHECKING:
    from briefcli.article import Article, Skipped
    from briefcli.brief import Brief, Plan
    from briefcli.compose import Weighed
    from briefcli.config import Settings
    from briefcli.llm import LlmEngine
    from briefcli.writing import Adviser


def make_brief(  # noqa: PLR0913 - all but two are named by the caller, and have defaults
    sources: Iterable[str],
    settings: Settings,
    *,
    now: datetime,
    selection: Selection | None = None,
    model: LlmEngine | None = None,
    adviser: Adviser | None = None,
    progress: Progress = lambda _what, _done, _all: None,
) -> Brief:
    """One brief from everything the sources name; by the built-in engine, or by the model that is given.

    An adviser gives a second opinion on what the model wrote.
    """
    gathered = gather(sources, settings, today=now.date(), progress=progress, meanwhile=_load)
    chosen = select(gathered.articles, selection or Selection())
    brief = brief_of(chosen, settings, now=now, skipped=gathered.skipped, model=model, progress=progress)
    return adviser.on_brief(brief, progress) if adviser is not None else brief


def plan_brief(  # noqa: PLR0913 - as above
    sources: Iterable[str],
    settings: Settings,
    model: LlmEngine | None,
    *,
    now: datetime,
    selection: Selection | None = None,
    adviser: Adviser | None = None,
) -> Plan:
    """What `make_brief` would do and cost. Reads the sources; sends nothing."""
    from briefcli.brief import Plan, overview_lines
    from briefcli.compose import told_and_muted

    chosen = select(gather(sources, settings).articles, selection or Selection())
    groups = [one.group.kept for one in told_and_muted(_weighed(chosen, settings, now))[0]]
    if model is not None:
        plan = model.plan(groups)
        if adviser is None:
            return plan
        return plan.plus(adviser.plan(groups, points=settings.points, overview=overview_lines(len(groups))))
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
    from briefcli.compose import compose, shape_of, told_and_muted
    from briefcli.writing import engine, overview_of

    shape = shape_of(settings, minutes=settings.minutes, words=settings.words)
    writer = engine(settings, model=model, progress=progress)
    before = writer.usage
    told, muted = told_and_muted(_weighed(articles, settings, now))
    groups = [one.group for one in told]
    *written, overview = writer.write([*groups, overview_of(groups)])
    return compose(
        settings.title or "News brief",
        [replace(made, story=one.on(made.story)) for one, made in zip(told, written, strict=True)],
        [article for one in groups for article in one.articles],
        by=writer,
        now=now,
        shape=shape,
        overview=overview,
        usage=writer.usage.since(before),
        skipped=skipped,
        muted=muted,
        once=settings.by != "article",  # who wants each article by itself gets all of each
    )


def _weighed(articles: Sequence[Article], settings: Settings, now: datetime) -> list[Weighed]:
    from briefcli.compose import weighed
    from briefcli.stories import group

    return weighed(group(articles, settings.by), today=now.date(), follow=settings.follow, mute=settings.mute)


def _load() -> None:
    """Load what a brief is made and printed with, while another process loads what reads the first file."""
    import briefcli.compose
    import briefcli.render  # noqa: F401
