"""Which reader reads a file: what the content says goes before what the name says."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import PurePath

_HEAD = 4000  # bytes that are looked at
_BEFORE_ROOT = rb"""(?>\s+|\xef\xbb\xbf|<\?(?:(?!\?>).)*\?>|<!--(?:(?!-->).)*-->|<!doctype\b(?:[^>\["']|"[^"]*"|'[^']*'
    |\[(?:[^\]"']|"[^"]*"|'[^']*')*\])*>)*+"""


def _root(names: bytes) -> re.Pattern[bytes]:
    """What an XML document whose root is one of the names begins with."""
    flags = re.IGNORECASE | re.DOTALL | re.VERBOSE
    return re.compile(_BEFORE_ROOT + rb"<(?:[\w-]+:)?(?:" + names + rb")(?=[\s>/:])", flags)


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A kind of file and the module that reads it.

    `begins` tells it by how the content begins and `holds` by what else must be in it; `endings` by the file's name,
    where the content says nothing. `streamed` formats are read line by line, by `read_lines` in the module, so that a
    large file is never held whole. The reader of a `packed` one is told how many bytes it may unpack at once.
    """

    module: str
    endings: tuple[str, ...] = ()
    begins: re.Pattern[bytes] | None = None
    holds: bytes = b""
    streamed: bool = False
    packed: bool = False


_ZIP = re.compile(rb"PK\x03\x04")
# The header lines of a mail, one of which at least only mails have.
_MAIL = re.compile(
    rb"(?:From [^\n]*\n)?"
    rb"(?:[A-Za-z][\w-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)*?"
    rb"(?:Message-ID|Return-Path|Received|MIME-Version|Content-Type|Delivered-To|X-Mailer|DKIM-Signature):[ \t]",
    re.IGNORECASE,
)
FORMATS = [
    Format(module="briefcli.read.lines", endings=(".jsonl", ".ndjson"), streamed=True),
    Format(module="briefcli.read.pdf", endings=(".pdf",), begins=re.compile(rb"\s*%PDF-")),
    Format(module="briefcli.read.docx", endings=(".docx", ".docm"), begins=_ZIP, holds=b"word/document.xml"),
    Format(
        module="briefcli.read.odt",
        endings=(".odt", ".fodt", ".ott"),
        begins=_ZIP,
        holds=b"mimetypeapplication/vnd.oasis.opendocument.text",
    ),
    Format(
        module="briefcli.read.archive",
        endings=(".zip", ".gz"),
        begins=re.compile(rb"PK\x03\x04|PK\x05\x06|\x1f\x8b"),
        packed=True,
    ),
    Format(module="briefcli.read.rtf", endings=(".rtf",), begins=re.compile(rb"\s*\{\\rtf")),
    Format(
        module="briefcli.read.newsml",
        endings=(".nitf", ".newsml"),
        begins=_root(rb"nitf|newsItem|newsMessage|packageItem"),
    ),
    Format(
        module="briefcli.read.page",
        endings=(".html", ".htm", ".xhtml"),
        begins=_root(rb"html|head|body"),
    ),
    Format(
        module="briefcli.read.feed",
        endings=(".rss", ".atom", ".rdf", ".xml"),
        begins=_root(rb"rss|feed|rdf|channel|cdf"),
    ),
    Format(
        module="briefcli.read.jsons", endings=(".json",), begins=re.compile(rb"\s*(?:\[\s*\{\s*\"|\{\s*\"[^\"]*\"\s*:)")
    ),
    Format(module="briefcli.read.mail", endings=(".eml", ".mbox", ".mht", ".mhtml"), begins=_MAIL),
    Format(
        module="briefcli.read.markdown",
        endings=(".md", ".markdown"),
        begins=re.compile(rb"---[ \t]*\r?\n(?:[\w -]+:.*\r?\n)"),
    ),
    Format(module="briefcli.read.table", endings=(".csv", ".tsv")),
]
PASTED = Format(module="briefcli.read.pasted")  # whatever is none of them


def named(name: str) -> Format | None:
    """The format a file's name tells."""
    ending = PurePath(name).suffix.lower()
    return next((one for one in FORMATS if ending and ending in one.endings), None)


def chosen(name: str, content: bytes) -> Format:
    """The format of a file: what its content says, else what its name says, else pasted text."""
    head = _plain(content[:_HEAD])
    if is_line(content.partition(b"\n")[0]):
        return next(one for one in FORMATS if one.streamed)
    for one in FORMATS:
        if one.begins is not None and one.begins.match(head) and (not one.holds or one.holds in content):
            return one
    return named(name) or PASTED


def is_line(line: bytes) -> bool:
    """Whether a line is one of JSON lines: an object with a text."""
    if not line.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        return False
    try:
        content = json.loads(line.decode("utf-8-sig", "replace"), strict=False)
    except (ValueError, RecursionError):
        return False
    return isinstance(content, dict) and "text" in content


def _plain(head: bytes) -> bytes:
    """The beginning of a content in an encoding in which a letter is a byte, without a mark in front."""
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"} or (len(head) > 8 and head[:8].count(0) == 4):
        return head.replace(b"\0", b"").lstrip(b"\xff\xfe")
    return head.removeprefix(b"\xef\xbb\xbf")
