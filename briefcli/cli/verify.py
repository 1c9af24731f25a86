"""`brief verify`: a finished brief, audited line by line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

import typer

from briefcli.cli.groups import flags_of, group, takes_groups
from briefcli.cli.options import ENGINE, OUTPUT, Manner, Offline, Output
from briefcli.errors import ReadError, UsageError

if TYPE_CHECKING:
    from briefcli.audit import Severity
    from briefcli.cli.surroundings import Voice

_FINDINGS, _UNREAD = 5, 3


@group
class Reporting:
    """How the report is printed, where to, and what makes the run a failure."""

    PANEL: ClassVar[str] = OUTPUT

    form: Annotated[
        Literal["terminal", "text", "json", "jsonl", "sarif", "html", "github"] | None,
        typer.Option(
            "--format",
            "-f",
            help="Default: terminal on a terminal, text when piped; jsonl is for --pairs.",
            show_default=False,
        ),
    ] = None
    output: Output = None
    fail_on: Annotated[
        Literal["error", "warning", "never"], typer.Option(help="From which findings on the exit code is 5.")
    ] = "error"


@group
class Staying:
    """Whether anything may leave this machine."""

    PANEL: ClassVar[str] = ENGINE

    offline: Offline = False


@takes_groups
def verify(
    brief: Annotated[
        list[str] | None,
        typer.Argument(
            help="The brief: Markdown, text, HTML, DOCX, mail or JSON; - is standard input.",
            show_default=False,
            metavar="BRIEF",
        ),
    ] = None,
    *,
    against: Annotated[
        list[str] | None,
        typer.Option(
            "--against",
            help="What it is said to come from: files, folders, web addresses. Several may follow.",
            metavar="SOURCES...",
            show_default=False,
        ),
    ] = None,
    pairs: Annotated[
        Path | None,
        typer.Option(
            "--pairs",
            help="Instead: many briefs, a line of JSON each: id, brief, source.",
            metavar="FILE",
            show_default=False,
        ),
    ] = None,
    reporting: Reporting,
    staying: Staying,
    manner: Manner,
) -> None:
    """Audit a finished brief line by line: is every sentence and quotation of it in its sources?

    Exit codes: 0 clean · 1 failed · 2 usage · 3 something could not be read · 5 findings at or above --fail-on.
    """
    from briefcli.cli import surroundings as around

    settings = around.load_settings(flags_of(staying, manner), manner.config)
    voice = around.Voice(quiet=manner.quiet, verbose=manner.verbose)
    if pairs is not None:
        raise typer.Exit(_pairs(pairs, reporting, voice))
    if not brief or not against:
        raise UsageError(
            "There is a brief and its sources to name.", remedy="Type `brief verify BRIEF --against SOURCES...`."
        )
    from briefcli.audit import audit, take_apart, worst
    from briefcli.audit.reports import show_audit
    from briefcli.gathering import gather

    name, *more = brief
    content = _content(name)
    try:
        taken = take_apart(name, content)
    except ReadError as error:
        raise ReadError(f"{name} {error.problem}", remedy=error.remedy) from error
    at = around.now(settings.timezone)
    sources = [*against, *more]
    gathered = around.run_with(voice, lambda show: gather(sources, settings, today=at.date(), progress=show))
    code = around.report_skipped(gathered.skipped, voice, nothing=not gathered.articles, strict=settings.strict)
    if not gathered.articles:
        raise typer.Exit(code or 1)
    found = replace(audit(taken, gathered.articles, strict=settings.strict), skipped=gathered.skipped)
    width, colour = around.paint(reporting.output)
    form = reporting.form or ("terminal" if colour else "text")
    around.write(show_audit(found, form, width=width, colour=colour), reporting.output)
    raise typer.Exit(_code(worst(found.findings), reporting.fail_on) or code)


def _content(name: str) -> bytes:
    """The bytes of a brief.

    Raises:
        ReadError: it cannot be read.
    """
    import sys

    if name == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise ReadError(f"{name} cannot be read ({error.strerror or error}).", remedy="Check the file.") from error


def _code(gravest: Severity, fail_on: str) -> int:
    if fail_on == "never" or gravest == "none":
        return 0
    return _FINDINGS if gravest == "error" or fail_on == "warning" else 0


def _pairs(file: Path, reporting: Reporting, voice: Voice) -> int:
    """Check the pairs of a file; each is printed as it is done."""
    from briefcli.article import Skipped
    from briefcli.audit import check_pairs
    from briefcli.cli import surroundings as around

    if reporting.form not in {None, "jsonl"}:
        raise UsageError("--pairs prints lines of JSON.", remedy="Use -f jsonl, or no -f.")
    try:
        lines: Sequence[str] = file.read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError as error:
        raise ReadError(f"{file} cannot be read ({error.strerror or error}).", remedy="Check the file.") from error
    checked = list(check_pairs(lines, str(file)))
    skipped = [one for one in checked if isinstance(one, Skipped)]
    done = [one for one in checked if not isinstance(one, Skipped)]
    around.write("".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in done), reporting.output)
    for left in skipped:
        voice.warn(f"{left.source} {left.reason}")
    wrong = any(not one["supported"] or (reporting.fail_on == "warning" and one["findings"]) for one in done)
    if wrong and reporting.fail_on != "never":
        return _FINDINGS
    return _UNREAD if skipped else 0
