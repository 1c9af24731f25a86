"""`brief summarize` and `brief demo` as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.command import SEEDS, brief

FERRY = str(SEEDS / "03-ferry-world-ledger.md")


def test_piped_output_is_markdown_without_escape_codes() -> None:
    """Stdout is the brief and nothing else; stderr has nothing to say."""
    done = brief("summarize", FERRY)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("# News brief\n")
    assert "\x1b" not in done.stdout


def test_no_color_and_force_color_change_nothing_in_a_pipe() -> None:
    """Not even the terminal format colours a pipe."""
    assert "\x1b" not in brief("summarize", FERRY, "-f", "terminal", FORCE_COLOR="1").stdout


def test_the_ending_of_the_output_file_chooses_the_format(tmp_path: Path) -> None:
    """`-o brief.html` is a page; the file is there whole, and stdout is empty."""
    target = tmp_path / "brief.html"
    done = brief("summarize", FERRY, "-o", str(target))

    assert (done.returncode, done.stdout) == (0, "")
    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert list(tmp_path.iterdir()) == [target]


def test_standard_input_is_one_article() -> None:
    """`-` reads what is piped in."""
    given = (SEEDS / "04-trade-seoul-courier.txt").read_bytes()

    done = brief("summarize", "-", "-f", "json", "--offline", given=given)

    assert json.loads(done.stdout)["articles"][0]["publisher"] == "Seoul Courier"


def test_a_bad_file_costs_one_line_and_exit_3() -> None:
    """The others still come out."""
    done = brief("summarize", FERRY, "missing.txt")

    assert done.returncode == 3
    assert done.stdout.startswith("# News brief")
    assert done.stderr.count("\n") == 1
    assert "missing.txt" in done.stderr


def test_nothing_left_is_a_failure_and_prints_no_brief() -> None:
    """Exit 1, one line, empty stdout."""
    done = brief("summarize", "missing.txt")

    assert (done.returncode, done.stdout) == (1, "")


def test_a_selection_that_keeps_nothing_says_so_and_exits_4() -> None:
    """The brief says there is nothing to report; a mail script can tell by the exit code."""
    done = brief("summarize", FERRY, "--country", "DK")

    assert done.returncode == 4
    assert "Nothing to report." in done.stdout
    assert done.stderr.count("\n") == 1


def test_strict_makes_a_skipped_file_a_failure() -> None:
    """For scripts that would rather have nothing than part."""
    assert brief("summarize", FERRY, "missing.txt", "--strict").returncode == 1


def test_a_wrong_flag_or_value_is_a_usage_error() -> None:
    """Exit 2, and what to write instead."""
    for arguments in (("--sincee", "1d"), ("--since", "yesterweek"), ("--country", "Atlantis"), ("--by", "colour")):
        done = brief("summarize", FERRY, *arguments)

        assert done.returncode == 2, arguments
        assert "Traceback" not in done.stderr


def test_a_wrong_setting_names_the_nearest_one(tmp_path: Path) -> None:
    """File, key, and "did you mean"."""
    config = tmp_path / "brief.yaml"
    config.write_text("pionts: 3\n", encoding="utf-8")
    done = brief("summarize", FERRY, "--config", str(config))

    assert done.returncode == 2
    assert str(config) in done.stderr
    assert "Did you mean 'points'?" in done.stderr


def test_the_environment_and_the_flag_say_how_many_points() -> None:
    """Flag wins over environment."""
    by_environment = json.loads(brief("summarize", FERRY, "-f", "json", BRIEF_POINTS="2").stdout)
    by_flag = json.loads(brief("summarize", FERRY, "-f", "json", "-n", "1", BRIEF_POINTS="2").stdout)

    assert [len(found["stories"][0]["points"]) for found in (by_environment, by_flag)] == [2, 1]


def test_verbose_says_why_articles_stand_together() -> None:
    """On stderr, so that the brief stays the brief."""
    done = brief("summarize", *map(str, sorted(SEEDS.glob("0[123]-*"))), "-v")

    assert "Silas Barasa Wekunda" in done.stderr


def test_the_demo_works_from_anywhere(tmp_path: Path) -> None:
    """The samples come with the package."""
    done = brief("demo", "-f", "json", cwd=tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
    assert len(json.loads(done.stdout)["stories"]) == 13


def test_the_help_says_what_the_exit_codes_mean() -> None:
    """All nine of them."""
    shown = brief("--help", COLUMNS="200", TERMINAL_WIDTH="200").stdout

    assert all(f"{code} " in shown for code in (0, 1, 2, 3, 4, 5, 6, 75, 130))


def _single(*arguments: str) -> list[dict[str, Any]]:
    done = brief("summarize", str(SEEDS), "--by", "article", "-f", "jsonl", "-q", *arguments)

    assert done.returncode == 0
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_each_article_by_itself_comes_in_the_order_it_is_read() -> None:
    """The same lines as of a brief without limit, which puts the weightiest first."""
    read = [json.loads(line)["id"] for line in brief("read", str(SEEDS), "-f", "jsonl").stdout.splitlines()]
    streamed, whole = _single(), _single("--minutes", "0")

    assert [line["sources"][0]["id"] for line in streamed] == read
    assert [line["id"] for line in streamed] != [line["id"] for line in whole]
    for line in (*streamed, *whole):
        del line["weight"]  # how new it is counts from the newest that is read by then
    assert sorted(streamed, key=lambda line: line["id"]) == sorted(whole, key=lambda line: line["id"])


def test_how_much_there_is_room_for_is_known_of_all_only() -> None:
    """With a limit, all are read before the first is printed, and each says how much of it is shown."""
    assert {line["shown"] for line in _single()} == {"full"}
    assert {line["shown"] for line in _single("--minutes", "2")} >= {"short", "line"}


def test_what_a_stream_leaves_out_is_said_as_of_any_brief() -> None:
    """A file that is not there, what is muted, nothing left: the same sentences, the same exit codes."""
    stream = ("--by", "article", "-f", "jsonl")
    partly = brief("summarize", FERRY, "missing.txt", *stream)
    nothing = brief("summarize", FERRY, *stream, "--match", "zebra")
    failed = brief("summarize", "missing.txt", *stream)

    assert (partly.returncode, partly.stdout.count("\n")) == (3, 1)
    assert "missing.txt" in partly.stderr
    assert (nothing.returncode, nothing.stdout) == (brief("summarize", FERRY, "--match", "zebra").returncode, "")
    assert "no article is left" in nothing.stderr
    assert (failed.returncode, failed.stdout) == (1, "")
