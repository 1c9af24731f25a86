"""Figures: where outlets differ on one, and which changed since the day before."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from briefcli.article import Article
from briefcli.brief import Disagreement
from briefcli.config import Settings
from briefcli.figures import changes, disagreements
from briefcli.pipeline import brief_of
from briefcli.render import render
from tests.builders import article


def reports(*texts: str) -> list[Article]:
    """One report by each of several outlets."""
    return [article(text, id=f"a{at}", publisher=f"Outlet {at}") for at, text in enumerate(texts)]


def sides(found: Disagreement) -> list[tuple[str, tuple[str, ...]]]:
    """Each figure with who gives it."""
    return [(side.figure, side.publishers) for side in found.sides]


def test_outlets_that_give_different_tolls_disagree() -> None:
    """Both sentences stand there, each with who says so."""
    one, other = (
        "The storm in Norvik killed nine people on Monday.",
        "At least 14 people died in the storm, police said.",
    )

    (found,) = disagreements(reports(one, other))

    assert found.about == "dead"
    assert sides(found) == [("nine", ("Outlet 0",)), ("14", ("Outlet 1",))]
    assert [side.text for side in found.sides] == [one, other]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("The storm killed nine people.", "The death toll stands at 9, police said.", id="in words"),
        pytest.param("About 500 people were arrested.", "Police arrested 512 people.", id="rounded"),
        pytest.param("Nine people died in Norvik.", "The flood killed 4 people in Maro.", id="elsewhere"),
        pytest.param("Nine people died.", "Three firefighters were killed.", id="some of them"),
        pytest.param("Nine people died.", "Another 12 people were killed overnight.", id="further ones"),
        pytest.param("Nine people died.", "A storm in 2019 killed 40 people.", id="of another year"),
        pytest.param("Nine people died.", "The mayor is 14 years old.", id="of another thing"),
        pytest.param("Inflation rose to 4.2 percent.", "The party won 31 percent of votes.", id="other percentages"),
    ],
)
def test_figures_of_different_things_and_roundings_are_no_disagreement(one: str, other: str) -> None:
    """What cannot be told apart from agreement is not called a disagreement."""
    assert disagreements(reports(one, other)) == ()


def test_outlets_are_counted_not_files() -> None:
    """Two articles of one outlet are one voice."""
    articles = [
        article("Nine people died.", id="a", publisher="Coast Post"),
        article("Police said nine people died in all.", id="b", publisher="Coast Post"),
        article("Some said 14 people died.", id="c", publisher="The Ledger"),
    ]

    (found,) = disagreements(articles)

    assert [side.publishers for side in found.sides] == [("Coast Post",), ("The Ledger",)]


def test_an_outlet_that_gives_both_figures_disagrees_with_nobody() -> None:
    """Who reports how the toll rose knows the other figure."""
    rising = "Nine people died, police said at noon. By night 14 people had died, they said."

    assert disagreements(reports("Nine people died.", rising)) == ()


@pytest.mark.parametrize(
    ("one", "other", "figures"),
    [
        pytest.param(
            "Vestria will buy the Kestrel shipyard for $48.2 million, the ministry said.",
            "The ministry of Vestria agreed to buy the Kestrel shipyard for $48.2 billion.",
            ["$48.2 million", "$48.2 billion"],
            id="sum",
        ),
        pytest.param(
            "The budget deficit of Vestria will fall to 2.9 percent of output next spring.",
            "Next spring the budget deficit in Vestria will fall to 3.4%, the bank said.",
            ["2.9%", "3.4%"],
            id="percentage",
        ),
        pytest.param(
            "Voters will elect a new parliament in Vestria on 3 May, the president said.",
            "The president said Vestria would elect its new parliament on May 10.",
            ["3 May", "May 10"],
            id="date",
        ),
        pytest.param(
            "A 6.1-magnitude earthquake shook Norvik.",
            "An earthquake of magnitude 6.4 shook Norvik.",
            ["6.1", "6.4"],
            id="magnitude",
        ),
    ],
)
def test_sums_percentages_and_dates_are_compared_where_they_are_about_the_same(
    one: str, other: str, figures: list[str]
) -> None:
    """The words around them say what they are about."""
    (found,) = disagreements(reports(one, other))

    assert [side.figure for side in found.sides] == figures


def test_a_figure_that_changed_since_the_day_before_is_named_with_both() -> None:
    """dead: nine -> 14, and the sentence that says so."""
    before = [article("Nine people died in the flood. Twelve were injured.", id="monday")]
    after = [article("The death toll rose from nine to 14. Twelve people were injured.", id="tuesday")]

    (change,) = changes(before, after)

    assert (change.about, change.before, change.after) == ("dead", "Nine", "14")
    assert after[0][change.evidence] == "The death toll rose from nine to 14."


def test_a_figure_that_is_given_again_is_no_change() -> None:
    """In words or in digits."""
    assert changes([article("Nine people died.", id="a")], [article("The flood killed 9 people.", id="b")]) == ()


@pytest.mark.parametrize(
    "text", ["9 " * 200_000, "killed " * 100_000, "$" * 300_000, "1," * 200_000, "9 people " * 50_000]
)
def test_hostile_text_is_read_in_time(text: str) -> None:
    """Only so much of an article is looked at, and no pattern runs wild on it."""
    found = disagreements([article(text, id="a"), article("Nine people died.", id="b", publisher="The Ledger")])

    assert len(found) <= 8


@pytest.mark.parametrize("form", ["markdown", "text", "terminal", "html", "json", "eml"])
def test_every_format_shows_both_sides_and_who_takes_them(form: str) -> None:
    """The reader sees that outlets differ, in the words of each."""
    articles = [
        article("The ferry Odra sank off Norvik and nine people died.", id="a", publisher="Coast Post"),
        article("Off Norvik 14 people died as the ferry Odra sank.", id="b", publisher="The Ledger"),
    ]
    brief = brief_of(articles, Settings(by="all"), now=datetime(2026, 3, 4, 6, tzinfo=UTC))

    shown = " ".join(render(brief, form).split())

    assert "nine (Coast Post): The ferry Odra" in shown or '"figure": "nine", "publishers": [ "Coast Post" ]' in shown
    assert "14 (The Ledger): Off Norvik 14" in shown or '"figure": "14", "publishers": [ "The Ledger" ]' in shown
