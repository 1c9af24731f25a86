"""`brief storyline`: how a running story went over five mornings, from the digests' own state."""

from __future__ import annotations

import email
import email.policy
import json
import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.builders import plain, read_all
from tests.command import ROOT, brief
from tests.digests import FERRY, FERRY_LATER, MONDAY, TUESDAY, run_digest, write_news

MORNINGS = [datetime(2026, 3, day, 5, tzinfo=UTC) for day in range(17, 22)]
FORMS = ("terminal", "markdown", "text", "html", "json", "jsonl", "eml")


@pytest.fixture(scope="module")
def digests(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The digests of five mornings, each of the articles of the day before."""
    out = tmp_path_factory.mktemp("mornings") / "out"
    for at in MORNINGS:
        done = run_digest([Path(f"tests/mornings/{at:%Y-%m-%d}")], out, at=at, cwd=ROOT)
        assert done.returncode == 0, done.stderr
    return out


def storyline(digests: Path, *options: str, at: datetime = MORNINGS[-1], code: int = 0) -> str:
    """What the command prints, on the morning of the last digest unless a test says when."""
    done = brief("storyline", str(digests), *options, SOURCE_DATE_EPOCH=str(int(at.timestamp())), TZ="UTC")
    assert done.returncode == code, done.stderr
    return done.stdout


def test_the_days_stand_in_order_with_what_each_digest_added(digests: Path) -> None:
    """The first day's first, each under the headline of its day; no sentence and no quotation twice."""
    shown = storyline(digests, "--match", "agripont")

    assert re.findall(r"^## (\d\. .*)", shown, re.MULTILINE) == [
        "1. Tue 17 Mar 2026: Seven killed as grain silo explodes in port of Constanta",
        "2. Wed 18 Mar 2026: Constanta silo toll rises to 12 as rescuers reach the conveyor gallery",
        "3. Thu 19 Mar 2026: Manager of Romanian grain terminal held over blast that killed 14",
        "4. Fri 20 Mar 2026: Minister resigns over Constanta silo blast as toll reaches 16",
        "5. Sat 21 Mar 2026: Two berths reopen in Constanta, and the last missing dockers are found",
    ]
    lines = [line for line in shown.splitlines() if line.startswith(("- ", "> “")) and "→" not in line]
    assert len(lines) == len(set(lines)) > 25


def test_a_figure_is_told_from_its_first_to_its_last_day(digests: Path) -> None:
    """With who gave each step, when, and where; and each change under its day."""
    shown = storyline(digests, "--match", "agripont")

    assert (
        "- Dead: seven (Dobrogea Herald, 16 Mar) → 12 (Carpathian Times, 17 Mar) → 14 (The World Ledger, 18 Mar) → "
        "16 (Dobrogea Herald, 19 Mar) → 18 (Carpathian Times, 20 Mar) [1 ¶1, 3 ¶1, 5 ¶1, 6 ¶1, 8 ¶1]"
    ) in shown
    friday = shown.partition("## 4. ")[2].partition("## 5. ")[0]
    assert "- Dead: 14 (The World Ledger, 18 Mar) → 16 (Dobrogea Herald, 19 Mar) [5 ¶1, 6 ¶1]" in friday


def test_every_line_has_publisher_date_and_reference(digests: Path) -> None:
    """Points behind the sentence, quotations behind the speaker."""
    shown = storyline(digests, "--match", "agripont").partition("\n## 1. ")[2].partition("\n## Sources")[0]

    lines = [line for line in shown.splitlines() if line.startswith(("- ", "> —"))]
    assert len(lines) > 25
    assert [
        line for line in lines if not re.search(r"[( ][A-Z][\w ]+, \d+ Mar\)? \[\d ¶\d+(?:, \d ¶\d+)*\]$", line)
    ] == []


def test_every_sentence_and_quotation_is_the_sources_own(digests: Path) -> None:
    """Character by character, at the offsets that JSON gives, in the articles as `brief read` has them."""
    texts = {one.id: one.text for one in read_all(ROOT / "tests" / "mornings")}
    content = json.loads(storyline(digests, "-f", "json"))

    assert content["schema"] == "brief-storyline/1"
    days = [day for story in content["stories"] for day in story["days"]]
    points = [(one["text"], one["evidence"][0]) for day in days for one in day["points"]]
    quotes = [(one["text"], one) for day in days for one in day["quotes"]]
    assert min(len(points), len(quotes)) > 15
    for text, place in [*points, *quotes]:
        article = texts[place["article"]]
        assert article[place["start"] : place["end"]] == text
        assert article.count("\n\n", 0, place["start"]) + 1 == place["paragraph"]


def test_the_readme_names_what_json_has(digests: Path) -> None:
    """Every key of a story and of a day."""
    readme = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    told = readme.partition("`brief storyline -f json`")[2].partition("An input `.jsonl`")[0]
    story, *_ = map(json.loads, storyline(digests, "-f", "jsonl").splitlines())

    assert [key for key in (*story, *story["days"][0]) if f"`{key}`" not in told] == []


def test_every_changed_figure_is_in_its_sentence(digests: Path) -> None:
    """The one before, too: it stands in an article of an earlier day."""
    texts = {one.id: one.text for one in read_all(ROOT / "tests" / "mornings")}
    content = json.loads(storyline(digests, "-f", "json"))

    steps = [
        step
        for story in content["stories"]
        for day in story["days"]
        for change in day["changes"]
        for step in change["steps"]
    ]
    assert len(steps) >= 8
    for step in steps:
        assert step["figure"] in texts[step["article"]][step["start"] : step["end"]]


def test_several_stories_are_listed_with_how_to_choose_one(digests: Path) -> None:
    """The one told on most days first, in every format for people; scripts get all of them, whole."""
    shown = storyline(digests, "-f", "text")

    ids = re.findall(r"^([0-9a-f]{12})  ", shown, re.MULTILINE)
    assert len(ids) == 2
    assert "5 days, 17–21 Mar 2026 · Romania" in shown
    assert "3 days, 17–20 Mar 2026 · Portugal" in shown
    assert "Choose one with --story ID" in shown
    for form in ("terminal", "markdown", "html", "eml"):
        listed = plain(storyline(digests, "-f", form), form)
        assert all(one in listed for one in (*ids, "Choose one with --story ID")), form
    content = json.loads(storyline(digests, "-f", "json"))
    assert [story["id"] for story in content["stories"]] == ids
    assert [len(story["days"]) for story in content["stories"]] == [5, 3]


def test_a_story_is_chosen_by_id_country_or_text(digests: Path) -> None:
    """An id by how it begins, a country by its name; all three hold at once."""
    _, rail = json.loads(storyline(digests, "-f", "json"))["stories"]
    whole = storyline(digests, "--story", rail["id"])

    assert whole.startswith("# Storyline: Portugal rail strike ends a day early after night-shift deal\n")
    assert "## Gone quiet\n\n- Nothing new in the digest of 21 Mar 2026." in whole
    for options in (["--story", rail["id"][:6]], ["--country", "Portugal"], ["--match", "FRUIT BASKET"]):
        assert storyline(digests, *options) == whole
    nothing = storyline(digests, "--country", "PT", "--match", "agripont", code=4)
    assert "- Nothing to report." in nothing
    assert nothing.endswith(
        "\n*Sentences and quotations are the sources’ own, word for word. [n ¶m] is source n, paragraph m.*\n"
    )


def test_only_the_last_days_are_told_and_the_rest_is_said(digests: Path) -> None:
    """Today counts; the note names the option that tells all."""
    shown = storyline(digests, "--match", "agripont", "--days", "2")

    assert re.findall(r"^## \d\. (\w+ \d+)", shown, re.MULTILINE) == ["Fri 20", "Sat 21"]
    assert "The story began on 17 Mar 2026; --days 5 tells all of it." in shown
    storyline(digests, "--days", "2", at=MORNINGS[-1] + timedelta(days=30), code=4)


@pytest.mark.parametrize("form", FORMS)
def test_every_format_tells_the_same(digests: Path, form: str) -> None:
    """The first sentence, a quotation with its speaker, the last figure; and piped, no escape code."""
    shown = plain(storyline(digests, "--match", "agripont", "-f", form), form)

    flat = " ".join(shown.split())
    for words in (
        "At least seven people were killed and 18 injured on Monday",
        "Petrica Monteoru",
        "Ask who told him.",
    ):
        assert words in flat
    assert "\x1b" not in shown


def test_the_file_s_ending_says_the_format(digests: Path, tmp_path: Path) -> None:
    """As everywhere."""
    storyline(digests, "--match", "agripont", "-o", str(tmp_path / "story.html"))

    assert (tmp_path / "story.html").read_text().startswith("<!doctype html>")


def test_a_folder_without_digests_is_named(tmp_path: Path) -> None:
    """With exit 2 and what to name instead; nothing is made there."""
    done = brief("storyline", str(tmp_path))

    assert done.returncode == 2
    assert "holds no digests" in done.stderr
    assert "brief digest" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_looking_changes_nothing_and_needs_no_right_to_write(digests: Path, tmp_path: Path) -> None:
    """Not a byte of the state, not a file beside it."""
    copy = tmp_path / "copy of 100%? digests"
    shutil.copytree(digests, copy)
    state = copy / ".brief" / "state.sqlite"
    before = state.read_bytes()
    state.chmod(0o444)
    (copy / ".brief").chmod(0o555)

    shown = storyline(copy, "--match", "agripont")

    (copy / ".brief").chmod(0o755)
    assert shown == storyline(digests, "--match", "agripont")
    assert state.read_bytes() == before
    assert sorted(path.name for path in state.parent.iterdir()) == ["lock", "state-copy.sqlite", "state.sqlite"]


def _page(mail: str) -> str:
    body = email.message_from_string(mail, policy=email.policy.default).get_body(("html",))
    assert body is not None
    return str(body.get_content())


@pytest.mark.parametrize("form", FORMS)
def test_hostile_text_stays_text(tmp_path: Path, form: str) -> None:
    """Publishers, titles, speakers, and what is asked for."""
    bad = "<script>alert(1)</script>\"'>, [x](https://evil.example) \x1b[31m\u202e"
    first = FERRY | {"publisher": f"Post {bad}", "title": f"Ferry capsizes in strait {bad}"}
    second = FERRY_LATER | {
        "publisher": bad,
        "title": f"Captain held over sinking {bad}",
        "text": FERRY_LATER["text"] + f' "The doors {bad} were open all night," said Jonas Wreck, a diver.',
    }
    out = tmp_path / "out"
    run_digest([write_news(tmp_path / "a", first)], out, at=MONDAY)
    run_digest([write_news(tmp_path / "b", second)], out, at=TUESDAY)

    for options in ([], ["--match", "ferry"]):
        shown = storyline(out, "-f", form, *options, at=TUESDAY)
        assert "\x1b" not in shown
        assert "\u202e" not in shown
        if form in {"html", "eml"}:
            page = shown if form == "html" else _page(shown)
            assert "<!doctype html>" in page
            assert "<script>" not in page
            assert not re.search(r"<[^>]*evil\.example", page)
        if form == "markdown":
            assert "<script>" not in shown.replace("\\<", "")
            assert "[x](" not in shown


def test_a_second_digest_of_a_day_adds_to_it(tmp_path: Path) -> None:
    """With `--full`, what was told already is not told again."""
    out = tmp_path / "out"
    news = write_news(tmp_path, FERRY)
    run_digest([news], out)
    run_digest([news], out, "--full", at=MONDAY + timedelta(hours=3))

    (story,) = json.loads(storyline(out, "-f", "json", at=MONDAY))["stories"]

    assert [(day["day"], day["news"], bool(day["points"])) for day in story["days"]] == [
        ("2026-03-09", "new", True), ("2026-03-09", "full", False),
    ]  # fmt: skip
    assert "Nothing that was not told before." in storyline(out, at=MONDAY)
