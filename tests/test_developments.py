"""Figures as they developed, and lines whose figure a newer report has replaced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from briefcli.article import Article
from briefcli.brief import Brief, Development
from briefcli.config import Settings
from briefcli.figures import changes, current_headline, developments, disagreements, replaced
from briefcli.pipeline import brief_of
from briefcli.render import render
from tests.builders import article, plain, read_all

MONDAY = date(2026, 3, 9)
FERRY = ("01-ferry-harbour-post.txt", "02-ferry-lakeside-tribune.html", "03-ferry-world-ledger.md")
FORMATS = ["markdown", "text", "terminal", "html", "eml"]


def days(*texts: str, apart: int = 1) -> list[Article]:
    """One report a day, or every so many days, each by another outlet."""
    return [
        article(text, id=f"a{at}", publisher=f"Outlet {at}", published=MONDAY + timedelta(days=at * apart))
        for at, text in enumerate(texts)
    ]


def figures(found: Development) -> list[str]:
    """The steps as they are written."""
    return [step.figure for step in found.steps]


def ferry() -> list[Article]:
    """Three reports of one accident, of two days."""
    return [one for name in FERRY for one in read_all(Path(__file__).parent.parent / "seeds" / name)]


def brief(articles: Sequence[Article]) -> Brief:
    """All of them as one story, by the built-in engine."""
    return brief_of(articles, Settings(by="all"), now=datetime(2026, 3, 12, 6, tzinfo=UTC))


def test_a_toll_that_rose_is_a_development_not_a_difference() -> None:
    """Each step has its day, who gave it, and the sentence that says so."""
    articles = days("At least nine people died in the flood.", "The death toll of the flood rose to 14.")

    (found,) = developments(articles)

    assert found.about == "dead"
    assert [(step.figure, step.published.day, step.publishers) for step in found.steps] == [
        ("nine", 9, ("Outlet 0",)),
        ("14", 10, ("Outlet 1",)),
    ]
    assert articles[1][found.steps[1].evidence] == "The death toll of the flood rose to 14."
    assert disagreements(articles) == ()


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_shows_a_development_on_one_line(form: str) -> None:
    """The seeds of the ferry: figures, days, references, and no sentence twice."""
    shown = " ".join(plain(render(brief(ferry()), form), form).split())

    references = "[1 ¶1, 3 ¶1, 2 ¶1]" if form == "html" else "[1 ¶1] [3 ¶1] [2 ¶1]"  # which open together
    assert f"Dead: nine (10 Mar) → 12 → 14 (11 Mar) {references}" in shown
    assert f"Missing: seven (10 Mar) → five → three (11 Mar) {references}" in shown
    assert "Outlets differ" not in shown
    assert shown.count("rose to 14 on Wednesday") <= 1


def test_outlets_that_give_the_same_step_stand_together() -> None:
    """In the order in which they gave it."""
    (found,) = developments(days("Nine people died.", "Police said 14 people died.", "In all 14 people died."))

    assert [step.publishers for step in found.steps] == [("Outlet 0",), ("Outlet 1", "Outlet 2")]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        pytest.param("Nine people died.", "The flood killed 9 people.", id="the same"),
        pytest.param("Police arrested 512 people.", "About 500 people were arrested.", id="rounded"),
        pytest.param("Police said 14 people died.", "At least nine people died.", id="a bound below"),
        pytest.param("Up to 20 people died.", "Police said 14 people died.", id="a bound above"),
        pytest.param("Police said 14 people died.", "Nine people died.", id="fewer dead, and nobody says why"),
        pytest.param("Nine people died.", "Another 12 people were killed overnight.", id="further ones"),
        pytest.param("Nine people died.", "Three firefighters were killed.", id="some of them"),
        pytest.param("Nine people were killed on Monday.", "A bomb killed 12 people on Tuesday.", id="of another day"),
        pytest.param("Nine people died.", "The war has killed 40,000 people.", id="of a war"),
    ],
)
def test_what_may_be_the_same_figure_or_one_of_another_thing_is_no_step(first: str, then: str) -> None:
    """Where in doubt, nothing is told."""
    assert developments(days(first, then)) == ()


def test_reports_without_a_date_have_no_order() -> None:
    """Nobody can say which figure is the newer one."""
    articles = [replace(one, published=None) for one in days("Nine people died.", "Police said 14 people died.")]

    assert developments(articles) == ()


def test_reports_that_are_far_apart_count_other_things() -> None:
    """A month later it is another flood."""
    assert developments(days("Nine people died.", "Police said 14 people died.", apart=31)) == ()


def test_of_one_day_whose_hours_are_not_known_the_highest_count_stands() -> None:
    """Later reports raise a toll; which of Tuesday's came first nobody says."""
    monday, twelve, fourteen = days("Nine people died.", "Police said 12 people died.", "Doctors said 14 people died.")
    tuesday = replace(twelve, published=fourteen.published)

    (found,) = developments([monday, tuesday, fourteen])

    assert figures(found) == ["Nine", "14"]


def test_a_toll_that_was_lowered_says_so_itself() -> None:
    """Officials correct themselves."""
    (found,) = developments(days("The flood killed 14 people.", "The death toll was lowered to 11, officials said."))

    assert figures(found) == ["14", "11"]


def test_those_who_are_missing_become_fewer() -> None:
    """They are found, dead or alive."""
    (found,) = developments(days("Seven people are missing.", "Three people remained missing on Tuesday."))

    assert (found.about, figures(found)) == ("missing", ["Seven", "Three"])


@pytest.mark.parametrize(
    ("first", "then", "steps"),
    [
        ("The storm kills 12 in Norvik.", "The storm has now claimed 19 lives in Norvik.", ["12", "19"]),
        (
            "Three people were killed in a shooting in Norvik.",
            "A fourth victim of the Norvik shooting died, bringing the death toll to four.",
            ["Three", "four"],
        ),
        (
            "A blast at a factory in Norvik killed 23 people.",
            "Officials said 31 people were now confirmed dead in the blast at the Norvik factory.",
            ["23", "31"],
        ),
        ("Flood deaths rise to 80 in Vestria.", "The number of dead in Vestria's flood has risen to 95.", ["80", "95"]),
        ("At least 23 people died.", "The death toll passed 50 on Tuesday.", ["23", "50"]),
        ("At least 23 people died.", "The number of people killed in the blast rose to 25.", ["23", "25"]),
    ],
)
def test_however_reports_word_it_a_toll_that_rose_is_seen(first: str, then: str, steps: list[str]) -> None:
    """As a headline, a verb, a toll."""
    (found,) = developments(days(first, then))

    assert figures(found) == steps


def test_a_sum_that_surely_is_of_the_same_thing_develops() -> None:
    """The words around it are the same, and it is of the same size."""
    (found,) = developments(
        days(
            "Norvik county put the damage to the Kestrel pier at 40 million dollars.",
            "Norvik county now puts the damage to the Kestrel pier at 55 million dollars.",
        )
    )

    assert found.about == "Norvik county put the damage to the Kestrel pier"
    assert figures(found) == ["40 million dollars", "55 million dollars"]


@pytest.mark.parametrize(
    ("line", "newer"),
    [
        ("At least nine dead as ferry capsizes", ["14"]),
        ("Ferry kills 9", ["14"]),
        ("Twelve people died in the accident.", ["14"]),
        ("Toll climbs to 12, seven missing", ["14", "three"]),
        ("Ferry deaths reach 14", []),
        ("The toll rose from nine to 14.", []),
        ("Nine boats joined the search", []),
        ("Divers found three more bodies", []),
    ],
)
def test_a_line_whose_figure_was_replaced_is_known(line: str, newer: list[str]) -> None:
    """Nine and 12 became 14, seven missing became three."""
    assert [step.figure for step in replaced(line, developments(ferry()))] == newer


def test_a_percentage_that_was_replaced_is_known_by_its_words() -> None:
    """Another percentage of the same size is not it."""
    found = developments(
        days(
            "The Orlo Bank said inflation in Vestria would reach 4.1 percent next spring.",
            "The Orlo Bank now said inflation in Vestria would reach 5.3 percent next spring.",
        )
    )

    assert [step.figure for step in replaced("Inflation in Vestria would reach 4.1%, bank says", found)] == ["5.3%"]
    assert replaced("Turnout was 4.1% higher", found) == ()


def test_a_stale_headline_gives_way_to_that_of_the_newest_report() -> None:
    """Whoever wrote it; one that is current stays."""
    articles = ferry()
    found = developments(articles)

    assert current_headline("At least nine dead", articles, found) == articles[2].title
    assert current_headline("A ferry sinks", articles, found) == "A ferry sinks"
    untitled = [replace(one, title="") for one in articles]
    assert current_headline("At least nine dead", untitled, found) == "At least nine dead (14)"


def test_the_built_in_engine_chooses_no_stale_point_where_it_has_another() -> None:
    """Nor does it say what has replaced a figure where none was."""
    shown = brief(ferry())

    assert not [point for point in shown.stories[0].points if point.later]
    assert not [point for point in shown.stories[0].points if "nine people" in point.text.casefold()]


@pytest.mark.parametrize("form", [*FORMATS, "json"])
def test_a_stale_point_that_must_stand_says_what_replaced_its_figure(form: str) -> None:
    """There is no other point to choose."""
    (story,) = brief(ferry()).stories
    marked = replace(
        story.points[0],
        text="At least nine people drowned.",
        status="supported",
        outlets=(),
        later=story.developments[0].steps[-1:],
    )
    shown = replace(brief(ferry()), stories=(replace(story, points=(marked,)),))

    printed = " ".join(plain(render(shown, form), form).split())

    if form == "json":
        assert '"later": [ { "figure": "14", "published": "2026-03-11"' in printed
    elif form == "html":
        assert "At least nine people drowned. (14 by 11 Mar) [2 ¶1]" in printed
    else:
        assert "At least nine people drowned. [2 ¶1] (14 by 11 Mar [2 ¶1])" in printed


def test_a_change_since_the_last_digest_keeps_to_what_moved() -> None:
    """A later bound below the figure is no change."""
    before, after = days("Police said 14 people died.", "At least nine people died.")

    assert changes([before], [after]) == ()


@pytest.mark.parametrize("place", ["NORVIK", "PORT OF NORVIK, Vestria"])
def test_the_day_of_a_dateline_is_no_figure_that_changed(place: str) -> None:
    """Every report of an agency has another one."""
    text = "{}, March {} (Black Sea Wire) - An explosion at the Agripont terminal in the port of Norvik was heard far away."
    before, after = days(text.format(place, 16), text.format(place, 17))

    assert changes([before], [after]) == ()


def test_a_day_that_was_put_off_is_a_change() -> None:
    """Behind no dateline."""
    before, after = days(
        "The parliament of Vestria will vote on the harbour budget of Norvik on March 26.",
        "The parliament of Vestria will vote on the harbour budget of Norvik on March 30.",
    )

    (found,) = changes([before], [after])

    assert (found.before, found.after) == ("March 26", "March 30")
    assert (before[found.was], after[found.evidence]) == (before.text, after.text)


@pytest.mark.parametrize(
    "text", ["9 to " * 60_000, "at least " * 40_000 + "9", "including " * 40_000, "toll of " * 50_000]
)
def test_hostile_text_is_read_in_time(text: str) -> None:
    """Looking before and behind a figure costs no more than the figure."""
    assert developments(days(text, "Nine people died.")) == ()
