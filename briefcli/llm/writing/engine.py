"""Stories to drafts: one call for each that fits, more for a long one, one repair where a check refuses a line.

Asyncio stays in here: from outside, an engine is a context manager with plain functions.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Self

from briefcli.article import Article
from briefcli.brief import Plan, Usage
from briefcli.draft import Assignment, DraftPoint, Judgement
from briefcli.errors import EngineError
from briefcli.llm.asking.chat import Chat, Desk
from briefcli.llm.asking.limits import Pacer
from briefcli.llm.keeping.budget import Budget, CapReachedError
from briefcli.llm.keeping.cache import Cache
from briefcli.llm.keeping.ledger import Ledger
from briefcli.llm.keeping.prices import budget_pricer, pricer
from briefcli.llm.keeping.tokens import TokenCounter
from briefcli.llm.options import LlmOptions
from briefcli.llm.writing.drafting import Check, CheckedT, Done, Drafted, Hindered, drafts
from briefcli.llm.writing.frame import Frame
from briefcli.llm.writing.plan import plan, plan_opinions
from briefcli.llm.writing.story import Asker
from briefcli.llm.writing.verdict import judged


class LlmEngine:
    """Makes drafts with a language model. Use it as a context manager, from one thread.

    Args:
        options: server, model, caps and places.
        counter: counts tokens; made for the model where none is given.
        beside: the engine of another model of the same server; the two share the budget and the pace.

    Raises:
        ConfigError: a budget is set and no price is known, or a prompt template is wrong.
    """

    def __init__(
        self, options: LlmOptions, *, counter: TokenCounter | None = None, beside: LlmEngine | None = None
    ) -> None:
        self._options = options
        self._counter = counter or _counter(options)
        self._frame = Frame(options, self._counter)
        self._asker: Asker | None = None
        self._cache: Cache | None = None
        self._hindered = Hindered()
        price_of = pricer if options.caps.budget_usd is None else budget_pricer
        self._price = price_of(options.server, options.model, options.caps.prices)
        pace = options.pace
        own = Pacer(requests_per_minute=pace.requests_per_minute, tokens_per_minute=pace.tokens_per_minute)
        self._pacer: Pacer = own if beside is None else beside._pacer  # noqa: SLF001 - of the same class
        purse: Budget | None = None if beside is None else beside._budget  # noqa: SLF001 - as above
        self._budget: Budget = Budget(self._price, cap_usd=options.caps.budget_usd, beside=purse)
        self._runner = asyncio.Runner()
        self._started = self._runner.get_loop().time()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if self._asker is not None:
                self._runner.run(self._shut(self._asker))
            if self._cache is not None:
                self._cache.close()
        finally:
            self._runner.close()

    @staticmethod
    def load() -> None:
        """Load what calls are made with, which takes most of a second: while files are being read, say."""
        import openai  # noqa: F401

    @property
    def usage(self) -> Usage:
        """What was used so far."""
        return self._budget.usage

    @property
    def host(self) -> str:
        """Who sees the articles."""
        return self._options.server.host

    @property
    def model(self) -> str:
        """Which model is asked."""
        return self._options.model

    @property
    def cap_reached(self) -> str | None:
        """`budget` or `deadline`, where one kept a call from being made; None where none did."""
        return self._hindered.cap

    @property
    def given_up(self) -> EngineError | None:
        """Why the server could answer nobody, where the run went on all the same."""
        return self._hindered.given_up

    def drafts(
        self,
        assignments: Sequence[Assignment],
        check: Check[CheckedT],
        *,
        done: Done[CheckedT] = lambda _place, _made: None,
    ) -> list[Drafted[CheckedT]]:
        """A draft for each assignment, in the order given; one that fails says why and stops no other.

        Args:
            assignments: what to write.
            check: says of a draft which points may not be printed, so that it can be repaired once.
            done: called with each that is ready, and the place of its assignment, in whatever order.

        Raises:
            EngineError: no story can be made, for a reason that is the same for all.
        """
        return self._runner.run(self._drafts(assignments, check, done))

    def plan(self, groups: Sequence[Sequence[Article]]) -> Plan:
        """What to write a story of each group, and an overview, would do and cost; nothing is sent."""
        return plan(self._frame, groups, price=self._price, cache=self._opened_cache())

    def opinions(
        self,
        lines: Sequence[DraftPoint],
        articles: Sequence[Article],
        *,
        done: Callable[[], None] = lambda: None,
    ) -> list[Judgement]:
        """What the model thinks of lines beside the sentences they rest on, in the order given.

        Whatever keeps it from answering, a server that can answer nobody included, is no opinion, and no failure.

        Args:
            lines: those to judge, and what they rest on.
            articles: those that hold it.
            done: called when one is judged, in whatever order.
        """
        return self._runner.run(self._opinions(lines, articles, done))

    def plan_opinions(self, lines: Sequence[DraftPoint], articles: Sequence[Article]) -> Plan:
        """What `opinions` would do and cost at most; nothing is sent."""
        return plan_opinions(self._frame, lines, articles, price=self._price, cache=self._opened_cache())

    @staticmethod
    async def _shut(asker: Asker) -> None:
        """Break off what an interrupted run left under way, and close the connections."""
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        await asker.chat.close()

    def _opened_cache(self) -> Cache | None:
        places = self._options.places
        if self._cache is None and places.cache is not None:
            self._cache = Cache(places.cache, max_bytes=places.cache_max_bytes, note=self._options.note)
        return self._cache

    def _ready(self) -> Asker:
        """The connection and the files, made on first use inside the event loop."""
        if self._asker is None:
            options = self._options
            ledger = Ledger(
                options.places.ledger,
                host=options.server.host,
                model=options.model,
                now=options.now,
                note=options.note,
            )
            desk = Desk(
                counter=self._counter,
                budget=self._budget,
                ledger=ledger,
                cache=self._opened_cache(),
                pacer=self._pacer,
            )
            seconds = options.caps.deadline_seconds
            deadline = None if seconds is None else self._started + seconds
            self._asker = Asker(self._frame, Chat(options, desk, deadline=deadline))
        return self._asker

    async def _drafts(
        self, assignments: Sequence[Assignment], check: Check[CheckedT], done: Done[CheckedT]
    ) -> list[Drafted[CheckedT]]:
        return await drafts(self._ready(), assignments, check, done=done, hindered=self._hindered)

    async def _opinions(
        self, lines: Sequence[DraftPoint], articles: Sequence[Article], done: Callable[[], None]
    ) -> list[Judgement]:
        asker = self._ready()
        by_id = {article.id: article for article in articles}

        async def one(line: DraftPoint) -> Judgement:
            found = await self._judged(asker, line, by_id)
            done()
            return found

        async with asyncio.TaskGroup() as tasks:
            running = [tasks.create_task(one(line)) for line in lines]
        return [task.result() for task in running]

    async def _judged(self, asker: Asker, line: DraftPoint, by_id: Mapping[str, Article]) -> Judgement:
        try:
            return await judged(asker, line, by_id)
        except CapReachedError as cap:
            self._hindered.cap = cap.kind
            return Judgement(failure=str(cap))
        except EngineError as error:
            self._hindered.given_up = error
            return Judgement(failure=error.problem.rstrip("."))


def _counter(options: LlmOptions) -> TokenCounter:
    """Counts for the model. For a local server nothing is fetched from anywhere else, not even a vocabulary."""
    load = (lambda _: None) if options.server.is_local else None
    return TokenCounter(options.model, note=options.note, load=load)
