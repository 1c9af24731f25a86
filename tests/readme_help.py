"""The parts of the README that come from the program: help pages and samples, written or checked.

A part stands between `<!-- made by: COMMAND -->` and `<!-- end -->`; `python -m tests.readme_help --write` makes them
anew, `--check` fails where one is not what the command prints today.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
PICTURE = ROOT / ".pictures" / "brief.svg"
_PART = re.compile(r"(<!-- made by: (?P<command>[^\n]+?) -->\n)(?P<shown>.*?)(<!-- end -->)", re.DOTALL)
_MOMENT = "1773298800"  # 12 March 2026, 07:00 UTC: the morning after the sample articles
_FORCING = ("FORCE_COLOR", "GITHUB_ACTIONS", "PY_COLORS", "CLICOLOR_FORCE")


def output_of(command: str) -> str:
    """What a `brief …` command prints, as a fenced block; Markdown output stands as it is, behind a quote mark."""
    keep = {name: value for name, value in os.environ.items() if not name.startswith(("BRIEF_", "OPENAI_", "_TYPER"))}
    for name in _FORCING:
        keep.pop(name, None)
    environ = keep | {"SOURCE_DATE_EPOCH": _MOMENT, "TZ": "UTC", "NO_COLOR": "1", "COLUMNS": "92", "TERM": "dumb"}
    environ |= {"TERMINAL_WIDTH": "92", "BRIEF_HOME": "/nonexistent", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "briefcli", *shlex.split(command)[1:]],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        check=True,
    )
    lines = "\n".join(line.rstrip() for line in done.stdout.strip("\n").splitlines())
    return f"```text\n{lines}\n```\n"


def made() -> str:
    """The README with its made parts as the program makes them now."""
    text = README.read_text(encoding="utf-8")
    return _PART.sub(lambda part: part[1] + output_of(part["command"]) + part[4], text)


def picture() -> str:
    """The sample brief as an SVG picture of a terminal."""
    from io import StringIO

    from rich.console import Console
    from rich.text import Text

    console = Console(record=True, width=92, file=StringIO(), force_terminal=True, color_system="standard")
    environ = {"SOURCE_DATE_EPOCH": _MOMENT, "TZ": "UTC"}
    script = (
        "from briefcli.pipeline import make_brief; from briefcli.config import Settings;"
        "from briefcli.cli.surroundings import now; from briefcli.render import render;"
        "b = make_brief(['seeds/01-ferry-harbour-post.txt', 'seeds/02-ferry-lakeside-tribune.html', "
        "'seeds/03-ferry-world-ledger.md'], Settings(), now=now('UTC'));"
        "print(render(b, 'terminal', width=92, colour=True))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=os.environ | environ, capture_output=True, text=True, check=True
    )
    console.print(Text.from_ansi(done.stdout.rstrip()))
    drawn = console.export_svg(title="brief summarize", unique_id="brief")
    return re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL)  # no font from anywhere else


def main() -> int:
    """Write or check; 1 where the README is not true."""
    if "--write" in sys.argv:
        README.write_text(made(), encoding="utf-8")
        PICTURE.parent.mkdir(exist_ok=True)
        PICTURE.write_text(picture(), encoding="utf-8")
        return 0
    if made() != README.read_text(encoding="utf-8"):
        print("README.md does not show what the program prints. Run `python -m tests.readme_help --write`.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
