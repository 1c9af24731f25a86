"""What comes next is added by one file and one line: a toy of each kind goes through the whole program."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefcli import read
from briefcli.article import Article
from briefcli.brief import Brief
from briefcli.config import Settings
from briefcli.forms import FORMS, Form
from briefcli.llm import LlmEngine
from briefcli.pipeline import brief_of, make_brief
from briefcli.read import Format
from briefcli.render import render
from briefcli.verify import Problem, check_point
from briefcli.verify.claims import check as claims
from briefcli.verify.claims.claim import Claim
from tests.builders import article
from tests.llm_options import NOON, PROMPTS, options
from tests.llm_server import LlmServer


@pytest.fixture
def toys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose modules can be imported."""
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path


def test_a_reader_is_a_module_and_a_line(toys: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of the new format gives its articles, each with a place of its own."""
    (toys / "toy_cards.py").write_text(
        "from briefcli.read.parts import Parts\n"
        "def read(content):\n"
        "    for card in content.decode().split('===\\n'):\n"
        "        title, *paragraphs = card.strip().split('\\n')\n"
        "        yield Parts(title=title, paragraphs=tuple(paragraphs))\n"
    )
    (toys / "desk.cards").write_text("Port shut\nThe port is shut.\n===\nRates up\nRates rise.\n")
    monkeypatch.setattr(read, "FORMATS", [*read.FORMATS, Format(module="toy_cards", endings=(".cards",))])

    brief = make_brief([str(toys / "desk.cards")], Settings(), now=NOON)

    assert [(one.title, one.text) for one in brief.articles] == [
        ("Port shut", "The port is shut."),
        ("Rates up", "Rates rise."),
    ]
    assert [one.source for one in brief.articles] == [str(toys / "desk.cards"), f"{toys / 'desk.cards'}:2"]


def test_a_renderer_is_a_module_and_a_line(toys: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The new format is printed like any other, from what every reader sees of a brief."""
    (toys / "toy_titles.py").write_text(
        "def to_titles(shown):\n    return ''.join(f'{one.headline}\\n' for one in shown.sections)\n"
    )
    monkeypatch.setitem(FORMS, "titles", Form(maker="toy_titles:to_titles", endings=("titles",)))

    assert render(_brief(article(title="Port shut")), "titles") == "Port shut\n"


def test_a_check_is_a_function_and_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it finds is withheld with its reason, whoever wrote the line."""

    def no_shouting(claim: Claim) -> list[str]:
        return ["it shouts"] if claim.text.endswith("!") else []

    source = article("The port of Sundvik was shut on Monday by the harbour board.")
    monkeypatch.setattr(claims, "CHECKS", [*claims.CHECKS, no_shouting])

    found = check_point("The harbour board shut the port of Sundvik on Monday!", None, [source])

    assert isinstance(found, Problem)
    assert found.reason == "It shouts."


def test_a_prompt_is_a_file(tmp_path: Path) -> None:
    """It is found by its name and filled; what it asks for is read and checked like any answer."""
    (tmp_path / "haiku.md").write_text(
        "---\nname: haiku\nversion: 1\npurpose: A toy.\ninputs: [articles]\nreply: points\n---\nIn verse:\n$articles\n"
    )
    given = article("Rates rise in Norvik. Banks react to the rates.")
    with (
        LlmServer() as server,
        LlmEngine(options(server.base_url, template="haiku", templates=(tmp_path, PROMPTS))) as model,
    ):
        brief = brief_of([given], Settings(template="haiku"), now=NOON, model=model)

    assert server.calls[0].prompt.startswith("In verse:\n<article")
    assert [point.text for point in brief.stories[0].points] == ["Rates rise in Norvik.", "Banks react to the rates."]


def _brief(*articles: Article) -> Brief:
    return brief_of(articles, Settings(), now=NOON)
