"""`brief verify`: a finished brief, audited line by line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

import typer

from briefcli.cli.groups import Sets, flags_of, group, takes_groups
from briefcli.cli.options import OUTPUT, RUN, Manner, Output
from briefcli.errors import Exit, ReadError, UsageError
from briefcli.forms import Report

if TYPE_CHECKING:
    from briefcli.article import Article, Skipped
    from briefcli.audit import Severity, Taken
    from briefcli.cli.surroundings import Voice
    from briefcli.config import Settings
    from briefcli.gathering import Gathered

_PAIR = "Write an object a line: id, brief, source."
_Form = Literal[Report, "jsonl"]


@group
class Reporting:
    """How the report is printed, where to, and what makes the run a failure."""

    PANEL: ClassVar[str] = OUTPUT

    form: Annotated[
        _Form | None,
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
    """Whether sources may be fetched."""

    PANEL: ClassVar[str] = RUN

    offline: Annotated[
        bool, typer.Option("--offline", help="Fetch nothing; nothing leaves this machine."), Sets("offline")
    ] = False


@group
class Auditing(Manner):
    """How a run behaves: what an audit is strict with."""

    strict: Annotated[
        bool,
        typer.Option("--strict", help="Warnings are errors, and any source or pair skipped is a failure."),
        Sets("strict"),
    ] = False
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Show the traceback of a bug.")] = False


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
        str | None,
        typer.Option(
            "--pairs",
            help="Instead: many briefs, a line of JSON each: id, brief, source; - is standard input.",
            metavar="FILE",
            show_default=False,
        ),
    ] = None,
    reporting: Reporting,
    staying: Staying,
    manner: Auditing,
) -> None:
    """Audit a finished brief line by line: is every headline, sentence and quotation of it in its sources?

    Exit codes: 0 no findings at or above --fail-on · 1 failed, or nothing could be read
    (--strict: or not all of it) · 2 usage or configuration · 3 something could not be
    read · 5 findings at or above --fail-on, even so.
    """
    from briefcli.cli import surroundings as around

    settings = around.load_settings(flags_of(staying, manner), manner.config)
    voice = around.Voice(quiet=manner.quiet, verbose=manner.verbose)
    if pairs is None:
        name, sources, form = _asked(brief or (), against or (), reporting.form)
        code = _one(name, sources, form, reporting, settings, voice)
    else:
        if brief or against:
            raise UsageError(
                "--pairs names briefs and sources of its own.", remedy="Leave out --pairs, or BRIEF and --against."
            )
        code = _many(pairs, reporting, voice, strict=settings.strict)
    raise typer.Exit(code)


def _asked(
    briefs: Sequence[str], sources: Sequence[str], form: _Form | None
) -> tuple[str, Sequence[str], Report | None]:
    """The brief, its sources and the format of the report, as they were typed.

    Raises:
        UsageError: one is missing, or there is more than one brief.
    """
    remedy = "Type `brief verify BRIEF --against SOURCES...`."
    if not briefs and not sources:
        raise UsageError("BRIEF and its sources are missing.", remedy=remedy)
    if not briefs:
        raise UsageError("BRIEF is missing: all that follows --against are sources.", remedy=remedy)
    if len(briefs) > 1:
        raise UsageError("One brief at a time.", remedy=remedy)
    if not sources:
        raise UsageError("The sources of the brief are missing.", remedy=remedy)
    if form == "jsonl":
        raise UsageError("-f jsonl is for --pairs.", remedy="Use -f json.")
    return briefs[0], sources, form


def _one(
    name: str, sources: Sequence[str], form: Report | None, reporting: Reporting, settings: Settings, voice: Voice
) -> int:
    """Audit one brief and print the report."""
    from briefcli.audit import audit, take_apart, worst
    from briefcli.audit.reports import show_audit
    from briefcli.cli import surroundings as around

    content = _content(name)
    try:
        taken = take_apart(name, content)
    except ReadError as error:
        raise ReadError(f"{_called(name)} {error.problem}", remedy=error.remedy) from error
    gathered = _sources(taken, content, sources, settings, voice)
    code = around.report_skipped(gathered.skipped, voice, nothing=not gathered.articles, strict=settings.strict)
    if not gathered.articles:
        return code or Exit.FAILED
    found = replace(audit(taken, gathered.articles, strict=settings.strict), skipped=gathered.skipped)
    width, colour = around.paint(reporting.output)
    report = show_audit(found, form or ("terminal" if colour else "text"), width=width, colour=colour)
    around.write(report, reporting.output)
    return _code(worst(one.severity for one in found.findings), reporting) or code


def _sources(taken: Taken, content: bytes, sources: Sequence[str], settings: Settings, voice: Voice) -> Gathered:
    """What the sources hold, without the brief itself.

    Raises:
        ReadError: they hold nothing else.
    """
    from briefcli.audit import is_itself
    from briefcli.cli import surroundings as around
    from briefcli.gathering import gather

    today = around.now(settings.timezone).date()
    read = around.run_with(voice, lambda show: gather(sources, settings, today=today, progress=show))
    every: tuple[Article | Skipped, ...] = (*read.articles, *read.skipped)
    itself = dict.fromkeys(one.source for one in every if is_itself(one, taken, content))
    for source in itself:
        voice.warn(f"{source} is the brief itself, and no source of it.")
    articles = tuple(one for one in read.articles if one.source not in itself)
    skipped = tuple(one for one in read.skipped if one.source not in itself)
    if itself and not articles and not skipped:
        raise ReadError("There is no source but the brief itself.", remedy="Name the articles it comes from.")
    return replace(read, articles=articles, skipped=skipped)


def _called(name: str) -> str:
    return "standard input" if name == "-" else name


def _content(name: str) -> bytes:
    """The bytes of a file, or of standard input.

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


def _code(gravest: Severity, reporting: Reporting) -> int:
    """The exit code that findings make."""
    from briefcli.audit import gravity

    if reporting.fail_on == "never" or gravity(gravest) < gravity(reporting.fail_on):
        return Exit.DONE
    return Exit.FINDINGS


def _many(file: str, reporting: Reporting, voice: Voice, *, strict: bool) -> int:
    """Check the pairs of a file, or of standard input."""
    from briefcli.article import Skipped
    from briefcli.audit import check_pairs, worst
    from briefcli.cli import surroundings as around

    if reporting.form not in {None, "jsonl"}:
        raise UsageError("--pairs prints lines of JSON.", remedy="Use -f jsonl, or no -f.")
    checked = list(check_pairs(_lines(file), _called(file), strict=strict))
    skipped = [one for one in checked if isinstance(one, Skipped)]
    done = [one for one in checked if not isinstance(one, Skipped)]
    around.write("".join(f"{json.dumps(one.as_json(), ensure_ascii=False)}\n" for one in done), reporting.output)
    code = around.report_skipped(skipped, voice, nothing=not done, strict=strict)
    return _code(worst(one.severity for one in done), reporting) or code


def _lines(file: str) -> Sequence[str]:
    """The lines of a file of pairs.

    Raises:
        ReadError: it cannot be read, is no text, or is empty.
    """
    content = _content(file)
    if b"\0" in content:
        raise ReadError(f"{_called(file)} is no text.", remedy=_PAIR)
    if not content.strip():
        raise ReadError(f"{_called(file)} is empty.", remedy=_PAIR)
    return content.decode("utf-8-sig", errors="replace").split("\n")
