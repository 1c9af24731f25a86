"""From files to a brief, on the sample articles and on small ones."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from briefcli import pipeline
from briefcli.brief import Brief, Muted
from briefcli.config import Settings
from briefcli.gathering import Selection
from briefcli.pipeline import Alone, make_brief, tell_each
from briefcli.render import render
from tests.builders import article, article_of
from tests.command import ROOT, SEEDS

CLIENTSSEEDS = ROOT.parent / "shared" / "seeds"
NOW = datetime(2026, 3, 12, 7, 0, tzinfo=UTC)


def brief_of(*sources: Path | str, selection: Selection | None = None, **settings: object) -> Brief:
    """A brief of these sources on the morning after the samples."""
    return make_brief(
        [str(source) for source in sources], Settings.model_validate(settings), now=NOW, selection=selection
    )


@pytest.fixture(scope="module")
def samples() -> Brief:
    """The brief of all sample articles."""
    return brief_of(SEEDS)


def test_every_line_is_in_its_article(samples: Brief) -> None:
    """`text[start:end]` is the line, for points, quotes and speakers."""
    for story in samples.stories:
        for point in story.points:
            assert [article_of(samples, span.article)[span] for span in point.evidence] == [point.text]
        for quote in story.quotes:
            text = article_of(samples, quote.article).text
            assert text[quote.start : quote.end] == quote.text
            assert quote.speaker is None or text[quote.speaker_start : quote.speaker_end] == quote.speaker


def test_the_samples_make_thirteen_stories(samples: Brief) -> None:
    """Three reports of one accident, two of one request and a reprint are found; nothing else is lumped together."""
    together = {
        frozenset(Path(article_of(samples, one).source.split(":")[0]).name[:2] for one in story.articles)
        for story in samples.stories
    }

    assert len(samples.stories) == 13
    assert {frozenset({"01", "02", "03"}), frozenset({"04", "13"}), frozenset({"07", "08"})} <= together
    assert samples.skipped == ()


def test_a_reprint_is_named_and_not_told_twice(samples: Brief) -> None:
    """Both outlets are sources of the story; only one of them is quoted from."""
    story = next(story for story in samples.stories if story.reprints)

    assert len(story.articles) == 2
    assert len({span.article for point in story.points for span in point.evidence}) == 1


def test_every_story_has_points_and_the_long_ones_have_quotes(samples: Brief) -> None:
    """Nothing in the samples is so thin that a reader would be told nothing."""
    assert all(len(story.points) == 4 for story in samples.stories)
    assert sum(bool(story.quotes) for story in samples.stories) >= 12


def test_hidden_text_of_a_page_reaches_nobody(samples: Brief) -> None:
    """The instructions to language models in one of the samples are gone before anything reads them."""
    shown = render(samples, "json") + "".join(article.text for article in samples.articles)

    assert "SYSTEM NOTICE" not in shown
    assert "rates.example" not in shown


@pytest.mark.parametrize("form", ["markdown", "text", "html", "json", "jsonl", "eml", "terminal"])
def test_the_same_files_give_the_same_bytes_in_whatever_order(form: str, samples: Brief) -> None:
    """The order in which sources are named changes nothing."""
    turned = brief_of(*sorted(SEEDS.iterdir(), reverse=True))

    assert render(turned, form) == render(samples, form)


def test_by_article_keeps_each_apart_and_by_all_makes_one() -> None:
    """Grouping is the reader's choice."""
    ferries = sorted(SEEDS.glob("0[123]-*"))

    assert [len(brief_of(*ferries, by=by).stories) for by in ("article", "story", "all")] == [3, 1, 1]


def test_the_reader_says_how_much() -> None:
    """Points and quotes are upper limits per story."""
    story = brief_of(SEEDS / "03-ferry-world-ledger.md", points=2, quotes=1).stories[0]

    assert (len(story.points), len(story.quotes)) == (2, 1)


@pytest.mark.parametrize(
    ("selection", "left"),
    [
        (Selection(countries=("BR",)), ["05"]),
        (Selection(match="MINESWEEPING"), ["11"]),
        (Selection(since=datetime(2026, 3, 12, tzinfo=UTC)), ["04", "10", "12", "13"]),
    ],
)
def test_a_selection_keeps_what_it_names(selection: Selection, left: list[str]) -> None:
    """By country, by words in any case, by date."""
    brief = brief_of(SEEDS, selection=selection)

    assert sorted({Path(article.source.split(":")[0]).name[:2] for article in brief.articles}) == left


def test_the_same_file_twice_counts_once(tmp_path: Path) -> None:
    """By another name or another path."""
    text = (SEEDS / "04-trade-seoul-courier.txt").read_bytes()
    (tmp_path / "a.txt").write_bytes(text)
    (tmp_path / "b.txt").write_bytes(text)
    brief = brief_of(tmp_path, tmp_path / "a.txt")

    assert len(brief.articles) == 1
    assert brief.skipped == ()


def test_an_id_may_be_used_once(tmp_path: Path) -> None:
    """Two texts under one id cannot both be cited: the second is left out, and named."""
    lines = [
        {"id": "x", "text": "Rates rise on Monday in Oslo."},
        {"id": "x", "text": "Rates fall on Tuesday in Rome."},
    ]
    (tmp_path / "wire.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    brief = brief_of(tmp_path)

    assert [article.text for article in brief.articles] == ["Rates rise on Monday in Oslo."]
    assert "'x'" in brief.skipped[0].reason


def test_the_seed_article_comes_out_right() -> None:
    """Three points or more, both speakers under their names, the date, the countries, no furniture, no caption."""
    if not CLIENTSSEEDS.exists():
        pytest.skip("the client's seed article is not beside this checkout")
    brief = brief_of(CLIENTSSEEDS, quotes=9)
    shown = render(brief, "markdown")

    story = brief.stories[0]
    assert len(story.points) >= 3
    assert {"Kevin Hassett", "Donald Trump"} <= {quote.speaker for quote in story.quotes}
    assert json.loads(render(brief, "json"))["articles"][0]["published"] == "2025-04-09"
    assert {"KR", "US", "JP"} <= set(story.countries)
    assert not [
        words for words in ("facebook", "tweet share", "font", "Source: ", "holds up", "Copyright") if words in shown
    ]


def test_a_sentence_stands_once_in_a_brief() -> None:
    """What two stories both say is told with the first; where each article is wanted by itself, with each."""
    said = "The harbour board will dredge the northern channel of Sundvik by the end of May, Ada Lund said on Monday."
    articles = [
        article(
            f"The port of Sundvik was shut on Monday in a storm. {said} Ferries wait outside its walls in high waves.",
            title="Port shut in storm",
            id="a",
            published=date(2026, 3, 1),
        ),
        article(
            f"Leeks want butter and time, cooks in Norvik said. {said} Salt comes last, and pepper not at all.",
            title="Soup of the day",
            id="b",
            published=date(2026, 3, 9),
        ),
    ]

    apart, together = (
        [
            point.text
            for story in pipeline.brief_of(articles, Settings(by=by), now=NOW).stories
            for point in story.points
        ]
        for by in ("article", "story")
    )

    assert len(together) == len(set(together))
    assert len(apart) == len(together) + 1


def test_an_article_is_told_before_the_next_ones_are_read(tmp_path: Path) -> None:
    """So what a stream holds does not grow with what there is to read; a muted article stands aside in its place."""
    lines = [
        {
            "text": f"The harbour of Quay {number} opened again on Monday. Ferries came at noon.",
            "title": f"Quay {number}",
        }
        for number in range(60)
    ]
    lines[1]["title"] = "Sports: quay against quay"
    file = tmp_path / "quays.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    read = 0

    def count(_what: str, done: int, _all: int) -> None:
        nonlocal read
        read = done

    settings = Settings(by="article", workers=1, mute=("Sports",))
    told = tell_each([str(file)], settings, now=NOW, progress=count)
    first = next(told)
    begun = read
    everything = [first, *told]

    assert isinstance(first, Alone)
    assert first.article.title == "Quay 0"
    assert 0 < begun < 10
    assert [one.match for one in everything if isinstance(one, Muted)] == ["Sports"]
    assert [one.article.title for one in everything if isinstance(one, Alone)] == [
        line["title"] for line in lines if "Sports" not in line["title"]
    ]
