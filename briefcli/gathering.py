"""From sources to articles: read, cleaned, tagged with countries, each once; and which of them to keep."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import chain

from briefcli.article import Article, Skipped, article_id
from briefcli.config import Settings
from briefcli.countries import tag
from briefcli.read import Found, find_files, is_streamed, read_file
from briefcli.workers import Workers, here

Progress = Callable[[str, int, int], None]  # what is done now, how many are done, how many there are (0: not known)


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which articles to keep. A field that is None or empty keeps all.

    `since` keeps what was published on that moment or later, and what has no date; `countries` are ISO 3166-1
    alpha-2; `match` is looked for in title and text, in any case.
    """

    since: datetime | None = None
    countries: tuple[str, ...] = ()
    match: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What was read."""

    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...]


def gather(
    sources: Iterable[str],
    settings: Settings,
    *,
    team: Workers | None = None,
    progress: Progress = lambda _what, _done, _all: None,
) -> Gathered:
    """Read every source. An article that is there twice counts once; ids are unique afterwards.

    Two outlets that ran one text under one title are two articles, of which the second gets an id of its own.
    """
    articles: dict[str, Article] = {}
    skipped: list[Skipped] = []
    read = partial(_read, max_megabytes=settings.max_file_mb)
    results = (team or here()).map(read, _tasks(sources, settings), lost=_lost)
    for done, found in enumerate(chain.from_iterable(results), start=1):
        progress("Reading", done, 0)
        if isinstance(found, Skipped):
            skipped.append(found)
            continue
        article = _by_outlet(found, articles)
        if article.id not in articles:
            articles[article.id] = article
        elif article.text != articles[article.id].text:
            skipped.append(_id_taken(article, articles[article.id]))
    return Gathered(articles=tuple(articles.values()), skipped=tuple(skipped))


def _tasks(sources: Iterable[str], settings: Settings) -> Iterator[Found | Article | Skipped]:
    """What there is to read: files, and the articles of sources that only this process can read one by one."""
    for found in find_files(sources):
        if isinstance(found, Found) and is_streamed(found):
            yield from read_file(found, max_megabytes=settings.max_file_mb)
        else:
            yield found


def _read(task: Found | Article | Skipped, max_megabytes: int) -> list[Article | Skipped]:
    """The articles of one task, cleaned and tagged with countries."""
    read = read_file(task, max_megabytes=max_megabytes) if isinstance(task, Found) else (task,)
    return [one if isinstance(one, Skipped) else tag(one) for one in read]


def _lost(task: Found | Article | Skipped) -> list[Article | Skipped]:
    shown = task.shown if isinstance(task, Found) else task.source
    return [Skipped(source=shown, reason="ended the process that read it, twice. Read it alone to see why.")]


def _by_outlet(article: Article, articles: Mapping[str, Article]) -> Article:
    first = articles.get(article.id)
    if first is None or first.text != article.text or not (first.publisher and article.publisher):
        return article
    if first.publisher == article.publisher:
        return article
    return replace(article, id=article_id(article.title, f"{article.publisher}\0{article.text}"))


def _id_taken(read: Article, first: Article) -> Skipped:
    return Skipped(
        source=read.source,
        reason=f"has the id '{read.id}', which {first.source} already has. Give each article an id of its own.",
    )


def select(articles: Iterable[Article], selection: Selection) -> tuple[Article, ...]:
    """The articles a selection keeps."""
    return tuple(article for article in articles if _is_selected(article, selection))


def _is_selected(article: Article, selection: Selection) -> bool:
    if selection.since is not None and not _is_since(article, selection.since):
        return False
    if selection.countries and not set(selection.countries) & set(article.countries):
        return False
    wanted = (selection.match or "").casefold()
    return wanted in article.title.casefold() or wanted in article.text.casefold()


def _is_since(article: Article, since: datetime) -> bool:
    if article.published_at is not None and article.published_at.tzinfo is not None and since.tzinfo is not None:
        return article.published_at >= since
    return article.published is None or article.published >= since.date()
