"""A real web server on loopback: pages and feeds, and every way to fail that a program must stand."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the server says to a path. `drip` sends a byte at a time without end."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    drip: bool = False


class WebServer:
    """Serves the answers it is given by path; `asked` are the requests it saw: path and headers."""

    def __init__(self, answers: Mapping[str, Answer | Callable[[Mapping[str, str]], Answer]]) -> None:
        self.answers = dict(answers)
        self.asked: list[tuple[str, dict[str, str]]] = []
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                headers = {name.lower(): value for name, value in self.headers.items()}
                owner.asked.append((self.path, headers))
                owner._answer(self, self.path, headers)

            def log_message(self, *_arguments: Any) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def _answer(self, handler: BaseHTTPRequestHandler, path: str, headers: Mapping[str, str]) -> None:
        answer = self.answers.get(path, Answer(status=404))
        answer = answer if isinstance(answer, Answer) else answer(headers)
        handler.send_response(answer.status)
        for name, value in answer.headers.items():
            handler.send_header(name, value)
        if not answer.drip:
            handler.send_header("Content-Length", str(len(answer.body)))
        handler.end_headers()
        try:
            while answer.drip:
                handler.wfile.write(b"x")
                handler.wfile.flush()
                time.sleep(0.05)
            handler.wfile.write(answer.body)
        except OSError:
            pass  # whoever asked has left

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_raised: object) -> None:
        self._server.shutdown()
        self._server.server_close()
