"""`brief doctor`: what is configured, what would be used, what is missing."""

from __future__ import annotations

import typer

from briefcli.cli.options import ConfigFile


def doctor(config: ConfigFile = None) -> None:
    """What is configured, what would be used, what is missing; exit 1 where something has to be done."""
    from briefcli.cli.checkup import findings

    found = list(findings(config))
    for finding in found:
        mark = {True: "ok", False: "!!", None: "--"}[finding.fine]
        typer.echo(f"{mark}  {finding.what}: {finding.state}")
        if finding.remedy:
            typer.echo(f"      {finding.remedy}")
    raise typer.Exit(int(any(finding.fine is False for finding in found)))
