"""Which quotations an article has, and who said them."""

from __future__ import annotations

import pytest

from briefcli.quotes import find_quotes
from tests.builders import article


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('The mayor said, "We will rebuild the bridge."', "We will rebuild the bridge."),
        ("The mayor said, “We will rebuild the bridge.”", "We will rebuild the bridge."),
        ("„Wir bauen die Brücke wieder auf“, sagte Anna Vogt.", "Wir bauen die Brücke wieder auf"),
        ("»Wir bauen die Brücke wieder auf«, sagte Anna Vogt.", "Wir bauen die Brücke wieder auf"),
        ("« Nous allons reconstruire le pont », a dit le maire.", "Nous allons reconstruire le pont"),
        ("«Vamos a reconstruir el puente», dijo el alcalde.", "Vamos a reconstruir el puente"),
        ("시장은 “다리를 다시 짓겠다”고 말했다.", "다리를 다시 짓겠다"),
        ("市長は「橋を再建します」と述べた。", "橋を再建します"),
        ("The mayor said, ``We will rebuild the bridge.''", "We will rebuild the bridge."),
        ("The mayor said, ''We will rebuild the bridge.''", "We will rebuild the bridge."),
        (
            "The mayor said: ‘We won’t leave the workers’ homes in ruins.’",
            "We won’t leave the workers’ homes in ruins.",
        ),
        ('The mayor said, "We will rebuild the bridge.”', "We will rebuild the bridge."),
        ("The mayor said, “He told me ‘no’ [twice] … and left.”", "He told me ‘no’ [twice] … and left."),
    ],
)
def test_every_convention_of_marks_is_read(text: str, words: str) -> None:
    """A quotation is found whatever marks its language or its newsroom uses, and is given without them."""
    (quote,) = find_quotes(article(text))

    assert quote.text == words
    assert text[quote.start : quote.end] == words


def test_a_short_form_is_given_the_full_name_and_role() -> None:
    """Both "he" and a last name lead to the name and the role as the article first gives them."""
    text = (
        "Peter Marlow, chairman of the harbour board, spoke on Monday.\n\n"
        "“The port is open again,” Marlow said. He added, “We expect forty ships this week.”"
    )

    first, second = find_quotes(article(text))

    assert (first.speaker, first.role) == ("Peter Marlow", "chairman of the harbour board")
    assert (second.speaker, second.cue) == ("Peter Marlow", "added")
    assert second.speaker_start == 0
    assert second.mention_start is not None
    assert text[second.mention_start : second.mention_end] == "He"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“They call it ‘the long wait’ here,” said Ines Calder.", ["They call it ‘the long wait’ here"]),
        ('"They call it "the long wait" here," said Ines Calder.', ['They call it "the long wait" here']),
        ("„Er sagte ‚vielleicht morgen‘ und ging“, sagte Vogt.", ["Er sagte ‚vielleicht morgen‘ und ging"]),
        ("市長は「彼は『必ず直す』と言った」と述べた。", ["彼は『必ず直す』と言った"]),
        ("“The bridge,” she said, “will stand.”", ["The bridge", "will stand."]),
        (
            "“We have waited for [the bridge] … and we wait,” he said.",
            ["We have waited for [the bridge] … and we wait"],
        ),
        ("She said 'we don't want the dogs' owners here' twice.", ["we don't want the dogs' owners here"]),
        ('He is 6\'2" tall. "I hit my head a lot," he said.', ["I hit my head a lot"]),
        ('"I bought a 27" screen for it," he said.', ['I bought a 27" screen for it']),
        ("“We will rebuild the bridge, he said.\n\nThe town agreed.", ["We will rebuild the bridge, he said."]),
        ("“First the bridge.\n\n“Then the road,” she said.", ["First the bridge.", "Then the road"]),
        ('She said:\n"First the bridge.\n"Then the road."', ["First the bridge.", "Then the road."]),
        ('"First the bridge.\n\nThen the road," she said.', ["First the bridge.", "Then the road"]),
    ],
)
def test_the_outermost_quotation_is_given(text: str, words: list[str]) -> None:
    """Nested, split, bracketed, opened anew, unclosed: each stretch between outer marks is one quotation."""
    assert [quote.text for quote in find_quotes(article(text))] == words


@pytest.mark.parametrize(
    "text",
    [
        "Marcus “Red” Dillon won the race, the organisers said.",
        "The film “A Long Way to the Harbour” opens on Friday.",
        "The so-called “long wait” is over.",
        "On the show “Morning in the Valley,” the mayor smiled.",
        'The board is 5\'11" long and 8" wide.',
        "The dogs' owners and the cats' owners met.",
        "“”",
        "“…”",
        "Mayor Says Bridge ‘Will Stand’\n\n“We will rebuild the bridge next year,” said Ines Calder.\n\n‘",
    ],
)
def test_marks_without_words_of_anybody_are_no_quotation(text: str) -> None:
    """Nicknames, titles, scare quotes, inches and a headline's paraphrase are left out."""
    found = [quote.text for quote in find_quotes(article(text))]

    assert found in ([], ["We will rebuild the bridge next year"])


def test_marks_of_both_kinds_in_one_sentence() -> None:
    """A straight mark may be closed by a curly one, and the next quotation begins after it."""
    text = (
        'Calder posted that the bridge “will be the pride of both towns.” adding, "The steel is on a ship, and things '
        "are looking good,” Calder said in a morning post."
    )

    assert [quote.text for quote in find_quotes(article(text))] == [
        "will be the pride of both towns.",
        "The steel is on a ship, and things are looking good",
    ]


def test_an_article_in_single_marks() -> None:
    """Where quotations have single marks, as in Britain, apostrophes and possessives do not end them."""
    text = (
        "‘We won’t leave the workers’ homes in ruins,’ said Ines Calder.\n\n"
        "The owners disagreed. ‘It isn’t ours to pay,’ said Tom Reed."
    )

    quotes = find_quotes(article(text))

    assert [(quote.text, quote.speaker) for quote in quotes] == [
        ("We won’t leave the workers’ homes in ruins", "Ines Calder"),
        ("It isn’t ours to pay", "Tom Reed"),
    ]
