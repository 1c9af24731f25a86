"""Answers kept between runs: one SQLite file, safe for several processes, written as each answer arrives.

Only what a server sent is kept, never what was made of it: verification runs again on every read. A file that is broken
is set aside with one line, and a disk that is full costs the cache and nothing else.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_SCHEMA = """
CREATE TABLE IF NOT EXISTS answers (
  id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, text TEXT NOT NULL, finish TEXT NOT NULL,
  prompt_tokens INTEGER NOT NULL, completion_tokens INTEGER NOT NULL, bytes INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS habits (server TEXT PRIMARY KEY, habits TEXT NOT NULL);
"""
_BUSY_SECONDS = 5.0  # how long another process may hold the file
_ROW_BYTES = 200  # what a row costs beside its text: key, counts, index
_CHECK_EVERY = 50  # answers stored between two looks at the size


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server sent: the text, why it ended (`stop`, `length`, …), and what it counted."""

    text: str
    finish: str
    prompt_tokens: int
    completion_tokens: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CacheStats:
    """What a cache file holds. `bytes` is its size on disk."""

    path: Path
    answers: int
    bytes: int


def cache_key(request: Mapping[str, Any]) -> str:
    """One name for everything that shapes an answer: server, model, messages, parameters, schema."""
    canonical = json.dumps(request, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


class Cache:
    """A file of answers. It never raises: a cache that fails is a cache that is empty.

    Args:
        path: the SQLite file; made, with mode 0600, where it is missing.
        max_bytes: the oldest answers go when all take more.
        note: told, once each, what the user should know.
    """

    def __init__(self, path: Path, *, max_bytes: int, note: Callable[[str], None]) -> None:
        self._path = path
        self._max_bytes = max_bytes
        self._note = note
        self._stored = 0
        self._connection: sqlite3.Connection | None = None
        self._open()

    def get(self, key: str) -> Answer | None:
        """The answer kept under a key, None where there is none."""
        row = self._run("SELECT text, finish, prompt_tokens, completion_tokens FROM answers WHERE key = ?", (key,))
        if row is None:
            return None
        text, finish, prompt_tokens, completion_tokens = row
        return Answer(text=text, finish=finish, prompt_tokens=prompt_tokens, completion_tokens=completion_tokens)

    def put(self, key: str, answer: Answer) -> None:
        """Keep an answer. When this returns, a kill of the process cannot lose it."""
        size = len(answer.text.encode("utf-8", "surrogatepass")) + _ROW_BYTES
        text = answer.text.encode("utf-8", "replace").decode()
        self._run(
            "INSERT OR REPLACE INTO answers (key, text, finish, prompt_tokens, completion_tokens, bytes)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (key, text, answer.finish, answer.prompt_tokens, answer.completion_tokens, size),
        )
        self._stored += 1
        if self._stored % _CHECK_EVERY == 1:
            self._evict()

    def habits(self, server: str) -> Mapping[str, Any]:
        """What was learnt of a server and model in earlier runs."""
        row = self._run("SELECT habits FROM habits WHERE server = ?", (server,))
        try:
            found = json.loads(row[0]) if row else {}
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def learn(self, server: str, habits: Mapping[str, Any]) -> None:
        """Remember what was learnt of a server and model."""
        self._run("INSERT OR REPLACE INTO habits (server, habits) VALUES (?, ?)", (server, json.dumps(habits)))

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._evict()
        self._drop()

    def _open(self) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600))
            self._connect()
        except sqlite3.DatabaseError as error:
            self._recover(error)
        except OSError as error:
            self._give_up(error)

    def _connect(self) -> None:
        connection = sqlite3.connect(self._path, timeout=_BUSY_SECONDS, isolation_level=None)
        self._connection = connection
        if connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
            connection.execute("PRAGMA auto_vacuum = FULL")
            connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.executescript(_SCHEMA)
        connection.execute("SELECT key, text, finish, prompt_tokens, completion_tokens, bytes FROM answers LIMIT 1")

    def _run(self, statement: str, values: tuple[object, ...] = ()) -> Any:
        if self._connection is None:
            return None
        try:
            return self._connection.execute(statement, values).fetchone()
        except sqlite3.DatabaseError as error:
            self._recover(error)
        return None

    def _evict(self) -> None:
        """Drop the oldest answers until the rest fits."""
        total = (self._run("SELECT total(bytes) FROM answers") or (0,))[0]
        if total <= self._max_bytes:
            return
        self._run(
            "DELETE FROM answers WHERE id IN (SELECT id FROM (SELECT id, sum(bytes) OVER (ORDER BY id DESC) AS newer"
            " FROM answers) WHERE newer > ?)",
            (self._max_bytes,),
        )

    def _recover(self, error: sqlite3.DatabaseError) -> None:
        """A full disk or a locked file is no damage; a table or column that is missing is."""
        if isinstance(error, sqlite3.OperationalError) and not str(error).startswith("no such"):
            self._give_up(error)
        else:
            self._set_aside()

    def _set_aside(self) -> None:
        """Move a broken file out of the way and begin a new one."""
        self._drop()
        aside = self._path.with_suffix(f".broken-{os.getpid()}")
        try:
            self._path.rename(aside)
            for suffix in ("-wal", "-shm"):
                Path(f"{self._path}{suffix}").unlink(missing_ok=True)
            self._note(f"the cache was broken: it is now {aside}, and a new one begins")
            os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600))
            self._connect()
        except (OSError, sqlite3.DatabaseError) as error:
            self._give_up(error)

    def _give_up(self, error: Exception) -> None:
        self._drop()
        self._note(f"the cache cannot be used ({error}): answers of this run are not kept")

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def cache_stats(path: Path) -> CacheStats:
    """What a cache file holds; nothing where there is none or it cannot be read."""
    files = [path, Path(f"{path}-wal"), Path(f"{path}-shm")]
    size = sum(file.stat().st_size for file in files if file.exists())
    if not path.exists():
        return CacheStats(path=path, answers=0, bytes=0)
    try:
        with closing(sqlite3.connect(f"file:{path.absolute()}?mode=ro", uri=True, timeout=_BUSY_SECONDS)) as connection:
            (answers,) = connection.execute("SELECT count(*) FROM answers").fetchone()
    except sqlite3.DatabaseError:
        answers = 0
    return CacheStats(path=path, answers=answers, bytes=size)


def clear_cache(path: Path) -> None:
    """Remove a cache file and what SQLite keeps beside it."""
    for file in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
        file.unlink(missing_ok=True)
