"""What the digest tests share: two days of news, and the command as cron runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from tests.command import environ as clean_environ
from tests.command import started

MONDAY = datetime(2026, 3, 9, 5, tzinfo=UTC)
TUESDAY = datetime(2026, 3, 10, 5, tzinfo=UTC)

FERRY = {
    "id": "ferry-1",
    "title": "Ferry capsizes in strait",
    "publisher": "Coast Post",
    "published": "2026-03-08",
    "text": (
        "The ferry Odra Line capsized off Bergen on Sunday and nine people died, the coast guard of Norway said. Captain "
        "Ilse Varga was questioned by police. The vessel had left port in a gale with 212 people aboard."
    ),
}
FERRY_LATER = {
    "id": "ferry-2",
    "title": "Captain held over sinking",
    "publisher": "The Ledger",
    "published": "2026-03-09",
    "text": (
        "The death toll from the sinking of the ferry Odra Line off Bergen rose to 14 on Monday. Norway opened an inquiry "
        "into why Captain Ilse Varga left port in a gale. Divers found the car deck doors open."
    ),
}
BUDGET = {
    "id": "budget",
    "title": "Seoul passes budget",
    "publisher": "Han River Times",
    "published": "2026-03-08",
    "text": (
        "The National Assembly of South Korea passed next year's budget by three votes. Finance Minister Oh Rask-un said "
        "the deficit would fall to 2.9 percent. Teachers in Seoul announced a strike over pay."
    ),
}
RECIPE = {
    "id": "soup",
    "title": "Soup of the day",
    "publisher": "Spoon",
    "published": "2026-03-08",
    "text": "Leeks want butter and time. Cut them thin, and let them melt for an hour. Salt comes last.",
}


def write_news(folder: Path, *articles: Mapping[str, str], name: str = "news.jsonl") -> Path:
    """A file with articles, as a downloader leaves it."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text("".join(json.dumps(one) + "\n" for one in articles), encoding="utf-8")
    return file


def run_digest(
    sources: Sequence[Path],
    out: Path,
    *options: str,
    at: datetime = MONDAY,
    environ: Mapping[str, str] | None = None,
    crash: str = "",
    cwd: Path | None = None,
    offline: bool = True,
) -> subprocess.CompletedProcess[str]:
    """`brief digest` in a process of its own, at a time of ours.

    `crash` names a function and a number (`module:name:2`): before that call of it the process kills itself (SIGKILL).
    """
    arguments = ["digest", *map(str, sources), "--out", str(out), *options, *["--offline"] * offline]
    environ = clean_environ(
        BRIEF_HOME=str(out.parent / "home"), SOURCE_DATE_EPOCH=str(int(at.timestamp())), TZ="UTC", **(environ or {})
    )
    done = killed(*arguments, environ=environ, crash=crash, cwd=cwd or Path.cwd())
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def killed(
    *arguments: str, environ: Mapping[str, str], crash: str, cwd: Path, given: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    """`brief`, killed before a call as `run_digest` says, or not where `crash` is ""."""
    if not crash:
        return started(*arguments, cwd=cwd, environ=environ, given=given)
    return subprocess.run(
        [sys.executable, "-c", f"{_KILLER}from briefcli.cli import main\nsys.exit(main())", *arguments],
        env={**environ, "CRASH": crash},
        input=given,
        capture_output=True,
        check=False,
        timeout=120,
        cwd=cwd,
    )


_KILLER = """
import importlib, os, signal, sys
module, name, count = os.environ["CRASH"].split(":")
place = importlib.import_module(module)
owner, _, attribute = name.rpartition(".")
holder = getattr(place, owner) if owner else place
real, calls = getattr(holder, attribute), [0]
def deadly(*given, **named):
    calls[0] += 1
    if calls[0] == int(count):
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*given, **named)
setattr(holder, attribute, deadly)
"""


def files(out: Path) -> dict[str, str]:
    """Every file a reader sees, by its path below the folder."""
    return {
        str(path.relative_to(out)): path.read_text(encoding="utf-8")
        for path in sorted(out.rglob("*"))
        if path.is_file() and ".brief" not in path.parts
    }
