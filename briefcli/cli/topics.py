"""`brief help`: what no option says, by topic; and the manual page, made of the same text."""

from __future__ import annotations

from typing import Annotated

import typer

TOPICS = ("formats", "cron", "mail", "models", "verify")
WELCOME = f"""\
brief makes a news brief of articles: every line can be traced to the sentence it came from.

  brief demo                          see one, of the samples; needs no key and no network
  brief summarize FILES AND FOLDERS   one brief of many articles
  brief digest FOLDER --out DIR       a brief for each country, every morning, only what is new

`brief --help` lists all commands, `brief COMMAND --help` the options of one with examples,
`brief help TOPIC` tells of {", ".join(TOPICS)}. `brief doctor` says what is missing.
"""


def _names() -> list[str]:
    from briefcli.cli.app import app_of

    return [*TOPICS, "man", *typer.main.get_command(app_of()).commands]  # type: ignore[attr-defined]


def help_(
    topic: Annotated[
        str | None,
        typer.Argument(
            help=f"{', '.join(TOPICS)}, man (the manual page), or a command.",
            metavar="TOPIC",
            show_default=False,
            autocompletion=_names,
        ),
    ] = None,
) -> None:
    """Tell of a topic or a command, or print the manual page."""
    from briefcli.cli.app import app_of

    if topic is None:
        typer.echo(f"{WELCOME}\nTopics: {', '.join(TOPICS)}, man.")
        return
    if topic in TOPICS:
        typer.echo(text_of(topic).replace("`", "").removeprefix("# "), nl=False)
        return
    whole = typer.main.get_command(app_of())
    if topic == "man":
        from briefcli.cli.manual import manual

        typer.echo(manual(whole), nl=False)
        return
    _help_of(topic, whole)


def text_of(topic: str) -> str:
    """What there is to say of a topic, in Markdown: a heading, paragraphs, lists, and lines to type, indented."""
    from importlib.resources import files

    return (files("briefcli.cli") / "help" / f"{topic}.md").read_text(encoding="utf-8")


def _help_of(name: str, whole: object) -> None:
    """The help page of a command.

    Raises:
        UsageError: there is neither a topic nor a command of that name.
    """
    from briefcli.errors import UsageError, nearest

    commands = whole.commands  # type: ignore[attr-defined]
    if name not in commands:
        raise UsageError(f"'{name}' is no topic.", remedy=nearest(name, _names()))
    commands[name].main(["--help"], prog_name=f"brief {name}", standalone_mode=False)
