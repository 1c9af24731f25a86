"""A model's drafts, checked; the built-in engine where they leave nothing to print."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefcli.article import Article, forget
from briefcli.brief import REPLACED, Point, Story, Usage
from briefcli.config import Settings
from briefcli.draft import Assignment, Draft, DraftPoint
from briefcli.figures import noted
from briefcli.llm import Check, Drafted, LlmEngine
from briefcli.quotes import is_fragment, unsaid
from briefcli.stories import Group
from briefcli.verify import Problem, Verified, is_translated, verify_points_in, verify_rest
from briefcli.workers import Hands, Tray
from briefcli.writing.by_rules import by_rules, headed_and_quoted, untold
from briefcli.writing.written import Overview, Progress, Written, line_of, overview_story, story_of, withheld_of

_Told = tuple[Draft, Verified]
_MIXED = "It is of several stories; the overview has a line for each."
_LONGEST_SHOWN = 800  # characters of a line that is withheld
_AT_HAND = 100  # stories that are checked and not yet completed


@dataclass(frozen=True, slots=True)
class _Todo:
    """A draft whose points are to be checked; whose story is to be completed, where they are there: that at a place."""

    one: Group
    draft: Draft
    points: Verified | None = None
    place: int = 0


@dataclass(frozen=True, slots=True)
class _Done:
    """What was done: the points, checked, and the story, where that was asked for, or where nobody could check."""

    points: Verified
    story: Written | None = None
    place: int = 0

    @property
    def refused(self) -> Mapping[int, str]:
        """Why a point may not be printed, by its place in the draft."""
        return self.points.refused


@dataclass(frozen=True, slots=True)
class _Desk:
    """Checks drafts, and completes stories. What is known of the articles after the one is at hand for the other."""

    settings: Settings
    engine: str
    at_hand: dict[str, Group] = field(default_factory=dict)

    def __call__(self, todo: _Todo) -> _Done:
        one = self.at_hand.pop(todo.one.id, todo.one)
        if todo.points is not None:
            story = _written(one, todo.draft, todo.points, self.settings, self.engine)
            return _Done(todo.points, story, todo.place)
        if len(self.at_hand) < _AT_HAND:
            self.at_hand[one.id] = one
        return _Done(verify_points_in(todo.draft, one.kept, language=self.settings.language))


@dataclass(frozen=True, slots=True)
class ByModel:
    """A model, and the built-in engine where it leaves nothing to print.

    The hands are of this machine: what they do needs no server.
    """

    llm: LlmEngine
    settings: Settings
    progress: Progress
    hands: Hands
    name: str = "llm"

    @property
    def model(self) -> str:
        """The model that is asked."""
        return self.llm.model

    @property
    def usage(self) -> Usage:
        """What was used so far."""
        return self.llm.usage

    def write(self, stories: Sequence[Group]) -> Iterator[Written]:
        """All calls side by side, each draft checked as it comes, and completed, beside the calls that follow."""
        groups = [one for one in stories if not isinstance(one, Overview)]
        with self.hands.tray(_Desk(self.settings, self.name), expected=len(groups), lost=_lost) as tray:

            def told(place: int, made: Drafted[_Done]) -> None:
                if isinstance(printable := self._told(made), tuple):
                    tray.put(_Todo(groups[place], *printable, place=place))

            assignments = [Assignment(articles=one.kept) for one in groups]
            drafts = self._drafts(assignments, self._at(tray, groups), told)
            begun = {
                one.id: self._told(made) or self._instead(one, made) for one, made in zip(groups, drafts, strict=True)
            }
            answered = any(made.draft for made in drafts) or not drafts
            wholes = [
                _lines_of(one, self._asked_for(one, begun) if answered else None)
                for one in stories
                if isinstance(one, Overview)
            ]
            completed = _Completed(tray.results())
            for place, one in enumerate(groups):
                made = begun[one.id]
                written = made if isinstance(made, Written) else completed.at(place)
                for whole in wholes:
                    whole.complete(one, written.story, self._by_rules)
                yield written
                forget(one.articles)
        yield from (whole.written() for whole in wholes)

    def _at(self, tray: Tray[_Todo, _Done], groups: Sequence[Group]) -> Check[_Done]:
        """A check of the drafts of these stories, made by whoever stands at a tray."""
        by_article = {one.articles[0].id: one for one in groups}

        async def check(draft: Draft, articles: Sequence[Article]) -> _Done:
            return await tray.ask(_Todo(by_article[articles[0].id], draft))

        return check

    async def _here(self, draft: Draft, articles: Sequence[Article]) -> _Done:
        """A check made here: of the overview, which nobody asks for before its stories are there."""
        return _Done(verify_points_in(draft, articles, language=self.settings.language))

    def _drafts(
        self,
        assignments: Sequence[Assignment],
        check: Check[_Done],
        done: Callable[[int, Drafted[_Done]], None] = lambda _place, _made: None,
    ) -> list[Drafted[_Done]]:
        """The drafts, checked; each is told as it comes, with its place."""
        ready = 0

        def come(place: int, made: Drafted[_Done]) -> None:
            nonlocal ready
            ready += 1
            self.progress("Asking", ready, len(assignments))
            done(place, made)

        self.progress("Asking", 0, len(assignments))
        return self.llm.drafts(assignments, check, done=come)

    def _told(self, made: Drafted[_Done]) -> Written | _Told | None:
        """The draft with as many of its points, checked, as are asked for; None where none of them may be printed.

        The story, where the process ended that was to check it.
        """
        if made.draft is None or made.checked is None:
            return None
        checked = made.checked.points.first(self.settings.points)
        printable = checked.points or self.settings.template == "quotes"
        return made.checked.story or ((made.draft, checked) if printable else None)

    def _instead(self, one: Group, made: Drafted[_Done]) -> Written:
        """A story by the built-in engine, and why."""
        if made.draft is None or made.checked is None:
            return by_rules(one, self.settings, fallback=made.failure or "the model gave no draft")
        checked = made.checked.points.first(self.settings.points)
        reason = "every point of the model was withheld" if checked.lines else "the model gave no points"
        instead = by_rules(one, self.settings, fallback=reason)
        return replace(instead, withheld=(*instead.withheld, *withheld_of(one.id, checked.unsaid)))

    def _asked_for(self, one: Overview, begun: Mapping[str, Written | _Told]) -> Drafted[_Done] | None:
        """What the model makes of the first point of each story; None where there is nothing to make an overview of."""
        made = (begun[story.id] for story in one.stories)
        points = (told.story.points if isinstance(told, Written) else told[1].points for told in made)
        notes = tuple(DraftPoint(text=first.text, cites=first.evidence) for first, *_ in filter(None, points))
        if not notes:
            return None
        [drafted] = self._drafts([Assignment(articles=one.kept, notes=notes, most=len(notes))], self._here)
        return drafted

    def _by_rules(self, one: Group, told: Story) -> Story:
        """The story by the built-in engine, which may be what there is of it."""
        return by_rules(one, self.settings).story if told.engine == self.name else told


@dataclass(slots=True)
class _Completed:
    """Stories by their places, though they come as they were answered."""

    coming: Iterator[_Done]
    before: dict[int, _Done] = field(default_factory=dict)

    def at(self, place: int) -> Written:
        """The story at a place; those that come before it are kept."""
        while place not in self.before:
            done = next(self.coming)
            self.before[done.place] = done
        story = self.before.pop(place).story
        assert story is not None, "what was put into the tray were stories"
        return story


def _written(one: Group, draft: Draft, points: Verified, settings: Settings, engine: str) -> Written:
    """The model's points, with its headline and quotations where they are true, else the built-in engine's."""
    translated = is_translated(settings.language, one.kept)
    checked = verify_rest(points, draft, one.kept, translated=translated)
    said = [point.text for point in checked.points]
    headline = draft.headline
    quotes = unsaid((quote for quote in checked.quotes if quote.speaker or not is_fragment(quote)), said)
    if checked.headline is not None or not quotes:
        title, quoted = headed_and_quoted(one, settings)
        quotes = quotes or unsaid(quoted, said) or checked.quotes
        headline = headline if checked.headline is None else title
    quotes = quotes[: settings.quotes]
    story = story_of(one, headline=headline, points=checked.points, quotes=quotes, engine=engine)
    untrue = []
    if draft.headline and story.headline != draft.headline:
        untrue.append(Problem(text=draft.headline, reason=checked.headline or REPLACED))
    others = [_cut(problem) for problem in (*untrue, *checked.misquoted)]
    return Written(story=story, withheld=withheld_of(one.id, (*checked.unsaid, *others)))


def _lost(todo: _Todo, late: bool) -> _Done:  # noqa: FBT001 - as `Workers` calls it
    return _Done(todo.points or Verified(), untold(todo.one, late), todo.place)


def _cut(problem: Problem) -> Problem:
    return Problem(text=problem.text[:_LONGEST_SHOWN], reason=problem.reason[:_LONGEST_SHOWN])


@dataclass(slots=True)
class _Lines:
    """The overview on its way: a line for each of its stories, the model's or None, and what is withheld of it."""

    lines: dict[str, Point | None]
    withheld: list[Problem]

    def complete(self, one: Group, told: Story, by_rules: Callable[[Group, Story], Story]) -> None:
        """Mark what has replaced the figures of a story's line; without a line, take the built-in engine's."""
        if one.id not in self.lines:
            return
        line = self.lines[one.id]
        self.lines[one.id] = line_of(by_rules(one, told)) if line is None else _noted(line, told)

    def written(self) -> Written:
        """The overview."""
        story = overview_story(line for line in self.lines.values() if line is not None)
        return Written(story=story, withheld=withheld_of("", self.withheld))


def _lines_of(one: Overview, made: Drafted[_Done] | None) -> _Lines:
    """The model's lines that may be printed: those of one story each, the first of each story."""
    found = _Lines({story.id: None for story in one.stories}, [])
    if made and made.checked is None:
        found.withheld.append(Problem(text="The overview", reason=f"It could not be made: {made.failure}."))
    if made and made.checked:
        found.withheld += made.checked.points.withheld
        for point in made.checked.points.points:
            about = _stories_of(point, one)
            if len(about) > 1:
                found.withheld.append(Problem(text=point.text, reason=_MIXED))
            elif about and found.lines[about[0]] is None:
                found.lines[about[0]] = point
    return found


def _stories_of(point: Point, one: Overview) -> list[str]:
    """The stories that a line of the overview rests on."""
    cited = {span.article for span in point.evidence}
    return [story.id for story in one.stories if cited.intersection(article.id for article in story.articles)]


def _noted(point: Point, story: Story) -> Point:
    """The point with what has replaced its figures in its story."""
    (marked,) = noted([point], story.developments)
    return marked
