"""OpenDocument texts (ODT): the text as it reads with every tracked change accepted, tables as lines."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from briefcli.errors import ReadError
from briefcli.read.documents import About, document_parts
from briefcli.read.docx import refuse_bomb
from briefcli.read.parts import Dropped, Parts

_ASIDE = {"office:annotation": "comment", "text:note": "note", "text:tracked-changes": ""}
_SILENT = {"text:sequence-decls", "office:forms", "text:variable-decls", "text:user-field-decls", "text:note-citation"}
_DAMAGED = "Open it in a word processor, and save it again or as .txt."


def read(content: bytes) -> Iterator[Parts]:
    """The article of an OpenDocument text."""
    from lxml.etree import XMLSyntaxError
    from odfdo import Document

    if content.startswith(b"PK"):
        refuse_bomb(content)
    try:
        document = Document(BytesIO(content))
        body, meta = document.body, document.meta
    except (
        OSError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        BadZipFile,
        zlib.error,
        XMLSyntaxError,
    ) as error:
        raise ReadError("is a damaged OpenDocument file.", remedy=_DAMAGED) from error
    lines = list(_blocks(body))
    yield document_parts(
        [text for text, _, why in lines if not why],
        About(
            title=next((text for text, style, why in lines if style == "title" and not why), ""),
            named=_said(meta, "title"),
            byline=_said(meta, "initial_creator") or _said(meta, "creator"),
            language=_said(meta, "language") or None,
            tags=tuple(_said(meta, "keyword").split(",")) if _said(meta, "keyword") else (),
        ),
        [Dropped(text=text, why=why) for text, _, why in lines if why],
    )


def _said(meta: Any, field: str) -> str:
    try:
        value = getattr(meta, field)
    except (AttributeError, KeyError, TypeError, ValueError):
        return ""
    return value if isinstance(value, str) else ""


def _blocks(body: Any) -> Iterator[tuple[str, str, str]]:
    """The text of each paragraph and of each row of a table, its style, and why it is not read."""
    waiting: list[tuple[Any, str]] = [(body, "")]
    while waiting:
        element, why = waiting.pop()
        tag = element.tag
        if tag in _SILENT or tag == "text:tracked-changes":
            continue
        if tag in {"text:p", "text:h"}:
            beside: list[tuple[Any, str]] = []
            words = "".join(_words(element, beside))
            waiting.extend(reversed(beside))
            for line in words.split("\n"):
                if line.strip():
                    yield line, _style(element), why
        elif tag == "table:table-row":
            cells = [" ".join(text for text, _, _ in _blocks(cell)) for cell in element.children if _is_cell(cell)]
            if any(cells):
                yield " | ".join(filter(None, cells)), "", why
        else:
            waiting.extend((child, why or _ASIDE.get(child.tag, "")) for child in reversed(element.children))


def _is_cell(element: Any) -> bool:
    return bool(element.tag == "table:table-cell")


def _words(paragraph: Any, beside: list[tuple[Any, str]]) -> Iterator[str]:
    """The words of a paragraph; notes, comments and frames in it are put beside."""
    yield paragraph.text or ""
    waiting = [iter(paragraph.children)]
    tails: list[str] = []
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
            if tails:
                yield tails.pop()
            continue
        tag = child.tag
        if tag in _ASIDE or tag == "draw:frame":
            beside.append((child, _ASIDE.get(tag, "")))
            yield child.tail or ""
        elif tag in {"text:s", "text:tab"}:
            yield " " + (child.tail or "")
        elif tag == "text:line-break":
            yield "\n" + (child.tail or "")
        else:
            yield child.text or ""
            tails.append(child.tail or "")
            waiting.append(iter(child.children))


def _style(element: Any) -> str:
    style = str(element.get_attribute("text:style-name") or "").lower()
    level = element.get_attribute("text:outline-level") if element.tag == "text:h" else None
    return "title" if style == "title" or str(level) == "1" else style
