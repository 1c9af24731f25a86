"""The formats a brief is printed in, a line each.

A format is a function from the outline of a brief to text, in a module of its own in `render/`. To add one, write it
and name it in `FORMS`: commands, settings, digests and the endings of files follow.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One format.

    `maker` is "module:function". `endings` tell it by the name of a file; the first one is that of files brief names.
    `of` says what the function takes: the outline as a reader sees it, the outline with `width` and `colour` for a
    terminal, the outline with the addresses of a mail, or the brief itself for scripts.
    """

    maker: str
    endings: tuple[str, ...] = ()
    of: Literal["outline", "terminal", "mail", "brief"] = "outline"

    @property
    def ending(self) -> str:
        """How files that brief names end, without the full stop."""
        return self.endings[0] if self.endings else "txt"


FORMS = {
    "terminal": Form(maker="briefcli.render.terminal:to_terminal", of="terminal"),
    "markdown": Form(maker="briefcli.render.markdown:to_markdown", endings=("md",)),
    "text": Form(maker="briefcli.render.plain:to_text", endings=("txt",)),
    "html": Form(maker="briefcli.render.html:to_html", endings=("html", "htm")),
    "json": Form(maker="briefcli.render.data:to_json", endings=("json",), of="brief"),
    "jsonl": Form(maker="briefcli.render.data:to_jsonl", endings=("jsonl",), of="brief"),
    "eml": Form(maker="briefcli.render.mail:to_mail", endings=("eml",), of="mail"),
}

CALENDAR = "ics"  # the format that only days ahead have

if TYPE_CHECKING:
    FormName = str
    DayFormName = str
else:  # checked by Typer and pydantic, which read it when they run
    FormName = Literal[tuple(FORMS)]
    DayFormName = Literal[(*FORMS, CALENDAR)]


Report = Literal["terminal", "text", "json", "sarif", "html", "github"]  # the formats of an audit


def form_of_file(name: str) -> str | None:
    """The format a file's ending tells, None where it tells none."""
    ending = PurePath(name).suffix.lower().removeprefix(".")
    return next((form for form, one in FORMS.items() if ending in one.endings), None)
