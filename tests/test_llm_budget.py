"""Money: prices known, configured and unknown, and a cap that calls under way count towards."""

from __future__ import annotations

import pytest

from briefcli.llm.keeping.budget import Budget, CapReachedError
from briefcli.llm.keeping.prices import known_context_tokens, pricer
from briefcli.llm.options import Price, Server

OPENAI = Server(base_url="https://api.openai.com/v1")
LOCAL = Server(base_url="http://localhost:11434/v1")


def cents(prompt: int, completion: int) -> float | None:
    """A cent a token, whichever."""
    return (prompt + completion) / 100


def test_a_listed_price_is_known() -> None:
    """The maintained list has OpenAI's models, and their context."""
    price = pricer(OPENAI, "gpt-4o-mini", {})

    cost = price(1_000_000, 0)
    assert cost is not None
    assert 0.01 < cost < 10
    assert (known_context_tokens(OPENAI, "gpt-4o-mini") or 0) >= 100_000


@pytest.mark.parametrize(
    ("server", "model"),
    [
        (OPENAI, "no-such-model-9"),
        (LOCAL, "gpt-4o-mini"),
        (Server(base_url="https://models.example.org/v1"), "gpt-4o-mini"),
    ],
)
def test_an_unknown_price_is_none_and_not_zero(server: Server, model: str) -> None:
    """Nobody knows what a model costs at an address no list has, whatever it is called."""
    assert pricer(server, model, {})(1000, 1000) is None


def test_a_configured_price_wins() -> None:
    """The config may set a price, and zero is a price."""
    assert pricer(OPENAI, "gpt-4o-mini", {"gpt-4o-mini": Price(input=1, output=2)})(1_000_000, 500_000) == 2.0
    assert pricer(LOCAL, "llama", {"llama": Price(input=0, output=0)})(1000, 1000) == 0.0


def test_calls_under_way_count_towards_the_cap() -> None:
    """Two calls that could cost 40 cents each fit under a dollar; a third does not until one has settled for less."""
    budget = Budget(cents, cap_usd=1.0)
    first = budget.hold(20, 20)
    budget.hold(20, 20)

    with pytest.raises(CapReachedError, match="the budget of 1 USD is reached"):
        budget.hold(20, 20)
    first.settle(20, 0)
    budget.hold(20, 20)

    assert budget.usage.cost_usd == 0.2
    assert budget.underway == 2


def test_a_refused_call_costs_nothing() -> None:
    """Money set aside for a call the server refused is given back."""
    budget = Budget(cents, cap_usd=1.0)
    budget.hold(50, 50).release()

    budget.hold(50, 50)
    assert budget.usage.calls == 0


def test_a_call_that_broke_off_stays_spent() -> None:
    """Nobody knows whether it was charged, so the cap counts it."""
    budget = Budget(cents, cap_usd=1.0)
    with budget.hold(40, 40):
        pass

    assert budget.underway == 0
    with pytest.raises(CapReachedError):
        budget.hold(20, 20)


def test_one_call_without_a_price_makes_the_sum_unknown() -> None:
    """A sum with an unknown part is unknown, and under a cap such a call is not made."""
    budget = Budget(lambda *_: None, cap_usd=None)
    budget.hold(10, 10).settle(10, 10)

    assert budget.usage.cost_usd is None
    assert budget.usage.prompt_tokens == 10
    with pytest.raises(CapReachedError):
        Budget(lambda *_: None, cap_usd=1.0).hold(1, 1)


def test_an_answer_from_the_cache_is_counted_apart() -> None:
    """It is no call and costs nothing."""
    budget = Budget(cents, cap_usd=None)
    budget.count_cached()

    assert (budget.usage.calls, budget.usage.cached, budget.usage.cost_usd) == (0, 1, 0.0)
