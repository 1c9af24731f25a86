"""A digest killed with SIGKILL at any point: nothing lost, nothing repeated, nothing half written."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.digests import BUDGET, FERRY, FERRY_LATER, MONDAY, RECIPE, TUESDAY, files, run_digest, write_news

# The function before which the process dies, and at which of its calls.
POINTS = [
    pytest.param("briefcli.digest:gather:1", id="before reading"),
    pytest.param("briefcli.digest:tell_news:1", id="before telling"),
    pytest.param("briefcli.digest.files:Staging.write:2", id="while staging"),
    pytest.param("briefcli.digest.state:State.begin:1", id="before the run is noted"),
    pytest.param("os:fsync:3", id="before the third sync"),
    pytest.param("briefcli.digest:move_into_place:1", id="when the run is noted"),
    pytest.param("pathlib:Path.replace:1", id="before the first rename"),
    pytest.param("pathlib:Path.replace:2", id="after the first rename"),
    pytest.param("pathlib:Path.replace:4", id="after the third rename"),
    pytest.param("briefcli.digest.files:clear:1", id="before staging is cleared"),
    pytest.param("briefcli.digest.state:State.finish:1", id="before the run counts"),
    # Private, but the only function that is called between the run that counts and the end of the process.
    pytest.param("briefcli.cli.digest:_report:1", id="after the run counts"),
]


@pytest.fixture(scope="module")
def good_monday(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder after a good run on Monday, with Tuesday's article in it; to be copied."""
    folder = tmp_path_factory.mktemp("monday")
    monday(folder)
    return folder


@pytest.fixture(scope="module")
def undisturbed(good_monday: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What two days give when nobody is killed."""
    folder = tmp_path_factory.mktemp("undisturbed")
    shutil.copytree(good_monday, folder, dirs_exist_ok=True)
    assert tuesday(folder).returncode == 0
    return files(folder / "out")


def monday(folder: Path) -> None:
    """A good run on Monday, and Tuesday's article in the folder."""
    write_news(folder / "news", FERRY, BUDGET)
    assert run_digest([Path("news")], folder / "out", cwd=folder).returncode == 0
    write_news(folder / "news", FERRY_LATER, RECIPE, name="tuesday.jsonl")


def tuesday(folder: Path, crash: str = "") -> subprocess.CompletedProcess[str]:
    """Tuesday's run."""
    return run_digest([Path("news")], folder / "out", at=TUESDAY, crash=crash, cwd=folder)


@pytest.mark.parametrize("crash", POINTS)
def test_a_killed_run_is_made_good_by_the_next_one(
    tmp_path: Path, good_monday: Path, undisturbed: dict[str, str], crash: str
) -> None:
    """Afterwards every file is as if nobody had been killed, and nothing is new."""
    shutil.copytree(good_monday, tmp_path, dirs_exist_ok=True)
    killed = tuesday(tmp_path, crash)
    at_once = files(tmp_path / "out")

    again = tuesday(tmp_path)

    assert killed.returncode == -signal.SIGKILL
    assert all(text == undisturbed[path] for path, text in at_once.items() if path.startswith("2026"))
    assert again.returncode == (4 if crash.endswith("_report:1") else 0)
    assert files(tmp_path / "out") == undisturbed
    assert tuesday(tmp_path).returncode == 4


def test_the_next_run_names_the_files_it_put_in_place_for_the_killed_one(tmp_path: Path) -> None:
    """Whoever mails what is printed mails them, too."""
    monday(tmp_path)
    tuesday(tmp_path, "briefcli.digest.state:State.finish:1")

    again = tuesday(tmp_path)

    assert [Path(line).name for line in again.stdout.splitlines()] == ["NO.md", "unassigned.md"]


def test_a_run_whose_staged_files_were_deleted_is_done_anew(tmp_path: Path, undisturbed: dict[str, str]) -> None:
    """Its news are news again."""
    monday(tmp_path)
    tuesday(tmp_path, "briefcli.digest:move_into_place:1")
    for staged in (tmp_path / "out" / ".brief" / "staged").iterdir():
        staged.unlink()

    again = tuesday(tmp_path)

    assert again.returncode == 0
    assert files(tmp_path / "out") == undisturbed


def test_the_lock_goes_with_the_process_that_held_it(tmp_path: Path) -> None:
    """Killed while it held the lock, a run does not stand in the way of the next."""
    write_news(tmp_path / "news", FERRY)
    program = """
import pathlib, sys
from briefcli.digest.lock import locked
with locked(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""
    holder = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        (tmp_path / "out" / ".brief").mkdir(parents=True)
        (tmp_path / "out" / ".brief" / "lock").hardlink_to(tmp_path / "lock")
        while_held = run_digest([tmp_path / "news"], tmp_path / "out", at=MONDAY)
        holder.kill()
        holder.wait()

    after = run_digest([tmp_path / "news"], tmp_path / "out", at=MONDAY)

    assert (while_held.returncode, after.returncode) == (75, 0)
