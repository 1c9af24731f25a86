"""A morning that never fails: whatever is broken, the digest comes out or nothing is lost, and nothing is told twice."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.command import ROOT
from tests.digests import BUDGET, FERRY, FERRY_LATER, RECIPE, TUESDAY, files, run_digest, write_news
from tests.llm_server import LlmServer, Reaction, error

VERSION_2 = ROOT / "tests" / "states" / "version-2.sql"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """The folder of the digests."""
    return tmp_path / "out"


def state_of(out: Path) -> Path:
    """The file of the state."""
    return out / ".brief" / "state.sqlite"


@pytest.mark.parametrize(
    ("reaction", "said"),
    [
        (error(401, "wrong key"), "does not accept the key (401: wrong key)"),
        (error(429, "You exceeded your quota.", code="insufficient_quota"), "You exceeded your quota."),
        (error(402, "Insufficient balance."), "Insufficient balance."),
        (error(404, "no such model"), "does not know the model 'test-model'"),
    ],
)
def test_a_server_that_answers_nobody_costs_the_model_and_not_the_digest(
    tmp_path: Path, out: Path, reaction: Reaction, said: str
) -> None:
    """The built-in engine writes; briefs, stderr and run.json say so and why; exit 3. Nobody is asked for each story."""
    news = write_news(tmp_path, FERRY, BUDGET)
    with LlmServer(lambda _call: reaction) as server:
        options = ["-m", "test-model", "--base-url", server.base_url, "-q"]
        given = {"OPENAI_API_KEY": "sk-of-this-server", "OPENAI_BASE_URL": server.base_url}
        done = run_digest([news], out, *options, offline=False, environ=given)
        calls = len(server.calls)

    written = files(out)
    manifest = json.loads(written["run.json"])
    assert (done.returncode, manifest["exit_code"]) == (3, 3), done.stderr
    assert done.stderr.count(said) == 1
    assert calls <= 2
    assert "nine people died" in written["2026-03-09/NO.md"]
    assert "By the built-in engine" in written["2026-03-09/NO.md"]
    assert "Written by test-model" not in written["2026-03-09/NO.md"]
    assert {story["engine"] for story in manifest["stories"]} == {"extractive"}
    assert all(story["fallback"] for story in manifest["stories"])


def test_a_server_that_is_not_there_costs_the_model_and_not_the_digest(tmp_path: Path, out: Path) -> None:
    """Nobody listens; the digest is there, and the next one does not tell it again."""
    news = write_news(tmp_path, FERRY)
    options = ["-m", "m", "--base-url", "http://127.0.0.1:9/v1", "--engine", "llm"]

    first = run_digest([news], out, *options, offline=False)
    second = run_digest([news], out, *options, offline=False, at=TUESDAY)

    assert (first.returncode, second.returncode) == (3, 4)
    assert "nothing answers at 127.0.0.1:9" in first.stderr
    assert "--base-url" in first.stderr


def test_a_story_of_the_index_is_told_when_its_country_is_asked_for(tmp_path: Path, out: Path) -> None:
    """News is new to each country by itself: Norway hears the whole story, Korea hears nothing twice."""
    news = write_news(tmp_path, FERRY, BUDGET)
    run_digest([news], out, "--country", "KR")

    added = run_digest([news], out, "--country", "KR", "--country", "NO", at=TUESDAY)
    again = run_digest([news], out, "--country", "KR", "--country", "NO", at=TUESDAY)

    assert [Path(line).name for line in added.stdout.splitlines()] == ["NO.md"]
    assert "New" in files(out)["2026-03-10/NO.md"]
    assert "nine people died" in files(out)["2026-03-10/NO.md"]
    assert again.returncode == 4


def test_what_one_country_hears_of_first_the_other_hears_as_an_update(tmp_path: Path, out: Path) -> None:
    """One story, two briefs of one run: what is added for whoever knows it, all of it for whoever does not."""
    both = FERRY_LATER | {"text": FERRY_LATER["text"] + " South Korea sent divers to help, Seoul said."}
    first = FERRY | {"text": FERRY["text"] + " The South Korea Ministry of Seas in Seoul said two Koreans were aboard."}
    run_digest([write_news(tmp_path / "news", first)], out, "--country", "NO")
    write_news(tmp_path / "news", both, name="tuesday.jsonl")

    run_digest([tmp_path / "news"], out, "--country", "NO", "--country", "KR", at=TUESDAY)

    written, manifest = files(out), json.loads(files(out)["run.json"])
    assert "dead: nine → 14" in written["2026-03-10/NO.md"]
    assert "dead: nine → 14" not in written["2026-03-10/KR.md"]
    assert "Dead: nine (8 Mar) → 14" in written["2026-03-10/KR.md"]
    told = {(story["news"], *story["files"]) for story in manifest["stories"]}
    assert told == {("updated", "2026-03-10/NO.md"), ("new", "2026-03-10/KR.md")}
    assert len({story["id"] for story in manifest["stories"]}) == 1
    assert run_digest([tmp_path / "news"], out, "--country", "NO", "--country", "KR", at=TUESDAY).returncode == 4


def test_a_second_run_on_a_day_does_not_call_the_mornings_stories_quiet(tmp_path: Path, out: Path) -> None:
    """They are a few hours old; the next morning they are."""
    run_digest([write_news(tmp_path / "a", FERRY)], out)
    later = BUDGET | {"published": "2026-03-09"}

    noon = datetime(2026, 3, 9, 12, tzinfo=UTC)
    run_digest([write_news(tmp_path / "b", later)], out, at=noon)
    at_noon = files(out)["run.json"]
    run_digest([write_news(tmp_path / "c", RECIPE | {"published": "2026-03-10"})], out, at=TUESDAY)

    assert json.loads(at_noon)["counts"]["quiet"] == 0
    stories = json.loads(files(out)["run.json"])["stories"]
    assert {one["headline"] for one in stories if one["news"] == "quiet"} == {FERRY["title"], BUDGET["title"]}


@pytest.mark.parametrize(
    "content", [b"", b"no database at all, whatever its name says", b"SQLite format 3\0" + b"\0" * 84]
)
def test_a_state_that_is_lost_is_kept_aside_and_its_copy_goes_on(tmp_path: Path, out: Path, content: bytes) -> None:
    """Exit 3 and a warning; what was told is not told again."""
    news = write_news(tmp_path / "news", FERRY)
    run_digest([news], out)
    state_of(out).write_bytes(content)
    write_news(tmp_path / "news", FERRY_LATER, name="tuesday.jsonl")

    done = run_digest([tmp_path / "news"], out, "-q", at=TUESDAY)

    (kept,) = state_of(out).parent.glob("state-unreadable-*")
    assert done.returncode == 3
    assert kept.read_bytes() == content
    assert f"kept as {kept}" in done.stderr
    assert "dead: nine → 14" in files(out)["2026-03-10/NO.md"]
    assert "state" in json.loads(files(out)["run.json"])["warnings"][0]
    assert run_digest([tmp_path / "news"], out, at=TUESDAY).returncode == 4


def test_without_a_copy_everything_is_told_as_new_once_and_that_is_said(tmp_path: Path, out: Path) -> None:
    """A page of it torn out, and no copy: not taken for a fresh start in silence."""
    news = write_news(tmp_path, FERRY, BUDGET)
    run_digest([news], out)
    (out / ".brief" / "state-copy.sqlite").unlink()
    torn = bytearray(state_of(out).read_bytes())
    torn[4096:12288] = b"\xff" * 8192
    state_of(out).write_bytes(torn)

    done = run_digest([news], out, at=TUESDAY)

    assert done.returncode == 3
    assert "everything is told as new once" in done.stderr
    assert run_digest([news], out, at=TUESDAY).returncode == 4


def test_a_state_that_is_gone_is_taken_from_its_copy(tmp_path: Path, out: Path) -> None:
    """Whoever means to begin anew removes the whole folder `.brief`."""
    news = write_news(tmp_path, FERRY)
    run_digest([news], out)
    state_of(out).unlink()

    done = run_digest([news], out, at=TUESDAY)
    shutil.rmtree(out / ".brief")

    assert done.returncode == 3
    assert "was gone; its copy of the last good run has its place" in done.stderr
    assert run_digest([news], out, at=TUESDAY).returncode == 0


def test_a_state_of_version_2_is_carried_over(tmp_path: Path, out: Path) -> None:
    """It did not say which countries had heard; nothing it knows is told again, and the next country is asked for."""
    state_of(out).parent.mkdir(parents=True)
    with closing(sqlite3.connect(state_of(out))) as database:
        database.executescript(VERSION_2.read_text(encoding="utf-8"))
    news = write_news(tmp_path, FERRY, BUDGET, FERRY_LATER)

    done = run_digest([news], out, "--country", "KR", "--country", "NO", at=TUESDAY)

    assert done.returncode == 4, done.stderr
    with closing(sqlite3.connect(state_of(out))) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (3,)


def full_disk(tmp_path: Path, megabytes: str, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command where `disk` is a small disk of its own, which nobody else sees."""
    (tmp_path / "disk").mkdir(exist_ok=True)
    inside = f'mount -t tmpfs -o size={megabytes} tmpfs disk && exec "$@"'
    return subprocess.run(
        ["unshare", "-Urm", "sh", "-c", inside, "sh", *command],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env=os.environ | {"BRIEF_HOME": str(tmp_path / "home"), "PYTHONPATH": str(ROOT)},
    )


def test_a_full_disk_is_named_and_nothing_is_to_be_moved_away(tmp_path: Path) -> None:
    """Where the state has no room, and where a brief has none; with room, the same command does its work."""
    if full_disk(tmp_path, "1m", "true").returncode:
        pytest.skip("this system lets nobody mount a disk of his own")
    write_news(tmp_path / "news", FERRY, BUDGET)
    digest = f"{sys.executable} -m briefcli digest news --out disk/out --offline"
    for kilobytes in (1000, 960):  # left for the state alone: nothing, and too little
        filled = (
            f"head -c {kilobytes}K /dev/zero > disk/filling; {digest}; code=$?; rm disk/filling; {digest} && exit $code"
        )
        done = full_disk(tmp_path, "1m", "sh", "-c", filled)

        assert done.returncode == 1, done.stderr
        assert "the disk is full (No space left on device, " in done.stderr
        assert f"{tmp_path}/disk)" in done.stderr
        assert "disk/out" in done.stderr
        assert "ove it away" not in done.stderr
        assert len(done.stdout.splitlines()) == 2  # the second run: two countries
