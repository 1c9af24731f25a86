"""Briefs by mail: each to each of its recipients once.

`mails` reads a mail, `deliveries` knows what was sent to whom, `server` hands it over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from briefcli.addresses import NOBODY
from briefcli.config import OWN, STATE, folders
from briefcli.sending.deliveries import Deliveries, Waiting
from briefcli.sending.mails import Mail, identity_of, read_mail
from briefcli.sending.server import InDoubtError, RefusedError, Server, Session, UnreachableError

__all__ = ["Mail", "Report", "Server", "place_of", "send", "send_waiting"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What became of a mail: who has got it now, and what went wrong, in sentences."""

    mail: str
    sent: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


_AGAIN = "It is not sent again by itself: ask, then use `brief send --again`."

Heard = Callable[[Report], None]


def place_of(file: Path) -> tuple[Path, Path]:
    """The folder that knows what was sent of a file, and what files are named below there.

    For a file of a digest it is the digest's own, so that it does not matter who sends it; else the user's.
    """
    for parent in file.resolve().parents:
        if (parent / OWN / STATE).exists():
            return parent / OWN, parent
    state = folders().state
    return state, state


def send(mails: Iterable[Mail], ledger: Deliveries, server: Server, now: datetime, heard: Heard) -> None:
    """Send mails, each to those who have not got it; `heard` is told of each, one after another.

    Raises:
        UnreachableError: the server cannot be spoken to; what is not sent, waits.
    """
    session = Session(server)
    for one in ledger.doubtful():
        heard(_doubt(one))
    try:
        for mail in mails:
            for waiting in ledger.waiting(mail.identity):
                recipients = tuple(one for one in waiting.recipients if one in mail.recipients)
                if recipients:
                    heard(_sent(mail, recipients, ledger, session, now))
    finally:
        session.close()


def send_waiting(ledger: Deliveries, server: Server, now: datetime, heard: Heard) -> None:
    """Send what waits, of this run and of earlier ones. What has waited for days is given up.

    Raises:
        UnreachableError: the server cannot be spoken to; what is not sent, waits.
    """
    for one in ledger.give_up(now):
        heard(Report(mail=_called(one.file), problems=(f"is too old to be sent to {_names(one)} now; given up.",)))
    found = []
    for one in ledger.waiting():
        try:
            content = one.file.read_bytes()
        except OSError:
            content = b""
        if identity_of(content) == one.message:
            found.append(read_mail(one.file, NOBODY, NOBODY, now))
        elif one.tries:
            ledger.mark("given up", one.message, one.recipients, now)
            heard(Report(mail=_called(one.file), problems=(f"is gone, and was not sent to {_names(one)}.",)))
    send(found, ledger, server, now, heard)


def _sent(mail: Mail, recipients: tuple[str, ...], ledger: Deliveries, session: Session, now: datetime) -> Report:
    """One mail, handed over; the state knows of each step before the server does."""
    name = _called(Path(mail.source))
    ledger.mark("reserved", mail.identity, recipients, now)
    over: list[str] = []

    def handing_over(taken: list[str]) -> None:
        over.extend(taken)
        ledger.mark("handed over", mail.identity, taken, now)

    try:
        refused = session.deliver(mail, recipients, handing_over)
    except RefusedError as error:
        ledger.mark("waiting", mail.identity, recipients, now)
        return Report(mail=name, problems=(f"was not sent. {error}",))
    except UnreachableError:
        ledger.mark("waiting", mail.identity, recipients, now)
        raise
    except InDoubtError as error:
        ledger.mark("waiting", mail.identity, (one for one in recipients if one not in over), now)
        ledger.mark("doubtful", mail.identity, over, now)
        return Report(mail=name, problems=(f"may or may not have reached {', '.join(over)}. {error} {_AGAIN}",))
    ledger.mark("sent", mail.identity, over, now)
    ledger.mark("waiting", mail.identity, refused, now)
    return Report(
        mail=name, sent=tuple(over), problems=tuple(f"is not taken for {one}: {why}." for one, why in refused.items())
    )


def _doubt(one: Waiting) -> Report:
    return Report(
        mail=_called(one.file),
        problems=(f"may or may not have reached {_names(one)}: the run that sent it was killed. {_AGAIN}",),
    )


def _called(file: Path) -> str:
    """A file as people call it, with the day it is of: "2026-03-12/KR.eml"."""
    return "/".join(file.parts[-2:])


def _names(one: Waiting) -> str:
    return ", ".join(one.recipients)
