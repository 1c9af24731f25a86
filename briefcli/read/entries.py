"""An entry of a feed, of whatever format, as an article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from briefcli.errors import ReadError
from briefcli.read.captions import PAGES
from briefcli.read.complete import TEASER
from briefcli.read.markup import drop_hidden, lines_of, tree_of
from briefcli.read.parts import Dropped, Parts, Unread
from briefcli.read.pasted import sort_blocks
from briefcli.text import one_line

_MORE = "|".join(PAGES.phrases("reads_on"))
_GOES_ON = re.compile(rf"(?:…|\.\.\.|\[(?:…|\.\.\.)\])\W*(?:{_MORE})?\W*$|\b(?:{_MORE})\W*$", re.IGNORECASE)
_BOILERPLATE = re.compile("|".join(PAGES.phrases("feed_boilerplate")), re.IGNORECASE)
_WORDS_OF_A_TEASER = 80
_TITLES_NAMED = 3


def entry_parts(*, whole: str, teaser: str, title: str, **said: Any) -> Parts | None:
    """The article of an entry; None where it has no text.

    Args:
        whole: the HTML the feed gives as the entry's content, "" where it gives none.
        teaser: its summary.
        title: of the entry, perhaps with markup.
        said: the fields of `Parts` that the feed says.
    """
    blocks, hidden = _blocks(whole)
    others, others_hidden = _blocks(teaser)
    is_teaser = sum(map(len, blocks)) <= sum(map(len, others))
    if is_teaser:
        blocks, hidden = others, others_hidden
    if not blocks:
        return None
    heading = " ".join(_blocks(title)[0])
    left = [block for block in blocks if _BOILERPLATE.fullmatch(block)]
    kept = [block for block in blocks if block not in left]
    parts = sort_blocks(kept if heading in kept[:2] else [heading, *kept], title=heading)
    if sum(map(len, parts.paragraphs)) < 0.5 * sum(map(len, kept)):  # a line or two: the rules are made for pages
        parts = replace(parts, paragraphs=tuple(block for block in kept if block != heading), dropped=(), notes=())
    cut = _GOES_ON.search(blocks[-1]) or (
        is_teaser and sum(len(block.split()) for block in blocks) < _WORDS_OF_A_TEASER
    )
    return replace(
        parts,
        **{field: value or getattr(parts, field) for field, value in said.items()},
        title=heading or parts.title,
        notes=(*parts.notes, TEASER) if cut else parts.notes,
        dropped=(*parts.dropped, *(Dropped(text=block, why="furniture") for block in left), *hidden),
    )


def without_text(titles: Sequence[str]) -> Iterator[Unread]:
    """The entries that have none, named together: many feeds have nothing but titles."""
    if titles:
        shown = ", ".join(f"“{one_line(title)[:60]}”" for title in titles[:_TITLES_NAMED])
        more = f" and {len(titles) - _TITLES_NAMED} more" if len(titles) > _TITLES_NAMED else ""
        number = "an entry" if len(titles) == 1 else f"{len(titles)} entries"
        yield Unread(reason=f"has {number} without text: {shown}{more}. Save their pages to read them.")


def _blocks(markup: str) -> tuple[list[str], tuple[Dropped, ...]]:
    if not markup.strip():
        return [], ()
    if "<" not in markup and "&" not in markup:
        return [line for part in markup.split("\n") if (line := one_line(part))], ()
    try:
        tree = tree_of(f"<div>{markup}</div>")
    except ReadError:
        return [], ()
    hidden = drop_hidden(tree)
    return [line.text for line in lines_of(tree)], hidden
