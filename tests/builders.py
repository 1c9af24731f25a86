"""Small builders, so that a test names only what it is about."""

from __future__ import annotations

import email
import email.policy
import html
import re
from datetime import date
from pathlib import Path

from briefcli.article import Article, article_id
from briefcli.brief import Brief
from briefcli.read import Found, find_files, read_file


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


def article_of(brief: Brief, article_id: str) -> Article:
    """The article of a brief that has this id."""
    return next(one for one in brief.articles if one.id == article_id)


def read_all(path: Path) -> list[Article]:
    """The articles of a file or folder; a source that gave none fails the test."""
    found: list[Article] = []
    for one in find_files([str(path)]):
        for read in read_file(one) if isinstance(one, Found) else [one]:
            assert isinstance(read, Article), read
            found.append(read)
    return found


def plain(shown: str, form: str) -> str:
    """A brief in one of the formats as a reader sees it: of HTML the text where nothing is opened, of a mail its plain body."""
    if form == "eml":
        body = email.message_from_string(shown, policy=email.policy.default).get_body(("plain",))
        return str(body.get_content()) if body else ""
    if form == "html":
        unopened = re.sub(r"<(style|script)>.*?</\1>|<div class=ev.*?</div>", "", shown, flags=re.DOTALL)
        return html.unescape(re.sub(r"<[^>]*>", "", unopened))
    return shown
