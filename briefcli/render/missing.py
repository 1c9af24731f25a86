"""What is not in a brief, item by item: for a page, which has room for it; the other formats count it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from briefcli.brief import REPLACED, Brief
from briefcli.render.frame import count
from briefcli.text import one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """Things of one kind that are not in the brief: what each is and why it is not there, "" where the kind says it."""

    kind: str
    items: tuple[tuple[str, str], ...]


def missing(brief: Brief) -> tuple[Missing, ...]:
    """What was withheld and left out: lines, stories, sources; of each kind that has any."""
    kinds = (
        ("Lines withheld, for what they say is not found in the sources", _withheld(brief, old=False)),
        ("Lines withheld, for newer reports have other figures", _withheld(brief, old=True)),
        ("Stories there was no room for", _unshown(brief)),
        ("Stories muted", ((one_line(one.headline), one_line(one.match)) for one in brief.muted)),
        ("Sources left out", ((one_line(one.source), one_line(one.reason)) for one in brief.skipped)),
    )
    found = ((kind, tuple(items)) for kind, items in kinds)
    return tuple(Missing(kind=kind, items=items) for kind, items in found if items)


def _withheld(brief: Brief, *, old: bool) -> Iterator[tuple[str, str]]:
    """Of which stories lines are withheld, and how many; never what they say: no reader is to see it, marked or not."""
    headlines = {story.id: one_line(story.headline) or "Untitled" for story in brief.stories}
    lines = Counter(
        headlines.get(one.story, "Untitled") for one in brief.lines_withheld if (one.reason == REPLACED) == old
    )
    for headline, number in lines.items():
        yield headline, count(number, "line")


def _unshown(brief: Brief) -> Iterator[tuple[str, str]]:
    outlets = {article.id: one_line(article.outlet) for article in brief.articles}
    for story in brief.stories:
        if story.shown is None:
            names = ", ".join(dict.fromkeys(outlets[article] for article in story.articles))
            yield one_line(story.headline) or "Untitled", names
