"""`brief storyline`: how a running story went, from the digests' own state."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from briefcli.cli.groups import flags_of, takes_groups
from briefcli.cli.options import SELECTION, ConfigFile, Country, Match, Printing
from briefcli.errors import Exit


@takes_groups
def storyline(
    digests: Annotated[
        Path,
        typer.Argument(help="The folder that `brief digest --out` writes to.", metavar="DIGESTS", show_default=False),
    ],
    *,
    story: Annotated[
        str | None,
        typer.Option(
            help="The story of this id, or of how it begins.",
            metavar="ID",
            show_default=False,
            rich_help_panel=SELECTION,
        ),
    ] = None,
    country: Country = None,
    match: Match = None,
    days: Annotated[
        int, typer.Option(help="How many days back, today included.", min=1, rich_help_panel=SELECTION)
    ] = 30,
    printing: Printing,
    config: ConfigFile = None,
) -> None:
    """How a running story went, digest by digest: new sentences, changed figures, who said what. Several: a list."""
    from briefcli.cli import surroundings as around
    from briefcli.digest import Wanted, find_storylines
    from briefcli.render.storyline import show_storylines
    from briefcli.storyline import Storylines

    settings = around.load_settings(flags_of(printing), config)
    at = around.now(settings.timezone)
    voice = around.Voice()
    chosen = around.selection(None, country, match, at, voice)
    since = at.date() - timedelta(days=min(days, at.date().toordinal()) - 1)
    wanted = Wanted(since=since, story=story or "", countries=chosen.countries, match=match or "")
    found = around.run_with(voice, lambda show: find_storylines(digests, wanted, settings, show))
    width, colour = around.paint(printing.output)
    form = around.chosen_form(settings.format, printing.output)
    lines = Storylines(stories=found, since=since, generated=at)
    addressing = settings.mail.addressing()
    around.write(show_storylines(lines, form, width=width, colour=colour, addressing=addressing), printing.output)
    if not found:
        voice.note(f"no story of the last {days} days is left: none matches --story, --country and --match.")
        raise typer.Exit(Exit.NOTHING)
