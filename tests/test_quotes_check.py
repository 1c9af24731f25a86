"""A quotation somebody hands in: word for word the source's, or named for what is wrong with it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefcli.article import Span
from briefcli.quotes import find_quotes
from briefcli.verify import check_quote
from tests.builders import article

_PORT = article(
    "“We will not close the port before 14 June – the ships’ crews need it,” said Peter Marlow, chairman of the board. "
    "“It’s a ﬁne port…  and  a proud one.”\n\n"
    "The mayor, Anna Lindqvist, called the plan “a stain on this town.” The board will vote on Friday, she said. "
    "“I would never sell the pier,” Lindqvist added.",
    id="port",
)
_RAIL = article("“The line opens in May,” said Tom Reed.", id="rail")
_BOTH = [_PORT, _RAIL]


def cited(id: str) -> Span:  # noqa: A002 - it is the field's name
    """A sentence of an article."""
    return Span(article=id, start=0, end=10)


@pytest.mark.parametrize(
    "words",
    [
        "We will not close the port before 14 June – the ships’ crews need it",
        "“We will not close the port before 14 June – the ships’ crews need it,”",
        "the ships’ crews need it",
        "a stain on this town.",
    ],
)
def test_the_same_characters_are_exact(words: str) -> None:
    """The source's words, whole or a stretch of them, with or without the marks around them."""
    checked = check_quote(words, None, cited("port"), _BOTH)

    assert checked.verdict == "exact"
    assert checked.faithful
    assert checked.reason == ""


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        (
            "We will not close the port before 14 June - the ships' crews need it.",
            "We will not close the port before 14 June – the ships’ crews need it",
        ),
        (
            "We will not close the port before 14 June—the ships' crews need it",
            "We will not close the port before 14 June – the ships’ crews need it",
        ),
        ("It's a fine port... and a proud one.", "It’s a ﬁne port…  and  a proud one."),
        ("It’s a fine port", "It’s a ﬁne port"),
        (
            "We will not close the port … the ships’ crews need it",
            "We will not close the port before 14 June – the ships’ crews need it",
        ),
        (
            "We will not close […] the ships’ crews need it",
            "We will not close the port before 14 June – the ships’ crews need it",
        ),
    ],
)
def test_typography_is_forgiven_and_the_source_printed(words: str, printed: str) -> None:
    """Marks, dashes, ligatures, white space, ellipsis: accepted, and given back in the source's characters."""
    checked = check_quote(words, "Peter Marlow", cited("port"), _BOTH)

    assert checked.verdict == "normalised"
    assert checked.quote is not None
    assert checked.quote.text == printed
    assert _PORT.text[checked.quote.start : checked.quote.end] == printed
    assert checked.quote.speaker == "Peter Marlow"


@pytest.mark.parametrize(
    "words",
    [
        "We will close the port before 14 June – the ships’ crews need it",
        "We will not close the port before 15 June – the ships’ crews need it",
        "We will not close the port before 14 June – the ships’ crews need it badly",
        "We will not close the port – the ships’ crews need it",
        "We will not ever close the port before 14 June",
        "We will not close the ports before 14 June",
        "The ships’ crews need it",
        "we will not close the port before 14 June",
        "a stain on the town.",
        "close the port before 14 June – the ships’ crews need it",
        "We will not close the port.",
        "… crews need it … We will not close",
        "sell the pier",
    ],
)
def test_a_changed_word_is_refused(words: str) -> None:
    """A word put in, left out, swapped; a number, a case, an ending; an end or a denial cut off: none is faithful."""
    checked = check_quote(words, None, cited("port"), _BOTH)

    assert checked.verdict in {"altered", "fabricated"}
    assert not checked.faithful
    assert checked.reason


def test_the_nearest_quotation_is_named() -> None:
    """What was altered comes with the source's own words, which may be printed in its place."""
    checked = check_quote("We will close the port before 14 June", "Marlow", cited("port"), _BOTH)

    assert checked.verdict == "altered"
    assert checked.quote is not None
    assert checked.quote.text.startswith("We will not close the port")


@pytest.mark.parametrize("words", ["The board will vote on Friday", "Nobody asked the fishermen.", "", "”", "…", "?!"])
def test_words_that_nobody_said_are_fabricated(words: str) -> None:
    """Not in the articles at all, or there without quotation marks: no quotation may be made of them."""
    checked = check_quote(words, None, cited("port"), _BOTH)

    assert checked.verdict == "fabricated"
    assert checked.quote is None


def test_a_quotation_of_another_article_is_moved() -> None:
    """It comes back with the article, the span and the speaker it really has."""
    checked = check_quote("The line opens in May", "Peter Marlow", cited("port"), _BOTH)

    assert checked.verdict == "moved"
    assert checked.faithful
    assert checked.quote is not None
    assert (checked.quote.article, checked.quote.speaker) == ("rail", "Tom Reed")


def test_somebody_elses_words_come_back_to_their_speaker() -> None:
    """A speaker the text contradicts is named, and the one it names is given."""
    checked = check_quote("a stain on this town.", "Peter Marlow", cited("port"), _BOTH)

    assert checked.verdict == "wrong_speaker"
    assert checked.quote is not None
    assert checked.quote.speaker == "Anna Lindqvist"
    assert "Anna Lindqvist" in checked.reason


@pytest.mark.parametrize(
    "speaker", ["Anna Lindqvist", "Lindqvist", "Mayor Lindqvist", "the mayor, Anna Lindqvist", None]
)
def test_the_speaker_under_any_of_his_names(speaker: str | None) -> None:
    """With or without title and given name, it is the same person."""
    assert check_quote("a stain on this town.", speaker, cited("port"), _BOTH).verdict == "exact"


_SAID = ("We will not close the port before 14 June – the ships’ crews need it", "The line opens in May")


@given(st.sampled_from(_SAID), st.data())
def test_no_one_word_change_is_faithful(words: str, data: st.DataObject) -> None:
    """Whichever word is put in, left out or exchanged inside of a true quotation, it is refused."""
    found = list(re.finditer(r"[\w’]+", words))
    place = data.draw(st.sampled_from(found[1:-1]))
    change = data.draw(st.sampled_from(["not", "17", "never", "", "port port", "Xanthi"]))
    changed = words[: place.start()] + change + words[place.end() :]

    checked = check_quote(changed, None, None, _BOTH)

    assert not checked.faithful or changed == words


def test_the_marks_of_a_quotation_within_are_kept() -> None:
    """A closing mark that belongs to the words inside stays with them, so that every mark printed has its other half."""
    text = "“In the harbour they say: ‘The north orders and never collects’,” said Peter Marlow. „Sie sagen: ‚Nie ab‘“, sagte er."
    told = article(text, id="inner")
    first, second = find_quotes(told)
    handed = [check_quote(quote.text, None, None, [told]).quote for quote in (first, second)]

    assert [one.text for one in handed if one] == [first.text, second.text]
    assert second.text == "Sie sagen: ‚Nie ab‘"
