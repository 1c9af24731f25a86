"""`brief demo`: summarize the bundled samples."""

from __future__ import annotations

import typer

from briefcli.cli.options import Form, Output


def demo(form: Form = None, output: Output = None) -> None:
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
    width, colour = around.paint(output)
    around.write(render(brief, around.chosen_form(form, output), width=width, colour=colour), output)
    raise typer.Exit(around.report(brief, voice, strict=False))
