"""`brief read`: articles as brief reads them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from briefcli.cli.groups import flags_of, takes_groups
from briefcli.cli.options import OUTPUT, Manner, Output, Selecting, Sharing, Sources

if TYPE_CHECKING:
    from briefcli.gathering import Progress


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
    from briefcli.article import Article, LeftOut, Skipped
    from briefcli.cli import surroundings as around
    from briefcli.cli.left_out import tell_dropped, tell_left_out
    from briefcli.gathering import gather_each, is_selected
    from briefcli.render.articles import show_articles

    settings = around.load_settings(flags_of(sharing, manner), manner.config)
    voice = around.Voice(quiet=manner.quiet, verbose=manner.verbose)
    at = around.now(settings.timezone)
    chosen = around.selection(selecting.since, selecting.country, selecting.match, at, voice)
    skipped: list[Skipped] = []
    left_out: list[LeftOut] = []
    printed = 0

    def articles(show: Progress) -> Iterator[Article]:
        nonlocal printed
        for found in gather_each(sources, settings, today=at.date(), progress=show):
            if isinstance(found, Skipped):
                skipped.append(found)
            elif isinstance(found, LeftOut):
                left_out.append(found)
            elif is_selected(found, chosen):
                tell_dropped(found, voice)
                printed += 1
                yield found

    around.run_with(
        voice,
        lambda show: around.write_pieces(show_articles(articles(show), form), output),
        prints=voice.verbose or (form != "json" and around.is_terminal(output)),
    )
    code = around.report_skipped(skipped, voice, nothing=not printed, strict=settings.strict)
    tell_left_out(left_out, voice)
    raise typer.Exit(code)
