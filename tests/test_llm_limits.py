"""Pace: a sliding minute, the pauses a server asks for, and places that are never more than allowed."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from briefcli.llm.asking.limits import Gate, Pacer, asked_pause

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def test_requests_a_minute_are_kept() -> None:
    """The third of two a minute waits until the first is a minute old."""
    pacer = Pacer(requests_per_minute=2)

    waits = [pacer.wait_seconds(now, 10) for now in (0.0, 10.0, 20.0, 59.0, 60.0, 61.0)]

    assert waits == [0.0, 0.0, 40.0, 1.0, 0.0, 9.0]


def test_tokens_a_minute_are_kept() -> None:
    """A call waits until enough tokens have left the minute."""
    pacer = Pacer(tokens_per_minute=100)

    assert pacer.wait_seconds(0.0, 60) == 0.0
    assert pacer.wait_seconds(5.0, 30) == 0.0
    assert pacer.wait_seconds(10.0, 50) == 50.0
    assert pacer.wait_seconds(60.0, 50) == 0.0


def test_a_call_larger_than_a_minute_still_goes_once() -> None:
    """It waits for an empty minute, and not for ever."""
    pacer = Pacer(tokens_per_minute=100)

    assert pacer.wait_seconds(0.0, 500) == 0.0
    assert pacer.wait_seconds(30.0, 500) == 30.0
    assert pacer.wait_seconds(60.0, 500) == 0.0


def test_a_pause_holds_everyone() -> None:
    """After a server asked for three seconds nobody starts before they are over, limits or none."""
    pacer = Pacer()
    pacer.pause(10.0, 3.0)
    pacer.pause(10.0, 1.0)

    assert [pacer.wait_seconds(now, 1) for now in (10.0, 12.0, 13.0)] == [3.0, 1.0, 0.0]


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "7"}, 7.0),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after-ms": "250", "retry-after": "7"}, 0.25),
        ({"retry-after": "Mon, 02 Mar 2026 12:00:30 GMT"}, 30.0),
        ({"retry-after": "Mon, 02 Mar 2026 11:00:00 GMT"}, 0.0),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "-5"}, None),
        ({"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "6m1.5s"}, 361.5),
        ({"x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "120ms"}, 0.12),
        ({"x-ratelimit-remaining-tokens": "12", "x-ratelimit-reset-tokens": "120s"}, None),
        ({"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "never"}, None),
    ],
)
def test_what_headers_ask_for(headers: dict[str, str], seconds: float | None) -> None:
    """Retry-After in seconds, milliseconds and as a date; x-ratelimit-* where nothing remains."""
    assert asked_pause(headers, NOON) == seconds


def test_never_more_at_once_than_allowed() -> None:
    """Forty calls through three places: three at once, and all get through."""
    most = 0
    inside = 0

    async def call(gate: Gate) -> None:
        nonlocal most, inside
        async with gate.pass_through(1):
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0)
            inside -= 1

    async def all_of_them() -> None:
        gate = Gate(3, Pacer())
        await asyncio.gather(*(call(gate) for _ in range(40)))

    asyncio.run(all_of_them())

    assert (most, inside) == (3, 0)
