"""One request to one server through the `openai` package, and what its answer or its failure means.

Sent is what is needed and nothing else: the `openai` package would add the organisation, project, admin key and custom
headers that the environment holds for OpenAI to a request for any server, follow a redirect with the articles in its
body, and send a local request through a proxy. None of that happens here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from briefcli.errors import EngineError
from briefcli.llm.asking.limits import asked_pause
from briefcli.llm.keeping.cache import Answer
from briefcli.llm.options import Server
from briefcli.text import one_line

if TYPE_CHECKING:
    import httpx2

_SENT_HEADERS = frozenset(
    {"host", "accept", "accept-encoding", "connection", "content-type", "content-length", "user-agent", "authorization"}
)
_TOO_LONG = re.compile(
    r"context.{0,20}(?:length|window|size)|maximum context|too many tokens"
    r"|(?:prompt|input|request).{0,30}too (?:long|large)|exceeds? .{0,40}(?:context|token)|n_ctx|reduce the length",
    re.IGNORECASE,
)
_LIMIT = re.compile(r"(?:maximum|limit|context|n_ctx)[^\d]{0,60}?(\d{3,7})", re.IGNORECASE)
_UNKNOWN_MODEL = re.compile(
    r"model.{0,120}(?:not found|does(?: not|n't) exist|unknown|not (?:a )?valid|not available|not supported|not loaded)"
    r"|(?:unknown|invalid|no such|unsupported) model",
    re.IGNORECASE | re.DOTALL,
)
_ABOUT_FORM = re.compile(r"response_format|json_schema|json_object", re.IGNORECASE)
_WITHOUT = "`--offline` works without a model."
_PASSING_STATUS = frozenset({408, 409, 425, 429})


class PassingError(Exception):
    """The call failed for now. `pause_seconds` is what the server asks for; `charged` says it may cost all the same."""

    def __init__(self, reason: str, *, pause_seconds: float | None = None, charged: bool = False) -> None:
        super().__init__(reason)
        self.pause_seconds = pause_seconds
        self.charged = charged


class BadRequestError(Exception):
    """The server will not answer this request in this form; the message is the server's."""


class TooLongError(Exception):
    """The prompt does not fit the model. `limit_tokens` is what the server says does, None where it does not say."""

    def __init__(self, reason: str, *, limit_tokens: int | None = None) -> None:
        super().__init__(reason)
        self.limit_tokens = limit_tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """An answer, and the pause the server asks for before the next call. `counted` False: it did not count tokens."""

    answer: Answer
    pause_seconds: float | None
    counted: bool


class Wire:
    """A connection to a server. Use it within one event loop, and close it there.

    Args:
        server: whom to ask, with the key that was configured for it.
        model: named in error messages.
        now: the clock, for `Retry-After` dates.
    """

    def __init__(self, server: Server, model: str, *, now: Callable[[], datetime]) -> None:
        from openai import AsyncOpenAI, DefaultAsyncHttpxClient

        self._server = server
        self._model = model
        self._now = now
        key = server.key

        async def only_what_is_needed(request: httpx2.Request) -> None:
            for name in [*request.headers]:
                if name.lower() not in _SENT_HEADERS:
                    del request.headers[name]
            request.headers["user-agent"] = "brief"
            if key is None:
                request.headers.pop("authorization", None)
            else:
                request.headers["authorization"] = f"Bearer {key}"

        self._client = AsyncOpenAI(
            api_key=key or "none",
            admin_api_key="",
            organization="",
            project="",
            base_url=server.base_url,
            max_retries=0,
            timeout=None,
            http_client=DefaultAsyncHttpxClient(
                follow_redirects=False,
                trust_env=not server.is_local,
                timeout=None,
                event_hooks={"request": [only_what_is_needed]},
            ),
        )

    async def send(self, body: Mapping[str, Any]) -> Delivery:
        """Send one chat completion request.

        Raises:
            PassingError, BadRequestError, TooLongError: this call failed.
            EngineError: every call would.
        """
        import httpx2
        import openai

        try:
            response = await self._client.post("/chat/completions", body=body, cast_to=httpx2.Response)
        except openai.APIStatusError as error:
            raise self._failure(error.response) from None
        except openai.APIConnectionError as error:
            raise self._lost(error) from None
        return self._delivery(response)

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()

    def _lost(self, error: Exception) -> Exception:
        import httpx2

        cause = error.__cause__
        if isinstance(cause, httpx2.ConnectError):
            return EngineError(
                f"nothing answers at {self._server.host} ({one_line(str(cause))[:120]}).",
                remedy=f"Start the server or set another with --base-url; {_WITHOUT}",
            )
        if isinstance(cause, httpx2.UnsupportedProtocol | httpx2.InvalidURL):
            return EngineError(
                f"'{one_line(self._server.host)}' is no server address.",
                remedy="It must begin with http:// or https://.",
            )
        return PassingError(f"the connection broke ({type(cause).__name__})", charged=True)

    def _failure(self, response: httpx2.Response) -> Exception:
        status, said = response.status_code, self._said(response)
        if _TOO_LONG.search(said) and status in {400, 413, 422, 500}:
            limit = _LIMIT.search(said)
            return TooLongError(said, limit_tokens=int(limit.group(1)) if limit else None)
        if status in {401, 403, 404} or status < 400 or (status in {400, 422} and _UNKNOWN_MODEL.search(said)):
            return self._wrong_for_every_call(status, said)
        if status == 402 or (status == 429 and "insufficient_quota" in response.text):
            return EngineError(f"{self._server.host}: {said}", remedy=f"The account needs credit; {_WITHOUT}")
        if status >= 500 and _ABOUT_FORM.search(said):
            return BadRequestError(said)  # llama-cpp-python answers 500 to a form of request it does not know
        if status in _PASSING_STATUS or status >= 500:
            return PassingError(
                f"{self._server.host} answered {status}", pause_seconds=asked_pause(response.headers, self._now())
            )
        return BadRequestError(said)

    def _wrong_for_every_call(self, status: int, said: str) -> EngineError:
        host = self._server.host
        if status < 400:
            return EngineError(
                f"{host} redirects to another address; nothing is sent there.",
                remedy=f"Set its final address as base_url; {_WITHOUT}",
            )
        if status in {401, 403} and self._server.key is None:
            return EngineError(
                f"{host} wants a key, and none is configured for it ({status}).",
                remedy=f"Name the environment variable that holds it as api_key_env beside base_url; {_WITHOUT}",
            )
        if status in {401, 403}:
            return EngineError(
                f"{host} does not accept the key ({status}: {said}).",
                remedy=f"Check the environment variable that holds it (`brief doctor` names it); {_WITHOUT}",
            )
        return EngineError(
            f"{host} does not know the model '{one_line(self._model)}' ({status}: {said}).",
            remedy=f"Set one it serves with --model, and a base_url that ends before /chat/completions; {_WITHOUT}",
        )

    def _said(self, response: httpx2.Response) -> str:
        """What the server says of a failure, safe to show: one line, short, and without the key."""
        text = response.text
        try:
            found = json.loads(text)
        except ValueError:
            found = None
        if isinstance(found, dict):
            error = found.get("error", found)
            message = error.get("message", error) if isinstance(error, dict) else error
            text = message if isinstance(message, str) else json.dumps(message)
        elif "<" in text:
            text = "a web page"
        if self._server.key:
            text = text.replace(self._server.key, "***")
        return one_line(text)[:300]

    def _delivery(self, response: httpx2.Response) -> Delivery:
        try:
            found = json.loads(response.text)
            choice = found["choices"][0]
            message = choice["message"]
            text, refusal = message.get("content") or "", message.get("refusal") or ""
        except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
            raise PassingError(f"{self._server.host} sent something that is no chat completion", charged=True) from None
        usage = found.get("usage")
        usage = usage if isinstance(usage, dict) else {}
        prompt, completion = usage.get("prompt_tokens"), usage.get("completion_tokens")
        finish = "refusal" if refusal else str(choice.get("finish_reason") or "stop")
        answer = Answer(
            text=refusal or (text if isinstance(text, str) else ""),
            finish=finish,
            prompt_tokens=prompt if isinstance(prompt, int) else 0,
            completion_tokens=completion if isinstance(completion, int) else 0,
        )
        return Delivery(
            answer=answer,
            pause_seconds=asked_pause(response.headers, self._now()),
            counted=isinstance(prompt, int) and isinstance(completion, int),
        )
