"""The built-in engine: drafts of the sources' own sentences, checked like any other's."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from briefcli import extractive
from briefcli.article import Span, forget
from briefcli.brief import Development, Point, Quote, Usage
from briefcli.config import Settings
from briefcli.draft import Draft
from briefcli.stories import Group
from briefcli.verify import Verified, verify
from briefcli.workers import Workers
from briefcli.writing.written import (
    Overview,
    Progress,
    Written,
    developed_in,
    line_of,
    overview_story,
    story_of,
    withheld_of,
)

_MOST_REDRAFTS = 4  # each leaves out what the one before had to withhold


@dataclass(frozen=True, slots=True)
class ByRules:
    """The built-in engine, with the help of a team."""

    team: Workers
    settings: Settings
    progress: Progress
    name: str = "extractive"
    model: None = None
    usage: Usage = field(default_factory=Usage)

    def write(self, stories: Sequence[Group]) -> Iterator[Written]:
        """Each story as it is written; then the overview, a line of each of its stories."""
        groups = [one for one in stories if not isinstance(one, Overview)]
        lines: dict[str, Point | None] = {}
        for done, (one, told) in enumerate(zip(groups, self.write_each(groups), strict=True)):
            self.progress("Choosing", done, len(groups))
            lines[one.id] = line_of(told.story)
            yield told
        for whole in stories:
            if isinstance(whole, Overview):
                yield Written(story=overview_story(filter(None, (lines[one.id] for one in whole.stories))))

    def write_each(self, stories: Iterable[Group]) -> Iterator[Written]:
        """Each story as it is written, however many there are: none but those at work is held."""
        begun: deque[Group] = deque()

        def coming() -> Iterator[Group]:
            for one in stories:
                begun.append(one)
                yield one

        for told in self.team.map(partial(by_rules, settings=self.settings), coming(), lost=untold):
            yield told
            forget(begun.popleft().articles)


def by_rules(one: Group, settings: Settings, *, fallback: str | None = None) -> Written:
    """A story by the built-in engine. `fallback` says why it is not by the one asked for."""
    developed = developed_in(one)
    draft, checked = _checked_draft(one, settings, developed)
    story = story_of(
        one,
        headline=draft.headline,
        points=checked.points,
        quotes=checked.quotes,
        developed=developed,
        fallback=fallback,
    )
    return Written(story=story, withheld=withheld_of(one.id, checked.withheld))


def headed_and_quoted(one: Group, settings: Settings) -> tuple[str, tuple[Quote, ...]]:
    """How the built-in engine heads a story, and what it quotes of it, for points that somebody else wrote.

    So a quotation is not left out because a sentence of its own would have told it. It chooses points only where no
    article has a title.
    """
    has_title = any(article.title for article in one.kept)
    draft = extractive.draft(one.kept, points=0 if has_title else settings.points, quotes=settings.quotes)
    return draft.headline, verify(draft, one.kept).quotes


def _checked_draft(one: Group, settings: Settings, developed: Sequence[Development]) -> tuple[Draft, Verified]:
    """A draft and the checks of it; where a point would be withheld, the next best sentence takes its place."""
    without: set[Span] = set()
    for _ in range(_MOST_REDRAFTS):
        draft = extractive.draft(
            one.kept, points=settings.points, quotes=settings.quotes, developed=developed, without=without
        )
        checked = verify(draft, one.kept)
        if not checked.refused:
            break
        without |= {span for place in checked.refused for span in draft.points[place].cites}
    return draft, checked


def untold(one: Group, _late: bool) -> Written:  # noqa: FBT001 - as `Workers` calls it
    """What stands for a story that ended the process that wrote it: its headline, and why there is no more."""
    reason = "the process that told this story ended, twice"
    return Written(story=story_of(one, headline=one.articles[0].title, fallback=reason, dated=False))
