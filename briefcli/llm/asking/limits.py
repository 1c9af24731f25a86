"""How fast a server may be asked: calls at once, requests and tokens a minute, and the pauses it asks for.

`Pacer` only computes; `Gate` waits. So the arithmetic is tested without a clock.
"""

from __future__ import annotations

import asyncio
import re
from collections import deque
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from email.utils import parsedate_to_datetime

_WINDOW_SECONDS = 60.0
_DURATION = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m|h|d)")
_UNIT_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}


class Pacer:
    """When the next call may start, by a sliding minute and the pauses the server asked for.

    Times are seconds of any one clock that only goes forward.
    """

    def __init__(self, *, requests_per_minute: int | None = None, tokens_per_minute: int | None = None) -> None:
        self._requests = requests_per_minute
        self._tokens = tokens_per_minute
        self._started: deque[tuple[float, int]] = deque()
        self._paused_until = 0.0

    def wait_seconds(self, now: float, tokens: int) -> float:
        """How long a call of so many tokens must wait; 0.0 when it may start, and then counts as started."""
        while self._started and self._started[0][0] <= now - _WINDOW_SECONDS:
            self._started.popleft()
        wait = max(self._paused_until - now, self._wait_for_requests(now), self._wait_for_tokens(now, tokens))
        if wait > 0:
            return wait
        if self._requests is not None or self._tokens is not None:
            self._started.append((now, tokens))
        return 0.0

    def pause(self, now: float, seconds: float) -> None:
        """No call starts before so many seconds have passed."""
        self._paused_until = max(self._paused_until, now + seconds)

    def _wait_for_requests(self, now: float) -> float:
        if self._requests is None or len(self._started) < self._requests:
            return 0.0
        return self._started[-self._requests][0] + _WINDOW_SECONDS - now

    def _wait_for_tokens(self, now: float, tokens: int) -> float:
        """A call larger than a whole minute's tokens waits for an empty minute, not for ever."""
        if self._tokens is None:
            return 0.0
        used = sum(spent for _, spent in self._started)
        for started, spent in self._started:
            if used + tokens <= self._tokens:
                return 0.0
            used -= spent
            if used + tokens <= self._tokens or used == 0:
                return started + _WINDOW_SECONDS - now
        return 0.0


class Gate:
    """Lets at most `jobs` calls through at once, each when the pacer allows it."""

    def __init__(self, jobs: int, pacer: Pacer) -> None:
        self._places = asyncio.Semaphore(jobs)
        self._pacer = pacer

    @asynccontextmanager
    async def pass_through(self, tokens: int) -> AsyncIterator[None]:
        """Hold a place while a call is under way. A call that waits for its minute holds none."""
        loop = asyncio.get_running_loop()
        while True:
            async with self._places:
                wait = self._pacer.wait_seconds(loop.time(), tokens)
                if wait <= 0:
                    yield
                    return
            await asyncio.sleep(wait)

    def pause(self, seconds: float) -> None:
        """No call starts for so long."""
        self._pacer.pause(asyncio.get_running_loop().time(), seconds)


def asked_pause(headers: Mapping[str, str], now: datetime) -> float | None:
    """How long an answer's headers ask to wait, in seconds; None where they ask nothing.

    `retry-after-ms`, `Retry-After` in seconds or as a date, and `x-ratelimit-reset-*` where nothing remains.
    """
    milliseconds = _number(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return milliseconds / 1000
    after = headers.get("retry-after")
    if after is not None:
        seconds = _number(after)
        return seconds if seconds is not None else _until(after, now)
    resets = [
        reset
        for kind in ("requests", "tokens")
        if _number(headers.get(f"x-ratelimit-remaining-{kind}")) == 0
        and (reset := _duration(headers.get(f"x-ratelimit-reset-{kind}", ""))) is not None
    ]
    return max(resets, default=None)


def _number(value: str | None) -> float | None:
    if value is None or not re.fullmatch(r"\s*\d{1,9}(?:\.\d{1,6})?\s*", value):
        return None
    return float(value)


def _until(value: str, now: datetime) -> float | None:
    try:
        at = parsedate_to_datetime(value)
    except ValueError:
        return None
    if at.tzinfo is None:
        at = at.replace(tzinfo=now.tzinfo)
    return max(0.0, (at - now).total_seconds())


def _duration(value: str) -> float | None:
    """`6m0s`, `250ms`, `1.5s`, or plain seconds."""
    plain = _number(value)
    if plain is not None:
        return plain
    parts = _DURATION.findall(value[:40])
    return sum(float(amount) * _UNIT_SECONDS[unit] for amount, unit in parts) if parts else None
