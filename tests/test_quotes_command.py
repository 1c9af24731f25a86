"""`brief quotes` as a user runs it: who, role, words, source, in every format."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from briefcli.article import Skipped
from briefcli.cli.app import app_of
from briefcli.quotes import find_all_quotes, find_quotes
from briefcli.render.quotations import Quotations, show_quotes
from briefcli.workers import on_this_machine
from tests.builders import article

_TEXT = (
    "Ada Lund, the city engineer, closed the bridge on Monday.\n\n"
    "“Nobody was ever in danger,” Lund said. She called the railing “a disgrace.” "
    "“We will replace 12 bolts before June, because 300 carts cross here.”"
)
_FORMS = ("terminal", "markdown", "text", "html", "json", "jsonl", "eml")


def invoke(*arguments: str, code: int = 0) -> str:
    """Run the command in this process and give its stdout."""
    result = CliRunner().invoke(app_of(), ["quotes", *arguments], env={"BRIEF_HOME": "/nonexistent", "COLUMNS": "90"})
    assert result.exit_code == code, result.output
    return result.stdout


@pytest.fixture
def source(tmp_path: Path) -> str:
    """A file of two articles, one without a quotation."""
    file = tmp_path / "articles.jsonl"
    rows = [{"id": "a", "title": "Bridge closed", "text": _TEXT}, {"id": "b", "title": "Rain", "text": "It rained."}]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return str(file)


def test_a_line_an_article_as_the_contract_says(source: str) -> None:
    """`--all -f jsonl` gives every article, every quotation, with spans that hold in the text as it was given."""
    first, second = map(json.loads, invoke(source, "--all", "-f", "jsonl").splitlines())

    assert (first["article"], first["title"], second["quotes"]) == ("a", "Bridge closed", [])
    assert [quote["text"] for quote in first["quotes"]] == [
        "Nobody was ever in danger",
        "a disgrace.",
        "We will replace 12 bolts before June, because 300 carts cross here.",
    ]
    for quote in first["quotes"]:
        assert _TEXT[quote["start"] : quote["end"]] == quote["text"]
        assert _TEXT[quote["speaker_start"] : quote["speaker_end"]] == quote["speaker"] == "Ada Lund"
        assert quote["role"] == "city engineer"


def test_only_the_key_ones_unless_all_are_asked_for(source: str) -> None:
    """`-n 1` gives the best one of each article that has any."""
    first, _ = map(json.loads, invoke(source, "-n", "1", "-f", "jsonl").splitlines())

    assert [quote["text"] for quote in first["quotes"]] == [
        "We will replace 12 bolts before June, because 300 carts cross here."
    ]


def test_json_is_one_object(source: str) -> None:
    """With schema, articles and what was left out."""
    shown = json.loads(invoke(source, "-f", "json"))

    assert shown["schema"] == "brief/2"
    assert [one["article"] for one in shown["articles"]] == ["a", "b"]
    assert shown["skipped"] == []


def test_markdown_is_block_quotes_with_attribution(source: str) -> None:
    """Words in marks, speaker and role below, with the source and the paragraph."""
    shown = invoke(source, "-f", "markdown")

    assert "> “Nobody was ever in danger”\n> — **Ada Lund**, city engineer [1 ¶2]" in shown


@pytest.mark.parametrize("form", _FORMS)
def test_every_format_says_who_said_what(source: str, form: str) -> None:
    """The words and the speaker are in every one of them."""
    shown = invoke(source, "--all", "-f", form).replace("=\n", "")

    assert "Nobody was ever in danger" in shown
    assert "Ada Lund" in shown


def test_a_fragment_is_shown_inside_its_sentence(source: str) -> None:
    """No marks are put around a piece of a sentence by itself: the sentence stands there as it is."""
    shown = invoke(source, "--all", "-f", "text")

    assert "    She called the railing “a disgrace.”\n" in shown


def test_two_fragments_of_a_sentence_show_it_once() -> None:
    """The sentence has both, so it stands there one time."""
    one = article("Ada Lund said it was a question of “who” pays and “when” he does so.", id="one")
    shown = Quotations(articles=(one,), quotes=find_quotes(one), skipped=(), generated=datetime(2026, 3, 9, tzinfo=UTC))

    assert len(shown.quotes) == 2
    assert show_quotes(shown, "markdown").count("Ada Lund said it was") == 1


def test_a_missing_file_is_said_and_exit_3(source: str) -> None:
    """What cannot be read costs a line on stderr, and the rest still comes out."""
    assert "Ada Lund" in invoke(source, "/nonexistent.txt", code=3)


@pytest.mark.parametrize("form", [form for form in _FORMS if form not in {"json", "jsonl"}])
def test_hostile_words_are_shown_as_text(form: str) -> None:
    """Escapes, overrides and markup of an article or a file name reach no output."""
    hostile = article(
        "“Stay \x1b[31mred\u202e <script>x</script> [/bold] now,” said Ada [red]Lund.",
        title="\x1b]0;x\x07<b>",
        source="\u202e.txt",
    )
    skipped = Skipped(source="\x1b[1m.txt", reason="is broken.")
    at = datetime(2026, 3, 9, tzinfo=UTC)

    shown = show_quotes(
        Quotations(articles=(hostile,), quotes=find_quotes(hostile), skipped=(skipped,), generated=at), form
    )

    assert not set(shown) & set("\x1b\x07\u202e")
    assert form != "html" or "<script>" not in shown


@pytest.mark.parametrize("form", _FORMS)
def test_no_article_says_who_speaks_in_another(form: str) -> None:
    """The Lund of a report on football is not the city engineer Ada Lund, of whom another article of the folder tells."""
    one, two = article(_TEXT, id="one"), article("“It was about time,” said Lund, who scored.", id="two", title="Cup")
    quotes = find_all_quotes((one, two), on_this_machine(1)).quotes
    at = datetime(2026, 3, 9, tzinfo=UTC)
    last = quotes[-1]

    shown = show_quotes(Quotations(articles=(two,), quotes=(last,), skipped=(), generated=at), form)

    assert (last.speaker, last.role) == ("Lund", None)
    assert "Ada" not in shown
    assert "engineer" not in shown
