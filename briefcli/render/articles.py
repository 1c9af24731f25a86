"""Articles as `brief read` prints them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefcli.article import Article
from briefcli.render.data import whole_article_object
from briefcli.render.safe_json import json_line, json_text
from briefcli.render.sources import show_day
from briefcli.text import one_line


def show_articles(articles: Iterable[Article], form: str) -> Iterator[str]:
    """Articles in one of the formats `text`, `json`, `jsonl`, in pieces; of JSON, which is one list, one piece."""
    if form == "jsonl":
        yield from (json_line(whole_article_object(article)) for article in articles)
    elif form == "json":
        yield json_text([whole_article_object(article) for article in articles], indent=2) + "\n"
    else:
        for number, article in enumerate(articles):
            yield f"\n{_shown(article)}\n" if number else f"{_shown(article)}\n"


def _shown(article: Article) -> str:
    when = article.published_at.isoformat(" ", "minutes") if article.published_at else None
    facts = (
        ("Title", article.title),
        ("Publisher", article.publisher),
        ("Published", when or (show_day(article.published) if article.published else None)),
        ("Byline", article.byline),
        ("Dateline", article.dateline),
        ("About", ", ".join(article.countries)),
        ("Mentions", ", ".join(article.mentioned)),
        ("Tags", ", ".join(article.tags)),
        ("Language", article.language),
        ("Words", str(article.words)),
        ("URL", article.url),
        ("Source", one_line(article.source)),
        ("Id", article.id),
        *(("Note", note) for note in article.notes),
    )
    head = "\n".join(f"{name + ':':<11}{value}" for name, value in facts if value)
    return f"{head}\n\n{article.text}"
