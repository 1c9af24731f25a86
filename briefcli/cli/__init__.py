"""The command line: one module per command; arguments in, one call, print. The only place that knows Typer."""

from __future__ import annotations

import gc
import os
import sys
from typing import Any

__all__ = ["main"]

# Collections of garbage, the default being (700, 10, 10): articles form no cycles, and to look for some among all of
# them took a twelfth of a digest's time, and among all that is loaded, of a short run's. Memory stays the same.
_GARBAGE_THRESHOLDS = (200_000, 20, 100)


def main() -> None:
    """Run the command line, and end with an exit code that means what `brief --help` says."""
    gc.set_threshold(*_GARBAGE_THRESHOLDS)
    try:
        from briefcli.cli.ending import ended

        code = ended(_run)
    except KeyboardInterrupt:  # in the first hundredth of a second
        code = 130
    gc.freeze()  # Python would look through all that is loaded once more: a tenth of a short run
    sys.exit(code)


def _run() -> Any:
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # it looks for them among all that is installed
    from briefcli.cli.app import app_of

    return app_of(sys.argv[1] if len(sys.argv) > 1 else "")(standalone_mode=False, prog_name="brief")
