"""`brief read`: articles as brief reads them."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from briefcli.cli.options import ConfigFile, Country, Match, Output, Quiet, Since, Sources, Strict, Verbose


def read(
    sources: Sources,
    form: Annotated[
        Literal["text", "json", "jsonl"], typer.Option("--format", "-f", help="How to print them.")
    ] = "text",
    output: Output = None,
    since: Since = None,
    country: Country = None,
    match: Match = None,
    strict: Strict = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    config: ConfigFile = None,
) -> None:
    """Articles as brief reads them: clean text, title, date, publisher, countries."""
    from briefcli.cli import surroundings as around
    from briefcli.gathering import gather, select
    from briefcli.render.articles import show_articles

    settings = around.load_settings({"strict": strict}, config)
    voice = around.Voice(quiet=quiet, verbose=verbose)
    chosen = around.selection(since, country, match, around.now(settings.timezone))
    with around.progress(voice) as show:
        gathered = gather(sources, settings, progress=show)
    articles = select(gathered.articles, chosen)
    around.write(show_articles(articles, form), output)
    raise typer.Exit(around.report_skipped(gathered.skipped, voice, nothing=not articles, strict=settings.strict))
