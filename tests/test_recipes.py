"""The README's recipes for mail, as they stand there, against real servers on loopback."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests import command
from tests.digests import FERRY, MONDAY, write_news
from tests.mail_server import PASSWORD, MailServer, mail_server
from tests.readme_help import README

KENYA = {
    "id": "dam", "title": "Kenya closes dam", "publisher": "Lake Post", "published": "2026-03-08",
    "text": "Kenya closed the Turkwel dam on Sunday after cracks were found, the energy ministry in Nairobi said. Eleven villages were told to leave.",
}  # fmt: skip
JAPAN = {
    "id": "rail", "title": "Japan halts night trains", "publisher": "Bay Times", "published": "2026-03-08",
    "text": "Japan halted night trains on the Tokaido line on Sunday after a landslide near Shizuoka, the railway said. Nobody was hurt.",
}  # fmt: skip


def block(kind: str) -> str:
    """What the README has below a mark."""
    found = re.search(rf"<!-- {kind} -->\n```\w+\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert found, kind
    return found[1]


def recipes(kind: str) -> list[str]:
    """Its commands, one by one."""
    return re.sub(r"\s+#.*$|\\\n", "", block(kind).replace("|\n", "| "), flags=re.MULTILINE).strip().splitlines()


class Home:
    """A home folder with clippings, a config and `brief` on the path."""

    def __init__(self, folder: Path, server: MailServer) -> None:
        self.folder = folder
        write_news(folder / "clippings", FERRY, KENYA, JAPAN)
        config = yaml.safe_load(block("config: mail"))
        config["mail"] |= {"host": "localhost", "port": server.port}
        config["mail"]["password_file"] = str(folder / "mail-password")
        (folder / "mail-password").write_text(PASSWORD, encoding="utf-8")
        (folder / "config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
        program = folder / "bin" / "brief"
        program.parent.mkdir()
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m briefcli "$@"\n', encoding="utf-8")
        program.chmod(0o755)
        self.environ = command.environ(
            HOME=str(folder), BRIEF_HOME=str(folder / "home"), BRIEF_CONFIG=str(folder / "config.yaml"), TZ="UTC",
            PATH=f"{program.parent}{os.pathsep}{os.environ['PATH']}", SOURCE_DATE_EPOCH=str(int(MONDAY.timestamp())),
            **server.environ(),
        )  # fmt: skip

    def run(self, line: str) -> subprocess.CompletedProcess[str]:
        """A line as somebody types it."""
        return subprocess.run(
            ["sh", "-c", line], cwd=self.folder, env=self.environ, capture_output=True, text=True, check=False, timeout=120
        )  # fmt: skip


def test_the_recipes_for_mail_send_what_they_say(tmp_path: Path) -> None:
    """A digest to its desks, a brief, one more to somebody else; a dry run; run twice, nothing arrives twice."""
    with mail_server(tmp_path) as server:
        home = Home(tmp_path, server)
        digest, summarize, piped, dry = recipes("recipes: mail")
        for line in (digest, summarize, piped, dry):
            done = home.run(line)
            assert done.returncode == 0, (line, done.stderr)

        arrived = server.handler.mails
        assert [one.recipients for one in arrived] == [
            ["ambassador@embassy.example"], ["nairobi@embassy.example"], ["ambassador@embassy.example"], ["deputy@embassy.example"],
        ]  # fmt: skip
        assert [one.sender for one in arrived] == ["press@embassy.example"] * 4
        assert [text in one.content for one, text in zip(arrived, (b"Japan halts", b"Kenya closes"), strict=False)] == [
            True,
            True,
        ]
        assert b"\r\nSubject: For the car\r\n" in arrived[3].content
        assert "  to       ambassador@embassy.example (sent)\n" in done.stdout
        assert [home.run(line).returncode for line in (digest, summarize)] == [4, 4]
        assert len(arrived) == 4


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl here")
def test_another_program_sends_the_files_as_they_are(tmp_path: Path) -> None:
    """Their lines end as a server wants them: none is too long for it, and they arrive whole."""
    with mail_server(tmp_path, "none", login=False) as server:
        home = Home(tmp_path, server)
        (line,) = recipes("recipes: relay")
        done = home.run(line.replace("smtp://localhost:25", f"smtp://localhost:{server.port}"))

        assert (done.returncode, done.stderr) == (0, "")
        files = {path.read_bytes() for path in (tmp_path / "relayed").rglob("*.eml")}
        assert len(files) == 2
        assert {one.content for one in server.handler.mails} == files
