"""RSS, Atom and RDF: an article an entry, its whole text where the feed has it, and said so where it has a teaser."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from briefcli.errors import ReadError
from briefcli.read.dates import Stamp, parse_stamp, stamp_of_mail
from briefcli.read.entries import entry_parts, without_text
from briefcli.read.networkless import feed_parser
from briefcli.read.parts import Parts, Unread

_NO_FEED = "Save the page or the feed again, or paste the articles."


def read(content: bytes) -> Iterator[Parts | Unread]:
    """The entries of a feed. Nothing it names is fetched."""
    try:
        found = feed_parser()(BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError) as error:
        raise ReadError("is a damaged feed.", remedy=_NO_FEED) from error
    if not found.entries:
        if not found.version:
            raise ReadError("is XML, but neither a feed nor a news item.", remedy=_NO_FEED)
        raise ReadError("is a feed without entries.", remedy=_NO_FEED)
    empty: list[str] = []
    for entry in found.entries:
        parts = _parts(entry, found.feed)
        if parts is None:
            empty.append(_said(entry, "title") or _said(entry, "link") or "untitled")
        else:
            yield parts
    if not found.version and len(empty) == len(found.entries):
        raise ReadError("is XML, but neither a feed nor a news item.", remedy=_NO_FEED)
    yield from without_text(empty)


def _parts(entry: Any, feed: Any) -> Parts | None:
    whole = [_markup(one) for one in entry.get("content") or ()]
    teaser = [_markup(entry.get("summary_detail") or {}), _markup({"value": _said(entry, "summary")})]
    return entry_parts(
        whole=max(whole, key=len, default=""),
        teaser=next(filter(None, teaser), ""),
        title=_said(entry, "title"),
        stamp=_stamp(entry),
        publisher=_said(entry.get("source") or {}, "title") or _said(feed, "title"),
        byline=_byline(entry),
        url=_said(entry, "link") or None,
        language=_language(entry, feed),
        tags=tuple(term for tag in entry.get("tags") or () if (term := _said(tag, "term"))),
    )


def _said(given: Any, key: str) -> str:
    value = given.get(key)
    return value if isinstance(value, str) else ""


def _markup(content: Any) -> str:
    """A text as HTML; plain text keeps what looks like markup in it."""
    value = _said(content, "value")
    if _said(content, "type") == "text/plain":
        from html import escape

        return "".join(f"<p>{escape(line)}</p>" for line in value.split("\n") if line.strip())
    return value


def _stamp(entry: Any) -> Stamp | None:
    values: Sequence[str] = [_said(entry, key) for key in ("published", "created", "updated") if key in dict(entry)]
    return next((stamp for value in values if value and (stamp := stamp_of_mail(value) or parse_stamp(value))), None)


def _byline(entry: Any) -> str | None:
    names = [name for one in entry.get("authors") or () if (name := _said(one, "name"))]
    return ", ".join(dict.fromkeys(names)) or _said(entry, "author") or None


def _language(entry: Any, feed: Any) -> str | None:
    details = [*(entry.get("content") or ()), entry.get("title_detail") or {}]
    return next(filter(None, (_said(one, "language") for one in details)), None) or _said(feed, "language") or None
