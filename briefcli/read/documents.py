"""Word processors' documents to articles: what their paragraphs say, by the rules of pasted text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefcli.errors import ReadError
from briefcli.read.parts import Dropped, Parts
from briefcli.read.pasted import sort_blocks
from briefcli.text import one_line

# What programs write into the field for the title by themselves.
_NO_TITLE = re.compile(
    r"microsoft word\b.*|untitled.*|document\d*|unbenannt.*|sans titre.*|.*\.(?:docx?|odt|rtf|pdf|indd|qxp)",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"user|admin\w*|author|python-docx|unknown|owner|microsoft.*|.*@.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a document says of itself. `title` is its heading's, `named` that of its properties."""

    title: str = ""
    named: str = ""
    byline: str = ""
    language: str | None = None
    tags: tuple[str, ...] = ()


def document_parts(blocks: Sequence[str], about: About, dropped: Sequence[Dropped] = ()) -> Parts:
    """The article of a document. The day the file was made is not the day the article was published.

    Raises:
        ReadError: it has no text.
    """
    lines = [line for block in blocks if (line := one_line(block))]
    if not lines:
        raise ReadError("holds no text.", remedy="If it holds pictures of pages, run OCR on it first.")
    title = one_line(about.title)
    named = "" if _NO_TITLE.fullmatch(about.named.strip()) else one_line(about.named)
    if not title and named and named in lines[:3]:
        title = named
    parts = sort_blocks(lines, title=title)
    if not parts.paragraphs:
        parts = replace(parts, paragraphs=tuple(line for line in lines if line != parts.title), dropped=())
    byline = "" if _NO_NAME.fullmatch(about.byline.strip()) else about.byline
    return replace(
        parts,
        title=parts.title or named,
        byline=parts.byline or one_line(byline) or None,
        language=about.language,
        tags=parts.tags or about.tags,
        dropped=(*parts.dropped, *dropped),
    )
