"""`brief digest`: one brief per country or region, for cron."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ClassVar

import typer

from briefcli.cli.complete import countries, regions
from briefcli.cli.groups import Sets, flags_of, group, takes_groups
from briefcli.cli.options import (
    OUTPUT,
    RUN,
    SELECTION,
    Arranging,
    Asking,
    Calling,
    Capping,
    Mailing,
    Manner,
    Sharing,
    Since,
    Sources,
    Telling,
    Title,
)
from briefcli.errors import Exit
from briefcli.forms import FormName

if TYPE_CHECKING:
    from briefcli.cli.surroundings import Voice
    from briefcli.config import Settings
    from briefcli.digest import Digest, Event

_LOG_BYTES, _LOG_FILES = 1_000_000, 5


@group
class Naming:
    """What kind of files the briefs are, and their names."""

    PANEL: ClassVar[str] = OUTPUT

    form: Annotated[
        FormName | None,
        typer.Option("--format", "-f", help="Format of the briefs.", show_default="markdown"),
        Sets("format"),
    ] = None
    names: Annotated[
        str | None,
        typer.Option(
            help="Names of the files: date, time, code, name, run, ext.",
            metavar="PATTERN",
            show_default="{date}/{code}.{ext}",
        ),
        Sets("names"),
    ] = None


@group
class Fitting(Arranging):
    """How long each brief is, and in which order it tells its stories."""

    minutes: Annotated[
        int | None,
        typer.Option(help="Minutes each brief takes to read; 0: no limit.", show_default="10", min=0),
        Sets("digest_minutes"),
    ] = None


@group
class Running:
    """Under which title and date a run goes, and who shares its work."""

    PANEL: ClassVar[str] = RUN

    title: Title = None
    tz: Annotated[
        str | None,
        typer.Option(help="Time zone that says which day it is.", metavar="ZONE", show_default="the machine's"),
        Sets("timezone"),
    ] = None
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", help="Calls at once; given, it also sets --workers.", show_default="8", min=1),
        Sets("jobs"),
        Sets("workers"),
    ] = None
    scheduler: Annotated[
        str | None, typer.Option(help="Share the work on a Dask cluster.", metavar="tcp://HOST:PORT")
    ] = None


@group
class Asked:
    """Which places get a brief of their own."""

    PANEL: ClassVar[str] = SELECTION

    country: Annotated[
        list[str] | None,
        typer.Option(
            help="A brief about this country: KR, 'South Korea'. Repeatable.",
            metavar="COUNTRY",
            autocompletion=countries,
        ),
    ] = None
    region: Annotated[
        list[str] | None,
        typer.Option(
            help="A brief about this region of the config. Repeatable.", metavar="NAME", autocompletion=regions
        ),
    ] = None
    all_countries: Annotated[
        bool, typer.Option("--all-countries", help="A brief for every country in the news, whatever the config says.")
    ] = False


@takes_groups
def digest(
    sources: Sources,
    *,
    out: Annotated[
        Path,
        typer.Option(
            "--out", help="The folder of the digests.", metavar="DIR", show_default=False, rich_help_panel=OUTPUT
        ),
    ],
    asked: Asked,
    naming: Naming,
    since: Since = None,
    full: Annotated[
        bool,
        typer.Option("--full", help="Everything there is, not only what is new.", rich_help_panel=SELECTION),
    ] = False,
    telling: Telling,
    fitting: Fitting,
    asking: Asking,
    capping: Capping,
    calling: Calling,
    running: Running,
    sharing: Sharing,
    send: Annotated[
        bool,
        typer.Option(
            "--send",
            help="Send the briefs by mail, each once, and what earlier runs could not.",
            rich_help_panel=OUTPUT,
        ),
    ] = False,
    mailing: Mailing,
    log: Annotated[
        Path | None,
        typer.Option(help="Write a line per event there; kept small by rotation.", metavar="FILE", rich_help_panel=RUN),
    ] = None,
    manner: Manner,
) -> None:
    """One brief per country or region with what is new since the last run, an index, and run.json."""
    from briefcli.cli import second_opinion, writer
    from briefcli.cli import surroundings as around
    from briefcli.cli.post import Post, sending, with_desks
    from briefcli.cli.usage import named_as_typed
    from briefcli.digest import Order, check_names, make_digest, tell_of_failed_mail

    loaded = around.load_all(
        flags_of(naming, telling, fitting, asking, capping, calling, running, sharing, mailing, manner), manner.config
    )
    with named_as_typed(loaded, "names", "--names"):
        check_names(loaded.settings.names)
    loaded = replace(loaded, settings=with_desks(loaded.settings))
    settings = loaded.settings
    voice = around.Voice(quiet=manner.quiet, verbose=manner.verbose)
    at = around.now(settings.timezone)
    post = Post(out, loaded, at, voice) if send else None
    chosen = around.selection(since, asked.country, None, at, voice)
    order = Order(
        out=out,
        now=at,
        form=settings.format or ("eml" if send else "markdown"),
        names=settings.names,
        countries=chosen.countries,
        regions=_regions(settings, asked.region, voice, by_default=not asked.country and not asked.all_countries),
        since=chosen.since,
        full=full,
        scheduler=running.scheduler,
        lasted=around.stopwatch(),
    )
    with (
        _log(log) as tell_event,
        sending(post, tell_event) as outbox,
        writer.writer(loaded, voice, at, gives_up=False) as model,
        second_opinion.adviser(loaded, model, voice, at) as adviser,
        around.progress(voice) as show,
    ):
        if model is not None:
            writer.announce(model, voice)
            second_opinion.announce(adviser, voice)
        made = make_digest(
            sources,
            order,
            settings,
            model=model,
            adviser=adviser,
            outbox=outbox,
            tell_event=tell_event,
            progress=show,
        )
        _report(made, voice)
        if made.stories:
            second_opinion.report_adviser(adviser, voice)
            judging = adviser.llm if adviser else None
            writer.report_writing(made.stories, model, voice, usage=calling.usage, adviser=judging)
    if post and post.problems:
        if made.paths:
            tell_of_failed_mail(out, post.problems)
        raise typer.Exit(Exit.FAILED)
    raise typer.Exit(made.exit_code)


def _regions(
    settings: Settings, wanted: Sequence[str] | None, voice: Voice, *, by_default: bool
) -> Mapping[str, tuple[str, ...]]:
    """The regions named, or by default all there are; their countries as codes."""
    from briefcli.cli import surroundings as around
    from briefcli.errors import UsageError, nearest

    for name in wanted or ():
        if name not in settings.regions:
            known = (
                nearest(name, settings.regions) if settings.regions else "The config has none; see `regions:` there."
            )
            raise UsageError(f"--region: there is no region '{name}'.", remedy=known)
    chosen = wanted or (settings.regions if by_default else ())
    return {
        name: tuple(around.asked_country(given, f"region {name}:", voice) for given in settings.regions[name])
        for name in chosen
    }


def _report(made: Digest, voice: Voice) -> None:
    """The paths on stdout unless quiet; what was left out or went wrong on stderr."""
    from briefcli.cli import surroundings as around

    for path in () if voice.quiet else (*made.recovered, *made.paths):
        typer.echo(path)
    around.report_skipped(made.skipped, voice, nothing=False, strict=False)
    for warning in made.warnings:
        voice.warn(warning)
    if not made.paths and not made.recovered:
        voice.note(f"Nothing new since {made.last:%Y-%m-%d %H:%M}." if made.last else "Nothing new.")
    elif made.withheld:
        voice.note(f"{made.withheld} lines withheld: not found in the sources, or out of date.")


@contextmanager
def _log(file: Path | None) -> Iterator[Event]:
    """Something that writes each event on a line of a file; what ends the run is an event, too."""
    if file is None:
        yield lambda _name, /, **_fields: None
        return
    import logging
    from logging.handlers import RotatingFileHandler

    from briefcli.cli.ending import complain

    file.parent.mkdir(parents=True, exist_ok=True)
    lost: list[object] = []
    writer = RotatingFileHandler(file, maxBytes=_LOG_BYTES, backupCount=_LOG_FILES, encoding="utf-8", errors="replace")
    setattr(writer, "handleError", lost.append)  # noqa: B010 - a log that cannot be written stops no digest
    writer.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s", "%Y-%m-%dT%H:%M:%S%z"))

    def write(level: int, name: str, fields: Mapping[str, object]) -> None:
        message = " ".join((name, *(f"{key}={_shown(value)}" for key, value in fields.items())))
        writer.handle(logging.LogRecord("brief", level, "", 0, message, None, None))

    def tell_event(name: str, /, **fields: object) -> None:
        write(logging.WARNING if name == "skipped" else logging.INFO, name, fields)

    try:
        yield tell_event
    except BaseException as error:
        write(logging.ERROR, "failed", {"error": type(error).__name__, "message": error})
        raise
    finally:
        try:
            writer.close()
        except OSError:
            lost.append(file)
        if lost:
            complain(f"{file}: the log could not be written; {len(lost)} of its lines are lost.")


def _shown(value: object) -> str:
    """A value on one line, in quotes where it has spaces."""
    import json

    from briefcli.text import one_line

    text = one_line(str(value))
    return json.dumps(text, ensure_ascii=False) if " " in text or '"' in text or not text else text
