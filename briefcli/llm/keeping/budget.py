"""The two caps on a run: money, counted with the calls under way, and time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from briefcli.brief import Usage
from briefcli.llm.keeping.prices import Pricer


class CapReachedError(Exception):
    """A call was not made, or was broken off, because a cap is reached. `kind` is `budget` or `deadline`."""

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(reason)
        self.kind = kind


class Hold:
    """Money set aside for one call under way; leaving the `with` without an end to it forfeits it.

    A call that broke off without an answer may have been charged, so what was set aside for it counts as spent.
    """

    def __init__(self, budget: Budget, usd: float) -> None:
        self._budget = budget
        self._usd = usd
        self._open = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._open:
            self._end(spent_usd=self._usd)

    def settle(self, prompt_tokens: int, completion_tokens: int) -> float | None:
        """An answer came: count what it cost in truth. Gives that cost, None where it is unknown."""
        cost = self._budget.count(prompt_tokens, completion_tokens)
        self._end(spent_usd=cost or 0.0)
        return cost

    def release(self) -> None:
        """The server refused the call: nothing was charged."""
        self._end(spent_usd=0.0)

    def _end(self, *, spent_usd: float) -> None:
        self._open = False
        self._budget.close(held_usd=self._usd, spent_usd=spent_usd)


@dataclass(slots=True)
class _Purse:
    """What there is to spend: `cap_usd`, None for any sum. What calls that broke off may have cost is spent, too."""

    cap_usd: float | None
    spent_usd: float = 0.0
    held_usd: float = 0.0


class Budget:
    """Counts what was used, and refuses a call that could pass the cap.

    A call is taken to cost its whole prompt and the longest reply it may have, until its true cost is known.

    Args:
        price: what a call costs.
        cap_usd: the cap, None for none.
        beside: the budget of another model that is paid from the same purse; its cap is the cap of both.
    """

    def __init__(self, price: Pricer, *, cap_usd: float | None, beside: Budget | None = None) -> None:
        self._price = price
        self._purse: _Purse = _Purse(cap_usd) if beside is None else beside._purse  # noqa: SLF001 - of the same class
        self._underway = 0
        self._usage = Usage()

    @property
    def usage(self) -> Usage:
        """What was used so far."""
        return self._usage

    @property
    def underway(self) -> int:
        """How many calls hold money now."""
        return self._underway

    def hold(self, prompt_tokens: int, reply_tokens: int) -> Hold:
        """Set aside what a call may cost at most.

        Raises:
            CapReachedError: it could pass the cap.
        """
        most = 0.0
        purse = self._purse
        if purse.cap_usd is not None:
            price = self._price(prompt_tokens, reply_tokens)
            if price is None or purse.spent_usd + purse.held_usd + price > purse.cap_usd + 1e-12:
                raise CapReachedError("budget", f"the budget of {purse.cap_usd:g} USD is reached")
            most = price
        purse.held_usd += most
        self._underway += 1
        return Hold(self, most)

    def close(self, *, held_usd: float, spent_usd: float) -> None:
        """A call under way ended; `Hold` calls this."""
        self._purse.held_usd -= held_usd
        self._purse.spent_usd += spent_usd
        self._underway -= 1

    def count(self, prompt_tokens: int, completion_tokens: int) -> float | None:
        """Add an answer to the usage. What it cost, None where a price is unknown."""
        cost = self._price(prompt_tokens, completion_tokens)
        before = self._usage
        is_known = before.cost_usd is not None and cost is not None
        self._usage = replace(
            before,
            calls=before.calls + 1,
            prompt_tokens=before.prompt_tokens + prompt_tokens,
            completion_tokens=before.completion_tokens + completion_tokens,
            cost_usd=(before.cost_usd or 0.0) + (cost or 0.0) if is_known else None,
        )
        return cost

    def count_cached(self) -> None:
        """An answer came from the cache and cost nothing."""
        self._usage = replace(self._usage, cached=self._usage.cached + 1)
