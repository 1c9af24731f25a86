"""Mails: what was sent, unwrapped from what carried it."""

from __future__ import annotations

import textwrap
from email.message import EmailMessage

import pytest

from briefcli.article import Article, Skipped
from tests import documents
from tests.documents import PARAGRAPHS, TITLE
from tests.test_read_newsroom import articles, read, reason

_TEXT = "\n\n".join(textwrap.fill(one, 72) for one in PARAGRAPHS)


def _mail(text: str, subject: str = TITLE, **headers: str) -> EmailMessage:
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["Message-ID"] = subject, "Tom Rajwayi <tom@x.example>", "<1@x.example>"
    mail["Date"] = "Wed, 11 Mar 2026 08:00:00 +0000"
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail


def _why(article: Article) -> dict[str, str]:
    return {one.text: one.why for one in article.dropped}


_FORWARDS = {
    "gmail": "---------- Forwarded message ---------\nFrom: Harbour Post <news@post.example>\nDate: Tue, 10 Mar 2026 at 21:40\n"
    f"Subject: {TITLE}\nTo: <tom@x.example>\n\n\n",
    "outlook": "-----Original Message-----\nFrom: Harbour Post [mailto:news@post.example]\nSent: Tuesday, March 10, 2026 9:40 PM\n"
    f"To: Tom Rajwayi\nSubject: {TITLE}\n\n",
    "apple": f"Begin forwarded message:\n\nFrom: Harbour Post <news@post.example>\nSubject: {TITLE}\nDate: 10 March 2026 at 21:40\n\n",
    "german": "-------- Weitergeleitete Nachricht --------\nBetreff: "
    f"{TITLE}\nDatum: Tue, 10 Mar 2026 21:40:00 +0300\nVon: Harbour Post <news@post.example>\nAn: tom@x.example\n\n",
}


@pytest.mark.parametrize("program", sorted(_FORWARDS))
def test_a_forwarded_mail_is_unwrapped(program: str) -> None:
    """The article has the day and the outlet of the mail inside; what stood above it is dropped, and said so."""
    (article,) = articles(_mail(f"Please read.\n\n{_FORWARDS[program]}{_TEXT}", f"Fwd: {TITLE}").as_bytes())

    assert article.text.split("\n\n") == list(PARAGRAPHS)
    assert (article.title, article.publisher, str(article.published)) == (TITLE, "Harbour Post", "2026-03-10")
    assert _why(article)["Please read."] == "covering note"


def test_a_signature_and_a_legal_footer_are_no_news() -> None:
    """Nor is the mail that is answered."""
    footer = "This e-mail is confidential and intended solely for the person it is addressed to."
    text = f"Dear colleagues,\n\n{_TEXT}\n\n{footer}\n\nOn Mon, 9 Mar 2026 at 10:00, Ash wrote:\n> Is the bridge open?\n\n-- \nTom Rajwayi\n+254 1"
    (article,) = articles(_mail(text).as_bytes())

    assert article.text.split("\n\n") == list(PARAGRAPHS)
    assert _why(article) == {
        "Dear colleagues,": "greeting",
        footer: "footer of the mail",
        "On Mon, 9 Mar 2026 at 10:00, Ash wrote:": "quoted mail",
        "> Is the bridge open?": "quoted mail",
        "--": "signature",
        "Tom Rajwayi": "signature",
        "+254 1": "signature",
    }


def test_a_mail_that_is_all_quoted_is_what_it_quotes() -> None:
    """Some programs forward so."""
    quoted = "\n".join(f"> {line}".rstrip() for line in _TEXT.split("\n"))
    (article,) = articles(_mail(quoted).as_bytes())

    assert article.text.split("\n\n") == list(PARAGRAPHS)


def test_the_part_that_has_the_text_is_read() -> None:
    """The HTML one as a rule, the plain one where the other is a picture."""
    both = _mail(_TEXT)
    both.add_alternative("".join(f"<p>{one}</p>" for one in PARAGRAPHS), subtype="html")
    hollow = _mail(_TEXT)
    hollow.add_alternative("<img src='cid:1'>", subtype="html")

    assert articles(both.as_bytes())[0].text.split("\n\n") == list(PARAGRAPHS)
    assert articles(hollow.as_bytes())[0].text.split("\n\n") == list(PARAGRAPHS)


def test_encoded_headers_and_any_encoding_are_read() -> None:
    """As mail programs write them; and an encoding nobody knows costs nothing."""
    raw = (
        b"Message-ID: <1@x>\nSubject: =?utf-8?B?w5xiZXIgZGllIEJyw7xja2Ugdm9uIE1hYm90bw==?=\nContent-Type: text/plain; charset=bogus\n"
        b"Content-Transfer-Encoding: quoted-printable\n\nDie einzige Br=C3=BCcke der Stadt bleibt gesperrt, bis das Hochwasser vor=\n=C3=BCber ist.\n"
    )
    (article,) = articles(raw)

    assert article.title == "Über die Brücke von Maboto"
    assert article.text == "Die einzige Brücke der Stadt bleibt gesperrt, bis das Hochwasser vorüber ist."


def test_what_is_attached_is_read_where_it_may_be_an_article() -> None:
    """Documents and mails; a picture is named as dropped."""
    mail = _mail("See the files, please; they are from this morning.", "Files")
    mail.add_attachment(documents.docx(), maintype="application", subtype="octet-stream", filename="bridge.docx")
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    inner = EmailMessage()
    inner["Subject"], inner["Message-ID"] = "Ferry lies in dock for another week", "<2@x>"
    inner.set_content(_TEXT)
    mail.add_attachment(inner)
    found = articles(mail.as_bytes(), "m.eml")

    assert [(one.source, one.title) for one in found[1:]] == [
        ("m.eml:bridge.docx", TITLE),
        ("m.eml:part 2", "Ferry lies in dock for another week"),
    ]
    assert _why(found[0])["logo.png (image/png)"] == "attachment"


def test_a_newsletter_with_items_is_several_articles() -> None:
    """Each item has a heading, text and an address of its own; a letter with subheads is one article."""
    items = "".join(
        f"<h2><a href='https://post.example/{n}'>Item number {n} of the day</a></h2><p>{one}</p>"
        for n, one in enumerate(PARAGRAPHS)
    )
    letter = "".join(f"<h2>Part {n}</h2><p>{one}</p>" for n, one in enumerate(PARAGRAPHS))
    several, one = _mail("x", List_Id="<daily.post.example>"), _mail("x", List_Id="<daily.post.example>")
    several.replace_header("From", "Harbour Post Daily <news@post.example>")
    several.set_content(f"<h1>Good morning</h1>{items}<p>Unsubscribe here.</p>", subtype="html")
    one.set_content(letter, subtype="html")

    found = articles(several.as_bytes())
    assert [(item.title, item.url, item.text) for item in found] == [
        (f"Item number {n} of the day", f"https://post.example/{n}", text) for n, text in enumerate(PARAGRAPHS)
    ]
    assert {item.publisher for item in found} == {"Harbour Post Daily"}
    assert len(articles(one.as_bytes())) == 1


def test_a_mailbox_is_its_mails() -> None:
    """One that is broken costs only itself."""
    second = _mail(_TEXT.replace("bridge", "ferry"), "Ferry lies in dock for another week").as_bytes()
    box = (
        documents.mbox()
        + b"From x@x Tue Mar 10 21:40:00 2026\n"
        + second
        + b"\nFrom y@y Tue Mar 10 21:40:00 2026\nSubject: none\n\n"
    )
    first, other, broken = read(box, "box.mbox")

    assert isinstance(first, Article)
    assert isinstance(other, Article)
    assert isinstance(broken, Skipped)
    assert (first.source, other.source, broken.source) == ("box.mbox:1", "box.mbox:2", "box.mbox:3")


def test_a_mail_without_text_says_so() -> None:
    """With what to do."""
    assert reason(b"Message-ID: <1@x>\nSubject: none\n\n\n").startswith("is a mail without text.")
