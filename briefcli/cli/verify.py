"""`brief verify`: a finished brief, audited line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

import typer

from briefcli.cli.groups import Flags, Sets, flags_of, group, takes_groups
from briefcli.cli.options import ENGINE, OUTPUT, BaseUrl, Calling, DryRun, Manner, ModelName, Output, Pacing
from briefcli.errors import Exit, ReadError, UsageError
from briefcli.forms import Report

if TYPE_CHECKING:
    from briefcli.article import Article, Skipped
    from briefcli.audit import Audit, Severity, Taken
    from briefcli.cli.second_opinion import Judge
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
class Judging:
    """Who judges, and whether anything may leave the machine."""

    PANEL: ClassVar[str] = ENGINE

    engine: Annotated[
        Literal["code", "llm"],
        typer.Option(help="llm: a second opinion by a model on lines in other words than their source."),
    ] = "code"
    offline: Annotated[
        bool, typer.Option("--offline", help="Fetch and ask nothing; nothing leaves this machine."), Sets("offline")
    ] = False
    model: ModelName = None
    base_url: BaseUrl = None
    dry_run: DryRun = False


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
    judging: Judging,
    pacing: Pacing,
    calling: Calling,
    manner: Auditing,
) -> None:
    """Audit a finished brief line by line: is every headline, sentence and quotation of it in its sources?

    Code decides, and asks nobody. With --engine llm, a model is asked about each line that
    says it in other words: what it doubts is a warning, marked as its opinion; it changes
    nothing of what code found.

    Exit codes: 0 no findings at or above --fail-on · 1 failed, or nothing could be read
    (--strict: or not all of it) · 2 usage or configuration · 3 something could not be
    read, or the model gave no opinion on a line · 5 findings at or above --fail-on, even
    so · 6 budget or deadline reached.
    """
    from briefcli.cli import surroundings as around

    loaded = around.load_all(flags_of(judging, pacing, calling, manner), manner.config)
    voice = around.Voice(quiet=manner.quiet, verbose=manner.verbose)
    if judging.engine == "code":
        _ask_for_no_model(flags_of(judging, pacing, calling), dry_run=judging.dry_run, usage=calling.usage)
    if pairs is not None:
        if brief or against:
            raise UsageError(
                "--pairs names briefs and sources of its own.", remedy="Leave out --pairs, or BRIEF and --against."
            )
        if judging.engine == "llm":
            raise UsageError("--pairs asks no model.", remedy="Leave out --engine llm.")
        raise typer.Exit(_many(pairs, reporting, voice, strict=loaded.settings.strict))
    asked = _asked(brief or (), against or (), reporting.form)
    if judging.engine == "code":
        raise typer.Exit(_one(*asked, reporting, loaded.settings, voice))
    from briefcli.cli.second_opinion import judge as judge_of

    with judge_of(loaded, voice, dry_run=judging.dry_run, usage=calling.usage) as judge:
        raise typer.Exit(_one(*asked, reporting, loaded.settings, voice, judge))


def _ask_for_no_model(flags: Flags, *, dry_run: bool, usage: bool) -> None:
    """See that nothing was typed which only a model has a use for.

    Raises:
        UsageError: something was.
    """
    from briefcli.cli.usage import typed

    names = [typed(names) for setting, names in flags.names.items() if setting != "offline"]
    names += ["--dry-run"] * dry_run + ["--usage"] * usage
    if names:
        raise UsageError(f"{names[0]}: no model is asked.", remedy="Add --engine llm for a second opinion.")


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
    name: str,
    sources: Sequence[str],
    form: Report | None,
    reporting: Reporting,
    settings: Settings,
    voice: Voice,
    judge: Judge | None = None,
) -> int:
    """Audit one brief and print the report; a judge is asked about what code cannot wholly decide."""
    found, code = _audited(name, sources, settings, voice)
    if found is None:
        return code or Exit.FAILED
    if judge is None:
        return _show(found, form, reporting) or code
    if judge.dry_run:
        typer.echo(judge.plan(found, as_json=form == "json"), nl=False)
        return Exit.DONE
    from briefcli.cli.writer import worst

    found, missing = judge.judged(found)
    return _show(found, form, reporting) or worst(code, missing)


def _audited(name: str, sources: Sequence[str], settings: Settings, voice: Voice) -> tuple[Audit | None, int]:
    """What code finds of a brief, None where its sources hold nothing; and the exit code that follows from these."""
    from briefcli.audit import audit, take_apart
    from briefcli.cli import surroundings as around

    content = _content(name)
    try:
        taken = take_apart(name, content)
    except ReadError as error:
        raise ReadError(f"{_called(name)} {error.problem}", remedy=error.remedy) from error
    gathered = _sources(taken, content, sources, settings, voice)
    code = around.report_skipped(gathered.skipped, voice, nothing=not gathered.articles, strict=settings.strict)
    if not gathered.articles:
        return None, code
    return replace(audit(taken, gathered.articles, strict=settings.strict), skipped=gathered.skipped), code


def _show(found: Audit, form: Report | None, reporting: Reporting) -> int:
    """Print the report; gives the exit code of the findings."""
    from briefcli.audit import worst
    from briefcli.audit.reports import show_audit
    from briefcli.cli import surroundings as around

    width, colour = around.paint(reporting.output)
    report = show_audit(found, form or ("terminal" if colour else "text"), width=width, colour=colour)
    around.write(report, reporting.output)
    return _code(worst(one.severity for one in found.findings), reporting)


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
    from briefcli.render.safe_json import json_line

    if reporting.form not in {None, "jsonl"}:
        raise UsageError("--pairs prints lines of JSON.", remedy="Use -f jsonl, or no -f.")
    checked = list(check_pairs(_lines(file), _called(file), strict=strict))
    skipped = [one for one in checked if isinstance(one, Skipped)]
    done = [one for one in checked if not isinstance(one, Skipped)]
    around.write("".join(json_line(one.as_json()) for one in done), reporting.output)
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
