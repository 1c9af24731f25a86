"""A brief on a terminal, laid out by Rich. Text goes in as `Text`, never as markup, so no title can style itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from io import StringIO
from typing import TypeVar

from rich.console import Console, Group, RenderableType
from rich.constrain import Constrain
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from briefcli.render.ahead import Coming
from briefcli.render.lines import Difference, Line, Traced, bound, unbound
from briefcli.render.sections import Also, Outline, Part, Said, Section
from briefcli.render.sources import Source

_WIDEST = 100  # columns; longer lines are hard to read
_TWO_COLUMNS = 150  # from here on, what was said stands beside what happened, each in a column that is easy to read
_BETWEEN = 4
_Entry = TypeVar("_Entry")
_WIDEST_DAY = 23  # columns: "28 Dec 2026–2 Jan 2027"
# Only weight, and colours that are legible on dark and on light ground.
_HEADLINE, _FAINT, _ACCENT = "bold", "dim", "green"


def to_terminal(shown: Outline, *, width: int, colour: bool) -> str:
    """A brief for a terminal of so many columns; without `colour` there is no escape code in it."""
    return printed(layout(shown, wide=width >= _TWO_COLUMNS), width=width, colour=colour, wide=width >= _TWO_COLUMNS)


def printed(content: RenderableType, *, width: int, colour: bool, wide: bool = False) -> str:
    """What Rich makes of something, as a string without spaces at the ends of its lines; `wide` if of two columns."""
    console = Console(
        file=StringIO(),
        width=max(40, min(width, 2 * _WIDEST if wide else _WIDEST)),
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
    return "\n".join(line.rstrip() for line in unbound(capture.get()).splitlines()) + "\n"


def layout(shown: Outline, *, wide: bool = False) -> Group:
    """A brief as something Rich can print; `wide` for two columns."""
    parts: list[RenderableType] = [
        _rule(shown.title),
        Text(f"{shown.day} · {shown.summary}", style=_FAINT),
    ]
    if shown.overview:
        parts += [Text(), *_narrow([Text("Overview", style=_HEADLINE), _points(shown.overview)], wide=wide)]
    for part in shown.parts:
        parts += _part(part, wide=wide)
    if shown.ahead.days:
        heading = [_rule(shown.ahead.heading)] if shown.ahead.heading else []
        parts += [Text(), *heading, *_narrow([_days(shown.ahead.days)], wide=wide)]
    if shown.quiet:
        parts += [Text(), Text("Gone quiet", style=_HEADLINE), *(Text(f"  {story}") for story in shown.quiet)]
    if shown.notes:
        parts += [Text(), *(Text(f"! {note}", style="red") for note in shown.notes)]
    if shown.sources:
        parts += [Text(), _rule("Sources"), *_in_columns(shown.sources, _sources, wide=wide)]
    parts += [Text(), Text(f"{shown.made_by} [n ¶m] is source n, paragraph m.", style=_FAINT)]
    return Group(*parts)


def _rule(title: str) -> Rule:
    return Rule(Text(title, style=_HEADLINE), style=_ACCENT, align="left")


def _part(part: Part, *, wide: bool) -> list[RenderableType]:
    parts: list[RenderableType] = [Text(), _rule(part.title)] if part.title else []
    for section in part.sections:
        parts += [Text(), *_section(section, wide=wide)]
    if part.also:
        lines = list(map(_also, part.also))
        parts += [Text(), Text("Also", style=_HEADLINE), *_in_columns(lines, _bullets, wide=wide)]
    return parts


def _also(one: Also) -> Text:
    marks = Text.assemble((one.followed, _ACCENT), " · ") if one.followed else Text()
    return Text.assemble(marks, one.headline, (bound(one.bracketed), _FAINT))


def _section(section: Section, *, wide: bool) -> list[RenderableType]:
    heading = _hanging()
    heading.add_row(Text(f"{section.number}", style=_ACCENT), Text(section.headline, style=_HEADLINE))
    marks = " · ".join(part for part in (section.news.upper(), section.followed) if part)
    credit = replace(section, followed="").credit()
    heading.add_row("", Text.assemble((f"{marks} · " if marks else "", _ACCENT), (bound(credit), _FAINT)))
    if section.note:
        heading.add_row("", Text(section.note, style="red"))
    happened, told = _happened(section), _said(section)
    if wide and happened and told:
        return [heading, _beside(Group(*happened), Group(*told))]
    return [heading, *_narrow([*happened, *told], wide=wide)]


def _happened(section: Section) -> list[RenderableType]:
    """What a story says, and how its figures developed."""
    parts: list[RenderableType] = []
    if section.points:
        parts += [Text(), Padding(_points(section.points), (0, 0, 0, 3))]
    if section.developments:
        parts += [Text(), Padding(_bullets([_traced(found) for found in section.developments]), (0, 0, 0, 3))]
    if section.changes:
        parts += [Text("   Changed since the last digest:"), Padding(_points(section.changes), (0, 0, 0, 3))]
    if section.differences:
        parts += [Text(), Padding(_bullets([_differing(found) for found in section.differences]), (0, 0, 0, 3))]
    return parts


def _said(section: Section) -> list[RenderableType]:
    """What was said in a story."""
    parts: list[RenderableType] = []
    for quote in section.quotes:
        parts += [Text(), Padding(said(quote), (0, 0, 0, 5))]
    return parts


def _beside(left: RenderableType, right: RenderableType) -> Table:
    """Two columns of one width."""
    grid = Table.grid(padding=(0, _BETWEEN, 0, 0))
    grid.add_column(ratio=1, overflow="fold")
    grid.add_column(ratio=1, overflow="fold")
    grid.add_row(left, right)
    return grid


def _narrow(parts: Sequence[RenderableType], *, wide: bool) -> list[RenderableType]:
    """What has no second column, no wider than is easy to read."""
    return [Constrain(part, _WIDEST - _BETWEEN) for part in parts] if wide else list(parts)


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
    shown = Text.assemble(line.text, " ", (bound(f"[{line.reference}]"), _FAINT))
    for text, reference in line.later:
        shown.append_text(Text.assemble(f" ({text} ", (bound(f"[{reference}]"), _FAINT), ")"))
    for text in line.below:
        shown.append(f"\n{text}", style=_FAINT)
    return shown


def _traced(found: Traced) -> Text:
    marks = ((bound(f" [{reference}]"), _FAINT) for reference in found.references)
    return Text.assemble(found.text, *marks)


def _differing(found: Difference) -> Text:
    return Text.assemble(f"Outlets differ on {found.about}: ", Text("; ").join(map(_line, found.sides)))


def said(quote: Said) -> Group:
    """A quotation with its speaker below it."""
    who = quote.speaker or "speaker not named"
    role = f", {quote.role}" if quote.role else ""
    attribution = Text.assemble("— ", (who, _HEADLINE), role, " ", (bound(f"[{quote.reference}]"), _FAINT))
    return Group(Text(quote.text, style="italic"), Padding(attribution, (0, 0, 0, 2)))


def _in_columns(
    lines: Sequence[_Entry], laid_out: Callable[[Sequence[_Entry]], Table], *, wide: bool
) -> list[RenderableType]:
    """A list; of two columns, the left one is read first."""
    if not wide or len(lines) < 2:
        return _narrow([laid_out(lines)], wide=wide)
    half = (len(lines) + 1) // 2
    return [_beside(laid_out(lines[:half]), laid_out(lines[half:]))]


def _sources(sources: Sequence[Source]) -> Table:
    grid = _hanging()
    for source in sources:
        place = source.link or source.place
        words = Text.assemble(f"{source.issued}: {source.title} ", (place, _FAINT))
        grid.add_row(Text(str(source.number), style=_ACCENT), words)
    return grid
