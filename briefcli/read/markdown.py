"""Markdown files: front matter and headings say what is what; markup goes, words stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import yaml

from briefcli.read.dates import Stamp, parse_stamp
from briefcli.read.decode import decode
from briefcli.read.fields import first, listed
from briefcli.read.parts import Parts
from briefcli.read.pasted import sort_blocks
from briefcli.text import one_line, without_controls

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*\n", re.DOTALL)


def read(content: bytes) -> Iterator[Parts]:
    """The article of a Markdown file."""
    yield read_markdown(decode(content))


def read_markdown(text: str) -> Parts:
    """The parts of one article in Markdown."""
    front, body = _front_matter(text)
    blocks = list(_blocks(body))
    heading = next((block for block, is_title in blocks if is_title), "")
    parts = sort_blocks([block for block, _ in blocks], title=first(front, "title") or heading)
    stamp = _stamp(front) or parts.stamp
    return replace(
        parts,
        stamp=stamp,
        publisher=first(front, "publisher") or parts.publisher,
        byline=first(front, "byline") or parts.byline,
        url=first(front, "url") or parts.url,
        language=first(front, "language") or None,
        tags=listed(front, "tags") or parts.tags,
    )


def _front_matter(text: str) -> tuple[dict[str, Any], str]:
    found = _FRONT_MATTER.match(text)
    if found is None:
        return {}, text
    try:
        content = yaml.safe_load(without_controls(found[1]))
    except (yaml.YAMLError, ValueError, RecursionError):  # ValueError: a date that no calendar has
        return {}, text[found.end() :]
    keys = content if isinstance(content, dict) else {}
    return {str(key).lower(): value for key, value in keys.items()}, text[found.end() :]


def _stamp(front: dict[str, Any]) -> Stamp | None:
    return parse_stamp(first(front, "date"))


def _blocks(body: str) -> Iterator[tuple[str, bool]]:
    """Each block's words, and whether it is the title of the page."""
    from markdown_it import MarkdownIt

    titled = False
    heading = ""
    for token in MarkdownIt("commonmark").parse(without_controls(body)):
        if token.type == "heading_open":
            heading = token.tag
        elif token.type == "heading_close":
            heading = ""
        elif token.type == "inline":
            if not heading and _is_caption_or_menu(token):
                continue
            is_title = heading == "h1" and not titled
            titled = titled or is_title
            for line in _words(token).split("\0"):
                if words := one_line(line):
                    yield words, is_title


def _is_caption_or_menu(token: Token) -> bool:
    """A picture with its caption, or nothing but links."""
    parts = token.children or []
    depth, outside = 0, ""
    for part in parts:
        depth += {"link_open": 1, "link_close": -1}.get(part.type, 0)
        outside += part.content if part.type == "text" and not depth else ""
    linked = any(part.type == "link_open" for part in parts)
    return (parts[:1] != [] and parts[0].type == "image") or (linked and not re.search(r"\w", outside))


def _words(token: Token) -> str:
    """The words of a block without markup; pictures and raw HTML say nothing. A hard break stays, as NUL."""
    words = []
    for part in token.children or ():
        if part.type in {"text", "code_inline"}:
            words.append(part.content)
        elif part.type == "softbreak":
            words.append(" ")
        elif part.type in {"hardbreak", "image"}:
            words.append("\0")
    return "".join(words)
