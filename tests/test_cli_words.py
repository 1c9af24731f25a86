"""A command line people know: help that shows what to type, errors that name it, names that are nearly right."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import typer

from briefcli.cli.app import app_of
from briefcli.cli.examples import EXAMPLES
from briefcli.cli.topics import TOPICS, text_of
from tests.command import SEEDS, brief
from tests.command import environ as _environ

FERRY = str(SEEDS / "01-ferry-harbour-post.txt")
COURIER = str(SEEDS / "04-trade-seoul-courier.txt")


def commands(command: Any = None, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Every command by its words."""
    command = command or typer.main.get_command(app_of())
    below = getattr(command, "commands", {})
    return [path, *(found for name, one in below.items() for found in commands(one, (*path, name)))]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("--sort bogus", "--sort: cannot be 'bogus'. Use one of: weight, newest, outlets. See `brief summarize --help`."),
        ("--sort=newset", "--sort: cannot be 'newset'. Did you mean 'newest'? See `brief summarize --help`."),
        ("-n 100", "-n: cannot be 100. It must be at most 50."),
        ("--points 100", "--points: cannot be 100. It must be at most 50."),
        ("-n0", "-n: cannot be '0'. It must be at least 1. See `brief summarize --help`."),
        ("--minutes many", "--minutes: cannot be 'many'. It must be a whole number. See `brief summarize --help`."),
        ("--offlin", "--offlin: there is no such option. Did you mean '--offline'? See `brief summarize --help`."),
        ("-p tone", "-p: it takes two values."),
        ("--template=sumarize", "--template: unknown prompt 'sumarize'. Did you mean 'summarize'?"),
        ("--base-url llm.example -m m", "--base-url: 'llm.example' is no server address. Write it as http://localhost:11434/v1."),
        ("--country", "--country: it takes a value."),
        ("--country Kroea", "--country: 'Kroea' is no country. Did you mean South Korea (KR) or North Korea (KP)?"),
        ("--country GBR", "--country: 'GBR' is no country. Did you mean United Kingdom (GB) or Greece (GR)?"),
        ("--country Uzbekstan", "--country: 'Uzbekstan' is no country. Did you mean Uzbekistan (UZ)?"),
        ("--since yesterweek", "--since: 'yesterweek' is no time. Use 24h, 3d, today, yesterday, or a date such as 2026-03-10."),
        ("--since 9999999999d", "--since: '9999999999d' is no time. Use 24h, 3d, today, yesterday, or a date such as 2026-03-10."),
        ("-t sumarize --offline", "-t: unknown prompt 'sumarize'. Did you mean 'summarize'?"),
        ("-t ./mine.md --offline", "-t: mine.md: there is no such prompt. `brief prompts list` has those there are."),
    ],
)  # fmt: skip
def test_a_slip_is_one_line_that_names_what_was_typed(arguments: str, said: str) -> None:
    """Exit 2, nothing on stdout, no word of a library."""
    done = brief("summarize", FERRY, *shlex.split(arguments))

    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"brief: {said}\n")


def test_a_command_or_a_topic_that_is_not_there_is_answered_with_the_nearest() -> None:
    """And a command without its sources, or its folder, says which is missing."""
    assert "Did you mean 'summarize'?" in brief("sumarize", FERRY).stderr
    assert brief("help", "crom").stderr == "brief: 'crom' is no topic. Did you mean 'cron'?\n"
    assert brief("summarize").stderr == "brief: SOURCES is missing. See `brief summarize --help`.\n"
    assert brief("digest", FERRY).stderr == "brief: --out: it is missing. See `brief digest --help`.\n"


def test_a_prompt_that_is_not_there_is_an_error_of_a_digest_too(tmp_path: Path) -> None:
    """Whichever engine would write."""
    done = brief("digest", FERRY, "--out", str(tmp_path / "out"), "--offline", "-t", "verse")

    assert (done.returncode, done.stderr.split(".")[0]) == (2, "brief: -t: unknown prompt 'verse'")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("Korea", "South Korea (KR); North Korea (KP)"),
        ("congo", "Democratic Republic of Congo (CD); Republic of Congo (CG)"),
    ],
)
def test_a_name_of_two_countries_is_taken_for_the_likelier_and_that_is_said(name: str, taken: str) -> None:
    """By its code or its whole name, nothing is said."""
    done = brief("read", COURIER, "--country", name, "-f", "jsonl")

    (said,) = done.stderr.splitlines()[:1]
    assert re.fullmatch(
        rf"brief: --country {name}: taken for .+ \((KR|CD)\); .+ \((KP|CG)\) has the name, too", said
    ), taken
    assert bool(done.stdout) == (name == "Korea")
    assert brief("read", COURIER, "--country", "South Korea", "-f", "jsonl").stderr == ""


def test_yesterday_begins_at_its_midnight() -> None:
    """Of 12 March, 07:00 UTC: what is of the eleventh is kept, what is of the tenth is not."""

    def since(when: str) -> set[str]:
        lines = brief("read", str(SEEDS), "--since", when, "-f", "jsonl").stdout.splitlines()
        dated = (one for one in map(json.loads, lines) if one["published_at"])
        return {datetime.fromisoformat(one["published_at"]).astimezone(UTC).date().isoformat() for one in dated}

    assert since("yesterday") == {"2026-03-11", "2026-03-12"}
    assert since("today") == {"2026-03-12"}


def test_brief_alone_explains_itself() -> None:
    """Exit 0, and what to type first; a group of commands shows its page."""
    alone = brief()

    assert (alone.returncode, alone.stderr) == (0, "")
    assert "brief demo" in alone.stdout
    assert len(alone.stdout.splitlines()) < 15
    assert brief("config").returncode == 0
    assert "check" in brief("config").stdout


@pytest.mark.parametrize("path", commands(), ids=" ".join)
def test_help_shows_what_to_type(path: tuple[str, ...]) -> None:
    """No type of Python's; options under headings; examples at the end of each command."""
    shown = brief(*path, "--help", COLUMNS="100", TERMINAL_WIDTH="100").stdout

    assert not re.search(r"<(?:bool|str|int|float|list)\b|\[x>=", shown)
    if len(path) < 2:
        assert "Examples" in shown
        assert all(f"$ {line}"[:60] in shown for line in EXAMPLES[path[0] if path else "brief"])
    if path in {("summarize",), ("digest",)}:
        headings = re.findall(r"╭─ (\w+)", shown)
        assert headings == ["Arguments", "Output", "Selection", "Engine", "Model", "Run"]


def test_every_example_is_a_command_line_that_is_accepted() -> None:
    """Each word of it: options that are there, with values they take."""
    whole = typer.main.get_command(app_of())
    for line in (one for examples in EXAMPLES.values() for one in examples):
        words = shlex.split(re.split(r" [|>] ", line)[0])[1:]
        command: Any = whole
        while words and words[0] in getattr(command, "commands", {}):
            command = command.commands[words.pop(0)]
        command.make_context("brief", words, resilient_parsing=False)


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_names_commands_that_are_there(topic: str) -> None:
    """What stands in a text of `brief help` is a command, and its options are the command's."""
    whole: Any = typer.main.get_command(app_of())
    text = text_of(topic)
    named = re.findall(r"(?:`|^    (?:.*?\s)?)(?:\$HOME/\S+/)?brief ([a-z]+)([^`|\n]*)", text, re.MULTILINE)

    assert brief("help", topic).stdout.splitlines()[0] == text.splitlines()[0].removeprefix("# ")
    for name, rest in named:
        assert name in whole.commands, name
        if not hasattr(whole.commands[name], "commands"):
            options = {one for parameter in whole.commands[name].params for one in parameter.opts}
            assert set(re.findall(r"(?<=\s)--?[a-z][\w-]*", rest)) <= {"--help", *options}, rest


def test_the_manual_page_has_every_command_and_topic() -> None:
    """Made of the same text; what begins a line is no command of roff."""
    page = brief("help", "man").stdout

    assert page.startswith(".TH BRIEF 1")
    for path in commands():
        assert not path or f"brief {' '.join(path)}".upper() in page.upper()
    for topic in TOPICS:
        assert text_of(topic).splitlines()[0].removeprefix("# ").upper() in page
    assert {line.split()[0] for line in page.splitlines() if line.startswith((".", "'"))} <= {
        ".TH", ".SH", ".PP", ".TP", ".IP", ".nf", ".fi",
    }  # fmt: skip


def completed(line: str, **environ: str) -> list[str]:
    """What a shell is offered behind a line."""
    words = line.split(" ")
    given = {"_BRIEF_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    done = subprocess.run(
        [sys.executable, "-c", "from briefcli.cli import main; import sys; sys.argv[0] = 'brief'; main()"],
        env=_environ(**given, **environ),
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.split()


def test_a_shell_completes_countries_prompts_regions_models_and_topics(tmp_path: Path) -> None:
    """Countries by code and name; regions and models are those of the config."""
    config = tmp_path / "brief.yaml"
    config.write_text(
        "regions: {nordics: [DK, NO]}\nmodel: llama3.1\nservers: {a: {base_url: 'http://a/v1', model: lama}}\n"
    )
    with_config = {"BRIEF_CONFIG": str(config)}

    assert completed("brief summarize --country K") >= ["KE", "KG", "KH"]
    assert completed("brief summarize --country Keny") == ["Kenya"]
    assert completed("brief summarize -t su") == ["summarize"]
    assert completed("brief digest --region n", **with_config) == ["nordics"]
    assert completed("brief summarize -m l", **with_config) == ["lama", "llama3.1"]
    assert completed("brief help cr") == ["cron"]
    assert completed("brief schema ru") == ["run"]


WRONG = {
    "timezone: Mars/Olympus": "timezone: 'Mars/Olympus' is no time zone.",
    "template: sumarize": "template: unknown prompt 'sumarize'. Did you mean 'summarize'?",
    "params: {tone: dry}": "template: summarize.md: the prompt has no parameter 'tone'.",
    "deadline: teatime": "deadline: 'teatime' is no time.",
    "names: '{date}/x.{ext}'": "names: '{date}/x.{ext}' gives every country the same file.",
    "sections: region": "sections: --sections region: the config has no regions.",
    "prompts_dir: /nowhere/prompts": "prompts_dir: there is no folder '/nowhere/prompts'.",
    "server: ofice\nservers: {office: {base_url: 'http://x/v1', model: m}}": "server: unknown server 'ofice'. Did you mean 'office'?",
    "servers: {office: {base_url: llm.example}}": "servers: office: 'llm.example' is no server address.",
    "regions: {nordics: [DK, Noorway]}": "regions: nordics: 'Noorway' is no country. Did you mean Norway (NO)?",
    "points: 3\npoints: 4": "line 2: 'points' is there twice. Keep one of them.",
    "regions:\n  a: [DK]\n  a: [NO]": "line 3: 'a' is there twice.",
    "points: 100": "'points' cannot be 100. It must be at most 50.",
    "follow: 3": "'follow' cannot be 3. It must be a list, such as [one, two].",
    "engine: llm\nserver: office\nservers: {office: {base_url: 'http://x/v1', model: m}}\nbudget_usd: 2": "no price is known for m at x.",
    "engine: llm\nbase_url: https://llm.example/v1\nmodel: m\napi_key_env: NO_SUCH_KEY": "server: the environment variable NO_SUCH_KEY is not set",
}


@pytest.mark.parametrize("content", WRONG)
def test_config_check_looks_at_values_as_a_run_would(content: str, tmp_path: Path) -> None:
    """One line each, with the file and the setting; exit 2."""
    file = tmp_path / "brief.yaml"
    file.write_text(content + "\n", encoding="utf-8")

    done = brief("config", "check", "--config", str(file))

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"brief: {file}")
    assert WRONG[content] in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_config_check_says_everything_that_is_wrong(tmp_path: Path) -> None:
    """Not only the first; and the example config is fine."""
    file = tmp_path / "brief.yaml"
    file.write_text("timezone: Mars/Olympus\ndeadline: teatime\nregions: {a: [Noorway]}\n", encoding="utf-8")

    assert len(brief("config", "check", "--config", str(file)).stderr.splitlines()) == 3
    assert brief("config", "check", "--config", "config.example.yaml").returncode == 0
