"""Every quotation of an article, with its speaker."""

from __future__ import annotations

from collections.abc import Iterable

from briefcli.article import Article
from briefcli.brief import Quote
from briefcli.quotes.attribution import Speakers
from briefcli.quotes.kinds import is_quotation, speaks_in_singles
from briefcli.quotes.merge import merge_speakers
from briefcli.quotes.tokens import tokens


def find_quotes(article: Article) -> tuple[Quote, ...]:
    """Every quotation of an article, in order, with its speaker where the text says who it is.

    Left out is what marks hold but nobody says: titles, nicknames, scare quotes, a headline's paraphrase.
    """
    return tuple(quote for quote, said in everything_marked(article) if said)


def find_all_quotes(articles: Iterable[Article]) -> tuple[Quote, ...]:
    """The quotations of several articles, each with the role its speaker has in any of them.

    The analysis of an article is let go of when its quotations are found.
    """
    found: list[Quote] = []
    for article in articles:
        found += find_quotes(article)
        article.forget()
    return merge_speakers(found)


def everything_marked(article: Article) -> tuple[tuple[Quote, bool], ...]:
    """Everything between quotation marks, and whether it is somebody's words."""
    return article.analysis.once(_everything_marked, article)


def _everything_marked(article: Article) -> tuple[tuple[Quote, bool], ...]:
    marked = article.analysis.marks
    if not marked:
        return ()
    found = tokens(article.text, marked)
    speakers = Speakers(article, marked, found)
    given = speakers.attribute()
    singles = speaks_in_singles(marked)
    pairs = []
    for one, place, attribution in zip(marked, speakers.places, given, strict=True):
        how = attribution.how if attribution else ""
        said = is_quotation(article.text, one, found, place, attributed=how) and (singles or not one.single)
        pairs.append((speakers.quote(one, attribution), said))
    return tuple(pairs)
