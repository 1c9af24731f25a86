"""A question for the model, and the name of its answer in the cache."""

from __future__ import annotations

from dataclasses import dataclass

from briefcli.llm.asking.shape import Shape, schema_of
from briefcli.llm.keeping.cache import cache_key
from briefcli.llm.options import LlmOptions


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A prompt, the shape its answer must have, and the articles whose words it holds.

    `reply_tokens` is how long the answer may be.
    """

    prompt: str
    shape: Shape
    articles: tuple[str, ...]
    reply_tokens: int


def question_key(options: LlmOptions, question: Question) -> str:
    """The name of an answer in the cache: everything that shapes it.

    How its shape is asked for is not in it, for that may change as habits are learnt.
    """
    return cache_key(
        {
            "server": options.server.base_url,
            "model": options.model,
            "prompt": question.prompt,
            "schema": schema_of(question.shape),
            "temperature": options.temperature,
            "reply_tokens": options.reply_tokens,
        }
    )
