"""A story as numbered sentences inside a fence that article text cannot close; a long one cut into parts that fit.

Parts are cut at paragraph and sentence ends, and lose nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from briefcli.article import Article, Span
from briefcli.llm.keeping.tokens import TokenCounter
from briefcli.text import one_line

_TAG = re.compile(r"<(?=\s*/?\s*(?:article|line))", re.IGNORECASE)
_FENCE_TOKENS = 120  # the opening line of an article: a title of 200 characters, a date, a publisher
_LABEL_TOKENS = 5  # "[123] " and the line's end


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence as a prompt has it: on one line. `ends_paragraph` says where a text may best be cut."""

    span: Span
    text: str
    ends_paragraph: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What goes into one prompt: `text` with sentences numbered from 1, and where each number points.

    `numbers` maps the number in the prompt to the sentence's place.
    """

    text: str
    numbers: dict[int, Span]
    articles: tuple[str, ...]


def sentences_of(article: Article) -> tuple[Sentence, ...]:
    """The sentences of an article, in order."""
    return article.analysis.once(_sentences_of, article)


def _sentences_of(article: Article) -> tuple[Sentence, ...]:
    ends = {end for _, end in article.analysis.paragraphs}
    return tuple(
        Sentence(
            span=Span(article=article.id, start=start, end=end),
            text=fenced(article.text[start:end]),
            ends_paragraph=end in ends,
        )
        for start, end in article.analysis.sentences
    )


def fenced(text: str) -> str:
    """Text on one line, which can neither close the fence nor open another."""
    return _TAG.sub("&lt;", one_line(text))


def number(lines: Sequence[Sentence], articles: Sequence[Article], *, numbers: Sequence[int] | None = None) -> Part:
    """Put sentences into the fence, each article's together under its title, date and publisher.

    Args:
        lines: the sentences, those of one article next to each other.
        articles: the articles they are from, at least.
        numbers: the number of each sentence, where counting from 1 will not do.
    """
    by_id = {article.id: article for article in articles}
    numbered = list(zip(numbers or range(1, len(lines) + 1), lines, strict=True))
    blocks, ids = [], []
    for article_id, block in groupby(numbered, key=lambda pair: pair[1].span.article):
        ids.append(article_id)
        body = "\n".join(f"[{count}] {line.text}" for count, line in block)
        blocks.append(f"{_opening(by_id[article_id])}\n{body}\n</article>")
    return Part(
        text="\n".join(blocks),
        numbers={count: line.span for count, line in numbered},
        articles=tuple(dict.fromkeys(ids)),
    )


def notes(lines: Iterable[str]) -> str:
    """Lines that are no article, numbered from 1."""
    return "\n".join(f"[{count}] {fenced(line)}" for count, line in enumerate(lines, start=1))


def _opening(article: Article) -> str:
    attributes = (
        ("title", article.title),
        ("published", article.published.isoformat() if article.published else ""),
        ("publisher", article.publisher or ""),
    )
    shown = "".join(f' {name}="{_attribute(value)}"' for name, value in attributes if value)
    return f"<article{shown}>"


def _attribute(value: str) -> str:
    folded = one_line(value)[:200]
    return folded.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "'")


def parts(articles: Sequence[Article], counter: TokenCounter, room_tokens: int) -> list[Part]:
    """The articles of a story in as few parts as fit, in order, every sentence in exactly one of them.

    Args:
        articles: what the story is made of.
        counter: counts tokens for the model.
        room_tokens: what the context leaves for the articles; at least 64 is taken.
    """
    lines = [line for article in articles for line in sentences_of(article)]
    whole = number(lines, articles)
    if not lines:
        return []
    if len(whole.text.encode("utf-8", "replace")) <= room_tokens or counter.count(whole.text) <= room_tokens:
        return [whole]  # no token is less than a byte
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
