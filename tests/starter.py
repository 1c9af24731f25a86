"""Runs `brief` many times, each in a process of its own that has not to load everything anew.

A run is a fork of a process that has loaded the program and done nothing with it: its arguments, folder, environment,
standard streams and death are its own. What a start itself loads, prints or refuses is tested with `python -m briefcli`
(`test_start_up.py`, and every run with limits or variables of Python's own).
"""

from __future__ import annotations

import gc
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, TextIO

_ALSO = (
    "dateparser",
    "docx",
    "feedparser",
    "lxml.html",
    "odfdo",
    "openai",
    "trafilatura",
    "yaml",
)  # loaded late by brief
_SECONDS = 120


class Starter:
    """The process that is forked, started with the first run."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._line: socket.socket

    def run(
        self, arguments: Sequence[str], *, cwd: Path, environ: Mapping[str, str], given: bytes
    ) -> subprocess.CompletedProcess[bytes]:
        """As `subprocess.run` does with `python -m briefcli`, its output caught.

        Raises:
            subprocess.TimeoutExpired: it took two minutes.
        """
        if self._process is None:
            self._start(environ)
        request = json.dumps([list(arguments), str(cwd), dict(environ)])
        with tempfile.TemporaryFile() as taken, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            taken.write(given)
            taken.seek(0)
            self._line.settimeout(_SECONDS)
            try:
                self._ask(request, (taken, out, err))
                code = int(self._line.recv(16) or "nobody answers: the process that is forked has ended")
            except TimeoutError as error:
                self.end()
                raise subprocess.TimeoutExpired(list(arguments), _SECONDS) from error
            except BaseException:  # what it may still answer is not for the next run
                self.end()
                raise
            return subprocess.CompletedProcess(list(arguments), code, _all(out), _all(err))

    def end(self) -> None:
        """Kill it and what it started."""
        if self._process is not None:
            self._line.close()
            os.killpg(self._process.pid, 9)
            self._process.wait()
            self._process = None

    def _start(self, environ: Mapping[str, str]) -> None:
        self._line, other = socket.socketpair()
        with other:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.starter", str(other.fileno())],
                env=environ, pass_fds=[other.fileno()], process_group=0,
            )  # fmt: skip

    def _ask(self, request: str, streams: Sequence[IO[bytes]]) -> None:
        sent = request.encode()
        socket.send_fds(self._line, [len(sent).to_bytes(4, "big")], [stream.fileno() for stream in streams])
        self._line.sendall(sent)


def _all(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()


def _serve(line: socket.socket) -> None:
    """Fork for each request, and answer with the exit code; return in the fork, with everything as it was asked for."""
    while True:
        size, streams, _, _ = socket.recv_fds(line, 4, 3)
        if not size:
            os._exit(0)
        request = line.recv(int.from_bytes(size, "big"), socket.MSG_WAITALL)
        if not (process := os.fork()):
            line.close()
            _become(streams, *json.loads(request))
            return
        for stream in streams:
            os.close(stream)
        _, status = os.waitpid(process, 0)
        line.sendall(str(os.waitstatus_to_exitcode(status)).encode())


def _become(streams: Sequence[int], arguments: list[str], cwd: str, environ: dict[str, str]) -> None:
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    sys.stdin, sys.stdout, sys.stderr = _stream(0, "r"), _stream(1, "w"), _stream(2, "w")
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environ)
    time.tzset()
    sys.argv = ["brief", *arguments]


def _stream(number: int, mode: str) -> TextIO:
    """As Python opens them with PYTHONUTF8."""
    errors = "backslashreplace" if number == 2 else "surrogateescape"
    return open(number, mode, encoding="utf-8", errors=errors, closefd=False)  # type: ignore[return-value]


def _load() -> None:
    """Everything that any run loads."""
    import pkgutil
    from importlib import import_module

    import briefcli

    for module in pkgutil.walk_packages(briefcli.__path__, "briefcli."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    for name in _ALSO:
        import_module(name)


if __name__ == "__main__":
    from briefcli.cli import main

    _load()
    gc.freeze()  # what is loaded is not looked through again at the end of each run
    _serve(socket.socket(fileno=int(sys.argv[1])))
    main()
