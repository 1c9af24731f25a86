"""What holds for any text at all."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefcli.quotes import find_quotes, key_quotes
from briefcli.quotes.merge import by_speaker
from briefcli.verify import check_quote
from tests.builders import article

_PIECES = st.sampled_from(
    [
        *"“”„‟\"‘’'«»「」『』…—-,.:;?!()[]\n ",
        *(
            "``",
            "''",
            "\n\n",
            " said ",
            " he said ",
            " Kim Lee ",
            "Mr. Kim",
            " according to ",
            "KIM: ",
            " who ",
            "Kim’s ",
        ),
        *(
            " and ",
            " the ministry ",
            ", the mayor, ",
            " saying ",
            " claim that ",
            " told ",
            "6'2\"",
            " 27",
            "ß",
            "한국",
            "\u200b",
            "\U0001f600",
        ),
    ]
)
_TEXTS = st.lists(st.one_of(_PIECES, st.text(max_size=8)), max_size=60).map("".join)


@given(_TEXTS)
@example("“““6'2\"0:0””")
@settings(max_examples=400, deadline=None)
def test_every_span_holds_its_words(text: str) -> None:
    """Quotation and speaker lie inside the text, and their spans give exactly their words; none overlap."""
    quotes = find_quotes(article(text))

    end = 0
    for quote in quotes:
        assert end <= quote.start < quote.end <= len(text)
        assert text[quote.start : quote.end] == quote.text
        assert (quote.speaker is None) == (quote.speaker_start is None) == (quote.speaker_end is None)
        if quote.speaker is not None:
            assert text[quote.speaker_start : quote.speaker_end] == quote.speaker
        assert quote.cue is None or quote.cue in text
        assert quote.role is None or quote.role in text
        end = quote.end


@given(_TEXTS)
@example("“…0:0:0")
@example("““ said  he said ,.")
@settings(max_examples=200, deadline=None)
def test_every_quotation_checks_as_exact(text: str) -> None:
    """What was found is accepted by the checker, with the source's characters and the same span."""
    source = article(text)

    for quote in find_quotes(source):
        checked = check_quote(quote.text, quote.speaker, None, [source])
        assert checked.verdict in {"exact", "normalised"}
        assert checked.quote is not None
        assert source.text[checked.quote.start : checked.quote.end] == checked.quote.text


def test_a_quotation_that_opens_with_an_ellipsis_checks_as_exact() -> None:
    """What stands before the dots, blanks too, is none of it."""
    source = article("“KIM: … said ")

    assert [check_quote(one.text, None, None, [source]).verdict for one in find_quotes(source)] == ["exact"]


@given(st.lists(_TEXTS, max_size=3), st.integers(min_value=0, max_value=5))
@settings(max_examples=100, deadline=None)
def test_key_quotes_are_some_of_the_quotes(texts: list[str], limit: int) -> None:
    """At most so many are chosen, each of them found before, none twice."""
    articles = [article(text, id=str(number)) for number, text in enumerate(texts)]
    found = [quote for one in articles for quote in find_quotes(one)]

    chosen = key_quotes(found, articles, limit)

    assert len(chosen) <= limit
    assert len(set(chosen)) == len(chosen)
    assert set(chosen) <= set(found)
    assert sum(map(len, by_speaker(found))) == sum(quote.speaker is not None for quote in found)


@pytest.mark.parametrize(
    "piece", ['"', "“", "'", "''", "«", "「", "“a ", '"a" ', "‘a’ ", '"a b c," he said. ', "saying "]
)
def test_time_is_linear(piece: str) -> None:
    """Four times as much of anything takes about four times as long: a megabyte of quotation marks is no attack."""
    unit = piece * (2000 // len(piece)) + ' "a b c d," he said. '

    def seconds(size: int) -> float:
        source = article(unit * (size // len(unit)))
        started = time.process_time()
        find_quotes(source)
        return time.process_time() - started

    seconds(5_000)

    # Once is enough: on a machine that others use a moment can be ten times as slow as the one before.
    assert any(seconds(100_000) < 10 * seconds(25_000) + 0.3 for _ in range(3))
