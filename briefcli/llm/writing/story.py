"""One story: numbered sentences to the model, its reply back to spans; a long one in parts that are then merged."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from briefcli.article import Article, Span
from briefcli.draft import Draft, DraftPoint, DraftQuote
from briefcli.llm.asking.chat import CallFailedError, Chat
from briefcli.llm.asking.reply import Reply
from briefcli.llm.asking.wire import TooLongError
from briefcli.llm.keeping.tokens import TokenCounter
from briefcli.llm.writing.frame import Frame
from briefcli.llm.writing.parts import Part, halves, parts
from briefcli.llm.writing.parts import notes as numbered_notes
from briefcli.text import one_line

_MOST_HALVINGS = 12
_MOST_CITES = 8  # sentences a merged point may rest on
_Item = TypeVar("_Item")


class Asker:
    """Fills templates and asks.

    Args:
        frame: the templates of the run, and how much fits.
        chat: asks the server.
    """

    def __init__(self, frame: Frame, chat: Chat) -> None:
        self.frame = frame
        self.chat = chat

    async def ask(self, template: str, sent: tuple[str, ...], **values: str) -> Reply:
        """The reply to a filled template. `sent` are the ids of the articles whose words it holds."""
        return await self.chat.ask(self.frame.question(template, sent, **values))


async def story_draft(asker: Asker, articles: Sequence[Article]) -> tuple[Draft, tuple[str, ...]]:
    """A draft of a story, and what a reader of `-v` may want to know of its making."""
    name = asker.frame.options.ask.template
    pieces = parts(articles, asker.frame.counter, asker.frame.room_tokens(name))
    if not pieces:
        raise CallFailedError("the story has no sentences")
    drafts = await _part_drafts(asker, pieces, articles, depth=0)
    notes = [note for _, part_notes in drafts for note in part_notes]
    if len(drafts) == 1:
        return drafts[0][0], tuple(notes)
    made = [draft for draft, _ in drafts]
    points = [point for draft in made for point in draft.points]
    notes.append(f"summarised in {len(made)} parts")
    quotes = tuple(quote for draft in made for quote in draft.quotes)
    if not points:
        return Draft(headline=made[0].headline, points=(), quotes=quotes), tuple(notes)
    whole = await merged(asker, "combine", points, points=asker.frame.options.ask.points)
    return Draft(headline=whole.headline or made[0].headline, points=whole.points, quotes=quotes), tuple(notes)


async def _part_drafts(
    asker: Asker, pieces: Sequence[Part], articles: Sequence[Article], *, depth: int
) -> list[tuple[Draft, list[str]]]:
    found = await together(_part_draft(asker, piece, articles, depth) for piece in pieces)
    return [draft for group in found for draft in group]


async def _part_draft(
    asker: Asker, piece: Part, articles: Sequence[Article], depth: int
) -> list[tuple[Draft, list[str]]]:
    """The draft of one part; of its halves, where the server finds it too long."""
    try:
        reply = await asker.ask(asker.frame.options.ask.template, piece.articles, articles=piece.text)
    except TooLongError as error:
        smaller = halves(piece, articles)
        if len(smaller) < 2 or depth >= _MOST_HALVINGS:
            raise
        asker.frame.learn_context(error.limit_tokens or asker.frame.counter.count_message(piece.text))
        return await _part_drafts(asker, smaller, articles, depth=depth + 1)
    return [_draft(reply, piece.numbers)]


def _draft(reply: Reply, numbers: Mapping[int, Span]) -> tuple[Draft, list[str]]:
    """The reply with its sentence numbers as places; numbers nothing has are dropped and spoken of."""
    notes = ["the reply was cut off; its complete lines were kept"] if reply.cut_off else []
    points = [
        DraftPoint(text=text, cites=tuple(numbers[cite] for cite in point.cites if cite in numbers))
        for point in reply.points
        if (text := one_line(point.text))
    ]
    quotes = [
        DraftQuote(
            text=text,
            speaker=one_line(quote.speaker) or None,
            cite=numbers.get(quote.cite) if quote.cite is not None else None,
        )
        for quote in reply.quotes
        if (text := one_line(quote.text))
    ]
    cited = [cite for point in reply.points for cite in point.cites]
    invented = sorted({cite for cite in cited if cite not in numbers})
    if invented:
        notes.append(f"cited sentences that do not exist: {', '.join(str(cite) for cite in invented[:10])}")
    return Draft(headline=one_line(reply.headline), points=tuple(points), quotes=tuple(quotes)), notes


async def merged(asker: Asker, template: str, notes: Sequence[DraftPoint], *, points: int) -> Draft:
    """Points made of notes, by a template; in several rounds where the notes do not fit one call.

    Every round but the last halves the notes at least, so there are few.
    """
    room = asker.frame.room_tokens(template, points=str(points))
    while True:
        batches = _batches(notes, asker.frame.counter, room)
        drafts = await together(_merge(asker, template, batch, points) for batch in batches)
        if len(batches) == 1:
            return drafts[0]
        notes = _in_turn([draft.points for draft in drafts])[: max(points, len(notes) // 2)]


async def _merge(asker: Asker, template: str, notes: Sequence[DraftPoint], points: int) -> Draft:
    """One call over notes that fit it; of halves where the server finds them too long."""
    text = numbered_notes(note.text for note in notes)
    ids = tuple(dict.fromkeys(span.article for note in notes for span in note.cites))
    try:
        reply = await asker.ask(template, ids, notes=text, points=str(points))
    except TooLongError:
        if len(notes) < 2:
            raise
        middle = len(notes) // 2
        halved = [await _merge(asker, template, half, points) for half in (notes[:middle], notes[middle:])]
        return Draft(headline=halved[0].headline, points=tuple(_in_turn([draft.points for draft in halved])[:points]))
    made = []
    for point in reply.points[:points]:
        evidence = [span for cite in point.cites if 0 < cite <= len(notes) for span in notes[cite - 1].cites]
        if text := one_line(point.text):
            made.append(DraftPoint(text=text, cites=tuple(dict.fromkeys(evidence))[:_MOST_CITES]))
    return Draft(headline=one_line(reply.headline), points=tuple(made))


def _batches(notes: Sequence[DraftPoint], counter: TokenCounter, room: int) -> list[list[DraftPoint]]:
    """Notes in as few batches as fit; at least two a batch, so that merging always shrinks them."""
    batches: list[list[DraftPoint]] = [[]]
    filled = 0
    for note in notes:
        cost = counter.count(note.text) + 6  # "[123] " and the line's end
        if len(batches[-1]) >= 2 and filled + cost > room:
            batches.append([])
            filled = 0
        batches[-1].append(note)
        filled += cost
    return batches


def _in_turn(lists: Sequence[Sequence[_Item]]) -> list[_Item]:
    """The first of each list, then the second of each, and so on."""
    longest = max((len(each) for each in lists), default=0)
    return [each[place] for place in range(longest) for each in lists if place < len(each)]


async def together(coroutines: Iterable[Coroutine[Any, Any, _Item]]) -> list[_Item]:
    """All of them at once; the first failure ends the rest."""
    tasks = [asyncio.ensure_future(coroutine) for coroutine in coroutines]
    try:
        return list(await asyncio.gather(*tasks))
    except BaseException:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
