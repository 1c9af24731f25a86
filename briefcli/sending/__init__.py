"""Briefs by mail: each to each of its recipients once.

`mails` reads a mail, `deliveries` knows what was sent to whom, `server` hands it over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from briefcli.addresses import NOBODY, Addressing, mailbox
from briefcli.config import OWN, STATE, folders
from briefcli.errors import UsageError
from briefcli.sending.deliveries import NAME, Deliveries, Waiting, alone, opened
from briefcli.sending.mails import Mail, read_mail
from briefcli.sending.server import InDoubtError, RefusedError, Server, Session, UnreachableError

__all__ = ["Mail", "Report", "Server", "send_once", "send_waiting", "states_of"]

_PATIENCE_SECONDS = 300.0  # for another run that is sending
_AGAIN = "It is not sent again by itself: ask, then use `brief send --again`."


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What became of a mail: who has got it now, what went wrong, and who had got it before, in sentences."""

    mail: str
    sent: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    known: tuple[str, ...] = ()


Heard = Callable[[Report], None]


def send_once(mails: Iterable[Mail], server: Server, now: datetime, heard: Heard, *, again: bool = False) -> None:
    """Send mails, each to those of its recipients who have not got it; with `again`, to all of them.

    `heard` is told of each, one after another.

    Raises:
        UnreachableError: the server cannot be spoken to; what is not sent, waits.
        LockedError: another run is sending.
    """
    for (folder, base), here in _by_place(mails).items():
        with alone(folder), opened(folder, base) as ledger:
            for mail in here:
                ledger.expect(mail, now)
                if again:
                    ledger.once_more(mail.identity, mail.recipients, now)
                heard(Report(mail=_called(mail.file), known=_known(mail, ledger)))
            _send_all(_still_to_go(here, ledger), ledger, server, now, heard)


def send_waiting(out: Path, server: Server, now: datetime, heard: Heard) -> None:
    """Send what waits in a folder of digests, of this run and of earlier ones. What has waited for days is given up.

    Raises:
        UnreachableError: the server cannot be spoken to; what is not sent, waits.
        LockedError: another run is sending, still.
    """
    with alone(out / OWN, _PATIENCE_SECONDS), opened(out / OWN, out) as ledger:
        for one in ledger.give_up(now):
            problem = f"is too old to be sent to {_names(one)} now; given up."
            heard(Report(mail=_called(one.file), problems=(problem,)))
        _send_all(_found(ledger, now, heard), ledger, server, now, heard)


def states_of(mail: Mail) -> Mapping[str, tuple[str, datetime]]:
    """How far a mail came with each of its recipients, and when. Makes nothing."""
    folder, base = _place_of(mail.file)
    if not (folder / NAME).exists():
        return {}
    with opened(folder, base) as ledger:
        return ledger.states(mail.identity)


def _by_place(mails: Iterable[Mail]) -> Mapping[tuple[Path, Path], list[Mail]]:
    """Mails by the folder that knows what was sent of them."""
    found: dict[tuple[Path, Path], list[Mail]] = {}
    for one in mails:
        found.setdefault(_place_of(one.file), []).append(one)
    return found


def _place_of(file: Path | None) -> tuple[Path, Path]:
    """The folder that knows what was sent of a file, and what files are named below there.

    For a file of a digest it is the digest's own, so that it does not matter who sends it; else the user's.
    """
    for parent in file.resolve().parents if file else ():
        if (parent / OWN / STATE).exists():
            return parent / OWN, parent
    state = folders().state
    return state, state


def _known(mail: Mail, ledger: Deliveries) -> tuple[str, ...]:
    """Who has got a mail before, or may have."""
    words = {"sent": "was sent", "doubtful": "may have been sent"}
    return tuple(
        f"{words[state]} to {recipient} on {when:%Y-%m-%d at %H:%M}; --again sends it once more."
        for recipient, (state, when) in ledger.states(mail.identity).items()
        if recipient in mail.recipients and state in words
    )


def _still_to_go(mails: Iterable[Mail], ledger: Deliveries) -> Iterator[Mail]:
    """Mails, each to those alone who wait for it."""
    for mail in mails:
        waiting = {recipient for one in ledger.waiting(mail.identity) for recipient in one.recipients}
        if recipients := tuple(one for one in mail.recipients if one in waiting):
            yield replace(mail, recipients=recipients)


def _found(ledger: Deliveries, now: datetime, heard: Heard) -> list[Mail]:
    """The mails that wait, from their files. One that cannot be sent costs only itself: it waits until too old."""
    found = []
    for one in ledger.waiting():
        try:
            mails = _kept(one, now)
        except (UsageError, OSError) as error:
            heard(Report(mail=_called(one.file), problems=(f"was not sent to {_names(one)}. {error}",)))
            continue
        found += mails
        if one.tries and not mails:
            ledger.mark("given up", one.message, one.recipients, now)
            heard(Report(mail=_called(one.file), problems=(f"is gone, and was not sent to {_names(one)}.",)))
    return found


def _kept(one: Waiting, now: datetime) -> list[Mail]:
    """A mail from its file: as it stands to those it names, and addressed anew to those somebody sent it to besides.

    Nothing where the file is gone, or is another mail by now.
    """
    if one.file is None or not one.file.exists():
        return []
    sender = mailbox(one.sender) if one.sender else None
    default = Addressing(sender=sender, to=tuple(map(mailbox, one.recipients)))
    mail = read_mail(one.file, NOBODY, default, now)
    if mail.identity != one.message:
        return []
    given = NOBODY if one.sender in {None, mail.sender} else Addressing(sender=sender)
    mail = read_mail(one.file, given, default, now)
    named = tuple(recipient for recipient in one.recipients if recipient in mail.recipients)
    others = tuple(mailbox(recipient) for recipient in one.recipients if recipient not in named)
    anew = [read_mail(one.file, replace(given, to=others), default, now)] if others else []
    return [replace(mail, recipients=named)] * bool(named) + anew


def _send_all(mails: Iterable[Mail], ledger: Deliveries, server: Server, now: datetime, heard: Heard) -> None:
    """Send mails to their recipients, after a word on what a run that was killed has left in doubt."""
    for one in ledger.handed_over():
        heard(_doubt(one))
        ledger.doubt(one.message, one.recipients)
    session = Session(server)
    try:
        for mail in mails:
            heard(_sent(mail, ledger, session, now))
    finally:
        session.close()


def _sent(mail: Mail, ledger: Deliveries, session: Session, now: datetime) -> Report:
    """One mail, handed over; the state knows of each step before the server does."""
    name, recipients = _called(mail.file), mail.recipients
    ledger.mark("reserved", mail.identity, recipients, now)
    over: list[str] = []

    def handing_over(taken: list[str]) -> None:
        over.extend(taken)
        ledger.mark("handed over", mail.identity, taken, now)

    try:
        refused = session.deliver(mail, handing_over)
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


def _called(file: Path | None) -> str:
    """A file as people call it, with the day it is of: "2026-03-12/KR.eml"."""
    return "/".join(file.parts[-2:]) if file else "standard input"


def _names(one: Waiting) -> str:
    return ", ".join(one.recipients)
