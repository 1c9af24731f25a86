"""The options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

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
