"""The analysis of one text: what every room wants to know of it, worked out once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Any, TypeVar

from briefcli.text.marks import Marked, quotations
from briefcli.text.sentences import Extent, paragraphs, sentences_of
from briefcli.text.words import content

_View = TypeVar("_View")


@dataclass(frozen=True)
class Analysis:
    """A text with its sentences, paragraphs, words and quotation marks, each made when it is first asked for.

    `language` is an ISO 639-1 code, None where it could not be told.
    """

    text: str
    language: str | None = None
    _views: dict[Callable[..., Any], Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def paragraphs(self) -> tuple[Extent, ...]:
        """Where the paragraphs stand, trimmed."""
        return paragraphs(self.text)

    @cached_property
    def sentences_by_paragraph(self) -> tuple[tuple[Extent, ...], ...]:
        """Where the sentences of each paragraph stand, trimmed."""
        language = self.language or "en"
        return tuple(tuple(sentences_of(self.text[start:end], start, language)) for start, end in self.paragraphs)

    @cached_property
    def sentences(self) -> tuple[Extent, ...]:
        """Where the sentences stand, trimmed, in order."""
        return tuple(chain.from_iterable(self.sentences_by_paragraph))

    @cached_property
    def words(self) -> tuple[frozenset[str], ...]:
        """For each sentence, the stems of the words that say something."""
        return tuple(content(self.text[start:end], self.language) for start, end in self.sentences)

    @cached_property
    def marks(self) -> tuple[Marked, ...]:
        """What stands between quotation marks, outermost only, in order."""
        return quotations(self.text)

    def once(self, view: Callable[..., _View], *given: object) -> _View:
        """What a room makes of the text: `view(*given)` the first time it is asked for, and kept beside the rest."""
        if view not in self._views:
            self._views[view] = view(*given)
        kept: _View = self._views[view]
        return kept
