"""What a claim says that its source does not."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefcli.verify.claims import faults, missing_numbers, supporting

SOURCE = (
    "The council of Arnheim approved a budget of 1,204,000 crowns on Tuesday. Nine of its members, led by "
    "Mayor Ebba Sørli, did not attend. The World Health Organization praised the plan. Talks with South Korea resume in May."
)
SENTENCES = [
    "The council of Arnheim approved a budget of 1,204,000 crowns on Tuesday.",
    "Nine of its members, led by Mayor Ebba Sørli, did not attend.",
    "The World Health Organization praised the plan.",
    "Talks with South Korea resume in May.",
]


@pytest.mark.parametrize(
    "claim",
    [
        "The council approved a budget of 1.2 million crowns.",
        "9 members did not attend, Mayor Ebba Sorli among them.",
        "Nine members of the council failed to attend.",
        "The WHO praised the plan.",
        "Korean talks resume in May.",
        "Arnheim's council approved the budget on Tuesday.",
    ],
)
def test_other_words_for_the_same_thing_are_no_fault(claim: str) -> None:
    """Rounded figures, digits for words, accents, acronyms, possessives, a country's adjective."""
    assert faults(claim, SENTENCES, SOURCE) == []


@pytest.mark.parametrize(
    ("claim", "fault"),
    [
        ("The council approved a budget of 1.3 million crowns.", "the number 1.3 million is not in its source"),
        ("Eight of its members did not attend.", "the number Eight is not in its source"),
        ("The council approved a budget on Friday.", "Friday is not in its source"),
        ("Talks with South Korea resume in June.", "June is not in its source"),
        ("The council of Arnheim thanked Pelle Storm.", "the name Pelle is not in its source"),
        ("Japan approved the plan of the council.", "the name Japan is not in its source"),
        ("NATO praised the plan.", "the name NATO is not in its source"),
        ("The council of Arnheim did not approve a budget on Tuesday.", "the opposite of its source about “approve”"),
        ("Nine of its members, led by the mayor, did attend.", "the opposite of its source about “attend”"),
        ("The council of Arnheim rejected a budget of crowns on Tuesday.", "it says “rejected”"),
    ],
)
def test_what_the_source_does_not_say_is_named(claim: str, fault: str) -> None:
    """Numbers, dates, names, and meanings turned round."""
    assert any(fault in found for found in faults(claim, SENTENCES, SOURCE))


def test_the_sentences_that_carry_a_claim_are_found() -> None:
    """Best first; together they have most of its words."""
    found = supporting("The council's budget was praised by the World Health Organization", SENTENCES)

    assert found.sentences == (2, 0)
    assert found.is_enough


def test_a_claim_nothing_carries_has_too_little_support() -> None:
    """Words that stand nowhere in the source are no support."""
    assert not supporting("Protesters stormed parliament overnight", SENTENCES).is_enough


@settings(deadline=None)
@given(st.integers(0, 10**12))
def test_a_number_is_in_the_text_that_states_it(number: int) -> None:
    """With or without separators."""
    assert missing_numbers(f"about {number} people", f"They counted {number:,} of them") == []


@settings(deadline=None)
@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_can_be_checked(claim: str, source: str) -> None:
    """Nothing raises."""
    faults(claim, [source], source)


@pytest.mark.parametrize("unit", ["1", "1,", "A", "A. ", "not ", "a'", "one-", "Monday ", "x" * 50 + " ", "½", "金"])
def test_hostile_text_is_checked_in_linear_time(unit: str) -> None:
    """Two hundred thousand characters of anything, on both sides, within seconds."""
    text = unit * (200_000 // len(unit))
    began = time.monotonic()
    faults(text[:20_000], [text], text)
    supporting(text[:20_000], [text])

    assert time.monotonic() - began < 20
