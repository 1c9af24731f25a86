"""`brief demo`: summarize the bundled samples."""

from __future__ import annotations

import typer

from briefcli.cli.groups import takes_groups
from briefcli.cli.options import Printing


@takes_groups
def demo(printing: Printing) -> None:
    """Summarize the bundled samples; works right after installation, without key or network."""
    from briefcli.bundled import bundled
    from briefcli.cli import surroundings as around
    from briefcli.config import Settings
    from briefcli.pipeline import make_brief
    from briefcli.render import render

    voice = around.Voice()
    settings = Settings(engine="extractive", offline=True, title="Sample brief (fictional articles)")
    with bundled("seeds") as seeds:
        brief = around.run_with(voice, lambda show: make_brief([str(seeds)], settings, now=around.now(), progress=show))
    width, colour = around.paint(printing.output)
    form = around.chosen_form(printing.form, printing.output)
    around.write(render(brief, form, width=width, colour=colour), printing.output)
    raise typer.Exit(around.report(brief, voice, strict=False))
