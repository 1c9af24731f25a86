"""However many processes share the work of a command, and whoever of them dies: the same bytes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from multiprocessing import active_children
from pathlib import Path

import pytest
from typer.testing import CliRunner

from briefcli.article import Article
from briefcli.brief import Quote
from briefcli.cli.app import app_of
from briefcli.config import Settings
from briefcli.gathering import gather
from briefcli.quotes import find_quotes
from tests.command import ROOT, SEEDS, brief
from tests.digests import files
from tests.llm_server import LlmServer

COUNTS = ("1", "3", "auto")
_CARTS = (
    "Row {0} of the market has carts. They came on Monday.\n\n“We saw {0} carts and no horse at all,” said Ada Lund."
)
_COMMANDS = {
    "read": ("read", "-f", "jsonl"),
    "quotes": ("quotes", "--all", "-f", "jsonl"),
    "summarize": ("summarize", "--offline", "-f", "json"),
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Enough files for several processes: the samples, lines of JSON, one that is broken, one that is empty."""
    folder = tmp_path_factory.mktemp("desk")
    for seed in SEEDS.iterdir():
        (folder / seed.name).write_bytes(seed.read_bytes())
    rows = [{"id": f"r{n}", "title": f"Row {n}", "text": f"“We saw {n} carts,” said Ada Lund."} for n in range(40)]
    (folder / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    (folder / "empty.txt").touch()
    return folder


@pytest.mark.parametrize("command", _COMMANDS)
def test_a_command_prints_the_same_bytes_with_any_number_of_processes(command: str, desk: Path) -> None:
    """What it says of files that gave nothing, too."""
    done = [
        brief(*_COMMANDS[command], ".", "-w", count, cwd=desk, PYTHONHASHSEED=str(seed))  # no order of a set, either
        for seed, count in enumerate(COUNTS, start=1)
    ]

    assert (done[0].returncode, bool(done[0].stdout)) == (3, True)
    assert "empty.txt" in done[0].stderr
    assert len({(one.returncode, one.stdout, one.stderr) for one in done}) == 1


def test_a_digest_has_the_same_bytes_with_any_number_of_processes(desk: Path, tmp_path: Path) -> None:
    """With the name the option had before, too."""
    for number, options in enumerate([("-w", "1"), ("-j", "3"), ()]):
        out = ("--out", str(tmp_path / f"{number}"))
        brief("digest", ".", "--all-countries", "--offline", *out, *options, cwd=desk, BRIEF_WORKERS="auto")

    first, *others = (files(tmp_path / f"{number}") for number in range(3))
    assert len(first) > 5
    assert all(other == first for other in others)


def test_a_model_s_brief_has_the_same_bytes_with_any_number_of_processes(tmp_path: Path) -> None:
    """What the model leaves open is completed by the built-in engine: on as many as there are."""
    rows = [{"id": f"r{n}", "title": f"Carts of row {n}", "text": _CARTS.format(n)} for n in range(24)]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with LlmServer() as server:
        done = [
            brief(
                *("summarize", "rows.jsonl", "--by", "article", "--engine", "llm", "-m", "m", "--no-cache"),
                *("--base-url", server.base_url, "-f", "json", "-q", "-w", count),
                cwd=tmp_path,
                BRIEF_HOME=str(tmp_path / f"home{count}"),
            )
            for count in ("1", "2")
        ]

    first, second = (json.loads(one.stdout) for one in done)
    assert len(first["stories"]) == 24
    assert all(story["engine"] == "llm" and story["quotes"] for story in first["stories"])
    assert first["stories"] == second["stories"]
    assert first["withheld"] == second["withheld"]


def test_a_file_is_written_into_the_folder_that_is_read_and_is_no_source(tmp_path: Path) -> None:
    """Nor is anything of it on its way: nothing is said of either."""
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"Row {number}\n\n{_CARTS.format(number)}\n", encoding="utf-8")

    done = brief("read", ".", "-f", "jsonl", "-o", "out.jsonl", "-v", cwd=tmp_path)

    assert (done.returncode, done.stdout) == (0, "")
    assert [line for line in done.stderr.splitlines() if "dropped (outside the article)" not in line] == []
    lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["source"][-5:] for line in lines] == ["0.txt", "1.txt", "2.txt"]
    assert len(list(tmp_path.iterdir())) == 4


def test_articles_are_printed_as_they_are_read() -> None:
    """Not when all of them are: whoever writes the lines has the first article back before the last is written."""
    rows = [{"id": f"r{n}", "title": f"Row {n}", "text": f"Row {n} has {n} carts."} for n in range(40)]
    environ = {"BRIEF_HOME": "/nonexistent", "BRIEF_WORKERS": "1", "PATH": os.environ["PATH"]}
    with subprocess.Popen(
        [sys.executable, "-m", "briefcli", "read", "-", "-f", "jsonl"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environ, cwd=ROOT, text=True,
    ) as reading:  # fmt: skip
        assert reading.stdin is not None
        assert reading.stdout is not None
        for row in rows[:-1]:
            print(json.dumps(row), file=reading.stdin, flush=True)
        first = reading.stdout.readline()
        print(json.dumps(rows[-1]), file=reading.stdin, flush=True)
        reading.stdin.close()
        others = reading.stdout.readlines()

    assert [json.loads(line)["id"] for line in (first, *others)] == [row["id"] for row in rows]


def test_processes_that_are_killed_from_outside_cost_nothing(desk: Path) -> None:
    """What they were reading is read again: one is killed at the fifth result, another at the thirtieth."""
    killed = []

    def kill_one(_what: str, done: int, _all: int) -> None:
        if done in (5, 30):
            killed.append(active_children()[0])
            os.kill(killed[-1].pid or 0, signal.SIGKILL)

    found = gather([str(desk)], Settings(workers=2), progress=kill_one)

    assert [one.exitcode for one in killed] == [-signal.SIGKILL] * 2
    assert found == gather([str(desk)], Settings(workers=1))


def test_an_article_that_kills_whoever_looks_for_its_quotations_is_named_and_no_other(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is skipped, like a file that could not be read; it is not said to have no quotations."""

    def deadly(article: Article) -> tuple[Quote, ...]:
        if article.id == "r7":
            os.kill(os.getpid(), signal.SIGKILL)
        return find_quotes(article)

    monkeypatch.setattr("briefcli.quotes.quotations.find_quotes", deadly)
    source = str(desk / "rows.jsonl")
    done = CliRunner().invoke(
        app_of(), ["quotes", source, "--all", "-f", "jsonl", "-w", "2"], env={"BRIEF_HOME": "/nonexistent"}
    )

    assert done.exit_code == 3
    assert [json.loads(line)["article"] for line in done.stdout.splitlines()] == [f"r{n}" for n in range(40) if n != 7]
    assert "ended the process that looked for its quotations" in done.stderr


@pytest.mark.parametrize("count", ["0", "257", "many", "1.5"])
def test_a_number_of_processes_that_cannot_be_is_named_as_it_was_typed(count: str) -> None:
    """With what it can be."""
    done = brief("read", "x.txt", "-w", count)

    assert done.returncode == 2
    assert f"-w: cannot be {count}. It must be auto, or a whole number from 1 to 256." in done.stderr
