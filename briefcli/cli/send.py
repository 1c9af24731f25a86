"""`brief send`: mails, each to each of its recipients once."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefcli.cli.groups import flags_of, takes_groups
from briefcli.cli.options import ConfigFile, Mailing, Quiet
from briefcli.errors import Exit

if TYPE_CHECKING:
    from briefcli.config import Settings
    from briefcli.sending import Mail, Report


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
    """Send briefs by mail: each to each of its recipients once, also when it is run again.

    Exit codes: 0 sent · 1 something failed, or is in doubt · 2 usage · 4 nothing left to send · 75 another run sends.
    """
    from briefcli.cli import post
    from briefcli.cli import surroundings as around
    from briefcli.sending import send_once, states_of

    loaded = around.load_all(flags_of(mailing), config)
    settings = loaded.settings
    voice = around.Voice(quiet=quiet)
    at = around.now(settings.timezone)
    found = [_read(one, mailing, settings, at) for one in mails]
    if dry_run:
        for one in found:
            typer.echo(_envelope(one, states_of(one), settings), nl=False)
        return
    reports: list[Report] = []

    def heard(report: Report) -> None:
        post.tell(report, voice)
        reports.append(report)

    send_once(found, post.server(loaded), at, heard, again=again)
    failed, went = any(one.problems for one in reports), any(one.sent for one in reports)
    raise typer.Exit(Exit.FAILED if failed else Exit.DONE if went else Exit.NOTHING)


def _read(file: Path, mailing: Mailing, settings: Settings, at: datetime) -> Mail:
    """A mail; what a flag says goes before what the mail says, and that before the config."""
    from briefcli.addresses import Addressing
    from briefcli.sending.mails import mail_of, read_mail

    default = settings.mail.addressing()
    given = Addressing(
        sender=default.sender if mailing.sender else None,
        to=default.to if mailing.to else (),
        subject=default.subject if mailing.subject else None,
    )
    if str(file) == "-":
        return mail_of(None, sys.stdin.buffer.read(), given, default, at)
    return read_mail(file, given, default, at)


def _envelope(mail: Mail, states: Mapping[str, tuple[str, datetime]], settings: Settings) -> str:
    """A mail as a server would get it: envelope and size, and who has got it already."""
    from briefcli.sending.server import described
    from briefcli.text import one_line

    lines = [
        ("from", mail.sender),
        *(("to", one + (f" ({states[one][0]})" if one in states else "")) for one in mail.recipients),
        ("subject", one_line(mail.subject)),
        ("size", f"{len(mail.content):,} bytes"),
        ("server", described(settings.mail)),
    ]
    return f"{mail.source}\n" + "".join(f"  {name:<9}{value}\n" for name, value in lines)
