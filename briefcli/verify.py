"""Turn drafts into points and quotes, and withhold what the articles do not say. The same code for every engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefcli.article import Article, Span
from briefcli.brief import Draft, DraftPoint, DraftQuote, Point, Quote
from briefcli.quotes import check_quote
from briefcli.text import one_line, straight


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A line of a draft that cannot be printed as it is, and why, in a sentence."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What may be printed, and what may not.

    `notes` are lines that were put right from the source: a quotation given back to its speaker, for instance.
    """

    points: tuple[Point, ...]
    quotes: tuple[Quote, ...]
    withheld: tuple[Problem, ...]
    notes: tuple[Problem, ...] = ()


def verify(draft: Draft, articles: Sequence[Article]) -> Verified:
    """Check every line of a draft against the articles it was made from."""
    by_id = {article.id: article for article in articles}
    points: list[Point] = []
    quotes: dict[tuple[str, int, int], Quote] = {}
    withheld: list[Problem] = []
    notes: list[Problem] = []
    for proposed in draft.points:
        checked = _point(proposed, by_id)
        (points if isinstance(checked, Point) else withheld).append(checked)  # type: ignore[arg-type]
    for claimed in draft.quotes:
        found, problem = _quote(claimed, articles)
        if found is not None:
            quotes.setdefault((found.article, found.start, found.end), found)
        if problem is not None:
            (withheld if found is None else notes).append(problem)
    return Verified(points=tuple(points), quotes=tuple(quotes.values()), withheld=tuple(withheld), notes=tuple(notes))


def headline_problem(headline: str, articles: Sequence[Article]) -> str | None:
    """Why a headline may not stand over these articles, None where it may."""
    if not headline.strip():
        return "There is none."
    words = " ".join(article.title + " " + article.text for article in articles).casefold()
    return None if straight(headline).casefold() in straight(words) else "It is not in the articles' words."


def _point(proposed: DraftPoint, by_id: dict[str, Article]) -> Point | Problem:
    cites = tuple(cite for cite in proposed.cites if _exists(cite, by_id))
    if not cites:
        return Problem(text=one_line(proposed.text), reason="It cites no sentence of the articles.")
    for cite in cites:
        place = _verbatim(proposed.text, by_id[cite.article], cite)
        if place is not None:
            return Point(text=by_id[cite.article][place], status="verbatim", evidence=(place,))
    return Problem(text=one_line(proposed.text), reason="The sentences it cites do not say it in these words.")


def _exists(cite: Span, by_id: dict[str, Article]) -> bool:
    article = by_id.get(cite.article)
    return article is not None and 0 <= cite.start < cite.end <= len(article.text)


def _verbatim(text: str, article: Article, cite: Span) -> Span | None:
    """Where the words stand in the cited sentence, after typographic normalisation; what is printed is the source's."""
    at = straight(article[cite]).find(straight(text.strip()))
    if at < 0 or not text.strip():
        return None
    start = cite.start + at
    return Span(article=article.id, start=start, end=start + len(text.strip()))


def _quote(claimed: DraftQuote, articles: Sequence[Article]) -> tuple[Quote | None, Problem | None]:
    checked = check_quote(claimed.text, claimed.speaker, claimed.cite, articles)
    problem = Problem(text=one_line(claimed.text), reason=checked.reason) if checked.reason else None
    return (checked.quote if checked.faithful else None), problem
