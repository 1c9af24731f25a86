"""A brief among its own sources would prove itself: it is left out of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from briefcli.article import Article, Skipped
from briefcli.audit.lines import Taken
from briefcli.text import letters


def is_itself(source: Article | Skipped, taken: Taken, content: bytes) -> bool:
    """Whether a source is the brief: its file, under whatever name, or the same text.

    Args:
        source: what the source gave.
        taken: the brief.
        content: its file, or what stood on standard input.
    """
    if any(_holds(file, taken.name, content) for file in _files(source.source)):
        return True
    if isinstance(source, Skipped):
        return False
    return letters(taken.text) in {letters(source.text), letters(f"{source.title} {source.text}")}


def _files(source: str) -> Iterable[Path]:
    """The file a source names; of one with many articles it names the line behind a colon."""
    return (file for file in (Path(source), Path(source.rpartition(":")[0])) if file.name and file.is_file())


def _holds(file: Path, name: str, content: bytes) -> bool:
    return file.resolve() == Path(name).resolve() or (
        file.stat().st_size == len(content) and file.read_bytes() == content
    )
