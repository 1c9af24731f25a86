"""The digest: one brief per place, only what is new, nothing lost."""

from __future__ import annotations

import fcntl
import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefcli.config import Settings
from briefcli.digest import Order, make_digest
from briefcli.digest.tell import Entry
from tests.digests import BUDGET, FERRY, FERRY_LATER, MONDAY, RECIPE, TUESDAY, files, run_digest, write_news


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where the digests go."""
    return tmp_path / "out"


def two_days(tmp_path: Path, out: Path, *options: str) -> dict[str, str]:
    """The files after Monday's and Tuesday's run; on Tuesday the folder holds Monday's articles, too."""
    news = tmp_path / "news"
    write_news(news, FERRY, BUDGET, RECIPE)
    assert run_digest([news], out, *options).returncode == 0
    write_news(news, FERRY_LATER, name="tuesday.jsonl")
    assert run_digest([news], out, *options, at=TUESDAY).returncode == 0
    return files(out)


def test_every_country_in_the_news_has_a_brief_and_nothing_vanishes(tmp_path: Path, out: Path) -> None:
    """What is about no country is in the file `unassigned`."""
    news = write_news(tmp_path, FERRY, BUDGET, RECIPE)

    done = run_digest([news], out)

    assert done.returncode == 0
    written = files(out)
    assert {path for path in written if path.endswith(".md")} == {
        "index.md", "2026-03-09/NO.md", "2026-03-09/KR.md", "2026-03-09/unassigned.md",
    }  # fmt: skip
    assert "nine people died" in written["2026-03-09/NO.md"]
    assert "Soup of the day" in written["2026-03-09/unassigned.md"]
    assert [Path(line).name for line in done.stdout.splitlines()] == ["NO.md", "KR.md", "unassigned.md"]


def test_the_second_day_has_only_what_is_added_and_the_figures_that_changed(tmp_path: Path, out: Path) -> None:
    """Nine -> 14, and no line of the day before."""
    written = two_days(tmp_path, out)

    tuesday = written["2026-03-10/NO.md"]
    assert "**Updated**" in tuesday
    assert "dead: nine → 14" in tuesday
    assert "Divers found the car deck doors open." in tuesday
    assert "212 people aboard" not in tuesday
    assert "2026-03-10/KR.md" not in written


def test_a_figure_that_changed_since_the_last_digest_is_told_once(tmp_path: Path, out: Path) -> None:
    """Not also as a development of the day, which would leave out where it started."""
    noon = FERRY_LATER | {
        "id": "ferry-3",
        "publisher": "Strait Times",
        "published": "2026-03-09T09:00:00Z",
        "title": "Divers find three more in ferry Odra Line",
        "text": FERRY_LATER["text"]
        .replace("rose to 14 on Monday", "rose to 12 on Monday morning")
        .replace("Divers found the car deck doors open", "The coast guard of Norway sent two helicopters to Bergen"),
    }
    night = FERRY_LATER | {"published": "2026-03-09T20:00:00Z"}
    run_digest([write_news(tmp_path / "monday", FERRY)], out)

    run_digest([write_news(tmp_path / "tuesday", noon, night)], out, at=TUESDAY)

    tuesday = files(out)["2026-03-10/NO.md"]
    assert "dead: nine → 14" in tuesday
    assert "Dead: 12" not in tuesday


def test_what_was_reported_and_is_heard_of_no_more_has_gone_quiet(tmp_path: Path, out: Path) -> None:
    """The index says it once."""
    written = two_days(tmp_path, out)

    quiet = written["index.md"].partition("## Gone quiet")[2].partition("##")[0]
    assert "Seoul passes budget" in quiet
    assert "Ferry" not in quiet


def test_the_first_days_files_stay(tmp_path: Path, out: Path) -> None:
    """A later run touches no brief of an earlier one, and the index leads to both."""
    written = two_days(tmp_path, out)

    assert "nine people died" in written["2026-03-09/NO.md"]
    assert "(<2026-03-09/NO.md>)" in written["index.md"]
    assert "(<2026-03-10/NO.md>)" in written["index.md"]


def test_the_articles_of_the_day_before_need_not_be_there_any_more(tmp_path: Path, out: Path) -> None:
    """The state remembers what they said."""
    run_digest([write_news(tmp_path / "monday", FERRY)], out)

    done = run_digest([write_news(tmp_path / "tuesday", FERRY_LATER)], out, at=TUESDAY)

    assert done.returncode == 0
    assert "dead: nine → 14" in files(out)["2026-03-10/NO.md"]


def test_nothing_new_is_said_and_exits_4(tmp_path: Path, out: Path) -> None:
    """And not a byte changes."""
    news = write_news(tmp_path, FERRY, BUDGET)
    run_digest([news], out)
    before = files(out)

    done = run_digest([news], out, at=TUESDAY)

    assert done.returncode == 4
    assert done.stdout == ""
    assert "Nothing new since 2026-03-09" in done.stderr
    assert files(out) == before


def test_a_reprint_of_what_was_reported_is_no_news(tmp_path: Path, out: Path) -> None:
    """Another outlet, another title, the same text."""
    run_digest([write_news(tmp_path, FERRY)], out)
    reprint = {**FERRY, "id": "again", "title": "Disaster at sea", "publisher": "Evening Star"}

    done = run_digest([write_news(tmp_path, FERRY, reprint)], out, at=TUESDAY)

    assert done.returncode == 4


def test_a_second_run_on_a_day_writes_beside_the_first(tmp_path: Path, out: Path) -> None:
    """Neither replaces the other."""
    run_digest([write_news(tmp_path / "a", FERRY)], out)

    run_digest([write_news(tmp_path / "b", FERRY_LATER)], out)

    written = files(out)
    assert "nine people died" in written["2026-03-09/NO.md"]
    assert "rose to 14" in written["2026-03-09/NO-2.md"]


def test_full_reports_everything_there_is(tmp_path: Path, out: Path) -> None:
    """Known or not."""
    news = write_news(tmp_path, FERRY, BUDGET)
    run_digest([news], out)

    done = run_digest([news], out, "--full", at=TUESDAY)

    assert done.returncode == 0
    assert "nine people died" in files(out)["2026-03-10/NO.md"]


def test_since_leaves_older_articles_out(tmp_path: Path, out: Path) -> None:
    """As everywhere."""
    run_digest([write_news(tmp_path, FERRY, FERRY_LATER)], out, "--since", "2026-03-09")

    assert "nine people died" not in files(out)["2026-03-09/NO.md"]


def test_countries_can_be_chosen_and_the_index_names_what_is_about_others(tmp_path: Path, out: Path) -> None:
    """Nothing vanishes."""
    done = run_digest([write_news(tmp_path, FERRY, BUDGET)], out, "--country", "South Korea", "--country", "JP")

    written = files(out)
    assert done.returncode == 0
    assert [path for path in written if path.startswith("2026")] == ["2026-03-09/KR.md", "2026-03-09/run.json"]
    assert "Ferry capsizes in strait" in written["index.md"].partition("## About countries not asked for")[2]


def test_regions_are_sets_of_countries_of_the_config(tmp_path: Path, out: Path) -> None:
    """One brief for all of them."""
    config = tmp_path / "config.yaml"
    config.write_text("regions:\n  Nordic Countries: [NO, SE]\n")

    run_digest([write_news(tmp_path, FERRY, BUDGET)], out, "--config", str(config))

    written = files(out)
    assert "News brief: Nordic Countries" in written["2026-03-09/nordic-countries.md"]
    assert "Seoul passes budget" in written["index.md"]


@pytest.mark.parametrize(
    ("options", "remedy"),
    [
        (["--region", "Nordics"], "The config has none; see `regions:` there."),
        (["--country", "Atlantis"], "Use a code"),
    ],
)
def test_an_unknown_place_is_refused(tmp_path: Path, out: Path, options: list[str], remedy: str) -> None:
    """With exit 2, and what there is."""
    done = run_digest([write_news(tmp_path, FERRY)], out, *options)

    assert done.returncode == 2
    assert remedy in done.stderr


def test_what_is_muted_is_in_no_brief_and_counted_in_the_manifest(tmp_path: Path, out: Path) -> None:
    """And not new tomorrow; the length of a digest's briefs is a setting of their own."""
    config = tmp_path / "config.yaml"
    config.write_text("mute: [budget]\nfollow: [Odra Line]\nwords: 5\n")
    news = write_news(tmp_path / "news", FERRY, BUDGET, RECIPE)

    done = run_digest([news], out, "--config", str(config), "--minutes", "1")

    assert done.returncode == 0
    written = files(out)
    assert "2026-03-09/KR.md" not in written
    assert "★ Odra Line" in written["2026-03-09/NO.md"]
    assert "nine people died" in written["2026-03-09/NO.md"]
    muted = json.loads(written["2026-03-09/run.json"])["muted"]
    assert [(one["match"], one["headline"]) for one in muted] == [("budget", "Seoul passes budget")]
    assert run_digest([news], out, "--config", str(config)).returncode == 4


@pytest.mark.parametrize(
    ("form", "ending"), [("html", "html"), ("json", "json"), ("text", "txt"), ("eml", "eml"), ("jsonl", "jsonl")]
)
def test_briefs_come_in_every_format(tmp_path: Path, out: Path, form: str, ending: str) -> None:
    """With the ending it has everywhere."""
    run_digest([write_news(tmp_path, FERRY)], out, "-f", form)

    assert f"2026-03-09/NO.{ending}" in files(out)


def test_names_follow_a_template(tmp_path: Path, out: Path) -> None:
    """Anything below the folder."""
    run_digest([write_news(tmp_path, FERRY)], out, "--names", "{code}/{date}-{time}-{name}.{ext}")

    assert "NO/2026-03-09-0500-norway.md" in files(out)


@pytest.mark.parametrize(
    "template", ["../{code}", "/tmp/{code}", "{date}.md", "{code.__class__}", "{nope}{code}", "{code"]
)
def test_a_template_that_cannot_work_is_refused_before_anything_is_read(
    tmp_path: Path, out: Path, template: str
) -> None:
    """With exit 2 and what to use instead."""
    done = run_digest([write_news(tmp_path, FERRY)], out, "--names", template)

    assert done.returncode == 2
    assert not out.exists()


@pytest.mark.parametrize(
    ("at", "zone", "day"),
    [
        pytest.param("2026-03-09T15:30", "Asia/Seoul", "2026-03-10", id="already tomorrow"),
        pytest.param("2026-03-09T03:30", "America/New_York", "2026-03-08", id="still yesterday, in summer time"),
        pytest.param("2026-03-08T04:30", "America/New_York", "2026-03-07", id="still yesterday, in winter time"),
        pytest.param("2026-03-29T00:59", "Europe/Berlin", "2026-03-29", id="before the clocks change"),
        pytest.param("2026-10-24T22:30", "Europe/Berlin", "2026-10-25", id="in summer time, after midnight"),
        pytest.param("2026-10-25T23:30", "Europe/Berlin", "2026-10-26", id="in winter time, after midnight"),
    ],
)
def test_the_day_is_that_of_the_time_zone(tmp_path: Path, out: Path, at: str, zone: str, day: str) -> None:
    """Across midnight and daylight saving."""
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC)

    run_digest([write_news(tmp_path, FERRY)], out, "--tz", zone, at=moment)

    assert f"{day}/NO.md" in files(out)


def test_a_run_while_another_holds_the_lock_exits_75(tmp_path: Path, out: Path) -> None:
    """And leaves everything as it is."""
    news = write_news(tmp_path, FERRY)
    run_digest([news], out)
    with (out / ".brief" / "lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)

        done = run_digest([news], out, "--full", at=TUESDAY)

    assert done.returncode == 75
    assert "2026-03-10/NO.md" not in files(out)


@pytest.mark.parametrize("content", ["", "no json\n"])
def test_a_failed_run_replaces_nothing(tmp_path: Path, out: Path, content: str) -> None:
    """The last good digest stays as it is."""
    news = write_news(tmp_path, FERRY)
    run_digest([news], out)
    before = files(out)
    news.write_text(content)

    done = run_digest([news], out, at=TUESDAY)

    assert done.returncode == 1
    assert "No source gave an article" in done.stderr
    assert files(out) == before


def test_a_bad_file_is_named_and_does_not_stop_the_others(tmp_path: Path, out: Path) -> None:
    """Exit 3, and it is in run.json, too."""
    write_news(tmp_path / "news", FERRY)
    (tmp_path / "news" / "broken.jsonl").write_text("{")

    done = run_digest([tmp_path / "news"], out)

    assert done.returncode == 3
    assert "broken.jsonl" in done.stderr
    assert "broken.jsonl" in json.loads(files(out)["run.json"])["skipped"][0]["source"]


def test_the_manifest_says_what_went_in_and_what_came_out(tmp_path: Path, out: Path) -> None:
    """Inputs, outputs with their hashes, stories with their files, engine, cost."""
    run_digest([write_news(tmp_path, FERRY, BUDGET)], out)

    manifest = json.loads(files(out)["run.json"])
    assert manifest["inputs"]["articles"] == 2
    assert [(one["path"], one["stories"]) for one in manifest["outputs"]] == [
        ("2026-03-09/NO.md", 1), ("2026-03-09/KR.md", 1),
    ]  # fmt: skip
    assert manifest["counts"] == {"new": 2, "updated": 0, "full": 0, "quiet": 0}
    assert {(one["headline"], one["news"], *one["files"]) for one in manifest["stories"]} == {
        (FERRY["title"], "new", "2026-03-09/NO.md"),
        (BUDGET["title"], "new", "2026-03-09/KR.md"),
    }
    for one in (*manifest["outputs"], manifest["index"]):
        content = (out / one["path"]).read_bytes()
        assert (one["bytes"], one["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
    assert manifest["exit_code"] == 0
    assert manifest["engine"] == {"name": "extractive", "model": None}
    assert manifest["usage"]["cost_usd"] == 0


def test_the_files_of_stories_are_found_without_comparing_stories(
    tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each with each they would take a digest of 20,000 articles most of its time."""
    compared: list[object] = []

    def compare(one: object, other: object) -> bool:
        compared.append(other)
        return one is other

    monkeypatch.setattr(Entry, "__eq__", compare)
    both = {**RECIPE, "title": "Pact", "text": "Chile and Kenya signed a pact on copper. Chile's envoy flew to Kenya."}
    news = write_news(tmp_path, FERRY, BUDGET, both)

    make_digest([str(news)], Order(out=out, now=MONDAY), Settings())

    stories = json.loads(files(out)["run.json"])["stories"]
    assert sorted(len(one["files"]) for one in stories) == [1, 1, 2]
    assert compared == []


def test_quiet_says_nothing_when_all_is_well(tmp_path: Path, out: Path) -> None:
    """Cron mails whatever is printed."""
    news = write_news(tmp_path, FERRY)

    first, second = run_digest([news], out, "-q"), run_digest([news], out, "-q", at=TUESDAY)

    assert (first.returncode, first.stdout, first.stderr) == (0, "", "")
    assert (second.returncode, second.stdout, second.stderr) == (4, "", "")


def test_nothing_new_from_a_broken_file_is_a_failure_where_strict(tmp_path: Path, out: Path) -> None:
    """What was skipped may have been the news: exit 1, not 4."""
    news = tmp_path / "news"
    write_news(news, FERRY)
    run_digest([news], out)
    (news / "broken.jsonl").write_text("{")

    assert run_digest([news], out, at=TUESDAY).returncode == 4
    assert run_digest([news], out, "--strict", at=TUESDAY).returncode == 1


def test_a_region_may_have_the_name_of_the_manifest(tmp_path: Path, out: Path) -> None:
    """Its brief is another file."""
    config = tmp_path / "brief.yaml"
    config.write_text("regions:\n  Run: [NO]\n", encoding="utf-8")

    run_digest([write_news(tmp_path, FERRY)], out, "--region", "Run", "-f", "json", "--config", str(config))

    assert {name for name in files(out) if name.endswith(".json")} == {
        "run.json", "2026-03-09/run.json", "2026-03-09/run-brief.json", "index.json",
    }  # fmt: skip
    assert [one["path"] for one in json.loads(files(out)["run.json"])["outputs"]] == ["2026-03-09/run-brief.json"]


def test_the_log_has_one_line_per_event_whatever_names_the_files_have(tmp_path: Path, out: Path) -> None:
    """A line break in a file's name does not make a line of its own."""
    news = tmp_path / "news"
    write_news(news, FERRY)
    (news / "bad\nINFO done.jsonl").write_text("{")
    log = tmp_path / "logs" / "brief.log"

    run_digest([news], out, "--log", str(log))

    lines = log.read_text().splitlines()
    assert [line.split(" ")[2] for line in lines] == ["started", "skipped", "written", "done"]
    assert all(line.startswith("20") for line in lines)


def test_a_failure_is_in_the_log(tmp_path: Path, out: Path) -> None:
    """Whoever looks the next morning finds out why."""
    log = tmp_path / "brief.log"

    run_digest([tmp_path / "nowhere"], out, "--log", str(log))

    assert "ERROR failed error=BriefError" in log.read_text()


def test_more_processes_give_the_same_bytes(tmp_path: Path) -> None:
    """In process or in two."""
    news = write_news(tmp_path, FERRY, FERRY_LATER, BUDGET, RECIPE)

    run_digest([news], tmp_path / "one")
    run_digest([news], tmp_path / "two", "-j", "2")

    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_hostile_titles_stay_text_in_the_index(tmp_path: Path, out: Path) -> None:
    """No link, no markup, no escape code."""
    title = "[click](https://evil.example) <script>alert(1)</script> \x1b[31mred"
    run_digest([write_news(tmp_path / "a", {**FERRY, "title": title})], out)
    run_digest([write_news(tmp_path / "b", {**BUDGET, "published": "2026-03-10"})], out, at=TUESDAY)

    index = files(out)["index.md"]
    assert "[click](" not in index
    assert "<script>" not in index.replace("\\<", "")
    assert "\x1b" not in index


def test_a_digest_tells_the_days_ahead_of_its_articles(tmp_path: Path, out: Path) -> None:
    """Each brief those of its own stories."""
    dated = BUDGET | {"text": BUDGET["text"] + " The assembly will vote on the budget on May 4."}
    news = write_news(tmp_path, FERRY, dated)

    run_digest([news], out)

    written = files(out)
    assert "- **4 May 2026** · The assembly will vote on the budget on May 4." in written["2026-03-09/KR.md"]
    assert "Dates ahead" not in written["2026-03-09/NO.md"]
