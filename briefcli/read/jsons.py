"""JSON: a JSON Feed, or articles as `brief read -f json` prints them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from briefcli.errors import ReadError
from briefcli.read.dates import parse_stamp
from briefcli.read.decode import decode
from briefcli.read.entries import entry_parts, without_text
from briefcli.read.fields import parts_of_fields
from briefcli.read.parts import Parts, Unread

_WANTED = "It must be a JSON Feed, or a list of objects with a `text` each; one object a line is .jsonl."


def read(content: bytes) -> Iterator[Parts | Unread]:
    """The items of a JSON Feed, or the articles of a list."""
    try:
        found = json.loads(decode(content), strict=False)
    except RecursionError as error:
        raise ReadError("is nested too deeply.", remedy=_WANTED) from error
    except ValueError as error:
        raise ReadError(f"is not JSON ({getattr(error, 'msg', error)}).", remedy=_WANTED) from error
    if isinstance(found, dict) and isinstance(found.get("items"), list):
        yield from _feed(found)
    else:
        yield from _list(found if isinstance(found, list) else [found])


def _feed(feed: Mapping[str, Any]) -> Iterator[Parts | Unread]:
    empty = []
    items = [item for item in feed["items"] if isinstance(item, dict)]
    for item in items:
        parts = _item(item, feed)
        if parts is None:
            empty.append(_said(item, "title") or _said(item, "url") or "untitled")
        else:
            yield parts
    if not items:
        raise ReadError("is a feed without entries.", remedy=_WANTED)
    yield from without_text(empty)


def _item(item: Mapping[str, Any], feed: Mapping[str, Any]) -> Parts | None:
    authors = item.get("authors") or [item.get("author")]
    names = [_said(one, "name") for one in authors if isinstance(one, dict)] if isinstance(authors, list) else []
    tags = item.get("tags")
    return entry_parts(
        whole=_said(item, "content_html") or _paragraphs(_said(item, "content_text")),
        teaser=_paragraphs(_said(item, "summary")),
        title=escape(_said(item, "title"), quote=False),
        stamp=parse_stamp(_said(item, "date_published") or _said(item, "date_modified")),
        publisher=_said(feed, "title"),
        byline=", ".join(filter(None, names)) or None,
        url=_said(item, "url") or _said(item, "external_url") or None,
        language=_said(item, "language") or _said(feed, "language") or None,
        tags=tuple(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else (),
    )


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in text.split("\n") if line.strip())


def _said(given: Mapping[str, Any], key: str) -> str:
    value = given.get(key)
    return value if isinstance(value, str) else ""


def _list(found: list[Any]) -> Iterator[Parts | Unread]:
    if not found or not all(isinstance(one, dict) for one in found):
        raise ReadError("is JSON without articles.", remedy=_WANTED)
    for number, one in enumerate(found, start=1):
        parts = parts_of_fields({str(key): value for key, value in one.items()})
        if parts is None:
            yield Unread(name=str(number), reason=f"has no `text`. {_WANTED}")
        else:
            yield parts
