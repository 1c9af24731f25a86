"""An audit for whoever reads it in a terminal, or as plain text."""

from __future__ import annotations

from io import StringIO
from pathlib import PurePath
from typing import TYPE_CHECKING

from briefcli.audit.audit import Audit
from briefcli.audit.finding import Finding
from briefcli.audit.reports.wording import named, ordered, parts, place, summary
from briefcli.text import one_line

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_MARKS = {"error": ("✗", "bold red"), "warning": ("!", "bold yellow"), "none": ("✓", "green")}
_LABEL = 9  # columns
_NARROWEST, _WIDEST = 40, 100


def to_terminal(found: Audit, *, width: int, colour: bool) -> str:
    """The report, folded to so many columns; what differs is marked by colour, or by « » where there is none."""
    from rich.console import Console

    out = StringIO()
    console = Console(
        file=out,
        width=max(_NARROWEST, min(width, _WIDEST)),
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
    )
    wrong, fine = ordered(found)
    for one in wrong:
        _finding(console, one, found, colour=colour)
    if fine:
        _say(console, "Lines as they should be", style="bold")
        for one in fine:
            where = _sources(one)
            _row(console, f"✓ {one.check:<10}", _plain(f"{one_line(one.text)}{where}"), style="green")
        console.print()
    _say(console, summary(found), style="bold")
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _finding(console: Console, one: Finding, found: Audit, *, colour: bool) -> None:
    mark, style = _MARKS[one.severity]
    where = f", line {place(found.text, one.start).line}" if found.in_lines else ""
    _say(console, f"{mark} {named(one)}{where}: {one_line(one.message)}", style=style)
    _row(console, "  brief", _marked(one.text, one.ours, colour=colour))
    for proof in one.evidence:
        name = one_line(PurePath(proof.source).name)
        _row(console, "  source", _marked(proof.text, one.theirs, colour=colour, behind=f" ({name})" if name else ""))
    console.print()


def _say(console: Console, text: str, style: str = "") -> None:
    from rich.text import Text

    console.print(Text(text, style=style))


def _row(console: Console, label: str, text: Text, style: str = "dim") -> None:
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 1))
    grid.add_column(min_width=_LABEL)
    grid.add_column()
    grid.add_row(Text(label, style=style), text)
    console.print(grid)


def _plain(text: str) -> Text:
    from rich.text import Text

    return Text(text)


def _marked(text: str, words: str, *, colour: bool, behind: str = "") -> Text:
    from rich.text import Text

    line = Text()
    for piece, differs in parts(one_line(text), one_line(words)):
        shown = piece if colour or not differs else f"«{piece}»"
        line.append(shown, style="bold reverse" if differs and colour else "")
    line.append(behind, style="dim")
    return line


def _sources(one: Finding) -> str:
    names = dict.fromkeys(one_line(PurePath(proof.source).name) for proof in one.evidence if proof.source)
    return f" ({', '.join(names)})" if names else ""
