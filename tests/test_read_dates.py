"""Publication dates as outlets write them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefcli.read.dates import find_stamp, is_date_line, parse_stamp


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("March 9, 2026", "2026-03-09"),
        ("Mar. 9 2026", "2026-03-09"),
        ("9 March 2026", "2026-03-09"),
        ("9th of nothing, 10 Mar 2026", "2026-03-10"),
        ("10-Mar-2026", "2026-03-10"),
        ("Tuesday, 10. März 2026", "2026-03-10"),
        ("10.03.2026", "2026-03-10"),
        ("le 1er février 2026", "2026-02-01"),
        ("12 de marzo de 2026", "2026-03-12"),
        ("12 de março de 2026", "2026-03-12"),
        ("3 agosto 2026", "2026-08-03"),
        ("2026-03-10", "2026-03-10"),
        ("2026.03.10.", "2026-03-10"),
        ("입력 2026년 3월 10일", "2026-03-10"),
        ("2026年3月10日", "2026-03-10"),
        ("10 марта 2026", "2026-03-10"),
        ("25/03/2026", "2026-03-25"),
        ("03/25/2026", "2026-03-25"),
        ("05/05/2026", "2026-05-05"),
    ],
)
def test_a_complete_date_is_read_in_many_languages(line: str, day: str) -> None:
    """Names, abbreviations and numbers, day first or year first."""
    stamp = find_stamp(line)

    assert stamp is not None
    assert str(stamp.day) == day


@pytest.mark.parametrize(
    "line",
    [
        "03/10/2026",
        "March 9",
        "3 hours ago",
        "yesterday",
        "31 February 2026",
        "12 mayors 2026",
        "2026-13-40",
        "30.02.2026",
        "",
    ],
)
def test_a_date_that_is_ambiguous_or_incomplete_is_none(line: str) -> None:
    """Third of October or tenth of March? Nobody knows, so nobody is told."""
    assert find_stamp(line) is None


@pytest.mark.parametrize(
    ("line", "at"),
    [
        ("10 March 2026, 21:40 EAT", "2026-03-10T21:40+03:00"),
        ("Apr 09, 2025, 09:18 am", "2025-04-09T09:18"),
        ("March 9, 2026 at 12:05 a.m. ET", "2026-03-09T00:05-04:00"),
        ("January 9, 2026 at 12:05 p.m. ET", "2026-01-09T12:05-05:00"),
        ("Mar 9, 2026 7 PM GMT", "2026-03-09T19:00+00:00"),
        ("10.03.2026, 17.32 Uhr MEZ", "2026-03-10T17:32+01:00"),
        ("10 mars 2026 à 16h05", "2026-03-10T16:05"),
        ("2026.03.12 오후 3:42", "2026-03-12T15:42"),
        ("2026.03.12 오전 12:10", "2026-03-12T00:10"),
        ("2026年3月12日 15時42分", "2026-03-12T15:42"),
        ("2026年3月12日 午後3時42分", "2026-03-12T15:42"),
        ("Mon, 09 Mar 2026 19:05:00 +0900", "2026-03-09T19:05+09:00"),
        ("9 March 2026 19:05 (UTC+5:30)", "2026-03-09T19:05+05:30"),
        ("9 March 2026 19:05 IST", "2026-03-09T19:05+05:30"),
        ("9 March 2026 19:05 UTC-3", "2026-03-09T19:05-03:00"),
    ],
)
def test_a_time_of_day_beside_the_date_is_read_with_its_zone(line: str, at: str) -> None:
    """The zone is the one the page names; where it names none, the time is naive."""
    stamp = find_stamp(line)

    assert stamp is not None
    assert stamp.at == datetime.fromisoformat(at)


def test_a_date_without_a_time_has_none() -> None:
    """A day is not midnight."""
    stamp = find_stamp("9 March 2026")

    assert stamp is not None
    assert stamp.at is None


def test_what_machines_write_is_read_whole() -> None:
    """ISO 8601 with a zone, and a bare day."""
    full, bare = parse_stamp("2026-03-11T18:42:00-03:00"), parse_stamp("2026-03-11")

    assert full is not None
    assert full.at == datetime.fromisoformat("2026-03-11T18:42:00-03:00")
    assert bare is not None
    assert (bare.day, bare.at) == (date(2026, 3, 11), None)


@pytest.mark.parametrize(
    "line",
    [
        "Published 9 March 2026",
        "10 June 2016 Last updated at 11:03 BST",
        "입력 2026.03.12 10:42",
        "Tuesday, March 3, 2026.",
    ],
)
def test_a_line_with_a_date_and_little_else_is_a_date_line(line: str) -> None:
    """It says when, and no news."""
    assert is_date_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "The festival runs from 17 July to 12 September 2026.",
        "She left the party on 3 May 2026.",
        "On July 6, 2026, Okoro wrote:",
    ],
)
def test_a_sentence_with_a_date_is_no_date_line(line: str) -> None:
    """It is part of the article, however short."""
    assert not is_date_line(line)


@given(st.text(max_size=200))
def test_no_line_makes_the_date_reader_fail(line: str) -> None:
    """Whatever stands there, the answer is a date or None."""
    assert find_stamp(line) is None or isinstance(find_stamp(line), object)
    parse_stamp(line)
    is_date_line(line)


@given(st.dates(min_value=date(1990, 1, 1)))
def test_a_date_in_english_words_comes_back(moment: date) -> None:
    """Whatever the day, its name in English is read as that day."""
    stamp = find_stamp(f"{moment:%B} {moment.day}, {moment.year:04}")

    assert stamp is not None
    assert stamp.day == moment
