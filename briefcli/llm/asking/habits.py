"""What a server and model accept, learnt from their refusals: how a reply's shape is asked for, and which parameters.

Servers differ: LM Studio refuses `json_object`, OpenAI's reasoning models refuse `max_tokens` and a temperature, older
servers know neither `json_schema` nor `max_completion_tokens`. Whatever is refused is not sent again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from briefcli.llm.asking.shape import Shape, schema_of
from briefcli.llm.options import LlmOptions, Server

FORMATS = ("json_schema", "json_object", "text")
_LIMITS = ("max_tokens", "max_completion_tokens")
_ABOUT_LIMIT = re.compile(r"max_(?:completion_)?tokens", re.IGNORECASE)
_ABOUT_FORMAT = re.compile(r"response_format|json|schema|structured|grammar|guided", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How to ask. `proven` says that an answer came for a request of this very form."""

    format: str = "json_schema"
    limit: str = "max_tokens"
    temperature: bool = True
    proven: bool = False

    def adapted(self, refusal: str) -> Habits | None:
        """What to try after a bad request, by what the server says of it; None when it is not about the form."""
        if _ABOUT_LIMIT.search(refusal):
            other = next(limit for limit in _LIMITS if limit != self.limit)
            return replace(self, limit=other, proven=False)
        if self.temperature and "temperature" in refusal.lower():
            return replace(self, temperature=False, proven=False)
        place = FORMATS.index(self.format)
        is_about_format = bool(_ABOUT_FORMAT.search(refusal)) or not self.proven
        if is_about_format and place + 1 < len(FORMATS):
            return replace(self, format=FORMATS[place + 1], proven=False)
        return None


def first_habits(server: Server) -> Habits:
    """How to ask a server nothing is known of."""
    name = server.host.partition(":")[0]
    is_openai = name == "api.openai.com" or name.endswith(".openai.azure.com")
    return Habits(limit="max_completion_tokens" if is_openai else "max_tokens")


def read_habits(kept: Mapping[str, Any], server: Server) -> Habits:
    """What was kept of a server, where it is still understood."""
    first = first_habits(server)
    form, limit, temperature = kept.get("format"), kept.get("limit"), kept.get("temperature")
    if form not in FORMATS or limit not in _LIMITS or not isinstance(temperature, bool):
        return first
    return Habits(format=form, limit=limit, temperature=temperature, proven=True)


def kept_habits(habits: Habits) -> dict[str, Any]:
    """What to keep of a server."""
    return {key: value for key, value in asdict(habits).items() if key != "proven"}


def request_body(
    options: LlmOptions, habits: Habits, prompt: str, *, shape: Shape, reply_tokens: int
) -> dict[str, Any]:
    """The body of one request, in a form the server accepts."""
    body: dict[str, Any] = {
        "model": options.model,
        "messages": [{"role": "user", "content": prompt}],
        habits.limit: reply_tokens,
    }
    if habits.temperature and options.temperature is not None:
        body["temperature"] = options.temperature
    if habits.format == "json_schema":
        schema = {"name": shape, "strict": True, "schema": schema_of(shape)}
        body["response_format"] = {"type": "json_schema", "json_schema": schema}
    elif habits.format == "json_object":
        body["response_format"] = {"type": "json_object"}
    return body
