"""Options of the model engine for tests: a server on loopback, short pauses, files in a folder of the test."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from briefcli.llm.options import Ask, Caps, LlmOptions, Pace, Places, Server
from tests.command import PROMPTS

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class Notes(list[str]):
    """What the user was told."""

    def __call__(self, note: str) -> None:
        """Take one."""
        self.append(note)


def options(base_url: str = "http://127.0.0.1:9/v1", folder: Path | None = None, **changes: Any) -> LlmOptions:
    """Options; every field of every part can be set by its name."""
    parts: dict[str, Any] = {
        "server": Server(base_url=base_url),
        "pace": Pace(retries=2, backoff_seconds=0.001, timeout_seconds=20.0),
        "ask": Ask(),
        "caps": Caps(),
        "places": Places(
            templates=(PROMPTS,),
            cache=folder / "answers.db" if folder else None,
            ledger=folder / "ledger.jsonl" if folder else None,
        ),
    }
    for key in list(changes):
        for name, part in parts.items():
            if key in part.__dataclass_fields__:
                parts[name] = replace(parts[name], **{key: changes.pop(key)})
                break
    fixed: dict[str, Any] = {"model": "test-model", "now": lambda: NOON, "note": Notes()}
    return LlmOptions(**(fixed | parts | changes))
