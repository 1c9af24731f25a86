"""`brief summarize`: one brief from many articles."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from briefcli.cli.groups import Sets, flags_of, group, takes_groups
from briefcli.cli.options import (
    Arranging,
    Asking,
    Calling,
    DryRun,
    Mailing,
    Manner,
    Pacing,
    Printing,
    Selecting,
    Sharing,
    Sources,
    Telling,
    Title,
)


@group
class Presenting(Printing):
    """How the brief is printed, where to, and what stands together in it."""

    by: Annotated[
        Literal["story", "article", "all"] | None,
        typer.Option(
            help="Group articles into stories, keep each apart, or treat all as one event.", show_default="story"
        ),
        Sets("by"),
    ] = None


@group
class Wording(Telling):
    """How much of a story is told, and under which title."""

    no_quotes: Annotated[bool, typer.Option("--no-quotes", help="No quotes."), Sets("quotes", lambda _given: 0)] = False
    title: Title = None


@group
class Fitting(Arranging):
    """How long the brief is, and in which order it tells its stories."""

    minutes: Annotated[
        int | None,
        typer.Option(help="Minutes it takes to read, sources apart; 0: no limit.", show_default="10", min=0),
        Sets("minutes"),
    ] = None
    words: Annotated[
        int | None,
        typer.Option(help="The same in words.", show_default=False, min=0),
        Sets("words"),
    ] = None


@takes_groups
def summarize(
    sources: Sources,
    *,
    presenting: Presenting,
    wording: Wording,
    fitting: Fitting,
    selecting: Selecting,
    asking: Asking,
    dry_run: DryRun = False,
    pacing: Pacing,
    calling: Calling,
    mailing: Mailing,
    sharing: Sharing,
    manner: Manner,
) -> None:
    """One brief from many articles: stories, points, key quotes, sources."""
    from briefcli.cli import second_opinion, writer
    from briefcli.cli import surroundings as around
    from briefcli.cli.stream import stream, streams
    from briefcli.pipeline import make_brief, plan_brief
    from briefcli.render import render
    from briefcli.verify import is_translated

    flags = flags_of(presenting, wording, fitting, asking, pacing, calling, mailing, sharing, manner)
    loaded = around.load_all(flags, manner.config)
    settings = loaded.settings
    voice = around.Voice(quiet=manner.quiet, verbose=manner.verbose)
    at = around.now(settings.timezone)
    chosen = around.selection(selecting.since, selecting.country, selecting.match, at, voice)
    with (
        writer.writer(loaded, voice, at, gives_up=not writer.is_auto(loaded)) as asked,
        second_opinion.adviser(loaded, asked, voice, at) as adviser,
    ):
        if dry_run:
            plan = plan_brief(sources, settings, asked, now=at, selection=chosen, adviser=adviser)
            typer.echo(writer.planned(plan, settings, asked), nl=False)
            raise typer.Exit
        if asked is None and adviser is None and streams(settings, flags, settings.format or ""):
            output, usage = presenting.output, bool(calling.usage)
            code = stream(sources, settings, voice, at=at, chosen=chosen, output=output, usage=usage)
            raise typer.Exit(code)
        if asked is not None:
            writer.announce(asked, voice)
            second_opinion.announce(adviser, voice)
        brief = around.run_with(
            voice,
            lambda show: make_brief(
                sources, settings, now=at, selection=chosen, model=asked, adviser=adviser, progress=show
            ),
        )
    if brief.stories or not brief.skipped:
        width, colour = around.paint(presenting.output)
        form = around.chosen_form(settings.format, presenting.output)
        shown = render(brief, form, width=width, colour=colour, addressing=settings.mail.addressing())
        around.write(shown, presenting.output)
    for story in brief.stories:
        if story.why:
            voice.detail(f"“{story.headline}”: {story.why}")
    if asked is not None and is_translated(settings.language, brief.articles):
        voice.note("translated: numbers and names are checked against the articles, the wording cannot be")
    code = around.report(brief, voice, strict=settings.strict)
    code = writer.worst(code, second_opinion.report_adviser(adviser, voice))
    judging = adviser.llm if adviser else None
    written = writer.report_writing(brief.stories, asked, voice, usage=calling.usage, adviser=judging)
    raise typer.Exit(writer.worst(code, written))
