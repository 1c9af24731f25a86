"""A stretch of an article that names somebody, and what brings in a quotation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefcli.text import Extent

Kind = Literal["name", "nominal", "pronoun"]


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens `first` to `last` (included) that name somebody; `head` and `tail` are his name, where there is one.

    `cut` is where his name stands in the text, if not from the first of these tokens to the end of the last; where
    words are not parted, it alone counts.
    """

    first: int
    last: int
    kind: Kind
    head: int
    tail: int
    cut: Extent | None = None


def whole(first: int, last: int, kind: Kind) -> Mention:
    """A mention that has no name apart from all its tokens."""
    return Mention(first, last, kind, first, last)


@dataclass(frozen=True, slots=True)
class Said:
    """What brings in a quotation: tokens of the cue, the speaker (None: the verb has no subject), and how near it is.

    `how` is "beside", "inside" or "above", as `kinds.is_quotation` has it. `unread` says that the verb has a subject
    which could not be read as somebody. `verb` is where the cue stands in the text, where words are not parted.
    """

    cue: tuple[int, int] | None
    mention: Mention | None
    how: str
    verb: Extent | None = None
    unread: bool = False
