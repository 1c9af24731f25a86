"""The bundled samples, read: what a person sees on each page is what `brief` finds there.

The facts are in seed_facts.json.
"""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from briefcli.article import Article
from briefcli.read import find_files, read_file
from tests.builders import read_all

_HERE = Path(__file__).parent
_SEEDS = _HERE.parent / "seeds"
_FACTS: list[dict[str, Any]] = json.loads((_HERE / "seed_facts.json").read_text(encoding="utf-8"))
_PASTED = [fact for fact in _FACTS if "id" not in fact]


def _name(fact: dict[str, Any]) -> str:
    return str(fact.get("id") or fact["file"])


def _article(fact: dict[str, Any]) -> Article:
    found = read_all(_SEEDS / fact["file"])
    return next(article for article in found if fact.get("id") in {None, article.id})


@pytest.mark.parametrize("fact", _FACTS, ids=_name)
def test_a_sample_has_its_title_date_publisher_and_language(fact: dict[str, Any]) -> None:
    """Headline, day, time of day with its zone, outlet and language are those a person reads on the page."""
    article = _article(fact)

    assert article.title == fact["title"]
    assert str(article.published) == fact["published"]
    assert article.published_at == (datetime.fromisoformat(fact["published_at"]) if fact["published_at"] else None)
    assert article.publisher == fact["publisher"]
    assert article.language == fact["language"]


@pytest.mark.parametrize("fact", _PASTED, ids=_name)
def test_a_sample_has_its_byline_dateline_and_tags(fact: dict[str, Any]) -> None:
    """Who wrote it, where, and what it is filed under."""
    article = _article(fact)

    assert article.byline == fact["byline"]
    assert article.dateline == fact["dateline"]
    assert list(article.tags) == fact["tags"]


@pytest.mark.parametrize("fact", _PASTED, ids=_name)
def test_a_sample_body_starts_and_ends_where_the_article_does(fact: dict[str, Any]) -> None:
    """The body is the article, dateline and standfirst included, without the page above and below it."""
    article = _article(fact)

    assert article.text.startswith(fact["starts"])
    assert article.text.endswith(fact["ends"])


@pytest.mark.parametrize("fact", _PASTED, ids=_name)
def test_no_furniture_of_a_sample_is_in_its_body(fact: dict[str, Any]) -> None:
    """Menus, share links, captions, related titles, cookie lines, comments and hidden text stay outside."""
    text = _article(fact).text

    assert [words for words in fact["not_in_body"] if words in text] == []


@pytest.mark.parametrize("fact", _FACTS, ids=_name)
def test_the_quotations_of_a_sample_survive_character_for_character(fact: dict[str, Any]) -> None:
    """Straight, curly, nested and mixed marks inside a quotation come out as they went in."""
    text = _article(fact).text

    assert [words for words in fact["quotes"] if words not in text] == []


@pytest.mark.parametrize("fact", [fact for fact in _PASTED if "once_in_body" in fact], ids=_name)
def test_a_pull_quote_is_read_once(fact: dict[str, Any]) -> None:
    """What the page prints a second time to be seen is in the body once."""
    text = _article(fact).text

    assert [text.count(words) for words in fact["once_in_body"]] == [1] * len(fact["once_in_body"])


def test_every_sample_is_in_the_table() -> None:
    """A sample nobody wrote the facts of would not be tested."""
    assert {fact["file"] for fact in _FACTS} == {path.name for path in _SEEDS.iterdir()}


_GIVEN = _HERE.parents[1] / "shared" / "seeds"


@pytest.mark.skipif(not _GIVEN.is_dir(), reason="../shared/seeds is not beside this checkout")
def test_a_raw_paste_from_a_real_outlet_reads_as_a_person_would() -> None:
    """Ten paragraphs, the date and minute, the outlet and four tags; no share link, no caption, no torn quotation."""
    (article,) = (a for found in find_files([str(_GIVEN)]) for a in read_file(found))  # type: ignore[arg-type]

    assert isinstance(article, Article)
    assert article.published_at is not None
    assert article.published_at.isoformat() == "2025-04-09T09:18:00"
    assert (article.publisher, len(article.tags), article.language) == ("Asiatoday", 4, "en")
    assert len(article.text.split("\n\n")) == 10
    assert re.search(r"share|font|/ ?Source|Copyright|\u00a0|\n\n\n", article.text) is None
    # The page opens one quotation straight and closes it curly; its marks survive as they are.
    assert [article.text.count(mark) for mark in '“”"'] == [13, 14, 3]
