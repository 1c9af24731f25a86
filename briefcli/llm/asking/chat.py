"""One question to the model, answered whatever happens on the way: cache, caps, pace, retries, negotiation, parsing."""

from __future__ import annotations

import asyncio
import math
from dataclasses import dataclass, replace

from briefcli.errors import EngineError
from briefcli.llm.asking.habits import Habits, kept_habits, read_habits, request_body
from briefcli.llm.asking.limits import Gate, Pacer
from briefcli.llm.asking.patience import Patience, backoff_seconds
from briefcli.llm.asking.question import Question, question_key
from briefcli.llm.asking.reply import Reply, ReplyError, parse_reply
from briefcli.llm.asking.shape import Shape
from briefcli.llm.asking.wire import BadRequestError, Delivery, PassingError, TooLongError, Wire
from briefcli.llm.keeping.budget import Budget, CapReachedError, Hold
from briefcli.llm.keeping.cache import Answer, Cache
from briefcli.llm.keeping.ledger import Ledger
from briefcli.llm.keeping.tokens import TokenCounter
from briefcli.llm.options import LlmOptions
from briefcli.text import one_line

_READ_ATTEMPTS = 2  # how often an answer that cannot be read is asked for
_MOST_CHARACTERS_PER_TOKEN = 9  # English prose has 4 to 5, and no usual vocabulary gets near 9
_FORMS_TRIED = 6  # json_schema, json_object, text, and the parameters a server may refuse


class CallFailedError(Exception):
    """This question got no answer that can be used; the message says why, in a few words."""


class RefusedError(CallFailedError):
    """The model would not answer. It would not the next time either, so this is kept like an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What a chat works with: everything that outlives a single question."""

    counter: TokenCounter
    budget: Budget
    ledger: Ledger
    cache: Cache | None
    pacer: Pacer


class Chat:
    """Asks one server. Lives in one event loop.

    Args:
        options: how to ask.
        desk: cache, budget and ledger of the run.
        deadline: the event loop's time at which everything stops, None for never.
    """

    def __init__(self, options: LlmOptions, desk: Desk, *, deadline: float | None) -> None:
        pace = options.pace
        self._options = options
        self._desk = desk
        self._deadline = deadline
        self._wire = Wire(options.server, options.model, now=options.now)
        self._gate = Gate(pace.jobs, desk.pacer)
        self._patience = Patience(jobs=pace.jobs, retries=pace.retries, first_seconds=pace.backoff_seconds)
        self._name = f"{options.server.base_url} {options.model}"
        kept = desk.cache.habits(self._name) if desk.cache else {}
        self._habits = read_habits(kept, options.server)
        self._has_answered = False
        self._fatal: EngineError | None = None  # what is wrong for every call
        self._is_cutting = False  # the server reads less of a prompt than was sent
        self._correction = 1.0  # by how much the server counted more prompt tokens than we did, at most
        self._settled = asyncio.Event()
        self._asked: dict[str, asyncio.Task[Reply]] = {}

    async def ask(self, question: Question) -> Reply:
        """The answer, read. The same question is never asked twice at once.

        Raises:
            CallFailedError: no usable answer.
            TooLongError: the prompt does not fit the model.
            CapReachedError: the budget or the deadline.
            EngineError: no question can be answered.
        """
        key = question_key(self._options, question)
        if key not in self._asked:
            self._asked[key] = asyncio.ensure_future(self._answered(question, key))
        return await self._asked[key]

    async def close(self) -> None:
        """Close the connections."""
        await self._wire.close()

    async def _answered(self, question: Question, key: str) -> Reply:
        kept = self._desk.cache.get(key) if self._desk.cache else None
        if kept is not None:
            try:
                reply = _read(kept, question.shape)
            except ReplyError:
                pass  # an answer an older version could read
            else:
                self._desk.budget.count_cached()
                return reply
        late = CapReachedError("deadline", "the deadline is reached")
        if self._deadline is not None and asyncio.get_running_loop().time() >= self._deadline:
            raise late
        try:
            async with asyncio.timeout_at(self._deadline):
                return await self._readable(question, key)
        except TimeoutError:
            raise late from None

    async def _readable(self, question: Question, key: str) -> Reply:
        """Ask until the answer can be read; one that was cut off may be longer the next time."""
        reply_tokens, problem = question.reply_tokens, ""
        for _ in range(_READ_ATTEMPTS):
            answer = await self._delivered(question, reply_tokens)
            try:
                reply = _read(answer, question.shape)
            except ReplyError as error:
                problem = str(error)
            except RefusedError:
                self._keep(key, answer)
                raise
            else:
                if reply.points or reply.quotes or reply.supported is not None or not reply.cut_off:
                    self._keep(key, answer)
                    return reply
                problem = "the reply was cut off before its first point"
            if answer.finish == "length":
                reply_tokens *= 2
        raise CallFailedError(problem)

    def _keep(self, key: str, answer: Answer) -> None:
        if self._desk.cache:
            self._desk.cache.put(key, answer)

    async def _delivered(self, question: Question, reply_tokens: int) -> Answer:
        """Send until an answer comes or patience ends."""
        pace = self._options.pace
        for attempt in range(pace.retries + 1):
            try:
                answer = await self._accepted(question, reply_tokens)
            except PassingError as failure:
                self._patience.failed(asyncio.get_running_loop().time(), str(failure))
                pause = failure.pause_seconds
                if attempt == pace.retries or (pause or 0) > pace.longest_wait_seconds:
                    raise CallFailedError(_after(str(failure), attempt + 1)) from None
                if pause is not None:
                    self._gate.pause(pause)
                else:
                    await asyncio.sleep(backoff_seconds(pace.backoff_seconds, attempt))
            else:
                self._patience.answered()
                return answer
        raise AssertionError("unreachable")

    async def _accepted(self, question: Question, reply_tokens: int) -> Answer:
        """Send in the form the server accepts, learning it on the way."""
        for _ in range(_FORMS_TRIED):
            answer = await self._sent(question, reply_tokens)
            if answer is not None:
                return answer
        raise CallFailedError("the server refused every form of the request")

    async def _sent(self, question: Question, reply_tokens: int) -> Answer | None:
        """One request, within the pace and the caps; None where the server wants it in another form."""
        desk, options = self._desk, self._options
        counted = desk.counter.count_message(question.prompt)
        prompt_tokens = math.ceil(counted * self._correction)
        async with self._gate.pass_through(prompt_tokens + reply_tokens):
            if self._fatal is not None:
                raise self._fatal
            if given_up := self._patience.at_an_end(asyncio.get_running_loop().time()):
                raise CallFailedError(given_up)
            with await self._held(prompt_tokens, reply_tokens) as hold:
                habits = self._habits
                body = request_body(options, habits, question.prompt, shape=question.shape, reply_tokens=reply_tokens)
                call = desk.ledger.sending(question.articles, len(question.prompt))
                try:
                    delivery = await self._exchanged(body, hold)
                except BadRequestError as refusal:
                    self._adapt(habits, refusal)
                    return None
                finally:
                    self._settled.set()
                answer = self._counted(delivery, question.prompt, counted)
                cost = hold.settle(answer.prompt_tokens, answer.completion_tokens)
            desk.ledger.answered(
                call, prompt_tokens=answer.prompt_tokens, completion_tokens=answer.completion_tokens, cost_usd=cost
            )
            self._prove(habits)
        if delivery.pause_seconds:
            self._gate.pause(min(delivery.pause_seconds, options.pace.longest_wait_seconds))
        return answer

    async def _held(self, prompt_tokens: int, reply_tokens: int) -> Hold:
        """Money for a call; where it lacks, calls under way may leave some when they end."""
        while True:
            try:
                return self._desk.budget.hold(prompt_tokens, reply_tokens)
            except CapReachedError:
                if not self._desk.budget.underway:
                    raise
            self._settled.clear()
            await self._settled.wait()

    async def _exchanged(self, body: dict[str, object], hold: Hold) -> Delivery:
        """Send once. What no answer came for gives its money back only where nothing can have been charged."""
        seconds = self._options.pace.timeout_seconds
        try:
            async with asyncio.timeout(seconds):
                delivery = await self._wire.send(body)
        except TimeoutError:
            raise PassingError(f"no answer within {seconds:g} s", charged=True) from None
        except PassingError as failure:
            if not failure.charged:
                hold.release()
            raise
        except (BadRequestError, TooLongError):
            hold.release()
            self._has_answered = True
            raise
        except EngineError as error:
            hold.release()
            if not self._has_answered:
                self._fatal = error
                raise
            raise PassingError(error.problem.rstrip(".")) from None
        self._has_answered = True
        return delivery

    def _counted(self, delivery: Delivery, prompt: str, prompt_tokens: int) -> Answer:
        """The answer with its tokens counted, by us where the server did not; a prompt it cut is spoken of."""
        answer = delivery.answer
        if not delivery.counted:
            completion_tokens = self._desk.counter.count(answer.text)
            return replace(answer, prompt_tokens=prompt_tokens, completion_tokens=completion_tokens)
        self._correction = max(self._correction, answer.prompt_tokens / prompt_tokens)
        if answer.prompt_tokens * _MOST_CHARACTERS_PER_TOKEN < len(prompt) and not self._is_cutting:
            self._is_cutting = True
            self._options.note(
                f"{self._options.server.host} seems to have read only {answer.prompt_tokens} tokens of a prompt of "
                f"about {prompt_tokens}: set context_tokens to what the model takes"
            )
        return answer

    def _adapt(self, habits: Habits, refusal: BadRequestError) -> None:
        """Change the form that was refused, unless another call has learnt better in the meantime."""
        if habits != self._habits:
            return
        adapted = habits.adapted(str(refusal))
        if adapted is None:
            raise CallFailedError(f"the server refused the request ({refusal})") from None
        self._habits = adapted

    def _prove(self, habits: Habits) -> None:
        """An answer came for this form of request: keep to it, in later runs too."""
        if habits.proven or kept_habits(habits) != kept_habits(self._habits):
            return
        self._habits = replace(habits, proven=True)
        if self._desk.cache:
            self._desk.cache.learn(self._name, kept_habits(habits))


def _read(answer: Answer, shape: Shape) -> Reply:
    if answer.finish in {"refusal", "content_filter"}:
        said = one_line(answer.text)[:100]
        raise RefusedError(f"the model refused{f': {said}' if said else ''}")
    return parse_reply(answer.text, shape, cut_off=answer.finish == "length")


def _after(reason: str, attempts: int) -> str:
    return reason if attempts == 1 else f"{reason}, {attempts} times"
