"""What the state keeps for storylines: little, for a time, and old states are carried over."""

from __future__ import annotations

import fcntl
import json
import signal
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from briefcli.article import Dropped, Span
from briefcli.brief import Point, Quote, Step, Story
from briefcli.config import Settings
from briefcli.digest import Wanted, find_storylines
from briefcli.digest.opening import opened
from briefcli.digest.state import Report, Run
from briefcli.digest.told import packed, told_of, unpacked
from briefcli.render.sources import show_days
from briefcli.render.storyline import show_storylines
from briefcli.storyline import Day, Figure, Moved, Place, Sentence, Storyline, Storylines, Told
from tests.builders import article
from tests.command import ROOT, brief
from tests.digests import BUDGET, FERRY, FERRY_LATER, MONDAY, TUESDAY, run_digest, write_news
from tests.test_storyline import storyline

VERSION_1 = ROOT / "tests" / "states" / "version-1.sql"
WEDNESDAY = TUESDAY + timedelta(days=1)
FERRY_LAST = FERRY_LATER | {
    "id": "ferry-3",
    "title": "Last victims of ferry Odra Line found",
    "published": "2026-03-10",
    "text": (
        "The death toll from the sinking of the ferry Odra Line off Bergen rose to 17 on Tuesday. Divers found the last "
        "three missing passengers, the coast guard of Norway said. Captain Ilse Varga left port in a gale."
    ),
}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The digests of Monday and Tuesday with a state of version 1."""
    out = tmp_path / "out"
    (out / ".brief").mkdir(parents=True)
    with closing(sqlite3.connect(out / ".brief" / "state.sqlite")) as database:
        database.executescript(VERSION_1.read_text(encoding="utf-8"))
    return out


def rows(out: Path, query: str) -> list[tuple[object, ...]]:
    """What the state has."""
    with closing(sqlite3.connect(out / ".brief" / "state.sqlite")) as database:
        return database.execute(query).fetchall()


def stories(out: Path) -> list[dict[str, object]]:
    """Every story of the state as JSON has it, on Wednesday."""
    found: list[dict[str, object]] = json.loads(storyline(out, "-f", "json", at=WEDNESDAY))["stories"]
    return found


def test_a_state_of_version_1_is_told_from_its_articles(old: Path) -> None:
    """It kept no sentences, but what they were chosen from; a storyline says so, and leaves the file as it is."""
    before = (old / ".brief" / "state.sqlite").read_bytes()

    shown = storyline(old, "--country", "NO", at=WEDNESDAY)

    assert "## 1. Mon 9 Mar 2026: Ferry capsizes in strait" in shown
    assert "nine people died, the coast guard of Norway said. (Coast Post, 8 Mar) [1 ¶1]" in shown
    assert "## 2. Tue 10 Mar 2026: Captain held over sinking" in shown
    assert "- Dead: nine (Coast Post, 8 Mar) → 14 (The Ledger, 9 Mar) [1 ¶1, 2 ¶1]" in shown
    assert shown.count("The digest of that day kept no sentences") == 2
    assert (old / ".brief" / "state.sqlite").read_bytes() == before


def test_the_next_digest_carries_a_state_of_version_1_over(old: Path) -> None:
    """Every row of it stays, what it said is not news, and the story goes on where it was."""
    query = {name: f"SELECT * FROM {name} WHERE {key} <= 2" for name, key in (("runs", "number"), ("articles", "run"))}
    query["reports"] = "SELECT story, run, news, headline, last, countries FROM reports WHERE run <= 2"
    before = {name: rows(old, one) for name, one in query.items()}
    told = [day for story in stories(old) for day in story["days"]]  # type: ignore[attr-defined]

    done = run_digest([write_news(old.parent / "news", FERRY, BUDGET, FERRY_LATER, FERRY_LAST)], old, at=WEDNESDAY)

    assert done.returncode == 0, done.stderr
    assert [Path(path).name for path in done.stdout.splitlines()] == ["NO.md"]
    assert {name: rows(old, one) for name, one in query.items()} == before
    assert rows(old, "PRAGMA user_version") == [(3,)]
    ferry, budget = stories(old)
    assert [*ferry["days"][:2], *budget["days"]] == told  # type: ignore[index,misc]
    assert ferry["days"][2]["changes"][0]["steps"][0]["figure"] == "14"  # type: ignore[index]


@pytest.mark.parametrize("crash", ["briefcli.digest.state:State.keep:1", "briefcli.digest.state:State.keep:2"])
def test_a_run_killed_while_it_carries_over_loses_nothing(old: Path, crash: str) -> None:
    """The next one goes on with it; in between, a storyline tells the same."""
    before = stories(old)
    news = write_news(old.parent / "news", FERRY, BUDGET, FERRY_LATER)

    killed = run_digest([news], old, at=WEDNESDAY, crash=crash)

    assert killed.returncode == -signal.SIGKILL
    assert stories(old) == before
    assert run_digest([news], old, at=WEDNESDAY).returncode == 4
    assert stories(old) == before
    assert rows(old, "SELECT count(*) FROM reports WHERE told IS NULL AND news <> 'quiet'") == [(0,)]


def test_articles_that_version_1_forgot_leave_the_headline(old: Path) -> None:
    """Of a month ago there is no text; the day is told nevertheless."""
    with closing(sqlite3.connect(old / ".brief" / "state.sqlite")) as database:
        database.execute("UPDATE articles SET body = NULL WHERE run = 1")
        database.commit()

    shown = storyline(old, "--country", "NO", at=WEDNESDAY)

    assert "## 1. Mon 9 Mar 2026: Ferry capsizes in strait" in shown
    assert "The sentences of that day are no longer kept." in shown
    assert "rose to 14 on Monday. (The Ledger, 9 Mar) [1 ¶1]" in shown


def test_what_articles_no_longer_have_does_not_spoil_a_state(old: Path) -> None:
    """Version 1 kept the places of controls that had been healed."""
    before = stories(old)
    with closing(sqlite3.connect(old / ".brief" / "state.sqlite")) as database:
        for name, body in database.execute("SELECT id, body FROM articles").fetchall():
            content = json.loads(zlib.decompress(body)) | {"healed": [3]}
            packed_again = zlib.compress(json.dumps(content).encode())
            database.execute("UPDATE articles SET body = ? WHERE id = ?", (packed_again, name))
        database.commit()

    assert stories(old) == before


def test_an_article_comes_back_as_it_went_in(tmp_path: Path) -> None:
    """Of its source, only what is no article is not kept."""
    whole = replace(
        article("Nine died.", published=date(2026, 3, 8), publisher="Coast Post"),
        published_at=MONDAY,
        tags=("sea",),
        countries=("NO",),
        notes=("only the teaser",),
        raw="Nine\x08died.",
        dropped=(Dropped(text="Subscribe", why="page furniture"),),
    )
    with opened(tmp_path / "state.sqlite") as state:
        state.begin(Run(number=1, files={}), MONDAY, [(whole, "s")], ())
        state.finish(1, told_days=180)

        (back,) = state.remembered(date(2026, 3, 1), date(2026, 3, 9))

    assert back == replace(whole, dropped=())


def test_sentences_are_kept_as_long_as_the_settings_say(tmp_path: Path) -> None:
    """Afterwards the headlines remain."""
    out = tmp_path / "out"
    run_digest([write_news(tmp_path / "a", FERRY)], out, at=MONDAY)
    run_digest([write_news(tmp_path / "b", FERRY_LATER)], out, at=TUESDAY, environ={"BRIEF_STORYLINE_DAYS": "2"})
    assert rows(out, "SELECT count(*) FROM reports WHERE length(told) > 0") == [(2,)]

    run_digest([write_news(tmp_path / "c", FERRY_LAST)], out, at=WEDNESDAY, environ={"BRIEF_STORYLINE_DAYS": "2"})

    (story,) = stories(out)
    assert [day["kept"] for day in story["days"]] == [False, True, True]  # type: ignore[attr-defined]


def test_no_article_is_kept_in_what_was_told(tmp_path: Path) -> None:
    """Sentences, and what a list of sources says."""
    out = tmp_path / "out"
    long = FERRY | {"text": FERRY["text"] + "\n\n" + " ".join(f"Witness {n} said nothing of note." for n in range(400))}
    run_digest([write_news(tmp_path, long)], out)

    ((content,),) = rows(out, "SELECT told FROM reports")

    assert isinstance(content, bytes)
    told = unpacked(content)
    assert [one.text for one in told.articles] == [""]
    assert sum(len(one.text) for one in told.sentences) < 1000
    assert len(content) < 1500


def test_a_line_of_a_model_keeps_what_its_source_says() -> None:
    """The article is gone; whoever doubts the line finds the sentence it rests on. So does what replaced its figure."""
    source = article("Nine died.\n\nPresident Ada Lund wept. “We mourn,” she said.", id="a", published=date(2026, 3, 8))
    later = Step(
        figure="14",
        published=date(2026, 3, 8),
        evidence=Span(article="a", start=12, end=37),
        publishers=("Coast Post",),
    )
    point = Point(
        text="The toll is nine.", status="supported", evidence=(Span(article="a", start=0, end=10),), later=(later,)
    )
    quote = Quote(
        text="We mourn", article="a", start=38, end=46, speaker="Ada Lund", speaker_start=22, role="President"
    )
    story = Story(id="s", headline="h", articles=("a",), published=None, countries=(), points=(point,), quotes=(quote,))

    told = unpacked(packed(told_of(story, [source])))

    (sentence,) = told.sentences
    assert (sentence.evidence, sentence.places[0].paragraph) == ("Nine died.", 1)
    assert [(step.figure, step.place.paragraph) for step in sentence.later] == [("14", 2)]
    assert [(one.text, one.speaker, one.role) for one in told.sayings] == [("We mourn", "President Ada Lund", None)]
    assert told.articles[0].published == date(2026, 3, 8)
    day = Day(day=date(2026, 3, 9), news="new", headline="h", told=told)
    line = Storyline(story="s", headline="h", countries=(), days=(day,), began=day.day)
    page = show_storylines(Storylines(stories=(line,), since=day.day, generated=MONDAY), "html")
    assert "what the source says</summary><div class=ev><p dir=auto>Nine died." in page
    assert "(14 by 8 Mar" in page
    assert "checked against its source when the digest was made" in page


def moved(about: str, *figures: str) -> Told:
    """A digest that tells of a changed figure and nothing else."""
    steps = tuple(Figure(figure=one, place=Place(article="a", start=0, end=1, paragraph=1)) for one in figures)
    return Told(changes=(Moved(about=about, steps=steps),))


def test_figures_go_on_where_they_were_left() -> None:
    """Two of one name do not mix; what counts on from another figure is a line of its own."""
    told = [moved("dead", "9", "14"), moved("dead", "200", "220"), moved("Dead", "14", "17"), moved("dead", "16", "18")]
    days = tuple(
        Day(day=date(2026, 3, n), news="updated", headline="", told=one) for n, one in enumerate(told, start=1)
    )

    line = Storyline(story="s", headline="", countries=(), days=days, began=days[0].day)

    assert [[step.figure for step in one.steps] for one in line.figures] == [
        ["9", "14", "17"],
        ["200", "220"],
        ["16", "18"],
    ]


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_what_an_old_state_holds_steers_no_terminal(form: str) -> None:
    """Whatever was kept: in JSON it is written as its number, and read back as it was."""
    headline = "Ferry \u202e\x9b31m"
    line = Storyline(story="s", headline=headline, countries=(), days=(), began=MONDAY.date())
    shown = show_storylines(Storylines(stories=(line,), since=MONDAY.date(), generated=MONDAY), form)

    assert not {"\u202e", "\x9b"} & set(shown)
    found = json.loads(shown)
    assert (found if form == "jsonl" else found["stories"][0])["headline"] == headline


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        (date(2026, 3, 9), date(2026, 3, 9), "9 Mar 2026"),
        (date(2026, 3, 9), date(2026, 3, 13), "9–13 Mar 2026"),
        (date(2026, 2, 27), date(2026, 3, 2), "27 Feb–2 Mar 2026"),
        (date(2025, 12, 30), date(2026, 1, 2), "30 Dec 2025–2 Jan 2026"),
    ],
)
def test_days_are_shown_as_short_as_they_can_be(first: date, last: date, shown: str) -> None:
    """No month and no year twice."""
    assert show_days(first, last) == shown


def test_a_long_list_says_how_many_more_there_are(tmp_path: Path) -> None:
    """Fifty are shown."""
    kept(tmp_path, [report(f"story {number}") for number in range(60)])

    shown = storyline(tmp_path, "-f", "text", at=WEDNESDAY)

    assert shown.startswith("60 stories since ")
    assert shown.count("1 day, 10 Mar 2026") == 50
    assert "And 10 more. Choose one with --story ID" in shown


def test_a_storyline_is_told_while_a_digest_runs(old: Path) -> None:
    """Its lock is for those who write."""
    with (old / ".brief" / "lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)

        assert "nine people died" in storyline(old, "--country", "NO", at=WEDNESDAY)


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (lambda file: file.write_bytes(b"no state at all" * 400), "cannot be read as the state of a digest"),
        (lambda file: file.write_bytes(b""), "cannot be read as the state of a digest"),
        (lambda file: _set_version(file, 99), "was written by a later brief. Upgrade brief on this machine."),
    ],
)
def test_what_is_no_state_is_named(old: Path, spoil: Callable[[Path], object], complaint: str) -> None:
    """In one line, with exit 1."""
    spoil(old / ".brief" / "state.sqlite")

    done = brief("storyline", str(old))

    assert (done.returncode, done.stdout) == (1, "")
    assert complaint in done.stderr
    assert len(done.stderr.splitlines()) == 1


def _set_version(file: Path, version: int) -> None:
    with closing(sqlite3.connect(file)) as database:
        database.execute(f"PRAGMA user_version = {version}")


def lines(out: Path, story: str = "") -> tuple[Storyline, ...]:
    """The storylines of the state."""
    return find_storylines(out, Wanted(since=date.min, story=story), Settings())


def report(story: str, news: str = "new", into: str = "") -> Report:
    """What a run said of a story, in one sentence."""
    told = Told(
        sentences=(Sentence(text=f"{story} {news}", places=(Place(article="a", start=0, end=1, paragraph=1),)),)
    )
    return Report(
        story=story,
        news=news,  # type: ignore[arg-type]
        headline=story,
        last=None,
        countries=(),
        into=into,
        told=packed(told) if news in {"new", "updated"} else b"",
    )


def kept(out: Path, *runs: list[Report], done: bool = True) -> None:
    """A state in which these runs said this; the last one is `done` or not."""
    (out / ".brief").mkdir(parents=True)
    with opened(out / ".brief" / "state.sqlite") as state:
        for number, said in enumerate(runs, start=1):
            state.begin(Run(number=number, files={}), MONDAY + timedelta(days=number), (), said)
            if number < len(runs) or done:
                state.finish(number, told_days=180)


def test_a_story_that_turned_out_to_be_part_of_another_is_told_with_it(tmp_path: Path) -> None:
    """Its days come first where they were first; its old id still leads to it."""
    kept(
        tmp_path,
        [report("quake")],
        [report("quake", "quiet"), report("harbour")],
        [report("quake", "updated"), report("harbour", "merged", into="quake")],
    )

    (line,) = lines(tmp_path)

    assert [day.headline for day in line.days] == ["quake", "harbour", "quake"]
    assert (line.story, line.quiet) == ("quake", None)
    assert lines(tmp_path, "harbour") == (line,)


def test_stories_that_are_part_of_each_other_end_somewhere(tmp_path: Path) -> None:
    """However the runs went, no search goes round in circles."""
    kept(tmp_path, [report("a")], [report("b")], [report("a", "merged", into="b"), report("b", "merged", into="a")])

    assert sum(len(line.days) for line in lines(tmp_path)) == 2


def test_a_run_that_never_came_through_is_not_told(tmp_path: Path) -> None:
    """Its files are in no folder yet."""
    kept(tmp_path, [report("quake")], [report("quake", "updated")], done=False)

    (line,) = lines(tmp_path)

    assert [day.news for day in line.days] == ["new"]
