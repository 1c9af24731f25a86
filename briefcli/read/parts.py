"""What a reader found on a page, before it becomes an article."""

from __future__ import annotations

from dataclasses import dataclass

from briefcli.article import Article, article_id
from briefcli.errors import ReadError
from briefcli.read.dates import Stamp
from briefcli.read.language import language_of
from briefcli.text import one_line, without_controls, without_invisible


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The pieces of one article. A piece that was not found is None, empty, or ""."""

    title: str
    paragraphs: tuple[str, ...]
    stamp: Stamp | None = None
    publisher: str | None = None
    byline: str | None = None
    dateline: str | None = None
    url: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()


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
        language=parts.language or language_of(text),
        tags=tuple(dict.fromkeys(tag for given in parts.tags if (tag := one_line(given)))),
    )


def _line(value: str | None) -> str | None:
    return one_line(value) or None if value else None
