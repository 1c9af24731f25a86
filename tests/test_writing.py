"""What the built-in engine gives to a story whose points a model wrote."""

from __future__ import annotations

from briefcli.config import Settings
from briefcli.stories import group
from briefcli.writing.by_rules import by_rules, headed_and_quoted
from tests.builders import article

_QUAY = (
    "The board closed the north quay on Monday after divers found cracks in its wall. Mara Quist, who chairs the board "
    "of the harbour, told the owners of the ferries at a hearing in the town hall on Monday evening that “the quay stays "
    "shut until the last crack is sealed”."
)


def test_a_quotation_is_offered_though_a_sentence_of_ours_would_have_told_it() -> None:
    """The sentence is not printed: the model's are."""
    (story,) = group([article(_QUAY, title="Board closes quay", id="quay")], "article")

    ours = by_rules(story, Settings(points=2)).story
    headline, quotes = headed_and_quoted(story, Settings(points=2))

    assert len(ours.points) == 2
    assert ours.quotes == ()
    assert headline == ours.headline == "Board closes quay"
    assert [(quote.text, quote.speaker) for quote in quotes] == [
        ("the quay stays shut until the last crack is sealed", "Mara Quist")
    ]


def test_a_story_without_a_title_is_headed_by_a_sentence() -> None:
    """As it is when the built-in engine writes all of it."""
    (story,) = group([article(_QUAY, title="", id="quay")], "article")

    headline, _ = headed_and_quoted(story, Settings(points=2))

    assert headline == by_rules(story, Settings(points=2)).story.headline != ""
