"""RTF files: the text, and what the file says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefcli.errors import ReadError
from briefcli.read.documents import About, document_parts
from briefcli.read.parts import Parts

_INFO = re.compile(r"\{\\info\b(?:[^{}]|\{[^{}]*\})*\}")
_FIELD = re.compile(r"\{\\(?:\*\\)?(title|author|keywords)\b ?([^{}]{0,400})\}")
_DELETED = re.compile(r"\{[^{}]*\\deleted\b[^{}]*\}")
_DEEPEST = 1_000  # groups inside groups; word processors stay below a hundred
_DAMAGED = "Open it in a word processor, and save it as .docx or .txt."


def read(content: bytes) -> Iterator[Parts]:
    """The article of an RTF file."""
    from striprtf.striprtf import rtf_to_text

    source = content.decode("latin-1")
    _refuse_depth(source)
    try:
        text = rtf_to_text(_DELETED.sub("", source), errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, OverflowError, TypeError) as error:
        raise ReadError("is a damaged RTF file.", remedy=_DAMAGED) from error
    said = {name: _plain(value) for name, value in _FIELD.findall((_INFO.search(source) or [""])[0])}
    yield document_parts(
        [_row(line) for line in text.split("\n")],
        About(
            named=said.get("title", ""),
            byline=said.get("author", ""),
            tags=tuple(tag for tag in re.split(r"[,;]", said.get("keywords", "")) if tag.strip()),
        ),
    )


def _refuse_depth(source: str) -> None:
    depth = 0
    for mark in re.finditer(r"\\.|[{}]", source, re.DOTALL):
        depth += {"{": 1, "}": -1}.get(mark[0], 0)
        if depth > _DEEPEST:
            raise ReadError("is nested too deeply for an RTF file.", remedy=_DAMAGED)


def _row(line: str) -> str:
    """A line; of a table's row, its cells with a bar between them."""
    return " | ".join(filter(None, (cell.strip() for cell in line.split("|")))) if "|" in line else line


def _plain(value: str) -> str:
    named = re.sub(r"\\'([0-9a-fA-F]{2})", lambda found: bytes.fromhex(found[1]).decode("cp1252", "replace"), value)
    return re.sub(r"\\u(-?\d+)\??", lambda found: chr(int(found[1]) % 65536), named).strip()
