"""Hostile files: each costs a line, at most its seconds, and nothing else."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefcli.article import Article, LeftOut, Skipped
from briefcli.config import Settings
from briefcli.gathering import gather
from briefcli.read import Found, read_file
from briefcli.text import without_controls
from tests import documents
from tests.command import brief, environ
from tests.documents import FORMATS, PARAGRAPHS, TITLE
from tests.test_read_newsroom import read, reason

_GOOD = "\n\n".join((TITLE, *PARAGRAPHS))


def _deep_zip() -> bytes:
    content = documents.zipped(a_txt=documents.pasted())
    for _ in range(8):
        content = documents.zipped(x_zip=content)
    return content


_HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb.gz": (lambda: gzip.compress(bytes(30_000_000)), "unpacks to more than 20 MB."),
    "bomb.zip": (lambda: documents.zipped(a_txt=bytes(30_000_000)), "is larger than 20 MB."),
    "deep.zip": (_deep_zip, "lies too many archives deep."),
    "deep.rtf": (lambda: b"{\\rtf1 " + b"{" * 200_000, "is nested too deeply for an RTF file."),
    "deep.json": (lambda: b"[" * 200_000, "is nested too deeply."),
    "cut.docx": (lambda: documents.docx()[:3000], "is a damaged document."),
    "cut.odt": (lambda: documents.odt()[:3000], "is a damaged document."),
    "cut.gz": (lambda: gzip.compress(documents.pasted())[:-20], "is a damaged archive."),
    "loop.pdf": (
        lambda: (
            b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 99>>endobj\n"
            b"trailer<</Root 1 0 R>>\n"
        ),
        "has no text: a scan?",
    ),
}


@pytest.mark.parametrize("name", sorted(_HOSTILE))
def test_a_hostile_file_is_named_for_what_it_is(name: str) -> None:
    """With what to do."""
    content, said = _HOSTILE[name]

    assert reason(content(), name).startswith(said)


def test_a_word_file_that_would_fill_the_memory_is_not_unpacked() -> None:
    """What it says it unpacks to is looked at first."""
    import io
    import zipfile

    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(210_000_000))

    assert reason(written.getvalue(), "a.docx").startswith("unpacks to more than 200 MB.")


def test_a_file_that_takes_too_long_is_left_out_and_the_others_read(tmp_path: Path) -> None:
    """Also where the time goes into a loop that no signal stops: 100,000 tags with as many attributes' names."""
    page = "".join(f"<p a{n}='x' b='{n}'>w</p>" for n in range(150_000))
    (tmp_path / "slow.html").write_text(f"<html><body>{page}</body></html>", encoding="utf-8")
    (tmp_path / "z.txt").write_text(_GOOD, encoding="utf-8")
    started = time.monotonic()

    found = gather([str(tmp_path)], Settings(max_file_seconds=2))

    assert [one.title for one in found.articles] == [TITLE]
    assert [one.reason for one in found.skipped] == [
        "took longer than 2 s to read. Shorten it, or raise `max_file_seconds` in the config."
    ]
    assert time.monotonic() - started < 60


def test_a_page_with_300_000_attributes_is_read(tmp_path: Path) -> None:
    """The parser would compare each with all others; no page has as many."""
    attributes = " ".join(f'a{n}="{n}"' for n in range(300_000))
    page = documents.page().replace(b"<article>", f"<article {attributes}>".encode())
    (article,) = read(page)

    assert isinstance(article, Article)
    assert article.text.split("\n\n") == list(PARAGRAPHS)


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_a_slow_file_does_not_outlive_the_run(tmp_path: Path, sent: signal.Signals) -> None:
    """Ctrl-C and SIGTERM end the process that reads it, too."""
    page = "".join(f"<p a{n}='x' b='{n}'>w</p>" for n in range(300_000))
    (tmp_path / "slow.html").write_text(f"<html><body>{page}</body></html>", encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "briefcli", "read", "slow.html"],
        cwd=tmp_path,
        env=environ(BRIEF_HOME=".home", BRIEF_MAX_FILE_SECONDS="100"),
        stdout=-1,
        stderr=-1,
    ) as running:
        children = Path(f"/proc/{running.pid}/task/{running.pid}/children")
        child = ""
        until = time.monotonic() + 30
        while not child and time.monotonic() < until:
            child = children.read_text() if children.exists() else ""
            time.sleep(0.05)
        running.send_signal(sent)
        running.communicate(timeout=30)

    assert running.returncode == 128 + sent
    assert not child or not Path(f"/proc/{child.split()[0]}").exists()


def test_every_file_of_a_folder_is_accounted_for(tmp_path: Path) -> None:
    """Pipes, devices, cycles, hidden files, second names and second copies; `-v` says what was dropped, too."""
    (tmp_path / "a.txt").write_text(_GOOD, encoding="utf-8")
    (tmp_path / "b.txt").write_text(_GOOD, encoding="utf-8")
    (tmp_path / "c.txt").symlink_to("a.txt")
    (tmp_path / "day").symlink_to(".")
    (tmp_path / ".hidden").touch()
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "null.txt").symlink_to("/dev/null")

    done = brief("read", "-v", "-f", "jsonl", ".", cwd=tmp_path, BRIEF_HOME="/nonexistent/brief")

    said = sorted(done.stderr.splitlines())
    assert [line.removeprefix("brief: ") for line in said if "dropped" not in line] == [
        ".hidden left out: is hidden.",
        "b.txt left out: has the same text as a.txt.",
        "c.txt left out: is a.txt under another name.",
        "day left out: is a link to a folder that was read already.",
        "null.txt is no regular file. Name it on the command line to read it all the same.",
        "pipe.txt is no regular file. Name it on the command line to read it all the same.",
    ]
    assert len(done.stdout.splitlines()) == 1


def test_a_file_that_grows_is_read_as_far_as_it_was(tmp_path: Path) -> None:
    """Whoever writes to it while it is read does not keep the run going."""
    lines = tmp_path / "wire.jsonl"
    line = json.dumps({"text": PARAGRAPHS[0]}) + "\n"
    lines.write_text(line, encoding="utf-8")
    found = []
    for one in read_file(Found(path=lines, source="wire.jsonl")):
        found.append(one)
        with lines.open("a", encoding="utf-8") as file:
            file.write(line)

    assert len(found) == 1


def test_a_linked_folder_is_followed_once(tmp_path: Path) -> None:
    """Whatever leads to it."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a.txt").write_text(_GOOD, encoding="utf-8")
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "one").symlink_to("../elsewhere")
    (tmp_path / "desk" / "two").symlink_to("../elsewhere")

    found = gather([str(tmp_path / "desk")], Settings())

    assert [one.source for one in found.articles] == [str(tmp_path / "desk" / "one" / "a.txt")]
    assert [one.source for one in found.left_out] == [str(tmp_path / "desk" / "two")]


def test_a_path_in_json_is_what_the_file_system_has(tmp_path: Path) -> None:
    """Escaped where it is shown: a script can open it."""
    name = os.fsdecode(b"no\xff text \x1b[31m\xe2\x80\xae.txt")
    (tmp_path / name).write_text(_GOOD, encoding="utf-8")

    done = brief("read", "-f", "jsonl", ".", cwd=tmp_path, BRIEF_HOME="/nonexistent/brief")
    shown = brief("read", ".", cwd=tmp_path, BRIEF_HOME="/nonexistent/brief")

    assert json.loads(done.stdout)["source"] == name
    assert not any(char in done.stdout + shown.stdout for char in "\x1b\u202e\udcff")


def test_json_lines_are_told_on_standard_input(tmp_path: Path) -> None:
    """So that what `brief read` prints can be read again, text, offsets and all."""
    text = "The council met.  It said:\r\n“We will not\r\nopen it\x00 today,\u2028 nor\u202e ever,” said  Ruth Kamau, the engineer."
    given_ = json.dumps({"id": "a", "text": text})
    once = brief("read", "-", "-f", "jsonl", given=given_.encode(), cwd=tmp_path, BRIEF_HOME="/nonexistent/brief")
    again = brief(
        "quotes", "-", "--all", "-f", "jsonl", given=once.stdout.encode(), cwd=tmp_path, BRIEF_HOME="/nonexistent/brief"
    )

    (quote,) = json.loads(again.stdout)["quotes"]
    assert json.loads(once.stdout)["text"] == text
    assert text[quote["start"] : quote["end"]] == quote["text"]
    assert without_controls(once.stdout + again.stdout) == once.stdout + again.stdout


_SAMPLES = {name: make() for name, make in FORMATS.items()}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(_SAMPLES)), st.data())
def test_no_torn_file_of_any_format_makes_its_reader_fail(name: str, data: st.DataObject) -> None:
    """Bytes lost, doubled and changed: articles without a control character, or a reason."""
    content = bytearray(_SAMPLES[name])
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, max(0, len(content) - 1)))
        length = data.draw(st.integers(0, 40))
        content[at : at + length] = data.draw(st.binary(max_size=40)) * data.draw(st.integers(0, 3))
    for one in read(bytes(content), name):
        assert isinstance(one, Article | Skipped | LeftOut)
        if isinstance(one, Article):
            assert without_controls(one.text + one.title) == one.text + one.title
            assert one.text.strip()
        else:
            assert "or more than the reader of" not in one.reason, one.reason


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(sorted(FORMATS)),
    st.lists(
        st.one_of(
            st.sampled_from(
                ["<", ">", "&amp", "<![CDATA[", "]]>", "<item>", "</item>", "<title>", "\\par ", "\\u-1?", "\\'zz", "{", "}", '"',
                ",", ";", "\n\n", "--x\n", "Content-Type: multipart/mixed; boundary=x\n", "Subject: =?utf-8?q?=ff?=\n", "\0", "\ud800",
                "\u202e", "obj", "stream", "/Kids[1 0 R]", "<<", ">>", "---\n", "> ", "<p>", "<entry>", "<newsItem>", "null", "[", "1"]
            ),
            st.text(max_size=10),
        ),
        max_size=30,
    ),
)  # fmt: skip
def test_nothing_that_begins_like_a_format_makes_its_reader_fail(name: str, pieces: list[str]) -> None:
    """What comes behind its first bytes is anything."""
    content = _SAMPLES[name][:60] + "".join(pieces).encode("utf-8", "surrogatepass")
    for one in read(content, name):
        assert "or more than the reader of" not in str(one)
