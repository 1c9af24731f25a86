"""A process beside this one, which does one thing after the other, and may be lost."""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pickle import PicklingError
from time import monotonic
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from asyncio import Future
    from multiprocessing.connection import Connection

SMALL = 4_096  # bytes of an item, fewer than any system's pipe holds: it lies there though nobody reads
_QUICK_SECONDS = 0.1  # for one item
_TIDIED_EVERY = 16  # items
_POLITELY = 10  # how much nicer than others


@dataclass(slots=True, eq=False)
class Piece:
    """An item on its way, a second time if `again`.

    `answer` is None until it is done: whether that went well, and the result or the error. `waiting` gets that, too.
    """

    item: Any
    answer: tuple[bool, Any] | None = None
    waiting: Future[tuple[bool, Any]] | None = None
    again: bool = False
    _packed: bytes = b""

    @property
    def packed(self) -> bytes:
        """The item as it goes through a pipe."""
        if not self._packed:
            from multiprocessing.reduction import ForkingPickler

            self._packed = bytes(ForkingPickler.dumps(self.item))
        return self._packed

    def answered(self, answer: tuple[bool, Any]) -> None:
        """Take the answer, and tell who waits for it; he may have given up."""
        self.answer = answer
        if self.waiting is not None and not self.waiting.done():
            self.waiting.set_result(answer)

    def sent(self) -> None:
        """Let go of what went through the pipe."""
        self._packed = b""


class Hand:
    """A process that does one thing to what it is given.

    Forked, not spawned: a new one would first load for half a second what this one has loaded. The one thread of ours
    that may be at work then fetches a model's vocabulary (`llm.keeping.tokens`), and loads nothing that a hand loads; a
    file that is held up all the same is ended by its time limit, a story has none. `polite`: it leaves the processor to
    whoever else has something to do.
    """

    def __init__(self, function: Callable[[Any], Any], *, polite: bool) -> None:
        from multiprocessing import get_context
        from warnings import catch_warnings, simplefilter

        context = get_context("fork")
        self.pieces: deque[Piece] = deque()  # at work, and lying there
        self.is_quick = False
        self._since = 0.0
        self.pipe, other = context.Pipe()
        self._process = context.Process(target=_serve, args=(function, other, self.pipe, polite), daemon=True)
        with catch_warnings():
            simplefilter("ignore", DeprecationWarning)  # Python 3.12 warns of threads; see above
            self._process.start()
        other.close()

    def give(self, piece: Piece) -> None:
        """Give it something to do. Where it is gone, that is seen when its answer is taken."""
        if not self.pieces:
            self._since = monotonic()
        self.pieces.append(piece)
        with suppress(OSError):
            self.pipe.send_bytes(piece.packed)
        piece.sent()

    def take(self) -> None:
        """Take its answer to what it has at work.

        Raises:
            EOFError: the process is gone.
        """
        try:
            self.pieces[0].answered(self.pipe.recv())
        except OSError as error:
            raise EOFError from error
        self.pieces.popleft()
        self.is_quick = monotonic() - self._since < _QUICK_SECONDS
        self._since = monotonic()

    def end(self) -> int:
        """End the process, whatever it does; its exit code."""
        self.pipe.close()
        self._process.kill()
        self._process.join()
        return self._process.exitcode or 0


def _serve(function: Callable[[Any], Any], pipe: Connection, other: Connection, polite: bool) -> None:  # noqa: FBT001
    """In the process: do what is asked, until nobody asks any more."""
    from threading import Thread

    other.close()
    if polite:
        os.nice(_POLITELY)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    Thread(target=_end_with_parent, daemon=True).start()
    with suppress(EOFError, OSError):
        for done in count():
            _tidy(done)
            item = pipe.recv()
            try:
                answer = (True, function(item))
            except Exception as error:  # noqa: BLE001 - it is raised in the parent
                answer = (False, error)
            _hand_back(pipe, answer)


def _hand_back(pipe: Connection, answer: tuple[bool, Any]) -> None:
    """Send an answer; of one that no pipe can carry, what it was: it is an error, and no death."""
    try:
        pipe.send(answer)
    except (PicklingError, AttributeError, TypeError) as error:
        pipe.send((False, RuntimeError(f"{type(answer[1]).__name__} cannot be handed back: {answer[1]} ({error})")))


def _end_with_parent() -> None:
    """End in the middle of an item, where the parent is gone: a lock of the parent's would be held until it is done."""
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


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
