"""JSON that is safe to look at: every object brief prints or keeps for scripts that has words of sources in it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from briefcli.text import without_controls


def json_line(content: Mapping[str, Any]) -> str:
    """One object on one line."""
    return json_text(content) + "\n"


def json_text(content: Any, indent: int | None = None) -> str:
    """What is no text in it, or would steer a terminal, is written as its number: read again, it is what it was."""
    return without_controls(json.dumps(content, ensure_ascii=False, indent=indent), _numbered)


def _numbered(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\u{code:04x}" if code < 0x10000 else json.dumps(found[0])[1:-1]
