"""What a country is called, and which country a name or code means."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache

from briefcli.countries.folding import key
from briefcli.countries.gazetteer import codes_by_name, display, english_row, names, newsroom

# What two countries are called: the one that is meant where nobody says which comes first.
_EITHER = {"korea": ("KR", "KP"), "congo": ("CD", "CG"), "virgin islands": ("VI", "VG"), "saint martin": ("MF", "SX")}


def country_name(code: str, language: str = "en") -> str:
    """The country's name in a language (CLDR), in English, as newsrooms have it, where it has none, else the code."""
    shown = display()
    if language == "en" and code in newsroom():
        return newsroom()[code]
    return shown.get(language, {}).get(code) or shown["en"].get(code) or code


def country_code(name_or_code: str) -> str | None:
    """ISO 3166-1 alpha-2 for a code in any case, or a country's name in any known language; None for neither."""
    wanted = name_or_code.strip()
    if wanted.upper() in display()["en"]:
        return wanted.upper()
    spelled = key(wanted)
    if found := codes_by_name().get(spelled.strip()):
        return found
    if code := next((code for code, shown in newsroom().items() if key(shown) == spelled), None):
        return code
    row = english_row(spelled)
    entry = names(row)[0] if row else None
    return entry.codes[0][0] if entry and entry.kind in {"name", "acronym", "demonym"} else None


def either_country(name: str) -> tuple[str, ...]:
    """The codes of countries that share a name, the likelier first; empty for the name of one country, or of none."""
    return _EITHER.get(key(name.strip()).strip(), ())


def like_countries(name_or_code: str) -> tuple[str, ...]:
    """The codes of up to three countries that may be meant by what is the name or code of none."""
    wanted = name_or_code.strip()
    spelled = {name.casefold(): (code,) for code, name in all_countries().items()} | _EITHER
    near = [code for name in get_close_matches(wanted.casefold(), spelled, n=3, cutoff=0.7) for code in spelled[name]]
    if len(wanted) == 3 and not near:  # GBR: a code of three letters has those of the one of two
        near = [wanted[0].upper() + letter for letter in wanted[1:].upper()]
    return tuple(dict.fromkeys(code for code in near if code in all_countries()))[:3]


@cache
def all_countries() -> Mapping[str, str]:
    """Every code with its country's name."""
    return {code: country_name(code) for code in sorted(display()["en"])}
