"""What of the sources is in no article, told to whoever asks: nothing is lost in silence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefcli.article import Article, LeftOut
    from briefcli.cli.surroundings import Voice

_SHOWN = 120  # characters of a piece that was dropped


def tell_left_out(left_out: Sequence[LeftOut], voice: Voice) -> None:
    """A line for each file whose text another one has; with `-v` for each source left out."""
    copies = [one for one in left_out if one.copy]
    if voice.verbose:
        for one in left_out:
            voice.detail(f"{one.source} left out: {one.reason}")
        return
    files = Counter(_file(one.source) for one in copies)
    for one in copies:
        many = files.pop(_file(one.source), 0)
        if many == 1:
            voice.note(f"{one.source} {one.reason}")
        elif many:
            voice.note(f"{_file(one.source)} has {many} articles that were read already.")


def tell_dropped(article: Article, voice: Voice) -> None:
    """With `-v`, a line for each piece of its source that an article is without."""
    for piece in article.dropped if voice.verbose else ():
        voice.detail(f"{article.source} dropped ({piece.why}): {_shortened(piece.text)}")


def _file(source: str) -> str:
    return re.sub(r":\d+$", "", source)


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
