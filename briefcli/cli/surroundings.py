"""What surrounds a run: its settings, the clock, the terminal, the place the brief goes to."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from briefcli.cli.output import write, write_pieces
from briefcli.errors import Exit, UsageError
from briefcli.forms import form_of_file

if TYPE_CHECKING:
    from briefcli.article import Skipped
    from briefcli.brief import Brief, Muted, Withheld
    from briefcli.cli.groups import Flags
    from briefcli.config import Loaded, Settings
    from briefcli.gathering import Progress, Selection

__all__ = [
    "Voice",
    "asked_country",
    "chosen_form",
    "is_terminal",
    "load_settings",
    "now",
    "paint",
    "progress",
    "report",
    "report_skipped",
    "run_with",
    "selection",
    "stopwatch",
    "write",
    "write_pieces",
]

_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_PROGRESS_AFTER_SECONDS = 1.0
_Done = TypeVar("_Done")


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """What a run says on stderr. `quiet` leaves only errors."""

    quiet: bool = False
    verbose: bool = False

    def note(self, message: str) -> None:
        """A line for whoever watches."""
        from briefcli.cli.ending import complain

        if not self.quiet:
            complain(message)

    def warn(self, message: str) -> None:
        """A line about bad input; said even when quiet."""
        from briefcli.cli.ending import complain

        complain(message)

    def detail(self, message: str) -> None:
        """A line for whoever wants to know more."""
        if self.verbose:
            self.note(message)


def load_settings(flags: Flags, file: Path | None) -> Settings:
    """The settings of this run; flags that are None were not given."""
    return load_all(flags, file).settings


def load_all(flags: Flags, file: Path | None) -> Loaded:
    """The settings of this run, and where each comes from; an error names the option as it was typed."""
    from briefcli.cli.usage import typed
    from briefcli.config import load

    return load(flags.settings, file=file, named={setting: typed(names) for setting, names in flags.names.items()})


def now(timezone: str | None = None) -> datetime:
    """The time of this run. `SOURCE_DATE_EPOCH` stands in for the clock, as in reproducible builds."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    zone = _zone(timezone)
    at = datetime.fromtimestamp(int(epoch), tz=UTC) if epoch.isdigit() else datetime.now(tz=UTC)
    return at.astimezone(zone)


def stopwatch() -> Callable[[], float]:
    """Says how many seconds went by; none where `SOURCE_DATE_EPOCH` stands in for the clock."""
    from time import monotonic

    started = monotonic()
    return lambda: 0.0 if os.environ.get("SOURCE_DATE_EPOCH", "").isdigit() else monotonic() - started


def _zone(name: str | None) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError) as error:
        where = "--tz" if any(word.split("=")[0] == "--tz" for word in sys.argv) else "timezone"
        raise UsageError(
            f"{where}: '{name}' is no time zone.", remedy="Use a name such as Asia/Seoul or UTC."
        ) from error


def selection(
    since: str | None, countries: Sequence[str] | None, match: str | None, at: datetime, voice: Voice
) -> Selection:
    """Which articles the flags keep. Of a name that two countries have, it is said which of them is meant."""
    from briefcli.gathering import Selection

    return Selection(
        since=_moment(since, at) if since else None,
        countries=tuple(dict.fromkeys(asked_country(given, "--country", voice) for given in countries or ())),
        match=match,
    )


def _moment(given: str, at: datetime) -> datetime:
    number, unit = given[:-1], given[-1:].lower()
    days = {"today": 0, "yesterday": 1}.get(given.strip().lower())
    if days is not None:
        return (at - timedelta(days=days)).replace(hour=0, minute=0, second=0, microsecond=0)
    try:
        if number.isdecimal() and unit in _UNITS:
            return at - timedelta(**{_UNITS[unit]: int(number)})
        moment = datetime.fromisoformat(given.strip())
    except (ValueError, OverflowError) as error:
        raise UsageError(
            f"--since: '{given}' is no time.", remedy="Use 24h, 3d, today, yesterday, or a date such as 2026-03-10."
        ) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=at.tzinfo)


def asked_country(given: str, where: str, voice: Voice) -> str:
    """The code of a country that was asked for by name or code, in an option or a setting.

    Raises:
        UsageError: it is none; the remedy names those that are like it.
    """
    from briefcli.countries import country_code, country_name, either_country, like_countries

    if either := either_country(given):
        meant, *others = (f"{country_name(code)} ({code})" for code in either)
        voice.note(f"{where} {given}: taken for {meant}; {', '.join(others)} has the name, too")
        return either[0]
    code = country_code(given)
    if code is None:
        like = " or ".join(f"{country_name(one)} ({one})" for one in like_countries(given))
        remedy = f"Did you mean {like}?" if like else "Use a code such as KR, or a name such as 'South Korea'."
        raise UsageError(f"{where}: '{given}' is no country.", remedy=remedy)
    return code


def chosen_form(form: str | None, output: Path | None) -> str:
    """The format asked for, or the one that suits where the brief goes."""
    if form is not None:
        return form
    if output is not None and str(output) != "-":
        return form_of_file(output.name) or "markdown"
    return "terminal" if sys.stdout.isatty() else "markdown"


def paint(output: Path | None) -> tuple[int, bool]:
    """Columns, and whether escape codes may be used: only on a terminal, and never against `NO_COLOR`."""
    colour = is_terminal(output) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return shutil.get_terminal_size((80, 24)).columns, colour


def is_terminal(output: Path | None) -> bool:
    """Whether what is printed goes to a terminal."""
    return (output is None or str(output) == "-") and sys.stdout.isatty()


@contextmanager
def progress(voice: Voice) -> Iterator[Progress]:
    """A line on stderr that says how far the run is; only on a terminal, and only where it takes over a second."""
    if voice.quiet or not sys.stderr.isatty():
        yield lambda _what, _done, _all: None
        return
    with _spinning() as show:
        yield show


@contextmanager
def _spinning() -> Iterator[Progress]:
    from time import monotonic

    from rich.console import Console
    from rich.status import Status

    status = Status("Reading", console=Console(stderr=True))
    started, shown = monotonic(), False

    def show(what: str, done: int, whole: int) -> None:
        nonlocal shown
        if not shown and monotonic() - started > _PROGRESS_AFTER_SECONDS:
            status.start()
            shown = True
        if shown:
            status.update(f"{what} {done}/{whole}" if whole else f"{what} {done}")

    try:
        yield show
    finally:
        status.stop()


def report(brief: Brief, voice: Voice, *, strict: bool) -> int:
    """Say what was left out, and give the exit code that follows from it."""
    return report_left_out(brief.skipped, brief.withheld, brief.muted, voice, told=bool(brief.stories), strict=strict)


def report_left_out(
    skipped: Sequence[Skipped],
    withheld: Sequence[Withheld],
    muted: Sequence[Muted],
    voice: Voice,
    *,
    told: bool,
    strict: bool,
) -> int:
    """The same of a run, which `told` of anything."""
    code = report_skipped(skipped, voice, nothing=not told, strict=strict)
    for line in withheld:
        voice.note(f"withheld: {line.text} ({line.reason})")
    if not told and muted:
        voice.note(f"every story is muted: {', '.join(sorted({one.match for one in muted}))}.")
        return Exit.NOTHING
    if not told and not skipped:
        voice.note("no article is left: none matches --since, --country and --match.")
        return Exit.NOTHING
    return Exit.WITHHELD if strict and withheld else code


def report_skipped(skipped: Sequence[Skipped], voice: Voice, *, nothing: bool, strict: bool) -> int:
    """Say which sources gave no article. With `nothing` left, or when `strict`, that is a failure."""
    for one in skipped:
        voice.warn(f"{one.source} {one.reason}")
    if skipped:
        return Exit.FAILED if nothing or strict else Exit.PARTLY
    return Exit.DONE


def run_with(voice: Voice, work: Callable[[Progress], _Done], *, prints: bool = False) -> _Done:
    """Do the work while saying how far it is; not where it `prints` lines of its own as it goes."""
    with progress(Voice(quiet=voice.quiet or prints)) as show:
        return work(show)
