"""One way to do the same thing to many articles: here, in a pool of processes, or on a Dask cluster.

`workers()` gives one of three; each has `map`, and each gives the same results in the same order. What may differ is
the time it takes, never a byte of what comes out. An item that kills the process it runs in, or takes longer than it
may, is handed to `lost`, which says what stands in its place; the items around it are done again, and nobody notices.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from briefcli.errors import BriefError, UsageError
from briefcli.workers.beside import Lost, beside, limited, lose

__all__ = ["Lost", "Workers", "careful", "here", "limited", "workers"]

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor  # brings in sockets: not without need

In = TypeVar("In")
Out = TypeVar("Out")

_CHUNK = 16  # items sent at once
_AHEAD = 4  # chunks sent ahead for each worker: bounds what is held in memory
_CONNECT_SECONDS = 10.0


class Workers(Protocol):
    """Whoever does the work. Functions and items must survive pickling: a module's functions, plain data."""

    def map(
        self, function: Callable[[In], Out], items: Iterable[In], *, lost: Lost[In, Out] | None = None
    ) -> Iterator[Out]:
        """The function's result for each item, in the order of the items.

        An exception the function raises is raised here. `lost` gives the result of an item that kills its process,
        and is told whether its time was up; without it that is a `BriefError`.
        """


@contextmanager
def workers(jobs: int = 1, scheduler: str | None = None) -> Iterator[Workers]:
    """The workers a run asked for; they are gone when the block ends.

    Args:
        jobs: processes on this machine; 1 works in this one.
        scheduler: address of a Dask scheduler, such as `tcp://10.0.0.5:8786`; goes before `jobs`.

    Raises:
        UsageError: `distributed` is not installed.
        BriefError: nobody answers at the scheduler's address.
    """
    if scheduler:
        with _cluster(scheduler) as cluster:
            yield cluster
    elif jobs > 1:
        pool = _Pool(jobs)
        try:
            yield pool
        finally:
            pool.close()
    else:
        yield here()


def here() -> Workers:
    """This process alone."""
    return _Here()


def careful(team: Workers | None) -> Workers:
    """The team; where that is this process alone, a process beside it, so that an item that kills costs only itself."""
    return _Beside() if team is None or isinstance(team, _Here) else team


class _Here:
    """This process, one item after the other."""

    def map(
        self,
        function: Callable[[In], Out],
        items: Iterable[In],
        *,
        lost: Lost[In, Out] | None = None,  # noqa: ARG002 - who dies here takes everyone along
    ) -> Iterator[Out]:
        return map(function, items)


class _Beside:
    """A process beside this one, which has all that this one has loaded."""

    def map(
        self, function: Callable[[In], Out], items: Iterable[In], *, lost: Lost[In, Out] | None = None
    ) -> Iterator[Out]:
        return beside(function, items, lost)


class _Pool:
    """Processes on this machine. They are started with the first item, and end with this process, even by kill -9."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None

    def map(
        self, function: Callable[[In], Out], items: Iterable[In], *, lost: Lost[In, Out] | None = None
    ) -> Iterator[Out]:
        chunks = _chunks(items)
        sent: deque[tuple[list[In], Future[list[Out]]]] = deque()
        while True:
            for chunk in islice(chunks, self._jobs * _AHEAD - len(sent)):
                sent.append((chunk, self._submit(function, chunk)))
            if not sent:
                return
            chunk, future = sent.popleft()
            try:
                results = future.result()
            except _broken():
                results = list(beside(function, chunk, lost))
                sent = deque((other, self._again(function, other, old)) for other, old in sent)
            yield from results

    def close(self) -> None:
        """End the processes; what they still do is given up."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _submit(self, function: Callable[[In], Out], chunk: list[In]) -> Future[list[Out]]:
        """Send a chunk; to a new pool where the old one broke since."""
        try:
            self._pool = self._pool or _start(self._jobs)
            return self._pool.submit(_each, function, chunk)
        except _broken():
            self._pool = _start(self._jobs)
            return self._pool.submit(_each, function, chunk)

    def _again(self, function: Callable[[In], Out], chunk: list[In], old: Future[list[Out]]) -> Future[list[Out]]:
        """The chunk's future: the old one where it came through, else a new one."""
        came_through = old.done() and not old.cancelled() and not isinstance(old.exception(), _broken())
        return old if came_through else self._submit(function, chunk)


class _Cluster:
    """An existing Dask cluster, whose workers have `brief` installed."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def map(
        self, function: Callable[[In], Out], items: Iterable[In], *, lost: Lost[In, Out] | None = None
    ) -> Iterator[Out]:
        chunks = _chunks(items)
        sent: deque[tuple[list[In], Any]] = deque()
        while True:
            ahead = _AHEAD * max(1, len(self._client.ncores()))
            for chunk in islice(chunks, max(0, ahead - len(sent))):
                sent.append((chunk, self._send(function, chunk)))
            if not sent:
                return
            chunk, future = sent.popleft()
            yield from self._result(function, chunk, future, lost)

    def _send(self, function: Callable[[In], Out], chunk: list[In]) -> Any:
        return self._client.submit(_each, function, chunk, pure=False)

    def _result(
        self, function: Callable[[In], Out], chunk: list[In], future: Any, lost: Lost[In, Out] | None
    ) -> list[Out]:
        """What came back; the scheduler itself sends a chunk elsewhere when its worker dies, a few times."""
        from distributed import KilledWorker

        try:
            done: list[Out] = future.result()
        except KilledWorker as error:
            if len(chunk) == 1:
                return [lose(chunk[0], lost, late=False, error=error)]
            alone = [([item], self._send(function, [item])) for item in chunk]
            return [result for one, sent in alone for result in self._result(function, one, sent, lost)]
        return done


@contextmanager
def _cluster(scheduler: str) -> Iterator[_Cluster]:
    try:
        from distributed import Client
    except ImportError as error:
        raise UsageError(
            "A cluster needs the package 'distributed', which is not installed.",
            remedy="Type: pip install 'brief-news[cluster]'",
        ) from error
    try:
        client: Any = Client(scheduler, timeout=_CONNECT_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError, ValueError) as error:
        raise BriefError(
            f"No Dask scheduler answers at {scheduler}.",
            remedy="Check the address, or leave --scheduler out to work on this machine.",
        ) from error
    try:
        yield _Cluster(client)
    finally:
        client.close()


def _chunks(items: Iterable[In]) -> Iterator[list[In]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, _CHUNK)):
        yield chunk


def _each(function: Callable[[In], Out], chunk: Sequence[In]) -> list[Out]:
    return [function(item) for item in chunk]


def _broken() -> type[Exception]:
    from concurrent.futures.process import BrokenProcessPool

    return BrokenProcessPool


def _start(jobs: int) -> ProcessPoolExecutor:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # Spawned, not forked: a fork copies whatever the parent's threads hold locked.
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_begin)


def _begin() -> None:
    """In each new process: leave Ctrl-C to the parent, and end when the parent is gone."""
    import signal
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    import os
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
