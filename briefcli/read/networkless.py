"""Trafilatura and feedparser without their downloaders, so that reading loads nothing that could open a connection.

`import trafilatura` brings urllib3, which it needs only to fetch pages. While it loads, names that stand in for urllib3
and for the two modules that fetch are in place; urllib3's own name is free again afterwards, for whoever needs it. It is
the same with feedparser and the standard library's `urllib.request`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from types import ModuleType
from typing import Any

_FETCHING = (
    "courlan.network",
    "trafilatura.downloads",
    "feedparser.http",
)  # stay replaced: nobody here may fetch with them
_NETWORK = ("urllib3", "urllib3.response", "urllib.request", "urllib.robotparser")


@cache
def extraction() -> Callable[..., Any]:
    """Trafilatura's `bare_extraction`."""
    with _standing_in():
        from trafilatura import bare_extraction
    return bare_extraction


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
