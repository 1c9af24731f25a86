"""What a claim says that its source does not."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefcli.text import sentences
from briefcli.verify.claims import dropped, faults, missing_numbers, scattered, supporting, with_its_source
from tests.builders import article

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
    assert any(fault in found.reason for found in faults(claim, SENTENCES, SOURCE))


HARBOUR = (
    "Vestria accused Norland of dumping ore, the trade ministry said. Some of the crews may return in May. "
    "Nearly 200 boats will leave the port after the storm. Talks were held between Norland and Vestria. "
    "Ebba Lund sold the yard to Pelle Storm. If the weather holds, divers will reach the wreck on Friday. "
    "The yard employs 12 welders and lost 40 boats. The mayor of Arnheim praised the crews. Exports fell by 8 percent."
)
CREWS = [HARBOUR[start:end] for start, end in sentences(HARBOUR)]


@pytest.mark.parametrize(
    ("claim", "about"),
    [
        ("Norland accused Vestria of dumping ore, the trade ministry said.", "roles"),
        ("Pelle Storm sold the yard to Ebba Lund.", "roles"),
        ("All of the crews may return in May.", "quantity"),
        ("More than 200 boats will leave the port after the storm.", "quantity"),
        ("Some of the crews will return in May.", "modality"),
        ("Nearly 200 boats left the port after the storm.", ""),
        ("Nearly 200 boats may leave the port after the storm.", "modality"),
        ("Nearly 200 boats will leave the port before the storm.", "direction"),
        ("Exports rose by 8 percent.", "direction"),
        ("Divers will reach the wreck on Friday.", "condition"),
        ("The former mayor of Arnheim praised the crews.", "added"),
        ("The yard employs 40 welders.", "number"),
        ("Talks were held between Vestria and Norland.", ""),
        ("Norland was accused by Vestria of dumping ore, the trade ministry said.", ""),
        ("Roughly 200 boats will leave the port after the storm.", ""),
    ],
)
def test_words_of_the_source_that_say_something_else_are_found(claim: str, about: str) -> None:
    """Each by its name; what only reads otherwise (passive, a list in another order, a rounder word) is no fault."""
    found = {fault.about or fault.kind for fault in faults(claim, CREWS, HARBOUR)}

    assert found == ({about} if about else set())


LEADERS = [
    "Anton Blair dealt with the matter six months ago.",
    "Gerda Braun now feels betrayed over the vote, friends say.",
    "The head of the party of Pelle Storm praised crews at sea.",
    "Storm himself praised crews at sea on Friday.",
]


@pytest.mark.parametrize(
    ("claim", "theirs"),
    [
        ("Anton Blair feels betrayed over the vote.", "Gerda Braun now feels betrayed"),
        ("Blair dealt with the matter but now feels betrayed over it.", "Gerda Braun now feels betrayed"),
        ("Gerda Braun feels betrayed over the vote.", None),
        ("Braun waited six months and now feels betrayed.", None),
        ("Anton Blair and Gerda Braun feels betrayed over the vote.", None),
        ("Pelle Storm praised crews at sea.", None),
    ],
)
def test_what_is_said_of_one_person_is_not_given_to_another(claim: str, theirs: str | None) -> None:
    """Only where a name stands before its verb on both sides."""
    found = [fault.theirs for fault in faults(claim, LEADERS, " ".join(LEADERS)) if fault.about == "roles"]

    assert found == ([theirs] if theirs else [])


@pytest.mark.parametrize(
    ("before", "is_found"),
    [
        ("Anton Blair dealt with it at home. The party met. Few came to it. Gerda Braun spoke late. It rained.", True),
        (f"Anton Blair came. {'It rained in the hills. ' * 80}Gerda Braun spoke late. It was cold.", True),
        (f"Anton Blair came. {'It rained in the hills. ' * 80}It was cold.", False),
        ("Anton Blair met Gerda Braun late on Monday.", False),
        ("Anton Blair dealt with it at home. The party met. Few came to it. It rained. The hall was cold.", False),
    ],
)
def test_what_is_said_of_she_is_said_of_the_only_one_it_can_mean(before: str, is_found: bool) -> None:
    """Where two may be meant, or nobody is named near by, nothing is said."""
    source = f"{before} She now feels betrayed over the vote."
    cited = [source[start:end] for start, end in sentences(source)]

    found = faults("Anton Blair feels betrayed over the vote.", cited, source)

    assert [fault.reason for fault in found] == (
        ["it says “Anton Blair feels betrayed” where its source says “She now feels betrayed” of Gerda Braun"]
        * is_found
    )
    assert faults("Gerda Braun feels betrayed over the vote.", cited, source) == [] or not is_found


@pytest.mark.parametrize(
    ("language", "source", "claim"),
    [
        (
            "de",
            "Einige der Fischer könnten im Mai zum Hafen zurückkehren.",
            "Alle Fischer könnten im Mai zum Hafen zurückkehren.",
        ),
        (
            "de",
            "Die Fischer könnten im Mai zum Hafen zurückkehren.",
            "Die Fischer werden im Mai zum Hafen zurückkehren.",
        ),
        ("fr", "Les pêcheurs pourraient revenir au port en mai.", "Les pêcheurs vont revenir au port en mai."),
        ("es", "Algunos pescadores volverán al puerto en mayo.", "Todos los pescadores volverán al puerto en mayo."),
    ],
)
def test_a_meaning_is_changed_in_other_languages_too(language: str, source: str, claim: str) -> None:
    """Quantity and modality, by the words in the file of the language."""
    assert [fault.kind for fault in faults(claim, [source], source, language=language)] == ["meaning"]
    assert faults(source, [source], source, language=language) == []


@pytest.mark.parametrize(
    ("claim", "source", "who"),
    [
        ("Crews may return in May.", "Crews may return in May, the harbour board said.", "the harbour board"),
        ("The toll may rise.", "Mara Quist said on Tuesday that the toll may rise.", "Mara Quist"),
        ("The toll may still rise.", "The toll may still rise, according to the coast guard.", "the coast guard"),
        ("The toll may still rise.", "He said the toll may still rise.", ""),
        ("The toll may rise, the guard said.", "The toll may rise, the guard said.", None),
        ("The toll may still rise.", "The toll may still rise in the coming days.", None),
    ],
)
def test_a_claim_told_as_a_fact_gets_back_who_made_it(claim: str, source: str, who: str | None) -> None:
    """Where the source names somebody in words that can be put behind the line; a pronoun names nobody."""
    assert [fault.kind for fault in dropped(claim, [source])] == ([] if who is None else ["attribution"])
    restored = f"{claim.rstrip('.')}, according to {who}." if who else claim
    assert with_its_source(claim, [source]) == restored


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("It cost 10,000 crowns.", "It cost 10, 000 crowns."),
        ("It fell to 122.5 points.", "It fell to 122. 5 points."),
        ("More than 100 boats left.", "They counted 116 boats."),
        ("Nearly 120 boats left.", "They counted 116 boats."),
        ("It cost 1.2m crowns.", "It cost 1,200,000 crowns."),
    ],
)
def test_a_number_is_known_however_it_is_set_or_rounded(claim: str, source: str) -> None:
    """With a space a typesetter left in it, as a bound, in millions."""
    assert missing_numbers(claim, source) == []


def test_a_line_put_together_from_far_apart_is_no_line() -> None:
    """Each pair of its words may be somewhere, but nobody said the whole; a list may come from anywhere."""
    known = [article(HARBOUR).analysis.words]

    assert scattered("Vestria crews praised welders about wreck exports in storm weather.", known) is not None
    assert scattered("Some of the crews may return in May.", known) is None


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
    began = time.process_time()
    faults(text[:20_000], [text], text)
    supporting(text[:20_000], [text])

    assert time.process_time() - began < 20
