"""Values of the config, as people write them."""

from __future__ import annotations


def listed(given: object) -> object:
    """`BRIEF_FOLLOW="Kenya, Samsung"` is a list of two."""
    return [one.strip() for one in given.split(",") if one.strip()] if isinstance(given, str) else given
