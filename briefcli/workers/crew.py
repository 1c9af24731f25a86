"""Items handed to processes beside this one, their results taken back in order, whoever dies on the way."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from selectors import EVENT_READ, PollSelector
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from briefcli.errors import BriefError
from briefcli.workers.hands import SMALL, Hand, Piece

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

In = TypeVar("In")
Out = TypeVar("Out")
Lost = Callable[[In, bool], Out]  # what stands in the place of an item; whether its time was up
_AHEAD = 4  # items in work or waiting for those before them, for each hand there may be: bounds what is in memory


def lose(item: In, lost: Lost[In, Out] | None, *, late: bool) -> Out:
    """What stands in the place of an item whose process is gone."""
    if lost is None:
        raise BriefError("A worker process died, and died again on the same item.")
    return lost(item, late)


class Crew(Generic[In, Out]):
    """Up to `most` hands that do one thing to many items.

    The death of a hand costs no more than that its item is tried again by another. A quick one has the next item lying
    there when it is done, so that it need not wait until somebody looks; nobody else takes that one. A hand is taken on
    where none is free, and beyond the first only where there are `each` items for every one.
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
        self._begun: deque[Piece] = deque()
        self._todo: deque[Piece] = deque()
        self._idle: list[Hand] = []
        self._loop: AbstractEventLoop | None = None  # which looks when a hand is done
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

    async def ask(self, item: In) -> Out:
        """The result for one item, which goes before those that were put; the event loop goes on meanwhile."""
        from asyncio import get_running_loop

        loop = get_running_loop()
        if loop is not self._loop:
            self._let_watch(loop)
        answered = loop.create_future()
        self._todo.appendleft(Piece(item, waiting=answered))
        self._known += 1
        self._hand_out()
        return cast("Out", _result(*await answered))

    def put(self, item: In) -> None:
        """Hand in one more item, which is begun as soon as a hand is free; nobody waits."""
        self._begin(item)
        self._take_back(wait=False)

    def results(self) -> Iterator[Out]:
        """The result for each item that was put, in their order. This process only waits: one hand more may work."""
        self._let_watch(None)
        self._most += 1
        return self.map(())

    def end(self) -> None:
        """End the hands, whatever they do."""
        for hand in self._at_work():
            self._unwatch(hand)
            hand.end()
        for hand in self._idle:
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
        piece = Piece(item)
        self._begun.append(piece)
        self._todo.append(piece)
        self._known += 1
        self._hand_out()

    def _hand_out(self) -> None:
        while self._todo and (hand := self._free() or self._soon_free(self._todo[0])):
            if not hand.pieces:
                self._watch(hand)
            hand.give(self._todo.popleft())

    def _free(self) -> Hand | None:
        """A hand that has nothing to do; a new one where there may be one more."""
        if self._idle:
            return self._idle.pop()
        may = min(self._most, max(1, self._known // self._each))
        return self._hand() if len(self._busy.get_map()) < may else None

    def _soon_free(self, piece: Piece) -> Hand | None:
        """A quick hand with one item, where the next is small: it fits into the pipe while nobody reads."""
        quick = (hand for hand in self._at_work() if hand.is_quick and len(hand.pieces) == 1)
        return next(quick, None) if len(piece.packed) <= SMALL else None

    def _at_work(self) -> list[Hand]:
        return [key.data for key in self._busy.get_map().values()]

    def _hand(self) -> Hand:
        return Hand(self._function, polite=self._polite)

    def _let_watch(self, loop: AbstractEventLoop | None) -> None:
        """Let an event loop look when those at work are done, or none, but who waits for a result."""
        at_work = self._at_work()
        for hand in at_work:
            self._unwatch(hand)
        self._loop = loop
        for hand in at_work:
            self._watch(hand)

    def _watch(self, hand: Hand) -> None:
        self._busy.register(hand.pipe, EVENT_READ, hand)
        if self._loop is not None:
            self._loop.add_reader(hand.pipe.fileno(), partial(self._take_back, wait=False))

    def _unwatch(self, hand: Hand) -> None:
        self._busy.unregister(hand.pipe)
        if self._loop is not None:
            self._loop.remove_reader(hand.pipe.fileno())

    def _take_back(self, *, wait: bool) -> None:
        """What is done by now; if it must, wait for the first that is."""
        for key, _ in self._busy.select(None if wait else 0):
            hand = key.data
            try:
                hand.take()
            except EOFError:
                self._unwatch(hand)
                self._died(hand, late=hand.end() == -signal.SIGALRM)
            else:
                if not hand.pieces:
                    self._unwatch(hand)
                    self._idle.append(hand)
        self._hand_out()

    def _died(self, hand: Hand, *, late: bool) -> None:
        """A hand is gone: what it had at work is tried once more, unless its time was up; what lay there, anyway."""
        piece, *others = hand.pieces
        self._todo.extendleft(reversed(others))
        if not (late or piece.again):
            piece.again = True
            self._todo.appendleft(piece)
            return
        try:
            piece.answered((True, lose(piece.item, self._lost, late=late)))
        except BriefError as error:  # raised when it is the item's turn
            piece.answered((False, error))


def _result(done: bool, result: Any) -> Any:  # noqa: FBT001 - an answer
    if not done:
        raise result
    return result
