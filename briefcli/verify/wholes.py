"""All that an article says, as one text: a line may take from its title and its date, too."""

from __future__ import annotations

from collections.abc import Iterable

from briefcli.article import Article

IN_WORDS = "%A %-d %B %Y"  # "Tuesday 10 March 2026"
IN_DIGITS = "%d %m %Y %-d %-m"


def whole(articles: Iterable[Article], *, date: str = IN_WORDS) -> str:
    """The titles, dates and texts of articles. `date` is how a date is written; an article without one has none."""
    return "\n\n".join(f"{one.title}\n\n{_dated(one, date)}\n\n{one.text}" for one in articles)


def _dated(article: Article, form: str) -> str:
    return article.published.strftime(form) if article.published else ""
