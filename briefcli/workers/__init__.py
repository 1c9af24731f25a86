"""One way to do the same thing to many articles: here, in processes beside this one, or on a Dask cluster.

`workers()` and `on_this_machine()` give those who do it; each has `map`, and each gives the same results in the same
order. What may differ is the time it takes, never a byte of what comes out. An item that kills the process it runs in,
or takes longer than it may, is handed to `lost`, which says what stands in its place; nobody else notices.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Any, Generic, Literal, Protocol, TypeVar

from briefcli.errors import BriefError, UsageError
from briefcli.workers.crew import Crew, Lost, lose
from briefcli.workers.hands import limited
from briefcli.workers.machine import cores

__all__ = ["Hands", "Lost", "Tray", "Workers", "careful", "cores", "limited", "on_this_machine", "workers"]

In = TypeVar("In")
Out = TypeVar("Out")
_Put_contra = TypeVar("_Put_contra", contravariant=True)
_Made_co = TypeVar("_Made_co", covariant=True)

# Items for each process. Two are faster from 4 web pages or 16 stories on; at 16 lines of JSON, or 16 articles to find
# quotations in, they are as fast as one. Each loads for 0.35 s before it reads, so less would be twice the work.
_EACH = 8
_CHUNK = 16  # items sent at once to a cluster
_AHEAD = 4  # chunks sent ahead for each of its workers: bounds what is held in memory
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


class Tray(Protocol[_Put_contra, _Made_co]):
    """Where items are handed in one by one, to be worked on beside whatever else is done."""

    async def ask(self, item: _Put_contra) -> _Made_co:
        """The result for an item, which goes before those that were put; an event loop goes on meanwhile."""

    def put(self, item: _Put_contra) -> None:
        """Hand in an item whose result can wait."""

    def results(self) -> Iterator[_Made_co]:
        """The result for each that was put, in that order; none is put or asked about any more."""


class Hands(Workers, Protocol):
    """Workers of this machine."""

    def tray(
        self, function: Callable[[In], Out], *, expected: int, lost: Lost[In, Out]
    ) -> AbstractContextManager[Tray[In, Out]]:
        """A tray for about so many items.

        Where they are too few for a process beside this one, what is put is worked on when its results are asked for.
        """


@contextmanager
def workers(count: int | Literal["auto"] = "auto", scheduler: str | None = None) -> Iterator[Workers]:
    """The workers a run asked for; they are gone when the block ends.

    Args:
        count: processes on this machine, as `on_this_machine` takes them.
        scheduler: address of a Dask scheduler, such as `tcp://10.0.0.5:8786`; goes before `count`.

    Raises:
        UsageError: `distributed` is not installed.
        BriefError: nobody answers at the scheduler's address.
    """
    if scheduler:
        with _cluster(scheduler) as cluster:
            yield cluster
    else:
        yield on_this_machine(count)


def on_this_machine(count: int | Literal["auto"] = "auto") -> Hands:
    """So many processes; 1 is this one. "auto" is as many as there are cores, and fewer where there is little to do."""
    return _Local(cores(), each=_EACH) if count == "auto" else _Local(count)


def careful(team: Workers) -> Workers:
    """The team; never this process itself but one beside it, so that an item that kills costs only itself."""
    return replace(team, beside=True) if isinstance(team, _Local) else team


@dataclass(frozen=True, slots=True)
class _Local:
    """This process where there is too little for two, unless all is to be done `beside` it; else processes beside it.

    They are there while there is something to do, and end with this one, even by kill -9.
    """

    most: int
    each: int = 1
    beside: bool = False

    def map(
        self, function: Callable[[In], Out], items: Iterable[In], *, lost: Lost[In, Out] | None = None
    ) -> Iterator[Out]:
        coming = iter(items)
        for_two = max(2, 2 * self.each)
        first = list(islice(coming, for_two)) if self.most > 1 and not self.beside else []
        if self.beside or len(first) == for_two:
            return Crew(function, lost, most=self.most, each=self.each).map(chain(first, coming))
        return map(function, chain(first, coming))

    @contextmanager
    def tray(self, function: Callable[[In], Out], *, expected: int, lost: Lost[In, Out]) -> Iterator[Tray[In, Out]]:
        if self.most == 1 or expected < 2 * self.each:
            yield _Later(function)
            return
        crew = Crew(function, lost, most=self.most - 1, each=1, polite=True)  # this process has something to do, too
        try:
            crew.ready()
            yield crew
        finally:
            crew.end()


class _Later(Generic[In, Out]):
    """A tray at which this process itself stands: what is put waits until its results are asked for."""

    def __init__(self, function: Callable[[In], Out]) -> None:
        self._function = function
        self._items: list[In] = []

    async def ask(self, item: In) -> Out:
        return self._function(item)

    def put(self, item: In) -> None:
        self._items.append(item)

    def results(self) -> Iterator[Out]:
        return map(self._function, self._items)


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
        except KilledWorker:
            if len(chunk) == 1:
                return [lose(chunk[0], lost, late=False)]
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
