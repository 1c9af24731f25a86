"""A Dask cluster on loopback: a real scheduler and two real workers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from distributed import Client

from tests.command import ROOT


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where the scheduler listens, and the processes of the workers."""

    address: str
    workers: list[subprocess.Popen[bytes]]


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """A real scheduler and two real workers on loopback, as an operator starts them."""
    file = folder / "scheduler.json"
    common = ["--scheduler-file", str(file), "--host", "127.0.0.1", "--no-dashboard"]
    started = [dask(folder, "dask_scheduler", *common, "--port", "0", "--no-show")]
    started += [dask(folder, "dask_worker", *common, "--no-nanny", "--nthreads", "1", "--name", name) for name in "ab"]
    try:
        yield Cluster(scheduler_address(file), started[1:])
    finally:
        for process in reversed(started):
            process.kill()
            process.wait()


def dask(folder: Path, part: str, *arguments: str) -> subprocess.Popen[bytes]:
    """A part of a cluster, in a process that can import these tests."""
    return subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.{part}", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.DEVNULL,
        cwd=folder,
    )


def scheduler_address(file: Path) -> str:
    """The address the scheduler wrote down, and two workers at it."""
    until = monotonic() + 60
    while monotonic() < until:
        try:
            address: str = json.loads(file.read_text())["address"]
            break
        except (FileNotFoundError, ValueError):
            continue
    with Client(address, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        client.wait_for_workers(2, timeout=60)
    return address
