"""The quotations of articles, as `brief quotes` prints them: laid out by the formats that also show briefs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from briefcli.addresses import NOBODY, Addressing
from briefcli.article import Article, Skipped, Span
from briefcli.brief import Quote
from briefcli.quotes import is_fragment
from briefcli.render.data import SCHEMA, exact, quote_object, skipped_object
from briefcli.render.evidence import Evidence
from briefcli.render.outline import quote_marks
from briefcli.render.safe_json import json_line, json_text
from briefcli.render.sections import Outline, Said, Section
from briefcli.render.sources import Source, show_day, show_source
from briefcli.text import one_line

if TYPE_CHECKING:
    from briefcli.render import contract_articles as contract

_AROUND = 240  # characters of a sentence shown on each side of a fragment


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotations:
    """The quotations to show of each article, and what gave none. `generated` is the time of the run."""

    articles: tuple[Article, ...]
    quotes: tuple[Quote, ...]
    skipped: tuple[Skipped, ...]
    generated: datetime

    def of(self, article: Article) -> tuple[Quote, ...]:
        """The quotations of one article, in the order they were given."""
        return tuple(quote for quote in self.quotes if quote.article == article.id)


def show_quotes(
    found: Quotations, form: str, *, width: int = 80, colour: bool = False, addressing: Addressing = NOBODY
) -> str:
    """Quotations in one of the formats of `render`, ending in a newline."""
    if form == "jsonl":
        return "".join(map(json_line, _objects(found)))
    if form == "json":
        content: contract.Quotations = {
            "schema": SCHEMA,
            "articles": _objects(found),
            "skipped": list(map(skipped_object, found.skipped)),
        }
        return json_text(content, indent=2) + "\n"
    from briefcli.render import show

    return show(_outline(found), form, width=width, colour=colour, addressing=addressing)


def _objects(found: Quotations) -> list[contract.QuotedArticle]:
    by_article: dict[str, list[contract.Quote]] = {article.id: [] for article in found.articles}
    for quote in found.quotes:
        by_article[quote.article].append(quote_object(quote))
    return [exact(_object(one, by_article[one.id]), [one]) for one in found.articles]


def _object(one: Article, quotes: list[contract.Quote]) -> contract.QuotedArticle:
    return {
        "article": one.id,
        "source": one.source,
        "title": one.title,
        "published": one.published.isoformat() if one.published else None,
        "publisher": one.publisher,
        "url": one.url,
        "quotes": quotes,
    }


def _outline(found: Quotations) -> Outline:
    quoted = [article for article in found.articles if found.of(article)]
    empty = len(found.articles) - len(quoted)
    return Outline(
        title="Quotes",
        generated=found.generated,
        day=show_day(found.generated.date()),
        summary=f"{len(found.quotes)} from {len(quoted)} of {len(found.articles)} articles",
        made_by="Quotations are the sources’ own, word for word.",
        overview=(),
        sections=tuple(_section(number, one, found.of(one)) for number, one in enumerate(quoted, start=1)),
        sources=tuple(show_source(number, article) for number, article in enumerate(quoted, start=1)),
        evidence=Evidence(
            articles={article.id: article for article in quoted},
            numbers={article.id: number for number, article in enumerate(quoted, start=1)},
        ),
        unit=("article", "articles"),
        notes=(*((f"Without a quotation: {empty}",) if empty else ()), *map(_left_out, found.skipped)),
    )


def _section(number: int, article: Article, quotes: Sequence[Quote]) -> Section:
    source: Source = show_source(number, article)
    return Section(
        number=number,
        headline=source.title,
        about=source.issued,
        outlets=(),
        reprints="",
        why="",
        note="",
        points=(),
        quotes=_once(_said(number, article, quote) for quote in quotes),
    )


def _once(said: Iterable[Said]) -> tuple[Said, ...]:
    """Each once, with all of its places: two fragments of a sentence show the same sentence."""
    found: dict[Said, list[Span]] = {}
    for one in said:
        found.setdefault(replace(one, spans=()), []).extend(one.spans)
    return tuple(replace(one, spans=tuple(spans)) for one, spans in found.items())


def _said(number: int, article: Article, quote: Quote) -> Said:
    opening, closing = quote_marks(article.language)
    whole = f"{opening}{one_line(quote.text)}{closing}"
    return Said(
        text=one_line(article[_sentence(article, quote)]) if is_fragment(quote) else whole,
        speaker=one_line(quote.speaker or ""),
        role=one_line(quote.role or ""),
        reference=f"{number} ¶{article.paragraph(quote.start)}",
        spans=(Span(article=article.id, start=quote.start, end=quote.end),),
        language=article.language or "",
    )


def _sentence(article: Article, quote: Quote) -> Span:
    """The sentence a fragment stands in, as far as it is of a bearable length."""
    around = ((start, end) for start, end in article.analysis.sentences if start <= quote.start and quote.end <= end)
    start, end = next(around, (quote.start, quote.end))
    if end - start > 2 * _AROUND + len(quote.text):
        start, end = max(start, quote.start - _AROUND), min(end, quote.end + _AROUND)
    return Span(article=article.id, start=start, end=end)


def _left_out(skipped: Skipped) -> str:
    return f"Left out: {one_line(skipped.source)} {one_line(skipped.reason)}"
