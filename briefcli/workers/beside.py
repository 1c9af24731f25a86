"""A process beside this one that does one thing after the other, and may be lost."""

from __future__ import annotations

import gc
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from typing import TYPE_CHECKING, Any, TypeVar

from briefcli.errors import BriefError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

In = TypeVar("In")
Out = TypeVar("Out")
_TIDIED_EVERY = 16  # items
Lost = Callable[[In, bool], Out]  # what stands in the place of an item; whether its time was up


def lose(item: In, lost: Lost[In, Out] | None, *, late: bool, error: Exception) -> Out:
    """What stands in the place of an item whose process is gone."""
    if lost is None:
        raise BriefError("A worker process died, and died again on the same item.") from error
    return lost(item, late)


def beside(function: Callable[[In], Out], items: Iterable[In], lost: Lost[In, Out] | None) -> Iterator[Out]:
    """One item after the other in a process beside this one, and in a new one after an item that killed it."""
    hand: _Hand | None = None
    try:
        for item in items:
            hand = hand or _Hand(function)
            try:
                yield hand.do(item)
            except EOFError as error:
                late = hand.end() == -signal.SIGALRM
                hand = None
                yield lose(item, lost, late=late, error=error)
    finally:
        if hand is not None:
            hand.end()


class _Hand:
    """A process that does one thing to what it is given.

    Forked, unlike the pool's: a spawned one would first load for a third of a second what this one has loaded. It takes
    no lock that a thread of this one could hold: it reads its pipe, works, and answers.
    """

    def __init__(self, function: Callable[[In], Out]) -> None:
        from multiprocessing import get_context
        from warnings import catch_warnings, simplefilter

        context = get_context("fork")
        self._pipe, other = context.Pipe()
        self._process = context.Process(target=_serve, args=(function, other, self._pipe), daemon=True)
        with catch_warnings():
            simplefilter("ignore", DeprecationWarning)  # Python 3.12 warns of threads; see above
            self._process.start()
        other.close()

    def do(self, item: object) -> Any:
        """The function's result for the item.

        Raises:
            EOFError: the process is gone.
        """
        try:
            self._pipe.send(item)
            done, result = self._pipe.recv()
        except OSError as error:
            raise EOFError from error
        if not done:
            raise result
        return result

    def end(self) -> int:
        """End the process, whatever it does; its exit code."""
        self._pipe.close()
        self._process.kill()
        self._process.join()
        return self._process.exitcode or 0


def _serve(function: Callable[[Any], Any], pipe: Connection, other: Connection) -> None:
    """In the process: do what is asked, until nobody asks any more."""
    other.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    with suppress(EOFError, OSError):
        for done in count():
            _tidy(done)
            item = pipe.recv()
            try:
                answer = (True, function(item))
            except Exception as error:  # noqa: BLE001 - it is raised in the parent
                answer = (False, error)
            pipe.send(answer)


def _tidy(done: int) -> None:
    """Now and then look for garbage: a Word file leaves megabytes in circles. What the first item loads, stays."""
    if done < 2:
        gc.freeze()
    elif done % _TIDIED_EVERY == 0:
        gc.collect()


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """At most so many seconds for what is done in the block, or the process ends: nothing can hold it up.

    The kernel ends it, for a library's loop in C looks at no signal. Only where the process is one of ours that can be
    lost; elsewhere, and on a cluster's threads, there is no limit.
    """
    from multiprocessing import parent_process
    from threading import current_thread, main_thread

    if parent_process() is None or current_thread() is not main_thread():
        yield
        return
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
