"""`brief dates` as a user runs it: all days ahead, in every format, and as a calendar that opens."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar, Event
from typer.testing import CliRunner

from briefcli.ahead import days_ahead
from briefcli.article import Article, Skipped
from briefcli.cli.app import app_of
from briefcli.render.dates import Dates, show_dates
from tests.builders import article, plain

_NOW = datetime(2026, 3, 12, 7, 0, tzinfo=UTC)
_ROWS = [
    {"id": "a", "title": "Tariff", "publisher": "Ford Gazette", "published": "2026-03-11", "url": "https://ford.example/a",
     "text": "The tariff on ore will take effect on May 1, Vestria said.\n\nA fair will be held from 3 to 5 June."},
    {"id": "b", "title": "Rain", "publisher": "Weir Post", "published": "2026-03-11", "text": "It rained on Tuesday."},
    {"id": "c", "title": "Ore", "publisher": "Weir Post", "published": "2026-03-12",
     "text": "Vestria’s tariff on ore is due to take effect on May 1."},
]  # fmt: skip
_FORMS = ("terminal", "markdown", "text", "html", "json", "jsonl", "eml", "ics")


def invoke(*arguments: str, code: int = 0) -> str:
    """Run the command in this process and give its stdout."""
    result = CliRunner().invoke(app_of(), ["dates", *arguments], env={"BRIEF_HOME": "/nonexistent", "COLUMNS": "90"})
    assert result.exit_code == code, result.output
    return result.stdout


@pytest.fixture
def source(tmp_path: Path) -> str:
    """A file of three articles: two of one day and event, one without a day ahead."""
    file = tmp_path / "articles.jsonl"
    file.write_text("\n".join(map(json.dumps, _ROWS)), encoding="utf-8")
    return str(file)


def events(calendar: str) -> list[Event]:
    """The events of a calendar, as the library reads them."""
    read = Calendar.from_ical(calendar)
    assert isinstance(read, Calendar)
    return list(read.events)


def told(event: Event, name: str) -> str:
    """A property of an event as a calendar shows it."""
    return str(event.get(name, ""))


def of(*articles: Article) -> Dates:
    """The days ahead of some articles, found and ready to show."""
    return Dates(days=days_ahead(articles), articles=articles, skipped=(), generated=_NOW)


@pytest.mark.parametrize("form", _FORMS)
def test_every_format_has_each_day_once_with_its_sentence(form: str, source: str) -> None:
    """However many outlets have it."""
    shown = " ".join(plain(invoke(source, "-f", form), form).replace("\r\n ", "").replace("\\,", ",").split())

    assert shown.count("The tariff on ore will take effect on May 1, Vestria said.") == (2 if form == "ics" else 1)
    assert "is due to take effect" not in shown


def test_a_day_is_shown_with_the_references_of_all_who_have_it(source: str) -> None:
    """Numbered by the sources below; a range is a range; an article without a day is no source."""
    shown = invoke(source, "-f", "markdown")

    assert "- **1 May 2026** · The tariff on ore will take effect on May 1, Vestria said. [1 ¶1, 2 ¶1]" in shown
    assert "- **3–5 Jun 2026** · A fair will be held from 3 to 5 June. [1 ¶2]" in shown
    assert "2 from 2 of 3 articles" in shown
    assert "Rain" not in shown


def test_spans_of_a_line_point_into_the_text_that_was_given(source: str) -> None:
    """The sentence, and where in it the day is named."""
    first, second = map(json.loads, invoke(source, "-f", "jsonl").splitlines())

    assert (first["day"], first["until"], second["day"], second["until"]) == (
        "2026-05-01",
        None,
        "2026-06-03",
        "2026-06-05",
    )
    text = str(_ROWS[0]["text"])
    assert text[first["evidence"][0]["start"] : first["evidence"][0]["end"]] == first["text"]
    assert text[first["named"]["start"] : first["named"]["end"]] == "May 1"
    assert (first["outlets"], first["source"]["url"]) == (["Ford Gazette", "Weir Post"], "https://ford.example/a")


def test_a_calendar_has_the_sentence_and_its_source(source: str) -> None:
    """All-day events; the end is the day after the last, as RFC 5545 has it."""
    first, second = events(invoke(source, "-f", "ics"))

    assert (first.start, first.end) == (date(2026, 5, 1), date(2026, 5, 2))
    assert (second.start, second.end) == (date(2026, 6, 3), date(2026, 6, 6))
    assert told(first, "description").splitlines() == [
        "The tariff on ore will take effect on May 1, Vestria said.", "", "Ford Gazette, 11 Mar 2026: Tariff", "https://ford.example/a",
    ]  # fmt: skip
    assert (told(first, "summary"), told(first, "url"), told(first, "transp")) == (
        "The tariff on ore will take effect on May 1, Vestria said.", "https://ford.example/a", "TRANSPARENT",
    )  # fmt: skip


def test_a_day_keeps_its_uid() -> None:
    """In another run, beside other days, and when another outlet has it, too; another day has another one."""
    first = article("The tariff on ore will take effect on May 1.", publisher="A", published=date(2026, 3, 11))
    late = article("The tariff on ore takes effect on May 1.", publisher="B", published=date(2026, 3, 12))
    other = article("The hall will open on April 2.", publisher="A", published=date(2026, 3, 11))
    alone = of(first)
    later = Dates(
        days=of(first, late, other).days, articles=(first, late, other), skipped=(), generated=_NOW + timedelta(1)
    )

    (uid,) = (told(event, "uid") for event in events(show_dates(alone, "ics")))
    uids = [told(event, "uid") for event in events(show_dates(later, "ics"))]

    assert len(set(uids)) == 2
    assert uid in uids


def test_lines_of_a_calendar_are_folded_by_bytes_and_end_as_they_should() -> None:
    """75 octets at most, no character torn apart, CR LF everywhere."""
    long = article(
        "다음 달 3일 " + "서울에서 협력과 평화에 관한 " * 4 + "회의가 열릴 예정이다.",
        published=_NOW.date(),
        language="ko",
    )
    shown = show_dates(of(long), "ics")

    assert shown.endswith("END:VCALENDAR\r\n")
    assert "\n" not in shown.replace("\r\n", "")
    assert max(len(line.encode()) for line in shown.split("\r\n")) <= 75
    (event,) = events(shown)
    assert told(event, "description").splitlines()[0] == long.text


def test_nothing_an_article_says_adds_to_a_calendar() -> None:
    """Line breaks, property names, semicolons and control characters stay text, in titles and names of outlets, too."""
    attack = "x\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nACTION:EMAIL\nATTACH;FMTTYPE=x:http://evil.example\x1b[31m\u202e\\n"
    hostile = article(
        f"The hall {attack} will open on May 1; RRULE:FREQ=DAILY.", title=attack, publisher=attack, source=attack,
        published=date(2026, 3, 11),
    )  # fmt: skip
    shown = show_dates(of(hostile), "ics")

    names = {line.partition(":")[0].partition(";")[0] for line in shown.replace("\r\n ", "").split("\r\n")}
    assert names == {
        "", "BEGIN", "END", "VERSION", "PRODID", "METHOD", "X-WR-CALNAME", "SUMMARY", "DTSTART", "DTEND", "DTSTAMP", "UID",
        "DESCRIPTION", "TRANSP",
    }  # fmt: skip
    assert shown.count("BEGIN:VEVENT\r\n") == 1
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_an_address_that_is_none_is_no_url_of_an_event() -> None:
    """The file stands for the source then."""
    (event,) = events(show_dates(of(article("The hall will open on May 1.", published=date(2026, 3, 11))), "ics"))

    assert "url" not in event
    assert told(event, "description").splitlines()[-1] == "rates.txt"


def test_a_long_sentence_is_named_by_the_words_around_its_day() -> None:
    """Calendars show a line; the description has all of it."""
    text = (
        "The hall, "
        + "which has stood empty for a long time, " * 4
        + "will open on May 1 with a fair and a feast for all."
    )
    (event,) = events(show_dates(of(article(text, published=date(2026, 3, 11))), "ics"))

    assert len(told(event, "summary")) < 100
    assert "will open on May 1" in told(event, "summary")
    assert told(event, "summary").startswith("… ")


def test_the_name_of_the_file_tells_a_calendar(source: str, tmp_path: Path) -> None:
    """As it tells every other format."""
    invoke(source, "-o", str(tmp_path / "ahead.ics"))

    assert len(events((tmp_path / "ahead.ics").read_text(encoding="utf-8"))) == 2


def test_articles_that_name_no_day_are_said_to(tmp_path: Path) -> None:
    """The brief is empty, the calendar valid, and neither is an error."""
    file = tmp_path / "rain.jsonl"
    file.write_text(json.dumps(_ROWS[1]), encoding="utf-8")

    assert "No article names a day ahead." in invoke(str(file), "-f", "text")
    assert events(invoke(str(file), "-f", "ics")) == []


def test_a_source_that_cannot_be_read_is_left_out_and_named(source: str, tmp_path: Path) -> None:
    """Exit 3 as everywhere; the days of the others are there."""
    assert "1 May 2026" in invoke(source, str(tmp_path / "none.txt"), "-f", "text", code=3)
    shown = Dates(days=(), articles=(), skipped=(Skipped(source="none.txt", reason="is no file."),), generated=_NOW)

    assert "Left out: none.txt is no file." in show_dates(shown, "text")
