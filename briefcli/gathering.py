"""From sources to articles: read, cleaned, tagged with countries, each once; and which of them to keep."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from hashlib import sha256
from itertools import chain
from typing import TYPE_CHECKING

from briefcli.article import Article, Dropped, LeftOut, Skipped, article_id
from briefcli.config import WEB_STORE, Settings, folders
from briefcli.countries import tag
from briefcli.errors import ReadError
from briefcli.read import Found, find_files, is_address, read_file, read_streams
from briefcli.workers import Workers, careful, limited, on_this_machine

if TYPE_CHECKING:
    from briefcli.read.fetch import Web

_Result = Article | Skipped | LeftOut
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
    """What was read. `left_out` is what was left out without loss: hidden files, second copies."""

    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...]
    left_out: tuple[LeftOut, ...] = ()


def gather(  # noqa: PLR0913 - all but two are named by the caller, and have defaults
    sources: Iterable[str],
    settings: Settings,
    *,
    today: date | None = None,
    team: Workers | None = None,
    progress: Progress = lambda _what, _done, _all: None,
    meanwhile: Callable[[], None] = lambda: None,
    keep: Callable[[Article], Article] = lambda article: article,
) -> Gathered:
    """Read every source. An article that is there twice counts once; ids are unique afterwards.

    Two outlets that ran one text under one title are two articles, of which the second gets an id of its own. A date of
    publication after `today` is none; where that is None, any is taken. Without a `team`, `settings.workers` says who
    reads. What there is to do `meanwhile` is done while the first are being read. Of each article what `keep` makes of
    it is kept.
    """
    articles: list[Article] = []
    skipped: list[Skipped] = []
    left_out: list[LeftOut] = []
    for found in gather_each(sources, settings, today=today, team=team, progress=progress, meanwhile=meanwhile):
        if isinstance(found, Skipped):
            skipped.append(found)
        elif isinstance(found, LeftOut):
            left_out.append(found)
        else:
            articles.append(keep(found))
    return Gathered(articles=tuple(articles), skipped=tuple(skipped), left_out=tuple(left_out))


def gather_each(  # noqa: PLR0913 - as above
    sources: Iterable[str],
    settings: Settings,
    *,
    today: date | None = None,
    team: Workers | None = None,
    progress: Progress = lambda _what, _done, _all: None,
    meanwhile: Callable[[], None] = lambda: None,
) -> Iterator[Article | Skipped | LeftOut]:
    """The same one by one, as they are read; of those that are done with, no text is kept.

    Some are taken in ahead, so that whoever reads always has one to read.
    """
    known: dict[str, _Known] = {}
    read = partial(_read, settings=settings, today=today)
    lost = partial(_lost, seconds=settings.max_file_seconds)
    results = careful(team or on_this_machine(settings.workers)).map(read, _tasks(sources, settings), lost=lost)
    meanwhile()
    for done, found in enumerate(chain.from_iterable(results), start=1):
        progress("Reading", done, 0)
        yield _once(found, known) if isinstance(found, Article) else found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What has to be remembered of an article to tell a second copy of it."""

    source: str
    publisher: str | None
    text: bytes


def _once(article: Article, known: dict[str, _Known]) -> _Result:
    """The article; where its text was there before, or its id is another's, what is said of that."""
    text = sha256(article.text.encode("utf-8", "surrogatepass")).digest()
    first = known.get(article.id)
    if first is not None and first.text == text and _are_two(first.publisher, article.publisher):
        article = replace(article, id=article_id(article.title, f"{article.publisher}\0{article.text}"))
        first = known.get(article.id)
    if first is None:
        known[article.id] = _Known(source=article.source, publisher=article.publisher, text=text)
        return article
    if first.text != text:
        reason = f"has the id '{article.id}', which {first.source} already has. Give each article an id of its own."
        return Skipped(source=article.source, reason=reason)
    return LeftOut(source=article.source, reason=f"has the same text as {first.source}.", copy=True)


def _are_two(one: str | None, other: str | None) -> bool:
    return bool(one and other and one != other)


def _tasks(sources: Iterable[str], settings: Settings) -> Iterator[Found | _Result]:
    """What there is to read: files, and the articles of sources that only this process can read one by one."""
    with ExitStack() as opened:
        web: Web | None = None
        for found in find_files(sources):
            if not isinstance(found, Found):
                yield found
            elif not is_address(found.source):
                yield from read_streams(found, max_megabytes=settings.max_file_mb)
            elif settings.offline:
                reason = "is on the web, and `offline` reads nothing from there. Save the page, and name the file."
                yield Skipped(source=found.source, reason=reason)
            else:
                web = web or opened.enter_context(_web(settings))
                yield _fetched(found, web)


def _web(settings: Settings) -> AbstractContextManager[Web]:
    from briefcli.read.fetch import web

    return web(
        store=folders().cache / WEB_STORE if settings.cache else None,
        store_megabytes=settings.cache_max_mb,
        private=settings.allow_private_addresses,
        seconds=settings.max_file_seconds,
        max_megabytes=settings.max_file_mb,
    )


def _fetched(found: Found, web: Web) -> Found | Skipped:
    try:
        return replace(found, content=web.fetch(found.source))
    except ReadError as error:
        return Skipped(source=found.source, reason=str(error))


def _read(task: Found | _Result, settings: Settings, today: date | None) -> list[_Result]:
    """The articles of one task, cleaned and tagged with countries."""
    with limited(settings.max_file_seconds):
        read = read_file(task, max_megabytes=settings.max_file_mb) if isinstance(task, Found) else (task,)
        return [tag(_dated(one, today)) if isinstance(one, Article) else one for one in read]


def _dated(article: Article, today: date | None) -> Article:
    """The article without a date that lies ahead: a date on a page is not always the day of the page.

    The next day is no error: it has begun east of here.
    """
    if today is None or article.published is None or article.published <= today + timedelta(days=1):
        return article
    dropped = Dropped(text=article.published.isoformat(), why="a date of publication that lies ahead")
    return replace(article, published=None, published_at=None, dropped=(*article.dropped, dropped))


def _lost(task: Found | _Result, late: bool, seconds: float) -> list[_Result]:  # noqa: FBT001 - as `Workers` calls it
    if late:
        reason = f"took longer than {seconds:g} s to read. Shorten it, or raise `max_file_seconds` in the config."
    else:
        reason = "ended the process that read it. Save its text as .txt, and read that."
    return [Skipped(source=task.source, reason=reason)]


def select(articles: Iterable[Article], selection: Selection) -> tuple[Article, ...]:
    """The articles a selection keeps."""
    return tuple(article for article in articles if is_selected(article, selection))


def is_selected(article: Article, selection: Selection) -> bool:
    """Whether a selection keeps an article."""
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
