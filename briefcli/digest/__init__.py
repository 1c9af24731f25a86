"""The digest: one brief per country or region, only what is new since the last good run.

    read -> what is new -> tell -> stage the files -> note the run -> move the files -> mark it done

Killed before the run is noted, nothing has happened; killed later, the next run moves the files and marks it done.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Protocol

from briefcli.article import Skipped, forget
from briefcli.brief import Muted, Story
from briefcli.compose import shape_of
from briefcli.config import OWN, STATE, Settings
from briefcli.digest.again import tell_again
from briefcli.digest.files import Staging, clear, missing, move_into_place
from briefcli.digest.index import Result, Written, file_of, index_ending, to_index, written_of
from briefcli.digest.lock import locked
from briefcli.digest.manifest import tell_of_failed_mail, to_manifest
from briefcli.digest.news import News, find_news, find_quiet
from briefcli.digest.opening import opened
from briefcli.digest.order import NAMES, Order, check_names, is_brief
from briefcli.digest.outcome import Happened, exit_code
from briefcli.digest.reports import reports_of
from briefcli.digest.safe import Aside, keep_copy, make_sure
from briefcli.digest.state import Report, Run, State
from briefcli.digest.storylines import Wanted, find_storylines
from briefcli.digest.tell import Entry, Hands, Scribe, briefs, elsewhere, sifted, tell_news
from briefcli.errors import BriefError, Exit
from briefcli.gathering import Gathered, Progress, Selection, gather, select
from briefcli.render import render
from briefcli.shelf import Shelf
from briefcli.workers import Workers, workers
from briefcli.writing import Adviser

if TYPE_CHECKING:
    from briefcli.llm import LlmEngine

__all__ = ["NAMES", "Digest", "Order", "Wanted", "check_names", "find_storylines", "make_digest", "tell_of_failed_mail"]

_EARLIER_RUNS = 30


class Event(Protocol):
    """Hears what happens in a run, one event at a time."""

    def __call__(self, name: str, /, **fields: object) -> None:
        """Take note of an event."""


class Outbox(Protocol):
    """Takes note of the mails of a run before it counts, so that they are sent even if it is killed right after."""

    def __call__(self, file: Path, mail: str, /) -> None:
        """A file that will be there when the run is done, and what it holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What a run made. `paths` is empty where there was nothing new; `last` is when the last good run was, if any.

    `stories` are those that were told, each once. `recovered` are the files of an earlier run that was killed before
    they were all in place; now they are. `warnings` are what went wrong without stopping the run; `exit_code` is what
    all of it comes to.
    """

    paths: tuple[Path, ...]
    recovered: tuple[Path, ...]
    skipped: tuple[Skipped, ...]
    withheld: int
    last: datetime | None
    stories: tuple[Story, ...] = ()
    warnings: tuple[str, ...] = ()
    exit_code: Exit = Exit.DONE


def make_digest(  # noqa: PLR0913 - all but three are named by the caller, and have defaults
    sources: Sequence[str],
    order: Order,
    settings: Settings,
    *,
    model: LlmEngine | None = None,
    adviser: Adviser | None = None,
    outbox: Outbox | None = None,
    tell_event: Event = lambda _name, /, **_fields: None,
    progress: Progress = lambda _what, _done, _all: None,
) -> Digest:
    """Write the briefs of what is new, an index and a manifest.

    Raises:
        LockedError: another run is writing there.
        UsageError: the template of the file names cannot work.
        ConfigError: the shape of the briefs is none.
        BriefError: no source gave an article; nothing is written.
    """
    check_names(order.names)
    shape_of(settings, minutes=settings.digest_minutes)  # what is wrong with it, is said before anything is read
    own = order.out / OWN
    own.mkdir(parents=True, exist_ok=True)
    with (
        locked(own),
        _state(own / STATE, order.now, tell_event) as (state, aside),
        _team(order, settings) as team,
        closing(Shelf(own)) as shelf,
    ):
        recovered = _recover(order.out, own / "staged", state, tell_event, told_days=settings.storyline_days)
        tell_event("started", sources=len(sources), run=state.next_run())
        gathered = gather(sources, settings, today=order.now.date(), team=team, progress=progress, keep=shelf.put)
        for skipped in gathered.skipped:
            tell_event("skipped", source=skipped.source, reason=skipped.reason)
        if not gathered.articles and not recovered:
            also = f" And {aside}" if aside else ""
            raise BriefError(f"No source gave an article.{also}", remedy=_first_reason(gathered.skipped))
        hands = Hands(model=model, team=team, progress=progress, adviser=adviser)
        if again := tell_again(state, settings, hands):
            tell_event("told again for the storylines", stories=again)
        run = _Running(
            order=order,
            settings=settings,
            state=state,
            hands=hands,
            shelf=shelf,
            aside=aside,
            recovered=recovered,
            outbox=outbox,
        )
        made = run.write(tuple(sources), gathered, tell_event)
        return replace(made, warnings=(*made.warnings, *_copied(state, own / STATE, tell_event)))


@contextmanager
def _state(file: Path, now: datetime, tell_event: Event) -> Iterator[tuple[State, Aside | None]]:
    """The state, or its copy where it is lost; and what became of it."""
    aside = make_sure(file, now)
    if aside:
        tell_event("state kept aside", file=aside.kept, copied=aside.copied)
    with opened(file) as state:
        yield state, aside


def _team(order: Order, settings: Settings) -> AbstractContextManager[Workers]:
    return workers(settings.workers, order.scheduler)


def _copied(state: State, file: Path, tell_event: Event) -> tuple[str, ...]:
    """Keep a copy of the state. The digest is there: a disk that has no room for the copy costs a warning."""
    try:
        keep_copy(state, file)
    except (OSError, BriefError) as error:
        tell_event("state not copied", reason=error)
        return (f"no copy of the state could be kept: {error}",)
    return ()


def _first_reason(skipped: Sequence[Skipped]) -> str:
    return f"{skipped[0].source} {skipped[0].reason}" if skipped else "Name files or folders that hold articles."


def _recover(out: Path, staged: Path, state: State, tell_event: Event, *, told_days: int) -> tuple[Path, ...]:
    """Finish the run that was interrupted while its files were put in place, or take it back where they are gone."""
    run = state.unfinished()
    if run is None:
        clear(staged)
        return ()
    if lost := missing(out, staged, run.files):
        tell_event("taken back", run=run.number, missing=len(lost))
        state.take_back(run.number)
        clear(staged)
        return ()
    move_into_place(out, staged, run.files)
    state.finish(run.number, told_days=told_days)
    tell_event("finished an interrupted run", run=run.number)
    return tuple(out / path for path in run.files.values() if is_brief(path))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Running:
    """A run that holds the lock."""

    order: Order
    settings: Settings
    state: State
    hands: Hands
    shelf: Shelf
    aside: Aside | None
    recovered: tuple[Path, ...]
    outbox: Outbox | None

    def write(self, sources: tuple[str, ...], gathered: Gathered, tell_event: Event) -> Digest:
        """Everything from articles to files."""
        order, state = self.order, self.state
        articles = select(gathered.articles, Selection(since=order.since))
        last = state.last_run()
        found = find_news(articles, state, order, team=self.hands.team, shelf=self.shelf)
        news, muted = sifted(found, self.settings, order.now.date())
        if muted:
            tell_event("muted", stories=len(muted), names=", ".join(sorted({one.match for one in muted})))
        if not news.items:
            tell_event("nothing new", articles=len(articles))
            self._note_repeats(news)
            return self._made((), gathered, (), last=last)
        entries = tell_news(news, self.settings, self.hands, full=order.full)
        scribe = self._scribe(muted)
        quiet = find_quiet(state, news, articles, order.now.date())
        staging = Staging(out=order.out, folder=order.out / OWN / "staged")
        number = state.next_run()
        told = {article.id for entry in entries for article in entry.articles}
        written = self._written(entries, quiet, staging, scribe)
        made = self._made(tuple(order.out / one.path for one in written), gathered, entries, last=last)
        result = Result(
            run=number,
            sources=sources,
            articles=len(articles),
            known=sum(article.id not in told for article in articles),
            written=written,
            entries=tuple(entries),
            elsewhere=tuple(elsewhere(entries, order)),
            quiet=tuple(quiet),
            scribe=scribe,
            skipped=gathered.skipped,
            warnings=made.warnings,
            exit_code=made.exit_code,
        )
        self._stage(result, staging)
        if self.outbox is not None:
            for one in result.written:
                self.outbox(order.out / one.path, staging.read(one.path))
        run = Run(number=number, files=dict(staging.moves))
        state.begin(run, order.now, news.filed, reports_of(news, entries, quiet, order))
        move_into_place(order.out, staging.folder, staging.moves)
        state.finish(number, told_days=self.settings.storyline_days)
        for one in result.written:
            tell_event("written", path=one.path, stories=len(one.told))
        tell_event("done", run=number, stories=len(entries), quiet=len(quiet), withheld=made.withheld)
        return replace(made, stories=tuple({entry.told.story.id: entry.told.story for entry in entries}.values()))

    def _made(
        self, paths: tuple[Path, ...], gathered: Gathered, entries: Sequence[Entry], *, last: datetime | None
    ) -> Digest:
        return Digest(
            paths=paths,
            recovered=self.recovered,
            skipped=gathered.skipped,
            withheld=sum(len(entry.told.withheld) for entry in entries),
            last=last,
            warnings=(str(self.aside),) if self.aside else (),
            exit_code=self._exit_code(gathered, entries, wrote=bool(paths or self.recovered)),
        )

    def _exit_code(self, gathered: Gathered, entries: Sequence[Entry], *, wrote: bool) -> Exit:
        """What a run comes to, before its files are in place: it stands in the manifest."""
        return exit_code(
            Happened(
                wrote=wrote or self.aside is not None,
                skipped=bool(gathered.skipped),
                withheld=any(entry.told.withheld for entry in entries),
                fell_back=self.aside is not None
                or any(entry.told.story.fallback for entry in entries)
                or self.hands.lacks_opinions,
                capped=self.hands.capped,
            ),
            strict=self.settings.strict,
        )

    def _scribe(self, muted: tuple[Muted, ...]) -> Scribe:
        writer = self.hands.engine(self.settings)
        return Scribe(
            title=self.settings.title or "News brief",
            engine=writer,
            usage=writer.usage.plus(self.hands.adviser.llm.usage) if self.hands.adviser else writer.usage,
            shape=shape_of(self.settings, minutes=self.settings.digest_minutes),
            muted=muted,
        )

    def _note_repeats(self, news: News) -> None:
        """Remember new articles that say nothing new, so that they are not looked at again as new ones."""
        if news.filed:
            run = Run(number=self.state.next_run(), files={})
            self.state.begin(run, self.order.now, news.filed, ())
            self.state.finish(run.number, told_days=self.settings.storyline_days)

    def _written(
        self, entries: Sequence[Entry], quiet: Sequence[Report], staging: Staging, scribe: Scribe
    ) -> tuple[Written, ...]:
        """The files of the briefs, one after the other: of those that are written, no text is kept."""
        order = self.order
        written = []
        for place, chosen, brief in briefs(entries, quiet, order, scribe):
            path = staging.free_path(order.path(place, self.state.next_run()))
            addressing = self.settings.mail.addressing(place.code, place.name)
            text = render(brief, order.form, width=100, addressing=addressing)
            for entry in chosen:
                forget(entry.articles)
            content = staging.write(path, text)
            written.append(written_of(place, chosen, brief, file_of(str(path), content)))
        return tuple(written)

    def _stage(self, result: Result, staging: Staging) -> None:
        order = self.order
        index = to_index(result, order, self.state.earlier_files(_EARLIER_RUNS))
        index_path = f"index.{index_ending(order.form)}"
        manifest = to_manifest(result, order, (index_path, index))
        day = PurePosixPath(order.now.date().isoformat())
        staging.write(staging.free_path(day / "run.json"), manifest)
        staging.write(PurePosixPath("run.json"), manifest)
        staging.write(PurePosixPath(index_path), index)
        staging.seal()
