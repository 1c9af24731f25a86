"""What left this machine: one JSON line before each call and one after it, in a file only its owner can read.

The first line is on disk before anything is sent, so that even a run that was killed has said what it was about to do.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRun:
    """What one run sent. `cost_usd` is None where a price is unknown; `unanswered` calls were sent and nothing came."""

    run: str
    started: str
    host: str
    model: str
    articles: tuple[str, ...]
    calls: int
    unanswered: int
    characters: int
    prompt_tokens: int
    completion_tokens: int
    cost_usd: float | None


class Ledger:
    """Writes the lines of one run.

    Args:
        path: the file; made, with mode 0600, where it is missing. None writes nothing.
        host: who will see the articles.
        model: which model is asked.
        now: the clock.
        note: told, once, when the ledger cannot be written.
    """

    def __init__(
        self, path: Path | None, *, host: str, model: str, now: Callable[[], datetime], note: Callable[[str], None]
    ) -> None:
        self._path = path
        self._now = now
        self._note = note
        self._common = {"run": f"{now().strftime('%Y%m%dT%H%M%S')}-{os.getpid()}", "host": host, "model": model}
        self._calls = 0

    def sending(self, articles: Sequence[str], characters: int) -> int:
        """Say that a prompt about these articles goes out now; gives the number of the call."""
        self._calls += 1
        self._write(
            {
                "at": self._stamp(),
                **self._common,
                "call": self._calls,
                "articles": [*articles],
                "characters": characters,
            }
        )
        return self._calls

    def answered(self, call: int, *, prompt_tokens: int, completion_tokens: int, cost_usd: float | None) -> None:
        """Say what a call used."""
        self._write(
            {
                "at": self._stamp(),
                **self._common,
                "answered": call,
                "prompt_tokens": prompt_tokens,
                "completion_tokens": completion_tokens,
                "cost_usd": cost_usd,
            }
        )

    def _stamp(self) -> str:
        return self._now().isoformat(timespec="seconds")

    def _write(self, line: dict[str, Any]) -> None:
        """One write of one line, so that two runs cannot mix theirs."""
        if self._path is None:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            file = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(file, (json.dumps(line) + "\n").encode())
            finally:
                os.close(file)
        except OSError as error:
            self._path = None
            self._note(f"the ledger cannot be written ({error}): what this run sends is not recorded")


def read_ledger(path: Path) -> list[LedgerRun]:
    """The runs in a ledger, oldest first. A line that is no ledger line is passed over."""
    runs: dict[str, list[dict[str, Any]]] = {}
    for line in _lines(path):
        runs.setdefault(str(line["run"]), []).append(line)
    return [_run(name, lines) for name, lines in runs.items()]


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return
    for line in text.splitlines():
        try:
            found = json.loads(line)
        except ValueError:
            continue
        if isinstance(found, dict) and {"run", "at", "host", "model"} <= set(found):
            yield found


def _run(name: str, lines: list[dict[str, Any]]) -> LedgerRun:
    sent = [line for line in lines if "call" in line]
    answered = [line for line in lines if "answered" in line]
    costs = [line.get("cost_usd") for line in answered]
    return LedgerRun(
        run=name,
        started=str(lines[0]["at"]),
        host=str(lines[0]["host"]),
        model=str(lines[0]["model"]),
        articles=tuple(dict.fromkeys(str(article) for line in sent for article in line.get("articles", ()))),
        calls=len(sent),
        unanswered=len(sent) - len(answered),
        characters=sum(int(line.get("characters", 0)) for line in sent),
        prompt_tokens=sum(int(line.get("prompt_tokens", 0)) for line in answered),
        completion_tokens=sum(int(line.get("completion_tokens", 0)) for line in answered),
        cost_usd=None if None in costs else sum(float(cost) for cost in costs if cost is not None),
    )
