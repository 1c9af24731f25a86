"""One attempt to correct the points a check refused: the model sees each, what is wrong with it, and its sources."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace

from briefcli.article import Article
from briefcli.draft import Draft, DraftPoint
from briefcli.llm.asking.chat import CallFailedError
from briefcli.llm.asking.wire import TooLongError
from briefcli.llm.writing.parts import Sentence, fenced, number, sentences_of
from briefcli.llm.writing.story import Asker
from briefcli.text import one_line

_NEIGHBOURS = 2  # sentences before and after a cited one
_LEADS = 2  # first sentences of each article
_LIKELY = 4  # uncited sentences that share most words with a refused point
_WORD = re.compile(r"\w{4,}")


async def repaired(
    asker: Asker,
    draft: Draft,
    refused: Mapping[int, str],
    articles: Sequence[Article],
    is_fine: Callable[[DraftPoint], Awaitable[bool]],
) -> Draft:
    """The draft with those refused points replaced whose new wording passes the check; the others stay as they were.

    They stay so that verification withholds them, with the reason, where everyone can see it. A repair that fails is
    no reason to lose the draft.

    Args:
        asker: asks the model.
        draft: what was refused in part.
        refused: why a point may not be printed, by its place.
        articles: those of the story.
        is_fine: whether a point in new words passes the check.

    Raises:
        CapReachedError: there is no money or time for it.
    """
    lines = _sources(draft, sorted(refused), articles)
    source = number(lines, articles)
    listed = "\n".join(f"- {fenced(draft.points[place].text)}\n  ({refused[place]})" for place in sorted(refused))
    try:
        reply = await asker.ask("repair", source.articles, articles=source.text, problems=listed)
    except (CallFailedError, TooLongError):
        return draft
    known = {point.text.casefold() for point in draft.points}
    offered = []
    for made in reply.points:
        text = one_line(made.text)
        cites = tuple(source.numbers[cite] for cite in made.cites if cite in source.numbers)
        if text and text.casefold() not in known and await is_fine(DraftPoint(text=text, cites=cites)):
            offered.append(DraftPoint(text=text, cites=cites))
    return replace(draft, points=_replaced(draft.points, sorted(refused), offered))


def _replaced(
    points: Sequence[DraftPoint], wrong: Sequence[int], offered: Sequence[DraftPoint]
) -> tuple[DraftPoint, ...]:
    corrected = dict(zip(wrong, offered, strict=False))
    return tuple(corrected.get(index, point) for index, point in enumerate(points))


def _sources(draft: Draft, wrong: Sequence[int], articles: Sequence[Article]) -> list[Sentence]:
    """The sentences a refused point may rest on: those it cites with their neighbours, each lead, and the likeliest."""
    points = [draft.points[index] for index in wrong]
    cited = {span for point in points for span in point.cites}
    named = {span.article for span in cited}
    lines = [line for article in articles if not named or article.id in named for line in sentences_of(article)]
    keep: set[int] = set()
    for place, line in enumerate(lines):
        if line.span in cited:
            keep.update(range(max(0, place - _NEIGHBOURS), min(len(lines), place + _NEIGHBOURS + 1)))
        if place < _LEADS or line.span.article != lines[place - _LEADS].span.article:
            keep.add(place)
    for point in points:
        words = set(_WORD.findall(point.text.casefold()))
        shared = [(len(words & set(_WORD.findall(line.text.casefold()))), -place) for place, line in enumerate(lines)]
        keep.update(-place for count, place in sorted(shared, reverse=True)[:_LIKELY] if count)
    return [line for place, line in enumerate(lines) if place in keep]
