"""A brief as text: one module per format.

`outline` decides what a reader sees and makes every string safe; the formats only lay it out and escape it.
"""

from __future__ import annotations

from collections.abc import Callable

from briefcli.brief import Brief
from briefcli.render.outline import Outline, outline

__all__ = ["Outline", "outline", "render", "show"]


def render(brief: Brief, form: str, *, width: int = 80, colour: bool = False) -> str:
    """A brief in one of the formats, ending in a newline.

    Args:
        brief: what to show.
        form: `terminal`, `markdown`, `text`, `html`, `json`, `jsonl` or `eml`.
        width: columns; only `terminal` and `text` look at it.
        colour: whether escape codes may be used; only `terminal` looks at it.
    """
    if form in {"json", "jsonl"}:
        from briefcli.render import data

        return data.to_json(brief) if form == "json" else data.to_jsonl(brief)
    return show(outline(brief), form, width=width, colour=colour)


def show(shown: Outline, form: str, *, width: int = 80, colour: bool = False) -> str:
    """An outline in one of the formats but the JSON ones."""
    if form == "terminal":
        from briefcli.render.terminal import to_terminal

        return to_terminal(shown, width=width, colour=colour)
    return _plain_form(form)(shown)


def _plain_form(form: str) -> Callable[[Outline], str]:
    if form == "markdown":
        from briefcli.render.markdown import to_markdown

        return to_markdown
    if form == "html":
        from briefcli.render.html import to_html

        return to_html
    if form == "eml":
        from briefcli.render.mail import to_mail

        return to_mail
    from briefcli.render.plain import to_text

    return to_text
