"""`brief digest`: one brief per country or region, for cron."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefcli.cli.options import (
    BaseUrl,
    BudgetUsd,
    ConfigFile,
    Deadline,
    Engine,
    FormatName,
    Language,
    Model,
    NoCache,
    Offline,
    Param,
    Quiet,
    Retries,
    ShowUsage,
    Since,
    Sources,
    Strict,
    Template,
    Timeout,
    Verbose,
)

if TYPE_CHECKING:
    from briefcli.cli.surroundings import Voice
    from briefcli.config import Settings
    from briefcli.digest import Digest, Event

_NOTHING_NEW = 4
_LOG_BYTES, _LOG_FILES = 1_000_000, 5


def digest(
    sources: Sources,
    out: Annotated[Path, typer.Option("--out", help="The folder of the digests.", metavar="DIR", show_default=False)],
    country: Annotated[
        list[str] | None, typer.Option(help="A brief about this country: KR, Korea. Repeatable.", metavar="CODE")
    ] = None,
    region: Annotated[
        list[str] | None, typer.Option(help="A brief about this region of the config. Repeatable.", metavar="NAME")
    ] = None,
    all_countries: Annotated[
        bool, typer.Option("--all-countries", help="A brief for every country in the news, whatever the config says.")
    ] = False,
    form: Annotated[
        FormatName | None, typer.Option("--format", "-f", help="Format of the briefs.", show_default="markdown")
    ] = None,
    names: Annotated[
        str | None,
        typer.Option(help="Names of the files: date, time, code, name, run, ext.", show_default="{date}/{code}.{ext}"),
    ] = None,
    since: Since = None,
    full: Annotated[bool, typer.Option("--full", help="Everything there is, not only what is new.")] = False,
    points: Annotated[
        int | None, typer.Option("--points", "-n", help="Points per story.", show_default="4", min=1)
    ] = None,
    quotes: Annotated[
        int | None, typer.Option("--quotes", help="Key quotes per story.", show_default="3", min=0)
    ] = None,
    engine: Engine = None,
    offline: Offline = False,
    model: Model = None,
    base_url: BaseUrl = None,
    template: Template = None,
    param: Param = None,
    language: Language = None,
    budget: BudgetUsd = None,
    deadline: Deadline = None,
    timeout: Timeout = None,
    retries: Retries = None,
    no_cache: NoCache = False,
    usage: ShowUsage = False,
    title: Annotated[str | None, typer.Option(help="Title of the briefs.", show_default="News brief")] = None,
    tz: Annotated[
        str | None, typer.Option(help="Time zone that says which day it is.", show_default="the machine's")
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", "-j", help="Processes that share the work, or calls at once.", show_default="1, or 8", min=1
        ),
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option(help="Share the work on a Dask cluster.", metavar="tcp://HOST:PORT")
    ] = None,
    log: Annotated[
        Path | None, typer.Option(help="Write a line per event there; kept small by rotation.", metavar="FILE")
    ] = None,
    strict: Strict = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    config: ConfigFile = None,
) -> None:
    """One brief per country or region with what is new since the last run, an index, and run.json."""
    from briefcli.cli import surroundings as around
    from briefcli.cli import writer
    from briefcli.digest import Order, make_digest

    flags = {
        "points": points,
        "quotes": quotes,
        "title": title,
        "timezone": tz,
        "names": names,
        "engine": engine,
        "offline": offline or None,
        "model": model,
        "base_url": base_url,
        "template": template,
        "params": dict(param) if param else None,
        "language": language,
        "budget_usd": budget,
        "deadline": deadline,
        "jobs": jobs,
        "timeout_seconds": timeout,
        "retries": retries,
        "cache": False if no_cache else None,
        "strict": strict,
        "format": form,
    }
    loaded = around.load_all(flags, config)
    settings = loaded.settings
    voice = around.Voice(quiet=quiet, verbose=verbose)
    at = around.now(settings.timezone)
    chosen = around.selection(since, country, None, at)
    order = Order(
        out=out,
        now=at,
        form=settings.format or "markdown",
        names=settings.names,
        countries=chosen.countries,
        regions=_regions(settings, region, at, by_default=not country and not all_countries),
        since=chosen.since,
        full=full,
        jobs=jobs or 1,
        scheduler=scheduler,
    )
    with _log(log) as tell_event, writer.writer(loaded, voice, at) as asked, around.progress(voice) as show:
        if asked is not None:
            writer.announce(asked, voice)
        made = make_digest(sources, order, settings, model=asked, tell_event=tell_event, progress=show)
        code = _report(made, voice, strict=settings.strict)
        if made.whole is not None:
            code = writer.worst(code, writer.report_writing(made.whole, asked, voice, usage=usage))
    raise typer.Exit(code)


def _regions(
    settings: Settings, wanted: Sequence[str] | None, at: datetime, *, by_default: bool
) -> Mapping[str, tuple[str, ...]]:
    """The regions named, or by default all there are; their countries as codes."""
    from briefcli.cli import surroundings as around
    from briefcli.errors import UsageError

    for name in wanted or ():
        if name not in settings.regions:
            known = ", ".join(settings.regions) or "none"
            raise UsageError(f"There is no region '{name}'.", remedy=f"The config has: {known}.")
    chosen = wanted or (settings.regions if by_default else ())
    return {name: around.selection(None, settings.regions[name], None, at).countries for name in chosen}


def _report(made: Digest, voice: Voice, *, strict: bool) -> int:
    """The paths on stdout unless quiet, what was left out on stderr, and the exit code that follows."""
    from briefcli.cli import surroundings as around

    for path in () if voice.quiet else (*made.recovered, *made.paths):
        typer.echo(path)
    code = around.report_skipped(made.skipped, voice, nothing=False, strict=strict)
    if not made.paths and not made.recovered:
        voice.note(f"Nothing new since {made.last:%Y-%m-%d %H:%M}." if made.last else "Nothing new.")
        return _NOTHING_NEW
    if made.withheld:
        voice.note(f"{made.withheld} lines withheld: not found in the sources.")
    return 5 if strict and made.withheld else code


@contextmanager
def _log(file: Path | None) -> Iterator[Event]:
    """Something that writes each event on a line of a file; what ends the run is an event, too."""
    if file is None:
        yield lambda _name, /, **_fields: None
        return
    import logging
    from logging.handlers import RotatingFileHandler

    file.parent.mkdir(parents=True, exist_ok=True)
    writer = RotatingFileHandler(file, maxBytes=_LOG_BYTES, backupCount=_LOG_FILES, encoding="utf-8", errors="replace")
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
        writer.close()


def _shown(value: object) -> str:
    """A value on one line, in quotes where it has spaces."""
    import json

    from briefcli.text import one_line

    text = one_line(str(value))
    return json.dumps(text, ensure_ascii=False) if " " in text or '"' in text or not text else text
