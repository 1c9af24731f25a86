"""The words of a section of a language's file, to be asked for the words of a text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefcli.late import late

_SIGNS = late(r"[\u064b-\u0652\u0640]|ः$")  # Arabic vowel signs; the Hindi sign that is set for a colon


def without_signs(word: str) -> str:
    """A word without signs that may be set or left out."""
    return _SIGNS.sub("", word) if word and word[-1] >= "\u0600" else word


class Forms:
    """The words of a section: whole ones, stems with a `*`, and sequences joined by `_`."""

    def __init__(self, listed: Iterable[str]) -> None:
        listed = tuple(without_signs(word) for word in listed)
        single = [word for word in listed if "_" not in word]
        self.words = frozenset(word for word in single if not word.endswith("*"))
        self.stems = tuple(word[:-1] for word in single if word.endswith("*"))
        self.sequences = tuple(tuple(word.split("_")) for word in listed if "_" in word)
        self._openers = frozenset(sequence[0] for sequence in self.sequences)
        self.openers = self.words | self._openers
        self._closers = frozenset(sequence[-1] for sequence in self.sequences)

    def __contains__(self, word: str) -> bool:
        return word in self.words or (bool(self.stems) and word.startswith(self.stems))

    def __bool__(self) -> bool:
        return bool(self.words or self.stems or self.sequences)

    def ends_at(self, low: Sequence[str], index: int) -> int:
        """How many tokens the listed sequence has that ends at a token, 0 for none."""
        if low[index] not in self._closers:
            return 0
        return max((len(one) for one in self.sequences if _matches(one, low, index + 1 - len(one))), default=0)

    def starts_at(self, low: Sequence[str], index: int) -> int:
        """How many tokens the word or sequence has that starts at a token, 0 for none."""
        if index >= len(low):
            return 0
        longest = 0
        if low[index] in self._openers:
            longest = max((len(one) for one in self.sequences if _matches(one, low, index)), default=0)
        return longest or int(low[index] in self)


def _matches(sequence: tuple[str, ...], low: Sequence[str], at: int) -> bool:
    return at >= 0 and tuple(low[at : at + len(sequence)]) == sequence
