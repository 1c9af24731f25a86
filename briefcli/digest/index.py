"""The page that leads to the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape as escape_html
from typing import TYPE_CHECKING

from briefcli.article import Skipped
from briefcli.brief import Brief
from briefcli.digest.order import Order, Place
from briefcli.digest.state import Report
from briefcli.digest.tell import Entry, Scribe
from briefcli.errors import Exit
from briefcli.render.markdown import escape
from briefcli.render.page import page
from briefcli.render.safe_json import json_text
from briefcli.render.sources import show_day
from briefcli.text import one_line

if TYPE_CHECKING:
    from briefcli.digest import contract

_MOST_QUIET = 50  # named in the index


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What is remembered of a brief that is written: its place and its stories, and the file of it.

    The file's path is below the folder; `told` is what each story is: new, updated, in full.
    """

    place: Place
    entries: tuple[Entry, ...]
    told: tuple[str, ...]
    file: contract.File

    @property
    def path(self) -> str:
        """Where the file went, below the folder."""
        return self.file["path"]


def written_of(place: Place, entries: Sequence[Entry], brief: Brief, file: contract.File) -> Written:
    """What is remembered of a brief once its file is staged."""
    told = tuple(story.news or "in full" for story in brief.stories)
    return Written(place=place, entries=tuple(entries), told=told, file=file)


def file_of(path: str, content: bytes) -> contract.File:
    """What the manifest says of a file."""
    return {"path": path, "bytes": len(content), "sha256": sha256(content).hexdigest()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What one run made. `elsewhere` are stories about countries not asked for; `known` counts articles seen before.

    `warnings` are what went wrong without stopping it; `exit_code` is what all of it comes to.
    """

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
    warnings: tuple[str, ...]
    exit_code: Exit


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
        (f"Briefs of {order.now:%H:%M}", [(one.place.name, one.path, _count(one.told)) for one in result.written]),
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


def _count(told: Sequence[str]) -> str:
    return ", ".join(f"{told.count(kind)} {kind}" for kind in ("new", "updated", "in full") if kind in told)


def _markdown_item(item: _Item) -> str:
    name, path, note = (one_line(part) for part in item)
    shown = f"[{escape(name)}](<{path}>)" if path else escape(name)
    return f"- {shown}" + (f": {escape(note)}" if note else "")


def _html_item(item: _Item) -> str:
    name, path, note = (escape_html(one_line(part)) for part in item)
    shown = f'<a href="{path}">{name}</a>' if path else name
    return f"<li>{shown}" + (f": {note}" if note else "") + "</li>"


def _object(result: Result, order: Order, earlier: Sequence[tuple[str, Sequence[str]]]) -> contract.Index:
    return {
        "schema": "brief-index/1",
        "generated": order.now.isoformat(timespec="seconds"),
        "briefs": [
            {"code": one.place.code, "name": one.place.name, "path": one.path, "stories": len(one.told)}
            for one in result.written
        ],
        "elsewhere": [{"story": one.told.story.id, "headline": one.told.story.headline} for one in result.elsewhere],
        "quiet": [
            {"story": one.story, "headline": one.headline, "last": one.last.isoformat() if one.last else None}
            for one in result.quiet
        ],
        "earlier": [{"day": day, "paths": list(paths)} for day, paths in earlier],
    }
