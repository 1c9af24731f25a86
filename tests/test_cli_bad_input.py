"""Bad input, as a user meets it: one clear line on stderr, the other articles all the same, an exit code that says so."""

from __future__ import annotations

import errno
import json
import os
import re
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command import brief, environ

_BODY = (
    "Officials in Maboto said on Tuesday that the {thing} would stay closed until the spring floods had passed.\n\n"
    "The closure cuts the only way between the two halves of the town, the council said in a statement.\n"
)
_GOOD = f"Bridge at Maboto stays closed\n\n10 March 2026, 21:40 EAT\n\n{_BODY.format(thing='bridge')}"
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good article."""
    (tmp_path / "good.txt").write_text(_GOOD, encoding="utf-8")
    return tmp_path


def _brief(
    *arguments: str, cwd: Path, given: bytes = b"", limits: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    return brief(*arguments, cwd=cwd, given=given, limits=limits, BRIEF_HOME=".home")


def _said(done: subprocess.CompletedProcess[str]) -> list[str]:
    """The lines on stderr; none of them is a traceback, and no stream carries a control character."""
    out, err = done.stdout, done.stderr
    assert "Traceback" not in err
    assert "internal error" not in err
    assert _CONTROL.findall(out + err) == []
    return err.splitlines()


def _bodies(done: subprocess.CompletedProcess[str]) -> list[str]:
    return [json.loads(line)["text"] for line in done.stdout.splitlines()]


_BAD_FILES = {
    "empty.txt": (b"", "is empty."),
    "blank.txt": (b" \n\n\t\n", "is empty."),
    "zeros.txt": (bytes(4096), "is empty."),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "is a picture"),
    "picture.html": (b"\xff\xd8\xff\xe0" + bytes(range(256)), "is a picture"),
    "report.txt": (b"%PDF-1.7\nxxxx", "is a damaged PDF"),
    "letter.txt": (b"PK\x03\x04xxxx", "is a damaged archive"),
    "noise.txt": (bytes(range(256)) * 20, "is a binary file"),
    "hollow.html": (b"<!doctype html><html><head></head><body></body></html>", "holds no article text."),
    "hollow.md": (b"---\ntitle: Only a head\n---\n", "holds no article text."),
    "links.txt": (b"Share\nTweet\nPrint\n", "holds no article text."),
    "hollow.jsonl": (b"\n\n", "is empty."),
}


@pytest.mark.parametrize("name", sorted(_BAD_FILES))
def test_a_file_without_an_article_is_named_and_the_others_come_out(folder: Path, name: str) -> None:
    """One line with the file, what is wrong and what to do; exit 3."""
    content, reason = _BAD_FILES[name]
    (folder / name).write_bytes(content)

    done = _brief("read", "-f", "jsonl", name, "good.txt", cwd=folder)

    (line,) = _said(done)
    assert line.startswith(f"brief: {name} {reason}")
    assert re.search(r"(?:Paste|Save|Open|Put|Each) .*\.$", line)
    assert len(_bodies(done)) == 1
    assert done.returncode == 3


@pytest.mark.parametrize("command", ["read", "summarize", "quotes"])
def test_where_nothing_is_left_the_run_has_failed(folder: Path, command: str) -> None:
    """Exit 1, the reason on stderr, and nothing on stdout that could pass for a brief."""
    (folder / "empty.txt").touch()

    done = _brief(command, "empty.txt", cwd=folder)

    assert len(_said(done)) == 1
    assert (done.returncode, done.stdout) == (1, "")


def test_a_slip_of_the_hand_is_answered_with_the_name_that_was_meant(folder: Path) -> None:
    """The file is named, and the one beside it that is nearly the same."""
    done = _brief("read", "goood.txt", cwd=folder)

    assert _said(done) == ["brief: goood.txt does not exist. Did you mean 'good.txt'?"]
    assert done.returncode == 1


def test_a_path_that_is_like_no_other_gets_no_guess(folder: Path) -> None:
    """Two names that share nothing but their ending are not taken for each other."""
    done = _brief("read", "harbour.txt", "nowhere/else.txt", cwd=folder)

    assert _said(done) == [
        "brief: harbour.txt does not exist. Check the path.",
        "brief: nowhere/else.txt does not exist. There is no folder 'nowhere' either.",
    ]


@pytest.mark.parametrize("name", ["nothing", "named.txt", "only-hidden"])
def test_a_folder_without_articles_says_so(folder: Path, name: str) -> None:
    """Also one that is named like a file, and one with nothing but hidden files."""
    (folder / name).mkdir()
    if name == "only-hidden":
        (folder / name / ".DS_Store").write_bytes(b"x")

    done = _brief("read", name, "good.txt", cwd=folder)

    assert _said(done) == [f"brief: {name} is a folder without files. Save the articles into it first."]
    assert done.returncode == 3


def test_a_file_that_may_not_be_read_is_named(folder: Path) -> None:
    """A link to itself cannot be opened by anyone, not even by root."""
    (folder / "loop.txt").symlink_to("loop.txt")

    named, found = _brief("read", "loop.txt", "good.txt", cwd=folder), _brief("read", ".", cwd=folder)

    assert _said(named) == ["brief: loop.txt is a link that leads nowhere. Name the file it should lead to."]
    assert _said(found) == [f"brief: loop.txt cannot be read ({os.strerror(errno.ELOOP)}). Check the file."]
    assert (named.returncode, found.returncode) == (3, 3)


def test_a_folder_that_contains_itself_is_walked_once(folder: Path) -> None:
    """A link up the tree is not followed for ever."""
    (folder / "again").symlink_to(".")

    done = _brief("read", "-f", "jsonl", ".", "again", cwd=folder)

    assert _said(done) == []
    assert len(_bodies(done)) == 1


def test_a_pipe_in_a_folder_is_not_waited_for(folder: Path) -> None:
    """It would hang the run for ever; named on the command line it is read, as `<(command)` is."""
    os.mkfifo(folder / "pipe.txt")

    done = _brief("read", "-f", "jsonl", ".", cwd=folder)

    assert len(_said(done)) == 1
    assert _said(done)[0].startswith("brief: pipe.txt is no regular file.")
    assert (len(_bodies(done)), done.returncode) == (1, 3)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-16", _BODY),
        ("utf-16-le", _BODY),
        ("utf-16-be", _BODY),
        ("utf-8-sig", _BODY),
        ("cp1252", _BODY.replace("said", "“said” – naïvely –")),
        (
            "euc-kr",
            "마보토 당국은 화요일 봄 홍수가 지나갈 때까지 다리를 폐쇄한다고 밝혔다. 두 지역을 잇는 유일한 도로가 끊겼다.\n",
        ),
        (
            "shift-jis",
            "マボト当局は火曜日、春の洪水が過ぎるまで橋を閉鎖すると発表した。二つの地区を結ぶ唯一の道路が断たれる。\n",
        ),
    ],
)
def test_a_file_in_another_encoding_reads_as_it_was_written(folder: Path, encoding: str, text: str) -> None:
    """With or without a byte order mark, as editors and old systems save it."""
    (folder / "other.txt").write_bytes(f"{text.split(maxsplit=1)[0]}, once more today\n\n{text}".encode(encoding))

    done = _brief("read", "-f", "jsonl", "other.txt", cwd=folder)

    assert _said(done) == []
    assert _bodies(done) == [text.strip()]


def test_two_encodings_in_one_file_are_both_read(folder: Path) -> None:
    """A page pasted from two programs keeps the marks of both."""
    (folder / "both.txt").write_bytes(
        "Straße – open\n\n".encode() + "The “café” at the Rue de l’Été is open, it said.".encode("cp1252")
    )

    done = _brief("read", "-f", "jsonl", "both.txt", cwd=folder)

    assert json.loads(done.stdout)["title"] == "Straße – open"
    assert _bodies(done) == ["The “café” at the Rue de l’Été is open, it said."]


def test_a_file_larger_than_an_article_can_be_is_not_read(folder: Path) -> None:
    """50 MB of nothing: named, with the setting that allows more."""
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(50_000_000)

    done = _brief("read", "-f", "jsonl", "huge.txt", "good.txt", cwd=folder)

    assert _said(done) == [
        "brief: huge.txt is larger than 20 MB. Split it into articles, or raise `max_file_mb` in the config."
    ]
    assert (len(_bodies(done)), done.returncode) == (1, 3)


_HOSTILE_TITLE = "Dam [/x] [bold]up[/bold] \x1b[31mred\x1b[0m \u202eevil\u2069 \x1b]8;;http://evil.example\x07link\x1b]8;;\x07 \x9b31m"


@pytest.mark.parametrize("form", ["terminal", "markdown", "text", "html", "json", "jsonl"])
def test_a_hostile_title_comes_out_as_plain_words(folder: Path, form: str) -> None:
    """Markup stays text; escape sequences, links and bidi overrides lose what makes them work."""
    (folder / "title.txt").write_text(f"{_HOSTILE_TITLE}\n\n{_BODY.format(thing='dam')}", encoding="utf-8")

    done = _brief("summarize", "-f", form, "--by", "article", "title.txt", "good.txt", cwd=folder)

    assert _said(done) == []
    assert done.returncode == 0
    assert "evil" in done.stdout


def test_a_hostile_file_name_is_shown_as_plain_words(folder: Path) -> None:
    """Escape sequences, line ends and bytes that are no text, in names that are read and in names that are skipped."""
    for name in (b"a\x1b[31mred\nname.txt", b"no\xff\xfetext.txt", "right\u202eleft.txt".encode()):
        (folder / os.fsdecode(name)).write_text(
            f"Title of {name!r}\n\n{_BODY.format(thing=repr(name))}", encoding="utf-8"
        )
        (folder / os.fsdecode(b"empty-" + name)).touch()

    for command in (["read", "-f", "jsonl"], ["summarize"], ["summarize", "-f", "terminal", "-v"], ["quotes"]):
        done = _brief(*command, ".", cwd=folder)

        assert len([line for line in _said(done) if "is empty" in line]) == 3
        assert done.returncode == 3


def test_a_missing_path_with_a_hostile_name_is_shown_as_plain_words(folder: Path) -> None:
    """What the user typed comes back without what it would do to a terminal."""
    done = _brief("read", "x\x1b]0;owned\x07.txt", "y[/red].txt", cwd=folder)

    assert len(_said(done)) == 2


def test_each_broken_line_of_a_jsonl_file_is_named_with_its_number(folder: Path) -> None:
    """The lines around it are articles all the same."""
    lines = (
        '{"text": "A first text that is fine, the council said."}',
        '{"text": ',
        "[1, 2]",
        '{"title": "No text"}',
        '{"text": 5}',
        '{"text": "  "}',
        "",
        '{"text": "x", "tags": 7}',
        '{"id": "a", "text": "A second text that is fine, the council said."}',
        '{"id": "a", "text": "Another text with the same id, the council said."}',
        '{"id": "a", "text": "A second text that is fine, the council said."}',
    )
    (folder / "wire.jsonl").write_text("\n".join(lines), encoding="utf-8")

    done = _brief("read", "-f", "jsonl", "wire.jsonl", cwd=folder)

    assert _said(done) == [
        "brief: wire.jsonl:2 is not JSON (Expecting value). Each line must be one JSON object.",
        "brief: wire.jsonl:3 is no JSON object. Each line must be one, with at least a `text`.",
        "brief: wire.jsonl:4 has no `text`. Each line needs the article's body as `text`.",
        "brief: wire.jsonl:5 has a `text` of the wrong kind: input should be a valid string.",
        "brief: wire.jsonl:6 has an empty text. Put the article's body into its `text`.",
        "brief: wire.jsonl:8 has a `tags` of the wrong kind: input should be a valid tuple.",
        "brief: wire.jsonl:10 has the id 'a', which wire.jsonl:9 already has. Give each article an id of its own.",
        "brief: wire.jsonl:11 has the same text as wire.jsonl:9.",
    ]
    assert [body.split()[1] for body in _bodies(done)] == ["first", "second"]
    assert done.returncode == 3


def test_a_jsonl_line_of_many_brackets_is_broken_and_no_more(folder: Path) -> None:
    """A line nested deeper than Python can follow costs that line."""
    (folder / "deep.jsonl").write_text("[" * 200_000 + "\n" + json.dumps({"text": _BODY}) + "\n", encoding="utf-8")

    done = _brief("read", "-f", "jsonl", "deep.jsonl", cwd=folder)

    assert len(_said(done)) == 1
    assert _said(done)[0].startswith("brief: deep.jsonl:1 ")
    assert len(_bodies(done)) == 1


def test_standard_input_that_is_empty_says_so(folder: Path) -> None:
    """It may be named twice and is read once."""
    empty, twice = _brief("read", "-", cwd=folder), _brief("read", "-", "-", cwd=folder, given=_GOOD.encode())

    assert _said(empty) == ["brief: - is empty. Pipe an article into it."]
    assert empty.returncode == 1
    assert _said(twice) == []
    assert twice.returncode == 0


def test_a_file_named_twice_is_read_once(folder: Path) -> None:
    """By its name, by its folder, by a link."""
    (folder / "link.txt").symlink_to("good.txt")

    done = _brief("read", "-f", "jsonl", "good.txt", ".", "link.txt", "./good.txt", cwd=folder)

    assert len(_bodies(done)) == 1


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_run_ends_with_its_code_and_without_a_word(
    folder: Path, sent: signal.Signals, code: int
) -> None:
    """Ctrl-C and SIGTERM while it reads."""
    command = [sys.executable, "-m", "briefcli", "read", "-"]
    with subprocess.Popen(
        command, cwd=folder, env=environ(BRIEF_HOME=".home"), stdin=-1, stdout=-1, stderr=-1
    ) as running:
        assert running.stdin is not None
        running.stdin.write(b"x" * 500_000)  # more than a pipe holds: when this is written, it reads
        running.stdin.flush()
        running.send_signal(sent)
        out, err = running.communicate(timeout=60)

    assert (out, err) == (b"", b"")
    assert running.returncode == code


@pytest.mark.parametrize(
    "arguments",
    [["read", "good.txt"], ["summarize", "good.txt"], ["--help"], ["summarize", "--help"], ["config", "show"]],
)
def test_a_closed_pipe_ends_the_run_quietly(folder: Path, arguments: list[str]) -> None:
    """`brief … | head -1` says nothing about it."""
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "briefcli", *arguments]
    done = subprocess.run(
        command, cwd=folder, env=environ(BRIEF_HOME=".home"), stdout=writing, stderr=-1, timeout=60, check=False
    )
    os.close(writing)

    assert done.stderr == b""
    assert done.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="this system has no /dev/full")
@pytest.mark.parametrize(
    "arguments", [["read", "good.txt"], ["summarize", "good.txt"], ["--version"], ["config", "show"]]
)
def test_a_full_disk_behind_standard_output_is_said(folder: Path, arguments: list[str]) -> None:
    """One line, exit 1."""
    command = [sys.executable, "-m", "briefcli", *arguments]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command, cwd=folder, env=environ(BRIEF_HOME=".home"), stdout=full, stderr=-1, timeout=60, check=False
        )

    assert done.stderr.decode() == (
        f"brief: standard output: the disk is full ({os.strerror(errno.ENOSPC)}). Make room and run it again.\n"
    )
    assert done.returncode == 1


def test_a_disk_that_fills_up_leaves_no_half_written_file(folder: Path) -> None:
    """The file that was there stays as it was, and nothing lies beside it."""
    (folder / "brief.md").write_text("yesterday's brief", encoding="utf-8")
    limits = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64))  # noqa: E731

    done = _brief("summarize", "good.txt", "-o", "brief.md", cwd=folder, limits=limits)

    (line,) = _said(done)
    assert line.startswith("brief: brief.md: the disk is full")
    assert done.returncode == 1
    assert (folder / "brief.md").read_text(encoding="utf-8") == "yesterday's brief"
    assert sorted(path.name for path in folder.iterdir()) == ["brief.md", "good.txt"]


def test_a_target_that_cannot_be_written_is_said(folder: Path) -> None:
    """A folder, a folder that is missing, a name that is too long."""
    (folder / "sub").mkdir()
    for target, said in (
        ("sub", "brief: sub is a folder. Name a file in it."),
        ("none/x.md", "brief: none/x.md: there is no folder 'none'. Make it first, or choose another one."),
        ("good.txt/x.md", "brief: good.txt/x.md: there is no folder 'good.txt'. Make it first, or choose another one."),
        (f"{'x' * 300}.md", f"brief: {'x' * 300}.md: {os.strerror(errno.ENAMETOOLONG)}."),
    ):
        done = _brief("summarize", "good.txt", "-o", target, cwd=folder)

        assert _said(done) == [said]
        assert done.returncode in {1, 2}


def test_a_device_or_a_link_as_target_stays_what_it_is(folder: Path) -> None:
    """A device is written to and never replaced, a link goes on pointing where it did."""
    os.mkfifo(folder / "pipe")
    (folder / "latest.md").symlink_to("monday.md")
    with subprocess.Popen(["timeout", "30", "cat", "pipe"], cwd=folder, stdout=-1) as reader:
        piped = _brief("summarize", "good.txt", "-o", "pipe", cwd=folder)
        read, _ = reader.communicate(timeout=60)
    linked = _brief("summarize", "good.txt", "-o", "latest.md", cwd=folder)

    assert (piped.returncode, linked.returncode) == (0, 0)
    assert (folder / "pipe").is_fifo()
    assert read.startswith(b"# News brief")
    assert (folder / "latest.md").is_symlink()
    assert (folder / "monday.md").read_text(encoding="utf-8").startswith("# News brief")


@pytest.mark.parametrize("closed", [0, 1, 2])
def test_a_stream_that_was_closed_before_the_start_is_no_trouble(folder: Path, closed: int) -> None:
    """`<&-` and `2>&-`; nor is `>&-` for anything but the brief that belongs there."""
    done = _brief("summarize", "good.txt", cwd=folder, limits=lambda: os.close(closed))

    assert "error" not in done.stderr
    assert done.returncode == (1 if closed == 1 else 0)
    assert done.stdout.startswith("# News brief") == (closed != 1)


def test_what_belongs_to_a_closed_standard_output_is_missed(folder: Path) -> None:
    """Exit 1 and what to do; where nothing is printed, nothing is lost."""
    close: Callable[[], None] = lambda: os.close(1)  # noqa: E731

    printed = _brief("summarize", "good.txt", cwd=folder, limits=close)
    written = _brief("summarize", "good.txt", "-o", "brief.md", cwd=folder, limits=close)

    assert _said(printed) == [
        "brief: standard output: it is closed, and what belongs there is lost. Open it, or name a file with `-o`."
    ]
    assert (printed.returncode, written.returncode) == (1, 0)
    assert (folder / "brief.md").read_text(encoding="utf-8").startswith("# News brief")
