"""What a run would do and cost, before anything is sent."""

from __future__ import annotations

from collections.abc import Sequence

from briefcli.article import Article
from briefcli.brief import Plan, overview_lines
from briefcli.draft import DraftPoint
from briefcli.llm.asking.question import Question, question_key
from briefcli.llm.keeping.cache import Cache
from briefcli.llm.keeping.prices import Pricer
from briefcli.llm.writing.frame import Frame
from briefcli.llm.writing.parts import parts
from briefcli.llm.writing.verdict import opinion_question

_NOTE_TOKENS = 60  # a finished story's line in the overview's prompt: 30 words with names
_POINT_TOKENS = 45  # a point of 30 words in a prompt that merges parts


def plan(frame: Frame, groups: Sequence[Sequence[Article]], *, price: Pricer, cache: Cache | None) -> Plan:
    """Count the calls for these stories and their overview."""
    costs: list[int] = []
    cached = 0
    for articles in groups:
        first = _first_calls(frame, articles)
        new = [
            question for question in first if cache is None or cache.get(question_key(frame.options, question)) is None
        ]
        cached += len(first) - len(new)
        costs += [frame.counter.count_message(question.prompt) for question in new]
        if len(first) > 1 and new:
            costs.append(_frame_tokens(frame, "combine") + len(first) * frame.options.ask.points * _POINT_TOKENS)
    if costs and (lines := overview_lines(len(groups))):
        costs.append(_frame_tokens(frame, "overview") + lines * _NOTE_TOKENS)
    replies = len(costs) * frame.reply_tokens
    return Plan(
        stories=len(groups),
        articles=sum(len(articles) for articles in groups),
        calls=len(costs),
        cached=cached,
        prompt_tokens=sum(costs),
        reply_tokens=replies,
        cost_usd=price(sum(costs), replies) if costs else 0.0,
    )


def plan_opinions(
    frame: Frame, lines: Sequence[DraftPoint], articles: Sequence[Article], *, price: Pricer, cache: Cache | None
) -> Plan:
    """Count the calls for second opinions on these lines."""
    by_id = {article.id: article for article in articles}
    asked = [opinion_question(frame, line, by_id) for line in lines]
    new = [one for one in asked if cache is None or cache.get(question_key(frame.options, one)) is None]
    tokens = sum(frame.counter.count_message(one.prompt) for one in new)
    replies = sum(one.reply_tokens for one in new)
    return Plan(
        stories=0,
        articles=len({article for one in asked for article in one.articles}),
        calls=len(new),
        cached=len(asked) - len(new),
        prompt_tokens=tokens,
        reply_tokens=replies,
        cost_usd=price(tokens, replies) if new else 0.0,
    )


def _first_calls(frame: Frame, articles: Sequence[Article]) -> list[Question]:
    name = frame.options.ask.template
    pieces = parts(articles, frame.counter, frame.room_tokens(name))
    return [frame.question(name, piece.articles, articles=piece.text) for piece in pieces]


def _frame_tokens(frame: Frame, template: str) -> int:
    return frame.counter.count_message(frame.question(template, ()).prompt)
