"""`brief quotes`: the quotations, with speakers."""

from __future__ import annotations

from typing import Annotated, ClassVar

import typer

from briefcli.cli.groups import Sets, flags_of, group, takes_groups
from briefcli.cli.options import OUTPUT, Manner, Printing, Selecting, Sharing, Sources


@group
class Choosing:
    """How many quotations are shown."""

    PANEL: ClassVar[str] = OUTPUT

    number: Annotated[
        int | None,
        typer.Option("--quotes", "-n", help="Key quotes per article.", show_default="3", min=1),
        Sets("quotes"),
    ] = None
    every: Annotated[bool, typer.Option("--all", help="Every quotation, not only the key ones.")] = False


@takes_groups
def quotes(
    sources: Sources, printing: Printing, choosing: Choosing, selecting: Selecting, sharing: Sharing, manner: Manner
) -> None:
    """The quotations of the articles: who said it, in which role, and where it stands."""
    from briefcli.cli import surroundings as around
    from briefcli.gathering import gather, select
    from briefcli.quotes import find_all_quotes, pick_quotes
    from briefcli.render.quotations import Quotations, show_quotes
    from briefcli.workers import on_this_machine

    settings = around.load_settings(flags_of(printing, choosing, sharing, manner), manner.config)
    voice = around.Voice(quiet=manner.quiet, verbose=manner.verbose)
    at = around.now(settings.timezone)
    chosen = around.selection(selecting.since, selecting.country, selecting.match, at, voice)
    gathered = around.run_with(voice, lambda show: gather(sources, settings, today=at.date(), progress=show))
    searched = find_all_quotes(select(gathered.articles, chosen), on_this_machine(settings.workers))
    articles, found, skipped = searched.articles, searched.quotes, (*gathered.skipped, *searched.skipped)
    shown = found if choosing.every else pick_quotes(found, articles, max(1, settings.quotes))
    quotations = Quotations(articles=articles, quotes=shown, skipped=skipped, generated=at)
    width, colour = around.paint(printing.output)
    form_now = around.chosen_form(settings.format, printing.output)
    if articles or not skipped:
        addressing = settings.mail.addressing()
        shown_so = show_quotes(quotations, form_now, width=width, colour=colour, addressing=addressing)
        around.write(shown_so, printing.output)
    raise typer.Exit(around.report_skipped(skipped, voice, nothing=not articles, strict=settings.strict))
