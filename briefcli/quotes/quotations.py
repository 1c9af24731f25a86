"""Every quotation of an article, with its speaker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefcli.article import Article, Skipped
from briefcli.brief import Quote
from briefcli.quotes.attribution import quote_of
from briefcli.quotes.dashes import with_dashes
from briefcli.quotes.grammar import Grammar, grammar
from briefcli.quotes.kinds import is_quotation, speaks_in_singles
from briefcli.quotes.speakers import Speakers, label_in
from briefcli.text import Extent
from briefcli.text.marks import Marked
from briefcli.workers import Workers

_UNKNOWN = "en"  # what a text of no known language is read as


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """Articles and their quotations, in order; `skipped` are those that nobody could look through."""

    articles: tuple[Article, ...]
    quotes: tuple[Quote, ...]
    skipped: tuple[Skipped, ...] = ()


def find_quotes(article: Article) -> tuple[Quote, ...]:
    """Every quotation of an article, in order, with its speaker where the text says who it is.

    Left out is what marks hold but nobody says: titles, nicknames, scare quotes, a headline's paraphrase.
    """
    return tuple(quote for quote, said in everything_marked(article) if said)


def find_all_quotes(articles: Sequence[Article], team: Workers) -> Searched:
    """The quotations of several articles, each with what its own article says of its speaker.

    The analysis of an article is let go of when its quotations are found.
    """
    searched: list[Article] = []
    quotes: list[Quote] = []
    skipped: list[Skipped] = []
    for article, found in zip(articles, team.map(find_quotes, articles, lost=_lost), strict=True):
        article.forget()
        if found is None:
            reason = "ended the process that looked for its quotations. Shorten it, or leave it out."
            skipped.append(Skipped(source=article.source, reason=reason))
        else:
            searched.append(article)
            quotes += found
    return Searched(articles=tuple(searched), quotes=tuple(quotes), skipped=tuple(skipped))


def _lost(_article: Article, _late: bool) -> None:  # noqa: FBT001 - as `Workers` calls it
    """What stands for the quotations of an article that ended the process."""


def everything_marked(article: Article) -> tuple[tuple[Quote, bool], ...]:
    """Everything between quotation marks, and whether it is somebody's words."""
    return article.analysis.once(_everything_marked, article)


def marked_in(article: Article) -> tuple[Marked, ...]:
    """What stands between quotation marks, or behind a dash that opens speech, in order; nobody asks whose it is."""
    return article.analysis.once(_marked_in, article)


def spoken_in(article: Article) -> Iterator[Extent]:
    """The same without the labels of a transcript."""
    for one in marked_in(article):
        label = label_in(article.text, one)
        yield (label.end() if label else one.start), one.end


def _marked_in(article: Article) -> tuple[Marked, ...]:
    return with_dashes(article.text, article.analysis.marks, _grammar(article))


def _everything_marked(article: Article) -> tuple[tuple[Quote, bool], ...]:
    marked = marked_in(article)
    if not marked:
        return ()
    speakers = Speakers(article, marked, _grammar(article))
    found = speakers.tokens
    given = speakers.attribute()
    singles = speaks_in_singles(marked)
    pairs = []
    for one, place, attribution in zip(marked, speakers.places, given, strict=True):
        how = attribution.how if attribution else ""
        said = is_quotation(article.text, one, found, place, attributed=how) and (singles or not one.single)
        pairs.append((quote_of(article, one, attribution), said))
    return tuple(pairs)


def _grammar(article: Article) -> Grammar:
    """How the language of an article attributes; those without a file, or without verbs in it, as English."""
    known = grammar(article.language or _UNKNOWN)
    return known if known.saying else grammar(_UNKNOWN)
