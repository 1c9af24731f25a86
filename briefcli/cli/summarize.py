"""`brief summarize`: one brief from many articles."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from briefcli.cli.options import (
    ConfigFile,
    Country,
    Form,
    Match,
    Output,
    Quiet,
    Since,
    Sources,
    Strict,
    Verbose,
)


def summarize(
    sources: Sources,
    form: Form = None,
    output: Output = None,
    by: Annotated[
        Literal["story", "article", "all"] | None,
        typer.Option(
            help="Group articles into stories, keep each apart, or treat all as one event.", show_default="story"
        ),
    ] = None,
    points: Annotated[
        int | None, typer.Option("--points", "-n", help="Points per story.", show_default="4", min=1)
    ] = None,
    quotes: Annotated[
        int | None, typer.Option("--quotes", help="Key quotes per story.", show_default="3", min=0)
    ] = None,
    no_quotes: Annotated[bool, typer.Option("--no-quotes", help="No quotes.")] = False,
    engine: Annotated[
        Literal["auto", "extractive", "llm"] | None, typer.Option(help="Who writes.", show_default="auto")
    ] = None,
    offline: Annotated[bool, typer.Option("--offline", help="Built-in engine; nothing leaves this machine.")] = False,
    title: Annotated[str | None, typer.Option(help="Title of the brief.", show_default="News brief")] = None,
    since: Since = None,
    country: Country = None,
    match: Match = None,
    strict: Strict = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    config: ConfigFile = None,
) -> None:
    """One brief from many articles: stories, points, key quotes, sources."""
    from briefcli.cli import surroundings as around
    from briefcli.pipeline import make_brief
    from briefcli.render import render

    flags = {
        "by": by,
        "points": points,
        "quotes": 0 if no_quotes else quotes,
        "engine": engine,
        "offline": offline or None,
        "title": title,
        "strict": strict,
        "format": form,
    }
    settings = around.load_settings(flags, config)
    voice = around.Voice(quiet=quiet, verbose=verbose)
    at = around.now(settings.timezone)
    chosen = around.selection(since, country, match, at)
    brief = around.run_with(voice, lambda show: make_brief(sources, settings, now=at, selection=chosen, progress=show))
    if brief.stories or not brief.skipped:
        width, colour = around.paint(output)
        around.write(render(brief, around.chosen_form(settings.format, output), width=width, colour=colour), output)
    for story in brief.stories:
        if story.why:
            voice.detail(f"“{story.headline}”: {story.why}")
    raise typer.Exit(around.report(brief, voice, strict=settings.strict))
