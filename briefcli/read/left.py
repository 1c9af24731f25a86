"""What of a page is in no article, with the reason: nothing is lost in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from briefcli.article import Dropped
from briefcli.read.furniture import Kind

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
