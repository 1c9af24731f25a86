"""The commands, and what holds for all of them."""

from __future__ import annotations

from typing import Annotated

import typer

from briefcli import __version__
from briefcli.cli import (
    cache,
    config,
    dates,
    demo,
    digest,
    doctor,
    ledger,
    prompts,
    quotes,
    read,
    send,
    storyline,
    summarize,
)
from briefcli.cli.options import TakesPairs

EPILOG = """
Exit codes: 0 done · 1 failed · 2 usage or configuration · 3 brief written, but some input was skipped or fell back ·
4 nothing new · 5 --strict: something was withheld · 6 budget or deadline reached · 75 another run holds the lock ·
130 or 143 interrupted.
"""

app = typer.Typer(
    name="brief",
    help="News briefings from article files: every line can be traced to the sentence it came from.",
    epilog=EPILOG,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"brief {__version__}")
        raise typer.Exit


@app.callback()
def _brief(
    version: Annotated[
        bool, typer.Option("--version", "-V", help="Show the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Settings: flag > environment (BRIEF_*) > config file > default."""


app.command(cls=TakesPairs)(summarize.summarize)
app.command()(quotes.quotes)
app.command()(dates.dates)
app.command(cls=TakesPairs)(digest.digest)
app.command()(storyline.storyline)
app.command()(send.send)
app.command()(read.read)
app.command()(demo.demo)
app.command()(doctor.doctor)
app.command()(ledger.ledger)
app.add_typer(prompts.app, name="prompts")
app.add_typer(config.app, name="config")
app.add_typer(cache.app, name="cache")
