"""`brief config`: show, find, write and check the settings."""

from __future__ import annotations

from typing import Annotated

import typer

from briefcli.cli.commands import Command, Group
from briefcli.cli.options import ConfigFile

app = typer.Typer(help="Show, find, write and check the settings.", no_args_is_help=True, cls=Group)


@app.command(cls=Command)
def show(config: ConfigFile = None) -> None:
    """Every setting with its value and where it comes from, as YAML."""
    import yaml

    from briefcli.config import load

    loaded = load(file=config)
    for key, value in loaded.settings.model_dump(mode="json", by_alias=True).items():
        line = yaml.safe_dump({key: value}, allow_unicode=True, default_flow_style=True, width=10**6).strip()[1:-1]
        typer.echo(f"{line}  # {loaded.origins.get(key, 'default')}")


@app.command(cls=Command)
def path() -> None:
    """Where the config file is, or would be."""
    from briefcli.config import config_file

    typer.echo(config_file())


@app.command(cls=Command)
def init(
    stdout: Annotated[bool, typer.Option("--stdout", help="Print it instead.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace the file that is there.")] = False,
) -> None:
    """Write the commented example to the config folder."""
    from briefcli.bundled import bundled
    from briefcli.cli.output import replace_file
    from briefcli.config import folders
    from briefcli.errors import UsageError

    with bundled("config.example.yaml") as example:
        text = example.read_text(encoding="utf-8")
    if stdout:
        typer.echo(text, nl=False)
        return
    target = folders().config / "config.yaml"
    if target.exists() and not force:
        raise UsageError(
            f"{target} is there already.", remedy="Edit it, or replace it with `brief config init --force`."
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    replace_file(target, [text])
    typer.echo(f"Wrote {target}", err=True)


@app.command(cls=Command)
def check(config: ConfigFile = None) -> None:
    """Check every setting as a run would: its value, and whether what it names is there; exit 2 where one is wrong."""
    from briefcli.cli.config_check import wrong_settings
    from briefcli.config import load
    from briefcli.errors import ConfigError

    loaded = load(file=config)
    found = list(wrong_settings(loaded))
    for error in found:
        typer.echo(f"brief: {error}", err=True)
    if found:
        raise typer.Exit(ConfigError.exit_code)
    typer.echo(f"{loaded.file}: {'fine' if loaded.file.exists() else 'not there; defaults are used'}")
