"""What earlier digests reported, in SQLite: articles, the stories they belong to, and how far each run came.

`briefcli.digest.opening` has the tables and opens them.

Rows are only ever added, each with the number of its run. A run counts when it is marked done, which happens after its
files are in place; a run that is not done can be finished or taken back.

Of what a run told of a story, the sentences are kept for a time (`briefcli.digest.told`). Version 1 kept none: there
`told` is NULL until they are told again, from the articles; where they are forgotten, it is empty.

`heard` are the countries whose briefs had the story: news is new to each country by itself. Versions 1 and 2 did not
say so; there, and where it is NULL, every country of the story counts as having heard.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, Literal

from pydantic import TypeAdapter

from briefcli.article import Article
from briefcli.digest.order import is_brief

_REMEMBERED_DAYS = 30  # texts of older articles are forgotten; their ids are not
_UNDATED_RUNS = 5  # texts without a date are remembered for so many runs

_COLUMNS = "story, news, headline, last, countries, run, runs.day, heard"

Said = Literal["new", "updated", "full", "quiet", "merged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a run said of a story. `last` is the day of its newest article, None where none has a date.

    `heard` are the countries whose briefs had it: none for a story that only stands in the index.
    `day` is that of the run. `told` is what it told, packed, "" where it is not kept; `into` the story that one which
    is "merged" is part of, "" where that is not known. Both are read with `history` only.
    """

    story: str
    news: Said
    headline: str
    last: date | None
    countries: tuple[str, ...]
    heard: tuple[str, ...] = ()
    run: int = 0
    day: date = date.min
    told: bytes = b""
    into: str = ""


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

    def remembered(self, first: date | None, last: date | None) -> Iterator[Article]:
        """The articles of earlier runs whose text is kept: published in these days, or undated and of late."""
        days = (first.toordinal() if first else 1, last.toordinal() if last else 0)
        rows = self.database.execute(
            "SELECT body FROM articles WHERE body IS NOT NULL AND (day BETWEEN ? AND ? OR day IS NULL AND run > ?)"
            " ORDER BY id",
            (*days, self.next_run() - 1 - _UNDATED_RUNS),
        )
        return (_article(body) for (body,) in rows)

    def reports(self, stories: Iterable[str]) -> dict[str, list[Report]]:
        """What was said of stories, oldest first."""
        query = f"SELECT {_COLUMNS} FROM reports JOIN runs ON number = run WHERE story = ? ORDER BY run"  # noqa: S608
        return {
            story: [_report(row) for row in self.database.execute(query, (story,))] for story in dict.fromkeys(stories)
        }

    def heard(self, story: str) -> frozenset[str]:
        """The countries whose briefs had a story, or one that turned out to be part of it."""
        rows = self.database.execute(
            "WITH RECURSIVE parts (part) AS"
            " (VALUES (?) UNION SELECT story FROM reports JOIN parts ON merged_into = part)"
            " SELECT coalesce(heard, countries) FROM reports JOIN parts ON story = part",
            (story,),
        )
        return frozenset(code for (codes,) in rows for code in json.loads(codes))

    def latest(self) -> list[Report]:
        """The last thing said of each story, where that was news: what may have gone quiet since."""
        rows = self.database.execute(
            f"SELECT {_COLUMNS}, max(run) FROM reports JOIN runs ON number = run GROUP BY story"  # noqa: S608
            " HAVING news IN ('new', 'updated', 'full') ORDER BY story"
        )
        return [_report(row[:-1]) for row in rows]

    def history(self) -> list[Report]:
        """Everything that good runs said, oldest first."""
        rows = self.database.execute(
            f"SELECT {_COLUMNS}, told, merged_into"  # noqa: S608 - our own names, as above
            " FROM reports JOIN runs ON number = run WHERE done = 1 ORDER BY run, story"
        )
        return [replace(_report(row), told=told or b"", into=into or "") for *row, told, into in rows]

    def untold(self) -> list[Report]:
        """The news of version 1, of which no sentence is kept yet, oldest first."""
        rows = self.database.execute(
            f"SELECT {_COLUMNS} FROM reports JOIN runs ON number = run"  # noqa: S608
            " WHERE told IS NULL AND news IN ('new', 'updated', 'full') ORDER BY run, story"
        )
        return [_report(row) for row in rows]

    def articles_of(self, report: Report) -> tuple[list[Article], list[Article]]:
        """The articles of a story that a run had first, and those of earlier runs, as far as their texts are kept."""
        rows = self.database.execute(
            "SELECT run, body FROM articles WHERE story = ? AND run <= ? AND body IS NOT NULL ORDER BY run, id",
            (report.story, report.run),
        ).fetchall()
        new = [_article(body) for run, body in rows if run == report.run]
        return new, [_article(body) for run, body in rows if run < report.run]

    def keep(self, told: Iterable[tuple[Report, bytes]]) -> None:
        """Keep what reports of version 1 told."""
        with self.database:
            self.database.executemany(
                "UPDATE reports SET told = ? WHERE story = ? AND run = ?",
                ((content, report.story, report.run) for report, content in told),
            )

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
                "INSERT OR REPLACE INTO reports VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (_row(one, run.number) for one in reports),
            )

    def finish(self, number: int, *, told_days: int) -> None:
        """The files are in place: the run counts. Texts of long ago are forgotten, and tellings of `told_days` ago."""
        with self.database:
            self.database.execute("UPDATE runs SET done = 1 WHERE number = ?", (number,))
            ran, newest = self._days(number)
            today = min(ran, newest + timedelta(days=_REMEMBERED_DAYS))
            self.database.execute(
                "UPDATE articles SET body = NULL WHERE day < ? OR day IS NULL AND run <= ?",
                (min(ran, newest).toordinal() - _REMEMBERED_DAYS, number - _UNDATED_RUNS),
            )
            self.database.execute(
                "UPDATE reports SET told = x'' WHERE length(told) > 0 AND run IN"
                " (SELECT number FROM runs WHERE day <= ?)",
                ((today - timedelta(days=min(told_days, today.toordinal() - 1))).isoformat(),),
            )

    def _days(self, number: int) -> tuple[date, date]:
        """The day of a run, and of the newest article: a clock that runs ahead for a morning makes nobody forget."""
        (day,) = self.database.execute("SELECT day FROM runs WHERE number = ?", (number,)).fetchone()
        (newest,) = self.database.execute("SELECT max(day) FROM articles").fetchone()
        ran = date.fromisoformat(day)
        return ran, date.fromordinal(newest) if newest else ran

    def take_back(self, number: int) -> None:
        """Forget a run that never came through."""
        with self.database:
            for table, column in (("articles", "run"), ("reports", "run"), ("runs", "number")):
                self.database.execute(f"DELETE FROM {table} WHERE {column} = ?", (number,))  # noqa: S608 - our own names


def _ordinal(day: date | None) -> int | None:
    return day.toordinal() if day else None


def _row(one: Report, run: int) -> tuple[object, ...]:
    countries, heard = json.dumps(one.countries), json.dumps(one.heard)
    last, into = _ordinal(one.last), one.into or None
    return (one.story, run, one.news, one.headline, last, countries, one.told, into, heard)


def _report(row: Sequence[Any]) -> Report:
    story, news, headline, last, countries, run, day, heard = row
    return Report(
        story=story,
        news=news,
        headline=headline,
        last=date.fromordinal(last) if last else None,
        countries=tuple(json.loads(countries)),
        heard=tuple(json.loads(countries if heard is None else heard)),
        run=run,
        day=date.fromisoformat(day),
    )


def _body(article: Article) -> bytes:
    """An article, without what of its source is in none."""
    kept = replace(article, dropped=())
    article.forget()
    content = {key: value for key, value in asdict(kept).items() if value not in (None, ())}
    return zlib.compress(json.dumps(content, default=str).encode(), 1)


def _article(body: bytes) -> Article:
    """An article as some version kept it: what it had and no article has any more is passed over."""
    return _articles().validate_json(zlib.decompress(body))


@cache
def _articles() -> TypeAdapter[Article]:
    return TypeAdapter(Article)
