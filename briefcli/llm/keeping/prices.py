"""What a call costs in USD. A price nobody knows is None; that is not zero.

Known prices are those of `genai-prices`, which Pydantic maintains: it ships them in the package, tells providers apart
by the server's address, and opens no socket unless asked to update.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from briefcli.errors import ConfigError
from briefcli.llm.options import Price, Server

Pricer = Callable[[int, int], float | None]


def pricer(server: Server, model: str, prices: Mapping[str, Price]) -> Pricer:
    """A function from (prompt tokens, completion tokens) to USD, or to None where the price is unknown.

    Args:
        server: who is asked. A model behind an address no price list knows has no known price, whatever its name.
        model: its name as the server knows it.
        prices: what the user configured, by model; it wins.
    """
    own = prices.get(model)
    if own is not None:
        return lambda prompt, completion: (prompt * own.input + completion * own.output) / 1_000_000
    if server.is_local:
        return lambda *_: None
    return lambda prompt, completion: _listed(server.base_url, model, prompt, completion)


def budget_pricer(server: Server, model: str, prices: Mapping[str, Price]) -> Pricer:
    """The same where a budget is to be kept.

    Raises:
        ConfigError: the price is unknown.
    """
    price = pricer(server, model, prices)
    if price(1, 1) is None:
        raise ConfigError(
            f"a budget cannot be kept: no price is known for {model} at {server.host}.",
            remedy="Set one under `prices:` in the config, in USD per million tokens.",
        )
    return price


def known_context_tokens(server: Server, model: str) -> int | None:
    """How many tokens prompt and reply may have together, None where the price list does not say."""
    if server.is_local:
        return None
    from genai_prices.data_snapshot import get_snapshot

    try:
        _, found = get_snapshot().find_provider_model(model, None, None, server.base_url)
    except LookupError:
        return None
    return found.context_window


def _listed(base_url: str, model: str, prompt_tokens: int, completion_tokens: int) -> float | None:
    from genai_prices import Usage, calc_price

    usage = Usage(input_tokens=prompt_tokens, output_tokens=completion_tokens)
    try:
        return float(calc_price(usage, model_ref=model, provider_api_url=base_url).total_price)
    except (LookupError, ValueError):
        return None
