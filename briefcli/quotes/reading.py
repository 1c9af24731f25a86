"""What a reading of an article has to tell, however its language shows who is the subject of a verb."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from briefcli.quotes.mention import Mention, Said


class People(Protocol):
    """Who is named in one article."""

    def named(self, mention: Mention) -> Mention | None:
        """Whom a name or a role means, where he is first named in full; the mention itself where that is unclear.

        None where that is nobody who can speak.
        """
        ...

    def called(self, words: tuple[str, ...]) -> Mention | None:
        """Whom a transcript's label means, where he is named in full."""
        ...

    def role(self, who: Mention) -> str | None:
        """What the article first says he is."""
        ...

    def can_be(self, who: Mention, sex: str) -> bool:
        """Whether a pronoun can mean him: "m", "f", "p" (several), "n" (a thing), "" where it does not tell."""
        ...

    def between(self, start: int, end: int) -> Iterable[Mention]:
        """The people named between two tokens."""
        ...


class Reading(Protocol):
    """Reads what stands around the quotations of one article."""

    @property
    def back(self) -> int:
        """How many sentences before a quotation or a pronoun are looked at for who speaks or is meant."""
        ...

    @property
    def is_sure(self) -> bool:
        """Whether who spoke last can be taken for the speaker over sentences that tell of nobody else."""
        ...

    @property
    def people(self) -> People:
        """Who is named in the article."""
        ...

    def of(self, place: int) -> Said | None:
        """What brings in the quotation at a token; None where its sentence does not say."""
        ...

    def speaks(self, mention: Mention, cue: tuple[int, int] | None) -> bool:
        """Whether a phrase can be the speaker of a verb."""
        ...

    def told(self, first: int, last: int, *, nearest: bool, crossed: bool) -> Said | None:
        """Who speaks in a sentence before a quotation, or whom it is about.

        `nearest`: it stands right before; `crossed`: a paragraph ends between.
        """
        ...

    def subjects_of(self, start: int, end: int) -> Iterable[Mention]:
        """Who is spoken of first in a stretch of a sentence."""
        ...
