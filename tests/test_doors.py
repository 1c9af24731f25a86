"""What comes next is added by one file and one line: the README's toy of each kind goes through the whole program."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from briefcli.brief import Point
from briefcli.config import Settings
from briefcli.forms import FORMS, Form, form_of_file
from briefcli.llm import LlmEngine
from briefcli.pipeline import brief_of, make_brief
from briefcli.read import Format, formats
from briefcli.render import render
from briefcli.verify import Problem, check_point
from briefcli.verify.claims import check as claims
from tests.builders import article
from tests.command import PROMPTS, ROOT
from tests.llm_options import NOON, options
from tests.llm_server import LlmServer


def shown(path: str) -> str:
    """The file of that name as the README shows it."""
    _, found, rest = (ROOT / "README.md").read_text(encoding="utf-8").partition(f"\n# {path}\n")
    assert found, f"README.md does not show {path}"
    return rest[: rest.index("\n```") + 1]


@pytest.fixture
def add(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """Puts a file of the README's into a folder whose modules can be imported, and gives its module's name."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def add(path: str) -> str:
        file = tmp_path / f"toy_{Path(path).name}"
        file.write_text(shown(path), encoding="utf-8")
        return file.stem

    return add


def test_a_reader_is_a_module_and_a_line(
    add: Callable[[str], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of the new format gives its articles, each with a place of its own."""
    module = add("briefcli/read/cards.py")
    desk = tmp_path / "desk.cards"
    desk.write_text("Port shut\nThe port is shut.\n===\nRates up\nRates rise.\n")
    monkeypatch.setattr(formats, "FORMATS", [*formats.FORMATS, Format(module=module, endings=(".cards",))])

    brief = make_brief([str(desk)], Settings(), now=NOON)

    assert {(one.title, one.text, one.source) for one in brief.articles} == {
        ("Port shut", "The port is shut.", str(desk)),
        ("Rates up", "Rates rise.", f"{desk}:2"),
    }


def test_a_renderer_is_a_module_and_a_line(add: Callable[[str], str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The new format is printed like any other, from what every reader sees of a brief."""
    module = add("briefcli/render/titles.py")
    monkeypatch.setitem(FORMS, "titles", Form(maker=f"{module}:to_titles", endings=("titles",)))
    brief = brief_of([article(title="Port shut")], Settings(), now=NOON)

    assert render(brief, "titles") == "Port shut\n"
    assert form_of_file("brief.titles") == "titles"


def test_a_check_is_a_module_and_a_line(add: Callable[[str], str], monkeypatch: pytest.MonkeyPatch) -> None:
    """What it finds is withheld with its reason, whoever wrote the line."""
    shouting = import_module(add("briefcli/verify/claims/shouting.py")).shouting
    monkeypatch.setattr(claims, "CHECKS", [*claims.CHECKS, shouting])
    source = article("The port of Sundvik was shut on Monday by the harbour board.")

    found = check_point("The harbour board SHUT the PORT of Sundvik on Monday.", None, [source])
    other = check_point("The HARBOUR board shut the port of Sundvik on Monday.", None, [source])

    assert isinstance(found, Point)
    assert isinstance(other, Problem)
    assert other.reason == "It shouts HARBOUR."


def test_a_prompt_is_a_file(add: Callable[[str], str], tmp_path: Path) -> None:
    """It is found by its name and filled; what it asks for is read and checked like any answer."""
    name = add("prompts/verse.md")
    given = article("Rates rise in Norvik. Banks react to the rates.")
    with (
        LlmServer() as server,
        LlmEngine(options(server.base_url, template=name, templates=(tmp_path, PROMPTS))) as model,
    ):
        brief = brief_of([given], Settings(template=name), now=NOON, model=model)

    assert server.calls[0].prompt.startswith("<article")
    assert [point.text for point in brief.stories[0].points] == ["Rates rise in Norvik.", "Banks react to the rates."]


def test_a_language_is_a_file(tmp_path: Path) -> None:
    """Its verbs name speakers as soon as the file lies among the others; before, nobody is named."""
    news = tmp_path / "news.jsonl"
    news.write_text(
        json.dumps({"text": "“Ni restos en la haveno”, diris Marko Lund.", "language": "eo"}), encoding="utf-8"
    )
    package = tmp_path / "copy" / "briefcli"
    package.mkdir(parents=True)
    for entry in (ROOT / "briefcli").iterdir():
        if entry.name != "languages":
            (package / entry.name).symlink_to(entry)
    shutil.copytree(ROOT / "briefcli" / "languages", package / "languages")

    before = _speaker(news, package.parent)
    (package / "languages" / "eo.yaml").write_text(shown("briefcli/languages/eo.yaml"), encoding="utf-8")

    assert before is None
    assert _speaker(news, package.parent) == "Marko Lund"


def _speaker(news: Path, root: Path) -> str | None:
    """Who says the one quotation, in a process of its own that has the package from there."""
    done = subprocess.run(
        [sys.executable, "-m", "briefcli", "quotes", str(news), "--all", "-f", "jsonl"],
        env={**os.environ, "PYTHONPATH": str(root), "BRIEF_HOME": str(root / "home")},
        capture_output=True,
        text=True,
        check=True,
        cwd=root,
    )
    (quote,) = json.loads(done.stdout)["quotes"]
    speaker: str | None = quote["speaker"]
    return speaker
