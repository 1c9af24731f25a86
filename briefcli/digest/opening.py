"""The file a state lies in: its tables, its version, and how one of an earlier version is carried over."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from briefcli.digest.state import State
from briefcli.errors import BriefError

VERSION = 3
_SCHEMA = """
CREATE TABLE runs (number INTEGER PRIMARY KEY, at TEXT, day TEXT, files TEXT, done INTEGER);
CREATE TABLE articles (id TEXT PRIMARY KEY, story TEXT, run INTEGER, day INTEGER, body BLOB);
CREATE INDEX articles_by_day ON articles (day);
CREATE TABLE reports (
    story TEXT, run INTEGER, news TEXT, headline TEXT, last INTEGER, countries TEXT, told BLOB, merged_into TEXT,
    heard TEXT,
    PRIMARY KEY (story, run)
);
CREATE INDEX reports_by_whole ON reports (merged_into) WHERE merged_into IS NOT NULL;
"""
_TABLES = {"runs", "articles", "reports"}
_SINCE = {
    1: "ALTER TABLE reports ADD COLUMN told BLOB; ALTER TABLE reports ADD COLUMN merged_into TEXT;",
    2: """ALTER TABLE reports ADD COLUMN heard TEXT;
    CREATE INDEX reports_by_whole ON reports (merged_into) WHERE merged_into IS NOT NULL;""",
}
_DAMAGED = {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR}  # the last: a table is not there


@contextmanager
def opened(file: Path) -> Iterator[State]:
    """The state in a file, which is made where there is none.

    Raises:
        BriefError: the file is no state, or one of a later version.
        OSError: the disk it lies on is full.
    """
    if not file.exists():
        _make(file)
    with _connected(str(file), file) as database:
        database.execute("PRAGMA synchronous = FULL")
        _version(database, file)
        _carry_over(database)
        yield State(database)


@contextmanager
def read_only(file: Path) -> Iterator[State]:
    """A state to look at, also while a run writes to it, and where one may not write. A copy is made of an older one.

    Raises:
        BriefError: the file is no state, or one of a later version.
    """
    with _connected(f"{file.resolve().as_uri()}?mode=rw", file) as database:  # writable, or SQLite could not mend it
        state = State(database)
        if _version(database, file) < VERSION or state.untold():
            with closing(sqlite3.connect(":memory:")) as copy:
                database.backup(copy)
                _carry_over(copy)
                yield State(copy)
        else:
            database.execute("PRAGMA query_only = ON")
            yield state


def is_sound(file: Path) -> bool:
    """Whether a file that is there is a whole state, of whatever version; an empty file is none.

    Raises:
        BriefError: nobody can tell now: another program writes to it, or it may not be opened.
    """
    with closing(sqlite3.connect(file)) as database:
        try:
            names = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            found = database.execute("PRAGMA quick_check(1)").fetchone()
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF in _DAMAGED:
                return False
            raise _explained(error, file) from error
    return names >= _TABLES and found == ("ok",)


def copy_state(state: State, file: Path) -> None:
    """Keep a copy of a state, whole or not at all.

    Raises:
        OSError: the disk it lies on is full.
        BriefError: it cannot be written there.
    """
    with _coming_into_being(file) as database:
        state.database.backup(database)


def _make(file: Path) -> None:
    """A state of no runs."""
    with _coming_into_being(file) as database:
        database.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {VERSION}; COMMIT;")


@contextmanager
def _coming_into_being(file: Path) -> Iterator[sqlite3.Connection]:
    """A database that is there whole or not at all: an empty file is never one of ours that was interrupted."""
    new = file.with_name(f"{file.name}.new")
    new.unlink(missing_ok=True)
    try:
        with _connected(str(new), file) as database:
            database.execute("PRAGMA synchronous = FULL")
            yield database
        new.replace(file)
    finally:
        new.unlink(missing_ok=True)


@contextmanager
def _connected(address: str, file: Path) -> Iterator[sqlite3.Connection]:
    try:
        with closing(sqlite3.connect(address, uri=address.startswith("file:"))) as database:
            yield database
    except sqlite3.DatabaseError as error:
        raise _explained(error, file) from error


def _explained(error: sqlite3.DatabaseError, file: Path) -> Exception:
    """What SQLite means. Only what is damaged may be moved away; never what a full disk keeps from being written."""
    code = error.sqlite_errorcode & 0xFF
    if code == sqlite3.SQLITE_BUSY:
        return BriefError(f"{file} is being written.", remedy="Try again in a moment.")
    if code == sqlite3.SQLITE_FULL:
        return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(file))
    if code == sqlite3.SQLITE_IOERR:
        return BriefError(
            f"{file} cannot be read or written: {error}.",
            remedy="See that its disk has room and works, and run it again; nothing of it is lost.",
        )
    if code in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM}:
        return BriefError(f"{file} cannot be opened for writing: {error}.", remedy="See who may write there.")
    return BriefError(
        f"{file} cannot be read as the state of a digest: {error}.",
        remedy="The next `brief digest` keeps it aside and goes on from its last good copy.",
    )


def _version(database: sqlite3.Connection, file: Path) -> int:
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise BriefError(f"{file} was written by a later brief.", remedy="Upgrade brief on this machine.")
    return int(version)


def _carry_over(database: sqlite3.Connection) -> None:
    """Make a state of an earlier version one of today's: nothing in it changes, and there is room for what is new."""
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if 0 < version < VERSION:
        steps = " ".join(_SINCE[before] for before in range(version, VERSION))
        database.executescript(f"BEGIN; {steps} PRAGMA user_version = {VERSION}; COMMIT;")
