"""The lines of a PDF to paragraphs: hyphens healed, running heads and page numbers left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from briefcli.read.parts import Dropped
from briefcli.read.pdf_lines import Line

_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:page|seite|p\.|pág(?:ina|\.)?|pagina|side|str\.)\s*)?\d{1,4}(?:\s*(?:/|of|von|de|sur|di|van)\s*\d{1,4})?\W*",
    re.IGNORECASE,
)
_AT_THE_EDGE = 3  # lines from the top or the bottom of a page
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def without_running_heads(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], tuple[Dropped, ...]]:
    """Each page without the lines that stand on the edge of several, and without its number."""
    edges = [_edges(lines) for lines in pages]
    often = Counter(chain.from_iterable({_numberless(line.text) for line in edge} for edge in edges))
    enough = max(2, len(pages) // 3)
    kept: list[list[Line]] = []
    dropped: list[Dropped] = []
    for lines, edge in zip(pages, edges, strict=True):
        page = []
        for line in lines:
            at_edge = any(line is other for other in edge)
            if at_edge and _PAGE_NUMBER.fullmatch(line.text):
                dropped.append(Dropped(text=line.text, why="page number"))
            elif at_edge and often[_numberless(line.text)] >= enough:
                dropped.append(Dropped(text=line.text, why="running head"))
            else:
                page.append(line)
        kept.append(page)
    return kept, tuple(dropped)


def _edges(lines: Sequence[Line]) -> list[Line]:
    heights = sorted(lines, key=lambda line: -line.top)
    return [*heights[:_AT_THE_EDGE], *heights[_AT_THE_EDGE:][-_AT_THE_EDGE:]]


def _numberless(text: str) -> str:
    return re.sub(r"\d+", "#", text).casefold()


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[tuple[str, float]]:
    """The paragraphs of a document, each with the size it is set in. One may go on in the next column or page."""
    words = Counter(word.casefold() for page in pages for line in page for word in _WORD.findall(line.text))
    found: list[tuple[list[Line], float]] = []
    pitch = _pitch(pages)
    for line in chain.from_iterable(pages):
        last = found[-1][0][-1] if found else None
        if last is not None and _goes_on(last, line, pitch):
            found[-1][0].append(line)
        else:
            found.append(([line], line.size))
    return [(_healed(lines, words), size) for lines, size in found]


def _pitch(pages: Sequence[Sequence[Line]]) -> float:
    """From line to line, as most are set; in units of the size of the letters."""
    steps: Counter[float] = Counter()
    for page in pages:
        for above, below in pairwise(page):
            step = (above.bottom - below.bottom) / max(below.size, 1.0)
            if 0 < step < 3 and above.column == below.column:
                steps[round(step, 1)] += 1
    return steps.most_common(1)[0][0] if steps else 1.2


def _goes_on(above: Line, below: Line, pitch: float) -> bool:
    """Whether a line goes on with the paragraph of the one before it."""
    if abs(above.size - below.size) > 0.12 * max(above.size, below.size):
        return False
    step = (above.bottom - below.bottom) / max(below.size, 1.0)
    ended = bool(re.search(r"[.!?:…。！？][\"'”’»)\]]*$", above.text))
    full = above.right >= above.column[1] - 0.12 * (above.column[1] - above.column[0])
    if above.column != below.column or step <= 0 or step > 6:
        return not ended or (full and below.text[:1].islower())
    indented = below.left - below.column[0] > 0.7 * below.size and above.left - above.column[0] < 0.5 * below.size
    if step > 1.25 * pitch + 0.05 or (indented and (ended or full)):
        return False
    return full or not ended


def _healed(lines: Sequence[Line], words: Counter[str]) -> str:
    return "".join(_pieces(lines, words)).strip()


def _pieces(lines: Sequence[Line], words: Counter[str]) -> Iterator[str]:
    """The texts of the lines with what stands between them; words that a line's end cut are whole again."""
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        text = line.text
        if after is None:
            yield text
        elif line.hyphen and not text.endswith("-"):
            yield text + _hyphen(text, after.text, words)
        elif re.search(r"[^\W\d_]-$", text):
            yield text[:-1] + _hyphen(text[:-1], after.text, words)
        elif text.endswith(("-", "–", "—", "/")) and not text.endswith((" -", " –", " —")):
            yield text
        else:
            dense = _DENSE.match(text[-1:]) and _DENSE.match(after.text[:1])
            yield text if dense else text + " "


def _hyphen(before: str, after: str, words: Counter[str]) -> str:
    """The hyphen at a line's end, where the word has one of its own: a name, or as it stands elsewhere in the text."""
    first, second = _WORD.findall(before)[-1:], _WORD.findall(after)[:1]
    if not first or not second or not after[:1].islower():
        return "-"
    with_it = words[f"{first[0]}-{second[0]}".casefold()]
    return "-" if with_it > words[f"{first[0]}{second[0]}".casefold()] else ""
