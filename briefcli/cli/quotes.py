"""`brief quotes`: the quotations, with speakers."""

from __future__ import annotations

from typing import Annotated

import typer

from briefcli.cli.options import ConfigFile, Country, Form, Match, Output, Quiet, Since, Sources, Strict, Verbose


def quotes(
    sources: Sources,
    form: Form = None,
    output: Output = None,
    number: Annotated[
        int | None, typer.Option("--quotes", "-n", help="Key quotes per article.", show_default="3", min=1)
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Every quotation, not only the key ones.")] = False,
    since: Since = None,
    country: Country = None,
    match: Match = None,
    strict: Strict = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    config: ConfigFile = None,
) -> None:
    """The quotations of the articles: who said it, in which role, and where it stands."""
    from briefcli.cli import surroundings as around
    from briefcli.gathering import gather, select
    from briefcli.quotes import find_all_quotes, pick_quotes
    from briefcli.render.quotations import Quotations, show_quotes

    settings = around.load_settings({"strict": strict, "format": form, "quotes": number}, config)
    voice = around.Voice(quiet=quiet, verbose=verbose)
    at = around.now(settings.timezone)
    chosen = around.selection(since, country, match, at)
    with around.progress(voice) as show:
        gathered = gather(sources, settings, progress=show)
    articles = select(gathered.articles, chosen)
    found = find_all_quotes(articles)
    shown = found if every else pick_quotes(found, articles, max(1, settings.quotes))
    quotations = Quotations(articles=articles, quotes=shown, skipped=gathered.skipped, generated=at)
    width, colour = around.paint(output)
    form_now = around.chosen_form(settings.format, output)
    if articles or not gathered.skipped:
        around.write(show_quotes(quotations, form_now, width=width, colour=colour), output)
    raise typer.Exit(around.report_skipped(gathered.skipped, voice, nothing=not articles, strict=settings.strict))
