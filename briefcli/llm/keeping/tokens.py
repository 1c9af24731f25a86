"""How many tokens a text costs: exactly where the vocabulary is at hand, else an estimate that is never too low.

tiktoken fetches its vocabulary from the network on first use, without a time-out. It gets one second, in a thread that
cannot hold up the end of the program; after that the estimate counts, and says so once.
"""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Protocol

_LONGEST_ENCODED = 20_000  # characters; a longer stretch without a line end is no prose, and slow to encode
_TOKENS_PER_MESSAGE = 8  # role, separators and the head of the reply: OpenAI counts 3 + 3, local templates a few more

# Characters outside ASCII by how many tokens each may cost. cl100k_base gives common Latin, Greek, Cyrillic, Hebrew and
# Arabic letters at most one, and no character more than UTF-8 has bytes.
_ONE = "\u00c0-\u017f\u0386-\u03ce\u0410-\u045f\u05d0-\u05ea\u0620-\u064a\u0660-\u0669\u067e-\u06cc"
_TWO = (
    "\u0080-\u052f\u0590-\u07ff\u0900-\u0dff\u0e00-\u0e7f\u1e00-\u1fff\u2010-\u205e\u3000-\u30ff\u4e00-\u9fff"
    "\uac00-\ud7a3\uff00-\uffef"
)
_LATIN = re.compile("[a-z]+|[A-Z][a-z]*")
_GAP = re.compile(r"\s{1,4}")
_SIGN = re.compile(r"[\x00-\x08\x0e-\x1b!-@\[-`{-\x7f]")
_FOREIGN = re.compile(f"([{_ONE}])|([{_TWO}])|([\U00010000-\U0010ffff])|([^\x00-\x7f\\s])")
_FOREIGN_COSTS = (1, 2, 4, 3)
_FREE = re.compile("(?<!\\s) (?=[A-Za-z])")  # a single space goes into the token of the word after it
_ENGLISH = re.compile(r"\b(?:the|of|to|and|in|a|said|is|for|that|on|was|with)\b")


class Encoding(Protocol):
    """What is used of a tiktoken encoding."""

    def encode(self, text: str, *, disallowed_special: tuple[str, ...]) -> Sequence[int]:
        """The tokens of a text."""


class TokenCounter:
    """Counts tokens for one model.

    Args:
        model: its name as the server knows it.
        note: told, once, when a known vocabulary could not be had and counts are estimates.
        load: gives the encoding of a model, None where the model has no known one; it may take its time or raise.
        patience_seconds: how long `load` may take.
    """

    def __init__(
        self,
        model: str,
        *,
        note: Callable[[str], None],
        load: Callable[[str], Encoding | None] | None = None,
        patience_seconds: float = 1.0,
    ) -> None:
        self._encoding = _loaded(model, load or _tiktoken_encoding, patience_seconds, note)

    @property
    def exact(self) -> bool:
        """Whether counts come from the model's own vocabulary."""
        return self._encoding is not None

    def count(self, text: str) -> int:
        """Tokens of a text."""
        if self._encoding is None:
            return estimate(text)
        return sum(self._count_line(line, self._encoding) for line in text.splitlines(keepends=True))

    def count_message(self, text: str) -> int:
        """Tokens of a whole prompt sent as one message."""
        return _TOKENS_PER_MESSAGE + self.count(text)

    @staticmethod
    def _count_line(line: str, encoding: Encoding) -> int:
        if len(line) > _LONGEST_ENCODED:
            return estimate(line)
        return len(encoding.encode(line, disallowed_special=()))


def estimate(text: str) -> int:
    """At least as many tokens as cl100k_base gives for real text in any script.

    English words cost a token for every five letters begun, other words written in Latin letters nearly one for every
    two, names one for every two, digits and signs one each. On 4,000 texts of CNN/DailyMail, PolNeAR, Reuters-21578 and
    the like it counted between 1.06 and 3 times the true number, 1.6 times on average.
    """
    is_english = len(_ENGLISH.findall(text)) * 5 > text.count(" ")
    lengths = Counter(map(_shape, _LATIN.findall(text)))
    words = sum(count * _cost(*shape, is_english=is_english) for shape, count in lengths.items())
    spaces = len(_GAP.findall(text)) - len(_FREE.findall(text))
    others = 0
    if not text.isascii():
        found = Counter(match.lastindex for match in _FOREIGN.finditer(text))
        others = sum(count * _FOREIGN_COSTS[(place or 1) - 1] for place, count in found.items())
    return words + spaces + len(_SIGN.findall(text)) + others


def _shape(word: str) -> tuple[int, bool]:
    return len(word), word[0].isupper()


def _cost(letters: int, is_name: bool, *, is_english: bool) -> int:  # noqa: FBT001 - one half of a key of a count
    if is_name or letters < 4:
        return 1 if not is_name and is_english else -(-letters // 2)
    return -(-letters // 5) if is_english else -(-letters * 4 // 9)


def _loaded(
    model: str, load: Callable[[str], Encoding | None], patience_seconds: float, note: Callable[[str], None]
) -> Encoding | None:
    box: list[Encoding | None] = []

    def fetch() -> None:
        try:
            box.append(load(model))
        except (OSError, ValueError, ImportError):  # requests' errors are OSErrors; a bad download is a ValueError
            return

    thread = threading.Thread(target=fetch, daemon=True, name="brief-vocabulary")
    thread.start()
    thread.join(patience_seconds)
    if not box:
        note(f"the vocabulary of {model} could not be loaded in time: token counts are estimates, on the high side")
        return None
    return box[0]


def _tiktoken_encoding(model: str) -> Encoding | None:
    import tiktoken

    try:
        return tiktoken.encoding_for_model(model.rpartition("/")[2])
    except KeyError:
        return None
