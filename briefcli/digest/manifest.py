"""`run.json`: what a run read and wrote, story by story and file by file, and how it ended."""

from __future__ import annotations

import json
import platform
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefcli import __version__
from briefcli.digest.index import Result, Written, file_of
from briefcli.digest.opening import VERSION
from briefcli.digest.order import Order
from briefcli.digest.tell import Entry
from briefcli.errors import Exit
from briefcli.render.data import muted_object, skipped_object, usage_object, withheld_objects
from briefcli.render.safe_json import json_text

if TYPE_CHECKING:
    from briefcli.digest import contract


def to_manifest(result: Result, order: Order, index: tuple[str, str]) -> str:
    """The manifest of a run; `index` is the path and the text of its index."""
    path, text = index
    content: contract.Manifest = {
        "schema": "brief-run/2",
        "run": result.run,
        "generated": order.now.isoformat(timespec="seconds"),
        "duration_seconds": round(order.lasted(), 1),
        "exit_code": result.exit_code.value,
        "versions": {"brief": __version__, "python": platform.python_version(), "state": VERSION},
        "inputs": {
            "sources": list(result.sources),
            "articles": result.articles,
            "known": result.known,
            "since": order.since.isoformat() if order.since else None,
            "full": order.full,
        },
        "outputs": [_output(one) for one in result.written],
        "index": file_of(path, text.encode("utf-8", "replace")),
        "counts": _counts(result),
        "stories": _stories(result),
        "engine": {"name": result.scribe.engine.name, "model": result.scribe.engine.model},
        "usage": usage_object(result.scribe.usage),
        "elsewhere": [entry.told.story.id for entry in result.elsewhere],
        "warnings": list(result.warnings),
        "skipped": [skipped_object(one) for one in result.skipped],
        "muted": [muted_object(one) for one in result.scribe.muted],
        "withheld": [line for entry in result.entries for line in withheld_objects(entry.told.withheld)],
    }
    return json_text(content, indent=2) + "\n"


def tell_of_failed_mail(out: Path, problems: Sequence[str]) -> None:
    """Say in the manifests of the last run that it failed after they were written: mail goes out last."""
    latest = out / "run.json"
    before = latest.read_bytes()
    content = json.loads(before)
    content |= {"exit_code": Exit.FAILED.value, "warnings": [*content["warnings"], *problems]}
    same = [file for file in (out / content["generated"][:10]).glob("run*.json") if file.read_bytes() == before]
    for file in (*same, latest):
        new = file.with_name(f".{file.name}.new")
        new.write_text(json_text(content, indent=2) + "\n", encoding="utf-8", errors="replace")
        new.replace(file)


def _output(one: Written) -> contract.Output:
    return {"code": one.place.code, "stories": len(one.told), **one.file}


def _counts(result: Result) -> contract.Counts:
    news = [_news(entry) for entry in result.entries]
    return {
        "new": news.count("new"),
        "updated": news.count("updated"),
        "full": news.count("full"),
        "quiet": len(result.quiet),
    }


def _stories(result: Result) -> list[contract.RunStory]:
    """Each story with what is said of it; one that is updated here and new there, twice."""
    files = _files(result.written)
    told: list[contract.RunStory] = [
        {
            "id": entry.told.story.id,
            "headline": entry.told.story.headline,
            "news": _news(entry),
            "engine": entry.told.story.engine,
            "fallback": entry.told.story.fallback,
            "files": files.get(id(entry), []),
        }
        for entry in result.entries
    ]
    quiet: list[contract.RunStory] = [
        {"id": one.story, "headline": one.headline, "news": "quiet", "engine": None, "fallback": None, "files": []}
        for one in result.quiet
    ]
    return [*told, *quiet]


def _files(written: Sequence[Written]) -> dict[int, list[str]]:
    """The files of each entry, by its `id`: to compare entries is to compare all their articles."""
    files: dict[int, list[str]] = {}
    for one in written:
        for entry in one.entries:
            files.setdefault(id(entry), []).append(one.path)
    return files


def _news(entry: Entry) -> contract.Told:
    return entry.told.story.news or "full"
