"""The commands, and what holds for all of them."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Any

import typer

from briefcli import __version__
from briefcli.cli import topics
from briefcli.cli.commands import Command, Group
from briefcli.cli.examples import shown_examples

EXIT_CODES = (
    "Exit codes: 0 done · 1 failed · 2 usage or configuration · 3 brief written, but some input was skipped or fell "
    "back, or an opinion is missing · 4 nothing new · 5 --strict: something was withheld; verify: findings · 6 budget "
    "or deadline reached · 75 another run holds the lock · 130 or 143 interrupted."
)
_MORE = f"{shown_examples('brief')}\n\nMore: brief help {', '.join(topics.TOPICS)}, man."
_VERSION = ("--version", "-V")
_READING, _EVERY_MORNING, _SETUP = "Read the news", "Every morning", "Set up and look behind"
# Each has a module of its name (help: `topics`) with a function of that name, or an `app` with commands below it.
_COMMANDS = {
    "summarize": _READING,
    "quotes": _READING,
    "dates": _READING,
    "read": _READING,
    "verify": _READING,
    "demo": _READING,
    "digest": _EVERY_MORNING,
    "storyline": _EVERY_MORNING,
    "send": _EVERY_MORNING,
    "doctor": _SETUP,
    "ledger": _SETUP,
    "schema": _SETUP,
    "help": _SETUP,
    "prompts": _SETUP,
    "config": _SETUP,
    "cache": _SETUP,
}


def app_of(word: str = "") -> typer.Typer:
    """The command line, all of it; of one that begins with the name of a command, that command; of a version, none.

    To declare every option of the others would be a tenth of a short run.
    """
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
    app.callback()(_brief)
    wanted = [word] if word in _COMMANDS else [] if word in _VERSION else _COMMANDS
    for name in wanted:
        _add(app, name)
    return app


def _add(app: typer.Typer, name: str) -> None:
    shown: dict[str, Any] = {"rich_help_panel": _COMMANDS[name], "epilog": shown_examples(name)}
    if name == "help":
        app.command(name, cls=Command, **shown)(topics.help_)
        return
    module = import_module(f"briefcli.cli.{name}")
    if hasattr(module, "app"):
        app.add_typer(module.app, name=name, **shown)
    else:
        app.command(cls=Command, **shown)(getattr(module, name))


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"brief {__version__}")
        raise typer.Exit


def _brief(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001 - its callback answers
        bool, typer.Option(*_VERSION, help="Show the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Settings: flag > environment (BRIEF_*) > config file > default."""
    if context.invoked_subcommand is None:
        typer.echo(topics.WELCOME, nl=False)
