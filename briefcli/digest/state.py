"""What earlier digests reported, in SQLite: articles, the stories they belong to, and how far each run came.

Rows are only ever added, each with the number of its run. A run counts when it is marked done, which happens after its
files are in place; a run that is not done can be finished or taken back.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from briefcli.article import Article
from briefcli.errors import BriefError

_VERSION = 1
_REMEMBERED_DAYS = 30  # texts of older articles are forgotten; their ids are not
_UNDATED_RUNS = 5  # texts without a date are remembered for so many runs
_SCHEMA = """
CREATE TABLE runs (number INTEGER PRIMARY KEY, at TEXT, day TEXT, files TEXT, done INTEGER);
CREATE TABLE articles (id TEXT PRIMARY KEY, story TEXT, run INTEGER, day INTEGER, body BLOB);
CREATE INDEX articles_by_day ON articles (day);
CREATE TABLE reports (
    story TEXT, run INTEGER, news TEXT, headline TEXT, last INTEGER, countries TEXT, PRIMARY KEY (story, run)
);
"""

Said = Literal["new", "updated", "full", "quiet", "merged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a run said of a story. `last` is the day of its newest article, None where none has a date."""

    story: str
    news: Said
    headline: str
    last: date | None
    countries: tuple[str, ...]
    run: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run that is not marked done: `files` maps staged names to where they belong."""

    number: int
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class State:
    """The state of one folder of digests."""

    database: sqlite3.Connection

    def next_run(self) -> int:
        """The number of the run after the last good one."""
        (last,) = self.database.execute("SELECT coalesce(max(number), 0) FROM runs WHERE done = 1").fetchone()
        return int(last) + 1

    def last_run(self) -> datetime | None:
        """When the last good run was."""
        found = self.database.execute("SELECT at FROM runs WHERE done = 1 ORDER BY number DESC LIMIT 1").fetchone()
        return datetime.fromisoformat(found[0]) if found else None

    def earlier_files(self, runs: int) -> list[tuple[str, list[str]]]:
        """The day and the files of the last good runs, newest first."""
        rows = self.database.execute("SELECT day, files FROM runs WHERE done = 1 ORDER BY number DESC LIMIT ?", (runs,))
        return [(day, [path for path in json.loads(files).values() if is_brief(path)]) for day, files in rows]

    def unfinished(self) -> Run | None:
        """The run that was interrupted while its files were put in place."""
        found = self.database.execute("SELECT number, files FROM runs WHERE done = 0").fetchone()
        return Run(number=found[0], files=json.loads(found[1])) if found else None

    def stories_of(self, ids: Iterable[str]) -> dict[str, str]:
        """Article id -> story id, of the articles that are known."""
        known = {}
        for article_id in ids:
            found = self.database.execute("SELECT story FROM articles WHERE id = ?", (article_id,)).fetchone()
            if found:
                known[article_id] = str(found[0])
        return known

    def remembered(self, first: date | None, last: date | None) -> list[Article]:
        """The articles of earlier runs whose text is kept: published in these days, or undated and of late."""
        days = (first.toordinal() if first else 1, last.toordinal() if last else 0)
        rows = self.database.execute(
            "SELECT body FROM articles WHERE body IS NOT NULL AND (day BETWEEN ? AND ? OR day IS NULL AND run > ?)"
            " ORDER BY id",
            (*days, self.next_run() - 1 - _UNDATED_RUNS),
        )
        return [_article(body) for (body,) in rows]

    def reports(self, stories: Iterable[str]) -> dict[str, list[Report]]:
        """What was said of stories, oldest first."""
        query = "SELECT story, news, headline, last, countries, run FROM reports WHERE story = ? ORDER BY run"
        return {
            story: [_report(row) for row in self.database.execute(query, (story,))] for story in dict.fromkeys(stories)
        }

    def latest(self) -> list[Report]:
        """The last thing said of each story, where that was news: what may have gone quiet since."""
        rows = self.database.execute(
            "SELECT story, news, headline, last, countries, max(run) FROM reports GROUP BY story"
            " HAVING news IN ('new', 'updated', 'full') ORDER BY story"
        )
        return [_report(row) for row in rows]

    def begin(self, run: Run, at: datetime, articles: Iterable[tuple[Article, str]], reports: Sequence[Report]) -> None:
        """Write down a run, its articles with their stories, and what it says; it does not count yet."""
        with self.database:
            self.database.execute(
                "INSERT INTO runs VALUES (?, ?, ?, ?, 0)",
                (run.number, at.isoformat(), at.date().isoformat(), json.dumps(run.files)),
            )
            self.database.executemany(
                "INSERT OR IGNORE INTO articles VALUES (?, ?, ?, ?, ?)",
                ((one.id, story, run.number, _ordinal(one.published), _body(one)) for one, story in articles),
            )
            self.database.executemany(
                "INSERT OR REPLACE INTO reports VALUES (?, ?, ?, ?, ?, ?)",
                (
                    (one.story, run.number, one.news, one.headline, _ordinal(one.last), json.dumps(one.countries))
                    for one in reports
                ),
            )

    def finish(self, number: int) -> None:
        """The files are in place: the run counts. Texts of long ago are forgotten."""
        with self.database:
            self.database.execute("UPDATE runs SET done = 1 WHERE number = ?", (number,))
            self.database.execute(
                "UPDATE articles SET body = NULL"
                " WHERE day < (SELECT max(day) FROM articles) - ? OR day IS NULL AND run <= ?",
                (_REMEMBERED_DAYS, number - _UNDATED_RUNS),
            )

    def take_back(self, number: int) -> None:
        """Forget a run that never came through."""
        with self.database:
            for table, column in (("articles", "run"), ("reports", "run"), ("runs", "number")):
                self.database.execute(f"DELETE FROM {table} WHERE {column} = ?", (number,))  # noqa: S608 - our own names


@contextmanager
def opened(file: Path) -> Iterator[State]:
    """The state in a file, which is made where there is none.

    Raises:
        BriefError: the file is no state, or one of a later version.
    """
    database = sqlite3.connect(file)
    try:
        _prepare(database, file)
        yield State(database)
    except sqlite3.DatabaseError as error:
        raise BriefError(
            f"{file} cannot be read as the state of a digest: {error}.",
            remedy="Move it away to begin anew; everything will be reported as new once.",
        ) from error
    finally:
        database.close()


def _prepare(database: sqlite3.Connection, file: Path) -> None:
    database.execute("PRAGMA synchronous = FULL")
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if version > _VERSION:
        raise BriefError(f"{file} was written by a later brief.", remedy="Upgrade brief on this machine.")
    if version == 0:
        database.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {_VERSION}; COMMIT;")


def is_brief(path: str) -> bool:
    """Whether a file of a run is a brief: neither its manifest nor the index."""
    name = PurePosixPath(path).name
    return not (name.startswith("run") and name.endswith(".json")) and not path.startswith("index.")


def _ordinal(day: date | None) -> int | None:
    return day.toordinal() if day else None


def _report(row: Sequence[Any]) -> Report:
    story, news, headline, last, countries, run = row
    return Report(
        story=story,
        news=news,
        headline=headline,
        last=date.fromordinal(last) if last else None,
        countries=tuple(json.loads(countries)),
        run=run,
    )


def _body(article: Article) -> bytes:
    content = {key: value for key, value in asdict(article).items() if value not in (None, ())}
    return zlib.compress(json.dumps(content, default=str).encode(), 1)


def _article(body: bytes) -> Article:
    content: dict[str, Any] = json.loads(zlib.decompress(body))
    content |= {key: tuple(content[key]) for key in ("tags", "countries", "mentioned") if key in content}
    if "published" in content:
        content["published"] = date.fromisoformat(content["published"])
    if "published_at" in content:
        content["published_at"] = datetime.fromisoformat(content["published_at"])
    return Article(**content)
