"""Stories: what stands together, what stands apart, and that the order of the input says nothing."""

from __future__ import annotations

import random
from datetime import date
from types import ModuleType

import pytest

from briefcli.article import Article
from briefcli.stories import Group, candidates, group, link, reprints
from briefcli.stories.terms import Vector
from tests.builders import article

FERRY = (
    "The ferry Odra Line capsized in the Harlan Strait on Monday night with 212 people aboard, and rescuers had "
    "pulled 14 bodies from the water by morning, the coast guard of Belmora said. Divers searched the car deck at"
    " first light. The vessel left Port Kestrel in a gale. Captain Ilse Varga was among the survivors and was "
    "questioned by police."
)
FERRY_AGAIN = (
    "At least 14 people drowned when a passenger ferry overturned in the Harlan Strait. Survivors of the Odra "
    "Line said cars broke loose on the lower deck as the ship rolled in the storm after leaving Port Kestrel. The"
    " coast guard held the captain, Ilse Varga, for questioning. Belmora's government declared a day of mourning."
)
OTHER_FERRY = (
    "A ferry capsized on Lake Tumbo on Monday with dozens of people aboard and rescuers pulled nine bodies from "
    "the water, the police of Quellin said. Divers searched the hull at first light. The vessel left Maro in calm"
    " weather, and its owner, Danilo Prest, said it had passed inspection."
)
BUDGET = (
    "Parliament in Vestria passed next year's budget by three votes on Monday after a coalition partner gave way "
    "on fuel tax. Finance Minister Oona Rask said the deficit would fall to 2.9 percent. The opposition called "
    "new elections certain. Teachers' unions announced a strike over frozen pay."
)


def ids(groups: tuple[Group, ...]) -> list[list[str]]:
    """The ids of each group."""
    return [[found.id for found in one.articles] for one in groups]


def morning() -> list[Article]:
    """Four reports of three events, under titles that share nothing."""
    day = date(2026, 3, 3)
    return [
        article(FERRY, title="Fourteen dead in strait disaster", id="ferry-1", publisher="Coast Post", published=day),
        article(FERRY_AGAIN, title="Captain held", id="ferry-2", publisher="The Ledger", published=day),
        article(OTHER_FERRY, title="Nine dead in ferry disaster", id="lake", publisher="Coast Post", published=day),
        article(BUDGET, title="Budget squeaks through", id="budget", publisher="The Ledger", published=day),
    ]


def test_reports_of_one_event_stand_together_whatever_their_titles() -> None:
    """The body decides: other titles do not part a story, like titles do not make one."""
    groups = group(morning())

    assert sorted(ids(groups)) == [["budget"], ["ferry-1", "ferry-2"], ["lake"]]


CRASH = (
    "Two mechanics of the Vestrian air force died when their transport plane hit a hillside east of Nordvik on "
    "Wednesday, the ministry said. The engines had been overhauled in spring. Farmers heard a bang and saw smoke over "
    "the pines. A recorder has been found, and an inquiry will look into the fog that lay over the runway."
)
SWAP = (
    "Three teachers held since autumn walked free on Tuesday in exchange for a jailed smuggler, their families told a "
    "radio station. Envoys had met four times in a hotel abroad. The women were thin but well, a doctor reported, and "
    "will fly home this week. Neighbours hung flags from the balconies of their street."
)
BACKGROUND = (
    "The rebels of the Harlan Front have fought the government in Belmora for eleven years, and talks between their "
    "commander Danilo Prest and President Oona Rask broke down in March. Most of the uplands are in the hands of the "
    "insurgents, who tax the timber trade. Officials in the capital speak of a stalemate. Spare parts are scarce, pilots "
    "fly more hours than their contracts allow, and half of the fleet stands in hangars; a union of flight engineers had "
    "warned in two open letters of worn rotor blades and of fuel that was cut with kerosene. The last accident, in which "
    "a colonel lost a leg, was four years ago on the same airfield. Weather stations along that valley were closed to "
    "save money. Relatives waited at the gate of the base until dusk. A chaplain read out the names. Snow was forecast "
    "for the night."
)
SAME_WAR = (
    "Harlan Front gunmen had stopped a bus on the coast road and let the other passengers go. Belmora has never admitted "
    "that it pays for hostages, and President Oona Rask did not mention any price. Danilo Prest, who leads the movement, "
    "had asked for the man by name in a video. He ran cigarettes and stolen cars across the border, was sentenced in "
    "absentia to nineteen years, and fell into a trap that a cousin had set at a wedding. Lawyers for him called the "
    "trial a farce. The pupils of the school, most of them aged under ten, had painted a banner and sung on the pavement "
    "each Friday. A colleague said that nobody would have to teach on that road again. Their posts had been kept open, "
    "the headmistress added, with the wages paid into a fund that parents of the pupils ran, and with the thanks of the "
    "town."
)


@pytest.mark.parametrize(("opening", "stories"), [(SWAP, 2), (CRASH, 1)])
def test_what_only_shares_its_background_is_no_story(opening: str, stories: int) -> None:
    """Two long articles that go into the same war tell of two events, if that is how they open."""
    day = date(2026, 3, 4)
    told = [
        article(f"{CRASH}\n\n{BACKGROUND}", title="", id="a", published=day),
        article(f"{opening}\n\n{SAME_WAR}", title="", id="b", published=day, publisher="The Ledger"),
    ]

    assert len(group(told)) == stories


def test_the_most_reported_story_comes_first() -> None:
    """The story that more outlets carry leads."""
    groups = group(morning())

    assert ids(groups)[0] == ["ferry-1", "ferry-2"]


def test_a_story_says_why_its_articles_stand_together() -> None:
    """The reason names what they share, as the article writes it."""
    why = group(morning())[0].why

    assert "Harlan Strait" in why
    assert "14" in why
    assert "same day" in why


def test_an_article_alone_needs_no_reason() -> None:
    """Nothing binds one article."""
    groups = group([article(BUDGET)])

    assert [found.why for found in groups] == [""]


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_the_input_changes_nothing(seed: int) -> None:
    """Any order of the same articles gives the same groups in the same order, and the same reasons."""
    articles = [*morning(), article(FERRY, id="wire", source="b.txt", publisher="Evening Star")]
    shuffled = random.Random(seed).sample(articles, len(articles))

    assert group(shuffled) == group(articles)


def test_a_reprint_is_read_once_and_its_outlet_named() -> None:
    """The same body under another headline counts once, and stays listed after the text that is kept."""
    original = article(FERRY, title="Ferry capsizes", id="a", publisher="Coast Post")
    reprint = article(FERRY.replace("–", "-"), title="Night of horror", id="b", publisher="Evening Star")

    (story,) = group([reprint, original])

    assert [found.id for found in story.kept] == ["a"]
    assert {found.publisher for found in story.articles} == {"Coast Post", "Evening Star"}
    assert story.reprints == (("b", "a"),)


def test_a_reprint_cut_short_is_a_reprint() -> None:
    """An outlet that ran only the first sentences ran the same text; the longer one is kept."""
    (story,) = group([article(FERRY[:220], id="cut"), article(FERRY, id="whole")])

    assert story.reprints == (("cut", "whole"),)


def test_a_text_with_a_figure_of_its_own_is_no_reprint() -> None:
    """An update that only raises the toll is read: it says something new."""
    (story,) = group([article(FERRY, id="early"), article(FERRY.replace("14", "19"), id="late")])

    assert story.reprints == ()
    assert {found.id for found in story.kept} == {"early", "late"}


def test_the_same_text_from_two_outlets_under_one_id_stays_listed_twice() -> None:
    """Articles without an id of their own share one where title and text agree; both outlets are named."""
    one, other = (article(FERRY, publisher=name, source=f"{name}.txt") for name in ("Coast Post", "Evening Star"))

    (story,) = group([one, other])

    assert [found.publisher for found in story.articles] == ["Coast Post", "Evening Star"]
    assert len(story.kept) == 1


def test_the_same_kind_of_event_weeks_later_is_another_story() -> None:
    """A time window parts what the words would join."""
    early = article(FERRY, id="early", published=date(2026, 3, 3))
    late = article(FERRY_AGAIN, id="late", published=date(2026, 3, 24))

    assert len(group([early, late])) == 2


def test_by_article_keeps_each_apart() -> None:
    """Nothing is grouped, not even reprints."""
    groups = group([article(FERRY, id="a"), article(FERRY, id="b")], "article")

    assert sorted(ids(groups)) == [["a"], ["b"]]


def test_by_all_treats_everything_as_one_event() -> None:
    """One group, in which reprints still count once."""
    (story,) = group([*morning(), article(FERRY, id="wire")], "all")

    assert len(story.articles) == 5
    assert len(story.kept) == 4


def test_nothing_gives_no_groups() -> None:
    """No articles, no stories."""
    assert group([]) == ()


@pytest.mark.parametrize(
    ("language", "one", "same", "other"),
    [
        pytest.param(
            "de",
            "Bei einem Fährunglück in der Meerenge von Harlan sind am Montag mindestens 14 Menschen ertrunken. Die "
            "Küstenwache von Belmora sucht mit Tauchern nach Vermissten. Kapitänin Ilse Varga wurde festgenommen.",
            "Nach dem Untergang der Fähre vor Harlan wird Kapitänin Ilse Varga von der Polizei verhört. 14 Tote "
            "wurden geborgen, teilte die Küstenwache in Belmora mit. Taucher suchen weiter nach Vermissten.",
            "Das Parlament in Vestria hat am Montag den Haushalt für das kommende Jahr beschlossen. Finanzministerin "
            "Oona Rask sprach von einem schwierigen Kompromiss. Die Opposition fordert nun Neuwahlen.",
            id="German",
        ),
        pytest.param(
            "ja",
            "ハーラン海峡で月曜日の夜、旅客船オドラ号が転覆し、少なくとも14人が死亡した。ベルモラの沿岸警備隊が行方不明者の捜索を続けている。",
            "旅客船オドラ号の転覆事故で、警察は船長から事情を聴いている。ハーラン海峡では14人の死亡が確認され、沿岸警備隊が捜索を続けている。",
            "ヴェストリアの議会は月曜日、来年度の予算案を可決した。財務相は赤字が減ると述べた。野党は総選挙を求めている。",
            id="Japanese",
        ),
        pytest.param(
            "ru",
            "Паром «Одра» перевернулся в Харланском проливе в понедельник ночью, погибли 14 человек. Береговая охрана "
            "Белморы продолжает поиски пропавших. Капитан Ильзе Варга задержана полицией.",
            "Полиция допрашивает капитана парома «Одра» Ильзе Варгу. После крушения в Харланском проливе найдены тела "
            "14 человек, сообщила береговая охрана Белморы.",
            "Парламент Вестрии принял в понедельник бюджет на следующий год. Министр финансов Уна Раск заявила, что "
            "дефицит сократится. Оппозиция требует новых выборов.",
            id="Russian",
        ),
    ],
)
def test_reports_in_other_languages_group_among_themselves(language: str, one: str, same: str, other: str) -> None:
    """Words are Unicode words, pairs of characters where a script has no spaces."""
    articles = [article(text, title="", id=str(at), language=language) for at, text in enumerate((one, same, other))]

    assert sorted(ids(group(articles))) == [["0", "1"], ["2"]]


@pytest.mark.parametrize(
    "text", ["", " ", "“" * 200_000, "\ud800 \x00", "A" * 500_000, "1," * 100_000, "a b " * 100_000]
)
def test_hostile_text_is_grouped_like_any_other(text: str) -> None:
    """No body can stop or slow the grouping of the others."""
    groups = group([article(text, id="hostile"), *morning()])

    assert ["ferry-1", "ferry-2"] in ids(groups)


def crowd(articles: int, *, seed: int = 1) -> list[Article]:
    """So many articles of five days: words as unequal as those of a language; every other two are of one event."""
    chance = random.Random(seed)
    words = [f"w{number}" for number in range(4_000)]
    often = [1 / (1 + number) for number in range(len(words))]
    found = []
    for number in range(articles):
        names = [f"name{(number // 2 if number % 4 < 2 else number) * 5 + at}x" for at in range(5)]
        body = chance.choices(words, often, k=60)
        text = " ".join(f"{word} {name}" for word, name in zip(body, names * 12, strict=True))
        day = date(2026, 3, 1 + number // 4 % 5)
        found.append(article(f"{text}. {' '.join(body)}", title="", id=str(number), published=day))
    return found


def counted(monkeypatch: pytest.MonkeyPatch, module: ModuleType | type, name: str) -> list[object]:
    """What grows by one with each call of a function."""
    calls: list[object] = []
    plain = getattr(module, name)

    def counting(*arguments: object) -> object:
        calls.append(None)
        return plain(*arguments)

    monkeypatch.setattr(module, name, counting)
    return calls


def test_four_times_the_articles_take_hardly_more_than_four_times_the_comparisons(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each article is compared with a bounded number of others, however many there are."""
    compared, linked = counted(monkeypatch, Vector, "times"), counted(monkeypatch, link._Merger, "_push")

    group(crowd(150))
    few, few_linked = len(compared), len(linked)
    group(crowd(600))

    assert 150 < len(compared) - few < 4.5 * few
    assert 150 < len(linked) - few_linked < 4.5 * few_linked


def test_what_all_articles_hold_is_looked_up_last_and_no_further_than_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Terms that one article in two holds lead to many articles; those that one other holds lead to the story."""
    common = [f"common{at}" for at in range(30)]
    articles = []
    for number in range(60):
        words = [*common, f"event{number // 2}", f"scene{number // 2}", f"alone{number}"]
        random.Random(number).shuffle(words)
        articles.append(article(" ".join(words), title="", id=str(number)))
    assert len(group(articles)) == 1

    monkeypatch.setattr(candidates, "_LOOKED_AT", 64)
    assert [len(one.articles) for one in group(articles)] == [2] * 30


def test_a_reprint_of_a_reprint_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The text cut short is read beside the whole one once, not once for each outlet that ran it."""
    read = counted(monkeypatch, reprints, "figures_of")
    cut = FERRY.removesuffix("was among the survivors and was questioned by police.")
    copies = [article(cut, title=f"Title {at}", id=f"cut-{at}", publisher=f"Paper {at}") for at in range(20)]

    (story,) = group([article(FERRY, id="whole"), *copies])

    assert {original for _, original in story.reprints} == {"whole"}
    assert len(story.reprints) == 20
    assert len(read) == 2


def test_a_text_that_many_cut_short_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each reprint is read, the original once for all of them."""
    read = counted(monkeypatch, reprints, "figures_of")
    words = FERRY.split()
    cuts = [article(" ".join(words[:-cut]), title="", id=f"cut-{cut}") for cut in range(1, 9)]

    (story,) = group([article(FERRY, id="whole"), *cuts])

    assert len(story.reprints) == 8
    assert len(read) == 9
