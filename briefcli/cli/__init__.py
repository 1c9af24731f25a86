"""The command line: one module per command; arguments in, one call, print. The only place that knows Typer."""

from __future__ import annotations

import sys
from typing import Any

__all__ = ["main"]


def main() -> None:
    """Run the command line, and end with an exit code that means what `brief --help` says."""
    try:
        from briefcli.cli.ending import ended

        code = ended(_run)
    except KeyboardInterrupt:  # in the first hundredth of a second
        code = 130
    sys.exit(code)


def _run() -> Any:
    from briefcli.cli.app import app

    return app(standalone_mode=False)
