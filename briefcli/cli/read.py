"""`brief read`: articles as brief reads them."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from briefcli.cli.groups import flags_of, takes_groups
from briefcli.cli.options import OUTPUT, Manner, Output, Selecting, Sharing, Sources


@takes_groups
def read(
    sources: Sources,
    *,
    form: Annotated[
        Literal["text", "json", "jsonl"],
        typer.Option("--format", "-f", help="How to print them.", rich_help_panel=OUTPUT),
    ] = "text",
    output: Output = None,
    selecting: Selecting,
    sharing: Sharing,
    manner: Manner,
) -> None:
    """Articles as brief reads them: clean text, title, date, publisher, countries."""
    from briefcli.cli import surroundings as around
    from briefcli.cli.left_out import tell_left_out
    from briefcli.gathering import gather, select
    from briefcli.render.articles import show_articles

    settings = around.load_settings(flags_of(sharing, manner), manner.config)
    voice = around.Voice(quiet=manner.quiet, verbose=manner.verbose)
    at = around.now(settings.timezone)
    chosen = around.selection(selecting.since, selecting.country, selecting.match, at, voice)
    gathered = around.run_with(voice, lambda show: gather(sources, settings, today=at.date(), progress=show))
    articles = select(gathered.articles, chosen)
    around.write(show_articles(articles, form), output)
    code = around.report_skipped(gathered.skipped, voice, nothing=not articles, strict=settings.strict)
    tell_left_out(gathered.left_out, articles, voice)
    raise typer.Exit(code)
