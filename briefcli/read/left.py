"""What of a page is in no article, with the reason: nothing is lost in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from briefcli.article import Dropped
from briefcli.read.furniture import Kind, is_paragraph, kind_of

_WHY: dict[Kind, str] = {
    "text": "outside the article",
    "furniture": "furniture",
    "caption": "caption",
    "credit": "credit",
    "copyright": "copyright",
    "tags": "tags",
    "byline": "byline",
    "date": "date",
    "related": "other articles",
    "label": "label",
}

_MOST_COMPARED, _LONGEST_COMPARED = 3000, 2000  # lines, characters: more are compared whole


def left_over(
    blocks: Sequence[str], kept: Iterable[str], kinds: Mapping[str, Kind], otherwise: str = "duplicate"
) -> tuple[Dropped, ...]:
    """The blocks that were not kept, in order.

    Args:
        blocks: of the page.
        kept: the headline and the paragraphs of the article.
        kinds: what blocks were taken for.
        otherwise: why one was left out that was taken for nothing.
    """
    left = Counter(kept)
    dropped = []
    for block in blocks:
        if left[block] > 0:
            left[block] -= 1
        else:
            kind = kinds.get(block)
            dropped.append(Dropped(text=block, why=_WHY[kind] if kind else otherwise))
    return tuple(dropped)


def around(lines: Sequence[str], kept: Sequence[str]) -> tuple[Dropped, ...]:
    """What a page shows around its article: its paragraphs one by one, the short lines between them together."""
    whole = "\n".join(kept)
    exact = set(kept)
    dropped: list[Dropped] = []
    short: list[str] = []
    for number, line in enumerate(lines):
        if line in exact or (number < _MOST_COMPARED and len(line) < _LONGEST_COMPARED and line in whole):
            continue
        if not is_paragraph(line):
            short.append(line)
            continue
        dropped += _together(short)
        short = []
        dropped.append(Dropped(text=line, why=_WHY[kind_of(line)]))
    return (*dropped, *_together(short))


def _together(short: Sequence[str]) -> list[Dropped]:
    return [Dropped(text=" | ".join(short), why="outside the article")] if short else []
