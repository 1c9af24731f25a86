"""`brief send`: mails, each to each of its recipients once."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefcli.cli.groups import flags_of, takes_groups
from briefcli.cli.options import ConfigFile, Mailing, Quiet

if TYPE_CHECKING:
    from briefcli.cli.surroundings import Voice
    from briefcli.config import Settings
    from briefcli.sending import Mail, Report
    from briefcli.sending.deliveries import Deliveries

_FAILED, _NOTHING = 1, 4


@takes_groups
def send(
    mails: Annotated[
        list[Path],
        typer.Argument(help="Briefs made with -f eml; - is standard input.", metavar="MAILS...", show_default=False),
    ],
    *,
    mailing: Mailing,
    again: Annotated[bool, typer.Option("--again", help="Send also what was sent before.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show from whom, to whom, how large, by which server; send nothing.")
    ] = False,
    quiet: Quiet = False,
    config: ConfigFile = None,
) -> None:
    """Send briefs by mail: each to each of its recipients once, also when it is run again."""
    from briefcli.cli import post
    from briefcli.cli import surroundings as around
    from briefcli.sending import deliveries, place_of
    from briefcli.sending import send as send_all

    settings = around.load_settings(flags_of(mailing), config)
    voice = around.Voice(quiet=quiet)
    at = around.now(settings.timezone)
    found = [_read(one, mailing, settings, at) for one in mails]
    if dry_run:
        for one in found:
            typer.echo(_envelope(one, place_of(Path(one.source)), settings), nl=False)
        return
    server = post.server(settings)
    reports: list[Report] = []

    def heard(report: Report) -> None:
        post.tell(report, voice)
        reports.append(report)

    for (folder, base), here in _by_place(found, place_of).items():
        with deliveries.alone(folder), deliveries.opened(folder, base) as ledger:
            for one in here:
                ledger.expect(one.identity, one.recipients, Path(one.source), at)
                if again:
                    ledger.once_more(one.identity, one.recipients, at)
                _say_known(one, ledger, voice)
            send_all(here, ledger, server, at, heard)
    failed, went = any(one.problems for one in reports), any(one.sent for one in reports)
    raise typer.Exit(_FAILED if failed else 0 if went else _NOTHING)


def _read(file: Path, mailing: Mailing, settings: Settings, at: datetime) -> Mail:
    """A mail; what a flag says goes before what the mail says, and that before the config."""
    from briefcli.addresses import Addressing
    from briefcli.sending.mails import read_mail, taken

    default = settings.mail.addressing()
    given = Addressing(
        sender=default.sender if mailing.sender else None,
        to=default.to if mailing.to else (),
        subject=default.subject if mailing.subject else None,
    )
    if str(file) == "-":
        return taken("standard input", sys.stdin.buffer.read(), given, default, at)
    return read_mail(file, given, default, at)


def _by_place(
    mails: Iterable[Mail], place_of: Callable[[Path], tuple[Path, Path]]
) -> Mapping[tuple[Path, Path], list[Mail]]:
    """Mails by the folder that knows what was sent of them."""
    found: dict[tuple[Path, Path], list[Mail]] = {}
    for one in mails:
        found.setdefault(place_of(Path(one.source)), []).append(one)
    return found


def _say_known(mail: Mail, ledger: Deliveries, voice: Voice) -> None:
    """Who has got it before, or may have."""
    for recipient, (state, when) in ledger.states(mail.identity).items():
        if recipient in mail.recipients and state in {"sent", "doubtful"}:
            known = "was sent" if state == "sent" else "may have been sent"
            voice.note(
                f"{mail.source}: {known} to {recipient} on {when:%Y-%m-%d at %H:%M}; --again sends it once more."
            )


def _envelope(mail: Mail, place: tuple[Path, Path], settings: Settings) -> str:
    """A mail as a server would get it: envelope and size, and who has got it already."""
    from briefcli.sending import deliveries
    from briefcli.sending.server import described
    from briefcli.text import one_line

    folder, base = place
    states: Mapping[str, tuple[str, datetime]] = {}
    if (folder / deliveries.NAME).exists():
        with deliveries.opened(folder, base) as ledger:
            states = ledger.states(mail.identity)
    lines = [
        ("from", mail.sender),
        *(("to", one + (f" ({states[one][0]})" if one in states else "")) for one in mail.recipients),
        ("subject", one_line(mail.subject)),
        ("size", f"{len(mail.content):,} bytes"),
        ("server", described(settings.mail)),
    ]
    return f"{mail.source}\n" + "".join(f"  {name:<9}{value}\n" for name, value in lines)
