"""The days ahead in a brief and in a digest: which of them, and where."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from briefcli.article import Article
from briefcli.brief import Brief
from briefcli.config import Settings
from briefcli.pipeline import brief_of
from briefcli.render import render
from briefcli.render.outline import outline
from tests.builders import article

_NOW = datetime(2026, 3, 12, 7, 0, tzinfo=UTC)
_THINGS = ("ferry", "tariff", "museum", "bridge", "harbour", "cinema", "library", "quarry", "orchard", "foundry")


def brief(*articles: Article, now: datetime = _NOW) -> Brief:
    """A brief of articles by the built-in engine, each of them a story."""
    return brief_of(articles, Settings(engine="extractive", offline=True, by="article"), now=now)


def report(number: int, text: str, published: date = date(2026, 3, 11)) -> Article:
    """A report of its own event."""
    thing = _THINGS[number]
    return article(
        f"The {thing} of Lund{number} was sold to the {thing} trust for a record sum. {text}",
        title=f"{thing.capitalize()} sold", id=f"a{number}", publisher=f"Post {number}", published=published,
    )  # fmt: skip


def shown_days(made: Brief) -> list[str]:
    """The days a reader sees."""
    return [one.day for one in outline(made).ahead.days]


@pytest.mark.parametrize("form", ["terminal", "markdown", "text", "html", "eml", "json", "jsonl"])
def test_every_format_of_a_brief_has_them(form: str) -> None:
    """A section with the day, the sentence word for word, and its reference; JSON has the spans."""
    made = brief(report(0, "The ferry will sail again on May 4."))

    shown = render(made, form, width=100)

    assert "The ferry will sail again on May 4." in shown
    if form.startswith("json"):
        assert json.loads(shown)["ahead"][0]["day"] == "2026-05-04"
    else:
        assert "Dates ahead" in shown
        assert "4 May 2026" in shown


def test_a_brief_without_days_has_no_such_section() -> None:
    """No heading over nothing."""
    assert "Dates ahead" not in render(brief(report(0, "It rained.")), "markdown")


def test_at_most_eight_are_shown_and_the_others_counted() -> None:
    """The next day of every story before the second of any; JSON has them all, sorted."""
    many = report(
        0, "The ferry will sail on May 1. The ferry bar will open on May 2. The ferry shop will open on May 3."
    )
    others = [report(number, f"The {_THINGS[number]} will open on June {number}.") for number in range(1, 8)]
    made = brief(many, *others)

    shown = outline(made).ahead

    assert shown.heading == "Dates ahead (8 of 10)"
    assert [one.day for one in shown.days] == ["1 May 2026", *(f"{number} Jun 2026" for number in range(1, 8))]
    assert [one.first for one in made.ahead] == sorted(one.first for one in made.ahead)
    assert len(made.ahead) == len(json.loads(render(made, "json"))["ahead"]) == 10


def test_a_day_that_has_passed_since_is_not_shown() -> None:
    """It was ahead of its article, not of whoever reads the brief; JSON keeps it."""
    made = brief(
        report(0, "The ferry will sail on March 11.", date(2026, 3, 10)),
        report(1, "The tariff office will open on March 12."),
    )

    assert shown_days(made) == ["12 Mar 2026"]
    assert len(made.ahead) == 2


def test_a_brief_of_old_articles_shows_what_was_ahead_then() -> None:
    """Of an archive, all days have passed."""
    assert shown_days(brief(report(0, "The ferry will sail on May 4."), now=datetime(2026, 11, 1, tzinfo=UTC))) == [
        "4 May 2026"
    ]


def test_a_story_keeps_its_own_days_with_its_id() -> None:
    """A line of JSON lines is a story, and has its days; the brief's days name their story."""
    made = brief(report(0, "The ferry will sail again on May 4."), report(1, "It rained."))

    assert [one.story for one in made.ahead] == [story.id for story in made.stories if story.ahead]
    assert [replace(one, story="") for one in made.ahead] == [one for story in made.stories for one in story.ahead]
