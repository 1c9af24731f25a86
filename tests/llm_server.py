"""A real HTTP server on loopback that speaks Chat Completions, and fails in every way a real one does, when told to."""

from __future__ import annotations

import asyncio
import json
import re
import socket
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

_NUMBERED = re.compile(r"^\[(\d+)\] (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request as the server saw it. `number` counts from 1; `at` is its time in seconds."""

    number: int
    path: str
    headers: Mapping[str, str]
    body: Mapping[str, Any]
    at: float

    @property
    def prompt(self) -> str:
        """The text of all its messages."""
        return "\n".join(message["content"] for message in self.body["messages"])

    @property
    def format(self) -> str:
        """How it asks for the shape of the reply."""
        return str(self.body.get("response_format", {}).get("type", "text"))

    @property
    def shape(self) -> str:
        """What it asks for: the overview and combining are told apart by their prompts."""
        return "summary" if '"headline"' in self.prompt and '"quotes"' in self.prompt else "points"

    @property
    def sentences(self) -> dict[int, str]:
        """The numbered sentences of the prompt."""
        return {int(number): text for number, text in _NUMBERED.findall(self.prompt)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaction:
    """What the server does with a call.

    `fault` is one of: drop (close without a word), hang (never answer), drip (headers, then nothing but a byte now and
    then), half (close in the middle of the body). `after` is a pause first, in seconds.
    """

    status: int = 200
    body: str | bytes = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    fault: str = ""
    after: float = 0.0


Responder = Callable[[Call], Reaction]


def completion(
    content: str | None,
    *,
    finish: str = "stop",
    refusal: str | None = None,
    prompt_tokens: int | None = 300,
    after: float = 0.0,
) -> Reaction:
    """A well-formed chat completion with this content. `prompt_tokens` None: the server counts none."""
    message: dict[str, Any] = {"role": "assistant", "content": content}
    if refusal:
        message["refusal"] = refusal
    body: dict[str, Any] = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 0,
        "model": "test-model",
        "choices": [{"index": 0, "message": message, "finish_reason": finish}],
    }
    if prompt_tokens is not None:
        body["usage"] = {
            "prompt_tokens": prompt_tokens,
            "completion_tokens": 60,
            "total_tokens": prompt_tokens + 60,
        }
    return Reaction(body=json.dumps(body), headers={"content-type": "application/json"}, after=after)


def error(status: int, message: str, *, code: str | None = None, headers: Mapping[str, str] | None = None) -> Reaction:
    """An error as OpenAI words it."""
    body = json.dumps({"error": {"message": message, "type": "error", "param": None, "code": code}})
    return Reaction(status=status, body=body, headers={"content-type": "application/json", **(headers or {})})


def truthful(call: Call, *, after: float = 0.0) -> Reaction:
    """An answer that states what its first two sentences state, in their own words."""
    lines = list(call.sentences.items())[:2]
    points = [{"text": text, "cites": [number]} for number, text in lines]
    reply: dict[str, Any] = {"points": points}
    if call.shape == "summary":
        reply = {"headline": " ".join(lines[0][1].split()[:6]) if lines else "", "points": points, "quotes": []}
    return completion(json.dumps(reply), prompt_tokens=len(call.prompt) // 4, after=after)


def saying(reply: Mapping[str, Any] | str) -> Responder:
    """A server that says the same whatever it is asked."""
    content = reply if isinstance(reply, str) else json.dumps(reply)
    return lambda call: completion(content)


def first(*reactions: Reaction, then: Responder = truthful) -> Responder:
    """A server that does these, one a call, and then behaves."""
    return lambda call: reactions[call.number - 1] if call.number <= len(reactions) else then(call)


class LlmServer:
    """Runs in a thread of its own between `with` and its end.

    `calls` are the requests it saw, `most_at_once` how many were under way at the same time at most.
    """

    def __init__(self, respond: Responder = truthful) -> None:
        self.respond = respond
        self.calls: list[Call] = []
        self.most_at_once = 0
        self._at_once = 0
        self._loop = asyncio.new_event_loop()
        self._stop = asyncio.Event()
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.port = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._run, daemon=True)

    @property
    def base_url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}/v1"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._serve())

    async def _serve(self) -> None:
        server = await asyncio.start_server(self._connection, sock=self._socket)
        await self._stop.wait()
        server.close()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await self._exchange(reader, writer):
                pass
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            writer.transport.abort()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """One request and its answer; whether the connection stays open."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        request_line, *lines = head.strip().split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        body = json.loads(await reader.readexactly(int(headers.get("content-length", "0"))) or b"{}")
        call = Call(
            number=len(self.calls) + 1,
            path=request_line.split()[1],
            headers=headers,
            body=body,
            at=time.monotonic(),
        )
        self.calls.append(call)
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            reaction = self.respond(call)
            if reaction.after:
                await asyncio.sleep(reaction.after)
            return await self._react(reaction, writer)
        finally:
            self._at_once -= 1

    async def _react(self, reaction: Reaction, writer: asyncio.StreamWriter) -> bool:
        if reaction.fault == "drop":
            return False
        if reaction.fault == "hang":
            await self._stop.wait()
            return False
        content = reaction.body.encode() if isinstance(reaction.body, str) else reaction.body
        headers = {"content-length": str(len(content)), **reaction.headers}
        head = f"HTTP/1.1 {reaction.status} X\r\n" + "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        writer.write(head.encode() + b"\r\n")
        if reaction.fault == "half":
            writer.write(content[: len(content) // 2])
            await writer.drain()
            return False
        if reaction.fault == "drip":
            for byte in content:
                writer.write(bytes([byte]))
                await writer.drain()
                await asyncio.sleep(0.02)
        writer.write(content)
        await writer.drain()
        return True
