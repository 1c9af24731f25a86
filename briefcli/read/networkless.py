"""Trafilatura and feedparser without their downloaders, so that reading loads nothing that could open a connection.

`import trafilatura` brings urllib3, which it needs only to fetch pages. While it loads, names that stand in for urllib3
and for the two modules that fetch are in place; urllib3's own name is free again afterwards, for whoever needs it. It
is the same with feedparser and the standard library's `urllib.request`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from types import ModuleType
from typing import Any

from briefcli.late import late

_FETCHING = (
    "courlan.network",
    "trafilatura.downloads",
    "feedparser.http",
)  # stay replaced: nobody here may fetch with them
# What is in a class or id of whoever is named as the author of a page.
_AUTHOR_MARKS = (
    *("uthor", "yline", "byl", "BBL", "username", "writer", "screenname", "channel-name", "submitted-by", "posted-by"),
    *("journalist-name", "zuozhe", "bianji", "xiaobian"),
)
_AUTHOR = late("|".join(_AUTHOR_MARKS))
_NETWORK = ("urllib3", "urllib3.response", "urllib.request", "urllib.robotparser")


@cache
def extraction() -> Callable[..., Any]:
    """Trafilatura's `bare_extraction`."""
    with _standing_in():
        from trafilatura import bare_extraction
    return bare_extraction


def page_metadata(tree: Any) -> Any:
    """What trafilatura's `extract_metadata` finds, but for the author and the date where no meta tag names them.

    Those two, and tags, categories and licence, which nobody asks it for here, are a fifth of the time of a page.
    """
    extraction()
    from trafilatura import metadata as of

    found = of.examine_meta(tree)
    with suppress(ValueError, TypeError, LookupError, AttributeError, RecursionError):  # it has bugs, its authors say
        found = of.extract_meta_json(tree, found)
    found.title = found.title or of.extract_title(tree)
    if found.author and " " not in found.author:
        found.author = None
    found.url = found.url or of.extract_url(tree, None)
    found.sitename = (found.sitename or of.extract_sitename(tree) or "").lstrip("@")
    if found.sitename and "." not in found.sitename and not found.sitename[0].isupper():
        found.sitename = found.sitename.title()
    elif not found.sitename and found.url:
        host = of.META_URL.match(found.url)
        found.sitename = host[1] if host else None
    found.clean_and_trim()
    return found


def author_on_page(tree: Any) -> str | None:
    """Who wrote a page, by how pages mark it.

    Trafilatura looks at each element of a page with five patterns; only those that may name somebody are shown to it,
    with what they stand in: a quarter of the time.
    """
    extraction()
    from trafilatura.metadata import extract_author

    named = [element for element in tree.iter() if _may_name_somebody(element)]
    return extract_author(_with_what_is_around(named)) if named else None


def _may_name_somebody(element: Any) -> bool:
    """Whether an element may say who wrote a page: a wider net than trafilatura's.

    One by one they are looked at in a third of the time that an XPath takes with as many `contains`.
    """
    of = element.get
    if _AUTHOR.search(of("class") or "") or _AUTHOR.search(of("id") or ""):
        return True
    if element.tag == "author" or of("rel") == "author" or of("data-testid") is not None:
        return True
    return "author" in (of("itemprop") or "") or "Byline" in (of("data-component") or "")


def _with_what_is_around(elements: list[Any]) -> Any:
    """A tree of elements and those that they stand in, without anything else."""
    from copy import deepcopy

    from lxml.html import Element

    copies: dict[Any, Any] = {}
    whole = set(elements)
    for element in elements:
        above = list(element.iterancestors())[::-1]
        if not whole.isdisjoint(above):
            continue  # in one that is there already
        parent = None
        for one in above:
            if one not in copies:
                copies[one] = Element(one.tag, dict(one.attrib))
                if parent is not None:
                    parent.append(copies[one])
            parent = copies[one]
        copy = deepcopy(element)
        copy.tail = None
        copies[element] = copy
        if parent is not None:
            parent.append(copy)
    return next(iter(copies.values()))


def date_on_page(tree: Any, url: str | None) -> str | None:
    """When a page was published, by how pages mark it."""
    extraction()
    from htmldate import find_date

    return find_date(tree, original_date=True, extensive_search=False, url=url)


@cache
def feed_parser() -> Callable[..., Any]:
    """Feedparser's `parse`."""
    with _standing_in():
        import feedparser
    parse: Callable[..., Any] = feedparser.parse
    return parse


class _Nothing(type):
    """What stands in for classes, functions and packages alike; every name in it is another of its kind."""

    def __getattr__(cls, name: str) -> _Nothing:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Nothing(name, (), {})

    def __call__(cls, *_arguments: object, **_named: object) -> None:
        """Do nothing: libraries set up connections they may never use."""


class _StandIn(ModuleType):
    def __getattr__(self, name: str) -> _Nothing:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Nothing(name, (), {})


@contextmanager
def _standing_in() -> Iterator[None]:
    replaced = [name for name in (*_NETWORK, *_FETCHING) if name not in sys.modules]
    sys.modules.update({name: _StandIn(name) for name in replaced})
    try:
        yield
    finally:
        for name in set(replaced) & set(_NETWORK):
            del sys.modules[name]
