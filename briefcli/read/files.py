"""From what the user named to files: folders are walked, hidden files left out, always in the same order."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from briefcli.article import LeftOut, Skipped
from briefcli.text import one_line

# What browsers save beside a page ("Page_files/"), and what lies about in any folder.
_COMPANION = "_files"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file to read. `source` is its path as the user, or the folder, has it; "-" is standard input.

    `content` is what it holds, where that was read already: of standard input and of addresses, whose `path` is None.
    """

    path: Path | None
    source: str
    content: bytes | None = None


def find_files(sources: Iterable[str]) -> Iterator[Found | Skipped | LeftOut]:
    """The files the sources name, each once, folders recursively; by name, whatever the order of the sources."""
    named = [found for source in sources for found in _found(source)]
    seen: dict[str, str] = {}
    for found in sorted(named, key=lambda one: one.source):
        if not isinstance(found, Found):
            yield found
            continue
        real = os.path.realpath(found.path) if found.path else found.source
        if real not in seen:
            seen[real] = found.source
            yield found
        elif seen[real] != found.source:
            yield LeftOut(source=found.source, reason=f"is {seen[real]} under another name.")


def is_address(source: str) -> bool:
    """Whether a source is a page or a feed of the web."""
    return source.lower().startswith(("http://", "https://"))


def _found(source: str) -> Iterator[Found | Skipped | LeftOut]:
    if source == "-" or is_address(source):
        yield Found(path=None, source=source)
        return
    path = Path(source)
    if path.is_dir():
        found = list(_walk(path))
        yield from found
        if not any(isinstance(one, Found) for one in found):
            yield Skipped(source=source, reason="is a folder without files. Save the articles into it first.")
    elif path.exists():
        yield Found(path=path, source=source)
    elif path.is_symlink():
        yield Skipped(source=source, reason="is a link that leads nowhere. Name the file it should lead to.")
    else:
        yield Skipped(source=source, reason=f"does not exist. {_nearest(path)}".strip())


def _walk(folder: Path) -> Iterator[Found | Skipped | LeftOut]:
    """The files below a folder, each folder once whatever links lead to it, and what among them cannot be opened."""
    closed: list[OSError] = []
    walked: set[str] = set()
    for base, folders, files in os.walk(folder, onerror=closed.append, followlinks=True):
        real = os.path.realpath(base)
        if real in walked:
            folders.clear()
            yield LeftOut(source=str(Path(base)), reason="is a link to a folder that was read already.")
            continue
        walked.add(real)
        pages = {Path(file).stem for file in files if file.lower().endswith((".html", ".htm"))}
        hidden = [name for name in (*folders, *files) if name.startswith(".")]
        beside = [name for name in folders if _is_beside(name, pages)]
        yield from (LeftOut(source=str(Path(base, name)), reason="is hidden.") for name in sorted(hidden))
        yield from (LeftOut(source=str(Path(base, name)), reason="belongs to a saved page.") for name in beside)
        folders[:] = sorted(set(folders) - {*hidden, *beside})
        yield from (_regular(Path(base, file)) for file in sorted(set(files) - set(hidden)))
    for error in closed:
        yield Skipped(source=str(error.filename), reason=f"cannot be opened: {error.strerror}.")


def _is_beside(folder: str, pages: set[str]) -> bool:
    return folder.endswith(_COMPANION) and folder.removesuffix(_COMPANION) in pages


def _regular(path: Path) -> Found | Skipped:
    """A file of a folder. A pipe, a socket or a device among them would be waited for without end."""
    if path.exists() and not path.is_file():
        reason = "is no regular file. Name it on the command line to read it all the same."
        return Skipped(source=str(path), reason=reason)
    return Found(path=path, source=str(path))


def _nearest(path: Path) -> str:
    """A name beside it that is nearly the same, for a slip of the hand."""
    from difflib import get_close_matches

    try:
        beside = [entry.name for entry in path.parent.iterdir()]
    except OSError:
        return f"There is no folder '{one_line(str(path.parent))}' either."
    near = get_close_matches(path.name, beside, n=1, cutoff=0.75)  # "nosuch.txt" is not a slip for "doc.txt"
    return f"Did you mean '{one_line(str(path.parent / near[0]))}'?" if near else "Check the path."
