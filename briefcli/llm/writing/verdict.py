"""A second opinion: one line beside the sentences it rests on, and whether the model thinks that they say so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from briefcli.article import Article
from briefcli.draft import DraftPoint, Judgement
from briefcli.errors import ConfigError
from briefcli.llm.asking.chat import CallFailedError
from briefcli.llm.asking.question import Question
from briefcli.llm.asking.wire import TooLongError
from briefcli.llm.writing.frame import Frame
from briefcli.llm.writing.parts import Sentence, fenced, number, sentences_of
from briefcli.llm.writing.prompts import load_template
from briefcli.llm.writing.story import Asker
from briefcli.text import one_line

_TEMPLATE = "verify"
_NEIGHBOURS = 1  # sentences before and after one that is rested on: they say who "he" is
_LONGEST_REASON = 300  # characters; 30 words are asked for


def check_template(folders: Sequence[Path]) -> None:
    """See that the prompt for opinions asks for one, and for nothing that only a user could fill in.

    Raises:
        ConfigError: it does not.
    """
    template = load_template(_TEMPLATE, folders)
    if template.reply != "verdict":
        raise ConfigError(f"{template.path}: it asks for no verdict.", remedy="Write `reply: verdict`.")
    if template.params:
        raise ConfigError(
            f"{template.path}: nobody fills in '{template.params[0]}'.", remedy="It takes $articles and $line alone."
        )


def opinion_question(frame: Frame, line: DraftPoint, by_id: Mapping[str, Article]) -> Question:
    """What the model is asked about a line."""
    named = tuple(by_id[name] for name in dict.fromkeys(span.article for span in line.cites))
    shown = number([one for article in named for one in _around(line, article)], named)
    return frame.question(_TEMPLATE, shown.articles, articles=shown.text, line=fenced(line.text))


async def judged(asker: Asker, line: DraftPoint, by_id: Mapping[str, Article]) -> Judgement:
    """What the model thinks of a line; a reply that cannot be read is no opinion.

    Raises:
        CapReachedError: there is no money or time for it.
        EngineError: no question can be answered.
    """
    try:
        reply = await asker.chat.ask(opinion_question(asker.frame, line, by_id))
    except (CallFailedError, TooLongError) as error:
        return Judgement(failure=str(error))
    return Judgement(supported=reply.supported, reason=_short(one_line(reply.reason)))


def _around(line: DraftPoint, article: Article) -> Iterator[Sentence]:
    """The sentences of an article that a line rests on, with their neighbours."""
    every = sentences_of(article)
    cited = [span for span in line.cites if span.article == article.id]
    rests = [
        place
        for place, one in enumerate(every)
        if any(one.span.start < span.end and one.span.end > span.start for span in cited)
    ]
    for place, one in enumerate(every):
        if any(abs(place - there) <= _NEIGHBOURS for there in rests):
            yield one


def _short(reason: str) -> str:
    """A reason of a length that a reader can be shown."""
    return reason if len(reason) <= _LONGEST_REASON else f"{reason[:_LONGEST_REASON].rpartition(' ')[0]} …"
