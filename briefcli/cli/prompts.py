"""`brief prompts`: the templates, the bundled ones and the user's own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from briefcli.cli.commands import Command, Group
from briefcli.cli.complete import prompts as prompts_known
from briefcli.cli.groups import Flags
from briefcli.cli.options import ConfigFile

app = typer.Typer(help="List, show, compare and check the prompts.", no_args_is_help=True, cls=Group)

Name = Annotated[
    str, typer.Argument(help="The prompt's name.", metavar="NAME", show_default=False, autocompletion=prompts_known)
]
Names = Annotated[
    list[str] | None,
    typer.Argument(help="Names or paths; all of them where none is given.", metavar="NAME...", show_default=False),
]


@contextmanager
def _folders(config: Path | None) -> Iterator[tuple[Path, Path]]:
    """The user's folder, which wins, and the bundled one."""
    from briefcli.bundled import bundled
    from briefcli.cli.surroundings import load_all
    from briefcli.cli.writer import prompts_folder

    own = prompts_folder(load_all(Flags({}, {}), config))
    with bundled("prompts") as theirs:
        yield own, theirs


@app.command("list", cls=Command)
def list_(config: ConfigFile = None) -> None:
    """Every prompt: its name, whose it is, what it is for."""
    from briefcli.bundled import prompt_names
    from briefcli.errors import ConfigError
    from briefcli.llm.writing.prompts import load_template
    from briefcli.text import one_line

    with _folders(config) as folders:
        for name in prompt_names(folders):
            whose = "yours" if (folders[0] / f"{name}.md").is_file() else "bundled"
            try:
                purpose = one_line(load_template(name, folders).purpose)
            except ConfigError as error:
                purpose = f"cannot be used: {error.problem}"
            typer.echo(f"{name:<12} {whose:<8} {purpose}")


@app.command(cls=Command)
def show(name: Name, config: ConfigFile = None) -> None:
    """The text of a prompt, as it is used."""
    from briefcli.bundled import find_prompt

    with _folders(config) as folders:
        typer.echo(find_prompt(name, folders).read_text(encoding="utf-8"), nl=False)


@app.command(cls=Command)
def diff(
    name: Annotated[str | None, typer.Argument(help="One prompt only.", metavar="NAME", show_default=False)] = None,
    config: ConfigFile = None,
) -> None:
    """What your prompts change in the bundled ones."""
    from difflib import unified_diff

    with _folders(config) as (own, theirs):
        for mine in sorted(own.glob("*.md")):
            bundled = theirs / mine.name
            if (name is not None and mine.stem != name) or not bundled.is_file():
                continue
            before, after = (path.read_text(encoding="utf-8").splitlines(keepends=True) for path in (bundled, mine))
            typer.echo("".join(unified_diff(before, after, f"bundled/{mine.name}", str(mine))), nl=False)


@app.command(cls=Command)
def path(config: ConfigFile = None) -> None:
    """The folder your own prompts go in; a file there wins over the bundled one of its name."""
    with _folders(config) as (own, _):
        typer.echo(own)


@app.command(cls=Command)
def check(names: Names = None, config: ConfigFile = None) -> None:
    """Say whether prompts can be used; exit 2 where one cannot."""
    from briefcli.bundled import prompt_names
    from briefcli.errors import ConfigError
    from briefcli.llm.writing.prompts import load_template

    wrong = False
    with _folders(config) as folders:
        for name in names or prompt_names(folders):
            try:
                template = load_template(name, folders)
                typer.echo(f"{name}: fine ({template.reply}; {', '.join(template.inputs)})")
            except ConfigError as error:
                wrong = True
                typer.echo(str(error), err=True)
    raise typer.Exit(ConfigError.exit_code if wrong else 0)
