"""What all tests share."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--goldens` writes the golden files anew, to be reviewed as a diff."""
    parser.addoption("--goldens", action="store_true", help="write the golden files anew")
