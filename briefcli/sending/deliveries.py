"""What has been sent to whom, in SQLite, so that a mail leaves once, however often a run is killed or repeated.

Of each mail and addressee it is known how far it came:

    waiting -> reserved -> handed over -> sent

A mail is reserved before the server hears of it, and handed over just before the server is told that it has all of it;
up to there a server throws away what it got when the connection ends, so the next run sends it again. Handed over
without an answer, nobody can know whether it arrived: it is in doubt, is never sent again by itself, and is told of.
"""

from __future__ import annotations

import fcntl
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic, sleep

from briefcli.errors import BriefError, LockedError

NAME = "deliveries.sqlite"
_VERSION = 1
_SCHEMA = """
CREATE TABLE deliveries (
    message TEXT, recipient TEXT, file TEXT, state TEXT, since TEXT, at TEXT, tries INTEGER,
    PRIMARY KEY (message, recipient)
);
"""
_PAUSE_SECONDS = 0.2
_TRIED_FOR = timedelta(days=3)  # news that old is not waited for any more


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A mail that has not been sent to all: its Message-ID, its file, who waits for it, and how often it was tried."""

    message: str
    file: Path
    recipients: tuple[str, ...]
    tries: int


@dataclass(frozen=True, slots=True)
class Deliveries:
    """The deliveries of one folder. `base` is what files are named below, so that it can be moved."""

    database: sqlite3.Connection
    base: Path

    def expect(self, message: str, recipients: Sequence[str], file: Path, now: datetime) -> None:
        """Note that a mail is to go to somebody; what is known of it stays as it is."""
        path = file.resolve()
        name = str(path.relative_to(self.base) if path.is_relative_to(self.base) else path)
        moment = now.isoformat(timespec="seconds")
        rows = [(message, one, name, "waiting", moment, moment, 0) for one in recipients]
        self.database.executemany("INSERT OR IGNORE INTO deliveries VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        self._renew(("given up",), message, recipients, moment)

    def once_more(self, message: str, recipients: Iterable[str], now: datetime) -> None:
        """Let a mail wait again for those who have got it, or may have."""
        self._renew(("sent", "doubtful"), message, recipients, now.isoformat(timespec="seconds"))

    def _renew(self, states: tuple[str, ...], message: str, recipients: Iterable[str], moment: str) -> None:
        for state in states:
            self.database.executemany(
                "UPDATE deliveries SET state = 'waiting', since = ?, at = ?"
                " WHERE message = ? AND recipient = ? AND state = ?",
                [(moment, moment, message, one, state) for one in recipients],
            )

    def waiting(self, message: str | None = None) -> list[Waiting]:
        """What is to be sent, oldest first; a reservation is one of a run that was killed, for here is only one run."""
        rows = self.database.execute(
            "SELECT message, file, recipient, tries FROM deliveries WHERE state IN ('waiting', 'reserved')"
            " AND ifnull(message = ?, 1) ORDER BY since, file, rowid",
            (message,),
        ).fetchall()
        found: dict[tuple[str, str], list[tuple[str, int]]] = {}
        for one, file, recipient, tries in rows:
            found.setdefault((one, file), []).append((recipient, tries))
        return [
            Waiting(
                message=one,
                file=self.base / file,
                recipients=tuple(recipient for recipient, _ in people),
                tries=max(tries for _, tries in people),
            )
            for (one, file), people in found.items()
        ]

    def states(self, message: str) -> dict[str, tuple[str, datetime]]:
        """How far a mail came with each of its recipients, and when."""
        rows = self.database.execute("SELECT recipient, state, at FROM deliveries WHERE message = ?", (message,))
        return {recipient: (state, datetime.fromisoformat(at)) for recipient, state, at in rows}

    def doubtful(self) -> list[Waiting]:
        """What a run that was killed had handed over; asked once, for then it is known to be in doubt."""
        rows = self.database.execute(
            "SELECT message, file, recipient FROM deliveries WHERE state = 'handed over'"
        ).fetchall()
        self.database.execute("UPDATE deliveries SET state = 'doubtful' WHERE state = 'handed over'")
        return [Waiting(message=one, file=self.base / file, recipients=(who,), tries=1) for one, file, who in rows]

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
        old = [one for one in self.waiting() if self._since(one.message) < before]
        for one in old:
            self.mark("given up", one.message, one.recipients, now)
        return [one for one in old if one.tries]

    def _since(self, message: str) -> str:
        (since,) = self.database.execute("SELECT min(since) FROM deliveries WHERE message = ?", (message,)).fetchone()
        return str(since)


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
            (version,) = database.execute("PRAGMA user_version").fetchone()
            if version > _VERSION:
                raise BriefError(f"{file} was written by a later brief.", remedy="Upgrade brief on this machine.")
            if version == 0:
                database.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {_VERSION}; COMMIT;")
            yield Deliveries(database, base.resolve())
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode in {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}:
                raise UnreadableError(
                    f"{file} says what was sent to whom, and cannot be read: {error}.",
                    remedy="Move it away to begin anew; look into the mailboxes before you send anything again.",
                ) from error
            raise BriefError(
                f"{file}: {error}.", remedy="It says what was sent to whom; see that it can be read and written."
            ) from error


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
