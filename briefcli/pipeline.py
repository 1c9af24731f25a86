"""The way of the data: sources are gathered, articles grouped, stories written and checked, a brief composed."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from briefcli.gathering import Progress, Selection, gather, gather_each, is_selected, select

if TYPE_CHECKING:
    from briefcli.article import Article, Skipped
    from briefcli.brief import Brief, Muted, Plan, Story, Withheld
    from briefcli.compose import Weighed
    from briefcli.config import Settings
    from briefcli.llm import LlmEngine
    from briefcli.stories import Group
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
    gathered = gather(sources, settings, today=now.date(), progress=progress, meanwhile=partial(_load, model))
    chosen = select(gathered.articles, selection or Selection())
    brief = brief_of(chosen, settings, now=now, skipped=gathered.skipped, model=model, progress=progress)
    return adviser.on_brief(brief, progress) if adviser is not None else brief


@dataclass(frozen=True, slots=True, kw_only=True)
class Alone:
    """A story of one article, told by itself, and the lines it does without."""

    story: Story
    article: Article
    withheld: tuple[Withheld, ...]


def tell_each(
    sources: Iterable[str],
    settings: Settings,
    *,
    now: datetime,
    selection: Selection | None = None,
    progress: Progress = lambda _what, _done, _all: None,
) -> Iterator[Alone | Muted | Skipped]:
    """Each article by itself, by the built-in engine, as soon as it is read and written, in the order they are read.

    Nothing is kept of those that are done: so each is told in full, and how new it is counts from the newest so far.
    """
    from briefcli.article import Article, Skipped
    from briefcli.compose import told_and_muted
    from briefcli.writing import built_in

    chosen = selection or Selection()
    begun: deque[Weighed] = deque()
    aside: deque[Muted | Skipped] = deque()

    def groups() -> Iterator[Group]:
        newest: date | None = None
        for found in gather_each(sources, settings, today=now.date(), progress=progress, meanwhile=_load):
            if isinstance(found, Skipped):
                aside.append(found)
            elif isinstance(found, Article) and is_selected(found, chosen):
                one = _weighed([found], settings, now, newest=newest)
                newest = max(filter(None, (newest, found.published)), default=None)
                told, muted = told_and_muted(one)
                aside.extend(muted)
                begun.extend(told)
                yield from (each.group for each in told)

    for made in built_in(settings).write_each(groups()):
        while aside:
            yield aside.popleft()
        one = begun.popleft()
        story = replace(one.on(made.story), shown="full")
        yield Alone(story=story, article=one.group.articles[0], withheld=made.withheld)
    yield from aside


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


def _weighed(
    articles: Sequence[Article], settings: Settings, now: datetime, *, newest: date | None = None
) -> list[Weighed]:
    from briefcli.compose import weighed
    from briefcli.stories import group
    from briefcli.workers import on_this_machine

    groups = group(articles, settings.by, team=on_this_machine(settings.workers))
    return weighed(groups, today=now.date(), newest=newest, follow=settings.follow, mute=settings.mute)


def _load(model: LlmEngine | None = None) -> None:
    """Load what a brief is made and printed with, while another process loads what reads the first file."""
    import briefcli.compose
    import briefcli.render

    if model is not None:
        import briefcli.verify.paraphrases  # noqa: F401

        model.load()
