"""`brief summarize`: one brief from many articles."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from briefcli.cli.options import (
    BaseUrl,
    BudgetUsd,
    ConfigFile,
    Country,
    Deadline,
    DryRun,
    Engine,
    Form,
    Jobs,
    Language,
    Match,
    Model,
    NoCache,
    Offline,
    Output,
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
    title: Annotated[str | None, typer.Option(help="Title of the brief.", show_default="News brief")] = None,
    since: Since = None,
    country: Country = None,
    match: Match = None,
    engine: Engine = None,
    offline: Offline = False,
    model: Model = None,
    base_url: BaseUrl = None,
    template: Template = None,
    param: Param = None,
    language: Language = None,
    dry_run: DryRun = False,
    budget: BudgetUsd = None,
    deadline: Deadline = None,
    jobs: Jobs = None,
    timeout: Timeout = None,
    retries: Retries = None,
    no_cache: NoCache = False,
    usage: ShowUsage = False,
    strict: Strict = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    config: ConfigFile = None,
) -> None:
    """One brief from many articles: stories, points, key quotes, sources."""
    from briefcli.cli import surroundings as around
    from briefcli.cli import writer
    from briefcli.pipeline import make_brief, plan_brief
    from briefcli.render import render
    from briefcli.verify import is_translated

    flags = {
        "by": by,
        "points": points,
        "quotes": 0 if no_quotes else quotes,
        "title": title,
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
    chosen = around.selection(since, country, match, at)
    with writer.writer(loaded, voice, at) as asked:
        if dry_run:
            typer.echo(
                writer.planned(plan_brief(sources, settings, asked, selection=chosen), settings, asked), nl=False
            )
            raise typer.Exit
        if asked is not None:
            writer.announce(asked, voice)
        brief = around.run_with(
            voice,
            lambda show: make_brief(sources, settings, now=at, selection=chosen, model=asked, progress=show),
        )
    if brief.stories or not brief.skipped:
        width, colour = around.paint(output)
        around.write(render(brief, around.chosen_form(settings.format, output), width=width, colour=colour), output)
    for story in brief.stories:
        if story.why:
            voice.detail(f"“{story.headline}”: {story.why}")
    if asked is not None and is_translated(settings.language, brief.articles):
        voice.note("translated: numbers and names are checked against the articles, the wording cannot be")
    code = around.report(brief, voice, strict=settings.strict)
    raise typer.Exit(writer.worst(code, writer.report_writing(brief, asked, voice, usage=usage)))
