"""A brief as a mail: what mail programs and servers need of it, and what nobody can smuggle into it."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import replace
from datetime import date
from email.message import EmailMessage

import pytest

from briefcli.addresses import Addressing, Mailbox, mailbox
from briefcli.ahead import days_ahead, once
from briefcli.article import Skipped
from briefcli.quotes import find_quotes
from briefcli.render import outline, render, show
from briefcli.render.ahead import NO_DAYS
from briefcli.render.dates import Dates, show_dates
from briefcli.render.lines import Line
from briefcli.render.mail import MOST_BYTES, flowed
from briefcli.render.plain import to_text
from briefcli.render.quotations import Quotations, show_quotes
from briefcli.render.sections import Also
from tests.builders import article, plain
from tests.test_page import long_brief
from tests.test_render import hostile, sample

DESK = Addressing(
    sender=mailbox("Brief <brief@embassy.example>"),
    to=(mailbox("Æsa Lund <aesa@desk.example>"), mailbox("night@desk.example")),
)


def parsed(shown: str) -> EmailMessage:
    """A mail as a mail program takes it apart."""
    found = email.message_from_bytes(shown.encode("ascii"), policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    assert [part.defects for part in found.walk()] == [[], [], []]
    return found


def body(message: EmailMessage, kind: str) -> str:
    """One of its bodies."""
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def unflowed(text: str) -> str:
    """Flowed text as a mail program puts it together: RFC 3676, 4.2."""
    paragraphs = [""]
    for line in text.splitlines():
        whole = line.removeprefix(" ")
        paragraphs[-1] += whole
        if not whole.endswith(" "):
            paragraphs.append("")
    return "\n".join(paragraphs).rstrip("\n")


def test_every_line_ends_as_servers_want_it_and_is_short_and_ascii() -> None:
    """CRLF and nothing else ends a line; none is longer than 78, so that every server takes it as it is."""
    for brief in (sample(), hostile(), long_brief(3)):
        shown = render(brief, "eml", addressing=DESK)

        assert "\r" not in shown.replace("\r\n", "")
        assert "\n" not in shown.replace("\r\n", "")
        assert max(map(len, shown.split("\r\n"))) <= 78
        assert shown.isascii()


def test_a_mail_says_who_sends_it_to_whom_and_when() -> None:
    """With what an addressee's mail program needs; once it has one, it is no draft."""
    message = parsed(render(sample(), "eml", addressing=DESK))

    assert message["From"] == "Brief <brief@embassy.example>"
    assert message["To"] == "Æsa Lund <aesa@desk.example>, night@desk.example"
    assert message["Subject"] == "Morning brief, 11 Mar 2026"
    assert message["Date"] == "Wed, 11 Mar 2026 06:00:00 +0000"
    assert re.fullmatch(r"<[0-9a-f]{32}@embassy\.example>", message["Message-ID"])
    assert message["X-Unsent"] is None
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]


def test_a_subject_is_what_was_asked_for() -> None:
    """The title and the day stand where it says so."""
    shown = render(sample(), "eml", addressing=replace(DESK, subject="[press] {title} of {date} {x}"))

    assert parsed(shown)["Subject"] == "[press] Morning brief of 11 Mar 2026 {x}"


def test_a_title_is_no_subject_to_fill_in() -> None:
    """What looks like a place to fill in stays as the title has it."""
    shown = render(replace(sample(), title="A {date} B {title}"), "eml", addressing=DESK)

    assert parsed(shown)["Subject"] == "A {date} B {title}, 11 Mar 2026"


def test_the_message_id_is_that_of_what_is_sent_to_whom() -> None:
    """The same brief to the same people has the same bytes; another day, brief or addressee has another id."""
    one, again, other, later = (
        render(brief, "eml", addressing=addressing)
        for brief, addressing in (
            (sample(), DESK),
            (sample(), DESK),
            (sample(), replace(DESK, to=DESK.to[:1])),
            (replace(sample(), generated=sample().generated.replace(hour=7)), DESK),
        )
    )

    assert one == again
    assert len({parsed(shown)["Message-ID"] for shown in (one, other, later)}) == 3


@pytest.mark.parametrize(
    "attack", ["Brief\r\nBcc: all@evil.example", "Brief\nBcc: all@evil.example\n\nbody", "Brief\u2028Bcc: x\x00\x1b"]
)
def test_no_header_can_be_smuggled_in(attack: str) -> None:
    """Line breaks of a title, a subject or a name end up within the header they are in."""
    boxes = Addressing(
        sender=Mailbox(name=attack, address="a@b.example"),
        to=(Mailbox(name=attack, address="c@d.example"),),
        subject=attack + "{title}",
    )
    message = parsed(render(replace(sample(), title=attack), "eml", addressing=boxes))

    assert set(message.keys()) == {
        "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type",
    }  # fmt: skip
    assert [one.addr_spec for one in message["To"].addresses] == ["c@d.example"]


@pytest.mark.parametrize(
    "given",
    ["", "desk", "desk@", "@example.org", "a@b, c@d.example", "a b@c.example", "a@b.example\r\nBcc: x@y.example", "x <a@b.example> <c@d.example>",
     "a@b.example>\r\nRCPT TO:<x@y.example", "a@exa mple.org", "a@-b.example", "a..b@c.example", "é@c.example", "a" * 250 + "@c.example"],
)  # fmt: skip
def test_what_is_no_address_is_refused(given: str) -> None:
    """Nothing but one address gets to a server or a header."""
    with pytest.raises(ValueError, match="one address"):
        mailbox(given)


@pytest.mark.parametrize(
    ("given", "name", "address"),
    [
        ("desk@example.org", "", "desk@example.org"),
        (' "Desk, the" <desk+a@localhost> ', "Desk, the", "desk+a@localhost"),
        ("대사관 <press@bücher.example>", "대사관", "press@xn--bcher-kva.example"),
    ],
)
def test_an_address_is_read_as_people_write_it(given: str, name: str, address: str) -> None:
    """With a name or without; a domain in any script goes out as the DNS has it."""
    assert (mailbox(given).name, mailbox(given).address) == (name, address)


def test_the_text_flows_to_the_width_of_any_screen() -> None:
    """It says `format=flowed`, and put together again it has each point on one line."""
    message = parsed(render(sample(), "eml", addressing=DESK))
    part = message.get_body(("plain",))
    assert part is not None
    assert part.get_param("format") == "flowed"

    whole = unflowed(body(message, "plain"))
    assert "* Twelve bolts are to be replaced. [1 ¶2] (14 by 10 Mar [2 ¶1])" in whole
    assert "“Nobody was ever in danger”\n-- Ada Lund, the city engineer [1 ¶2]" in whole
    assert " ".join(whole.split()) == " ".join(to_text(outline(sample())).split()).replace("=" * 13, "=" * 13)


@pytest.mark.parametrize(
    "line", ["> quoted?", "From the start", "  indented", "x" * 200, "a word " * 40, "", "-- ", "¶ " * 90]
)
def test_whatever_a_line_begins_with_it_comes_back_as_it_was(line: str) -> None:
    """Nothing is taken for a quotation of another mail, an indentation, or the end of the mail."""
    shown = flowed(f"before\n{line}\nafter")

    assert unflowed(shown).split("\n") == ["before", line.rstrip(), "after"]
    assert not [one for one in shown.splitlines() if one.startswith((">", "From "))]


def test_the_html_needs_nothing_a_mail_program_drops() -> None:
    """No style sheet, class, variable, anchor, script, picture or `<details>`; every style stands with its element."""
    for brief in (sample(), hostile(), long_brief(12)):
        shown = body(parsed(render(brief, "eml", addressing=DESK)), "html")

        assert not re.search(
            r"<(?:style|script|details|img|link|form|svg)\b|<[^>]* class=|var\(|href=\"#|<[^>]* id=", shown
        )
        assert not re.search(r"position:|display:flex|@media", shown)
        assert shown.count("<table") == shown.count("<!--[if mso]><table") == 1
        assert set(re.findall(r'href="(\w+):', shown)) <= {"https"}


@pytest.mark.parametrize("script", ["latin", "한국어"])
@pytest.mark.parametrize("stories", [60, 1200])
def test_a_mail_that_would_be_cut_off_is_shortened_and_says_so(stories: int, script: str) -> None:
    """Stories become headlines, then a number, from the end; every reference leads to a source that is listed."""
    brief = long_brief(stories)
    if script != "latin":
        brief = replace(
            brief, stories=tuple(replace(one, headline=f"다리 아래에서 발견된 것 {one.id}") for one in brief.stories)
        )
    shown = render(brief, "eml", addressing=DESK)
    text = unflowed(body(parsed(shown), "plain"))

    assert 80_000 < len(shown) < MOST_BYTES
    if stories == 60:
        told = re.search(
            r"Shortened to what mail programs show: (\d+) stories told by the headline only, under “Also”\.", text
        )
        assert told
        assert 0 < int(told[1]) < 60
        assert all(story.headline in text for story in brief.stories)
    else:
        note = re.search(r"Shortened to what mail programs show: (\d+) stories told by the headline only, under “Also”, (\d+) stories left out, \d+ sources? not listed\.", text)  # fmt: skip
        assert note
        assert int(note[1]) == len(re.findall(r"^\* .*\[\d", text, re.MULTILINE))
        assert int(note[1]) + int(note[2]) == stories
    cited, listed = sources(text)
    assert cited == listed


def sources(text: str) -> tuple[set[int], set[int]]:
    """The numbers of the sources that a text refers to, and of those it lists at its end."""
    told, _, end = text.partition("\nSources\n")
    references = re.findall(r"\[(\d[^\]]*)\]", told)
    cited = {int(number) for one in references for number in re.findall(r"(?:^|, )(\d+)", one)}
    return cited, {int(number) for number in re.findall(r"^\[(\d+)\] ", end, re.MULTILINE)}


def test_days_ahead_that_would_be_cut_off_are_shortened_and_say_so() -> None:
    """The days go from the end, are counted, and their sources with them; nothing is said of stories."""
    articles = tuple(
        article(f"Hall {one} of the harbour will open its doors on May {one % 28 + 1}. " + "And on. " * 9,
                id=f"a{one}", title=f"Hall {one}", publisher="Post", published=date(2026, 3, 9))
        for one in range(900)
    )  # fmt: skip
    days = once(day for one in articles for day in days_ahead((one,)))
    shown = show_dates(Dates(days=days, articles=articles, skipped=(), generated=sample().generated), "eml")
    text = unflowed(body(parsed(shown), "plain"))

    assert 80_000 < len(shown) < MOST_BYTES
    note = re.search(r"Shortened to what mail programs show: (\d+) dates left out, (\d+) sources not listed\.", text)
    assert note
    cited, listed = sources(text)
    assert cited == listed
    assert (len(days) - int(note[1]), 900 - int(note[2])) == (
        len(re.findall(r"^\* .*May", text, re.MULTILINE)),
        len(listed),
    )


def test_articles_of_quotations_that_are_shortened_keep_their_sources() -> None:
    """A title under “Also” has the number of its article, which is listed; they are called articles."""
    articles = tuple(
        article(f"“We had seen it coming since spring {one},” said Ada Lund, the engineer. " + "And on. " * 9,
                id=f"a{one}", title=f"Report {one} of what was found under the bridge of the harbour")
        for one in range(420)
    )  # fmt: skip
    quotes = tuple(quote for one in articles for quote in find_quotes(one))
    found = Quotations(articles=articles, quotes=quotes, skipped=(), generated=sample().generated)
    text = unflowed(body(parsed(show_quotes(found, "eml")), "plain"))

    note = re.search(
        r"show: (\d+) articles told by the headline only, under “Also”(?:, (\d+) articles left out)?", text
    )
    assert note
    assert "[]" not in text
    assert int(note[1]) == len(re.findall(r"^\* Report .*\[\d+\]$", text, re.MULTILINE)) > 100
    cited, listed = sources(text)
    assert cited == listed


def test_a_headline_without_a_source_has_no_brackets() -> None:
    """In no format: the day of a storyline whose sentences are no longer kept cites nothing."""
    shown = replace(outline(sample()), sections=(), also=(Also(headline="Told long ago", numbers=""),))

    for form in ("terminal", "markdown", "text", "html", "eml"):
        lines = [line for line in plain(show(shown, form), form).splitlines() if "Told long ago" in line]
        assert lines
        assert not [line for line in lines if "[]" in line]


def test_what_nothing_can_be_cut_of_says_nothing_of_being_shortened() -> None:
    """A mail of one long line is as long as it is."""
    line = Line(text="And it went on. " * 9000, reference="1 ¶1")
    shown = outline(sample())
    shown = replace(shown, overview=(line,), sections=(), sources=shown.sources[:1], ahead=NO_DAYS)

    assert "Shortened" not in show(shown, "eml")


def test_a_long_list_of_files_left_out_takes_no_room_from_what_was_read() -> None:
    """The first of them are named, the others counted; every date and source stays."""
    one = article("The hall of the harbour will open its doors on May 1.", title="Hall", published=date(2026, 3, 9))
    pictures = tuple(Skipped(source=f"desk/{n}.png", reason="is a picture, not text.") for n in range(3000))
    found = Dates(days=days_ahead((one,)), articles=(one,), skipped=pictures, generated=sample().generated)
    shown = show_dates(found, "eml")
    text = unflowed(body(parsed(shown), "plain"))

    assert len(shown) < MOST_BYTES
    note = re.search(r"Shortened to what mail programs show: (\d+) notes left out\. The page", text)
    assert note
    assert int(note[1]) == 3000 - text.count("is a picture, not text.") < 3000
    assert "will open its doors on May 1." in text
    assert sources(text) == ({1}, {1})


def test_a_mail_that_fits_is_whole() -> None:
    """And says nothing of being shortened."""
    assert "Shortened" not in render(long_brief(5), "eml", addressing=DESK)
