"""From the content of a file to its articles: the reader that suits it, and so for every file inside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from io import BytesIO, TextIOWrapper

from briefcli.article import Article, LeftOut, Skipped
from briefcli.errors import ReadError
from briefcli.read.files import is_address
from briefcli.read.formats import Format, chosen
from briefcli.read.parts import Member, Parts, Unread, assemble

_DEEPEST = 4  # an attachment in a mail in an archive in an archive
_MOST_MEMBERS = 10_000
_MEGABYTE = 1_000_000
_MOST_TIMES = 10  # what a file may unpack to, in the largest size of a file


def articles_in(name: str, content: bytes, max_megabytes: int) -> Iterator[Article | Skipped | LeftOut]:
    """The articles of a content; one inside it that gives none is a `Skipped` with its place.

    Raises:
        ReadError: the file as a whole cannot be read.
    """
    most = max_megabytes * _MEGABYTE
    yield from _Unpacking(most_bytes=most, bytes_left=_MOST_TIMES * most).articles(name, content, depth=0)


@dataclass
class _Unpacking:
    """What one file may still unpack to, in bytes and in files; `most_bytes` is what one file inside may hold."""

    most_bytes: int
    bytes_left: int
    members_left: int = _MOST_MEMBERS

    def articles(self, name: str, content: bytes, depth: int) -> Iterator[Article | Skipped | LeftOut]:
        if not content.strip(b"\0 \t\r\n\xef\xbb\xbf"):
            raise ReadError(
                "is empty.", remedy="Paste the article into it." if name != "-" else "Pipe an article into it."
            )
        form = chosen(name, content)
        if form.streamed:
            lines = TextIOWrapper(BytesIO(content), encoding="utf-8-sig", errors="replace", newline="\n")
            yield from import_module(form.module).read_lines(name, lines)
            return
        number = 0
        for part in _parts(form, content, self.most_bytes):
            if isinstance(part, Member):
                yield from self._member(name, part, depth + 1)
            elif isinstance(part, Unread):
                yield _unread(name, part)
            else:
                number += 1
                yield _article(name if number == 1 else f"{name}:{number}", part)

    def _member(self, name: str, member: Member, depth: int) -> Iterator[Article | Skipped | LeftOut]:
        place = f"{name}:{member.name}" if member.name else name
        self.members_left -= 1
        self.bytes_left -= len(member.content)
        if self.members_left < 0 or self.bytes_left < 0:
            raise ReadError("unpacks to more than an archive may hold.", remedy="Unpack it, and name the files in it.")
        if depth > _DEEPEST:
            yield Skipped(source=place, reason="lies too many archives deep. Unpack them, and name the files in them.")
            return
        try:
            yield from self.articles(place if member.name else name.removesuffix(".gz"), member.content, depth)
        except ReadError as error:
            if self.bytes_left < 0 or self.members_left < 0:
                raise
            yield Skipped(source=place, reason=str(error))


def _parts(form: Format, content: bytes, most_bytes: int) -> Iterator[Parts | Member | Unread]:
    """What the reader finds. Where a library fails on a broken file, that file alone is lost, and named."""
    reader = import_module(form.module)
    try:
        yield from reader.read(content, most_bytes) if form.packed else reader.read(content)
    except (ReadError, OSError):
        raise
    except Exception as error:
        kind = form.module.rsplit(".", 1)[-1]
        raise ReadError(
            f"is damaged, or more than the reader of {kind} files can take ({type(error).__name__}).",
            remedy="Save its text as .txt.",
        ) from error


def _article(place: str, parts: Parts) -> Article | Skipped:
    try:
        return assemble(place, parts if parts.url or not is_address(place) else replace(parts, url=place))
    except ReadError as error:
        return Skipped(source=place, reason=str(error))


def _unread(name: str, unread: Unread) -> Skipped | LeftOut:
    source = f"{name}:{unread.name}" if unread.name else name
    return (LeftOut if unread.harmless else Skipped)(source=source, reason=unread.reason)
