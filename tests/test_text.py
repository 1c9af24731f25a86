"""Sentences and paragraphs with offsets, and normalisations that keep them."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefcli.text import one_line, paragraphs, sentences, straight, without_controls
from briefcli.text.remembered import Remembered


def _cut(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in sentences(text, language)]


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. President met Gov. Ode. They talked.",
        "He left at 7:05 a.m. with 57 passengers. It rained.",
        "Dr. Ruth Kamau and Lt. Col. J. P. Otieno spoke. Nobody asked.",
        "Prices rose 3.5 percent, from $1.20 to $1.24. Banks shrugged.",
        "The U.S. Senate voted on Jan. 6 at 5 p.m. EST. It failed.",
        "See Art. 5 and No. 12 of the treaty. It is short.",
        "“Stop!” he shouted. Nobody did.",
        "“We will wait. We have waited before,” she said. They left.",
        "SEOUL, March 12 (Agency) — Talks began on Thursday. They go on.",
        "Shares of Ode Corp. rose. Others fell.",
    ],
)
def test_an_english_text_of_two_sentences_is_cut_once(text: str) -> None:
    """Abbreviations, initials, clock times, numbers and quotations do not end a sentence; its end does."""
    assert len(_cut(text)) == 2
    assert " ".join(_cut(text)) == text


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("de", "Am 10. März tagte der Rat. Er tagt am 24. März wieder.", 2),
        ("de", "„Fragen Sie mich im April wieder“, sagte sie. Dann ging sie.", 2),
        ("fr", "« On ne passe pas », dit-elle. Personne ne passa.", 2),
        ("es", "¿Quién paga? Nadie lo ha dicho.", 2),
        ("ja", "橋は閉じた。雨が降る。「通れない」と彼は言った。", 3),
        ("zh", "桥关了。雨还在下。", 2),
        ("ko", "다리는 닫혔다. 비가 온다.", 2),
        ("xx", "Nobody knows this language. It is cut all the same.", 2),
    ],
)
def test_other_languages_are_cut_by_their_own_rules(language: str, text: str, number: int) -> None:
    """Full stops of every script, ordinal numbers, guillemets; an unknown language is no error."""
    assert len(_cut(text, language)) == number


def test_an_article_on_one_endless_line_is_cut_as_any_other() -> None:
    """Where a line is longer than a paragraph can be, it is taken apart between sentences."""
    sentence = "The bridge at Maboto stays closed, the council said on Tuesday morning."

    assert _cut(" ".join([sentence] * 1000)) == [sentence] * 1000


def test_no_sentence_crosses_an_empty_line() -> None:
    """A heading without a full stop is not joined to the paragraph below it."""
    assert _cut("No way round\n\nThe detour takes nine hours.") == ["No way round", "The detour takes nine hours."]


def test_a_line_break_inside_a_sentence_only_wraps_it() -> None:
    """A folded sentence is one, and keeps its line break."""
    assert _cut("The bridge\nis closed. It rains.") == ["The bridge\nis closed.", "It rains."]


def test_lines_that_end_as_sentences_do_stay_apart() -> None:
    """A list of sentences on single lines is a list of sentences."""
    assert _cut("The bridge is closed.\nthe river rises.") == ["The bridge is closed.", "the river rises."]


def test_paragraphs_stand_between_empty_lines() -> None:
    """However many, and with white space in them."""
    text = "\n\none\ntwo\n \t\u00a0\n\n\nthree  \n"

    assert [text[start:end] for start, end in paragraphs(text)] == ["one\ntwo", "three"]


def test_what_controls_a_terminal_becomes_a_space_and_offsets_hold() -> None:
    """Escapes, C1 controls, bidi overrides, tags, lone surrogates; tabs and newlines stay."""
    hostile = "a\x1b[31m\x9b1m\u202eb\u2066c\U000e0041\ud800\n\t\x00d\x7f"

    assert without_controls(hostile) == "a [31m 1m b c  \n\t d "


def test_a_line_for_print_has_no_controls_and_nothing_invisible() -> None:
    """Zero-width spaces, soft hyphens and byte order marks go, white space is folded."""
    assert one_line("a\u200bb\u00adc\ufeff \x1b[0m\u00a0\n d\u202e") == "abc [0m d"


def test_typography_is_straightened_one_character_for_one() -> None:
    """Quotes of every country, dashes and spaces."""
    assert straight("„Ja“ «oui» “yes” ‘no’ 「はい」 – — ― \u00a0x\u202f") == '"Ja" "oui" "yes" \'no\' "はい" - - -  x '


@pytest.mark.parametrize("text", ["Plan B\u00a0. Es geht weiter.", "B\u3000.—", "日本は A\u00a0. です。"])
@pytest.mark.parametrize("language", ["en", "de", "ja", "fr"])
def test_a_space_of_another_kind_before_a_full_stop_ends_no_program(text: str, language: str) -> None:
    """The library that cuts sentences ends the program there, beyond any `except`."""
    assert "".join("".join(text[slice(*one)].split()) for one in sentences(text, language)) == "".join(text.split())


_prose = st.text(alphabet=st.sampled_from("aB.!?\n \"'“”’‚（。」1,;:-—\u00a0\u3000é한の\u0301"), max_size=200)


@settings(max_examples=300, deadline=None)
@given(st.one_of(_prose, st.text(max_size=100)), st.sampled_from(["en", "de", "ja", "ko", "fr", "zz", ""]))
def test_sentences_lie_inside_the_text_in_order_and_apart(text: str, language: str) -> None:
    """Each is trimmed and not empty, and together they miss nothing but white space."""
    found = sentences(text, language)
    covered = "".join(text[start:end] for start, end in found)

    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(before[1] <= after[0] for before, after in pairwise(found))
    assert all(text[start:end] == text[start:end].strip() for start, end in found)
    assert "".join(covered.split()) == "".join(text.split())


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_normalisations_keep_the_length(text: str) -> None:
    """So that a span found in the one points at the same words in the other."""
    assert len(straight(text)) == len(text)
    assert len(without_controls(text)) == len(text)
    assert without_controls(without_controls(text)) == without_controls(text)


@pytest.mark.parametrize(
    "unit",
    [
        '"',
        "“x” ",
        ". ",
        "a.",
        "\n",
        "x\n",
        "x.\n",
        "U.S. ",
        "A. ",
        "Mr. ",
        " ",
        "\n \n",
        "天",
        "天。",
        "a",
        "!\n",
        "(“",
    ],
)
def test_hostile_text_is_cut_in_linear_time(unit: str) -> None:
    """Eight times the text may take no more than some sixteen times as long."""
    short, long = unit * (20_000 // len(unit)), unit * (160_000 // len(unit))

    assert _seconds(long) < 16 * _seconds(short) + 0.3


def _seconds(text: str) -> float:
    started = time.process_time()
    sentences(text)
    return time.process_time() - started


@pytest.mark.parametrize(
    ("language", "text", "ends"),
    [
        ("en", "Anger grew on Monday, with Wash. Gov. Ada Lund banning travel. Oregon waits.", 2),
        ("en", "The road is shut from 10:30 p.m. Aug. 9 to 6:30 a.m. Aug. 12, the county said.", 1),
        ("en", "Rep. Ola Berg, D-N.Y., met U.S. Ambassador Kim Lee in Sundvik, D.C. Monday.", 1),
        ("en", "It landed at 9 p.m. Eastern time in Ft. Norvik. Nobody waited.", 2),
        ("en", "He left at 5 p.m. Nobody saw him.", 2),
        ("en", "He lives in the U.S. He works in the U.K. She left.", 3),
        ("en", "They moved to Sundvik. Gov. Ada Lund did not.", 2),
        ("de", "Der 3. Senat hat über ca. 20 Fälle entschieden. Das teilte Nr. 10 mit.", 2),
        ("fr", "Le Dr. Dupont, né le 1er janv. 1970, habite au no. 5 de la rue St. Honoré. Il part.", 2),
        ("es", "El Dr. Ruiz ganó aprox. 5 mil euros. La Sra. López no.", 2),
        ("pt", "O Sr. Silva mora na Av. Paulista. O art. 5 da lei vale.", 2),
        ("it", "Il dott. Bianchi vive in via S. Marco. L'art. 5 della legge vale.", 2),
        ("nl", "Mevr. De Vries woont hier. Het art. 5 geldt o.a. hier.", 2),
        ("pl", "Prof. Nowak i dr. Kowalska mieszkają przy ul. Długiej. Tak jest.", 2),
        ("ru", "Г. Иванов и д-р Петров живут на ул. Ленина. Им помог А. С. Пушкин.", 2),
        ("tr", "Prof. Kaya M.Ö. 5. yüzyılda yaşadı. Sn. Demir geldi.", 2),
        ("sv", "Dr. Berg kom den 5 jan. 2010 kl. 10.30. Ingen väntade.", 2),
        ("id", "Dr. Budi tinggal di Jl. Sudirman. Harganya Rp. 5 juta.", 2),
        ("uk", "П. Іваненко живе на вул. Шевченка. Він тут.", 2),
        ("ja", "港は閉鎖された。船は待っている。", 2),
        ("ko", "항구가 폐쇄됐다. 배들이 기다린다.", 2),
    ],
)
def test_no_sentence_ends_behind_an_abbreviation(language: str, text: str, ends: int) -> None:
    """Not behind states, titles, months, times, initials, ordinals; where a sentence does end there, it ends."""
    assert len(sentences(text, language)) == ends


def test_every_pattern_that_is_compiled_late_can_be() -> None:
    """A slip in one would be found by whoever first needs it."""
    import gc
    import pkgutil
    from importlib import import_module

    import briefcli
    from briefcli.late import late

    for module in pkgutil.walk_packages(briefcli.__path__, "briefcli."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    found = [one for one in gc.get_objects() if type(one) is type(late("x"))]

    assert len(found) > 100
    for one in found:
        assert isinstance(one.pattern, str)


def test_what_is_remembered_is_worked_out_once_and_bounded() -> None:
    """A word that is asked for again and again stays; memory does not grow with the words there are."""
    asked: list[str] = []

    def tell(word: str) -> int:
        asked.append(word)
        return len(word)

    known = Remembered(tell)
    for number in range(200_000):
        assert known["again"] == 5
        assert known[f"word {number}"] == len(f"word {number}")

    assert asked.count("again") < 3
    assert len(known) < 40_000
    assert known["x" * 5_000] == 5_000
    assert "x" * 5_000 not in known
