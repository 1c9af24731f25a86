"""What has been sent to whom, in SQLite, so that a mail leaves once, however often a run is killed or repeated.

Of each mail and addressee it is known how far it came:

    waiting -> reserved -> handed over -> sent

A mail is reserved before the server hears of it, and handed over just before the server is told that it has all of it;
up to there a server throws away what it got when the connection ends, so the next run sends it again. Handed over
without an answer, nobody can know whether it arrived: it is in doubt, is never sent again by itself, and is told of.

A file of version 1 does not know who sends: what waits in it goes out from whom the mail itself names.
"""

from __future__ import annotations

import fcntl
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic, sleep

from briefcli.errors import BriefError, LockedError
from briefcli.sending.mails import Mail

NAME = "deliveries.sqlite"
_STEPS = (  # each makes a file of the version before it one of the next
    """
    CREATE TABLE deliveries (
        message TEXT, recipient TEXT, file TEXT, state TEXT, since TEXT, at TEXT, tries INTEGER,
        PRIMARY KEY (message, recipient)
    )
    """,
    "ALTER TABLE deliveries ADD COLUMN sender TEXT",
)
_VERSION = len(_STEPS)
_PAUSE_SECONDS = 0.2
_TRIED_FOR = timedelta(days=3)  # news that old is not waited for any more


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A mail that has not been sent to all: its identity, its envelope, and how often it was tried.

    `file` is None where it came on standard input, `sender` where an older brief did not note it.
    """

    message: str
    file: Path | None
    sender: str | None
    recipients: tuple[str, ...]
    tries: int


@dataclass(frozen=True, slots=True)
class Deliveries:
    """The deliveries of one folder. `base` is what files are named below, so that it can be moved."""

    database: sqlite3.Connection
    base: Path

    def expect(self, mail: Mail, now: datetime) -> None:
        """Note that a mail is to go to its recipients; how far it came with each of them, stays as it is."""
        moment = now.isoformat(timespec="seconds")
        name = self._name(mail.file)
        self.database.executemany(
            "INSERT INTO deliveries (message, recipient, file, sender, state, since, at, tries)"
            " VALUES (?, ?, ?, ?, 'waiting', ?, ?, 0)"
            " ON CONFLICT DO UPDATE SET file = excluded.file, sender = excluded.sender",
            [(mail.identity, one, name, mail.sender, moment, moment) for one in mail.recipients],
        )
        self._renew(("given up",), mail.identity, mail.recipients, moment)

    def _name(self, file: Path | None) -> str | None:
        if file is None:
            return None
        path = file.resolve()
        return str(path.relative_to(self.base) if path.is_relative_to(self.base) else path)

    def once_more(self, message: str, recipients: Iterable[str], now: datetime) -> None:
        """Let a mail wait again for those who have got it, or may have."""
        self._renew(("sent", "handed over", "doubtful"), message, recipients, now.isoformat(timespec="seconds"))

    def _renew(self, states: tuple[str, ...], message: str, recipients: Iterable[str], moment: str) -> None:
        for state in states:
            self.database.executemany(
                "UPDATE deliveries SET state = 'waiting', since = ?, at = ?"
                " WHERE message = ? AND recipient = ? AND state = ?",
                [(moment, moment, message, one, state) for one in recipients],
            )

    def waiting(self, message: str | None = None, before: str | None = None) -> list[Waiting]:
        """What is to be sent, oldest first: all of it, or of one mail, or what has waited since before some moment.

        A reservation is one of a run that was killed, for here is only one run.
        """
        rows = self.database.execute(
            "SELECT message, file, sender, recipient, tries FROM deliveries WHERE state IN ('waiting', 'reserved')"
            " AND ifnull(message = ?, 1) AND ifnull(since < ?, 1) ORDER BY since, file, rowid",
            (message, before),
        )
        return self._by_envelope(rows)

    def handed_over(self) -> list[Waiting]:
        """What a run that was killed had handed over, and nobody has been told of yet."""
        rows = self.database.execute(
            "SELECT message, file, sender, recipient, tries FROM deliveries WHERE state = 'handed over' ORDER BY rowid"
        )
        return self._by_envelope(rows)

    def _by_envelope(self, rows: Iterable[tuple[str, str | None, str | None, str, int]]) -> list[Waiting]:
        found: dict[tuple[str, str | None, str | None], list[tuple[str, int]]] = {}
        for message, file, sender, recipient, tries in rows:
            found.setdefault((message, file, sender), []).append((recipient, tries))
        return [
            Waiting(
                message=message,
                file=None if file is None else self.base / file,
                sender=sender,
                recipients=tuple(recipient for recipient, _ in people),
                tries=max(tries for _, tries in people),
            )
            for (message, file, sender), people in found.items()
        ]

    def states(self, message: str) -> dict[str, tuple[str, datetime]]:
        """How far a mail came with each of its recipients, and when."""
        rows = self.database.execute("SELECT recipient, state, at FROM deliveries WHERE message = ?", (message,))
        return {recipient: (state, datetime.fromisoformat(at)) for recipient, state, at in rows}

    def doubt(self, message: str, recipients: Iterable[str]) -> None:
        """Note that somebody was told of what had been handed over; when that was, stays as it is."""
        self.database.executemany(
            "UPDATE deliveries SET state = 'doubtful' WHERE message = ? AND recipient = ?",
            [(message, one) for one in recipients],
        )

    def mark(self, state: str, message: str, recipients: Iterable[str], now: datetime) -> None:
        """Note how far a mail came; a reservation counts as a try."""
        rows = [
            (state, now.isoformat(timespec="seconds"), int(state == "reserved"), message, one) for one in recipients
        ]
        with self.database:
            self.database.execute("BEGIN IMMEDIATE")
            self.database.executemany(
                "UPDATE deliveries SET state = ?, at = ?, tries = tries + ? WHERE message = ? AND recipient = ?", rows
            )

    def give_up(self, now: datetime) -> list[Waiting]:
        """What has waited for too long, which is then not sent; what was never tried is forgotten: it never was."""
        before = (now - _TRIED_FOR).isoformat(timespec="seconds")
        old = self.waiting(before=before)
        for one in old:
            self.mark("given up", one.message, one.recipients, now)
        return [one for one in old if one.tries]


class UnreadableError(BriefError):
    """The file is damaged, or none of ours."""


@contextmanager
def opened(folder: Path, base: Path) -> Iterator[Deliveries]:
    """The deliveries of a folder, which are made where there are none.

    Raises:
        UnreadableError: the file is not one of deliveries, or damaged.
        BriefError: it cannot be written, or is one of a later version.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / NAME
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        try:
            database.execute("PRAGMA synchronous = FULL")
            if _version(database, file) < _VERSION:
                _renewed(database, file)
            yield Deliveries(database, base.resolve())
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode in {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}:
                raise _unreadable(file, f"cannot be read: {error}") from error
            raise BriefError(
                f"{file}: {error}.", remedy="It says what was sent to whom; see that it can be read and written."
            ) from error


def _version(database: sqlite3.Connection, file: Path) -> int:
    """The version of a file of deliveries, 0 of one that is empty; of a database of somebody else, an error."""
    (version,) = database.execute("PRAGMA user_version").fetchone()
    tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if tables and not (version and "deliveries" in tables):
        raise _unreadable(file, "is a database of another program")
    if version > _VERSION:
        raise BriefError(f"{file} was written by a later brief.", remedy="Upgrade brief on this machine.")
    return int(version)


def _renewed(database: sqlite3.Connection, file: Path) -> None:
    """Make a file that is empty or older one of this version, at once: another run may be about to."""
    database.execute("BEGIN IMMEDIATE")
    for step in _STEPS[_version(database, file) :]:
        database.execute(step)
    database.execute(f"PRAGMA user_version = {_VERSION}")
    database.execute("COMMIT")


def _unreadable(file: Path, why: str) -> UnreadableError:
    return UnreadableError(
        f"{file} should say what was sent to whom, and {why}.",
        remedy="Move it away to begin anew; look into the mailboxes before you send anything again.",
    )


@contextmanager
def alone(folder: Path, patience_seconds: float = 0.0) -> Iterator[None]:
    """Hold the lock of those who send: one at a time, for whom others wait for a while.

    Raises:
        LockedError: another run is sending, still.
    """
    folder.mkdir(parents=True, exist_ok=True)
    end = monotonic() + patience_seconds
    with (folder / "sending").open("ab") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError as error:
                if monotonic() >= end:
                    raise LockedError("Another run is sending mail.", remedy="Wait until it has ended.") from error
                sleep(_PAUSE_SECONDS)
        yield
