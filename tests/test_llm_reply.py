"""Replies: what is recovered, what is dropped, what is refused."""

from __future__ import annotations

import json
import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefcli.llm.asking.reply import Reply, ReplyError, parse_reply

GOOD = {
    "headline": "Rates up",
    "points": [{"text": "Rates rise.", "cites": [1, 2]}, {"text": "Banks react.", "cites": [3]}],
    "quotes": [{"text": "We must act", "speaker": "Ola Nordmann", "cite": 4}],
}
TEXT = json.dumps(GOOD)
WHOLE = Reply.model_validate(GOOD)


@pytest.mark.parametrize(
    "reply",
    [
        TEXT,
        f"```json\n{TEXT}\n```",
        f"Sure! Here is the {{briefing}} you asked for:\n\n```\n{TEXT}\n```\nAnything else?",
        f"Here you are: {TEXT} I hope this helps {{really}}.",
        f"<think>First {{'points': []}} or so.</think>\n{TEXT}",
        TEXT.replace("}]", "},]"),
        json.dumps(GOOD, indent=2).replace("Rates rise.", "Rates rise."),
        json.dumps({"briefing": GOOD}),
        TEXT.replace('"points"', '"Points"'),
    ],
)
def test_a_sound_reply_is_found_whatever_stands_around_it(reply: str) -> None:
    """Fences, talk, reasoning, a trailing comma, one more level: all give the same reply."""
    assert parse_reply(reply, "summary") == WHOLE


@pytest.mark.parametrize(
    ("cites", "read"),
    [
        ([2], (2,)),
        (2, (2,)),
        ("2", (2,)),
        ("[2]", (2,)),
        (["[2]", "3"], (2, 3)),
        ("[2], [3]", (2, 3)),
        ("2-4", (2, 3, 4)),
        ([2.0, 2.5, True, None, "x", -1], (2,)),
        ([[2], {"id": 3}], (2, 3)),
        ("1-99999", ()),
        (None, ()),
    ],
)
def test_cites_are_read_leniently(cites: object, read: tuple[int, ...]) -> None:
    """Numbers come as numbers, strings, in brackets, as ranges; what is none is dropped."""
    reply = json.dumps({"points": [{"text": "Rates rise.", "cites": cites}]})

    assert parse_reply(reply, "points").points[0].cites == read


def test_cites_at_the_end_of_the_text_move_to_where_they_belong() -> None:
    """A list of plain lines with numbers in brackets is understood, and the brackets are not printed."""
    reply = parse_reply('["Rates rise [1, 2].", "Banks [sic] react."]', "points")

    assert [(point.text, point.cites) for point in reply.points] == [
        ("Rates rise.", (1, 2)),
        ("Banks [sic] react.", ()),
    ]


@pytest.mark.parametrize("bullet", ["1. ", "2) ", "- ", "* ", "• ", "[3] ", "(4) "])
def test_bullets_and_bold_type_are_no_part_of_a_point(bullet: str) -> None:
    """A model numbers its points though nobody asked; figures at the beginning stay."""
    reply = json.dumps({"points": [{"text": f"{bullet}**Rates** rise.", "cites": [1]}, {"text": "14 boats sank."}]})

    assert [point.text for point in parse_reply(reply, "points").points] == ["Rates rise.", "14 boats sank."]


def test_a_line_break_in_a_string_is_forgiven() -> None:
    """Small models break lines inside strings."""
    assert (
        parse_reply('{"points": [{"text": "Rates\nrise.", "cites": [1]}]}', "points").points[0].text == "Rates\nrise."
    )


@settings(deadline=None)
@given(st.integers(1, len(TEXT) - 1))
def test_a_reply_cut_anywhere_gives_only_whole_items(length: int) -> None:
    """No half sentence survives: what is kept of a cut reply is what the whole one said."""
    try:
        reply = parse_reply(TEXT[:length], "summary")
    except ReplyError:
        return

    assert reply.cut_off
    assert set(reply.points) <= set(WHOLE.points)
    assert set(reply.quotes) <= set(WHOLE.quotes)


def test_a_cut_reply_keeps_its_complete_items() -> None:
    """One point was complete when the tokens ran out: it is kept."""
    reply = parse_reply(TEXT[: TEXT.index("Banks") + 3], "summary", cut_off=True)

    assert [point.text for point in reply.points] == ["Rates rise."]
    assert reply.cut_off


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        ("", "the reply is empty"),
        ("  \n", "the reply is empty"),
        ("I cannot help with that.", "the reply holds no JSON"),
        ('{"summary": "Rates rise."}', "the reply has no list of points"),
        ('{"points": "Rates rise."}', "the reply has no list of points"),
        ("<html><body>502</body></html>", "the reply holds no JSON"),
    ],
)
def test_what_is_no_reply_is_refused(reply: str, reason: str) -> None:
    """The reason is said in a few words."""
    with pytest.raises(ReplyError, match=reason):
        parse_reply(reply, "summary")


@settings(deadline=None)
@given(st.text(max_size=400))
def test_no_reply_breaks_the_parser(reply: str) -> None:
    """Any text is either a reply or refused."""
    with suppress(ReplyError):
        parse_reply(reply, "summary")


@settings(deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    )
)
def test_no_json_breaks_the_parser(value: object) -> None:
    """Any JSON is either a reply or refused, also as the content of the fields that are read."""
    for reply in (value, {"headline": value, "points": value, "quotes": value}, {"points": [value, {"text": value}]}):
        with suppress(ReplyError):
            parse_reply(json.dumps(reply), "summary")


@pytest.mark.parametrize("unit", ["{", "[", '{"', '{"a":', '"', "```", "<think>", "[1] ", ",   ", "\\", '{"a":[', "}"])
def test_a_hostile_reply_costs_linear_time(unit: str) -> None:
    """A megabyte of anything is refused or read within seconds."""
    began = time.monotonic()
    for reply in (unit * (1_000_000 // len(unit)), '{"points": [{"text": "' + unit * (200_000 // len(unit))):
        with suppress(ReplyError):
            parse_reply(reply, "summary")

    assert time.monotonic() - began < 10
