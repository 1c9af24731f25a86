"""What is checked: a sentence of a brief, and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One sentence of a brief.

    `cited` are the sentences it rests on, `source` is the whole text of the articles they stand in, titles too,
    `language` is the articles', None where it could not be told.
    """

    text: str
    cited: Sequence[str]
    source: str
    language: str | None = "en"
