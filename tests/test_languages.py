"""The files of languages: what they may hold, and how they are read."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from briefcli import languages
from briefcli.languages import FOLDER, SECTIONS, code_of, codes, each, language
from briefcli.render.outline import quote_marks


@pytest.mark.parametrize("code", codes())
def test_a_file_names_its_source_and_holds_only_known_sections(code: str) -> None:
    """The first line says where the words are from; a section that nobody reads would be a slip."""
    first = (FOLDER / f"{code}.yaml").read_text(encoding="utf-8").splitlines()[0]

    assert first.startswith("# ")
    assert "By hand" in first or "CLDR" in first
    assert set(language(code).sections) <= set(SECTIONS)


@pytest.mark.parametrize("code", codes())
def test_a_file_says_what_its_language_is_called_and_how_it_quotes(code: str) -> None:
    """Each has a name and two marks, and no two languages have a name in common."""
    others = [name for other in codes() if other != code for name in language(other).words("names")]

    assert language(code).words("names")
    assert not set(language(code).words("names")) & set(others)
    assert set(language(code).pairs("quotation_marks")) == {"opening", "closing"}


@pytest.mark.parametrize("code", codes())
def test_no_section_holds_anything_twice(code: str) -> None:
    """Neither a word nor a phrase; no section is empty, and each is of the kind it should be."""
    for section in language(code).sections:
        kind = SECTIONS[section][0]
        held = getattr(language(code), kind)(section)
        for one in held.values() if kind == "groups" else [held]:
            assert one, section
            assert [word for word, times in Counter([*one]).items() if times > 1] == [], section


def test_every_section_is_in_some_file_and_asked_for() -> None:
    """What is described is there to be read, and somebody reads it."""
    held = {section for code in codes() for section in language(code).sections}
    rooms = [file for file in FOLDER.parent.rglob("*.py") if file != FOLDER / "sections.py"]
    asked = set(re.findall(r"[\"'](\w+)[\"']", "\n".join(file.read_text(encoding="utf-8") for file in rooms)))

    assert held == set(SECTIONS)
    assert set(SECTIONS) - asked == set()


def test_a_new_file_is_a_new_language(tmp_path: Path) -> None:
    """Nothing else names the languages there are; the words come in the order of the file."""
    (tmp_path / "xx.yaml").write_text("# By hand.\nnames: toyish\nsaying: >\n  no on\n  y\n", encoding="utf-8")

    assert codes(tmp_path) == ("xx",)
    assert language("xx", tmp_path).words("saying") == ("no", "on", "y")
    assert language("xx", tmp_path).words("speaking") == ()


@pytest.mark.parametrize("code", [None, "", "tlh", "../languages/en", "EN"])
def test_a_language_without_a_file_has_no_words(code: str | None) -> None:
    """Articles and models may name any language; that is no path to a file."""
    assert language(code).words("saying") == ()
    assert language(code).pairs("quotation_marks") == {}


def test_a_section_that_does_not_exist_is_a_clear_error() -> None:
    """The message names the file and the nearest section, and it comes for a language without a file too."""
    with pytest.raises(LookupError, match=r"en\.yaml: there is no section 'sayin'\. Did you mean 'saying'\?"):
        language("en").words("sayin")
    with pytest.raises(LookupError, match="no section 'verbs'"):
        language("tlh").words("verbs")
    with pytest.raises(LookupError, match="no section 'sayin'"):
        each("sayin")
    with pytest.raises(LookupError, match="no section 'sayin'"):
        languages.words("sayin")


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_of_all_languages_is_what_each_file_has(section: str) -> None:
    """It is cut out of the files without reading the rest; a file that lacks it is not among them."""
    whole = {code: language(code).sections[section] for code in codes() if section in language(code).sections}

    assert {code: held.sections[section] for code, held in each(section).items()} == whole
    assert list(each(section)) == list(whole)


def test_a_section_is_asked_for_as_what_it_is() -> None:
    """Words have spaces between them, phrases hold some: to take one for the other would tear them apart."""
    with pytest.raises(LookupError, match="section 'leaning' holds phrases, no words"):
        language("en").words("leaning")
    with pytest.raises(LookupError, match="section 'saying' holds words, no pairs"):
        language("tlh").pairs("saying")


def test_phrases_have_semicolons_or_lines_between_them(tmp_path: Path) -> None:
    """Pairs and groups have a name each."""
    text = "leaning: >\n  he; one of\n  them;\nrelated: |\n  more on\n  this\ntolls:\n  dead: tué; mort\n"
    (tmp_path / "xx.yaml").write_text(text, encoding="utf-8")

    assert language("xx", tmp_path).phrases("leaning") == ("he", "one of them")
    assert language("xx", tmp_path).phrases("related") == ("more on", "this")
    assert language("xx", tmp_path).groups("tolls") == {"dead": ("tué", "mort")}


def test_patterns_are_patterns() -> None:
    """Every phrase compiles, alone and among all the others."""
    for section, (kind, _) in SECTIONS.items():
        if kind == "phrases":
            for phrase in languages.phrases(section):
                re.compile(phrase)
            re.compile(languages.either(section, verbose=True), re.VERBOSE)


def test_the_words_of_several_languages_come_once_and_in_order() -> None:
    """English first, then the languages of most outlets."""
    assert codes()[:3] == ("en", "de", "fr")
    assert languages.words("small_in_titles", ["fr", "es"]) == ("de", "la", "le", "du", "y")


@pytest.mark.parametrize(
    ("code", "marks"),
    [("en", "“”"), ("de", "„“"), ("ja", "「」"), ("pl", "„”"), ("sv", "“”"), ("tlh", "“”"), (None, "“”")],
)
def test_quotations_have_the_marks_of_their_language(code: str | None, marks: str) -> None:
    """English ones where a language has no file, or none is known."""
    assert "".join(quote_marks(code)) == marks


def test_french_marks_have_spaces_inside() -> None:
    """They are part of the marks in the file."""
    assert quote_marks("fr") == ("« ", " »")


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en", "en"),
        ("pt-BR", "pt"),
        ("zh_Hant", "zh"),
        ("fil", "fil"),
        ("fil-PH", "fil"),
        ("eng", "en"),
        ("swe", "sv"),
        ("nb-NO", "no"),
        ("tl", "fil"),
        ("German", "de"),
        ("deutsch", "de"),
        ("eo", "eo"),
        ("", None),
        ("x-default", None),
        ("????", None),
    ],
)
def test_a_tag_or_a_name_is_a_code(tag: str, code: str | None) -> None:
    """Filipino is no Finnish."""
    assert code_of(tag) == code


@pytest.mark.parametrize("code", codes())
def test_a_word_order_is_one_that_is_known(code: str) -> None:
    """A slip would be read as no word at all."""
    assert set(language(code).words("word_order")) <= {"fixed", "verb_first", "verb_last", "no_blanks"}


def test_no_code_is_of_two_languages() -> None:
    """Neither a file's name nor what else a language is called by."""
    named = Counter(one for code in codes() for one in (code, *language(code).words("codes")))

    assert [one for one, times in named.items() if times > 1] == []
