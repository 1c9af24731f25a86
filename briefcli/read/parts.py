"""What a reader found in a file, before it becomes articles."""

from __future__ import annotations

from dataclasses import dataclass

from briefcli import languages
from briefcli.article import Article, Dropped, article_id
from briefcli.errors import ReadError
from briefcli.read.dates import Stamp
from briefcli.read.language import language_of
from briefcli.text import one_line, without_controls, without_invisible

__all__ = ["Dropped", "Member", "Parts", "Unread", "assemble"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The pieces of one article. A piece that was not found is None, empty, or "".

    `language` is what the file says; the text's own words go before it. `notes` say what is not whole about the
    article, `dropped` what of the file is not in it.
    """

    title: str
    paragraphs: tuple[str, ...]
    stamp: Stamp | None = None
    publisher: str | None = None
    byline: str | None = None
    dateline: str | None = None
    url: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    dropped: tuple[Dropped, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A file inside the file: of an archive, or attached to a mail. It is read like any other, `name` and all."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A piece of the file that is no article. `name` is its place in the file, "" for the file itself.

    `harmless` ones were none to begin with: hidden files of an archive.
    """

    reason: str
    name: str = ""
    harmless: bool = False


def assemble(source: str, parts: Parts) -> Article:
    """The article these parts make.

    Raises:
        ReadError: there is no body.
    """
    plain = (without_controls(without_invisible(paragraph)).strip() for paragraph in parts.paragraphs)
    text = "\n\n".join(paragraph for paragraph in plain if paragraph)
    if not text:
        raise ReadError("holds no article text.", remedy="Paste the body of the article into it.")
    title = one_line(parts.title)
    return Article(
        id=article_id(title, text),
        source=source,
        title=title,
        text=text,
        published=parts.stamp.day if parts.stamp else None,
        published_at=parts.stamp.at if parts.stamp else None,
        publisher=_line(parts.publisher),
        byline=_line(parts.byline),
        dateline=_line(parts.dateline),
        url=_line(parts.url),
        language=language_of(text, _code(parts.language)),
        tags=tuple(dict.fromkeys(tag for given in parts.tags if (tag := one_line(given)))),
        notes=parts.notes,
        dropped=tuple(Dropped(text=text, why=one.why) for one in parts.dropped if (text := one_line(one.text))),
    )


def _line(value: str | None) -> str | None:
    return one_line(value) or None if value else None


def _code(language: str | None) -> str | None:
    """The code of a language tag such as "pt-BR"."""
    return languages.code_of(language) if language else None
