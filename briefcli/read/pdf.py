"""PDFs: the text in the order in which a person reads it, column by column, without what is on every page."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from typing import Any

from briefcli.errors import ReadError
from briefcli.read.documents import About, document_parts
from briefcli.read.parts import Parts
from briefcli.read.pdf_lines import Line, Place, Run, lines_in_order
from briefcli.read.pdf_paragraphs import paragraphs, without_running_heads

_SCAN = "If it is a scan, run OCR on it first (ocrmypdf does)."
_FEWEST_LETTERS, _CHARS_FOR_ANGLE = 20, 400
_HYPHENS = {2, 0xAD, 0xFFFE}  # the hyphen at a line's end, as the engine marks it


def read(content: bytes) -> Iterator[Parts]:
    """The article of a PDF."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise ReadError("is locked with a password.", remedy="Save a copy without one.") from error
        raise ReadError("is a damaged PDF.", remedy="Save it again, or paste its text.") from error
    with closing(document):
        pages = [_lines(page) for page in _pages(document)]
        about = _about(document)
    if sum(len(line.text) for lines in pages for line in lines) < _FEWEST_LETTERS:
        raise ReadError("has no text: a scan?", remedy=_SCAN)
    kept, dropped = without_running_heads(pages)
    blocks = paragraphs(kept)
    yield document_parts([text for text, _ in blocks], _titled(about, blocks), dropped)


def _pages(document: Any) -> Iterator[Any]:
    import pypdfium2

    for number in range(len(document)):
        with suppress(pypdfium2.PdfiumError):
            page = document[number]
            with closing(page):
                yield page


def _lines(page: Any) -> list[Line]:
    with closing(page.get_textpage()) as text:
        return lines_in_order(list(_runs(text)))


def _runs(text: Any) -> Iterator[Run]:
    """Stretches of letters that stand side by side, in the order of the file; each with its place on the page."""
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    turn = _turn(text)
    run: Run | None = None
    space = False
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text.raw, index)
        if code in _HYPHENS:
            if run is not None:
                run.hyphen = True
        elif code <= 32 or code == 0xA0:
            space = True
        elif raw.FPDFText_GetLooseCharBox(text.raw, index, box):
            place = turn(box.left, box.right, box.bottom, box.top)
            if run is not None and run.goes_on(place):
                run.add(_letter(code), place, space=space)
            else:
                if run is not None:
                    yield run
                run = Run(_letter(code), place, max(place[3] - place[2], 1.0))
            space = False
    if run is not None:
        yield run


def _turn(text: Any) -> Callable[[float, float, float, float], Place]:
    """What makes the lines of a page that is set sideways run from left to right."""
    from pypdfium2 import raw

    angles = Counter(
        round(raw.FPDFText_GetCharAngle(text.raw, index) / (math.pi / 2)) % 4
        for index in range(min(text.count_chars(), _CHARS_FOR_ANGLE))
    )
    return _TURNS[angles.most_common(1)[0][0] if angles else 0]


_TURNS: tuple[Callable[[float, float, float, float], Place], ...] = (
    lambda left, right, bottom, top: (left, right, bottom, top),
    lambda left, right, bottom, top: (bottom, top, -right, -left),
    lambda left, right, bottom, top: (-right, -left, -top, -bottom),
    lambda left, right, bottom, top: (-top, -bottom, left, right),
)


def _letter(code: int) -> str:
    """A character; ligatures as the letters they stand for, halves of characters as none."""
    letter = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
    return _LIGATURES.get(letter, letter)


_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}


def _titled(about: About, blocks: list[tuple[str, float]]) -> About:
    """The title is what is set largest among the first blocks, where one is larger than the text."""
    from dataclasses import replace

    sizes = sorted(size for text, size in blocks for _ in range(len(text) // 20 + 1))
    body = sizes[len(sizes) // 2] if sizes else 0.0
    top = [(text, size) for text, size in blocks[:8] if len(text) > 8 and re.search(r"[^\W\d_]{3}", text)]
    largest = max(top, key=lambda one: one[1], default=("", 0.0))
    return replace(about, title=largest[0]) if largest[1] > 1.15 * body else about


def _about(document: Any) -> About:
    said = document.get_metadata_dict()
    return About(
        named=said.get("Title", ""),
        byline=said.get("Author", ""),
        tags=tuple(tag for tag in re.split(r"[,;]", said.get("Keywords", "")) if tag.strip()),
    )
