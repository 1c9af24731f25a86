"""Patterns that are compiled when they are first asked: a run uses a part of them, and compiling took a fifth of it."""

from __future__ import annotations

import re
from typing import Any, cast


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern as `re.compile` gives it, compiled when a method of it is first looked up.

    What is wrong in a pattern is found then, too: each must be used in a test.
    """
    return cast("re.Pattern[str]", _Late(pattern, flags))


class _Late:
    """Stands for a pattern, and has its methods after the first look-up of one."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._given = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(*self._given)
        for method in ("search", "match", "fullmatch", "finditer", "findall", "sub", "split", "pattern"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
