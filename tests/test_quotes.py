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
