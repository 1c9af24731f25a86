"""The options that several commands share, each declared once, in the order of the help."""

# Without `from __future__ import annotations`: every start reads these, and as text they would be compiled each time.

from operator import not_
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

import typer

from briefcli.cli.complete import countries, models, prompts
from briefcli.cli.groups import Sets, group
from briefcli.forms import FormName

OUTPUT, SELECTION, ENGINE, MODEL, RUN = "Output", "Selection", "Engine", "Model", "Run"  # the headings of help

Sources = Annotated[
    list[str],
    typer.Argument(
        help="Files, folders, web addresses; - is standard input.", show_default=False, metavar="SOURCES..."
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        help="Write there, whole or not at all; - is stdout.",
        metavar="PATH",
        rich_help_panel=OUTPUT,
    ),
]
Since = Annotated[
    str | None,
    typer.Option(
        help="Only articles from then on: 24h, 3d, today, yesterday, or a date.",
        metavar="WHEN",
        rich_help_panel=SELECTION,
    ),
]
Country = Annotated[
    list[str] | None,
    typer.Option(
        help="Only what is about this country: KR, 'South Korea'. Repeatable.",
        metavar="COUNTRY",
        autocompletion=countries,
        rich_help_panel=SELECTION,
    ),
]
Match = Annotated[
    str | None, typer.Option(help="Only what contains this text.", metavar="TEXT", rich_help_panel=SELECTION)
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Only errors on stderr.", rich_help_panel=RUN)]
Offline = Annotated[
    bool,
    typer.Option("--offline", help="Built-in engine; nothing leaves this machine.", rich_help_panel=ENGINE),
    Sets("offline"),
]
ModelName = Annotated[
    str | None,
    typer.Option(
        "--model",
        "-m",
        help="The model to ask, as its server knows it.",
        metavar="NAME",
        show_default=False,
        autocompletion=models,
        rich_help_panel=MODEL,
    ),
    Sets("model"),
]
BaseUrl = Annotated[
    str | None,
    typer.Option(
        "--base-url",
        help="An OpenAI-compatible server.",
        metavar="URL",
        show_default=False,
        rich_help_panel=MODEL,
    ),
    Sets("base_url"),
]
DryRun = Annotated[
    bool,
    typer.Option("--dry-run", help="Say what a run would send and cost; send nothing.", rich_help_panel=MODEL),
]
ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", help="The config file to use.", metavar="FILE", show_default=False, rich_help_panel=RUN),
]
Title = Annotated[
    str | None,
    typer.Option(
        help="Title of the brief, or of each.", metavar="TEXT", show_default="News brief", rich_help_panel=OUTPUT
    ),
    Sets("title"),
]


@group
class Printing:
    """How something is printed, and where to. None is whatever suits the place."""

    PANEL: ClassVar[str] = OUTPUT

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

    PANEL: ClassVar[str] = OUTPUT

    points: Annotated[
        int | None, typer.Option("--points", "-n", help="Points per story.", show_default="4", min=1), Sets("points")
    ] = None
    quotes: Annotated[
        int | None, typer.Option("--quotes", help="Key quotes per story.", show_default="3", min=0), Sets("quotes")
    ] = None


@group
class Arranging:
    """In which order stories are told, and how many of them in full."""

    PANEL: ClassVar[str] = OUTPUT

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

    PANEL: ClassVar[str] = SELECTION

    since: Since = None
    country: Country = None
    match: Match = None


@group
class Asking:
    """Who writes, and what a model is told."""

    PANEL: ClassVar[str] = ENGINE

    engine: Annotated[
        Literal["auto", "extractive", "llm"] | None,
        typer.Option(help="Who writes.", show_default="auto"),
        Sets("engine"),
    ] = None
    offline: Offline = False
    model: ModelName = None
    base_url: BaseUrl = None
    verify_with: Annotated[
        str | None,
        typer.Option(
            help="A model of the same server for a second opinion on each point.",
            metavar="NAME",
            show_default=False,
            autocompletion=models,
            rich_help_panel=MODEL,
        ),
        Sets("verify_with"),
    ] = None
    template: Annotated[
        str | None,
        typer.Option(
            "--template",
            "-t",
            help="A prompt, by name or path.",
            metavar="NAME",
            show_default="summarize",
            autocompletion=prompts,
            rich_help_panel=MODEL,
        ),
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
            rich_help_panel=MODEL,
        ),
        Sets("params", dict),
    ] = None
    language: Annotated[
        str | None,
        typer.Option(
            help="Write in this language; quotes stay as they are.",
            metavar="NAME",
            show_default=False,
            rich_help_panel=MODEL,
        ),
        Sets("language"),
    ] = None


@group
class Capping:
    """Where a run with a model ends at the latest; None is no cap."""

    PANEL: ClassVar[str] = MODEL

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
class Pacing(Capping):
    """Where a run with a model ends at the latest, and how fast it may go."""

    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", help="Calls at once.", show_default="8", min=1), Sets("jobs")
    ] = None


@group
class Calling:
    """How a model is called, and whether its answers are kept and its use is told."""

    PANEL: ClassVar[str] = MODEL

    timeout: Annotated[
        float | None,
        typer.Option(help="Seconds a call may take.", metavar="SECONDS", show_default="120", min=0.001),
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
class Sharing:
    """Who shares the work; None is what the config says."""

    PANEL: ClassVar[str] = RUN

    workers: Annotated[
        str | None,
        typer.Option(
            "--workers",
            "-w",
            help="Processes that share the work; auto: one a core.",
            metavar="N|auto",
            show_default="auto",
        ),
        Sets("workers"),
    ] = None


@group
class Manner:
    """How a run behaves, and which config file it follows."""

    PANEL: ClassVar[str] = RUN

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

    PANEL: ClassVar[str] = OUTPUT

    sender: Annotated[
        str | None,
        typer.Option("--from", help="Of a mail: who sends it.", metavar="ADDRESS", show_default=False),
        Sets("mail.from"),
    ] = None
    to: Annotated[
        list[str] | None,
        typer.Option("--to", help="Of a mail: whom it goes to. Repeatable.", metavar="ADDRESS", show_default=False),
        Sets("mail.to"),
        Sets("mail.desks", lambda _: {}),
    ] = None
    subject: Annotated[
        str | None,
        typer.Option(help="Of a mail: its subject.", show_default="{title}, {date}", metavar="TEXT"),
        Sets("mail.subject"),
    ] = None
