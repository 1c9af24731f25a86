"""Quotation marks of mail ("> "): taken off where a whole text is quoted, found where a part of one is."""

from __future__ import annotations

import re

_QUOTED = re.compile(r"[ \t]{0,3}>")
_MARK = re.compile(r"^[ \t]{0,3}(?:>[ \t]?)+", re.MULTILINE)
_MOSTLY = 0.5


def is_quoted(line: str) -> bool:
    """Whether a mail program set a line off as somebody else's."""
    return bool(_QUOTED.match(line))


def unquoted(text: str) -> str:
    """A text that is mostly quoted, without the marks; any other as it is."""
    lines = [line for line in text.split("\n") if line.strip()]
    quoted = sum(map(is_quoted, lines))
    return _MARK.sub("", text) if quoted > 1 and quoted >= _MOSTLY * len(lines) else text
