"""Drafts are claims; only what the articles say is printed."""

from __future__ import annotations

from datetime import date

import pytest

from briefcli.article import Span
from briefcli.brief import Point
from briefcli.draft import Draft, DraftPoint, DraftQuote
from briefcli.text import sentences
from briefcli.verify import Problem, check_headline, check_point, check_quote, outlets_of, verify, verify_points_in
from tests.builders import article

TEXT = "The board met on Monday. “We will not raise fees,” said Ada Lund, its chair. Fees rose by 4% in 2025."
ONE = article(TEXT, id="one")
FIRST = Span(article="one", start=0, end=24)
SAID = Span(article="one", start=25, end=TEXT.index("Fees rose") - 1)


def drafted(*points: DraftPoint, quotes: tuple[DraftQuote, ...] = ()) -> Draft:
    """A draft with these lines."""
    return Draft(headline="Fees", points=points, quotes=quotes)


def test_words_of_the_cited_sentence_are_verbatim() -> None:
    """The point is what the article has there, and its evidence is the place."""
    found = verify(drafted(DraftPoint(text="The board met on Monday.", cites=(FIRST,))), [ONE])

    assert [(point.text, point.status, point.evidence) for point in found.points] == [
        ("The board met on Monday.", "verbatim", (FIRST,))
    ]


def test_the_label_of_a_transcript_is_nobodys_words() -> None:
    """“KIM: …” between marks says who speaks, and is not what he says."""
    one = article("“KIM: We will win the match on Sunday, I am sure.”", id="one")
    cite = Span(article="one", start=0, end=len(one.text))

    lines = [
        verify(drafted(DraftPoint(text=text, cites=(cite,))), [one]).lines[0]
        for text in (
            "It is sure, “KIM: We will win the match on Sunday”.",
            "We will win the match on Sunday, I am sure.",
        )
    ]

    assert all(isinstance(line, Problem) for line in lines)


def test_a_sentence_set_with_two_spaces_is_verbatim_too() -> None:
    """A brief has one space where a page has two; the evidence is the whole sentence all the same."""
    text = "The board met  on Monday,  in Sundvik. Fees rose by 4% in 2025."
    whole = Span(article="two", start=0, end=38)

    found = verify(
        drafted(DraftPoint(text="The board met on Monday, in Sundvik.", cites=(whole,))), [article(text, id="two")]
    )

    assert [(point.status, point.evidence) for point in found.points] == [("verbatim", (whole,))]


@pytest.mark.parametrize(
    ("sentence", "piece"),
    [
        ("The dam will be closed only if the river rises.", "The dam will be closed"),
        ("The port was sold, which the ministry denied.", "The port was sold"),
        ("Police never said that two men were held.", "two men were held"),
        ("The fund lost 1,204 million dollars.", "The fund lost 1"),
        ("The fund lost 1,204 million dollars.", "204 million dollars."),
        ("Ada Lund's brother sold the port.", "Ada Lund"),
    ],
)
def test_a_piece_that_says_something_else_is_not_verbatim(sentence: str, piece: str) -> None:
    """Words cut off from "if", from a denial, or in the middle of a number are not what the sentence says."""
    told = article(sentence, id="cut")
    point = DraftPoint(text=piece, cites=(Span(article="cut", start=0, end=len(sentence)),))

    assert not [one for one in verify(drafted(point), [told]).points if one.status == "verbatim"]


def supported(text: str, source: str, language: str = "en") -> list[str]:
    """The points that are left of one that cites every sentence of a source."""
    told = article(source, id="told", language=language)
    cites = tuple(Span(article="told", start=start, end=end) for start, end in sentences(source, language))
    return [point.text for point in verify(drafted(DraftPoint(text=text, cites=cites)), [told]).points]


def test_every_sentence_of_a_point_must_rest_on_something() -> None:
    """A true sentence carries no invented one along."""
    source = "Brazil's central bank cut its rate by a quarter of a point on Wednesday. Banks had expected the cut."

    assert supported("Brazil's central bank cut its rate by a quarter of a point.", source)
    assert not supported(
        "Brazil's central bank cut its rate by a quarter of a point. The government has done this often.", source
    )


def test_somebody_s_words_are_no_fact() -> None:
    """What stands between quotation marks in the source is not stated as news, whoever said it."""
    source = "“A quarter is not a cycle,” said Ada Lund of the central bank. It cut its rate on Wednesday."

    assert not supported("A quarter is not a cycle", source)
    assert supported("“A quarter is not a cycle,” said Ada Lund of the central bank.", source)


def test_a_short_line_is_not_put_together_from_two_sentences() -> None:
    """Where a line has few words, one sentence must have nearly all of them."""
    source = "Brazil cut its rate by a quarter of a point. “This is a cut, not a cycle,” said Ada Lund."

    assert supported("Brazil cut its rate by a quarter.", source)
    assert not supported("A quarter is not a cycle", source)


def test_a_paraphrase_in_another_language_keeps_nearer_to_its_source() -> None:
    """Small words prove nothing, and a "not" is one in French, too."""
    source = (
        "La cour a annulé le permis du parc éolien prévu au large de Dunkerque. Le consortium a formé 120 techniciens."
    )

    assert supported("La cour annule le permis du parc éolien de Dunkerque.", source, "fr")
    assert not supported("La cour n’a pas annulé le permis du parc éolien de Dunkerque.", source, "fr")
    assert not supported("La cour dit que les 120 techniciens sont la foi du parc, ce qui est un défaut.", source, "fr")


def test_a_point_said_twice_is_printed_once() -> None:
    """Two lines that differ by a comma are one; a line that is withheld twice is told once."""
    twice = [DraftPoint(text=text, cites=(FIRST,)) for text in ("The board met Monday.", "The board met, Monday")]
    lies = [DraftPoint(text="Ships sank in Oslo.", cites=(FIRST,))] * 3
    found = verify(drafted(*twice, *lies), [ONE])

    assert len(found.points) == 1
    assert len(found.withheld) == 1


def test_a_place_that_does_not_exist_is_no_evidence() -> None:
    """A cite outside the article, or of another one, withholds the line with a reason."""
    beyond = Span(article="one", start=0, end=9999)
    nowhere = Span(article="two", start=0, end=5)
    found = verify(drafted(DraftPoint(text="It met.", cites=(beyond, nowhere))), [ONE])

    assert found.points == ()
    assert "cites no sentence" in found.withheld[0].reason


def test_a_quotation_keeps_the_source_s_characters_and_speaker() -> None:
    """Straight marks and a missing speaker in the draft make no difference to what is printed."""
    quote = DraftQuote(text='"We will not raise fees"', speaker=None, cite=SAID)
    found = verify(drafted(quotes=(quote,)), [ONE])

    assert [(one.text, one.speaker) for one in found.quotes] == [("We will not raise fees", "Ada Lund")]
    assert TEXT[found.quotes[0].start : found.quotes[0].end] == found.quotes[0].text


def test_a_flipped_quotation_is_withheld() -> None:
    """Leaving out "not" is no small change."""
    found = verify(drafted(quotes=(DraftQuote(text="We will raise fees", speaker="Ada Lund", cite=SAID),)), [ONE])

    assert found.quotes == ()
    assert found.withheld[0].reason


def test_words_that_nobody_said_are_no_quotation() -> None:
    """Words of the article outside quotation marks cannot be printed between them."""
    found = verify(drafted(quotes=(DraftQuote(text="The board met on Monday", speaker=None, cite=FIRST),)), [ONE])

    assert found.quotes == ()


def test_a_wrong_speaker_is_put_right_and_noted() -> None:
    """The article says who spoke."""
    found = verify(drafted(quotes=(DraftQuote(text="We will not raise fees", speaker="Bo Falk", cite=SAID),)), [ONE])

    assert found.quotes[0].speaker == "Ada Lund"
    assert "Bo Falk" in found.notes[0].reason


def test_the_same_quotation_twice_is_shown_once() -> None:
    """A model that repeats itself does not repeat itself to the reader."""
    quote = DraftQuote(text="We will not raise fees", speaker=None, cite=SAID)

    assert len(verify(drafted(quotes=(quote, quote)), [ONE]).quotes) == 1


def test_a_line_is_checked_without_a_draft_and_without_cites() -> None:
    """Somebody else's brief cites nothing: its lines are held against every sentence of every article."""
    other = article("The port was closed. Ships wait outside.", id="other")

    found = check_point("Fees rose by 4% in 2025.", None, [other, ONE])
    invented = check_point("Fees rose by 9% in 2025.", None, [other, ONE])
    foreign = check_point("Pirates took the mail boat.", None, [other, ONE])

    assert isinstance(found, Point)
    assert (found.status, found.evidence[0].article) == ("verbatim", "one")
    assert isinstance(invented, Problem)
    assert "9" in invented.reason
    assert isinstance(foreign, Problem)
    assert foreign.reason == "No sentence of the articles says this."


def test_a_headline_and_a_quotation_are_checked_without_a_draft() -> None:
    """The same doors serve a brief that was finished elsewhere."""
    assert check_headline("Board will not raise fees", [ONE]) is None
    assert check_headline("Board fires its chair", [ONE]) is not None
    assert check_quote("We will not raise fees", "Ada Lund", None, [ONE]).faithful
    assert not check_quote("We will raise fees", "Ada Lund", None, [ONE]).faithful


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("It was the first such fee in ten years.", "It leans on a sentence that is not there."),
        ("The others have gone home to their villages...", "It breaks off."),
    ],
)
def test_a_point_stands_by_itself(text: str, reason: str) -> None:
    """Whoever wrote it: no reader has the sentence before, and nobody prints half of one."""
    told = article(f"The board set a fee. {text}", id="told")
    cite = Span(article="told", start=21, end=21 + len(text))

    found = verify(drafted(DraftPoint(text=text, cites=(cite,))), [told])

    assert found.points == ()
    assert [problem.reason for problem in found.withheld] == [reason]


def test_an_outlet_carries_what_its_report_says_too() -> None:
    """In its own words, with the same figures; one that has another figure, or says nothing of it, does not."""
    told = "The harbour board of Sundvik closed the northern channel for 9 days on Monday."
    reports = [
        article(told, id="a", publisher="Coast Post"),
        article(
            "On Monday the board closed Sundvik's northern channel for 9 days. Boats wait.", id="b", publisher="Ledger"
        ),
        article("The harbour board of Sundvik closed the northern channel for 12 days.", id="c", publisher="Wire"),
        article("Leeks want butter and time.", id="d", publisher="Spoon"),
    ]

    assert outlets_of(told, (Span(article="a", start=0, end=len(told)),), reports) == ("Coast Post", "Ledger")


def test_the_event_is_carried_by_reports_of_its_day_in_their_own_words() -> None:
    """What opens with half of its words tells of it, too; what was printed the day before cannot."""
    told = "The harbour board of Sundvik voted on Tuesday to close the northern channel to all ferries for nine days."
    other = "Sundvik's northern channel is shut to ferries, the harbour board decided. Skippers are angry."
    day = date(2026, 3, 10)
    reports = [
        article(told, id="a", publisher="Coast Post", published=day),
        article(other, id="b", publisher="Ledger", published=day, title=""),
        article(told.replace("voted", "may vote"), id="c", publisher="Wire", published=date(2026, 3, 9), title=""),
    ]
    place = (Span(article="a", start=0, end=len(told)),)

    assert outlets_of(told, place, reports, event=True) == ("Coast Post", "Ledger")
    assert outlets_of(told, place, reports) == ("Coast Post", "Wire")


@pytest.mark.parametrize("text", ["", " ", "\u200b", "\n\n", ".", "…", "-", "“", "\x1b[31m", "。", "?" * 900, "a\n\nb"])
@pytest.mark.parametrize("language", [None, "French", "Korean"])
def test_whatever_a_model_writes_for_a_point_is_checked(text: str, language: str | None) -> None:
    """No line is too empty or too odd, with cites or without, in any language; an empty one is never printed."""
    points = (DraftPoint(text=text, cites=(FIRST,)), DraftPoint(text=text, cites=()))

    found = verify_points_in(drafted(*points), [ONE], language=language)

    assert len(found.lines) == 2
    assert all(point.text for point in found.points)
