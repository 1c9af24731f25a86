"""The options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from typer.core import TyperCommand

Sources = Annotated[
    list[str], typer.Argument(help="Files and folders; - is standard input.", show_default=False, metavar="SOURCES...")
]
FormatName = Literal["terminal", "markdown", "text", "html", "json", "jsonl", "eml"]
Form = Annotated[
    FormatName | None,
    typer.Option("--format", "-f", help="Default: terminal on a terminal, markdown when piped.", show_default=False),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write there, whole or not at all; - is stdout.", metavar="PATH")
]
ConfigFile = Annotated[
    Path | None, typer.Option("--config", help="The config file to use.", metavar="FILE", show_default=False)
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Only errors on stderr.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say more: why articles stand together, tracebacks.")]
Since = Annotated[str | None, typer.Option(help="Only articles from then on: 24h, 3d, or a date.", metavar="24h|DATE")]
Country = Annotated[
    list[str] | None, typer.Option(help="Only articles about this country: KR, Korea. Repeatable.", metavar="CODE")
]
Match = Annotated[str | None, typer.Option(help="Only articles that contain this text.", metavar="TEXT")]
Strict = Annotated[bool | None, typer.Option("--strict", help="Anything skipped or withheld is a failure.")]

# What concerns the model

Engine = Annotated[Literal["auto", "extractive", "llm"] | None, typer.Option(help="Who writes.", show_default="auto")]
Offline = Annotated[bool, typer.Option("--offline", help="Built-in engine; nothing leaves this machine.")]
Model = Annotated[
    str | None, typer.Option("--model", "-m", help="The model to ask, as its server knows it.", show_default=False)
]
BaseUrl = Annotated[
    str | None, typer.Option("--base-url", help="An OpenAI-compatible server.", metavar="URL", show_default=False)
]
Template = Annotated[
    str | None, typer.Option("--template", "-t", help="A prompt, by name or path.", show_default="summarize")
]
Param = Annotated[
    list[Any] | None,
    typer.Option(
        "--param",
        "-p",
        help="Fill an input of the prompt. Repeatable.",
        metavar="NAME VALUE",
        parser=lambda pair: pair,
        show_default=False,
    ),
]
Language = Annotated[
    str | None, typer.Option(help="Write in this language; quotes stay as they are.", show_default=False)
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what a run would send and cost; send nothing.")]
BudgetUsd = Annotated[
    float | None, typer.Option("--budget", help="A hard cap on the cost.", metavar="USD", min=0, show_default=False)
]
Deadline = Annotated[
    str | None,
    typer.Option(help="Be done by then: 10m, 1h30m, or a clock time.", metavar="TIME", show_default=False),
]
Jobs = Annotated[int | None, typer.Option("--jobs", "-j", help="Calls at once.", show_default="8", min=1)]
Timeout = Annotated[float | None, typer.Option(help="Seconds a call may take.", show_default="120", min=0.001)]
Retries = Annotated[int | None, typer.Option(help="Further tries of a failed call.", show_default="4", min=0)]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Neither use nor keep answers.")]
ShowUsage = Annotated[bool, typer.Option("--usage", "-u", help="Say what was used, even when quiet.")]


class TakesPairs(TyperCommand):
    """A command whose `--param` takes a name and a value; Typer alone knows no list of pairs."""

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        for parameter in self.params:
            if parameter.name == "param":
                parameter.nargs = 2
