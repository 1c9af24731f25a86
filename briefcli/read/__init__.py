"""From what the user names to articles: one module per format, and what is not news.

A reader is a module with one function, `read(content: bytes) -> Iterator[Parts]`, which gives the parts of each article
of a file, or raises `ReadError`. To add a format, write the module and name it in `FORMATS`.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from briefcli.article import Article, Skipped
from briefcli.errors import ReadError
from briefcli.read.files import Found, find_files
from briefcli.read.parts import assemble

__all__ = ["FORMATS", "Format", "Found", "find_files", "is_streamed", "read_file"]

_MEGABYTE = 1_000_000
_A_PAGE = re.compile(
    rb"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,400}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A kind of file and the module that reads it.

    `endings` tell it by the file's name; `begins` by how the content begins, where the name tells nothing.
    `streamed` formats are read line by line, by `read_lines` in the module, so that a large file is never held whole.
    """

    module: str
    endings: tuple[str, ...] = ()
    begins: re.Pattern[bytes] | None = None
    streamed: bool = False


FORMATS = [
    Format(module="briefcli.read.lines", endings=(".jsonl", ".ndjson"), streamed=True),
    Format(module="briefcli.read.page", endings=(".html", ".htm", ".xhtml"), begins=_A_PAGE),
    Format(module="briefcli.read.markdown", endings=(".md", ".markdown")),
]
_PASTED = Format(module="briefcli.read.pasted")  # whatever is none of them


def is_streamed(found: Found) -> bool:
    """Whether a file's articles come one by one, and so from the process that opened it."""
    named = _named(found)
    return found.path is None or (named is not None and named.streamed)


def read_file(found: Found, *, max_megabytes: int = 20) -> Iterator[Article | Skipped]:
    """The articles of one file, read as they are asked for.

    Args:
        found: the file, as `find_files` gives it; `-` is standard input.
        max_megabytes: the largest size of one article in 10^6 bytes; of a .jsonl file, of one line.
    """
    try:
        yield from _articles(found, max_megabytes * _MEGABYTE)
    except ReadError as error:
        yield Skipped(source=found.shown, reason=str(error))
    except OSError as error:
        yield Skipped(source=found.shown, reason=f"cannot be read ({error.strerror or error}). Check the file.")


def _articles(found: Found, max_bytes: int) -> Iterator[Article | Skipped]:
    named = _named(found)
    if named is not None and named.streamed:
        yield from _lines(found, named, max_bytes)
        return
    content = _content(found, max_bytes)
    if not content.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise ReadError("is empty.", remedy="Paste the article into it." if found.path else "Pipe an article into it.")
    reader = import_module((named or _begun(content)).module)
    for number, parts in enumerate(reader.read(content), start=1):
        yield assemble(found.shown if number == 1 else f"{found.shown}:{number}", parts)


def _named(found: Found) -> Format | None:
    """The format a file's name tells."""
    ending = Path(found.shown).suffix.lower()
    return next((one for one in FORMATS if ending in one.endings), None)


def _begun(content: bytes) -> Format:
    """The format the beginning of a content tells."""
    return next((one for one in FORMATS if one.begins and one.begins.match(content[:4000])), _PASTED)


def _content(found: Found, max_bytes: int) -> bytes:
    if found.path is None:
        content = sys.stdin.buffer.read(max_bytes + 1)
    else:
        with found.path.open("rb") as file:
            content = file.read(max_bytes + 1)
    if len(content) > max_bytes:
        raise ReadError(
            f"is larger than {max_bytes // _MEGABYTE} MB.",
            remedy="Split it into articles, or raise `max_file_mb` in the config.",
        )
    return content


def _lines(found: Found, named: Format, max_bytes: int) -> Iterator[Article | Skipped]:
    read_lines = import_module(named.module).read_lines
    if found.path is None:
        yield from read_lines(found.shown, io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace"))
        return
    with found.path.open(encoding="utf-8-sig", errors="replace", newline="\n") as file:
        empty = True
        for article in read_lines(found.shown, iter(lambda: file.readline(max_bytes), "")):
            empty = False
            yield article
    if empty:
        raise ReadError("is empty.", remedy="Each line must be one JSON object with the article's body as `text`.")
