"""What holds for every text, however odd."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefcli.countries import country_code, find_countries
from briefcli.countries.folding import fold
from briefcli.countries.gazetteer import display

_TEXT = (
    "Georgia Jordan Turkey Chad Congo Korea Paris , . , Texas Pa. U.S. US <UK> County Inc Washington Michael \n\n New "
    "中国 日米 한국 북한에 Росси Франции الأردن والعراق สหรัฐ İstanbul ß ﬁ é \u0301 \u202e \ud800 ' ’ “ St. Louis York"
)
_WORDS = st.sampled_from(_TEXT.split(" "))


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.lists(_WORDS).map(" ".join), st.lists(_WORDS).map("".join)), st.text(max_size=20))
def test_no_text_breaks_it(text: str, title: str) -> None:
    """Any text gives codes that are countries, each once, and is about none that it does not mention."""
    found = find_countries(title, text)

    assert set(found.about) <= set(found.mentioned) <= display()["en"].keys()
    assert len(set(found.about)) == len(found.about)
    assert len(set(found.mentioned)) == len(found.mentioned)
    assert find_countries(title, text) == found


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    """The folded text is as long as the text."""
    assert len(fold(text)) == len(text)


@given(st.text(max_size=40))
def test_no_name_typed_breaks_the_look_up(typed: str) -> None:
    """Whatever is typed gives a code that can be shown, or None."""
    assert country_code(typed) in {None, *display()["en"]}


@pytest.mark.parametrize(
    "unit",
    [
        "“",
        "Georgia ",
        "Paris, ",
        "U.S. ",
        "St. ",
        "New ",
        "Michael Jordan ",
        "中国",
        "Turkey ",
        "China is ",
        "Seou\u0300\u0316",
        "\u0300\u0316",
        "한국",
        " By ",
        "Congo, Pa., ",
        "a",
        "\n",
    ],
)
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    """Eight times the text takes nowhere near sixty-four times as long."""
    short, long = unit * (20_000 // len(unit)), unit * (160_000 // len(unit))
    find_countries("", short)

    once, eightfold = _seconds(short), _seconds(long)

    assert eightfold < 24 * once + 0.2


def _seconds(text: str) -> float:
    started = time.perf_counter()
    find_countries("", text)
    return time.perf_counter() - started
