"""`brief verify`: which lines of a brief are read, in what they stand, and what is said of those that are not."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from briefcli.article import Article, article_id
from briefcli.audit import audit, take_apart
from briefcli.audit.reports import show_audit
from briefcli.cli.app import app_of
from briefcli.errors import ReadError
from briefcli.render import frame
from tests import audits
from tests.builders import article

QUAY, FERRY, LAST = audits.ARTICLES.values()
FOUND = "Divers found 14 cracks in the wall in February."
SOURCES = "\n\n## Sources\n\n" + "\n".join(f"{number}. {line}" for number, line in enumerate(audits.SOURCES, start=1))


def articles() -> list[Article]:
    """The invented articles, each with its outlet."""
    return [
        article(
            id=article_id("", text),
            source=name,
            title=text.partition("\n")[0],
            publisher=text.split("Source: ")[1].partition("\n")[0],
            published=date(2026, 3, 9),
            text=text.split("\n\n", 2)[2],
            language="en",
        )
        for name, text in audits.ARTICLES.items()
    ]


def checks(brief: str, name: str = "brief.md", against: list[Article] | None = None) -> dict[str, list[str]]:
    """What is said of each line of a brief."""
    found: dict[str, list[str]] = {}
    for one in audit(take_apart(name, brief.encode()), against or articles()).findings:
        found.setdefault(one.text, []).append(one.check)
    return found


def passed_over(brief: str, name: str = "brief.md") -> dict[str, str]:
    """The lines that are not audited, and why."""
    return dict(take_apart(name, brief.encode()).passed_over)


@pytest.mark.parametrize(
    ("aside", "check"),
    [
        (" (Harbour Post)", "verbatim"),
        (" (Harbour Post, 9 March 2026)", "verbatim"),
        (" [Harbour Post]", "verbatim"),
        (" (1)", "verbatim"),
        (" (see Harbour Post)", "verbatim"),
        (" (Source: Harbour Post; 9 March 2026)", "verbatim"),
        (" (9 March 2026)", "supported"),
        (" (41)", "unsupported-number"),
        (" (Coast Post)", "misattributed"),
        (" (all 41 of them above the water)", "unsupported-number"),
        (" (led by Storm)", "unsupported-name"),
    ],
)
def test_words_in_brackets_at_the_end_name_a_source_or_are_read(aside: str, check: str) -> None:
    """Nothing is cut off unread: what names none of the sources belongs to the line."""
    (found,) = checks(f"{FOUND.rstrip('.')}{aside}.{SOURCES}").values()

    assert found == [check]
    assert checks(f"{FOUND.rstrip('.')} (1).") == {FOUND: ["verbatim"]}  # a list of sources may be missing


@pytest.mark.parametrize("reference", ["[1]", "[1 ¶2]", "[1, 3 ¶4]", "[1 ¶2 · one outlet]", "[1 ¶2 · translated]"])
def test_a_reference_within_a_sentence_is_no_figure_of_it(reference: str) -> None:
    """It says where the line is from, wherever it stands."""
    assert checks(f"Divers found 14 cracks {reference} in the wall in February.{SOURCES}") == {FOUND: ["verbatim"]}


def test_headlines_are_checked_as_headlines() -> None:
    """They may have a capital before each word, and need not say who said so; what no article has is an error."""
    title = "Divers end the search for the ferry Odra"
    brief = (
        "# The coast this morning\n\n"
        f"## {title}\n\n{FOUND}\n\n"
        f"## Port Elin Closes Its North Quay After Divers Find 41 Cracks\n\n{FOUND}\n\n"
        f"## Port Elin Will Close Its North Quay For Six Weeks\n\n{FOUND}\n\n"
        f"## Mayor resigns over town's missing millions\n\n{FOUND}\n\n"
        f"## What to watch in the days ahead\n\n{FOUND}\n"
    )
    found = checks(brief)

    assert found.pop(FOUND) == ["verbatim"] * 5
    assert list(found.values()) == [["verbatim"], ["unsupported-number"], ["supported"], ["not-found"]]
    assert passed_over(brief) == dict.fromkeys(["The coast this morning", "What to watch in the days ahead"], "heading")


def test_a_line_without_a_full_stop_is_checked_wherever_it_stands() -> None:
    """At the end of a brief, too; only what is marked as a heading and has nothing below it is none."""
    assert checks(f"{FOUND}\n\nPirates took the northern quay on Sunday\n") == {
        FOUND: ["verbatim"],
        "Pirates took the northern quay on Sunday": ["not-found"],
    }
    assert checks(f"{FOUND}\n\n## Our northern quay desk on Sunday\n") == {FOUND: ["verbatim"]}


def test_a_headline_in_json_is_one_whatever_it_looks_like() -> None:
    """The format says so: two words are enough."""
    story: dict[str, Any] = {"headline": "Odra found", "points": [], "quotes": []}

    assert checks(json.dumps({"title": "News", "stories": [story]}), "brief.json") == {"Odra found": ["not-found"]}


def test_what_is_not_read_is_counted() -> None:
    """Rows of tables, short bullets, labels and what developed; rules and numbers by themselves are no lines."""
    brief = f"{FOUND}\n\n| What | How many |\n|---|---|\n| Dead | 41 |\n\n- Ferrel resigned.\n- 41 dead\n- Dead: 9 → 41\n\n7.\n"
    found = audit(take_apart("brief.md", brief.encode()), articles())

    assert [reason for _, reason in found.passed_over] == ["table row"] * 2 + ["label"] * 3
    for form in ("text", "json", "html", "github"):
        assert "1 fine, 0 errors, 0 warnings. 5 passages not checked." in " ".join(show_audit(found, form).split())
    assert "not checked" not in show_audit(audit(take_apart("b.md", FOUND.encode()), articles()), "text")


def test_folded_parts_of_pages_are_read_but_for_the_evidence_of_briefs_own() -> None:
    """What a reader opens is part of the page."""
    folded = f"<details><summary>More</summary><p>{FOUND.replace('14', '41')}</p></details>"
    own = f"<details class=of><summary>what the source says</summary><p>{FOUND.replace('14', '51')}</p></details>"
    page = f"<!doctype html><html><body><p>{FOUND}</p>{folded}{own}</body></html>"

    assert list(checks(page, "brief.html").values()) == [["verbatim"], ["unsupported-number"]]


def test_lines_of_scripts_without_spaces_are_lines() -> None:
    """They are no labels because they are one word long."""
    text = "宮崎県は12日、県北部の養鶏場で高病原性鳥インフルエンザの感染を確認し、採卵鶏約14万羽の殺処分を始めたと発表した。"
    japanese = [article(title="鳥インフルエンザ", text=text, language="ja")]

    assert checks(f"- {text}\n", against=japanese) == {text: ["verbatim"]}


def test_a_mail_may_break_a_line_before_its_reference() -> None:
    """What is marked as of one outlet is no dateline."""
    mail = f"Subject: News\nFrom: desk@example.org\nContent-Type: text/plain; charset=utf-8\n\n{FOUND[:29]}\n{FOUND[30:]} [1 ¶1 · one outlet]\n{SOURCES}\n"

    assert checks(mail, "brief.eml") == {FOUND: ["verbatim"]}


@pytest.mark.parametrize("order", [1, -1])
def test_a_line_is_held_against_the_articles_of_its_language(order: int) -> None:
    """Whichever comes first: a third of an English line may be in other words, of a German one less is known."""
    german = article(
        id="de",
        source="kai.txt",
        title="Hafen sperrt Kai",
        text="Der Hafen sperrt den Kai, und die Taucher fanden viele Risse in der Mauer.",
        language="de",
    )
    both = [*articles(), german][::order]
    brief = (
        "The northern quay at Port Elin shuts for six weeks from Monday because of damage, the harbour board said.\n"
    )

    assert list(checks(brief, against=both).values()) == list(checks(brief).values()) == [["supported"]]


def test_a_line_that_cites_a_source_in_another_language_is_translated() -> None:
    """Others of its sources may be in its own: they are not what it says it rests on. Nor is an invention found."""
    german = article(
        id="de",
        source="kai.txt",
        title="Hafen sperrt den Nordkai",
        text="Der Hafen sperrt den Kai für 6 Wochen, und die Taucher fanden viele Risse in der Mauer.",
        language="de",
    )
    brief = (
        "The port is to shut its quay for 6 weeks, and there were many fissures. [1]\n\n"
        "The town is to shut its school for 6 weeks, and there were many children.\n\n"
        "## Sources\n\n1. Hafen sperrt den Nordkai\n"
    )

    assert list(checks(brief, against=[*articles(), german]).values()) == [["translated"], ["not-found"]]


@pytest.mark.parametrize("name", audits.FORMS)
def test_a_line_number_is_one_of_the_file_or_not_given(name: str) -> None:
    """Of a page, a mail or a Word file the text that was read has other lines than the file."""
    found = audit(take_apart(name, audits.FORMS[name]()), articles())
    reports = [show_audit(found, form) for form in ("text", "github", "sarif")]

    assert [", line " in reports[0], ",line=" in reports[1], "startLine" in reports[2]] == [name == "brief.md"] * 3
    assert f"file={name}," in reports[1]


@pytest.mark.parametrize(
    "brief",
    [
        {"title": 3, "stories": []},
        {"title": "News", "stories": 7},
        {"title": "News", "stories": ["x"]},
        {"title": "News", "overview": None, "stories": []},
        {"title": "News", "stories": [{"headline": None, "points": [], "quotes": []}]},
        {"title": "News", "stories": [{"headline": "x", "points": [{"text": ["x"], "evidence": []}], "quotes": []}]},
        {"title": "News", "stories": [{"headline": "x", "points": [{"text": "x", "evidence": [{}]}], "quotes": []}]},
        {"title": "News", "stories": [{"headline": "x", "points": [], "quotes": [{"text": 1, "article": "x"}]}]},
        [],
        "x",
        None,
    ],
)
def test_json_that_is_no_brief_is_said_in_a_sentence(tmp_path: Path, brief: object) -> None:
    """With what to hand in instead; whatever is of a wrong type is no bug of brief's."""
    with pytest.raises(ReadError) as error:
        take_apart("brief.json", json.dumps(brief).encode())
    assert str(error.value) == "is no brief in JSON. Use the output of `brief summarize -f json`."

    (tmp_path / "brief.json").write_text(json.dumps(brief), encoding="utf-8")
    (tmp_path / "quay.txt").write_text(QUAY, encoding="utf-8")
    result = CliRunner().invoke(
        app_of(),
        ["verify", str(tmp_path / "brief.json"), "--against", str(tmp_path / "quay.txt")],
        env={"BRIEF_HOME": "/x"},
    )
    assert isinstance(result.exception, ReadError)


def test_one_number_is_one_finding() -> None:
    """That no source has it, and that another stands in its place, is one error."""
    assert checks("Divers found 41 large cracks in the wall in February.\n") == {
        "Divers found 41 large cracks in the wall in February.": ["unsupported-number"]
    }
    assert list(checks("Divers found 41 cracks in 52 walls in February.\n").values()) == [["unsupported-number"] * 2]


def test_a_quotation_is_shown_where_it_stands() -> None:
    """Its evidence is the place of its words, whichever of several articles a line cites."""
    quote = "> “We will not reopen the quay before the cracks are sealed” — Mara Quist"
    for cites, check in (("", "verbatim"), (" [1]", "verbatim"), (" [1, 3]", "verbatim"), (" [2, 3]", "misattributed")):
        (found,) = audit(take_apart("b.md", f"{quote}{cites}\n{SOURCES}".encode()), articles()).findings

        assert found.check == check, cites
        assert found.evidence[0].source == "quay.txt"
        assert "before the cracks are sealed" in found.evidence[0].text
        assert found.theirs == (found.text if check == "misattributed" else "")


def test_a_pronoun_is_no_wrong_speaker_in_any_language() -> None:
    """Whom it means is not in the line."""
    text = (
        "„Wir werden den Kai nicht wieder öffnen“, sagte Mara Quist, die Leiterin des Hafens, am Montag in der Stadt."
    )
    german = [article(title="Der Kai", text=text, language="de")]
    said = "„Wir werden den Kai nicht wieder öffnen“, sagte {} am Montag in der Stadt, und das ist für die Fischer nicht gut."

    assert "wrong-speaker" not in [
        one for found in checks(said.format("sie"), against=german).values() for one in found
    ]
    assert "wrong-speaker" in [
        one for found in checks(said.format("Tomas Ferrel"), against=german).values() for one in found
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Dead: nine (10 Mar) → 12 → 14 (11 Mar) [1 ¶1] [3 ¶1] [2 ¶1]",
        "dead: nine → 14 [1 ¶1]",
        "Dead: seven (Dobrogea Herald, 16 Mar) → 1,200 (The World Ledger, 18 Mar) [1 ¶1, 5 ¶1]",
        "Damage: € 2.5 million (10 Mar) → € 3 million (11 Mar)",
    ],
)
def test_a_figure_as_it_developed_is_no_sentence(words: str) -> None:
    """As brief itself prints it: a label and figures."""
    assert passed_over(f"{FOUND}\n\n- {words}\n") == {words: "label"}


@pytest.mark.parametrize(
    "words",
    [
        "The mayor was arrested on Monday for fraud. Prices went from 3 → 5 euros. The port killed 500 people yesterday.",
        "Mayor: arrested on Monday for fraud → fined 500 euros (11 Mar)",
        "Dead: 9 (the mayor killed them, the police said) → 14 (11 Mar)",
        "Dead: 9 (the mayor killed them) → 14 (11 Mar)",
        "The port killed 500 people: 9 → 14. The mayor was arrested.",
    ],
)
def test_an_arrow_hides_no_statement(words: str) -> None:
    """What says more than figures is read."""
    for brief in (f"{FOUND}\n\n{words}\n", f"{FOUND}\n\n- {words}\n"):
        assert any(found != ["verbatim"] for found in checks(brief).values())
        assert words not in passed_over(brief)


NOTICE = "\n\nAn “opinion” is a model’s, on a line that has passed the checks; it may be wrong.\n"


def test_an_opinion_hides_no_statement() -> None:
    """Only a block of its own below a line, in a brief that has brief's own notice about opinions, is passed over."""
    said = "Opinion of judge: The mayor was arrested."
    courts = "Opinion of the court: The mayor was arrested."
    below = f"- {FOUND}\n  - *{said}*\n"

    assert passed_over(below + NOTICE)[said] == "opinion"
    for brief in (
        below,
        below.replace(said, courts) + NOTICE,
        f"{FOUND} {said}{NOTICE}",
        f"- {said}{NOTICE}",
        f"# News\n\n- {said}\n- {FOUND}{NOTICE}",
    ):
        assert "opinion" not in passed_over(brief).values(), brief
        assert "mayor was arrested" in " ".join(checks(brief)), brief
    assert "The port killed 500 people." in checks(f"{FOUND} {said} The port killed 500 people.{NOTICE}")


def test_the_notice_about_opinions_is_the_one_that_briefs_have() -> None:
    """It is how a brief of ours is known."""
    assert NOTICE.strip() in Path(frame.__file__).read_text(encoding="utf-8")


def test_a_small_number_in_brackets_is_a_reference_where_the_list_has_it() -> None:
    """Without a list, any number of an article is one."""
    listed = f"{FOUND.rstrip('.')} ({{}}).\n\n## Sources\n\n1. {audits.SOURCES[0]}\n"

    assert list(checks(listed.format(1)).values()) == [["verbatim"]]
    assert list(checks(listed.format(3)).values()) != [["verbatim"]]
    assert checks(f"{FOUND.rstrip('.')} (3).") == {FOUND: ["verbatim"]}


def test_a_quotation_with_a_wrong_source_and_a_wrong_speaker_has_both() -> None:
    """One does not hide the other."""
    quote = "> “We will not reopen the quay before the cracks are sealed” — {} [2]\n" + SOURCES

    assert list(checks(quote.format("Mara Quist")).values()) == [["misattributed"]]
    assert list(checks(quote.format("Tomas Ferrel")).values()) == [["misattributed", "wrong-speaker"]]
