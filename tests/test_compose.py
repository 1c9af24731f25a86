"""What a reader gets of checked stories: their order, how long a brief is, what is followed and what is muted."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import permutations
from typing import Any

import pytest

from briefcli.article import Article, Skipped
from briefcli.brief import Brief, Story, Weight, overview_lines
from briefcli.compose import by_weight, told_and_muted, weighed
from briefcli.compose.order import Arrangement, Sort, arranged
from briefcli.compose.watch import watched
from briefcli.compose.weight import WEIGHTS
from briefcli.config import Settings
from briefcli.pipeline import brief_of
from briefcli.render import render
from briefcli.render.measure import words_in
from briefcli.stories import Group
from tests.builders import article, article_of, plain

NOON = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)
TODAY = NOON.date()
PLACES = [
    "Alvik",
    "Borre",
    "Cerin",
    "Dunmor",
    "Eskil",
    "Farnholt",
    "Gravik",
    "Holm",
    "Isdal",
    "Jorn",
    "Karsk",
    "Lund",
    "Moss",
    "Narvol",
]


def clipping(text: str = "", *, title: str, days_ago: int = 0, outlet: str | None = "Coast Post") -> Article:
    """An article of so many days ago; without a text of its own it says what its title says."""
    day = date.fromordinal(TODAY.toordinal() - days_ago)
    return article(text or f"{title}.", title=title, publisher=outlet, published=day)


def order(*articles: Article, follow: Sequence[str] = (), mute: Sequence[str] = ()) -> list[str]:
    """The titles of single articles, the weightiest first."""
    groups = [Group(articles=(one,)) for one in articles]
    told, _ = told_and_muted(weighed(groups, today=TODAY, follow=follow, mute=mute))
    return [one.group.articles[0].title for one in told]


def desk(count: int = 14) -> tuple[Article, ...]:
    """So many articles about different things, each with a quotation, a day older each."""
    return tuple(
        replace(
            clipping(
                f"The council of {place} met about its {place.lower()}works on Monday and put off its vote again.\n\n"
                f"“Nobody in {place} was asked about the {place.lower()}works before,” said Ada {place}son, who leads it. "
                f"The {place.lower()}works of {place} cost {n + 3} million crowns in the year of their founding.",
                title=f"{place} puts off the vote on its {place.lower()}works",
                days_ago=n,
            ),
            countries=("DK",) if n % 3 else ("KE",),
        )
        for n, place in enumerate(PLACES[:count])
    )


def made(articles: Sequence[Article], **settings: object) -> Brief:
    """A brief of articles that are stories each."""
    return brief_of(articles, Settings(by="article", **settings), now=NOON)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("grave", "light"),
    [
        ("Ferry sinks, 14 people killed", "Ferry line opens a new café"),
        ("Ferry sinks, 140 people killed", "Ferry sinks, 14 people killed"),
        ("Army invades the north", "Council debates the north"),
        ("Parliament passes budget law", "Village passes a quiet summer"),
        ("Voters elect a new mayor in run-off", "Runner wins the marathon of the city"),
        ("Court jails former minister", "Former minister opens a bakery"),
        ("Bank loses $3 billion", "Bank moves to a new building"),
        ("Ministers meet over harbour", "Coach and quarterback meet ahead of the season"),
    ],
)
def test_what_is_grave_comes_first(grave: str, light: str) -> None:
    """Death before the opening of a café, however the articles come."""
    one, other = clipping(title=light), clipping(title=grave)

    assert order(one, other) == order(other, one) == [grave, light]


@pytest.mark.parametrize(
    ("language", "grave", "light"),
    [
        ("de", "Bundesregierung beschließt neue Sanktionen", "Rezept: Muffins mit Mohn"),
        ("fr", "Un séisme fait douze morts", "Une recette de saison"),
        ("es", "El Congreso aprueba la ley", "El entrenador habla de la temporada"),
        ("pt", "Governo anuncia eleições", "Receitas para o verão"),
        ("it", "Il governo approva il decreto", "La ricetta della nonna"),
        ("ko", "정부, 대북 제재를 발표했다", "이번 시즌 우승 후보"),
        ("ja", "政府、制裁を発表", "映画の新作レシピ"),
    ],
)
def test_what_is_grave_is_known_in_other_languages(language: str, grave: str, light: str) -> None:
    """By the words of their own files, inflected as they are."""
    articles = [replace(clipping(title=title), language=language) for title in (light, grave)]

    assert order(*articles) == [grave, light]


def test_the_length_of_a_text_weighs_nothing() -> None:
    """The same opening with a long text behind it is the same weight."""
    opening = "The bridge of Holm is shut. " * 20
    one, long = clipping(opening, title="Bridge shut"), clipping(opening + "It was old. " * 500, title="Bridge shut")

    weights = {found.weight for found in weighed([Group(articles=(each,)) for each in (one, long)], today=TODAY)}
    assert len(weights) == 1


def test_outlets_and_newness_weigh() -> None:
    """A second outlet as much as a day and more; a report from the future is from today."""
    alone = Group(articles=(clipping(title="Road shut"),))
    both = Group(articles=(clipping(title="Road shut"), clipping("Shut.", title="Road shut", outlet="Ledger")))
    old = Group(articles=(clipping(title="Road shut", days_ago=9),))
    future = Group(articles=(clipping(title="Road shut", days_ago=-300),))

    found = [one.weight for one in weighed([alone, both, old, future], today=TODAY)]
    assert [weight.outlets for weight in found] == [0, WEIGHTS.doubled_outlets, 0, 0]
    assert [weight.newness for weight in found] == [*[WEIGHTS.days[0]] * 2, 0, WEIGHTS.days[0]]
    assert [weight.total for weight in found] == [8, 14, 0, 8]


def test_files_without_a_publisher_are_no_outlets() -> None:
    """They are told by their titles; the name of a file is nowhere but among the sources."""
    texts = (
        "The ferry Odra sank off Sandvik on Monday with 212 people aboard, the coast guard said.",
        "The coast guard searched off Sandvik on Tuesday for people of the ferry Odra, which sank on Monday.",
    )
    titles = ("Ferry sinks off Sandvik", "Search off Sandvik")
    pair = [article(text, title=title, source=f"{title[:4]}.txt") for title, text in zip(titles, texts, strict=True)]
    brief = brief_of(pair, Settings(by="all"), now=NOON)

    shown = render(brief, "text").partition("Sources")[0]
    assert brief.stories[0].outlets == 1
    assert ".txt" not in shown
    assert "publisher" not in shown
    other = next(title for title in titles if title != brief.stories[0].headline)
    assert f"“{other}” [" in shown


def test_files_without_a_title_either_are_told_by_how_they_begin() -> None:
    """Between marks stand only words of the text; what is cut off is outside of them."""
    texts = (
        "At least nine people died as the ferry Odra sank off Sandvik on Monday in a gale, the coast guard said.",
        "The ferry Odra sank off Sandvik on Monday and 14 people died, the harbour office of Sandvik said.",
    )
    pair = [article(text, title="", source=f"clip{n}.txt") for n, text in enumerate(texts)]
    shown = " ".join(render(brief_of(pair, Settings(by="all"), now=NOON), "text").partition("Sources")[0].split())

    assert "clip" not in shown
    assert all(any(quoted in text for text in texts) for quoted in re.findall("“([^”]*)”", shown.partition("[2]")[0]))
    assert shown.count("“") >= 2


def told(headline: str, *, days_ago: int, outlets: int, gravity: float = 0.0) -> Story:
    """A story of that weight."""
    return Story(
        id=headline,
        headline=headline,
        articles=(),
        published=date.fromordinal(TODAY.toordinal() - days_ago),
        countries=(),
        points=(),
        quotes=(),
        outlets=outlets,
        weight=Weight(gravity=gravity),
    )


@pytest.mark.parametrize(
    ("name", "text", "language"),
    [
        ("strike", "Two Strikes were called off.", "en"),
        ("strike", "The striking crews of Holm", "en"),
        ("Müller", "MULLER AND SONS CLOSE", "en"),
        ("Samsung Electronics", "shares of Samsung  Electronics’ rose", "en"),
        ("삼성전자", "삼성전자는 어제 발표했다", "ko"),
        ("Samsung", "어제 Samsung은 발표했다", "ko"),
        ("سامسونج", "قدمت عرضا لسامسونج", "ar"),
        ("Газпром", "по словам Газпрома", "ru"),
        ("Москва", "в Москве прошли переговоры", "ru"),
        ("三菱重工", "昨日、三菱重工は発表した", "ja"),
        ("トヨタ", "トヨタが発表", "ja"),
        ("WHO", "the WHO said", "en"),
        ("AI", "a new AI law", "en"),
        ("Warszawa", "w Warszawie trwa szczyt", "pl"),
        ("Zoll", "Neue Zölle", "de"),
        ("Zoll", "Neue Zölle", None),
    ],
)
def test_a_name_is_found_as_it_is_inflected(name: str, text: str, language: str | None) -> None:
    """By whole words, case and accents aside, in any script."""
    (one,) = watched([name])

    assert one.is_in(text, language)


@pytest.mark.parametrize(
    ("name", "text", "language"),
    [
        ("sun", "on Sunday", "en"),
        ("WHO", "those who said so", "en"),
        ("AI", "Mr. Ai said", "en"),
        ("bank", "the bankrupt firm", "en"),
        ("삼성", "삼성전자는 어제", "ko"),
        ("トヨ", "トヨタが発表", "ja"),
        ("Samsung Electronics", "Samsung said. Other electronics rose", "en"),
        ("Cuba", "the Cubs of Chicago", "en"),
    ],
)
def test_a_name_is_not_found_in_other_words(name: str, text: str, language: str | None) -> None:
    """Longer words, and small letters where the name is in capitals only, are other words."""
    (one,) = watched([name])

    assert not one.is_in(text, language)


def test_what_is_followed_is_lifted_and_marked() -> None:
    """A country by what articles are about, a name by where it stands; the mark is in every format."""
    articles = [*desk(4), clipping("A tram of Vestberg Rail was late.", title="A tram is late", days_ago=9)]
    brief = made(articles, follow=("Vestberg Rail", "Kenya"))

    assert [story.followed for story in brief.stories][:3] == [("Kenya",), ("Kenya",), ("Vestberg Rail",)]
    for form in ("terminal", "markdown", "text", "html"):
        assert "★ Vestberg Rail" in render(brief, form)
    assert [story["followed"] for story in json.loads(render(brief, "json"))["stories"]][2] == ["Vestberg Rail"]


def test_what_is_muted_is_left_out_and_counted() -> None:
    """By headline, tags and beginning; a word further down mutes nothing."""
    long = "The council met. " * 40
    articles = [
        clipping(title="Your horoscopes for Thursday"),
        clipping(f"{long} A horoscope was read.", title="Council meets"),
        replace(clipping(title="The week in the stars"), tags=("Horoscope",)),
        clipping(title="Lottery draws seven numbers"),
    ]
    brief = made(articles, mute=("horoscope", "lottery", "recipe"))

    assert [story.headline for story in brief.stories] == ["Council meets"]
    assert "3 stories muted: horoscope (2), lottery." in render(brief, "text", width=200)
    assert {one["match"] for one in json.loads(render(brief, "json"))["muted"]} == {"horoscope", "lottery"}


@pytest.mark.parametrize("count", [1, 2, 3, 5, 9, 14])
def test_an_overview_has_three_to_six_lines_one_a_story(count: int) -> None:
    """The weightiest first, each a sentence of its source; two stories need none."""
    brief = made(desk(count))

    assert len(brief.overview) == overview_lines(count)
    assert overview_lines(count) in ({0} if count < 3 else {3, 4, 5, 6})
    about = [point.evidence[0].article for point in brief.overview]
    assert about == [story.articles[0] for story in brief.stories][: len(about)]
    assert all(
        article_of(brief, span.article)[span] == point.text for point in brief.overview for span in point.evidence
    )


@pytest.mark.parametrize("form", ["terminal", "markdown", "text", "html"])
def test_an_overview_is_the_first_thing(form: str) -> None:
    """Before the first story, in every format."""
    brief = made(desk())
    shown = render(brief, form, width=200)

    assert (
        shown.index("Overview") < shown.index("The council of Alvik met") < shown.index("1", shown.index("Alvik met"))
    )


@pytest.mark.parametrize(
    "settings",
    [
        {"minutes": 1},
        {"words": 350},
        {"words": 600},
        {"words": 600, "sections": "country"},
        {"words": 1000},
        {"minutes": 5},
    ],
)
def test_a_brief_fits_the_time_it_is_given(settings: dict[str, Any]) -> None:
    """All that is read of it but the sources; the weightiest at greatest length, and none is dropped in silence."""
    brief = made(desk(), **settings)

    read = re.sub(r"\[[^\]]*\]", "", render(brief, "text").partition("\nSources\n")[0])
    limit = settings.get("words") or 230 * settings["minutes"]
    assert words_in(read) <= limit
    lengths = [story.shown for story in by_weight(brief.stories)]
    ranks = ["full", "short", "line", None]
    assert lengths == sorted(lengths, key=ranks.index)
    assert len(brief.stories) == 14
    unshown = lengths.count(None)
    assert (f"No room for {unshown} more stor" in render(brief, "text", width=300)) is bool(unshown)


def test_json_holds_everything_however_short_the_brief() -> None:
    """With the length of each story beside it."""
    whole, short = (json.loads(render(made(desk(), minutes=minutes), "json")) for minutes in (0, 1))

    assert [one["points"] for one in whole["stories"]] == [one["points"] for one in short["stories"]]
    assert [one["quotes"] for one in whole["stories"]] == [one["quotes"] for one in short["stories"]]
    assert {one["shown"] for one in whole["stories"]} == {"full"}
    assert {one["shown"] for one in short["stories"]} > {"line"}
    assert (whole["words"], short["words"]) == (None, 230)


def test_no_limit_shows_all_and_ten_minutes_are_the_default() -> None:
    """0 is without limit; without a word about it, ten minutes."""
    assert made(desk(), minutes=0).words is None
    assert made(desk()).words == 2300


def test_top_limits_the_stories_told_in_full() -> None:
    """The others have their first point, without quotations."""
    brief = made(desk(5), top=2)

    assert [story.shown for story in brief.stories] == ["full", "full", "short", "short", "short"]
    assert render(brief, "text").count("said so") == 0
    assert render(brief, "text").count("-- Ada") == 2


def test_also_lists_what_is_only_named() -> None:
    """Each with the numbers of its sources, in every format."""
    brief = made(desk(), words=600)
    last = [story for story in brief.stories if story.shown == "line"][-1]

    for form in ("terminal", "markdown", "text", "html"):
        shown = re.sub(r"<[^>]*>", "", " ".join(render(brief, form, width=300).split()))
        assert f"{last.headline} [" in shown.partition("Also")[2]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("weight", ["killed", "both", "new"]),
        ("newest", ["new", "both", "killed"]),
        ("outlets", ["both", "killed", "new"]),
    ],
)
def test_stories_are_sorted_as_asked(sort: Sort, expected: list[str]) -> None:
    """By weight, by day, by outlets; whatever the order they come in."""
    killed = told("killed", days_ago=2, outlets=1, gravity=12.0)
    new = told("new", days_ago=0, outlets=1)
    both = told("both", days_ago=1, outlets=2, gravity=8.0)

    for given in permutations([killed, new, both]):
        assert [story.headline for story in arranged(given, Arrangement(sort=sort))] == expected


@pytest.mark.parametrize("form", ["terminal", "markdown", "text", "html"])
def test_stories_stand_in_the_parts_asked_for(form: str) -> None:
    """By country, and by the regions of the config; what is in none comes last."""
    by_country = render(made(desk(6), sections="country"), form)
    by_region = render(made(desk(6), sections="region", regions={"East Africa": ("Kenya",)}), form)

    for shown, first, last in ((by_country, "Kenya", "Denmark"), (by_region, "East Africa", "Elsewhere")):
        plain = re.sub(r"<[^>]*>", "", shown).replace(last.upper(), last).replace(first.upper(), first)
        body = plain.partition("1. Alvik")[0] if form != "terminal" else plain.partition("Alvik puts")[0]
        assert first in body
        assert plain.index("Dunmor puts") < plain.rindex(f"{last}\n" if form == "markdown" else last)


def test_parts_by_region_need_regions() -> None:
    """One clear sentence, and nothing else happens."""
    with pytest.raises(Exception, match="the config has no regions"):
        made(desk(3), sections="region")
    with pytest.raises(Exception, match="'Atlantis' in 'sea' is no country"):
        made(desk(3), sections="region", regions={"sea": ("Atlantis",)})


def test_more_than_ten_stories_have_a_list_of_contents() -> None:
    """Its links lead to the stories; fewer need none."""
    many, few = made(desk(12)), made(desk(10))

    for form, link, target in (
        ("html", 'href="#story-12"', "id=story-12>"),
        ("markdown", "(#story-12)", 'id="story-12"'),
    ):
        assert link in render(many, form)
        assert target in render(many, form)
        assert "#story" not in render(few, form)


def test_what_was_left_out_is_one_line() -> None:
    """Counted by kind; one or two are named with the reason."""
    skipped = [Skipped(source=f"a{n}.pdf", reason="is a PDF.") for n in range(24)]
    skipped += [Skipped(source=f"m{n}.eml", reason="is a mail.") for n in range(12)]
    skipped += [Skipped(source=f"p{n}.html", reason="holds no article text.") for n in range(3)]
    brief = replace(made(desk(3)), skipped=tuple(skipped))

    for form in ("terminal", "markdown", "text", "html"):
        assert "Left out: 24 PDF files, 12 mails, 3 pages without an article." in render(brief, form, width=200)
    assert len(json.loads(render(brief, "json"))["skipped"]) == 39
    assert "Left out: a0.pdf is a PDF." in render(replace(brief, skipped=tuple(skipped[:1])), "text")


@pytest.mark.parametrize("form", ["terminal", "text", "eml"])
def test_no_reference_breaks_over_a_line_end(form: str) -> None:
    """And what is copied has plain spaces."""
    brief = made(desk(), minutes=0)

    shown = plain(render(brief, form, width=61), form)
    assert not re.search(r"\[\d+\n", shown)
    assert not set(shown) & set("\u00a0\u2060\ue000")
    assert len(re.findall(r"\[\d+ ¶\d+\]", shown)) >= 28


def test_wide_terminals_show_what_was_said_beside_what_happened() -> None:
    """From 150 columns on; no column is wider than 100."""
    lines = render(made(desk(3)), "terminal", width=200).splitlines()

    beside = next(line for line in lines if "•" in line and "“Nobody in Alvik" in line)
    assert beside.index("“") in range(90, 110)


class _Compared(date):
    """A date that counts how often it is compared."""

    count = 0

    def __gt__(self, other: object) -> bool:
        _Compared.count += 1
        return super().__gt__(other)  # type: ignore[operator]


def test_four_times_the_stories_take_four_times_the_work() -> None:
    """The newest day of all is looked for once, not once for each story."""

    def compared(stories: int) -> int:
        before = _Compared.count
        days = (_Compared(2026, 3, 1 + number % 9) for number in range(stories))
        groups = [Group(articles=(article(id=str(number), published=day),)) for number, day in enumerate(days)]
        weighed(groups, today=_Compared(2026, 3, 9))
        return _Compared.count - before

    few = compared(50)

    assert 0 < compared(200) <= 4.5 * few
