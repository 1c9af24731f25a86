"""Articles as numbered sentences inside a fence that article text cannot close."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from briefcli.article import Article, Span
from briefcli.text import one_line, paragraphs, sentences

_TAG = re.compile(r"<(?=\s*/?\s*article)", re.IGNORECASE)


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


def sentences_of(article: Article) -> list[Sentence]:
    """The sentences of an article, in order."""
    ends = {end for _, end in paragraphs(article.text)}
    return [
        Sentence(
            span=Span(article=article.id, start=start, end=end),
            text=fenced(article.text[start:end]),
            ends_paragraph=end in ends,
        )
        for start, end in sentences(article.text, article.language or "en")
    ]


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
