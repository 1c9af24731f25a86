"""What starts with `brief`: little for a version or a help page, nothing that opens a connection with --offline."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import ROOT, SEEDS
from tests.digests import FERRY, run_digest, write_news
from tests.documents import FORMATS

_HEAVY = {
    "ahocorasick", "asyncio", "charset_normalizer", "dateparser", "dateutil", "docx", "email.parser", "feedparser", "hishel",
    "htmldate", "httpx", "httpx2", "lxml", "odfdo", "openai", "platformdirs", "protego", "pydantic", "pypdfium2", "sentencex",
    "striprtf", "tiktoken", "trafilatura", "urllib3", "yaml",
}  # fmt: skip
_CONNECTING = {
    "aiohttp", "asyncio", "ftplib", "http.client", "httpcore", "httpx", "httpx2", "imaplib", "openai", "pycurl", "requests",
    "smtplib", "socketserver", "ssl", "telnetlib", "tiktoken", "urllib.request", "urllib3", "websockets", "xmlrpc",
}  # fmt: skip
_PROBE = """
import json, sys
from briefcli.cli import main
sys.argv = ["brief", *sys.argv[1:]]
try:
    main()
finally:
    print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""


def _loaded(*arguments: str, home: Path) -> set[str]:
    """The modules that are loaded when a command has ended well."""
    done = subprocess.run(
        [sys.executable, "-c", _PROBE, *arguments],
        env={"BRIEF_HOME": str(home), "PATH": "", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-500:]
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize("arguments", [["--version"], ["-V"], ["--help"], ["summarize", "--help"], ["read", "-h"]])
def test_a_version_or_a_help_page_loads_nothing_heavy(arguments: list[str], tmp_path: Path) -> None:
    """No parser, no model client, no tokenizer; of what Typer itself brings, pydantic for a command's options."""
    allowed = {"pydantic"} if len(arguments) > 1 else set()

    assert _loaded(*arguments, home=tmp_path) & _HEAVY <= allowed


def test_a_command_loads_no_other_one(tmp_path: Path) -> None:
    """Each declares its own options, and nobody waits for those of the others."""
    others = {f"briefcli.cli.{name}" for name in ("digest", "quotes", "send", "storyline", "summarize", "verify")}

    assert not others & _loaded("read", str(SEEDS / "05-rates-paulista-monitor.html"), home=tmp_path)
    assert others <= _loaded("--help", home=tmp_path)


def test_a_version_does_not_even_load_rich(tmp_path: Path) -> None:
    """Help pages are set by Rich, a version is a line."""
    loaded = _loaded("--version", home=tmp_path)

    assert "rich" not in loaded
    assert [name for name in loaded if name in ("briefcli.cli.options", "briefcli.cli.summarize")] == []


def test_one_article_in_english_loads_nothing_of_other_languages_and_of_several_articles(tmp_path: Path) -> None:
    """How subjects are told by clauses, and how reports are grouped."""
    loaded = _loaded("summarize", str(SEEDS / "01-ferry-harbour-post.txt"), "--offline", home=tmp_path)

    assert [name for name in loaded if name.startswith(("briefcli.quotes.by_clause", "briefcli.stories."))] == []


@pytest.mark.parametrize("command", ["summarize", "quotes", "dates"])
def test_offline_loads_nothing_that_could_open_a_connection(command: str, tmp_path: Path) -> None:
    """Not even what the standard library has for it, for every format of input, web pages included.

    But for `socket` itself: the standard library's `email` imports it, and pydantic that.
    """
    given = ["--offline"] if command == "summarize" else []
    form = "ics" if command == "dates" else "json"

    assert _loaded(command, str(SEEDS), *given, "-f", form, home=tmp_path) & _CONNECTING == set()


def test_an_audit_loads_nothing_of_a_model_and_nothing_that_could_open_a_connection(tmp_path: Path) -> None:
    """Code alone decides, unless --engine llm asks for a second opinion."""
    (tmp_path / "brief.md").write_text(
        "A ferry sank off the coast on Sunday, the coast guard said.\n", encoding="utf-8"
    )
    given = [str(tmp_path / "brief.md"), "--against", str(SEEDS / "01-ferry-harbour-post.txt"), "--fail-on", "never"]

    loaded = _loaded("verify", *given, home=tmp_path)

    assert loaded & _CONNECTING == set()
    assert [name for name in loaded if name.startswith("briefcli.llm")] == []


def test_a_storyline_loads_nothing_that_could_open_a_connection(tmp_path: Path) -> None:
    """It looks at a state, and neither reads nor asks."""
    run_digest([write_news(tmp_path, FERRY)], tmp_path / "out")

    loaded = _loaded("storyline", str(tmp_path / "out"), "--days", "9999", "-f", "html", home=tmp_path)

    assert loaded & (_CONNECTING | {"lxml", "trafilatura"}) == set()


def test_reading_a_page_leaves_urllib3_to_whoever_needs_it(tmp_path: Path) -> None:
    """What stands in for it while the extractor loads is gone afterwards."""
    code = (
        "import sys; from briefcli.read.networkless import extraction\n"
        "extraction(); assert 'urllib3' not in sys.modules\n"
        "import urllib3, urllib.robotparser; print(urllib3.PoolManager, urllib.robotparser.RobotFileParser)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)

    assert "urllib3.poolmanager.PoolManager" in done.stdout
    assert "urllib.robotparser.RobotFileParser" in done.stdout


_READERS = {
    "charset_normalizer",
    "docx",
    "feedparser",
    "lxml",
    "markdown_it",
    "odfdo",
    "pypdfium2",
    "striprtf",
    "trafilatura",
}


def _loaded_to_read(*paths: Path) -> set[str]:
    """The modules that are loaded when files were read: in the program a process beside it does this."""
    code = (
        "import json, sys; from pathlib import Path; from briefcli.read import Found, read_file; from briefcli.article import Article\n"
        "for path in sys.argv[1:]:\n"
        "    assert any(isinstance(one, Article) for one in read_file(Found(path=Path(path), source=path))), path\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, paths)], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return set(json.loads(done.stdout))


def test_a_file_of_one_kind_does_not_load_the_readers_of_the_others(tmp_path: Path) -> None:
    """Pasted text needs none of their libraries; neither do importing the package and the command itself."""
    paste = SEEDS / "01-ferry-harbour-post.txt"

    assert _loaded_to_read(paste) & _READERS == set()
    assert _loaded("summarize", str(paste), "--offline", home=tmp_path) & _READERS == set()


def test_no_reader_loads_what_could_open_a_connection(tmp_path: Path) -> None:
    """Whatever the format: they read what is there, and fetch nothing."""
    for name, make in FORMATS.items():
        (tmp_path / name).write_bytes(make())
    loaded = _loaded_to_read(*sorted(tmp_path.iterdir()), *sorted(SEEDS.iterdir()))

    assert loaded & _CONNECTING == set()
    assert loaded >= {"docx", "feedparser", "odfdo", "pypdfium2", "striprtf", "trafilatura"}
