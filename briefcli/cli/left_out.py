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


def tell_left_out(left_out: Sequence[LeftOut], articles: Sequence[Article], voice: Voice) -> None:
    """A line for each file whose text another one has; with `-v` each source left out, and each piece dropped."""
    copies = [one for one in left_out if one.copy]
    if voice.verbose:
        for one in left_out:
            voice.detail(f"{one.source} left out: {one.reason}")
        for article in articles:
            for piece in article.dropped:
                voice.detail(f"{article.source} dropped ({piece.why}): {_shortened(piece.text)}")
        return
    files = Counter(_file(one.source) for one in copies)
    for one in copies:
        many = files.pop(_file(one.source), 0)
        if many == 1:
            voice.note(f"{one.source} {one.reason}")
        elif many:
            voice.note(f"{_file(one.source)} has {many} articles that were read already.")


def _file(source: str) -> str:
    return re.sub(r":\d+$", "", source)


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
