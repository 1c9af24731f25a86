"""The templates of a run filled in, and how many tokens they leave for the articles."""

from __future__ import annotations

from functools import cache as remember

from briefcli.llm.asking.question import Question
from briefcli.llm.keeping.prices import known_context_tokens
from briefcli.llm.keeping.tokens import TokenCounter
from briefcli.llm.options import LlmOptions
from briefcli.llm.writing.prompts import check_params, load_template

_DEFAULT_CONTEXT_TOKENS = 8192  # what is taken of a model nothing is known of
_LONGEST_PROMPT_TOKENS = 100_000  # a larger context is not filled: models read its middle badly
_LEAST_CONTEXT_TOKENS = 256
_VERDICT_TOKENS = 500  # a sentence, and room for models that think before they answer
_OWN_LANGUAGE = "the language of the articles"


class Frame:
    """Makes questions of templates.

    Args:
        options: what the run is told.
        counter: counts tokens for the model.

    Raises:
        ConfigError: a template fails its checks, or the user's parameters are not those it asks for.
    """

    def __init__(self, options: LlmOptions, counter: TokenCounter) -> None:
        self.options = options
        self.counter = counter
        known = options.context_tokens or known_context_tokens(options.server, options.model)
        self._context = min(known or _DEFAULT_CONTEXT_TOKENS, _LONGEST_PROMPT_TOKENS)
        self._template = remember(lambda name: load_template(name, options.places.templates))
        self._tokens_of = remember(counter.count_message)  # of templates that nothing is filled in yet
        check_params(self._template(options.ask.template), options.ask.params)

    @property
    def reply_tokens(self) -> int:
        """The longest reply: never more than a third of the context."""
        return min(self.options.reply_tokens, self._context // 3)

    def room_tokens(self, template: str, **values: str) -> int:
        """Tokens the context leaves for the articles or notes, beside the template and the reply."""
        return self._context - self._tokens_of(self._prompt(template, values)) - self.reply_tokens

    def learn_context(self, tokens: int) -> None:
        """The server says that it takes no more than this."""
        self._context = max(_LEAST_CONTEXT_TOKENS, min(self._context, tokens))

    def question(self, template: str, sent: tuple[str, ...], **values: str) -> Question:
        """A filled template. `sent` are the ids of the articles whose words it holds."""
        shape = self._template(template).reply
        return Question(
            prompt=self._prompt(template, values),
            shape=shape,
            articles=sent,
            reply_tokens=min(self.reply_tokens, _VERDICT_TOKENS) if shape == "verdict" else self.reply_tokens,
        )

    def _prompt(self, template: str, values: dict[str, str]) -> str:
        ask = self.options.ask
        given = {
            "points": str(ask.points),
            "quotes": str(ask.quotes),
            "language": ask.language or _OWN_LANGUAGE,
            "articles": "",
            "notes": "",
            "problems": "",
            "line": "",
        }
        return self._template(template).fill({**ask.params, **given, **values})
