"""What only the process that opened it can read: standard input, and JSON lines, which are never held whole."""

from __future__ import annotations

import math
import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from io import TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from briefcli.article import Article, Skipped
from briefcli.errors import ReadError
from briefcli.read.files import Found
from briefcli.read.formats import is_line, named

_MEGABYTE = 1_000_000
_LINES = "briefcli.read.lines"


def unfold(found: Found, max_megabytes: int) -> Iterator[Found | Article | Skipped]:
    """The articles of a stream, one by one; a file that any process can read is given back as it is.

    Raises:
        ReadError: the stream holds nothing, or more than it may.
    """
    form = named(found.source)
    most = max_megabytes * _MEGABYTE
    if found.source == "-" and found.content is None:
        yield from _standard_input(found, most)
    elif found.path is not None and form is not None and form.streamed:
        yield from _file(found, found.path, form.module, most)
    else:
        yield found


def whole(found: Found, max_megabytes: int) -> bytes:
    """What a file holds.

    Raises:
        ReadError: that is more than it may be.
        OSError: it cannot be read.
    """
    if found.content is not None or found.path is None:
        return found.content or b""
    with found.path.open("rb") as file:
        return _limited(file, max_megabytes * _MEGABYTE)


def _limited(file: BinaryIO, most: int, begun: bytes = b"") -> bytes:
    content = begun + file.read(max(0, most + 1 - len(begun)))
    if len(content) > most:
        raise ReadError(
            f"is larger than {most // _MEGABYTE} MB.",
            remedy="Split it into articles, or raise `max_file_mb` in the config.",
        )
    return content


def _standard_input(found: Found, most: int) -> Iterator[Found | Article | Skipped]:
    stream = sys.stdin.buffer
    first = stream.readline(most)
    if not is_line(first):
        yield replace(found, content=_limited(stream, most, first))
        return
    rest = TextIOWrapper(stream, encoding="utf-8", errors="replace", newline="\n")
    lines = chain([first.decode("utf-8-sig", "replace")], iter(lambda: rest.readline(most), ""))
    yield from import_module(_LINES).read_lines(found.source, lines)


def _file(found: Found, path: Path, module: str, most: int) -> Iterator[Article | Skipped]:
    with path.open("rb") as file:
        about = os.fstat(file.fileno())
        left = about.st_size if stat.S_ISREG(about.st_mode) else math.inf  # not what is written to it meanwhile
        empty = True
        for article in import_module(module).read_lines(found.source, _lines(file, left, most)):
            empty = False
            yield article
    if empty:
        raise ReadError("is empty.", remedy="Each line must be one JSON object with the article's body as `text`.")


def _lines(file: BinaryIO, left: float, most: int) -> Iterator[str]:
    """The lines of a file up to so many bytes, none longer than the most a file may hold."""
    encoding = "utf-8-sig"
    while left > 0 and (line := file.readline(most)):
        left -= len(line)
        yield line.decode(encoding, "replace")
        encoding = "utf-8"
