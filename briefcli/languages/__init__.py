"""What is particular to a language, as data: one file a language, `xx.yaml`, read when it is first asked for.

A file names its source in its first line and holds those of the `SECTIONS` that it has something for. Words stand in
prose, with spaces between them; what has spaces itself, and patterns (regular expressions), have semicolons between
them, or a line each. A new language is a new file: where the words of all languages are asked for, its own are among
them.

The same loader reads the tables of a room that are of no language (`lists`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from briefcli.languages.sections import SECTIONS, Kind

__all__ = ["SECTIONS", "Lists", "code_of", "codes", "each", "either", "groups", "language", "lists", "phrases", "words"]

FOLDER = Path(__file__).parent
# Of two languages that fit as well, the first is meant; those not named here follow by their codes.
_FIRST = ("en", "de", "fr", "es", "pt", "it", "nl", "pl", "sv", "da", "tr", "id", "ru", "uk")
_KINDS = {section: kind for section, (kind, _) in SECTIONS.items()}
_SECTION = re.compile(rb"^(\w+):", re.MULTILINE)
_BETWEEN = re.compile(r"[;\n]")
_SUBTAG = re.compile(r"[-_]")
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """The sections of one data file. `known` are those it may have, with their kinds; one it lacks is empty.

    Every accessor raises LookupError for a section that is not known, or of another kind: a slip of whoever asks.
    """

    name: str
    sections: Mapping[str, Any]
    known: Mapping[str, Kind]

    def words(self, section: str) -> tuple[str, ...]:
        """The words of a section, in the order of the file."""
        return tuple(self._held(section, "words").split())

    def phrases(self, section: str) -> tuple[str, ...]:
        """What semicolons or lines set apart in a section, in the order of the file."""
        return _phrases(self._held(section, "phrases"))

    def groups(self, section: str) -> dict[str, tuple[str, ...]]:
        """The phrases of a section in groups, in the order of the file."""
        return {group: _phrases(held) for group, held in self._held(section, "groups").items()}

    def pairs(self, section: str) -> dict[str, str]:
        """A section of pairs, in the order of the file."""
        return dict(self._held(section, "pairs"))

    def _held(self, section: str, kind: Kind) -> Any:
        self.check(section)
        if self.known[section] != kind:
            raise LookupError(f"{self.name}: section '{section}' holds {self.known[section]}, no {kind}.")
        return self.sections.get(section, "" if kind in ("words", "phrases") else {})

    def check(self, section: str) -> None:
        """Raise LookupError for a section that is not known."""
        if section not in self.known:
            near = get_close_matches(section, self.known, n=1)
            meant = f" Did you mean '{near[0]}'?" if near else ""
            raise LookupError(f"{self.name}: there is no section '{section}'.{meant}")


def _phrases(held: str) -> tuple[str, ...]:
    return tuple(phrase for part in _BETWEEN.split(held) if (phrase := part.strip())) if held else ()


@lru_cache(maxsize=8)
def codes(folder: Path = FOLDER) -> tuple[str, ...]:
    """The languages that have a file, by their ISO 639-1 codes, in the order in which they are looked through."""
    found = sorted(file.stem for file in folder.iterdir() if file.suffix == ".yaml")
    return tuple(sorted(found, key=lambda code: _FIRST.index(code) if code in _FIRST else len(_FIRST)))


@lru_cache(maxsize=64)
def language(code: str | None, folder: Path = FOLDER) -> Lists:
    """What is known of a language; nothing of one that has no file."""
    if code not in codes(folder):
        return Lists(name="A language without a file", sections={}, known=_KINDS)
    return Lists(name=f"{code}.yaml", sections=_read(folder / f"{code}.yaml"), known=_KINDS)


@lru_cache(maxsize=1024)
def code_of(tag: str) -> str | None:
    """The code of a language tag or a language's name: "pt" of "pt-BR", "fil" of "tl", "no" of "nob", "de" of "German".

    None for what can be neither.
    """
    named = tag.strip().casefold()
    code = _SUBTAG.split(named, maxsplit=1)[0]
    if code in codes():
        return code
    for known in codes():
        if named in language(known).words("names") or code in language(known).words("codes"):
            return known
    return code if code.isascii() and code.isalpha() and len(code) in (2, 3) else None


@lru_cache(maxsize=8)
def lists(path: Path, **known: Kind) -> Lists:
    """A data file of a room's own, with the kinds of its sections."""
    return Lists(name=path.name, sections=_read(path), known=known)


def words(section: str, of: Iterable[str] | None = None) -> tuple[str, ...]:
    """The words of a section in some languages, or in all: each once, in the order of `codes`."""
    return tuple(dict.fromkeys(word for held in _all(section, of) for word in held.words(section)))


def phrases(section: str, of: Iterable[str] | None = None) -> tuple[str, ...]:
    """The phrases of a section in some languages, or in all: each once, in the order of `codes`."""
    return tuple(dict.fromkeys(phrase for held in _all(section, of) for phrase in held.phrases(section)))


def either(section: str, of: Iterable[str] | None = None, *, verbose: bool = False) -> str:
    """The phrases of a section in some languages, or in all, as alternatives of a pattern (a `verbose` one, if so)."""
    found = "|".join(phrases(section, of))
    return found.replace(" ", r"\ ") if verbose else found


def groups(section: str) -> dict[str, tuple[str, ...]]:
    """The groups of a section in all languages, each with its phrases in the order of `codes`."""
    found: dict[str, tuple[str, ...]] = {}
    for held in _all(section, None):
        for group, phrases_of_it in held.groups(section).items():
            found[group] = (*found.get(group, ()), *phrases_of_it)
    return found


def each(section: str) -> dict[str, Lists]:
    """The languages that have a section, in the order of `codes`, with that section: nothing else of them is read."""
    language(None).check(section)
    return {
        place.code: Lists(name=place.file.name, sections=_read(place.file, place.start, place.end), known=_KINDS)
        for place in _places().get(section, ())
    }


def _all(section: str, of: Iterable[str] | None) -> Iterable[Lists]:
    return each(section).values() if of is None else map(language, of)


class _Place(NamedTuple):
    """Where a section of a language stands, in bytes of its file."""

    code: str
    file: Path
    start: int
    end: int


@lru_cache(maxsize=1)
def _places() -> dict[str, list[_Place]]:
    """Section -> the languages that have it."""
    found: dict[str, list[_Place]] = {}
    for code in codes():
        file = FOLDER / f"{code}.yaml"
        content = file.read_bytes()
        begun = [(match[1].decode(), match.start()) for match in _SECTION.finditer(content)]
        for (section, start), (_, end) in pairwise([*begun, ("", len(content))]):
            found.setdefault(section, []).append(_Place(code, file, start, end))
    return found


def _read(path: Path, start: int = 0, end: int | None = None) -> dict[str, Any]:
    sections: dict[str, Any] = _plain(yaml.compose(path.read_bytes()[start:end], Loader=_LOADER))
    return sections


def _plain(node: yaml.Node | None) -> Any:
    """The text of a scalar, and the pairs of a mapping: nothing else is in these files, and this is twice as fast."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: _plain(value) for key, value in node.value}
    return node.value if node else {}
