"""Processes beside this one, each of which does one thing after the other, and may be lost."""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count, islice
from pickle import PicklingError
from selectors import EVENT_READ, PollSelector
from time import monotonic
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from briefcli.errors import BriefError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

In = TypeVar("In")
Out = TypeVar("Out")
Lost = Callable[[In, bool], Out]  # what stands in the place of an item; whether its time was up
_AHEAD = 4  # items in work or waiting for those before them, for each hand there may be: bounds what is in memory
_TIDIED_EVERY = 16  # items
# Bytes of an item, fewer than any system's pipe holds, and how long one takes, of which the next may lie there.
_SMALL, _QUICK_SECONDS = 4_096, 0.1
_POLITELY = 10  # how much nicer than others


def lose(item: In, lost: Lost[In, Out] | None, *, late: bool) -> Out:
    """What stands in the place of an item whose process is gone."""
    if lost is None:
        raise BriefError("A worker process died, and died again on the same item.")
    return lost(item, late)


@dataclass(slots=True, eq=False)
class _Piece:
    """An item on its way, a second time if `again`.

    `answer` is None until it is done: whether that went well, and the result or the error.
    """

    item: Any
    answer: tuple[bool, Any] | None = None
    again: bool = False
    _packed: bytes = b""

    @property
    def packed(self) -> bytes:
        """The item as it goes through a pipe."""
        if not self._packed:
            from multiprocessing.reduction import ForkingPickler

            self._packed = bytes(ForkingPickler.dumps(self.item))
        return self._packed

    def unpack(self) -> None:
        """Let go of what went through the pipe."""
        self._packed = b""


class Crew(Generic[In, Out]):
    """Up to `most` hands that do one thing to many items.

    The death of a hand costs no more than that its item is tried again by another. A quick one has the next item lying
    there when it is done, so that it need not wait until somebody looks; nobody else takes that one. A hand is taken on
    where none is free, and beyond the first only where there are `each` items for every one. `polite` ones leave the
    processor to whoever else has something to do.
    """

    def __init__(
        self, function: Callable[[In], Out], lost: Lost[In, Out] | None, *, most: int, each: int, polite: bool = False
    ) -> None:
        self._function = function
        self._polite = polite
        self._lost = lost
        self._most = most
        self._each = each
        self._known = 0
        self._begun: deque[_Piece] = deque()
        self._todo: deque[_Piece] = deque()
        self._idle: list[_Hand] = []
        self._busy = PollSelector()  # unlike epoll, nothing that a forked process would have its share of

    def map(self, items: Iterable[In]) -> Iterator[Out]:
        """The result for each item, in the order of the items.

        The first are begun at once: as many as are taken in before the first result is waited for.
        """
        results = self._results(iter(items))
        next(results)  # begins
        return cast("Iterator[Out]", results)

    def ready(self) -> None:
        """Take on all hands: they know what is known now."""
        self._idle += [self._hand() for _ in range(self._most)]

    def put(self, item: In) -> None:
        """Hand in one more item, which is begun as soon as a hand is free; nobody waits."""
        self._begin(item)
        self._take_back(wait=False)

    def results(self) -> Iterator[Out]:
        """The result for each item that was put, in their order."""
        return self.map(())

    def end(self) -> None:
        """End the hands, whatever they do."""
        for hand in (*self._idle, *self._at_work()):
            hand.end()

    def _results(self, coming: Iterator[In]) -> Iterator[Out | None]:
        """None when the first are begun, and then the results; the hands end with it, however that comes about."""
        try:
            self._begin_some(coming)
            yield None
            while True:
                self._begin_some(coming)
                if not self._begun:
                    return
                self._take_back(wait=self._begun[0].answer is None)
                if (answer := self._begun[0].answer) is not None:
                    self._begun.popleft()
                    yield _result(*answer)
        finally:
            self.end()

    def _begin_some(self, coming: Iterator[In]) -> None:
        for item in islice(coming, max(0, self._most * max(_AHEAD, self._each) - len(self._begun))):
            self._begin(item)

    def _begin(self, item: In) -> None:
        piece = _Piece(item)
        self._begun.append(piece)
        self._todo.append(piece)
        self._known += 1
        self._hand_out()

    def _hand_out(self) -> None:
        while self._todo and (hand := self._free() or self._soon_free(self._todo[0])):
            if not hand.pieces:
                self._busy.register(hand.pipe, EVENT_READ, hand)
            hand.give(self._todo.popleft())

    def _free(self) -> _Hand | None:
        """A hand that has nothing to do; a new one where there may be one more."""
        if self._idle:
            return self._idle.pop()
        may = min(self._most, max(1, self._known // self._each))
        return self._hand() if len(self._busy.get_map()) < may else None

    def _soon_free(self, piece: _Piece) -> _Hand | None:
        """A quick hand with one item, where the next is small: it fits into the pipe while nobody reads."""
        quick = (hand for hand in self._at_work() if hand.is_quick and len(hand.pieces) == 1)
        return next(quick, None) if len(piece.packed) <= _SMALL else None

    def _at_work(self) -> list[_Hand]:
        return [key.data for key in self._busy.get_map().values()]

    def _hand(self) -> _Hand:
        return _Hand(self._function, polite=self._polite)

    def _take_back(self, *, wait: bool) -> None:
        """What is done by now; if it must, wait for the first that is."""
        for key, _ in self._busy.select(None if wait else 0):
            hand = key.data
            try:
                hand.take()
            except EOFError:
                self._busy.unregister(hand.pipe)
                self._died(hand, late=hand.end() == -signal.SIGALRM)
            else:
                if not hand.pieces:
                    self._busy.unregister(hand.pipe)
                    self._idle.append(hand)
        self._hand_out()

    def _died(self, hand: _Hand, *, late: bool) -> None:
        """A hand is gone: what it had at work is tried once more, unless its time was up; what lay there, anyway."""
        piece, *others = hand.pieces
        self._todo.extendleft(reversed(others))
        if not (late or piece.again):
            piece.again = True
            self._todo.appendleft(piece)
            return
        try:
            piece.answer = True, lose(piece.item, self._lost, late=late)
        except BriefError as error:  # raised when it is the item's turn
            piece.answer = False, error


def _result(done: bool, result: Any) -> Any:  # noqa: FBT001 - an answer
    if not done:
        raise result
    return result


class _Hand:
    """A process that does one thing to what it is given.

    Forked, not spawned: a new one would first load for half a second what this one has loaded. The one thread of ours
    that may be at work then fetches a model's vocabulary (`llm.keeping.tokens`), and loads nothing that a hand loads;
    what is held up all the same, a file's time limit ends.
    """

    def __init__(self, function: Callable[[Any], Any], *, polite: bool) -> None:
        from multiprocessing import get_context
        from warnings import catch_warnings, simplefilter

        context = get_context("fork")
        self.pieces: deque[_Piece] = deque()  # at work, and lying there
        self.is_quick = False
        self._since = 0.0
        self.pipe, other = context.Pipe()
        self._process = context.Process(target=_serve, args=(function, other, self.pipe, polite), daemon=True)
        with catch_warnings():
            simplefilter("ignore", DeprecationWarning)  # Python 3.12 warns of threads; see above
            self._process.start()
        other.close()

    def give(self, piece: _Piece) -> None:
        """Give it something to do. Where it is gone, that is seen when its answer is taken."""
        if not self.pieces:
            self._since = monotonic()
        self.pieces.append(piece)
        with suppress(OSError):
            self.pipe.send_bytes(piece.packed)
        piece.unpack()

    def take(self) -> None:
        """Take its answer to what it has at work.

        Raises:
            EOFError: the process is gone.
        """
        try:
            self.pieces[0].answer = self.pipe.recv()
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
