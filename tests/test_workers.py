"""Workers: here, in processes, on a cluster; the same results in the same order, whoever dies on the way."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from multiprocessing import active_children
from pathlib import Path
from time import monotonic, sleep
from typing import Literal, TypeVar

import pytest

from briefcli.errors import BriefError, UsageError
from briefcli.workers import Tray, Workers, careful, cores, on_this_machine, workers
from tests.clusters import cluster

In = TypeVar("In")
Out = TypeVar("Out")

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


def unpicklable(number: int) -> object:
    """What no pipe can carry."""
    return (lambda: number) if number == 2 else number


def named_lost(number: int, _late: bool) -> int:
    """What stands in the place of an item that kills."""
    return -number


def where(_number: int) -> int:
    """Says which process did it."""
    return os.getpid()


def met(task: tuple[int, str]) -> bool:
    """Whether another one was at work at the same time; the first item waits for the second."""
    number, folder = task
    (Path(folder) / str(number)).touch()
    other, until = Path(folder) / str(number ^ 1), monotonic() + 20
    while not other.exists() and monotonic() < until:
        pass
    return other.exists()


def last_first(task: tuple[int, str]) -> int:
    """The first item is done only when the others are."""
    number, marker = task
    if number == 5:
        Path(marker).touch()
    until = monotonic() + 20
    while number == 0 and not Path(marker).exists() and monotonic() < until:
        pass
    return number


def begun(task: tuple[int, str]) -> int:
    """Leaves a mark when it is begun."""
    number, folder = task
    (Path(folder) / str(number)).touch()
    return number


def awaited(folder: str) -> bool:
    """Waits for somebody to say that it may go on."""
    until = monotonic() + 60
    while not (Path(folder) / "go on").exists() and monotonic() < until:
        sleep(0.01)
    return (Path(folder) / "go on").exists()


def named_lost_mark(_folder: str, _late: bool) -> bool:
    """What stands in the place of one that was waited for in vain."""
    return False


def refused_if_3(number: int) -> int:
    """Refuses one item only."""
    if number == 3:
        raise UsageError("three is too much")
    return number


@pytest.mark.parametrize("count", [1, 2, 3])
def test_results_come_in_the_order_of_the_items(count: int) -> None:
    """One process or three, the results are the same."""
    with workers(count) as team:
        results = list(team.map(doubled, ITEMS))

    assert results == [2 * number for number in ITEMS]


def test_two_work_at_once(tmp_path: Path) -> None:
    """Each waits for the other, and both come back."""
    assert list(on_this_machine(2).map(met, [(number, str(tmp_path)) for number in range(2)])) == [True, True]


def test_what_is_done_early_waits_for_what_comes_before_it(tmp_path: Path) -> None:
    """While the first item takes its time, the other process goes on; the order stays."""
    tasks = [(number, str(tmp_path / "fifth")) for number in range(40)]

    assert list(on_this_machine(2).map(last_first, tasks)) == list(range(40))


def test_auto_is_this_process_alone_where_there_is_little_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second one would cost more time than it saves."""
    monkeypatch.setattr("briefcli.workers.cores", lambda: 2)

    assert set(on_this_machine("auto").map(where, range(15))) == {os.getpid()}


def test_auto_is_a_process_a_core_where_there_is_enough_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight items for each, and never more than there are cores."""
    monkeypatch.setattr("briefcli.workers.cores", lambda: 3)

    by_items = [set(on_this_machine("auto").map(where, range(count))) for count in (16, 400)]

    assert not any(os.getpid() in found for found in by_items)
    assert len(by_items[0]) <= 2
    assert len(by_items[1]) <= 3


def test_with_one_core_auto_is_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two would only wait for each other."""
    monkeypatch.setattr("briefcli.workers.cores", lambda: 1)

    assert set(on_this_machine("auto").map(where, ITEMS)) == {os.getpid()}


def test_careful_work_is_never_done_in_this_process() -> None:
    """One item or one core: what kills would take everything along."""
    (alone,) = careful(on_this_machine(1)).map(where, [0])

    assert alone != os.getpid()


@pytest.mark.parametrize(
    ("quota", "may"), [("150000 100000", 2), ("110000 100000", 1), ("20000 100000", 1), ("max 100000", 4), (None, 4)]
)
def test_cores_are_those_that_may_be_used(
    quota: str | None, may: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of four, as many as the container may have."""
    monkeypatch.setattr("os.sched_getaffinity", lambda _process: {0, 1, 2, 3}, raising=False)
    monkeypatch.setattr("briefcli.workers.machine._QUOTA", tmp_path / "cpu.max")
    if quota is not None:
        (tmp_path / "cpu.max").write_text(f"{quota}\n", encoding="ascii")

    assert cores() == may


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
    assert len(asked) < 20


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


def test_a_result_that_no_pipe_can_carry_is_an_error_and_no_death(capfd: pytest.CaptureFixture[str]) -> None:
    """It is not taken for an item that kills, and nothing is printed."""
    with workers(2) as team, pytest.raises(RuntimeError, match="cannot be handed back"):
        list(team.map(unpicklable, ITEMS[:8], lost=named_lost))

    assert capfd.readouterr().err == ""


def test_processes_end_with_the_one_that_started_them(tmp_path: Path) -> None:
    """In the middle of their work, even where that one is killed and can clean up nothing."""
    script = tmp_path / "parent.py"
    script.write_text(
        "import os, signal\n"
        "from multiprocessing import active_children\n"
        "from briefcli.workers import on_this_machine\n"
        "def endless(number):\n"
        "    while number > 1:\n        pass\n"
        "    return number\n"
        "results = on_this_machine(2).map(endless, range(4))\n"
        "next(results), next(results)\n"
        "print(*[child.pid for child in active_children()], flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )

    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False, timeout=60)

    assert done.returncode == -signal.SIGKILL
    children = [int(word) for word in done.stdout.split()]
    assert len(children) == 2
    assert all(gone(child) for child in children)


def test_no_process_is_left_when_all_is_done_or_nobody_wants_more() -> None:
    """Whoever stops in the middle leaves none either."""
    results = on_this_machine(2).map(doubled, ITEMS)
    next(results)
    results.close()  # type: ignore[attr-defined]

    assert active_children() == []


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


def test_no_process_is_left_where_nothing_was_taken() -> None:
    """The first items are begun before anybody asks for a result: that nobody ever asks, or an item fails, ends them."""

    def failing() -> Iterator[int]:
        yield from range(3)
        raise UsageError("The source is gone.", remedy="Name another.")

    with pytest.raises(UsageError):
        careful(on_this_machine(2)).map(doubled, failing())
    assert active_children() == []

    begun = careful(on_this_machine(2)).map(doubled, range(8))
    assert active_children()
    del begun
    assert active_children() == []


def test_a_cluster_gives_the_same_results_though_a_worker_is_killed(tmp_path: Path) -> None:
    """Scheduler and two workers on loopback; one dies by SIGKILL in the middle of the work."""
    marker = tmp_path / "died"

    with cluster(tmp_path) as dask, workers(scheduler=dask.address) as team:
        results = run_with(team, marker)

    assert marker.exists()
    assert results == [2 * number for number in ITEMS]


async def asked(tray: Tray[In, Out], items: Iterable[In]) -> list[Out]:
    """What a tray gives for items that are all asked about at once."""
    return list(await asyncio.gather(*map(tray.ask, items)))


@pytest.mark.parametrize("count", [2, 3])
def test_a_tray_gives_each_who_asks_his_own_result(count: int) -> None:
    """However many ask at once; an item that kills costs itself."""
    with on_this_machine(count).tray(doubled_unless_13, expected=40, lost=named_lost) as tray:
        results = asyncio.run(asked(tray, range(40)))

    assert results == [-13 if number == 13 else 2 * number for number in range(40)]
    assert active_children() == []


def test_a_loop_goes_on_while_an_item_is_worked_on(tmp_path: Path) -> None:
    """That is what a tray is for: the item here waits for what the loop does after it is handed in."""
    with on_this_machine(2).tray(awaited, expected=2, lost=named_lost_mark) as tray:

        async def beside() -> bool:
            working = asyncio.ensure_future(tray.ask(str(tmp_path)))
            await asyncio.sleep(0)  # it is handed in
            (tmp_path / "go on").touch()
            return await working

        assert asyncio.run(beside())


def test_who_no_longer_waits_at_a_tray_is_in_nobodys_way() -> None:
    """A call that is broken off leaves its item behind; the next one is worked on all the same."""
    with on_this_machine(2).tray(doubled, expected=2, lost=named_lost) as tray:

        async def broken_off() -> int:
            given_up = asyncio.ensure_future(tray.ask(1))
            await asyncio.sleep(0)
            given_up.cancel()
            return await tray.ask(2)

        assert asyncio.run(broken_off()) == 4


def test_an_error_at_a_tray_is_raised_where_it_was_asked() -> None:
    """Others get their results."""
    with on_this_machine(2).tray(refused_if_3, expected=2, lost=named_lost) as tray:

        async def both() -> tuple[int | BaseException, int | BaseException]:
            return await asyncio.gather(tray.ask(3), tray.ask(4), return_exceptions=True)

        refusal, result = asyncio.run(both())

    assert isinstance(refusal, UsageError)
    assert result == 4


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_tray_gives_its_results_in_the_order_of_what_was_put_into_it(count: int) -> None:
    """Whoever works on them, and whenever; an item that kills costs itself; who asks besides, has his answer first."""
    with on_this_machine(count).tray(
        doubled if count == 1 else doubled_unless_13, expected=40, lost=named_lost
    ) as tray:
        for number in range(40):
            tray.put(number)
        besides = asyncio.run(asked(tray, [50, 51]))
        results = list(tray.results())

    assert besides == [100, 102]
    assert results == [-13 if number == 13 and count > 1 else 2 * number for number in range(40)]
    assert active_children() == []


def test_what_is_put_into_a_tray_is_worked_on_before_anybody_asks(tmp_path: Path) -> None:
    """That is what it is for: there is something else to do meanwhile."""
    until = monotonic() + 20
    with on_this_machine(2).tray(begun, expected=2, lost=lambda _task, _late: -1) as tray:
        tray.put((1, str(tmp_path)))
        while not (tmp_path / "1").exists() and monotonic() < until:
            pass
        is_begun = (tmp_path / "1").exists()
        tray.put((2, str(tmp_path)))

        assert is_begun
        assert list(tray.results()) == [1, 2]


@pytest.mark.parametrize(("count", "expected"), [(1, 99), ("auto", 3)])
def test_a_tray_of_few_items_is_for_this_process(
    count: Literal[1, "auto"], expected: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is begun before it is asked for, and no process either."""
    monkeypatch.setattr("briefcli.workers.cores", lambda: 2)

    with on_this_machine(count).tray(where, expected=expected, lost=named_lost) as tray:
        tray.put(0)

        assert active_children() == []
        assert list(tray.results()) == [os.getpid()]
        assert asyncio.run(asked(tray, [1])) == [os.getpid()]


def test_nobody_is_left_at_a_tray_that_is_broken_off(tmp_path: Path) -> None:
    """An error beside the work ends it, whatever is at work, and the loop can be used again."""
    with asyncio.Runner() as runner:

        async def broken_off(tray: Tray[str, bool]) -> None:
            at_work = asyncio.ensure_future(tray.ask(str(tmp_path)))
            await asyncio.sleep(0)
            at_work.cancel()
            refused_if_3(3)

        with (
            pytest.raises(UsageError),
            on_this_machine(2).tray(awaited, expected=9, lost=named_lost_mark) as tray,
        ):
            runner.run(broken_off(tray))
        with on_this_machine(2).tray(doubled, expected=9, lost=named_lost) as another:
            results = runner.run(asked(another, range(5)))

    assert results == [0, 2, 4, 6, 8]
    assert active_children() == []


def test_no_scheduler_at_the_address_is_an_error_that_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to do about it."""
    monkeypatch.setattr("briefcli.workers._CONNECT_SECONDS", 0.5)

    with pytest.raises(BriefError, match=r"tcp://127\.0\.0\.1:1") as raised, workers(scheduler="tcp://127.0.0.1:1"):
        pass

    assert "--scheduler" in raised.value.remedy
