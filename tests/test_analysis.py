"""The analysis of an article: made lazily, once, and let go of."""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
import sentencex

from briefcli.article import Article
from briefcli.config import Settings
from briefcli.llm import LlmEngine
from briefcli.pipeline import brief_of
from briefcli.text import Analysis, paragraphs, sentences
from tests.builders import article, read_all
from tests.command import SEEDS
from tests.llm_options import NOON, options
from tests.llm_server import LlmServer

_TWO_PARAGRAPHS = "Rates rise. “Banks react,” he said.\n\nShares fall."


def test_its_pieces_are_those_of_the_text() -> None:
    """Sentences, in paragraphs and in a row, words of each sentence, and marks, with offsets into the text."""
    made = Analysis(_TWO_PARAGRAPHS, "en")

    assert made.paragraphs == paragraphs(_TWO_PARAGRAPHS)
    assert made.sentences == sentences(_TWO_PARAGRAPHS)
    assert [len(inside) for inside in made.sentences_by_paragraph] == [2, 1]
    assert made.words[-1] == {"shar", "fall"}
    assert [_TWO_PARAGRAPHS[mark.start : mark.end] for mark in made.marks] == ["Banks react"]


def test_what_a_room_makes_of_it_is_made_once() -> None:
    """A view is worked out the first time it is asked for; another view has a place of its own."""
    asked: list[str] = []

    def view(name: str) -> int:
        asked.append(name)
        return len(asked)

    made = Analysis("Rates rise.")

    assert [made.once(view, "first"), made.once(view, "second"), made.once(len, "abc")] == [1, 1, 3]
    assert asked == ["first"]


def test_it_is_no_part_of_what_an_article_is() -> None:
    """An article with its analysis made equals one without, and goes to another process without it."""
    one, other = article(), article()
    assert one.analysis.sentences

    assert one == other
    assert hash(one) == hash(other)
    assert "analysis" not in vars(pickle.loads(pickle.dumps(one)))


def test_it_can_be_let_go_of() -> None:
    """After `forget` it is made again where it is asked for again, and says the same."""
    one = article()
    before = one.analysis

    one.forget()

    assert one.analysis is not before
    assert one.analysis == before


@pytest.fixture
def cuts(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each line was cut into sentences since the test began."""
    seen: Counter[str] = Counter()
    real: Callable[..., Any] = sentencex.get_sentence_boundaries

    def counting(language: str, line: str) -> Any:
        seen[line] += 1
        return real(language, line)

    monkeypatch.setattr(sentencex, "get_sentence_boundaries", counting)
    return seen


def _most_cut(cuts: Counter[str], articles: list[Article]) -> int:
    """How often the paragraph was cut that was cut most often; of those of one line, which are most."""
    every = (one.text[start:end] for one in articles for start, end in paragraphs(one.text))
    return max(cuts[paragraph] for paragraph in every if "\n" not in paragraph)


def test_the_built_in_engine_has_every_paragraph_cut_once(cuts: Counter[str]) -> None:
    """Engine, quotations, figures and checks read the same sentences."""
    articles = read_all(SEEDS)

    brief = brief_of(articles, Settings(), now=NOON)

    assert brief.stories
    assert _most_cut(cuts, articles) == 1


def test_a_model_has_every_paragraph_cut_once(cuts: Counter[str]) -> None:
    """Prompts, checks, repairs, the fall-back and the figures read the same sentences."""
    articles = read_all(SEEDS)

    with LlmServer() as server, LlmEngine(options(server.base_url)) as model:
        brief = brief_of(articles, Settings(), now=NOON, model=model)

    assert brief.engine == "llm"
    assert _most_cut(cuts, articles) == 1


def test_a_written_story_holds_no_analysis() -> None:
    """Memory does not grow with the articles that are done."""
    articles = read_all(SEEDS)

    brief_of(articles, Settings(), now=NOON)

    assert not [one.source for one in articles if "analysis" in vars(one)]
