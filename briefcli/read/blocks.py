"""Pasted text to its blocks: paragraphs and single lines, as a person sees them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefcli.read.dates import is_date_line
from briefcli.read.furniture import is_paragraph, is_sentence
from briefcli.text import without_controls, without_invisible

_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2007\u2009\u202f\u3000", " "))


def split_blocks(text: str, *, folded: bool = False) -> list[str]:
    """Paragraphs and single lines, healed: no stray blank lines, hard-wrapped lines joined, spaces plain.

    `folded` says that the text comes from a program that folds paragraphs; else most of them must look so.
    """
    healed = without_controls(without_invisible(text).expandtabs(2)).translate(_SPACES)
    chunks = [
        [stripped for line in chunk.split("\n") if (stripped := line.strip())] for chunk in re.split(r"\n\s*\n", healed)
    ]
    width = _wrap_width(chunks)
    blocks: list[str] = []
    for lines in chunks:
        if width or (folded and _is_wrapped(lines)):
            blocks += _joined(lines, width or max(map(len, lines)))
        else:
            blocks += lines
    return [re.sub(r" {2,}", " | " if _is_menu(block) else " ", block) for block in blocks]


def _wrap_width(chunks: Sequence[Sequence[str]]) -> int:
    """The width a text was folded to, as mail is, in characters; 0 where it was not."""
    folded = [lines for lines in chunks if _is_wrapped(lines)]
    lone = sum(len(lines) == 1 and len(lines[0]) > 100 for lines in chunks)
    return max((len(line) for lines in folded for line in lines), default=0) if len(folded) > lone else 0


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether line breaks only fold a paragraph: lines of like width that break in mid-sentence."""
    if len(lines) < 2:
        return False
    widest = max(map(len, lines))
    full = all(len(line) > 0.6 * widest for line in lines[:-1])
    broken = sum(not is_sentence(line) for line in lines[:-1])
    return 40 <= widest <= 100 and full and broken >= 0.6 * (len(lines) - 1) and is_paragraph(" ".join(lines))


def _joined(lines: Sequence[str], width: int) -> list[str]:
    """Lines of a folded text put together again: one that was full goes on in the next."""
    blocks: list[str] = []
    full = False
    is_head = not is_sentence(lines[-1]) if lines else False
    for line in lines:
        if full and not (is_head and is_date_line(line)):
            blocks[-1] += f" {line}"
        else:
            blocks.append(line)
        full = len(line) > 0.7 * width
    return blocks


def _is_menu(block: str) -> bool:
    """Whether wide gaps set short words apart ("Politics   Business   Sport")."""
    pieces = re.split(r" {2,}", block)
    return len(pieces) > 1 and all(len(piece) <= 26 and not is_sentence(piece) for piece in pieces)
