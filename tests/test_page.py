"""The page in a real browser: evidence opens in place, nothing is fetched, nothing is out of reach."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from briefcli.article import Article, Skipped, Span
from briefcli.brief import Brief, Point, Quote, Story, Usage, Withheld
from briefcli.render import outline, render, show
from briefcli.render.sections import Also
from briefcli.text import one_line
from tests.browser import looking, needs_chromium
from tests.builders import article
from tests.command import SEEDS, brief
from tests.test_render import hostile, sample

WIDTHS, SCHEMES = (360, 1200), ("light", "dark")


@pytest.fixture(scope="module")
def seeds() -> Brief:
    """The brief of the sample articles, told in full."""
    from briefcli.config import Settings
    from briefcli.pipeline import make_brief

    settings = Settings(engine="extractive", minutes=0)
    return make_brief([str(SEEDS)], settings, now=datetime(2026, 3, 12, 7, tzinfo=UTC))


@pytest.fixture(scope="module")
def page(seeds: Brief, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Their page."""
    file = tmp_path_factory.mktemp("page") / "brief.html"
    file.write_text(render(seeds, "html"), encoding="utf-8")
    return file


def written(brief: Brief, folder: Path) -> Path:
    """A page in a file."""
    file = folder / "brief.html"
    file.write_text(render(brief, "html"), encoding="utf-8")
    return file


def said_of(brief: Brief, story: Story) -> list[list[str]]:
    """Of each line of a story that opens, what the source says there, in the order of the page."""
    texts = {one.id: one for one in brief.articles}
    lines = [(*point.evidence, *(step.evidence for step in point.later)) for point in story.points]
    lines += [tuple(step.evidence for step in found.steps) for found in story.developments]
    lines += [tuple(side.evidence for side in found.sides) for found in story.disagreements]
    lines += [(Span(article=quote.article, start=quote.start, end=quote.end),) for quote in story.quotes]
    return [sorted({one_line(texts[span.article][span]) for span in spans}) for spans in lines]


@needs_chromium
@pytest.mark.parametrize("script", [True, False])
def test_what_is_marked_is_the_evidence_word_for_word(seeds: Brief, page: Path, *, script: bool) -> None:
    """Each point, figure and quotation opens the paragraph it stands in; with and without JavaScript."""
    with looking(script=script) as browser:
        browser.open(page)
        for number, story in enumerate(seeds.stories, start=1):
            behind = browser.page.locator(f"#story-{number} details.of").all()
            marked = [
                sorted({" ".join(one.split()) for one in line.locator("mark").all_text_contents()}) for line in behind
            ]
            assert marked == said_of(seeds, story)
        assert len(browser.page.locator("section.overview details.of").all()) == len(seeds.overview)


@needs_chromium
def test_evidence_opens_by_mouse_and_by_keyboard_and_is_seen(page: Path) -> None:
    """A click opens it, Tab reaches the next, Enter and Space open and close it; publisher, date and file stand there."""
    with looking(script=False) as browser:
        browser.open(page)
        lines = browser.page.locator("#story-1 details.of")
        mark, other = lines.nth(0).locator("mark"), lines.nth(1)
        assert not mark.is_visible()

        lines.nth(0).locator("summary").click()
        assert mark.is_visible()
        assert "The World Ledger, 11 Mar 2026 · " in lines.nth(0).inner_text()

        browser.page.keyboard.press("Tab")
        while browser.page.evaluate("document.activeElement.tagName") != "SUMMARY":
            browser.page.keyboard.press("Tab")
        browser.page.keyboard.press("Enter")
        assert other.locator("mark").is_visible()
        browser.page.keyboard.press("Space")
        assert not other.locator("mark").is_visible()


@needs_chromium
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_page_is_quiet_fits_and_is_accessible(page: Path, width: int, scheme: str) -> None:
    """No message of the console, no request but the file, nothing wider than the screen, nothing axe-core objects to."""
    from axe_playwright_python.sync_playwright import Axe

    with looking(width=width, scheme=scheme) as browser:
        browser.open(page)
        browser.page.get_by_role("button", name="Show all evidence").click()
        assert browser.page.locator("mark").last.is_visible()

        assert browser.page.evaluate("document.documentElement.scrollWidth") == width
        found = Axe().run(browser.page).response["violations"]
        assert [f"{one['id']}: {one['nodes'][0]['html']}" for one in found] == []
        assert browser.said == []
        assert browser.asked == [page.as_uri()]


@needs_chromium
def test_filters_leave_the_stories_of_a_country_or_a_publisher(seeds: Brief, page: Path) -> None:
    """The number of stories is said; the overview, the contents, the days and the sources go along; both at once; back again."""
    with looking() as browser:
        browser.open(page)
        form, seen = browser.page.locator("form.pick"), browser.page.locator("main article:visible")
        form.get_by_label("Country").select_option(label="Kenya (2)")
        kenyan = [number for number, one in enumerate(seeds.stories, start=1) if "KE" in one.countries]
        assert [one.get_attribute("id") for one in seen.all()] == [f"story-{number}" for number in kenyan]
        assert form.locator("output").inner_text() == f"2 of {len(seeds.stories)} stories"
        assert browser.page.locator("nav li:visible").count() == 2
        assert browser.page.locator("section.overview li:visible").count() == 2

        form.get_by_label("Publisher").select_option(label="Harbour Post (1)")
        assert seen.count() == 1
        form.get_by_label("Publisher").select_option(label="Seoul Courier (1)")
        assert seen.count() == 0
        for label in ("Country", "Publisher"):
            form.get_by_label(label).select_option(index=0)
        assert seen.count() == len(seeds.stories)


@needs_chromium
def test_without_a_script_nobody_sees_a_filter_that_does_nothing(page: Path) -> None:
    """And all stories are there."""
    with looking(script=False) as browser:
        browser.open(page)

        assert not browser.page.locator("form.pick").is_visible()
        assert browser.page.locator("article:visible").count() == 13


@needs_chromium
def test_on_paper_there_is_the_brief_and_what_was_opened(page: Path) -> None:
    """No form, no contents, black on white also where the screen is dark; addresses of sources in full."""
    with looking(scheme="dark") as browser:
        browser.open(page)
        browser.page.locator("#story-1 summary").first.click()
        browser.page.emulate_media(media="print")

        assert not browser.page.locator("form.pick, nav").first.is_visible()
        assert browser.page.locator("#story-1 mark").first.is_visible()
        assert not browser.page.locator("#story-2 mark").first.is_visible()
        assert browser.page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


@needs_chromium
def test_a_script_of_an_article_does_not_run(tmp_path: Path) -> None:
    """It is text; and were it not, the policy has the hash of our own script and style and lets nothing else run."""
    shown = render(hostile(), "html").replace(
        "<header>", "<header><script>document.title = 'run'</script><p style='color:red'>x</p>", 1
    )
    file = tmp_path / "brief.html"
    file.write_text(shown, encoding="utf-8")
    with looking() as browser:
        browser.open(file)

        assert browser.page.title() != "run"
        assert browser.page.evaluate("getComputedStyle(document.querySelector('header p')).color") != "rgb(255, 0, 0)"
        assert browser.asked == [file.as_uri()]


def test_the_policy_allows_no_inline_code_but_its_own(page: Path) -> None:
    """No `unsafe-inline`, no event handler, no style attribute."""
    shown = page.read_text(encoding="utf-8")

    assert "unsafe-inline" not in shown
    assert re.search(r"script-src 'sha256-[\w+/=]+'", shown)
    assert not re.search(r"<[^>]+ (?:style|on\w+)=", shown)


def long_brief(stories: int) -> Brief:
    """So many stories of three long articles each, with four points of one paragraph, and three quotations."""
    articles: list[Article] = []
    told: list[Story] = []
    for number in range(stories):
        sentences = [
            f"In report {number}, sentence {one}, "
            + "the council heard what its engineers had found " * 4
            + f"in ward {one}."
            for one in range(5)
        ]
        said = "“We had seen it coming since the spring and nobody wanted to hear of it,” said Ada Lund, the engineer."
        text = (
            " ".join(sentences)
            + "\n\n"
            + "\n\n".join(
                f"{said} Paragraph {one} goes on about it at some length. " + "And on. " * 80 for one in range(3)
            )
        )
        ids = [f"a{number}-{one}" for one in range(3)]
        articles += [
            article(
                text,
                title=f"Report {number} of what was found under the bridge",
                id=one,
                publisher=f"Paper {one[-1]}",
                published=date(2026, 3, 9),
            )
            for one in ids
        ]
        points = []
        for place in range(4):
            start = text.index(sentences[place])
            span = Span(article=ids[0], start=start, end=start + len(sentences[place]))
            points.append(Point(text=sentences[place], status="verbatim", evidence=(span,)))
        at = [found.start() + 1 for found in re.finditer("“We", text)]
        quotes = [
            Quote(text=text[one : one + 70], article=ids[place], start=one, end=one + 70, speaker="Ada Lund")
            for place, one in enumerate(at)
        ]
        told.append(Story(
            id=f"s{number}", headline=f"What was found under bridge {number}", articles=tuple(ids), published=date(2026, 3, 9),
            countries=("DK", "KE")[number % 2 :], points=tuple(points), quotes=tuple(quotes), outlets=3,
        ))  # fmt: skip
    return replace(sample(), articles=tuple(articles), stories=tuple(told), ahead=(), withheld=(), usage=Usage())


def test_a_hundred_stories_are_less_than_a_megabyte() -> None:
    """A long paragraph stands once in its story; what is cited of it again is marked, and points there."""
    shown = render(long_brief(100), "html")

    assert len(shown.encode()) < 1_000_000
    assert shown.count("<mark>") == 700
    story = shown[shown.index("id=story-1>") : shown.index("id=story-2>")]
    assert len(re.findall(r"sentence 4, the council", story)) == 1  # of the paragraph, no point is made of it
    assert story.count(">The whole paragraph</a>") == 3


@needs_chromium
def test_a_paragraph_that_stands_above_is_one_click_away(tmp_path: Path) -> None:
    """The link opens what it leads to."""
    with looking(width=360) as browser:
        browser.open(written(long_brief(2), tmp_path))
        lines = browser.page.locator("#story-1 details.of")
        lines.nth(1).locator("summary").click()
        lines.nth(1).get_by_role("link", name="The whole paragraph").click()

        assert lines.nth(0).locator("mark").is_visible()
        assert "sentence 4, the council" in lines.nth(0).inner_text()


def test_what_is_not_there_stands_at_the_end_one_by_one() -> None:
    """Of which story lines are withheld, but never what they say; sources left out, each with its reason."""
    brief = replace(
        sample(),
        withheld=(Withheld(story="s1", text="He said “it fell”.", reason="No source has these words."),),
        skipped=tuple(Skipped(source=f"{number}.png", reason="is a picture, not text.") for number in range(4)),
    )
    shown = render(brief, "html")
    end = shown[shown.index("Withheld and left out") :]

    assert "<li dir=auto>Shut until June <small>1 line</small></li>" in end
    assert all(f"{number}.png <small>is a picture, not text.</small>" in end for number in range(4))
    assert "it fell" not in shown


@needs_chromium
def test_only_evidence_is_read_out_as_evidence(tmp_path: Path) -> None:
    """What a screen reader says of a line that opens; what is left out is called what it is."""
    brief = replace(sample(), skipped=(Skipped(source="a.png", reason="is a picture, not text."),))
    with looking() as browser:
        browser.open(written(brief, tmp_path))
        of, left = (browser.page.locator(one).last.aria_snapshot() for one in ("details.of", ".missing details"))

        assert "Evidence [" in of
        assert "Sources left out" in left
        assert "Evidence" not in left


@pytest.mark.parametrize(("form", "link", "before"), [
    ("markdown", "(#also)", '<a id="also"></a>\n\n### Also\n\n- Elsewhere'),
    ("html", 'href="#also"', "<h3>Also</h3><ul class=also id=also><li dir=auto data-c=\"\" data-p=\"0\" data-s=\"1\">Elsewhere"),
])  # fmt: skip
def test_the_contents_lead_to_the_first_headlines(form: str, link: str, before: str) -> None:
    """Also where a part of the brief is itself called so, and where a later one has headlines, too."""
    told = outline(long_brief(12))
    shown = replace(
        told,
        sections=tuple(replace(one, part="Also") for one in told.sections),
        also=tuple(Also(headline=name, numbers="1", part=name) for name in ("Elsewhere", "Anywhere")),
    )
    page = show(shown, form)

    assert page.count(link) == 1
    assert page.count("id=also>") + page.count('id="also"') == 1
    assert before in page


def test_a_paragraph_too_long_to_read_is_shown_around_the_words() -> None:
    """Three hundred characters on each side, and that something is left out."""
    text = "Before it. " * 400 + "This is the line. " + "After it. " * 400
    start = text.index("This")
    line = Point(
        text="This is the line.", status="verbatim", evidence=(Span(article="one", start=start, end=start + 17),)
    )
    brief = sample()
    one = replace(brief.articles[0], text=text)
    story = replace(brief.stories[0], points=(line,), quotes=(), developments=(), articles=("one",))
    shown = render(replace(brief, articles=(one,), stories=(story,), ahead=()), "html")

    found = re.search(r"<p dir=auto>(… .*?<mark>This is the line\.</mark>.*? …)</p>", shown)
    assert found
    assert 400 < len(found[1]) < 900


@needs_chromium
@pytest.mark.parametrize("command", [["quotes"], ["dates"], ["digest", "--all-countries", "--offline", "--out", "."]])
def test_every_page_is_accessible_on_a_telephone(command: list[str], tmp_path: Path) -> None:
    """Of quotations, of days ahead, and the one that leads to a digest's."""
    from axe_playwright_python.sync_playwright import Axe

    where = ["-o", "index.html"] if command[0] != "digest" else []
    brief(command[0], str(SEEDS), *command[1:], "-f", "html", *where, cwd=tmp_path)
    with looking(width=360) as browser:
        browser.open(tmp_path / "index.html")

        assert browser.page.evaluate("document.documentElement.scrollWidth") == 360
        assert [one["id"] for one in Axe().run(browser.page).response["violations"]] == []
        assert browser.said == []
