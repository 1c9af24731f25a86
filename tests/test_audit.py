"""`brief verify`: a brief with an error of every kind, in the formats briefs come in."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner, Result

from briefcli.cli.app import app_of
from briefcli.cli.schema import schema_of
from tests import audits


def run(*arguments: str) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(app_of(), ["verify", *arguments], env={"BRIEF_HOME": "/nonexistent", "COLUMNS": "100"})


def audited(tmp_path: Path, name: str, content: bytes, *options: str, code: int = 5) -> dict[str, Any]:
    """The report on a brief in JSON."""
    (tmp_path / name).write_bytes(content)
    sources = audits.write_articles(tmp_path / "articles")
    result = run(str(tmp_path / name), "--against", *sources, "-f", "json", *options)
    assert result.exit_code == code, result.output
    report: dict[str, Any] = json.loads(result.stdout)
    Draft202012Validator(schema_of("verify")).validate(report)
    return report


def words(line: str) -> str:
    """A line without its references, marks and speaker."""
    return re.sub(r"\W+", " ", re.sub(r"\[\d\]| — .*", "", line)).strip()


def checks(report: dict[str, Any]) -> dict[tuple[str, int], set[str]]:
    """What the report says of each line, by its words and, where two lines have the same, by its turn."""
    found: dict[tuple[str, int], set[str]] = {}
    places: dict[str, list[int]] = {}
    for one in report["findings"]:
        turns = places.setdefault(words(one["text"]), [])
        if one["start"] not in turns:
            turns.append(one["start"])
        about = f":{one['about']}" if one["check"] == "meaning-changed" else ""
        found.setdefault((words(one["text"]), turns.index(one["start"])), set()).add(f"{one['check']}{about}")
    return found


@pytest.mark.parametrize("name", audits.FORMS)
def test_every_planted_error_is_found_and_nothing_else(tmp_path: Path, name: str) -> None:
    """Eighteen errors of as many kinds, and the lines that are true, whatever format the brief is in."""
    found = checks(audited(tmp_path, name, audits.FORMS[name]()))

    turns: dict[str, int] = {}
    wanted = {}
    for one in (*audits.LINES, *audits.QUOTES):
        turn = turns[words(one.line)] = turns.get(words(one.line), -1) + 1
        wanted[words(one.line), turn] = one.check
    assert {line: one for line, one in found.items() if wanted.get(line) not in one} == {}
    assert found.keys() == wanted.keys()
    fine = {"verbatim", "supported"}
    assert [line for line, check in wanted.items() if check in fine and not found[line] <= fine] == []


def test_offsets_are_those_of_the_text_and_evidence_is_the_sources(tmp_path: Path) -> None:
    """`text[start:end]` of a brief in Markdown is the line; every wrong line names a place of a source, or none has it."""
    report = audited(tmp_path, "brief.md", audits.markdown())

    assert report["text"] == audits.markdown().decode()
    for one in report["findings"]:
        assert words(report["text"][one["start"] : one["end"]]) == words(one["text"])
    by_check = {one["check"]: one for one in report["findings"]}
    assert by_check["wrong-speaker"]["source_wording"] == "Mara Quist"
    assert by_check["stale"]["evidence"][0]["text"].startswith("The death toll of the ferry Odra")
    changed = next(one for one in report["findings"] if one["about"] == "modality")
    assert (changed["wording"], changed["source_wording"]) == ("will", "may")
    assert {one["reason"] for one in report["passed_over"]} >= {"heading", "source", "about the brief"}


def test_only_warnings_are_no_failure_unless_asked_for(tmp_path: Path) -> None:
    """An attribution that was dropped is a warning; with --strict an error, and --fail-on says what counts."""
    brief = b"# Quay\n\n- Port Elin will close its north quay for six weeks from Monday.\n"

    report = audited(tmp_path, "brief.md", brief, code=0)
    assert [(one["check"], one["severity"]) for one in report["findings"]] == [("attribution-dropped", "warning")]
    audited(tmp_path, "brief.md", brief, "--fail-on", "warning", code=5)
    audited(tmp_path, "brief.md", brief, "--strict", code=5)
    audited(tmp_path, "brief.md", brief, "--strict", "--fail-on", "never", code=0)


def test_a_clean_brief_passes(tmp_path: Path) -> None:
    """Lines in the source's words, and in others."""
    report = audited(tmp_path, "brief.txt", b"Divers found 14 cracks in the wall in February.\n", code=0)

    assert [one["check"] for one in report["findings"]] == ["verbatim"]
    assert report["worst"] == "none"


def test_briefs_own_json_is_audited_against_the_places_it_names(tmp_path: Path) -> None:
    """What `summarize` prints is clean; a point that names another article than the one it is in is not."""
    sources = audits.write_articles(tmp_path / "articles")
    made = CliRunner().invoke(
        app_of(), ["summarize", *sources, "--offline", "-f", "json", "-q"], env={"BRIEF_HOME": "/nonexistent"}
    )
    report = audited(tmp_path, "brief.json", made.stdout.encode(), code=0)
    assert {one["check"] for one in report["findings"]} == {"verbatim"}

    brief = json.loads(made.stdout)
    ids = [one["id"] for one in brief["articles"]]
    point = brief["stories"][0]["points"][0]
    point["evidence"][0]["article"] = next(one for one in ids if one != point["evidence"][0]["article"])
    report = audited(tmp_path, "brief.json", json.dumps(brief).encode())
    assert "misattributed" in {one["check"] for one in report["findings"]}


def test_a_brief_in_another_language_is_translated_never_supported(tmp_path: Path) -> None:
    """Numbers and countries are compared; quotations stay as they are."""
    brief = (
        "# Der Kai\n\nTaucher fanden im Februar 14 Risse in der Mauer, und der Kai wird nun für sechs Wochen geschlossen.\n\n"
        "Die Reparatur wird wohl 7 Millionen Dollar kosten, und das ist für die Stadt und den Hafen sehr viel Geld.\n\n"
        "Auch in Norwegen wird der Hafen nun geschlossen, und das ist für die Fischer dort nicht gut.\n\n"
        "Mara Quist sagte: „Wir werden den Kai nicht wieder öffnen, bevor die Risse dicht sind.“\n"
    )
    report = audited(tmp_path, "brief.md", brief.encode())

    found = {one["text"].split()[0]: one["check"] for one in report["findings"]}
    assert found == {
        "Taucher": "translated",
        "Die": "unsupported-number",
        "Auch": "unsupported-name",
        "Mara": "fabricated-quote",
    }


@pytest.mark.parametrize("form", ["terminal", "text", "html", "sarif", "github"])
def test_every_report_names_the_finding_and_both_wordings(tmp_path: Path, form: str) -> None:
    """For readers, editors and code review; nothing of a brief becomes markup or a command there."""
    hostile = (
        "- Divers found 41 cracks in the wall in February <b>now</b>.\n- ::error::[red]x[/red] \x1b[31m was said.\n"
    )
    (tmp_path / "brief.md").write_text(hostile, encoding="utf-8")
    result = run(str(tmp_path / "brief.md"), "--against", *audits.write_articles(tmp_path / "a"), "-f", form)

    assert result.exit_code == 5
    assert "unsupported-number" in result.stdout
    assert "14" in result.stdout
    assert "\x1b" not in result.stdout
    assert "<b>now</b>" not in result.stdout or form != "html"
    assert not re.search(r"^::error::", result.stdout, re.MULTILINE)


def test_sarif_points_at_lines_and_rules(tmp_path: Path) -> None:
    """Version 2.1.0, with a rule for each check and the region of the line."""
    (tmp_path / "brief.md").write_bytes(audits.markdown())
    sources = audits.write_articles(tmp_path / "a")
    log = json.loads(run(str(tmp_path / "brief.md"), "--against", *sources, "-f", "sarif").stdout)

    (made,) = log["runs"]
    rules = [rule["id"] for rule in made["tool"]["driver"]["rules"]]
    assert log["version"] == "2.1.0"
    for result in made["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in {"error", "warning"}
    lines = audits.markdown().decode().splitlines()
    number = next(one for one in made["results"] if one["ruleId"] == "unsupported-number")
    region = number["locations"][0]["physicalLocation"]["region"]
    assert lines[region["startLine"] - 1][region["startColumn"] - 1 :].startswith("Divers found 41")


@pytest.mark.parametrize(
    ("brief", "supported"),
    [
        ('The board called it a "heavy" loss.', True),
        ('The board called it a "great" loss.', False),
        ('The board called the loss "heavy for the port".', True),
        ('The board called the loss "heavy beyond all reckoning".', False),
    ],
)
def test_words_between_marks_of_a_brief_may_be_the_sources_but_not_invented(
    tmp_path: Path, brief: str, supported: bool
) -> None:
    """A few words of the source in marks of the brief are a warning; words that it has not are none of its own."""
    file = tmp_path / "pairs.jsonl"
    source = "The board called it a heavy loss for the port. It will meet again on Monday."
    file.write_text(json.dumps({"id": "1", "brief": brief, "source": source}), encoding="utf-8")

    result = run("--pairs", str(file), "-f", "jsonl")

    [line] = map(json.loads, result.stdout.splitlines())
    assert line["supported"] is supported, line
    assert supported or "fabricated-quote" in {one["kind"] for one in line["findings"]}


def test_pairs_are_checked_a_line_each(tmp_path: Path) -> None:
    """A line that holds no pair is named, and costs nothing else."""
    source = audits.ARTICLES["quay.txt"]
    rows = [
        {"id": "a", "brief": "Divers found 14 cracks in the wall in February.", "source": source},
        {"id": "b", "brief": "Divers found 41 cracks in the wall in February.", "source": source},
        {"id": "c", "brief": "Port Elin will close its north quay for six weeks from Monday.", "source": source},
    ]
    file = tmp_path / "pairs.jsonl"
    file.write_text("\n".join([*map(json.dumps, rows), "{", '{"id": "d"}']), encoding="utf-8")
    result = run("--pairs", str(file))

    found = {one["id"]: one for one in map(json.loads, result.stdout.splitlines())}
    for one in found.values():
        Draft202012Validator(schema_of("pair")).validate(one)
    assert {name: one["supported"] for name, one in found.items()} == {"a": True, "b": False, "c": True}
    assert found["c"]["findings"][0]["kind"] == "attribution-dropped"
    assert result.exit_code == 5
    assert "pairs.jsonl:4 is no JSON" in result.stderr
    assert run("--pairs", str(file), "--fail-on", "never").exit_code == 3


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ((), 2, "brief verify BRIEF --against SOURCES"),
        (("nowhere.md", "--against", "seeds"), 1, "nowhere.md cannot be read"),
        (("README.md",), 2, "--against"),
        (("tests/goldens", "--against", "seeds"), 1, "tests/goldens cannot be read"),
        (("briefcli/py.typed", "--against", "seeds"), 1, "py.typed holds no sentence"),
        (("--pairs", "nowhere.jsonl"), 1, "nowhere.jsonl cannot be read"),
        (("--pairs", "README.md", "-f", "html"), 2, "--pairs prints lines of JSON"),
        (("--pairs", "README.md", "--against", "seeds"), 2, "--pairs names briefs and sources of its own"),
        (("README.md", "--pairs", "README.md"), 2, "Leave out --pairs, or BRIEF and --against"),
        (("--pairs", ".pictures/brief.svg"), 1, "brief.svg:1 is no JSON"),
        (("README.md", "--against", "seeds", "-f", "jsonl"), 2, "-f jsonl is for --pairs. Use -f json."),
        (("--against", "seeds"), 2, "BRIEF is missing"),
        (("-", "--against", "seeds"), 1, "standard input holds no sentence"),
        (("--pairs", "-"), 1, "standard input is empty. Write an object a line"),
    ],
)
def test_what_is_asked_for_wrongly_is_said_in_a_sentence(arguments: tuple[str, ...], code: int, said: str) -> None:
    """With the exit code of the help page."""
    from tests.command import brief

    done = brief("verify", *arguments)

    assert (done.returncode, said in done.stderr) == (code, True), done.stderr


@pytest.mark.parametrize("unit", ["[", "“", "**", "> ", "[1]", "a ", "| ", "- x\n"])
def test_a_flood_is_read_in_no_time(tmp_path: Path, unit: str) -> None:
    """A hundred thousand characters of markup: no traceback, and no waiting."""
    (tmp_path / "brief.md").write_text(unit * (100_000 // len(unit)), encoding="utf-8")
    sources = audits.write_articles(tmp_path / "a")
    began = time.monotonic()
    result = run(str(tmp_path / "brief.md"), "--against", *sources, "-f", "json")

    assert time.monotonic() - began < 20
    assert not isinstance(result.exception, (RecursionError, MemoryError))
    assert result.exit_code in {0, 1, 5}


def test_sources_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    """The rest is audited, and the exit code says so; without any source there is no audit."""
    (tmp_path / "brief.md").write_text("Divers found 14 cracks in the wall in February.\n", encoding="utf-8")
    sources = audits.write_articles(tmp_path / "a")

    assert run(str(tmp_path / "brief.md"), "--against", *sources, str(tmp_path / "gone.txt")).exit_code == 3
    assert run(str(tmp_path / "brief.md"), "--against", str(tmp_path / "gone.txt")).exit_code == 1


def test_what_follows_against_are_sources_and_one_brief_stands_before(tmp_path: Path) -> None:
    """A second brief is refused, never taken for a source; sources may follow one another, or each its --against."""
    sources = audits.write_articles(tmp_path / "a")
    for name, text in (
        ("true", "Divers found 14 cracks in the wall in February.\n"),
        ("lie", "Pirates took the quay.\n"),
    ):
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    true, lie = str(tmp_path / "true.md"), str(tmp_path / "lie.md")

    assert run(true, "--against", *sources).exit_code == 0
    assert run("-f", "json", true, "--against", sources[0], "--against", *sources[1:], "--strict").exit_code == 0
    assert run(f"--against={sources[0]}", sources[1], "--offline", true).exit_code == 0
    assert run(lie, "--against", *sources).exit_code == 5
    assert str(run(lie, lie, "--against", *sources).exception) == (
        "One brief at a time. Type `brief verify BRIEF --against SOURCES...`."
    )
    assert str(run(lie, "--against", *sources, "--strict", lie).exception).startswith("One brief at a time.")
    assert str(run("--against", *sources, lie).exception).startswith("BRIEF is missing")


@pytest.mark.parametrize("name", audits.FORMS)
def test_a_brief_is_no_source_of_itself(tmp_path: Path, name: str) -> None:
    """It may lie in the folder of its sources, under two names, or come from standard input: it proves nothing."""
    folder = tmp_path / "articles"
    audits.write_articles(folder)
    content = audits.FORMS[name]()
    (folder / name).write_bytes(content)
    (folder / f"copy-of-{name}").write_bytes(content)
    for brief, given in ((str(folder / name), None), ("-", content)):
        result = CliRunner().invoke(
            app_of(),
            ["verify", brief, "--against", str(folder), "-f", "json"],
            input=given,
            env={"BRIEF_HOME": "/nonexistent"},
        )
        assert result.exit_code == 5, result.output
        report = json.loads(result.stdout)
        assert {Path(one["source"]).name for one in report["articles"]} == set(audits.ARTICLES)
        assert f"{name} is the brief itself" in result.stderr
        assert "fabricated-quote" in {one["check"] for one in report["findings"]}
    assert "no source but the brief itself" in str(run(str(folder / name), "--against", str(folder / name)).exception)


def test_pairs_may_come_from_standard_input_and_name_no_id() -> None:
    """A pair without an id is called by its line; a brief that says nothing is no brief that is supported."""
    source = audits.ARTICLES["quay.txt"]
    dropped = "Port Elin will close its north quay for six weeks from Monday."
    rows = [
        {"id": None, "brief": dropped, "source": source},
        {"brief": " . ", "source": source},
        {"brief": dropped, "source": source},
    ]
    lines = "\n".join(map(json.dumps, rows))

    def piped(*options: str) -> Result:
        return CliRunner().invoke(
            app_of(), ["verify", "--pairs", "-", *options], input=lines, env={"BRIEF_HOME": "/nonexistent"}
        )

    result = piped()
    assert [(one["id"], one["supported"]) for one in map(json.loads, result.stdout.splitlines())] == [
        ("1", True),
        ("3", True),
    ]
    assert "standard input:2 has a brief that says nothing" in result.stderr
    assert (result.exit_code, piped("--fail-on", "warning").exit_code) == (3, 5)
    strict = piped("--strict")
    assert {json.loads(line)["supported"] for line in strict.stdout.splitlines()} == {False}
    assert (strict.exit_code, piped("--strict", "--fail-on", "never").exit_code) == (5, 1)


def test_what_is_no_text_holds_no_pairs(tmp_path: Path) -> None:
    """One sentence, however many lines it would have."""
    (tmp_path / "pairs.jsonl").write_bytes(bytes(range(256)) * 40)

    assert "pairs.jsonl is no text" in str(run("--pairs", str(tmp_path / "pairs.jsonl")).exception)


def test_findings_count_whatever_could_not_be_read(tmp_path: Path) -> None:
    """As the help says: 5 even where a source is missing, 1 with --strict where that is all there is to say."""
    sources = audits.write_articles(tmp_path / "a")
    (tmp_path / "lie.md").write_text("Divers found 41 cracks in the wall in February.\n", encoding="utf-8")
    (tmp_path / "true.md").write_text("Divers found 14 cracks in the wall in February.\n", encoding="utf-8")
    gone = str(tmp_path / "gone.txt")

    assert run(str(tmp_path / "lie.md"), "--against", *sources, gone).exit_code == 5
    assert run(str(tmp_path / "lie.md"), "--against", *sources, gone, "--fail-on", "never").exit_code == 3
    assert run(str(tmp_path / "true.md"), "--against", *sources, gone, "--strict").exit_code == 1
    page = run("--help").stdout
    assert "5 findings at or above --fail-on, even so" in " ".join(page.split())
    assert "built-in engine" not in page
    assert "withheld" not in page


def test_what_is_printed_for_scripts_steers_no_terminal(tmp_path: Path) -> None:
    """An id and the name of a file are as their writers chose; read again they are what they were."""
    (tmp_path / "a\u202e.txt").write_text("The board closed the north quay on Monday after a vote.\n", encoding="utf-8")
    (tmp_path / "b.md").write_text("The board closed the north quay on Monday.\n", encoding="utf-8")
    pair = {"id": "\x9b2J\u202e", "brief": "The board closed the north quay.", "source": "Nothing is known of it."}
    (tmp_path / "pairs.jsonl").write_text(json.dumps(pair) + "\n", encoding="utf-8")

    pairs = run("--pairs", str(tmp_path / "pairs.jsonl")).stdout
    audit = run(str(tmp_path / "b.md"), "--against", str(tmp_path / "a\u202e.txt"), "-f", "json").stdout
    sarif = run(str(tmp_path / "b.md"), "--against", str(tmp_path / "a\u202e.txt"), "-f", "sarif").stdout

    assert not {"\x9b", "\u202e"} & {*pairs, *audit, *sarif}
    assert json.loads(pairs)["id"] == pair["id"]
    assert json.loads(audit)["articles"][0]["source"] == str(tmp_path / "a\u202e.txt")
    assert json.loads(sarif)["version"] == "2.1.0"
