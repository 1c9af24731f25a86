"""How long to wait before a question is sent again, and when a server is given up."""

from __future__ import annotations

import random

_LONGEST_SECONDS = 30.0
_FEWEST = 3  # questions whose patience tells a dead server from bad luck


class Patience:
    """Counts the calls in a row that failed.

    One question may have itself to blame. Where calls have failed for as long and as often as all questions that are
    asked at once are allowed to, the server is gone, and every further one would only cost the reader time.

    Times are seconds of any one clock that only goes forward.

    Args:
        jobs: how many questions are asked at once.
        retries: how often each is sent again.
        first_seconds: the pause before it is sent again for the first time; it doubles.
    """

    def __init__(self, *, jobs: int, retries: int, first_seconds: float) -> None:
        self._most = (retries + 1) * max(_FEWEST, jobs)
        self._seconds = sum(_doubled(first_seconds, attempt) for attempt in range(retries))
        self._failed = 0
        self._since = 0.0
        self._reason = ""

    def at_an_end(self, now: float) -> str | None:
        """Why no further call is worth making, None while one is."""
        if self._failed < self._most or now - self._since < self._seconds:
            return None
        return f"the server is given up after {self._failed} calls in a row that failed; the last one: {self._reason}"

    def answered(self) -> None:
        """An answer came."""
        self._failed = 0

    def failed(self, now: float, reason: str) -> None:
        """A call came to nothing."""
        self._since = self._since if self._failed else now
        self._failed += 1
        self._reason = reason


def backoff_seconds(first_seconds: float, attempt: int) -> float:
    """Doubling pauses, each between half and all of itself, so that calls that failed together come back apart."""
    return float(_doubled(first_seconds, attempt) * random.uniform(0.5, 1.0))  # noqa: S311 - no secret hangs on it


def _doubled(first_seconds: float, attempt: int) -> float:
    return min(_LONGEST_SECONDS, first_seconds * 2.0**attempt)
