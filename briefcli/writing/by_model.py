"""A model's drafts, checked; the built-in engine where they leave nothing to print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from briefcli.brief import REPLACED, Assignment, Draft, DraftPoint, Point, Story, Usage
from briefcli.config import Settings
from briefcli.figures import noted
from briefcli.llm import Drafted, LlmEngine
from briefcli.quotes import is_fragment, unsaid
from briefcli.stories import Group
from briefcli.verify import Problem, Verified, is_translated, verify_points_in, verify_rest
from briefcli.writing.by_rules import by_rules
from briefcli.writing.written import Overview, Progress, Written, forget, overview_story, story_of, withheld_of

_OVERVIEW_POINTS = 5
_LONGEST_SHOWN = 800  # characters of a line that is withheld


@dataclass(frozen=True, slots=True)
class ByModel:
    """A model, and the built-in engine where it leaves nothing to print."""

    llm: LlmEngine
    settings: Settings
    progress: Progress
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
        """All calls first, side by side, their points checked as they come; then what this machine does alone."""
        groups = [one for one in stories if not isinstance(one, Overview)]
        drafts = self._drafts([Assignment(articles=one.kept) for one in groups])
        begun = [self._begun(one, made) for one, made in zip(groups, drafts, strict=True)]
        overviews = [self._asked_for(one, begun) for one in stories if isinstance(one, Overview)]
        told: list[Story] = []
        for one, made in zip(groups, begun, strict=True):
            written = made if isinstance(made, Written) else self._completed(one, *made)
            told.append(written.story)
            yield written
            forget(one)
        yield from (_overview(made, told) for made in overviews)

    def _drafts(self, assignments: Sequence[Assignment]) -> list[Drafted[Verified]]:
        ready = 0

        def count() -> None:
            nonlocal ready
            ready += 1
            self.progress("Asking", ready, len(assignments))

        self.progress("Asking", 0, len(assignments))
        check = partial(verify_points_in, language=self.settings.language)
        return self.llm.drafts(assignments, check, done=count)

    def _begun(self, one: Group, made: Drafted[Verified]) -> Written | tuple[Draft, Verified]:
        """The draft with its points checked; a story by the built-in engine where none of them may be printed."""
        if made.draft is None or made.checked is None:
            return by_rules(one, self.settings, fallback=made.failure or "the model gave no draft")
        checked = made.checked.first(self.settings.points)
        if not checked.points and self.settings.template != "quotes":
            reason = "every point of the model was withheld" if checked.lines else "the model gave no points"
            instead = by_rules(one, self.settings, fallback=reason)
            return replace(instead, withheld=(*instead.withheld, *withheld_of(one.id, checked.unsaid)))
        return made.draft, checked

    def _asked_for(self, one: Overview, begun: Sequence[Written | tuple[Draft, Verified]]) -> Drafted[Verified] | None:
        """What the model makes of the first point of each story; None where one story needs no overview."""
        points = (made.story.points if isinstance(made, Written) else made[1].points for made in begun)
        notes = tuple(DraftPoint(text=first.text, cites=first.evidence) for first, *_ in filter(None, points))
        if len(notes) < 2:
            return None
        [made] = self._drafts([Assignment(articles=one.kept, notes=notes, most=min(_OVERVIEW_POINTS, len(notes)))])
        return made

    def _completed(self, one: Group, draft: Draft, points: Verified) -> Written:
        """The model's points, with its headline and quotations where they are true, else the built-in engine's."""
        translated = is_translated(self.settings.language, one.kept)
        checked = verify_rest(points, draft, one.kept, translated=translated)
        said = [point.text for point in checked.points]
        headline, untrue = draft.headline, list[Problem]()
        quotes = unsaid((quote for quote in checked.quotes if quote.speaker or not is_fragment(quote)), said)
        if checked.headline is not None or not quotes:
            rules = by_rules(one, self.settings).story
            quotes = quotes or unsaid(rules.quotes, said) or checked.quotes
            if checked.headline is not None:
                untrue = [Problem(text=headline, reason=checked.headline)] if headline else []
                headline = rules.headline
        quotes = quotes[: self.settings.quotes]
        story = story_of(one, headline=headline, points=checked.points, quotes=quotes, engine=self.name)
        if story.headline != headline:
            untrue.append(Problem(text=headline, reason=REPLACED))
        others = [_cut(problem) for problem in (*untrue, *checked.misquoted)]
        return Written(story=story, withheld=withheld_of(one.id, (*checked.unsaid, *others)))


def _cut(problem: Problem) -> Problem:
    return Problem(text=problem.text[:_LONGEST_SHOWN], reason=problem.reason[:_LONGEST_SHOWN])


def _overview(made: Drafted[Verified] | None, stories: Sequence[Story]) -> Written:
    """The overview's points, those with a replaced figure marked, and why others, or all of them, are not there."""
    if made is None:
        return Written(story=overview_story())
    if made.checked is None:
        problem = Problem(text="The overview", reason=f"It could not be made: {made.failure}.")
        return Written(story=overview_story(), withheld=withheld_of("", (problem,)))
    points = tuple(_noted(point, stories) for point in made.checked.points)
    return Written(story=overview_story(points), withheld=withheld_of("", made.checked.withheld))


def _noted(point: Point, stories: Sequence[Story]) -> Point:
    """The point with what has replaced its figures in the stories it rests on."""
    cited = {span.article for span in point.evidence}
    developed = [found for one in stories if cited.intersection(one.articles) for found in one.developments]
    (marked,) = noted([point], developed)
    return marked
