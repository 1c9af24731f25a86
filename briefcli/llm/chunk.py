"""Cut a story into parts that fit the model's context, at paragraph and sentence ends, losing nothing."""

from __future__ import annotations

from collections.abc import Sequence

from briefcli.article import Article, Span
from briefcli.llm.fence import Part, Sentence, number, sentences_of
from briefcli.llm.tokens import TokenCounter

_FENCE_TOKENS = 120  # the opening line of an article: a title of 200 characters, a date, a publisher
_LABEL_TOKENS = 5  # "[123] " and the line's end


def parts(articles: Sequence[Article], counter: TokenCounter, room_tokens: int) -> list[Part]:
    """The articles of a story in as few parts as fit, in order, every sentence in exactly one of them.

    Args:
        articles: what the story is made of.
        counter: counts tokens for the model.
        room_tokens: what the context leaves for the articles; at least 64 is taken.
    """
    lines = [line for article in articles for line in sentences_of(article)]
    whole = number(lines, articles)
    if not lines or counter.count(whole.text) <= room_tokens:
        return [whole] if lines else []
    room = max(64, room_tokens)
    return [number(group, articles) for group in _groups(lines, counter, room)]


def halves(part: Part, articles: Sequence[Article]) -> list[Part]:
    """A part in two, for when a server found it too long after all. One that is a single sentence stays one."""
    wanted = set(part.numbers.values())
    lines = [line for article in articles for line in sentences_of(article) if line.span in wanted]
    middle = len(lines) // 2
    if not middle:
        return [part]
    return [number(lines[:middle], articles), number(lines[middle:], articles)]


def _groups(lines: Sequence[Sentence], counter: TokenCounter, room: int) -> list[list[Sentence]]:
    """Fill each group up to its fair share, so that the last one is no crumb; cut at the end of a paragraph."""
    capacity = max(48, room - _FENCE_TOKENS)
    fitting = [piece for line in lines for piece in _fitting(line, counter, capacity)]
    costs = _costs(fitting, counter)
    share = sum(costs) / -(-sum(costs) // capacity)
    groups: list[list[Sentence]] = []
    start, filled, paragraph_end = 0, 0, 0
    for index, cost in enumerate(costs):
        while index > start and (filled + cost > capacity or (filled >= share and paragraph_end == index)):
            cut = paragraph_end if paragraph_end > start and sum(costs[start:paragraph_end]) * 2 >= filled else index
            groups.append(fitting[start:cut])
            start, filled = cut, sum(costs[cut:index])
        filled += cost
        if fitting[index].ends_paragraph:
            paragraph_end = index + 1
    return [*groups, fitting[start:]]


def _costs(lines: Sequence[Sentence], counter: TokenCounter) -> list[int]:
    costs, article = [], ""
    for line in lines:
        fence = 0 if line.span.article == article else _FENCE_TOKENS
        article = line.span.article
        costs.append(counter.count(line.text) + _LABEL_TOKENS + fence)
    return costs


def _fitting(line: Sentence, counter: TokenCounter, room: int) -> list[Sentence]:
    """A sentence, in pieces where it alone is too long for any prompt; cut at a space where there is one."""
    if len(line.text) <= 16 or counter.count(line.text) + _LABEL_TOKENS <= room:
        return [line]
    middle = line.text.rfind(" ", 1, len(line.text) // 2 + 1)
    middle = middle if middle > 0 else len(line.text) // 2
    return [piece for half in _halves_of(line, middle) for piece in _fitting(half, counter, room)]


def _halves_of(line: Sentence, middle: int) -> tuple[Sentence, Sentence]:
    """Both halves keep the span of the whole sentence: it is what a cite of either means."""
    span = Span(article=line.span.article, start=line.span.start, end=line.span.end)
    return (
        Sentence(span=span, text=line.text[:middle]),
        Sentence(span=span, text=line.text[middle:].strip(), ends_paragraph=line.ends_paragraph),
    )
