"""Several stories to choose one from: headline, days, and the id to ask for."""

from __future__ import annotations

from html import escape as escape_html

from rich.console import Group
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from briefcli.addresses import NOBODY, Addressing
from briefcli.render.frame import count
from briefcli.render.markdown import escape
from briefcli.render.page import page
from briefcli.render.sources import show_day, show_days
from briefcli.render.storyline import show_countries
from briefcli.render.terminal import printed
from briefcli.storyline import Storyline, Storylines
from briefcli.text import one_line

_MOST = 50
_HOW = "Choose one with --story ID, or fewer with --country, --match and --days."


def show_choice(found: Storylines, form: str, *, width: int, colour: bool, addressing: Addressing = NOBODY) -> str:
    """The stories, those told on most days first."""
    shown = found.stories[:_MOST]
    title = f"{count(len(found.stories), 'story', 'stories')} since {show_day(found.since)}"
    more = len(found.stories) - len(shown)
    how = f"And {more} more. {_HOW}" if more else _HOW
    if form == "markdown":
        return _markdown(title, shown, how)
    if form == "html":
        return _html(title, shown, how)
    if form == "eml":
        from briefcli.render.letter import plainly
        from briefcli.render.mail import mail

        return mail(
            title, _text(title, shown, how), plainly(title, map(_item, shown), how), found.generated, addressing
        )
    if form == "terminal":
        return printed(_table(title, shown, how), width=width, colour=colour)
    return _text(title, shown, how)


def _about(line: Storyline) -> str:
    days = f"{count(len(line.dates), 'day')}, {show_days(line.dates[0], line.dates[-1])}"
    return " · ".join(part for part in (days, show_countries(line)) if part)


def _headline(line: Storyline) -> str:
    return one_line(line.headline) or "Untitled"


def _markdown(title: str, lines: tuple[Storyline, ...], how: str) -> str:
    stories = (f"- **{escape(one_line(one.story))}** {escape(_headline(one))} ({escape(_about(one))})" for one in lines)
    return f"# {title}\n\n" + "\n".join(stories) + f"\n\n{how}\n"


def _html(title: str, lines: tuple[Storyline, ...], how: str) -> str:
    stories = "".join(f"<li>{_item(one)}</li>" for one in lines)
    return page(title, f"<main><h1>{title}</h1>\n<ul>{stories}</ul></main>\n<footer>{how}</footer>")


def _item(one: Storyline) -> str:
    story = escape_html(one_line(one.story))
    return f"<b>{escape_html(_headline(one))}</b><br>{escape_html(_about(one))} · <code>--story {story}</code>"


def _text(title: str, lines: tuple[Storyline, ...], how: str) -> str:
    stories = (f"{one_line(one.story)}  {_headline(one)}\n{' ' * 14}{_about(one)}" for one in lines)
    return f"{title}\n{'=' * len(title)}\n\n" + "\n".join(stories) + f"\n\n{how}\n"


def _table(title: str, lines: tuple[Storyline, ...], how: str) -> Group:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True, max_width=16)
    grid.add_column(ratio=1, overflow="fold")
    for one in lines:
        about = Text.assemble((_headline(one), "bold"), "\n", (_about(one), "dim"))
        grid.add_row(Text(one_line(one.story), style="green"), about)
    return Group(Rule(Text(title, style="bold"), style="green", align="left"), Text(), grid, Text(), Text(how))
