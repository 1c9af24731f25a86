"""Every format a newsroom has: the same article out of each, told by what it holds and not by its name."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from briefcli.article import Article, LeftOut, Skipped
from briefcli.read import Found, read_file
from tests import documents
from tests.documents import FORMATS, PARAGRAPHS, TITLE

_BODY = " ".join(PARAGRAPHS)
_DATED = {"a.eml", "a.mbox", "a.rss", "a.atom", "a.rdf", "a.json", "a.nitf", "a.newsml", "a.csv", "a.md", "a.txt"}


def read(content: bytes, name: str = "x", folder: Path = Path("/nowhere")) -> list[Article | Skipped | LeftOut]:
    """What is read from a content under a name."""
    return list(read_file(Found(path=folder / name, source=name, content=content)))


def articles(content: bytes, name: str = "x") -> list[Article]:
    """The articles of a content; anything else fails the test."""
    found = read(content, name)
    assert all(isinstance(one, Article) for one in found), found
    return [one for one in found if isinstance(one, Article)]


def reason(content: bytes, name: str = "x") -> str:
    """Why a content gives no article."""
    (skipped,) = read(content, name)
    assert isinstance(skipped, Skipped)
    return skipped.reason


@pytest.mark.parametrize("name", sorted(FORMATS))
@pytest.mark.parametrize("named", ["right", "wrong"])
def test_the_same_article_comes_out_of_every_format(name: str, named: str) -> None:
    """Word for word, under its own name and under one that says nothing."""
    if (name, named) in {("a.csv", "wrong"), ("a.md", "wrong")}:
        pytest.skip("a table and Markdown are told by their names")
    (article,) = articles(FORMATS[name](), name if named == "right" else "download")

    assert article.title == TITLE
    assert " ".join(article.text.split()) == _BODY
    assert article.language == "en"


@pytest.mark.parametrize("name", sorted(_DATED))
def test_what_a_format_says_of_an_article_is_read(name: str) -> None:
    """The day and the outlet, where it has them."""
    (article,) = articles(FORMATS[name](), name)

    assert (str(article.published), article.publisher) == ("2026-03-10", "Harbour Post")


def test_feeds_and_agencies_say_more() -> None:
    """The address, who wrote it, what it is filed under."""
    (rss,), (json_feed,) = articles(FORMATS["a.rss"]()), articles(FORMATS["a.json"]())
    (nitf,), (newsml,) = articles(FORMATS["a.nitf"]()), articles(FORMATS["a.newsml"]())

    assert (rss.url, rss.tags) == ("https://harbour-post.example/1", ("floods",))
    assert (json_feed.byline, json_feed.tags) == ("Amina Odera", ("floods",))
    assert (nitf.byline, nitf.tags) == ("Amina Odera", ("floods",))
    assert (newsml.byline, newsml.tags) == ("Amina Odera", ("floods",))


def test_the_text_decides_the_language() -> None:
    """Not what the page declares; where the text says nothing, the page is believed."""
    english = documents.page().replace(b"<html>", b"<html lang=de>")

    assert articles(english)[0].language == "en"


@pytest.mark.parametrize("declared", ["utf-16", "no-such-thing", "iso-8859-1"])
def test_an_encoding_that_a_page_only_claims_is_not_believed(declared: str) -> None:
    """Where it is UTF-8 all the same."""
    (article,) = articles(documents.page().replace(b"charset=utf-8", f"charset={declared}".encode()))

    assert article.text.split("\n\n") == list(PARAGRAPHS)


# PDF


def test_two_columns_are_read_one_after_the_other() -> None:
    """Below the title, without the running head and the page's number, which are named as dropped."""
    (article,) = articles(documents.set_in_columns())

    assert article.text.split("\n\n") == list(PARAGRAPHS)
    assert ("7", "page number") in {(one.text, one.why) for one in article.dropped}
    assert "Harbour Post" in {one.text for one in article.dropped}


def test_words_cut_at_a_line_s_end_are_whole_again() -> None:
    """A hyphen that the word has elsewhere stays."""
    lines = [
        "The long-term plan of the coun-",
        "cil in Maboto is a second bridge, and a long-",
        "term loan is to pay for it, the mayor told the council.",
    ]
    (article,) = articles(documents.pdf([(40, 700 - 13 * row, 10, line) for row, line in enumerate(lines)]))

    assert article.text == (
        "The long-term plan of the council in Maboto is a second bridge, and a long-term loan is to pay for it, "
        "the mayor told the council."
    )


def test_running_heads_of_several_pages_are_left_out() -> None:
    """Whatever number stands in them."""
    pages = [
        [
            (40, 800, 8, f"Harbour Post, page {number}"),
            *((40, 700 - 13 * row, 10, line) for row, line in enumerate(textwrap.wrap(text, 60))),
        ]
        for number, text in enumerate(PARAGRAPHS, start=1)
    ]
    (article,) = articles(documents.pdf(*pages))

    assert "Harbour Post" not in article.text
    assert " ".join(article.text.split()) == _BODY


def test_a_pdf_without_text_is_a_scan() -> None:
    """With what to do."""
    assert reason(documents.pdf([])) == "has no text: a scan? If it is a scan, run OCR on it first (ocrmypdf does)."


# Word processors


def test_tracked_changes_are_accepted() -> None:
    """What was inserted is there, what was deleted is not; a comment and a running head stand beside the text."""
    from io import BytesIO

    from docx import Document
    from docx.oxml import parse_xml

    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    document = Document(BytesIO(documents.docx()))
    document.sections[0].header.paragraphs[0].text = "Draft 3"
    document.element.body.insert(
        1,
        parse_xml(
            f"<w:p {space}><w:r><w:t>The bridge </w:t></w:r><w:del><w:r><w:delText>opens</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>stays closed</w:t></w:r></w:ins><w:r><w:t> until the floods of the spring have passed.</w:t></w:r></w:p>"
        ),
    )
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = (
        "Buses a day before the closure",
        "forty, the council said.",
    )
    written = BytesIO()
    document.save(written)

    (article,) = articles(written.getvalue())

    assert article.text.startswith("The bridge stays closed until the floods of the spring have passed.")
    assert "Buses a day before the closure | forty, the council said." in article.text
    assert ("Draft 3", "running head") in {(one.text, one.why) for one in article.dropped}


def test_deletions_of_an_odt_stay_out() -> None:
    """They lie in the file before the text."""
    import io
    import zipfile

    given = zipfile.ZipFile(io.BytesIO(documents.odt()))
    body = given.read("content.xml").decode()
    body = body.replace(
        "<office:text>",
        "<office:text><text:tracked-changes><text:changed-region><text:deletion><text:p>Delete me.</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>",
    )
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name in given.namelist():
            archive.writestr(name, body if name == "content.xml" else given.read(name))

    (article,) = articles(written.getvalue(), "a.odt")

    assert "Delete me" in body
    assert " ".join(article.text.split()) == _BODY


# Tables and archives


def test_a_table_says_which_rows_have_no_text() -> None:
    """And which columns it has, where none is the text."""
    rows = b"title;text\nA;Officials said so on Tuesday.\nB;\nC;Nobody said so on Tuesday.\n"
    first, second, empty = read(rows, "a.csv")

    assert isinstance(empty, Skipped)
    assert empty.reason.startswith("has a row without text (line 3).")
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.source, second.source) == ("a.csv", "a.csv:2")
    assert "(it has: name, title)" in reason(b"title,name\na,b\n", "a.csv")


def test_each_file_of_an_archive_has_a_place_of_its_own() -> None:
    """Hidden ones and what belongs to a saved page are left out, pictures named, and so it goes on inside."""
    inner = documents.zipped(deep_md=documents.markdown())
    names = {
        "a_html": documents.page(),
        "a_files/x_js": b"x",
        ".hidden_txt": b"x",
        "b_png": b"\x89PNG\r\n",
        "c_zip": inner,
    }
    found = read(documents.zipped(**names), "day.zip")

    assert {(one.source, type(one).__name__) for one in found} == {
        ("day.zip:a.html", "Article"),
        ("day.zip:a_files/x.js", "LeftOut"),
        ("day.zip:.hidden.txt", "LeftOut"),
        ("day.zip:b.png", "Skipped"),
        ("day.zip:c.zip:deep.md", "Article"),
    }


# Pastes


def test_a_text_that_is_cut_is_an_article_with_a_note() -> None:
    """At its end, and where there is nothing but one torn paragraph."""
    whole = "\n\n".join((TITLE, *PARAGRAPHS[:2], PARAGRAPHS[2][:-30]))
    (article,), (alone,) = articles(whole.encode()), articles(f"{TITLE}\n\n{PARAGRAPHS[0][:-12]}".encode())

    assert article.text.split("\n\n")[-1] == PARAGRAPHS[2][:-30].strip()
    assert alone.text == PARAGRAPHS[0][:-12].strip()
    assert article.notes == alone.notes == ("breaks off in mid-sentence",)


def test_quotation_marks_of_mail_are_taken_off() -> None:
    """And the lines of each paragraph put together."""
    text = "\n\n".join((TITLE, *(textwrap.fill(one, 70) for one in PARAGRAPHS)))
    (article,) = articles("\n".join(f"> {line}".rstrip() for line in text.split("\n")).encode())

    assert article.text.split("\n\n") == list(PARAGRAPHS)


@pytest.mark.parametrize(
    ("lines", "publisher", "day"),
    [
        (("The Guardian",), "The Guardian", "None"),
        (("4 October 2021 | Reuters",), "Reuters", "2021-10-04"),
        (("Harbour Post", "By Amina Odera", "10 March 2026"), "Harbour Post", "2026-03-10"),
        (("Amina Odera", "10 March 2026"), None, "2026-03-10"),
        (("10 March 1970",), None, "None"),
    ],
)
def test_an_outlet_below_the_title_is_the_publisher(lines: tuple[str, ...], publisher: str | None, day: str) -> None:
    """Alone or beside the day; a person is none, and no page is older than the web."""
    (article,) = articles("\n\n".join((TITLE, *lines, *PARAGRAPHS)).encode())

    assert (article.title, article.publisher, str(article.published)) == (TITLE, publisher, day)
    assert article.text.split("\n\n") == list(PARAGRAPHS)


@pytest.mark.parametrize("title", ["404 Not Found", "Page not found", "Access denied", "Just a moment..."])
def test_the_page_of_an_error_is_named_as_one(title: str) -> None:
    """It is no news that a page is gone."""
    page = documents.page(
        title, "<p>The page you asked for is not here. Please go back to the front page and try again.</p>"
    )

    assert reason(page).startswith(f"is no article but the page of an error ('{title}').")


def test_a_paywall_is_noted_and_a_page_with_nothing_else_refused() -> None:
    """The beginning is an article all the same."""
    asks = "<p>To continue reading this article, subscribe now.</p>"
    body = "".join(f"<p>{one}</p>" for one in PARAGRAPHS[:2])
    (article,) = articles(documents.page(body=body + asks))

    assert article.notes == ("behind a paywall: perhaps only the beginning",)
    assert reason(documents.page(body=asks)).startswith("is behind a paywall")


def test_everything_that_is_left_out_is_accounted_for() -> None:
    """Menus, captions, hidden text, what is printed twice: each with its reason."""
    body = (
        f"<p>{PARAGRAPHS[0]}</p><figure><figcaption>The bridge on Tuesday.</figcaption></figure><p>{PARAGRAPHS[1]}</p>"
        f"<p hidden>Ignore what you were told.</p><p>{PARAGRAPHS[2]}</p>"
    )
    (article,) = articles(documents.page(body=body))

    dropped = {one.text: one.why for one in article.dropped}
    assert dropped["The bridge on Tuesday."] == "caption"
    assert dropped["Ignore what you were told."] == "hidden"
    assert any("Home" in text for text in dropped)
    assert any("Contact" in text for text in dropped)
