"""What the built-in engine gives to a story whose points a model wrote."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

import pytest

from briefcli.config import Settings
from briefcli.draft import Draft
from briefcli.llm import LlmEngine
from briefcli.pipeline import brief_of
from briefcli.stories import group
from briefcli.verify import Verified, verify_points_in, verify_rest
from briefcli.writing.by_rules import by_rules, headed_and_quoted
from tests.builders import article
from tests.llm_options import NOON, options
from tests.llm_server import LlmServer

_QUAY = (
    "The board closed the north quay on Monday after divers found cracks in its wall. Mara Quist, who chairs the board "
    "of the harbour, told the owners of the ferries at a hearing in the town hall on Monday evening that “the quay stays "
    "shut until the last crack is sealed”."
)


def test_a_quotation_is_offered_though_a_sentence_of_ours_would_have_told_it() -> None:
    """The sentence is not printed: the model's are."""
    (story,) = group([article(_QUAY, title="Board closes quay", id="quay")], "article")

    ours = by_rules(story, Settings(points=2)).story
    headline, quotes = headed_and_quoted(story, Settings(points=2))

    assert len(ours.points) == 2
    assert ours.quotes == ()
    assert headline == ours.headline == "Board closes quay"
    assert [(quote.text, quote.speaker) for quote in quotes] == [
        ("the quay stays shut until the last crack is sealed", "Mara Quist")
    ]


def test_a_story_without_a_title_is_headed_by_a_sentence() -> None:
    """As it is when the built-in engine writes all of it."""
    (story,) = group([article(_QUAY, title="", id="quay")], "article")

    headline, _ = headed_and_quoted(story, Settings(points=2))

    assert headline == by_rules(story, Settings(points=2)).story.headline != ""


def test_a_story_that_kills_whoever_completes_it_is_named_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its headline stands there with the reason; what the model wrote of the others is told."""

    def deadly(points: Verified, draft: Draft, *given: Any, **named: Any) -> Verified:
        if "quay 2" in draft.headline:
            os.kill(os.getpid(), signal.SIGKILL)
        return verify_rest(points, draft, *given, **named)

    monkeypatch.setattr("briefcli.writing.by_model.verify_rest", deadly)
    articles = [
        article(f"The quay {number} is shut. {_QUAY}", title=f"Quay {number} is shut", id=f"q{number}")
        for number in range(4)
    ]
    with LlmServer() as server, LlmEngine(options(server.base_url)) as engine:
        brief = brief_of(articles, Settings(by="article", workers=2), now=NOON, model=engine)

    told = {story.articles[0]: (story.engine, story.headline, story.fallback) for story in brief.stories}
    assert told.pop("q2") == ("extractive", "Quay 2 is shut", "the process that told this story ended, twice")
    assert [engine for engine, _, _ in told.values()] == ["llm"] * 3


def test_drafts_are_checked_beside_the_calls(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No call waits for a check: it is made in another process, once for each story; the overview's is made here."""
    seen = tmp_path / "seen"

    def noted(*given: Any, **named: Any) -> Verified:
        with seen.open("a") as file:
            file.write(f"{os.getpid()}\n")
        return verify_points_in(*given, **named)

    monkeypatch.setattr("briefcli.workers.cores", lambda: 2)
    monkeypatch.setattr("briefcli.writing.by_model.verify_points_in", noted)
    articles = [article(f"Boats sail from port {n}. Crews rest.", title=f"Boats {n}", id=f"b{n}") for n in range(20)]

    with LlmServer() as server, LlmEngine(options(server.base_url)) as engine:
        told = brief_of(articles, Settings(by="article"), now=NOON, model=engine)

    *elsewhere, here = map(int, seen.read_text().split())
    assert len(elsewhere) == len(articles) == len(told.stories)
    assert os.getpid() not in elsewhere
    assert here == os.getpid()


def test_a_story_that_kills_whoever_checks_it_is_named_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not tried a third time, here: it would end the run."""
    here = os.getpid()

    def killing(draft: Draft, articles: Any, **named: Any) -> Verified:
        if [one.id for one in articles] == ["b7"]:
            assert os.getpid() != here
            os.kill(os.getpid(), signal.SIGKILL)
        return verify_points_in(draft, articles, **named)

    monkeypatch.setattr("briefcli.workers.cores", lambda: 2)
    monkeypatch.setattr("briefcli.writing.by_model.verify_points_in", killing)
    articles = [article(f"Boats sail from port {n}. Crews rest.", title=f"Boats {n}", id=f"b{n}") for n in range(20)]

    with LlmServer() as server, LlmEngine(options(server.base_url)) as engine:
        told = brief_of(articles, Settings(by="article"), now=NOON, model=engine)

    untold = [story for story in told.stories if story.fallback]
    assert [story.headline for story in untold] == ["Boats 7"]
    assert untold[0].fallback == "the process that told this story ended, twice"
