"""Prompt templates: what a good one gives, and what is wrong with a bad one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefcli.bundled import prompt_names
from briefcli.errors import ConfigError
from briefcli.llm.writing.prompts import check_params, load_template, parse_template
from tests.command import PROMPTS

HEAD = "name: mine\nversion: 2\npurpose: For a test\n"
HERE = Path("mine.md")


def text(body: str = "Read $articles", *, head: str = HEAD, inputs: str = "[articles]", reply: str = "summary") -> str:
    """A template's text."""
    return f"---\n{head}inputs: {inputs}\nreply: {reply}\n---\n{body}\n"


def test_every_bundled_prompt_is_sound() -> None:
    """The six prompts load, and their names are their files'."""
    loaded = {name: load_template(name, [PROMPTS]).name for name in prompt_names([PROMPTS])}

    assert loaded == {name: name for name in ("combine", "overview", "quotes", "repair", "summarize", "verify")}


def test_what_is_filled_in_is_never_template_again() -> None:
    """A `$points` in an article stays what it is."""
    template = parse_template(text("Read $articles, at most $points.", inputs="[articles, points]"), HERE)

    assert template.fill({"articles": "costs $points and $", "points": "3"}) == "Read costs $points and $, at most 3.\n"


@settings(deadline=None)
@given(st.text())
def test_no_article_can_break_a_prompt(article: str) -> None:
    """Whatever an article says, it stands in the prompt as it is."""
    template = parse_template(text("A $articles B"), HERE)

    assert template.fill({"articles": article}) == f"A {article} B\n"


def test_a_users_folder_wins(tmp_path: Path) -> None:
    """A template in the first folder hides the one of that name in the next."""
    (tmp_path / "summarize.md").write_text(text("Mine: $articles"), encoding="utf-8")

    assert load_template("summarize", [tmp_path, PROMPTS]).body == "Mine: $articles\n"
    assert load_template("overview", [tmp_path, PROMPTS]).path == PROMPTS / "overview.md"


def test_a_path_names_a_template(tmp_path: Path) -> None:
    """`-t ./mine.md` needs no folder."""
    (tmp_path / "mine.md").write_text(text(), encoding="utf-8")

    assert load_template(str(tmp_path / "mine.md"), []).name == "mine"


@pytest.mark.parametrize(
    ("broken", "problem", "remedy"),
    [
        ("Read $articles", "no front matter", "Begin the file with '---'"),
        (text(inputs="[articles, tone]"), "declares 'tone'", "Write '$tone' where it belongs"),
        (text("Read $articles in $tone"), "uses '$tone'", "inputs: [articles, tone]"),
        (text("Read $articles for $5"), "line 1 of the body", "Write '$$'"),
        (text("Say hello", inputs="[]"), "nothing to write about", "Use the input '$articles'"),
        (text(reply="poem"), "'reply' is wrong", "summary"),
        (text(head=HEAD + "replly: x\n"), "'replly' is wrong", "Did you mean 'reply'?"),
        (text(head="version: 1\npurpose: x\n"), "'name' is wrong", "required"),
        (text(head="name: [\n"), "not valid YAML", "brief prompts show"),
    ],
)
def test_a_bad_template_is_refused_when_it_is_loaded(broken: str, problem: str, remedy: str) -> None:
    """Front matter, inputs and reply shape are checked, and the message says what to change."""
    with pytest.raises(ConfigError) as caught:
        parse_template(broken, HERE)

    assert problem in caught.value.problem
    assert remedy in caught.value.remedy


def test_an_unknown_name_gets_the_nearest_one() -> None:
    """A typing error in `-t` is answered with what was meant."""
    with pytest.raises(ConfigError, match="Did you mean 'summarize'"):
        load_template("sumarize", [PROMPTS])


def test_parameters_are_those_the_template_asks_for() -> None:
    """A `-p` that a template does not know is an error, as is one it needs and does not get."""
    template = parse_template(text("In a $tone tone: $articles", inputs="[articles, tone]"), HERE)

    check_params(template, {"tone": "calm"})
    with pytest.raises(ConfigError, match="It takes: tone"):
        check_params(template, {"tone": "calm", "mood": "grey"})
    with pytest.raises(ConfigError, match="`-p tone VALUE`"):
        check_params(template, {})
