"""The page that leads to the others, and the manifest of a run."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from html import escape as escape_html
from typing import Any

from briefcli.article import Skipped
from briefcli.brief import Brief
from briefcli.digest.order import Order, Place
from briefcli.digest.state import Report
from briefcli.digest.tell import Entry, Scribe
from briefcli.render.data import json_text, muted_object, skipped_object
from briefcli.render.markdown import escape
from briefcli.render.page import page
from briefcli.render.sources import show_day
from briefcli.text import one_line

_MOST_QUIET = 50  # named in the index


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A brief, its place, where it went below the folder, and its text."""

    place: Place
    brief: Brief
    path: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What one run made. `elsewhere` are stories about countries not asked for; `known` counts articles seen before."""

    run: int
    sources: tuple[str, ...]
    articles: int
    known: int
    written: tuple[Written, ...]
    entries: tuple[Entry, ...]
    elsewhere: tuple[Entry, ...]
    quiet: tuple[Report, ...]
    scribe: Scribe
    skipped: tuple[Skipped, ...]


def index_ending(form: str) -> str:
    """How the index is named: HTML and JSON digests have one of their kind, all others one in Markdown."""
    return {"html": "html", "json": "json", "jsonl": "json"}.get(form, "md")


def to_index(result: Result, order: Order, earlier: Sequence[tuple[str, Sequence[str]]]) -> str:
    """The index: this run's files, what is in none of them, what went quiet, and the files of earlier runs."""
    ending = index_ending(order.form)
    if ending == "json":
        return json_text(_object(result, order, earlier), indent=2) + "\n"
    parts = _parts(result, order, earlier)
    heading = f"{one_line(result.scribe.title)}, {show_day(order.now.date())}"
    if ending == "html":
        lists = (f"<h2>{escape_html(name)}</h2><ul>{''.join(map(_html_item, items))}</ul>" for name, items in parts)
        return page(heading, f"<main><h1>{escape_html(heading)}</h1>\n" + "\n".join(lists) + "</main>")
    lists = (f"## {name}\n\n" + "\n".join(map(_markdown_item, items)) for name, items in parts)
    return f"# {escape(heading)}\n\n" + "\n\n".join(lists) + "\n"


_Item = tuple[str, str, str]  # what it is called, the path it leads to or "", what is said of it


def _parts(
    result: Result, order: Order, earlier: Sequence[tuple[str, Sequence[str]]]
) -> list[tuple[str, Sequence[_Item]]]:
    parts = [
        (f"Briefs of {order.now:%H:%M}", [(one.place.name, one.path, _count(one.brief)) for one in result.written]),
        ("About countries not asked for", [(one.told.story.headline, "", "") for one in result.elsewhere]),
        ("Gone quiet", _quiet(result.quiet)),
        ("Left out", [(one.source, "", one.reason) for one in result.skipped]),
        ("Earlier", [(path, path, "") for _, paths in earlier for path in paths]),
    ]
    return [(name, items) for name, items in parts if items]


def _quiet(reports: Sequence[Report]) -> list[_Item]:
    shown = [(one.headline, "", show_day(one.last) if one.last else "") for one in reports[:_MOST_QUIET]]
    more = len(reports) - len(shown)
    return [*shown, (f"and {more} more", "", "")] if more else shown


def _count(brief: Brief) -> str:
    news = [story.news or "known" for story in brief.stories]
    return ", ".join(f"{news.count(kind)} {kind}" for kind in ("new", "updated", "known") if kind in news)


def _markdown_item(item: _Item) -> str:
    name, path, note = (one_line(part) for part in item)
    shown = f"[{escape(name)}](<{path}>)" if path else escape(name)
    return f"- {shown}" + (f": {escape(note)}" if note else "")


def _html_item(item: _Item) -> str:
    name, path, note = (escape_html(one_line(part)) for part in item)
    shown = f'<a href="{path}">{name}</a>' if path else name
    return f"<li>{shown}" + (f": {note}" if note else "") + "</li>"


def _object(result: Result, order: Order, earlier: Sequence[tuple[str, Sequence[str]]]) -> dict[str, Any]:
    return {
        "schema": "brief-index/1",
        "generated": order.now.isoformat(timespec="seconds"),
        "briefs": [
            {"code": one.place.code, "name": one.place.name, "path": one.path, "stories": len(one.brief.stories)}
            for one in result.written
        ],
        "elsewhere": [{"story": one.told.story.id, "headline": one.told.story.headline} for one in result.elsewhere],
        "quiet": [
            {"story": one.story, "headline": one.headline, "last": one.last.isoformat() if one.last else None}
            for one in result.quiet
        ],
        "earlier": [{"day": day, "paths": list(paths)} for day, paths in earlier],
    }


def to_manifest(result: Result, order: Order) -> str:
    """`run.json`: what went in, what came out, who wrote it, what it cost, what was left out."""
    news = [entry.told.story.news or "known" for entry in result.entries]
    content = {
        "schema": "brief-run/1",
        "run": result.run,
        "generated": order.now.isoformat(timespec="seconds"),
        "inputs": {
            "sources": list(result.sources),
            "articles": result.articles,
            "known": result.known,
            "since": order.since.isoformat() if order.since else None,
            "full": order.full,
        },
        "outputs": [
            {
                "path": one.path,
                "code": one.place.code,
                "stories": len(one.brief.stories),
                "bytes": len(one.text.encode("utf-8", "replace")),
                "sha256": hashlib.sha256(one.text.encode("utf-8", "replace")).hexdigest(),
            }
            for one in result.written
        ],
        "stories": {kind: news.count(kind) for kind in ("new", "updated", "known")} | {"quiet": len(result.quiet)},
        "engine": {"name": result.scribe.engine.name, "model": result.scribe.engine.model},
        "usage": asdict(result.scribe.usage),
        "elsewhere": [entry.told.story.id for entry in result.elsewhere],
        "skipped": [skipped_object(one) for one in result.skipped],
        "muted": [muted_object(one) for one in result.scribe.muted],
        "withheld": [
            {"story": one.story, "text": one.text, "reason": one.reason}
            for entry in result.entries
            for one in entry.told.withheld
        ],
    }
    return json_text(content, indent=2) + "\n"
