"""The options that several commands share, each declared once, in the order of the help."""

# Without `from __future__ import annotations`: every start reads these, and as text they would be compiled each time.

from operator import not_
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from typer.core import TyperCommand

from briefcli.cli.groups import Sets, group
from briefcli.forms import FormName

Sources = Annotated[
    list[str],
    typer.Argument(
        help="Files, folders, web addresses; - is standard input.", show_default=False, metavar="SOURCES..."
    ),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write there, whole or not at all; - is stdout.", metavar="PATH")
]
Since = Annotated[str | None, typer.Option(help="Only articles from then on: 24h, 3d, or a date.", metavar="24h|DATE")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Only errors on stderr.")]
ConfigFile = Annotated[
    Path | None, typer.Option("--config", help="The config file to use.", metavar="FILE", show_default=False)
]


@group
class Printing:
    """How something is printed, and where to. None is whatever suits the place."""

    form: Annotated[
        FormName | None,
        typer.Option(
            "--format", "-f", help="Default: terminal on a terminal, markdown when piped.", show_default=False
        ),
        Sets("format"),
    ] = None
    output: Output = None


@group
class Telling:
    """How much of a story is told."""

    points: Annotated[
        int | None, typer.Option("--points", "-n", help="Points per story.", show_default="4", min=1), Sets("points")
    ] = None
    quotes: Annotated[
        int | None, typer.Option("--quotes", help="Key quotes per story.", show_default="3", min=0), Sets("quotes")
    ] = None


@group
class Arranging:
    """In which order stories are told, and how many of them in full."""

    top: Annotated[
        int | None,
        typer.Option(help="Stories told in full, at most.", show_default=False, metavar="N", min=0),
        Sets("top"),
    ] = None
    sort: Annotated[
        Literal["weight", "newest", "outlets"] | None,
        typer.Option(help="Which stories come first.", show_default="weight"),
        Sets("sort"),
    ] = None
    sections: Annotated[
        Literal["none", "country", "region"] | None,
        typer.Option(help="Stories by country, or by region of the config.", show_default="none"),
        Sets("sections"),
    ] = None


@group
class Selecting:
    """Which articles are kept; None keeps all."""

    since: Since = None
    country: Annotated[
        list[str] | None, typer.Option(help="Only articles about this country: KR, Korea. Repeatable.", metavar="CODE")
    ] = None
    match: Annotated[str | None, typer.Option(help="Only articles that contain this text.", metavar="TEXT")] = None


@group
class Asking:
    """Who writes, and what a model is told."""

    engine: Annotated[
        Literal["auto", "extractive", "llm"] | None,
        typer.Option(help="Who writes.", show_default="auto"),
        Sets("engine"),
    ] = None
    offline: Annotated[
        bool, typer.Option("--offline", help="Built-in engine; nothing leaves this machine."), Sets("offline")
    ] = False
    model: Annotated[
        str | None,
        typer.Option("--model", "-m", help="The model to ask, as its server knows it.", show_default=False),
        Sets("model"),
    ] = None
    base_url: Annotated[
        str | None,
        typer.Option("--base-url", help="An OpenAI-compatible server.", metavar="URL", show_default=False),
        Sets("base_url"),
    ] = None
    template: Annotated[
        str | None,
        typer.Option("--template", "-t", help="A prompt, by name or path.", show_default="summarize"),
        Sets("template"),
    ] = None
    param: Annotated[
        list[Any] | None,
        typer.Option(
            "--param",
            "-p",
            help="Fill an input of the prompt. Repeatable.",
            metavar="NAME VALUE",
            parser=lambda pair: pair,
            show_default=False,
        ),
        Sets("params", dict),
    ] = None
    language: Annotated[
        str | None,
        typer.Option(help="Write in this language; quotes stay as they are.", show_default=False),
        Sets("language"),
    ] = None


@group
class Capping:
    """Where a run with a model ends at the latest; None is no cap."""

    budget: Annotated[
        float | None,
        typer.Option("--budget", help="A hard cap on the cost.", metavar="USD", min=0, show_default=False),
        Sets("budget_usd"),
    ] = None
    deadline: Annotated[
        str | None,
        typer.Option(help="Be done by then: 10m, 1h30m, or a clock time.", metavar="TIME", show_default=False),
        Sets("deadline"),
    ] = None


@group
class Calling:
    """How a model is called, and whether its answers are kept and its use is told."""

    timeout: Annotated[
        float | None,
        typer.Option(help="Seconds a call may take.", show_default="120", min=0.001),
        Sets("timeout_seconds"),
    ] = None
    retries: Annotated[
        int | None, typer.Option(help="Further tries of a failed call.", show_default="4", min=0), Sets("retries")
    ] = None
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Neither use nor keep answers."), Sets("cache", not_)] = (
        False
    )
    usage: Annotated[bool, typer.Option("--usage", "-u", help="Say what was used, even when quiet.")] = False


@group
class Manner:
    """How a run behaves, and which config file it follows."""

    strict: Annotated[
        bool, typer.Option("--strict", help="Anything skipped or withheld is a failure."), Sets("strict")
    ] = False
    quiet: Quiet = False
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Say more: why articles stand together, tracebacks.")
    ] = False
    config: ConfigFile = None


@group
class Mailing:
    """Whom a mail is from, whom it goes to, and what it is called; None is what the config says."""

    sender: Annotated[
        str | None,
        typer.Option("--from", help="Who sends the mail.", metavar="ADDRESS", show_default=False),
        Sets("mail", lambda given: {"from": given}),
    ] = None
    to: Annotated[
        list[str] | None,
        typer.Option("--to", help="Whom the mail goes to. Repeatable.", metavar="ADDRESS", show_default=False),
        Sets("mail", lambda given: {"to": given, "desks": {}}),
    ] = None
    subject: Annotated[
        str | None,
        typer.Option(help="Subject of the mail.", show_default="{title}, {date}", metavar="TEXT"),
        Sets("mail", lambda given: {"subject": given}),
    ] = None


class TakesPairs(TyperCommand):
    """A command whose `--param` takes a name and a value; Typer alone knows no list of pairs."""

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        for parameter in self.params:
            if parameter.name == "param":
                parameter.nargs = 2
