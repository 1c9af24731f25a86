"""Workers: here, in processes, on a cluster; the same results in the same order, whoever dies on the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest

from briefcli.errors import BriefError, UsageError
from briefcli.workers import Workers, workers
from tests.clusters import cluster

ITEMS = list(range(200))


def doubled(number: int) -> int:
    """An honest piece of work."""
    return 2 * number


def doubled_unless_13(number: int) -> int:
    """Kills the process it runs in, for one item only."""
    if number == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def doubled_after_one_death(task: tuple[int, str]) -> int:
    """Kills the process it runs in the first time anyone works on item 50: a worker that dies in the middle."""
    number, marker = task
    if number == 50 and not Path(marker).exists():
        Path(marker).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def refused(number: int) -> int:
    """Work that cannot be done."""
    raise UsageError(f"{number} will not do.", remedy="Try another.")


def named_lost(number: int, _late: bool) -> int:
    """What stands in the place of an item that kills."""
    return -number


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    """One process or two, the results are the same."""
    with workers(jobs) as team:
        results = list(team.map(doubled, ITEMS))

    assert results == [2 * number for number in ITEMS]


def test_items_are_asked_for_as_they_are_needed() -> None:
    """A long list is never held at once: memory stays bounded."""
    asked: list[int] = []

    def endless() -> Iterator[int]:
        while True:
            asked.append(len(asked))
            yield asked[-1]

    with workers(2) as team:
        first = next(iter(team.map(doubled, endless())))

    assert first == 0
    assert len(asked) < 1_000


def test_a_worker_killed_from_outside_is_not_noticed(tmp_path: Path) -> None:
    """What it was doing is done again."""
    marker = str(tmp_path / "died")

    with workers(2) as team:
        results = list(team.map(doubled_after_one_death, [(number, marker) for number in ITEMS]))

    assert Path(marker).exists()
    assert results == [2 * number for number in ITEMS]


def test_an_item_that_kills_its_worker_is_named_lost_and_no_other() -> None:
    """One bad article never stops a run."""
    with workers(2) as team:
        results = list(team.map(doubled_unless_13, ITEMS, lost=named_lost))

    assert results == [-13 if number == 13 else 2 * number for number in ITEMS]


def test_an_item_that_kills_its_worker_is_an_error_where_nothing_can_stand_in_its_place() -> None:
    """Silence would be a hole in the brief."""
    with workers(2) as team, pytest.raises(BriefError, match="died again"):
        list(team.map(doubled_unless_13, ITEMS))


def test_an_error_survives_the_way_back_from_a_process() -> None:
    """Its remedy too."""
    with workers(2) as team, pytest.raises(UsageError, match="0 will not do") as raised:
        list(team.map(refused, ITEMS))

    assert raised.value.remedy == "Try another."


def test_processes_end_with_the_one_that_started_them(tmp_path: Path) -> None:
    """Even where that one is killed and can clean up nothing."""
    script = tmp_path / "parent.py"
    script.write_text(
        "import os, signal, sys, time\n"
        "from briefcli.workers import workers\n"
        "def where(number):\n    return os.getpid()\n"
        "if __name__ == '__main__':\n"
        "    with workers(2) as team:\n"
        "        print(*sorted(set(team.map(where, range(200)))), flush=True)\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
    )

    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False, timeout=60)

    assert done.returncode == -signal.SIGKILL
    children = [int(word) for word in done.stdout.split()]
    assert children
    assert all(gone(child) for child in children)


def gone(process: int) -> bool:
    """Whether a process ends within seconds."""
    until = monotonic() + 20
    while monotonic() < until:
        try:
            os.kill(process, 0)
            if Path(f"/proc/{process}/stat").read_text().split()[2] == "Z":
                return True
        except (ProcessLookupError, FileNotFoundError):
            return True
    return False


def run_with(team: Workers, marker: Path) -> list[int]:
    """The results of the work during which one worker dies."""
    return list(team.map(doubled_after_one_death, [(number, str(marker)) for number in ITEMS]))


def test_a_cluster_gives_the_same_results_though_a_worker_is_killed(tmp_path: Path) -> None:
    """Scheduler and two workers on loopback; one dies by SIGKILL in the middle of the work."""
    marker = tmp_path / "died"

    with cluster(tmp_path) as dask, workers(scheduler=dask.address) as team:
        results = run_with(team, marker)

    assert marker.exists()
    assert results == [2 * number for number in ITEMS]


def test_no_scheduler_at_the_address_is_an_error_that_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to do about it."""
    monkeypatch.setattr("briefcli.workers._CONNECT_SECONDS", 0.5)

    with pytest.raises(BriefError, match=r"tcp://127\.0\.0\.1:1") as raised, workers(scheduler="tcp://127.0.0.1:1"):
        pass

    assert "--scheduler" in raised.value.remedy
