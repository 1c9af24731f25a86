"""The compiled tables of names, and the one automaton that finds all of them in a pass over a text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

import ahocorasick

from briefcli.countries.folding import key
from briefcli.late import late

Kind = Literal[
    "name", "demonym", "acronym", "office", "region", "state", "money", "city", "either", "weak", "hint", "none"
]

_COMMENT = late(r"(?m)^#.*\n")
_LONGEST_WORD = 40  # letters: no name of one word has as many
_FEW = 3  # texts for which an automaton of all English names is not worth its making


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name in the gazetteer.

    `codes` are the countries it can mean, each with the people living there under that name (0 where that says
    nothing); for `either`, `weak` and `city` the text has to decide. `exact` is the only spelling that counts, None for
    any; a name of `any_case` may be written small.
    """

    key: str
    kind: Kind
    codes: tuple[tuple[str, int], ...]
    exact: str | None = None
    any_case: bool = False


@lru_cache(maxsize=2)
def automaton(table: Literal["english.tsv", "foreign.tsv"]) -> ahocorasick.Automaton:
    """The automaton over folded text that finds the names of a table; its values are rows for `names`."""
    return _finding(_rows(table))


def _finding(rows: Iterable[str]) -> ahocorasick.Automaton:
    found = ahocorasick.Automaton()
    for row in rows:
        found.add_word(row[: row.index("\t")], row)
    found.make_automaton()
    return found


def english_row(spelled: str) -> str | None:
    """The row of an English name as `key` spells it; None where there is none."""
    rows = _sorted_rows()
    place = bisect_left(rows, f"{spelled}\t")
    return rows[place] if place < len(rows) and rows[place].startswith(f"{spelled}\t") else None


class EnglishNames:
    """Finds the English names of folded, padded texts.

    The first few texts are looked through for the names alone that begin with one of their words: an automaton of all
    names takes as long to make as ten of them.
    """

    def __init__(self) -> None:
        self._asked = 0

    def found_in(self, padded: str) -> Iterable[tuple[int, str]]:
        """Each name in the text, as its row, with the place of its last character."""
        self._asked += 1
        if self._asked > _FEW:
            every: Iterable[tuple[int, str]] = automaton("english.tsv").iter(padded)
            return every
        rows = list(_beginning_in(padded))
        found: Iterable[tuple[int, str]] = _finding(rows).iter(padded) if rows else ()
        return found


@lru_cache(maxsize=1)
def english_names() -> EnglishNames:
    """The names of this process."""
    return EnglishNames()


def _beginning_in(padded: str) -> Iterator[str]:
    """The rows of names that begin with a word of a text; of a name of one word, a text may have a longer one."""
    rows = _sorted_rows()
    starts = set(padded.split(" "))
    for start in starts:
        first = bisect_left(rows, f" {start} ")
        yield from rows[first : bisect_left(rows, f" {start}!", first)]
    beginnings = {start[:end] for start in starts for end in range(1, min(len(start), _LONGEST_WORD) + 1)}
    yield from filter(None, map(english_row, (f" {one}" for one in beginnings)))


@lru_cache(maxsize=1)
def _sorted_rows() -> list[str]:
    """The English names, every one with a space before it, in the order of their characters, as they are compiled."""
    return list(_rows("english.tsv"))


@lru_cache(maxsize=8192)
def names(row: str) -> tuple[Name, ...]:
    """A row of a table, read: one name, or one for each of the countries that a compound like `日米` joins."""
    spelled, kind, codes = row.split("\t")
    listed, _, exact = codes.rstrip("~*").partition("=")
    return tuple(
        Name(key=spelled, kind=kind, codes=_codes(part), exact=exact or None, any_case="~" in codes)  # type: ignore[arg-type]
        for part in listed.split("+")
    )


def _codes(listed: str) -> tuple[tuple[str, int], ...]:
    pairs = [code.partition(":") for code in listed.split(",") if code]
    return tuple((code, int(people or 0)) for code, _, people in pairs)


@lru_cache(maxsize=1)
def people() -> tuple[frozenset[str], frozenset[str]]:
    """Common given names and surnames, in lower case."""
    rows = dict(row.split("\t") for row in _rows("people.tsv"))
    return frozenset(rows["given"].split()), frozenset(rows["surname"].split())


@lru_cache(maxsize=1)
def words() -> dict[str, frozenset[str]]:
    """The lists of `words.tsv`, folded."""
    rows = dict(row.split("\t") for row in _rows("words.tsv"))
    return {name: frozenset(listed.split()) for name, listed in rows.items()}


@lru_cache(maxsize=1)
def _borders() -> dict[str, tuple[str, ...]]:
    return {code: tuple(rest) for code, *rest in (row.split("\t") for row in _rows("borders.tsv"))}


def neighbours(code: str) -> tuple[str, ...]:
    """The countries a country borders on."""
    return _borders().get(code, ())


@lru_cache(maxsize=1)
def display() -> dict[str, dict[str, str]]:
    """Language to country code to the name shown."""
    head, *rows = [row.split("\t") for row in _rows("display.tsv")]
    return {language: {row[0]: row[i] for row in rows} for i, language in enumerate(head) if i}


@lru_cache(maxsize=1)
def newsroom() -> dict[str, str]:
    """Country code to the name newsrooms write, where the one shown is another."""
    return dict(row.split("\t") for row in _rows("newsroom.tsv"))


@lru_cache(maxsize=1)
def codes_by_name() -> dict[str, str]:
    """Folded name, in any language, to code; what two countries are called is left out."""
    found: dict[str, set[str]] = {}
    for names in display().values():
        for code, shown in names.items():
            found.setdefault(key(shown).strip(), set()).add(code)
    return {shown: codes.pop() for shown, codes in found.items() if len(codes) == 1 and shown}


def _rows(table: str) -> Iterator[str]:
    text = (files("briefcli.countries") / table).read_text(encoding="utf-8")
    return filter(None, _COMMENT.sub("", text).split("\n"))
