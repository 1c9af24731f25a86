"""The articles a brief was made from, as its list of sources has them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from briefcli.article import Article
from briefcli.text import one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An article the brief was made from.

    `publisher` is "" where the article does not name it, `link` an http(s) address, or "" where there is none.
    """

    number: int
    publisher: str
    title: str
    day: str
    place: str
    link: str

    @property
    def issued(self) -> str:
        """Who published it, and when."""
        return ", ".join(part for part in (self.publisher, self.day) if part)


def show_source(number: int, article: Article) -> Source:
    """An article as the list of sources has it, with what is not whole about it."""
    notes = f" [{'; '.join(map(one_line, article.notes))}]" if article.notes else ""
    return Source(
        number=number,
        publisher=one_line(article.publisher or ""),
        title=(one_line(article.title) or "Untitled") + notes,
        day=show_day(article.published) if article.published else "no date",
        place=one_line(article.source),
        link=_link(article.url),
    )


def show_day(day: date) -> str:
    """A date that means the same on both sides of the Atlantic: "9 Apr 2025"."""
    return f"{day.day} {day:%b %Y}"


def show_days(first: date, last: date) -> str:
    """A day, or the first and the last of some: "3–5 Jun 2026", "28 Feb–2 Mar 2026", "28 Dec 2026–2 Jan 2027"."""
    if first == last:
        return show_day(first)
    if first.year != last.year:
        return f"{show_day(first)}–{show_day(last)}"
    return f"{first.day}–{show_day(last)}" if first.month == last.month else f"{first.day} {first:%b}–{show_day(last)}"


def _link(url: str | None) -> str:
    """An address a reader may follow; whatever is no plain http(s) address is none."""
    url = url or ""
    plain = url.startswith(("https://", "http://")) and url.isprintable() and not set(url) & set(" <>\"'`\\^{|}")
    return url if plain else ""
