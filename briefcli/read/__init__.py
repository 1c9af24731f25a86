"""From what the user names to articles: one module per format, and what is not news.

A reader is a module with one function, `read(content: bytes) -> Iterator[Parts]`, which gives the parts of each article
of a file, or raises `ReadError`. Beside `Parts` it may give a `Member`, a file inside the file that is read in turn,
and `Unread`, a piece that should have been an article. To add a format, write the module and name it in `FORMATS` of
`formats.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from briefcli.article import Article, LeftOut, Skipped
from briefcli.errors import ReadError
from briefcli.read.files import Found, find_files, is_address
from briefcli.read.formats import FORMATS, Format
from briefcli.read.streams import unfold, whole
from briefcli.read.unpack import articles_in

__all__ = ["FORMATS", "Format", "Found", "find_files", "is_address", "read_file", "read_streams"]

_Read = TypeVar("_Read")


def read_file(found: Found, *, max_megabytes: int = 20) -> Iterator[Article | Skipped | LeftOut]:
    """The articles of one file, read as they are asked for.

    Args:
        found: the file, as `find_files` gives it; `-` is standard input.
        max_megabytes: the largest size of one file in 10^6 bytes; of a .jsonl file, of one line.
    """
    for one in read_streams(found, max_megabytes=max_megabytes):
        if isinstance(one, Found):
            yield from _or_skipped(one, _articles(one, max_megabytes))
        else:
            yield one


def read_streams(found: Found, *, max_megabytes: int = 20) -> Iterator[Found | Article | Skipped]:
    """The articles of what only this process can read, one by one; any other file as it is, for any process to read."""
    return _or_skipped(found, unfold(found, max_megabytes))


def _articles(found: Found, max_megabytes: int) -> Iterator[Article | Skipped | LeftOut]:
    yield from articles_in(found.source, whole(found, max_megabytes), max_megabytes)


def _or_skipped(found: Found, read: Iterator[_Read]) -> Iterator[_Read | Skipped]:
    """What is read, and the one reason why no more of it can be."""
    try:
        yield from read
    except ReadError as error:
        yield Skipped(source=found.source, reason=str(error))
    except OSError as error:
        yield Skipped(source=found.source, reason=f"cannot be read ({error.strerror or error}). Check the file.")
