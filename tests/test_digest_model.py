"""A digest whose stories a model writes: a real server on loopback, real articles, one fallback."""

from __future__ import annotations

import json
from pathlib import Path

from tests.digests import BUDGET, FERRY, FERRY_LATER, TUESDAY, files, run_digest, write_news
from tests.llm_server import LlmServer, truthful


def model_options(server: LlmServer) -> list[str]:
    """What makes the model on the server write."""
    return ["--engine", "llm", "-m", "test-model", "--base-url", server.base_url]


def test_a_model_writes_the_stories_and_the_manifest_says_what_it_used(tmp_path: Path) -> None:
    """Each event costs one call, and the briefs name the model."""
    with LlmServer(truthful) as server:
        done = run_digest(
            [write_news(tmp_path, FERRY, BUDGET)], tmp_path / "out", *model_options(server), offline=False
        )

    written = files(tmp_path / "out")
    manifest = json.loads(written["run.json"])
    assert done.returncode == 0
    assert manifest["engine"] == {"name": "llm", "model": "test-model"}
    assert manifest["usage"]["calls"] == 2
    assert "Written by test-model" in written["2026-03-09/NO.md"]


def test_a_model_is_asked_only_about_what_is_new(tmp_path: Path) -> None:
    """Known articles are not paid for again."""
    write_news(tmp_path / "news", FERRY, BUDGET)
    with LlmServer(truthful) as server:
        run_digest([tmp_path / "news"], tmp_path / "out", *model_options(server), offline=False)
        write_news(tmp_path / "news", FERRY_LATER, name="tuesday.jsonl")
        before = len(server.calls)
        run_digest([tmp_path / "news"], tmp_path / "out", *model_options(server), offline=False, at=TUESDAY)
        asked = server.calls[before:]

    assert len(asked) == 1
    assert "Teachers in Seoul" not in asked[0].prompt
    assert "dead: nine → 14" in files(tmp_path / "out")["2026-03-10/NO.md"]
