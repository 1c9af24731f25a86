"""Which countries an article mentions, and which it is about."""

from __future__ import annotations

import pytest

from briefcli.countries import country_code, country_name, find_countries, tag
from tests.builders import article


def test_the_most_central_country_comes_first() -> None:
    """The country of the headline leads those named once in the body."""
    found = find_countries(
        "Chile raises rates", "Chile's central bank raised rates.\n\nAnalysts compared it with Peru and Chile's past."
    )

    assert found.about[0] == "CL"
    assert found.mentioned == ("CL", "PE")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The Kremlin did not comment.", "RU"),
        ("A spokesman for Downing Street did not comment.", "GB"),
        ("Norwegians voted.", "NO"),
        ("The ferry left Mombasa at dawn.", "KE"),
        ("A fire broke out in Saskatchewan.", "CA"),
        ("It cost 40 million rupiah.", "ID"),
        ("The school in Paris, Texas, is closed.", "US"),
        ("The Turks and Caicos elect a new assembly.", "TC"),
    ],
)
def test_a_country_is_named_in_many_ways(text: str, code: str) -> None:
    """Offices, peoples, towns, regions and currencies name their country."""
    assert find_countries("", text).mentioned == (code,)


def test_an_article_is_tagged() -> None:
    """Countries are filled in on a copy of the article."""
    tagged = tag(article("Seoul and Tokyo sign a fisheries pact."))

    assert tagged.mentioned == ("KR", "JP")
    assert set(tagged.countries) == {"KR", "JP"}


@pytest.mark.parametrize("typed", ["KR", "kr", "South Korea", "südkorea", "대한민국"])
def test_a_country_is_known_by_code_or_name(typed: str) -> None:
    """A code in any case and a name in any language mean the country."""
    assert country_code(typed) == "KR"


def test_what_is_no_country_has_no_code() -> None:
    """An unknown name is None, for the caller to suggest another."""
    assert country_code("Ruritania") is None


def test_a_country_is_shown_in_the_reader_s_language() -> None:
    """Names come in the language asked for, and in English where there is none."""
    assert country_name("DE", "fr") == "Allemagne"
    assert country_name("DE", "tlh") == "Germany"
