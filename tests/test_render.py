"""A brief in every format: one golden file each, and what hostile text may not do."""

from __future__ import annotations

import email
import email.policy
import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from briefcli.article import Skipped, Span
from briefcli.brief import Ahead, Brief, Development, Disagreement, Point, Quote, Side, Step, Story, Usage, Withheld
from briefcli.render import render
from briefcli.render.markdown import escape
from tests.builders import article, article_of, plain

GOLDENS = Path(__file__).parent / "goldens"
FORMATS = {
    "terminal": "ansi.txt",
    "markdown": "md",
    "text": "txt",
    "html": "html",
    "json": "json",
    "jsonl": "jsonl",
    "eml": "eml",
}
HOSTILE = "\x1b[31mred\x1b[0m \x1b]8;;http://evil.example\x07click\x1b]8;;\x07 \u202egnp.exe [/bold] <script>x</script> [a](http://evil.example) ![i](http://evil.example/p.png) **b** `c` | # h"
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def sample() -> Brief:
    """Two outlets on one bridge, a figure that was replaced, a quote, a line that was withheld and a file that was skipped."""
    one = article(
        "A bridge was closed on Monday.\n\nIt needs 12 new bolts, said Ada Lund, the city engineer. “Nobody was ever in danger,” she said.",
        title="Bridge closed", id="one", source="one.txt", publisher="Ford Gazette", published=date(2026, 3, 9),
    )  # fmt: skip
    two = article(
        "The old bridge stays shut until June. It now needs 14 bolts.", title="Shut until June", id="two", source="two.html",
        publisher="Weir Post", published=date(2026, 3, 10),
    )  # fmt: skip
    two = replace(two, url="https://weir.example/bridge?a=1&b=2")
    bolts = (
        Step(figure="12", published=date(2026, 3, 9), evidence=Span(article="one", start=32, end=88), publishers=("Ford Gazette",)),
        Step(figure="14", published=date(2026, 3, 10), evidence=Span(article="two", start=38, end=60), publishers=("Weir Post",)),
    )  # fmt: skip
    story = Story(
        id="s1", headline="Shut until June", articles=("one", "two"), published=date(2026, 3, 10), countries=("DK",),
        points=(
            Point(text="The old bridge stays shut until June.", status="verbatim", evidence=(Span(article="two", start=0, end=37),)),
            Point(text="Twelve bolts are to be replaced.", status="supported", evidence=(Span(article="one", start=32, end=88),), later=bolts[1:]),
        ),
        developments=(Development(about="bolts", steps=bolts),),
        quotes=(
            Quote(text="Nobody was ever in danger", article="one", start=90, end=115, speaker="Ada Lund", speaker_start=59,
                  speaker_end=67, cue="said", role="the city engineer"),
        ),
        why="Both name the bridge",
    )  # fmt: skip
    return Brief(
        title="Morning brief", generated=datetime(2026, 3, 11, 6, 0, tzinfo=UTC), engine="extractive", model=None,
        overview=(), stories=(story,), articles=(one, two), skipped=(Skipped(source="three.png", reason="is a picture, not text."),),
        withheld=(Withheld(story="s1", text="It fell.", reason="The sentences it cites do not say it."),), usage=Usage(),
        ahead=(
            Ahead(first=date(2026, 6, 1), last=date(2026, 6, 2), text="The old bridge stays shut until June.",
                  evidence=(Span(article="two", start=0, end=37), Span(article="one", start=32, end=88)),
                  named=Span(article="two", start=31, end=36), outlets=("Weir Post", "Ford Gazette"), story="s1"),
        ),
    )  # fmt: skip


def hostile() -> Brief:
    """The sample with every string that comes from outside replaced by an attack."""
    brief = sample()
    articles = tuple(
        replace(one, title=HOSTILE, publisher=HOSTILE, source=HOSTILE, url="javascript:alert(1)")
        for one in brief.articles
    )
    story = brief.stories[0]
    points = tuple(replace(point, text=HOSTILE) for point in story.points)
    quotes = tuple(replace(quote, text=HOSTILE, speaker=HOSTILE, role=HOSTILE) for quote in story.quotes)
    steps = tuple(replace(step, figure=HOSTILE, publishers=(HOSTILE,)) for step in story.developments[0].steps)
    sides = tuple(Side(figure=HOSTILE, publishers=(HOSTILE,), text=HOSTILE, evidence=step.evidence) for step in steps)
    figures = replace(
        story,
        developments=(Development(about=HOSTILE, steps=steps),),
        disagreements=(Disagreement(about=HOSTILE, sides=sides),),
    )
    points = tuple(replace(point, later=steps) for point in points)
    return replace(
        brief,
        title=HOSTILE,
        articles=articles,
        stories=(replace(figures, headline=HOSTILE, points=points, quotes=quotes, fallback=HOSTILE),),
        skipped=(Skipped(source=HOSTILE, reason=HOSTILE),),
        ahead=tuple(replace(one, text=HOSTILE, outlets=(HOSTILE,)) for one in brief.ahead),
    )


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_is_as_it_was_reviewed(form: str, request: pytest.FixtureRequest) -> None:
    """The output of each format is its golden file; `pytest --goldens` writes them for review."""
    golden = GOLDENS / f"brief.{FORMATS[form]}"

    shown = render(sample(), form, width=80, colour=form == "terminal")

    if request.config.getoption("--goldens"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_bytes(shown.encode())
    assert shown == golden.read_bytes().decode()


@pytest.mark.parametrize("form", ["terminal", "markdown", "text", "html", "eml"])
def test_no_control_character_of_an_article_reaches_the_output(form: str) -> None:
    """Escape codes, OSC links and bidi overrides in titles, quotes and file names are gone."""
    assert not CONTROLS.search(render(hostile(), form, colour=False).replace("\r\n", "\n"))


def test_a_title_with_rich_markup_is_printed_as_it_is() -> None:
    """`[/bold]` in a title neither styles anything nor ends the program."""
    assert "[/bold]" in render(hostile(), "terminal", width=200)


def test_markdown_makes_no_link_picture_html_or_emphasis_of_what_an_article_says() -> None:
    """Only our own headings, lists, quotes and speaker names are markup."""
    tokens = MarkdownIt("commonmark").parse(render(hostile(), "markdown"))

    inline = [child for token in tokens for child in token.children or ()]
    assert not [
        token
        for token in (*tokens, *inline)
        if token.type in {"html_inline", "html_block", "image", "link_open", "code_inline"}
    ]
    assert {token.tag for token in tokens if token.type == "heading_open"} <= {"h1", "h2"}


def test_html_has_no_tag_or_attribute_of_an_article() -> None:
    """No script, picture, event handler, or address but http(s) metadata of ours."""
    found: list[tuple[str, dict[str, str | None]]] = []

    class Collector(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append((tag, dict(attrs)))

    Collector().feed(render(hostile(), "html"))

    assert not {"script", "img", "iframe", "object", "form"} & {tag for tag, _ in found}
    assert all((attrs.get("href") or "#").startswith(("#", "http")) for _, attrs in found)
    assert not [name for _, attrs in found for name in attrs if name.startswith("on")]


def test_an_address_that_is_no_web_address_is_no_link() -> None:
    """`javascript:` in an article's metadata comes out nowhere."""
    assert "javascript" not in render(hostile(), "html") + render(hostile(), "markdown")


def test_a_mail_opens_as_a_draft_with_both_bodies() -> None:
    """Subject, date and two bodies parse back; the same brief gives the same bytes."""
    text = render(sample(), "eml")

    message = email.message_from_string(text, policy=email.policy.default)
    assert message["Subject"] == "Morning brief, 11 Mar 2026"
    assert message["X-Unsent"] == "1"
    assert message["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in message.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert "“Nobody was ever in danger”" in message.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert text == render(sample(), "eml")


def test_a_mail_header_cannot_be_injected() -> None:
    """A line break in a title ends up inside the subject, not below it."""
    text = render(replace(sample(), title="Brief\r\nBcc: everyone@evil.example"), "eml")

    assert email.message_from_string(text, policy=email.policy.default)["Bcc"] is None


def test_json_says_what_scripts_rely_on() -> None:
    """Every key of the contract is there, and offsets point at the words."""
    found = json.loads(render(sample(), "json"))

    assert set(found) >= {
        "schema",
        "title",
        "generated",
        "engine",
        "overview",
        "stories",
        "articles",
        "skipped",
        "withheld",
        "usage",
    }
    assert found["schema"] == "brief/2"
    assert "text" not in found["articles"][0]
    quote = found["stories"][0]["quotes"][0]
    assert article_of(sample(), "one").text[quote["start"] : quote["end"]] == quote["text"]


@pytest.mark.parametrize("form", ["terminal", "markdown", "text", "html", "eml"])
def test_only_lines_of_stories_are_counted_as_withheld(form: str) -> None:
    """That the overview could not be made is no line that was not found, whatever the reason says."""
    failed = Withheld(story="", text="The overview", reason="The server did not answer.")
    brief = replace(sample(), withheld=(*sample().withheld, failed))
    shown = " ".join(plain(render(brief, form, width=200), form).split())

    assert "1 line withheld: not found in the sources." in shown
    assert form != "html" or "Lines withheld, for what they say is not found in the sources: 1" in shown


def test_jsonl_is_one_line_a_story() -> None:
    """Each line is a story object by itself."""
    lines = render(sample(), "jsonl").splitlines()

    assert [json.loads(line)["id"] for line in lines] == ["s1"]


def test_a_brief_without_stories_still_says_what_was_skipped() -> None:
    """Nothing to report is a brief too, in every format."""
    empty = replace(sample(), stories=(), articles=(), ahead=())

    assert all("three.png" in render(empty, form) for form in ("terminal", "markdown", "text", "html", "json"))


@pytest.mark.parametrize("width", [80, 200])
def test_lines_fit_the_terminal(width: int) -> None:
    """No line is wider than the terminal; in a wide one there are two columns, each no wider than is pleasant to read."""
    lines = render(sample(), "terminal", width=width).splitlines()

    assert max(map(len, lines)) <= width
    assert max(len(stretch) for line in lines for stretch in re.split(r"\s{4,}|─+", line)) <= 100


def test_without_colour_there_is_no_escape_code() -> None:
    """Piping a brief never adds one."""
    assert "\x1b" not in render(sample(), "terminal", colour=False)
    assert "\x1b[1m" in render(sample(), "terminal", colour=True)


@example("__0__")
@given(st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc"]), max_size=60))
def test_escaped_markdown_reads_back_as_the_text(text: str) -> None:
    """Whatever stands in a line, CommonMark shows just that."""
    shown = " ".join(text.split())
    tokens = MarkdownIt("commonmark").parse(f"- x {escape(shown)}")

    read = "".join(child.content for token in tokens for child in token.children or ())
    assert " ".join(read.split()) == f"x {shown}".strip()


@given(st.text(alphabet="#->+*=_`[]()!<&\\~|1.)a \t", min_size=1, max_size=20))
def test_escaped_markdown_opens_no_block(text: str) -> None:
    """A headline that looks like a heading, list, quote or rule is a headline."""
    shown = " ".join(text.split())
    tokens = MarkdownIt("commonmark").parse(f"## {escape(shown)}")

    assert [token.type for token in tokens][:1] == ["heading_open"]
    assert len(tokens) == 3


@pytest.mark.parametrize("form", ["terminal", "markdown", "text", "html", "eml"])
def test_what_only_one_of_several_outlets_says_is_marked(form: str) -> None:
    """Quietly, behind the reference; the story says how many independent outlets carry it, and the brief what it means."""
    brief = sample()
    story = brief.stories[0]
    both, alone = (replace(story.points[0], outlets=outlets) for outlets in (("A", "B"), ("A",)))

    told = [replace(brief, stories=(replace(story, points=(one,), outlets=2),)) for one in (alone, both)]
    marked, shared = (" ".join(plain(render(one, form, width=200), form).split()) for one in told)

    assert "2 outlets: " in marked
    assert "one outlet]" in marked
    assert "no other outlet" in marked
    assert "one outlet]" not in shared
