"""A brief on a terminal, laid out by Rich. Text goes in as `Text`, never as markup, so no title can style itself."""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from briefcli.render.ahead import Coming
from briefcli.render.lines import Difference, Line, Traced
from briefcli.render.outline import Outline, Said, Section

_WIDEST = 100  # columns; longer lines are hard to read
_WIDEST_DAY = 23  # columns: "28 Dec 2026–2 Jan 2027"
# Only weight, and colours that are legible on dark and on light ground.
_HEADLINE, _FAINT, _ACCENT = "bold", "dim", "green"


def to_terminal(shown: Outline, *, width: int, colour: bool) -> str:
    """A brief for a terminal of so many columns; without `colour` there is no escape code in it."""
    return printed(layout(shown), width=width, colour=colour)


def printed(content: RenderableType, *, width: int, colour: bool) -> str:
    """What Rich makes of something, as a string without spaces at the ends of its lines."""
    console = Console(
        file=StringIO(),
        width=max(40, min(width, _WIDEST)),
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        legacy_windows=False,
        highlight=False,
        emoji=False,
        markup=False,
    )
    with console.capture() as capture:
        console.print(content)
    return "\n".join(line.rstrip() for line in capture.get().splitlines()) + "\n"


def layout(shown: Outline) -> Group:
    """A brief as something Rich can print."""
    parts: list[RenderableType] = [
        Rule(Text(shown.title, style=_HEADLINE), style=_ACCENT, align="left"),
        Text(f"{shown.day} · {shown.summary}", style=_FAINT),
    ]
    if shown.overview:
        parts += [Text(), _points(shown.overview)]
    for section in shown.sections:
        parts += [Text(), *_section(section)]
    if shown.ahead.days:
        heading = Rule(Text(shown.ahead.heading, style=_HEADLINE), style=_ACCENT, align="left")
        parts += [Text(), *([heading] if shown.ahead.heading else []), _days(shown.ahead.days)]
    if shown.quiet:
        parts += [Text(), Text("Gone quiet", style=_HEADLINE), *(Text(f"  {story}") for story in shown.quiet)]
    if shown.sources:
        parts += [Text(), Rule(Text("Sources", style=_HEADLINE), style=_ACCENT, align="left"), _sources(shown)]
    parts += [Text(f"! {note}", style="red") for note in shown.notes]
    parts += [Text(), Text(f"{shown.made_by} [n ¶m] is source n, paragraph m.", style=_FAINT)]
    return Group(*parts)


def _section(section: Section) -> list[RenderableType]:
    heading = _hanging()
    heading.add_row(Text(f"{section.number}", style=_ACCENT), Text(section.headline, style=_HEADLINE))
    news = (f"{section.news.upper()} ", _ACCENT) if section.news else ""
    heading.add_row("", Text.assemble(news, (section.credit(), _FAINT)))
    if section.note:
        heading.add_row("", Text(section.note, style="red"))
    parts: list[RenderableType] = [heading]
    if section.points:
        parts += [Text(), Padding(_points(section.points), (0, 0, 0, 3))]
    if section.developments:
        parts += [Text(), Padding(_bullets([_traced(found) for found in section.developments]), (0, 0, 0, 3))]
    if section.changes:
        parts += [Text("   Changed since the last digest:"), Padding(_points(section.changes), (0, 0, 0, 3))]
    if section.differences:
        parts += [Text(), Padding(_bullets([_differing(found) for found in section.differences]), (0, 0, 0, 3))]
    for quote in section.quotes:
        parts += [Text(), Padding(said(quote), (0, 0, 0, 5))]
    return parts


def _hanging() -> Table:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=2, justify="right", no_wrap=True)
    grid.add_column(ratio=1, overflow="fold")
    return grid


def _points(lines: tuple[Line, ...]) -> Table:
    return _bullets([_line(line) for line in lines])


def _bullets(lines: Sequence[Text]) -> Table:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=1)
    grid.add_column(ratio=1, overflow="fold")
    for line in lines:
        grid.add_row(Text("•", style=_ACCENT), line)
    return grid


def _days(days: Sequence[Coming]) -> Table:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True, justify="right", max_width=_WIDEST_DAY, overflow="fold")
    grid.add_column(ratio=1, overflow="fold")
    for one in days:
        grid.add_row(Text(one.day, style=_ACCENT), _line(one.line))
    return grid


def _line(line: Line) -> Text:
    shown = Text.assemble(line.text, " ", (f"[{line.reference}]", _FAINT))
    for text, reference in line.later:
        shown.append_text(Text.assemble(f" ({text} ", (f"[{reference}]", _FAINT), ")"))
    return shown


def _traced(found: Traced) -> Text:
    marks = ((f" [{reference}]", _FAINT) for reference in found.references)
    return Text.assemble(found.text, *marks)


def _differing(found: Difference) -> Text:
    return Text.assemble(f"Outlets differ on {found.about}: ", Text("; ").join(map(_line, found.sides)))


def said(quote: Said) -> Group:
    """A quotation with its speaker below it."""
    who = quote.speaker or "speaker not named"
    role = f", {quote.role}" if quote.role else ""
    attribution = Text.assemble("— ", (who, _HEADLINE), role, " ", (f"[{quote.reference}]", _FAINT))
    return Group(Text(quote.text, style="italic"), Padding(attribution, (0, 0, 0, 2)))


def _sources(shown: Outline) -> Table:
    grid = _hanging()
    for source in shown.sources:
        place = source.link or source.place
        words = Text.assemble(f"{source.publisher}, {source.day}: {source.title} ", (place, _FAINT))
        grid.add_row(Text(str(source.number), style=_ACCENT), words)
    return grid
