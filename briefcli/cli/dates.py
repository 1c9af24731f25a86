"""`brief dates`: the days ahead that the articles name."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, ClassVar

import typer

from briefcli.cli.groups import flags_of, group, takes_groups
from briefcli.cli.options import OUTPUT, Manner, Output, Selecting, Sources
from briefcli.forms import CALENDAR, DayFormName


@group
class Printing:
    """How the days are printed, and where to: as a brief is, or as a calendar."""

    PANEL: ClassVar[str] = OUTPUT

    form: Annotated[
        DayFormName | None,
        typer.Option(
            "--format",
            "-f",
            help="Default: terminal on a terminal, markdown when piped; ics is a calendar.",
            show_default=False,
        ),
    ] = None
    output: Output = None


@takes_groups
def dates(sources: Sources, printing: Printing, selecting: Selecting, manner: Manner) -> None:
    """The days ahead that the articles name: each day and event once, with its sentence; -f ics for a calendar."""
    from briefcli.ahead import days_ahead, once
    from briefcli.cli import surroundings as around
    from briefcli.gathering import gather, select
    from briefcli.render.dates import Dates, show_dates
    from briefcli.stories import group as group_by_event

    settings = around.load_settings(flags_of(manner), manner.config)
    voice = around.Voice(quiet=manner.quiet, verbose=manner.verbose)
    at = around.now(settings.timezone)
    chosen = around.selection(selecting.since, selecting.country, selecting.match, at, voice)
    gathered = around.run_with(voice, lambda show: gather(sources, settings, today=at.date(), progress=show))
    articles = select(gathered.articles, chosen)
    days = once(day for one in group_by_event(articles) for day in days_ahead(one.kept))
    found = Dates(days=days, articles=articles, skipped=gathered.skipped, generated=at)
    width, colour = around.paint(printing.output)
    form = printing.form or _form_of(printing.output) or around.chosen_form(settings.format, printing.output)
    if articles or not gathered.skipped:
        addressing = settings.mail.addressing()
        around.write(show_dates(found, form, width=width, colour=colour, addressing=addressing), printing.output)
    raise typer.Exit(around.report_skipped(gathered.skipped, voice, nothing=not articles, strict=settings.strict))


def _form_of(output: Path | None) -> str | None:
    """A calendar where the file is named like one."""
    return CALENDAR if output is not None and output.suffix.lower() == f".{CALENDAR}" else None
