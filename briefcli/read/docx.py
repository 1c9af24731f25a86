"""Word files (DOCX): the text as it reads with every tracked change accepted, tables as lines."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from briefcli.errors import ReadError
from briefcli.read.documents import About, document_parts
from briefcli.read.parts import Dropped, Parts

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE = {f"{_W}del", f"{_W}moveFrom", f"{_W}delText", f"{_W}instrText", f"{_W}pPr", f"{_W}rPr", _FALLBACK}
_LARGEST = 200_000_000  # bytes it may unpack to
_DAMAGED = "Open it in a word processor, and save it again or as .txt."


def read(content: bytes) -> Iterator[Parts]:
    """The article of a Word file."""
    document = _opened(content)
    body = list(_blocks(document.element.body))
    said = document.core_properties
    yield document_parts(
        [text for text, _, why in body if not why],
        About(
            title=next((text for text, style, why in body if style == "title" and not why), ""),
            named=said.title or "",
            byline=said.author or "",
            language=said.language or None,
            tags=tuple(tag for tag in re.split(r"[,;]", said.keywords or "") if tag.strip()),
        ),
        [Dropped(text=text, why=why) for text, _, why in body if why] + list(_aside(document)),
    )


def styled_lines(content: bytes) -> Iterator[tuple[str, str]]:
    """The lines of a Word file in their order, each with the name of its style in small letters.

    Raises:
        ReadError: it cannot be read.
    """
    body = _opened(content).element.body
    return ((text, style) for text, style, why in _blocks(body) if not why)


def _opened(content: bytes) -> Any:
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import XMLSyntaxError

    refuse_bomb(content)
    try:
        return Document(BytesIO(content))
    except (PackageNotFoundError, BadZipFile, LookupError, ValueError, XMLSyntaxError, EOFError, zlib.error) as error:
        raise ReadError("is a damaged Word file.", remedy=_DAMAGED) from error


def refuse_bomb(content: bytes) -> None:
    """Look at what a package says it unpacks to before anything unpacks it.

    Raises:
        ReadError: that is more than a document has, or it is no package.
    """
    try:
        with ZipFile(BytesIO(content)) as package:
            whole = sum(one.file_size for one in package.infolist())
    except (BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
        raise ReadError("is a damaged document.", remedy=_DAMAGED) from error
    if whole > _LARGEST:
        raise ReadError(f"unpacks to more than {_LARGEST // 1_000_000} MB.", remedy=_DAMAGED)


def _blocks(body: Any) -> Iterator[tuple[str, str, str]]:
    """The text of each paragraph and of each row of a table, its style, and why it is not read."""
    for element in body.iter(f"{_W}p", f"{_W}tr"):
        if element.tag == f"{_W}tr":
            cells = [" ".join(_lines(cell)) for cell in element.findall(f"{_W}tc")]
            if any(cells):
                yield " | ".join(cell for cell in cells if cell), "", ""
        elif not any(parent.tag in {f"{_W}tr", _FALLBACK} for parent in element.iterancestors()):
            style = _style(element)
            hidden = "hidden" if _is_hidden(element) else ""
            for line in "".join(_words(element)).split("\n"):
                if line.strip():
                    yield line, style, hidden


def _lines(cell: Any) -> Iterator[str]:
    for paragraph in cell.iter(f"{_W}p"):
        if line := "".join(_words(paragraph)).replace("\n", " ").strip():
            yield line


def _words(paragraph: Any) -> Iterator[str]:
    """The words of a paragraph without what was deleted, and without the text boxes anchored in it."""
    waiting = [iter(paragraph)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        elif child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag == f"{_W}tab":
            yield " "
        elif child.tag in {f"{_W}br", f"{_W}cr"}:
            yield "\n"
        elif child.tag == f"{_W}noBreakHyphen":
            yield "-"
        elif child.tag not in _GONE and child.tag != f"{_W}p":
            waiting.append(iter(child))


def _style(paragraph: Any) -> str:
    named = paragraph.find(f"{_W}pPr/{_W}pStyle")
    style = str(named.get(f"{_W}val", "")).lower().replace(" ", "") if named is not None else ""
    return "title" if style in {"title", "heading1", "titel", "titre", "berschrift1", "titre1", "ttulo1"} else style


def _is_hidden(paragraph: Any) -> bool:
    runs = paragraph.findall(f".//{_W}r")
    return bool(runs) and all(run.find(f"{_W}rPr/{_W}vanish") is not None for run in runs)


def _aside(document: Any) -> Iterator[Dropped]:
    """What stands above, below and beside the text."""
    for part in document.part.package.iter_parts():
        name = str(part.partname).rsplit("/", 1)[-1]
        kind = re.match(r"(header|footer|footnotes|endnotes|comments)\d*\.xml", name)
        if kind is None:
            continue
        for text, _, _ in _blocks(_root(part)):
            yield Dropped(
                text=text, why={"header": "running head", "footer": "running foot"}.get(kind[1], kind[1][:-1])
            )


def _root(part: Any) -> Any:
    from lxml import etree

    element = getattr(part, "element", None)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    return element if element is not None else etree.fromstring(part.blob, parser)
