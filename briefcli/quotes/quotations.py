"""Every quotation of an article, with its speaker."""

from __future__ import annotations

from briefcli.article import Article
from briefcli.brief import Quote
from briefcli.quotes.marks import quotations
from briefcli.quotes.speakers import Speakers
from briefcli.quotes.tokens import tokens


def find_quotes(article: Article) -> tuple[Quote, ...]:
    """Every quotation of an article, in order, with its speaker where the text says who it is."""
    marked = quotations(article.text)
    if not marked:
        return ()
    speakers = Speakers(article, marked, tokens(article.text, marked))
    given = speakers.attribute()
    return tuple(speakers.quote(one, attribution) for one, attribution in zip(marked, given, strict=True))
