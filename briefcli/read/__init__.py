"""From what the user names to articles: one module per format, and what is not news.

A reader is a function from a file's bytes to the parts of one article. To add a format, write one and name its
endings in `_READERS`.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from briefcli.article import Article, Skipped
from briefcli.errors import ReadError
from briefcli.read.files import Found, find_files
from briefcli.read.parts import Parts, assemble

__all__ = ["Found", "find_files", "read_file"]

_ENDINGS = {
    **dict.fromkeys((".html", ".htm", ".xhtml"), "page"),
    **dict.fromkeys((".md", ".markdown"), "markdown"),
    **dict.fromkeys((".jsonl", ".ndjson"), "lines"),
}
_LOOKS_LIKE_A_PAGE = re.compile(
    rb"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,400}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_MEGABYTE = 1_000_000


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
    ending = _ENDINGS.get(Path(found.shown).suffix.lower(), "pasted")
    if ending == "lines":
        yield from _lines(found, max_bytes)
        return
    content = _content(found, max_bytes)
    if not content.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise ReadError("is empty.", remedy="Paste the article into it." if found.path else "Pipe an article into it.")
    yield assemble(found.shown, _reader(ending, content)(content))


def _reader(ending: str, content: bytes) -> Callable[[bytes], Parts]:
    if ending == "pasted" and _LOOKS_LIKE_A_PAGE.match(content[:4000]):
        ending = "page"
    if ending == "page":
        from briefcli.read.page import read_page

        return read_page
    from briefcli.read.decode import decode

    if ending == "markdown":
        from briefcli.read.markdown import read_markdown

        return lambda content: read_markdown(decode(content))
    from briefcli.read.pasted import read_pasted

    return lambda content: read_pasted(decode(content))


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


def _lines(found: Found, max_bytes: int) -> Iterator[Article | Skipped]:
    from briefcli.read.lines import read_lines

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
