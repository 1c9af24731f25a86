"""Figures: where outlets differ on one, and which changed since the day before."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefcli.article import Article
from briefcli.brief import Disagreement
from briefcli.config import Settings
from briefcli.figures import changes, disagreements
from briefcli.pipeline import brief_of
from briefcli.render import render
from tests.builders import article, plain

DAY = date(2026, 3, 9)  # a Monday


def reports(*texts: str, published: date | None = DAY) -> list[Article]:
    """One report by each of several outlets, all of one day."""
    return [article(text, id=f"a{at}", publisher=f"Outlet {at}", published=published) for at, text in enumerate(texts)]


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
        pytest.param("Nine people died.", "Last year, a storm killed 40 people.", id="of the year before"),
        pytest.param("Nine people died.", "The ferry sank 16 months ago and 40 people died.", id="of months ago"),
        pytest.param("Nine people died.", "In July, a storm killed 40 people.", id="of another month"),
        pytest.param("Nine people died on Monday.", "Two people died on Friday.", id="of another day"),
        pytest.param("There were 150 people aboard.", "Six crew were aboard.", id="crew"),
        pytest.param("Nine people died.", "Dozens died, including three children.", id="including"),
        pytest.param("Nine people died.", "Four of them drowned.", id="of them"),
        pytest.param("Nine people died in the region.", "Four people died in Maro.", id="a place of a region"),
        pytest.param("Nine people died.", "In the port of Maro alone four people died.", id="alone"),
        pytest.param("At least nine people died.", "Police said 14 people died.", id="at least"),
        pytest.param("More than 30 people were hurt.", "Some 41 people were hurt.", id="more than"),
        pytest.param("Between 10 and 20 people died.", "Police said 14 people died.", id="between"),
        pytest.param("Up to 20 people died.", "Police said 14 people died.", id="up to"),
        pytest.param("Nearly 150 people were evacuated.", "Police evacuated 144 people.", id="nearly"),
        pytest.param("20 or more people died.", "Police said 24 people died.", id="or more"),
        pytest.param("The guard rescued 978 people.", "The guard rescued 100,000 people.", id="of another whole"),
        pytest.param(
            "Nine people died, the gunman among them.", "A gunman killed eight people.", id="who did it may be counted"
        ),
        pytest.param(
            "Vestria's economy grew 2.6 percent last year, the bank of Vestria said on Monday.",
            "Maronia's economy grew 1.6 percent last year, the bank of Maronia said on Monday.",
            id="another country's growth",
        ),
        pytest.param(
            "The vaccine of Lund Pharma is 47 percent effective after five months, the study of nurses found.",
            "The vaccine of Lund Pharma falls below 50 percent effective after five months, a study of nurses found.",
            id="below",
        ),
        pytest.param(
            "Vestria will spend $300 million of the $5 billion plan for the harbours of Norvik in spring.",
            "Vestria will spend $5.9 billion on the plan for the harbours of Norvik in spring.",
            id="a part of a sum",
        ),
        pytest.param(
            "Vestria sold the Kestrel shipyard to a bank of Norvik for 48 million euros on Monday.",
            "Vestria sold the Kestrel shipyard to a bank of Norvik for 60 million dollars (51 million euros) on Monday.",
            id="in brackets",
        ),
        pytest.param(
            "The Kestrel shipyard of Vestria sold for about $3.6 billion to a bank of Norvik.",
            "The Kestrel shipyard of Vestria sold for $3.5 billion to a bank of Norvik.",
            id="a rounded sum",
        ),
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
        article("Nine people died.", id="a", publisher="Coast Post", published=DAY),
        article("Police said nine people died in all.", id="b", publisher="Coast Post", published=DAY),
        article("The mayor said 14 people died.", id="c", publisher="The Ledger", published=DAY),
    ]

    (found,) = disagreements(articles)

    assert [side.publishers for side in found.sides] == [("Coast Post",), ("The Ledger",)]


def test_an_outlet_that_gives_two_figures_takes_no_side() -> None:
    """Five, as the one says, or ten, as the other does: that is no difference between outlets."""
    torn = "The rebels say five people have been killed and 10 injured, but doctors say the death toll stands at 10."

    assert disagreements(reports(torn, "The blast killed seven people.")) == ()


def test_a_bound_that_agrees_with_two_sides_takes_none() -> None:
    """It may be either: "at least eight" is nine or 14."""
    (found,) = disagreements(
        reports("Nine people died.", "Police said 14 people died.", "At least eight people died, they said.")
    )

    assert sides(found) == [("Nine", ("Outlet 0",)), ("14", ("Outlet 1",))]


def test_counts_without_a_date_are_of_no_known_time() -> None:
    """One report may simply be older than the other."""
    assert disagreements(reports("Nine people died.", "Police said 14 people died.", published=None)) == ()


def test_undated_sums_differ_only_where_names_say_that_they_are_of_one_thing() -> None:
    """A slip of a thousandfold is one."""
    one = "The Orlo Bank reached an agreement to buy Kestrel Marine for $48.2 million, a record."
    other = "It is richer since its agreement to buy Kestrel Marine for $48.2 billion."

    (found,) = disagreements(reports(one, other, published=None))

    assert found.about == "agreement to buy Kestrel Marine"
    assert [side.figure for side in found.sides] == ["$48.2 million", "$48.2 billion"]
    assert disagreements(reports("Shares rose to $4.20 a unit.", "Shares rose to $4.90 a unit.", published=None)) == ()


_ALLOWED = {
    "at least": lambda bound, number: number >= bound,
    "more than": lambda bound, number: number > bound,
    "over": lambda bound, number: number > bound,
    "no fewer than": lambda bound, number: number >= bound,
    "up to": lambda bound, number: number <= bound,
    "fewer than": lambda bound, number: number < bound,
    "below": lambda bound, number: number < bound,
    "no more than": lambda bound, number: number <= bound,
    "nearly": lambda bound, number: 0.8 * bound <= number <= bound,
    "almost": lambda bound, number: 0.8 * bound <= number <= bound,
    "about": lambda bound, number: 0.8 * bound <= number <= 1.2 * bound,
}


@given(st.sampled_from(sorted(_ALLOWED)), st.integers(2, 3000), st.integers(2, 3000), st.booleans())
def test_bounds_agree_with_all_they_allow(bound: str, limit: int, number: int, turned: bool) -> None:
    """Whichever report has the bound."""
    texts = [f"The flood killed {bound} {limit} people.", f"Police said the flood killed {number} people."]
    articles = reports(*reversed(texts) if turned else texts)

    found = disagreements(articles)

    assert not (found and _ALLOWED[bound](limit, number))


@given(st.integers(10, 90), st.integers(2, 3), st.integers(0, 60))
def test_exact_counts_that_are_not_the_same_differ(least: int, times: int, more: int) -> None:
    """No bound, no rounding: only one can be so."""
    (found,) = disagreements(
        reports(f"The flood killed {least} people.", f"Police said the flood killed {least * times + more} people.")
    )

    assert len(found.sides) == 2


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
    """The reader sees that outlets differ, on one line, without the sentences that stand above as points."""
    articles = [
        article("The ferry Odra sank off Norvik and nine people died.", id="a", publisher="Coast Post", published=DAY),
        article("Off Norvik 14 people died as the ferry Odra sank.", id="b", publisher="The Ledger", published=DAY),
    ]
    brief = brief_of(articles, Settings(by="all"), now=datetime(2026, 3, 10, 6, tzinfo=UTC))

    shown = " ".join(plain(render(brief, form), form).split())

    if form == "json":
        assert '"figure": "nine", "publishers": [ "Coast Post" ]' in shown
        assert '"figure": "14", "publishers": [ "The Ledger" ]' in shown
    elif form == "html":
        assert "Outlets differ on dead: nine (Coast Post); 14 (The Ledger) [1 ¶1, 2 ¶1]" in shown
    else:
        assert "Outlets differ on dead: nine (Coast Post) [1 ¶1]; 14 (The Ledger) [2 ¶1]" in shown
        assert shown.count("The ferry Odra sank off Norvik") <= 1
