"""What is known of short pieces of text, such as words: worked out when it is first asked for, and kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

_Told = TypeVar("_Told")

_KEPT, _LONGEST = 32_768, 40  # pieces that are kept (at most twice as many), and the letters of the longest


class Remembered(dict[str, _Told]):
    """A dictionary that fills itself: `map(remembered.__getitem__, text.split())` asks for every word in compiled code.

    What is asked for again is kept when it is full. A long piece never comes again, and is not kept.
    """

    def __init__(self, tell: Callable[[str], _Told], *, keeps: bool = True) -> None:
        super().__init__()
        self._tell = tell
        self._longest = _LONGEST if keeps else 0
        self._before: dict[str, _Told] = {}

    def __missing__(self, piece: str) -> _Told:
        told = self._before[piece] if piece in self._before else self._tell(piece)
        if len(piece) <= self._longest:
            if len(self) >= _KEPT:
                self._before = dict(self)
                self.clear()
            self[piece] = told
        return told
