"""The file a state lies in: its tables, its version, and how one of an earlier version is carried over."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from briefcli.digest.state import State
from briefcli.errors import BriefError

_VERSION = 2
_SCHEMA = """
CREATE TABLE runs (number INTEGER PRIMARY KEY, at TEXT, day TEXT, files TEXT, done INTEGER);
CREATE TABLE articles (id TEXT PRIMARY KEY, story TEXT, run INTEGER, day INTEGER, body BLOB);
CREATE INDEX articles_by_day ON articles (day);
CREATE TABLE reports (
    story TEXT, run INTEGER, news TEXT, headline TEXT, last INTEGER, countries TEXT, told BLOB, merged_into TEXT,
    PRIMARY KEY (story, run)
);
"""
_SINCE_1 = "ALTER TABLE reports ADD COLUMN told BLOB; ALTER TABLE reports ADD COLUMN merged_into TEXT;"


@contextmanager
def opened(file: Path) -> Iterator[State]:
    """The state in a file, which is made where there is none.

    Raises:
        BriefError: the file is no state, or one of a later version.
    """
    with _connected(str(file), file) as database:
        database.execute("PRAGMA synchronous = FULL")
        if _version(database, file) == 0:
            database.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {_VERSION}; COMMIT;")
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
        if 0 < _version(database, file) < _VERSION or state.untold():
            with closing(sqlite3.connect(":memory:")) as copy:
                database.backup(copy)
                _carry_over(copy)
                yield State(copy)
        else:
            database.execute("PRAGMA query_only = ON")
            yield state


@contextmanager
def _connected(address: str, file: Path) -> Iterator[sqlite3.Connection]:
    database = sqlite3.connect(address, uri=address != str(file))
    try:
        yield database
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            raise BriefError(f"{file} is being written.", remedy="Try again in a moment.") from error
        raise BriefError(
            f"{file} cannot be read as the state of a digest: {error}.",
            remedy="Move it away to begin anew; everything will be reported as new once.",
        ) from error
    finally:
        database.close()


def _version(database: sqlite3.Connection, file: Path) -> int:
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if version > _VERSION:
        raise BriefError(f"{file} was written by a later brief.", remedy="Upgrade brief on this machine.")
    return int(version)


def _carry_over(database: sqlite3.Connection) -> None:
    """Make a state of version 1 one of today's: nothing in it changes, and there is room for what was told."""
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if version == 1:
        database.executescript(f"BEGIN; {_SINCE_1} PRAGMA user_version = {_VERSION}; COMMIT;")
