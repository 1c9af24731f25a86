"""Articles as fields with names: front matter, the columns of a table, the keys of JSON objects."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from briefcli.read.dates import parse_stamp
from briefcli.read.parts import Parts
from briefcli.text import one_line

# The names that clippers, databases and note takers give to them, the likeliest first.
KEYS = {
    "title": ("title", "headline", "head"),
    "date": (
        "published",
        "published_at",
        "date",
        "pubdate",
        "date_published",
        "publication_date",
        "publish_date",
        "datepublished",
    ),
    "publisher": ("publisher", "source", "site", "sitename", "publication", "outlet", "newspaper"),
    "byline": ("byline", "author", "authors", "creator"),
    "url": ("url", "link", "canonical", "permalink"),
    "language": ("language", "lang"),
    "tags": ("tags", "keywords", "topics"),
    "text": ("text", "body", "content", "article", "articlebody", "full_text", "fulltext", "article_text", "story"),
}


def first(fields: Mapping[str, Any], field: str) -> str:
    """The value of a field under any of its names, on one line; "" where there is none."""
    value = next((fields[key] for key in KEYS[field] if fields.get(key)), "")
    return one_line(", ".join(map(str, value)) if isinstance(value, list) else str(value))


def listed(fields: Mapping[str, Any], field: str) -> tuple[str, ...]:
    """The values of a field that may have several."""
    value = next((fields[key] for key in KEYS[field] if fields.get(key)), ())
    values = value if isinstance(value, (list, tuple)) else re.split(r"[,;]", str(value))
    return tuple(line for one in values if (line := one_line(str(one))))


def parts_of_fields(fields: Mapping[str, Any]) -> Parts | None:
    """The article that fields give, its text as it stands; None where there is no text."""
    plain = {re.sub(r"[\s-]+", "_", str(key).strip().lower()): value for key, value in fields.items()}
    text = next((plain[key] for key in KEYS["text"] if isinstance(plain.get(key), str) and plain[key].strip()), "")
    paragraphs = tuple(line for part in re.split(r"\n+", text) if (line := part.strip()))
    if not paragraphs:
        return None
    return Parts(
        title=first(plain, "title"),
        paragraphs=paragraphs,
        stamp=parse_stamp(first(plain, "date")),
        publisher=first(plain, "publisher") or None,
        byline=first(plain, "byline") or None,
        url=first(plain, "url") or None,
        language=first(plain, "language") or None,
        tags=listed(plain, "tags"),
    )
