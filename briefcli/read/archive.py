"""Archives: the file in a .gz, the files in a .zip, one by one, none larger than a file may be."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from gzip import BadGzipFile, GzipFile
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from briefcli.errors import ReadError
from briefcli.read.parts import Member, Unread

_DAMAGED = (BadZipFile, LargeZipFile, BadGzipFile, EOFError, zlib.error, NotImplementedError, ValueError, RuntimeError)
_REMEDY = "Unpack it, and name the files in it."
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")


def read(content: bytes, most_bytes: int) -> Iterator[Member | Unread]:
    """The files of an archive.

    Args:
        content: the archive.
        most_bytes: what one file in it may hold.
    """
    if content.startswith(_ZIP):
        yield from _zipped(content, most_bytes)
        return
    try:
        with GzipFile(fileobj=BytesIO(content)) as file:
            inside = file.read(most_bytes + 1)
    except (OSError, *_DAMAGED) as error:
        raise ReadError("is a damaged archive.", remedy="Save it again.") from error
    if len(inside) > most_bytes:
        raise ReadError(f"unpacks to more than {most_bytes // 1_000_000} MB.", remedy=_REMEDY)
    yield Member(name="", content=inside)


def _zipped(content: bytes, most_bytes: int) -> Iterator[Member | Unread]:
    try:
        archive = ZipFile(BytesIO(content))
        members = sorted(archive.infolist(), key=lambda one: one.filename)
    except (OSError, *_DAMAGED) as error:
        raise ReadError("is a damaged archive.", remedy="Save it again.") from error
    files = [one for one in members if not one.is_dir()]
    if not files:
        raise ReadError("is an archive without files.", remedy="Save it again.")
    pages = {PurePosixPath(one.filename).with_suffix("").as_posix() for one in files if _is_page(one.filename)}
    with archive:
        for one in files:
            if why := _aside(PurePosixPath(one.filename), pages):
                yield Unread(name=one.filename, reason=why, harmless=True)
            else:
                yield _member(archive, one, most_bytes)


def _member(archive: ZipFile, one: ZipInfo, most_bytes: int) -> Member | Unread:
    if one.flag_bits & 0x1:
        return Unread(name=one.filename, reason=f"is locked with a password. {_REMEDY}")
    try:
        with archive.open(one) as file:
            inside = file.read(most_bytes + 1)
    except (OSError, *_DAMAGED):
        return Unread(name=one.filename, reason="is damaged in the archive. Save it again.")
    if len(inside) > most_bytes:
        return Unread(name=one.filename, reason=f"is larger than {most_bytes // 1_000_000} MB. {_REMEDY}")
    return Member(name=one.filename, content=inside)


def _is_page(name: str) -> bool:
    return name.lower().endswith((".html", ".htm"))


def _aside(path: PurePosixPath, pages: set[str]) -> str:
    """Why a file of an archive is none to read: as in folders."""
    if any(part.startswith(".") or part == "__MACOSX" for part in path.parts):
        return "is hidden."
    folders = (folder.as_posix() for folder in path.parents)
    beside = any(folder.endswith("_files") and folder.removesuffix("_files") in pages for folder in folders)
    return "belongs to a saved page." if beside else ""
