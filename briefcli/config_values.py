"""Values of the config, as people write them."""

from __future__ import annotations

_MOST = 256  # processes


def listed(given: object) -> object:
    """`BRIEF_FOLLOW="Kenya, Samsung"` is a list of two."""
    return [one.strip() for one in given.split(",") if one.strip()] if isinstance(given, str) else given


def count_or_auto(given: object) -> object:
    """`BRIEF_WORKERS=2` is a number.

    Raises:
        ValueError: it is neither a count of processes nor "auto".
    """
    count = int(given) if isinstance(given, str) and given.isdecimal() else given
    if count != "auto" and (not isinstance(count, int) or isinstance(count, bool) or not 1 <= count <= _MOST):
        raise ValueError(f"It must be auto, or a whole number from 1 to {_MOST}")
    return count
