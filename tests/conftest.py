"""What all tests share."""

from __future__ import annotations

import signal

import pytest
from hypothesis import settings


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--goldens` writes the golden files anew, to be reviewed as a diff."""
    parser.addoption("--goldens", action="store_true", help="write the golden files anew")


def pytest_configure() -> None:
    """Let the programs that are tested hear of Ctrl-C, also where a shell started the suite in the background.

    No test looks at a clock: what is slow here may wait for another process.
    """
    settings.register_profile("no clock", deadline=None)
    settings.load_profile("no clock")
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
