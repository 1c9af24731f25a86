"""What a country is called, and which country a name or code means."""

from __future__ import annotations

from briefcli.countries.folding import key
from briefcli.countries.gazetteer import automaton, codes_by_name, display, names, newsroom


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
    row = automaton("english.tsv").get(spelled, None)
    entry = names(row)[0] if row else None
    return entry.codes[0][0] if entry and entry.kind in {"name", "acronym", "demonym"} else None
