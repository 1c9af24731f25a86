"""Small builders, so that a test names only what it is about."""

from __future__ import annotations

from datetime import date

from briefcli.article import Article, article_id


def article(
    text: str = "Rates rise. Banks react.",
    *,
    title: str = "Rates up",
    id: str | None = None,  # noqa: A002 - it is the field's name
    source: str = "rates.txt",
    publisher: str | None = None,
    published: date | None = None,
    language: str | None = "en",
) -> Article:
    """An article with a body and a title, and nothing else unless a test asks for it."""
    return Article(
        id=id or article_id(title, text),
        source=source,
        title=title,
        text=text,
        publisher=publisher,
        published=published,
        language=language,
    )
