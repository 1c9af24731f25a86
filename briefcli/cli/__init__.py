"""The command line: one module per command; arguments in, one call, print. The only place that knows Typer."""

from __future__ import annotations

import sys

from briefcli.cli.app import app
from briefcli.cli.ending import ended

__all__ = ["app", "main"]


def main() -> None:
    """Run the command line, and end with an exit code that means what `brief --help` says."""
    sys.exit(ended(lambda: app(standalone_mode=False)))
