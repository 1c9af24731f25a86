"""Drafts of many stories at once: each asked for, checked while other calls are under way, and repaired once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from briefcli.article import Article
from briefcli.draft import Assignment, Draft, DraftPoint
from briefcli.errors import BriefError, EngineError
from briefcli.llm.asking.chat import CallFailedError
from briefcli.llm.asking.wire import TooLongError
from briefcli.llm.keeping.budget import CapReachedError
from briefcli.llm.writing.repair import repaired
from briefcli.llm.writing.story import Asker, merged, story_draft
from briefcli.text import one_line


class Checked(Protocol):
    """What a check makes of a draft, as far as the engine looks at it."""

    @property
    def refused(self) -> Mapping[int, str]:
        """Why a point may not be printed, by its place in the draft."""


CheckedT = TypeVar("CheckedT", bound=Checked)
Check = Callable[[Draft, Sequence[Article]], Awaitable[CheckedT]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted(Generic[CheckedT]):
    """What became of one assignment: a draft with what the check makes of it, or why there is none.

    `draft` and `checked` are None together, and then `failure` says why. `cap` is `budget` or `deadline` where that is
    the reason, else None. `notes` say what was unusual: a reply cut off, cites of nothing, a story in parts.
    """

    draft: Draft | None = None
    checked: CheckedT | None = None
    failure: str | None = None
    cap: str | None = None
    notes: tuple[str, ...] = ()


Done = Callable[[int, Drafted[CheckedT]], None]


@dataclass(slots=True)
class Hindered:
    """What kept calls from being made: the cap (`budget`, `deadline`), the failure of a server that answers nobody."""

    cap: str | None = None
    given_up: EngineError | None = None


async def drafts(
    asker: Asker,
    assignments: Sequence[Assignment],
    check: Check[CheckedT],
    *,
    done: Done[CheckedT],
    hindered: Hindered,
) -> list[Drafted[CheckedT]]:
    """A draft for each assignment, in the order given; one that fails says why and stops no other.

    A check is waited for like a call: where it is made in another process, calls go on meanwhile. In another thread
    each step of a call waited for the interpreter, and all calls together took half as long again.

    Args:
        asker: asks the model.
        assignments: what to write.
        check: says of a draft which points may not be printed; also of one that is nothing but a point.
        done: called with each that is ready, and the place of its assignment, in whatever order.
        hindered: is told what keeps calls from being made.

    Raises:
        EngineError: no story can be made, for a reason that is the same for all.
    """
    drafting = _Drafting(asker, check, hindered)

    async def one(place: int, assignment: Assignment) -> Drafted[CheckedT]:
        found = await drafting.drafted(assignment)
        done(place, found)
        return found

    failed: BaseException | None = None
    running = []
    try:
        async with asyncio.TaskGroup() as tasks:
            for place, assignment in enumerate(assignments):
                running.append(tasks.create_task(one(place, assignment)))
                await asyncio.sleep(0)  # its call goes out before the prompt of the next is made
    except* (BriefError, OSError) as group:
        failed = _first_of(group)
    if failed is not None:  # raised here: Python before 3.11.4 wraps what is raised above in a group again
        raise failed
    return [task.result() for task in running]


@dataclass(frozen=True, slots=True)
class _Drafting(Generic[CheckedT]):
    """One run of `drafts`."""

    asker: Asker
    check: Check[CheckedT]
    hindered: Hindered

    async def drafted(self, assignment: Assignment) -> Drafted[CheckedT]:
        """A draft, checked, and repaired where the check refuses a line; or why there is none."""
        articles, options = assignment.articles, self.asker.frame.options
        try:
            draft, notes = await _written(self.asker, assignment)
        except CapReachedError as cap:
            self.hindered.cap = cap.kind
            return Drafted(failure=str(cap), cap=cap.kind)
        except (CallFailedError, TooLongError) as error:
            return Drafted(failure=str(error))
        except EngineError as error:
            if options.gives_up and not assignment.notes:
                raise
            self.hindered.given_up = error
            return Drafted(failure=error.problem.rstrip("."))  # the stories are there; they do without an overview
        for note in notes:
            options.note(f"“{one_line(articles[0].title)}”: {note}")
        checked = await self.check(draft, articles)
        if checked.refused:
            repaired_draft = await self._repaired(draft, checked.refused, articles)
            if repaired_draft is not draft:
                draft, checked = repaired_draft, await self.check(repaired_draft, articles)
        return Drafted(draft=draft, checked=checked, notes=notes)

    async def _repaired(self, draft: Draft, refused: Mapping[int, str], articles: Sequence[Article]) -> Draft:
        """The draft with what a check refuses corrected, where there is money and time for it."""

        async def is_fine(point: DraftPoint) -> bool:
            return not (await self.check(Draft(headline="", points=(point,)), articles)).refused

        try:
            return await repaired(self.asker, draft, refused, articles, is_fine)
        except CapReachedError as cap:
            self.hindered.cap = cap.kind
            return draft


async def _written(asker: Asker, assignment: Assignment) -> tuple[Draft, tuple[str, ...]]:
    """A story, or the overview, as the model writes it; and what a reader of `-v` may want to know of its making."""
    if not assignment.notes:
        return await story_draft(asker, assignment.articles)
    most = assignment.most or asker.frame.options.ask.points
    return await merged(asker, "overview", assignment.notes, points=most), ()


def _first_of(group: BaseException) -> BaseException:
    while isinstance(group, BaseExceptionGroup):
        group = group.exceptions[0]
    return group
