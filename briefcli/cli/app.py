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
    schema,
    send,
    storyline,
    summarize,
    topics,
    verify,
)
from briefcli.cli.commands import Command, Group
from briefcli.cli.examples import shown_examples

EXIT_CODES = (
    "Exit codes: 0 done · 1 failed · 2 usage or configuration · 3 brief written, but some input was skipped or fell "
    "back, or an opinion is missing · 4 nothing new · 5 --strict: something was withheld; verify: findings · 6 budget "
    "or deadline reached · 75 another run holds the lock · 130 or 143 interrupted."
)
_MORE = f"{shown_examples('brief')}\n\nMore: brief help {', '.join(topics.TOPICS)}, man."

app = typer.Typer(
    name="brief",
    cls=Group,
    help="News briefings from article files: every line can be traced to the sentence it came from.",
    epilog=f"{EXIT_CODES}\n\n{_MORE}",
    invoke_without_command=True,
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
    context: typer.Context,
    version: Annotated[  # noqa: ARG001 - its callback answers
        bool, typer.Option("--version", "-V", help="Show the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Settings: flag > environment (BRIEF_*) > config file > default."""
    if context.invoked_subcommand is None:
        typer.echo(topics.WELCOME, nl=False)


_READING, _EVERY_MORNING, _SETUP = "Read the news", "Every morning", "Set up and look behind"
for heading, commands in (
    (_READING, (summarize.summarize, quotes.quotes, dates.dates, read.read, verify.verify, demo.demo)),
    (_EVERY_MORNING, (digest.digest, storyline.storyline, send.send)),
    (_SETUP, (doctor.doctor, ledger.ledger, schema.schema)),
):
    for command in commands:
        epilog = shown_examples(command.__name__)
        app.command(cls=Command, rich_help_panel=heading, epilog=epilog)(command)
app.command("help", cls=Command, rich_help_panel=_SETUP, epilog=shown_examples("help"))(topics.help_)
for name, below in (("prompts", prompts.app), ("config", config.app), ("cache", cache.app)):
    app.add_typer(below, name=name, rich_help_panel=_SETUP, epilog=shown_examples(name))
