"""From what the user named to files: folders are walked, hidden files left out, always in the same order."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from briefcli.article import Skipped
from briefcli.text import one_line

# What browsers save beside a page ("Page_files/"), and what lies about in any folder.
_COMPANION = "_files"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file to read. `path` is None for standard input. `shown` is how the user will know it."""

    path: Path | None
    shown: str


def find_files(sources: Iterable[str]) -> Iterator[Found | Skipped]:
    """The files the sources name, each once, folders recursively; by name, whatever the order of the sources."""
    named = [found for source in sources for found in _found(source)]
    seen: set[str] = set()
    for found in sorted(named, key=lambda one: one.shown if isinstance(one, Found) else one.source):
        real = (os.path.realpath(found.path) if found.path else found.shown) if isinstance(found, Found) else None
        if real is None or real not in seen:
            yield found
        if real is not None:
            seen.add(real)


def _found(source: str) -> Iterator[Found | Skipped]:
    if source == "-":
        yield Found(path=None, shown="-")
        return
    path = Path(source)
    shown = one_line(source)
    if path.is_dir():
        found = list(_walk(path))
        yield from found
        if not found:
            yield Skipped(source=shown, reason="is a folder without files. Save the articles into it first.")
    elif path.exists():
        yield Found(path=path, shown=shown)
    elif path.is_symlink():
        yield Skipped(source=shown, reason="is a link that leads nowhere. Name the file it should lead to.")
    else:
        yield Skipped(source=shown, reason=f"does not exist. {_nearest(path)}".strip())


def _walk(folder: Path) -> Iterator[Found | Skipped]:
    """The files below a folder, and the folders among them that cannot be opened."""
    closed: list[OSError] = []
    for base, folders, files in os.walk(folder, onerror=closed.append):
        pages = {Path(file).stem for file in files if file.lower().endswith((".html", ".htm"))}
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and not (name.endswith(_COMPANION) and name.removesuffix(_COMPANION) in pages)
        )
        yield from (_regular(Path(base, file)) for file in sorted(files) if not file.startswith("."))
    for error in closed:
        yield Skipped(source=one_line(str(error.filename)), reason=f"cannot be opened: {error.strerror}.")


def _regular(path: Path) -> Found | Skipped:
    """A file of a folder. A pipe, a socket or a device among them would be waited for without end."""
    shown = one_line(str(path))
    if path.exists() and not path.is_file():
        return Skipped(source=shown, reason="is no regular file. Name it on the command line to read it all the same.")
    return Found(path=path, shown=shown)


def _nearest(path: Path) -> str:
    """A name beside it that is nearly the same, for a slip of the hand."""
    from difflib import get_close_matches

    try:
        beside = [entry.name for entry in path.parent.iterdir()]
    except OSError:
        return f"There is no folder '{one_line(str(path.parent))}' either."
    near = get_close_matches(path.name, beside, n=1, cutoff=0.75)  # "nosuch.txt" is not a slip for "doc.txt"
    return f"Did you mean '{one_line(str(path.parent / near[0]))}'?" if near else "Check the path."
