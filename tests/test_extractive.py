"""The built-in engine chooses whole sentences a reader can stand alone with."""

from __future__ import annotations

import json
from datetime import date
from random import Random

import pytest

from briefcli.extractive import draft
from briefcli.extractive.antecedents import needs_naming
from briefcli.extractive.features import FEATURES
from briefcli.extractive.pick import NEVER_TOGETHER, pick
from briefcli.extractive.score import WEIGHTS
from briefcli.extractive.units import units_of
from briefcli.text.leaning import leans
from tests.builders import article

BODY = (
    "The port of Sundvik will close for nine days in May, the harbour board said on Tuesday. "
    "Dredgers must clear 40,000 tonnes of silt from the northern channel. "
    "The closure will cost ferry lines about 3 million euros, according to the board. "
    "Fishing boats may use the southern channel at high tide. "
    "The last closure of the port was in 2011."
)


def chosen(*texts: str, points: int = 3) -> list[str]:
    """The points of a story made of these texts."""
    return [
        point.text
        for point in draft([article(text, id=f"a{i}") for i, text in enumerate(texts)], points=points, quotes=0).points
    ]


def test_points_are_sentences_of_the_article_with_their_place() -> None:
    """`text[start:end]` of the cited article is the point, character for character."""
    one = article(BODY)

    for point in draft([one], points=4, quotes=0).points:
        assert one[point.cites[0]] == point.text
        assert point.text.endswith(".")


def test_points_stand_in_the_order_of_the_article() -> None:
    """A reader meets them as the reporter told them."""
    points = chosen(BODY)

    assert points == sorted(points, key=BODY.index)


def test_the_lede_is_told_without_its_dateline() -> None:
    """The span starts behind the dateline; the place is in the metadata."""
    points = chosen("SUNDVIK, March 9 (North Wire) — " + BODY)

    assert points[0].startswith("The port of Sundvik will close")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "He added that the channel was too shallow for ferries."),
        ("en", "But they have not agreed on who will pay for the dredging."),
        ("en", "“It will be a long May,” she said."),
        ("en", "“He has been warned before,” Ilse Brandt, the mayor, said of the captain."),
        ("en", "Moreover, the southern channel is open only at high tide."),
        ("en", "The cost of that work has not been made public by anybody."),
        ("en", "Some have already moved their boats to Nordvik."),
        ("en", "Three of them were built in the last century."),
        ("en", "Then the ferries stopped."),
        ("de", "Sie hätten davon nichts gewusst."),
        ("de", "Deshalb bleibt der Hafen im Mai zu."),
        ("fr", "Elle a promis de payer les travaux."),
        ("es", "Pero ella no ha dicho quién pagará las obras."),
        ("ru", "Он добавил, что порт закроют в мае."),
        ("ja", "同氏は港を閉鎖すると述べた。"),
        ("ko", "그는 항구를 닫겠다고 말했다."),
        ("zh", "他表示，港口将于五月关闭。"),
        ("ar", "وأضاف أن الميناء سيغلق في مايو."),
    ],
)
def test_a_sentence_that_leans_on_the_one_before_is_known(language: str, sentence: str) -> None:
    """Who or what is meant stands elsewhere."""
    assert leans(sentence, language)


@pytest.mark.parametrize(
    "sentence",
    [
        "Mayor Ilse Brandt said that she would pay for the dredging.",
        "The harbour board said it would publish the figures this year.",
        "When the board met on Monday, it voted for the closure.",
        "“It will be a long May,” said Ilse Brandt, the mayor.",
        "Some 40,000 tonnes of silt must go.",
        "Su and Este are towns on the coast of Vestria.",
        "So far, nobody has said who will pay.",
    ],
)
def test_a_sentence_that_names_who_it_means_stands_alone(sentence: str) -> None:
    """A pronoun with its name in the same sentence is no reason to leave it out."""
    assert not leans(sentence, "en")


def test_no_sentence_is_a_candidate_together_with_one_it_does_not_lean_on() -> None:
    """What may be a candidate is asked for one by one: alone, or with the sentence before, and never both."""
    units = units_of(article(BODY))
    possible = list(units.possible())

    assert [unit.leaning for unit in possible] == [False, *[True, False] * 4]
    assert [unit for unit in possible if unit in units] == [unit for unit in possible if not unit.leaning]


def test_letters_that_change_with_their_place_are_no_error() -> None:
    """The small letter of "Σ" is another one at the end of a word, and where a dateline is cut off ends move."""
    text = (
        "ATHENS (AP) — The mayor of the city said on Monday that the workers will repair the ΚΕΝΤΡΙΚΟΣ ΔΡΟΜΟΣ.Αυτός ο "
        "δρόμος θα είναι έτοιμος τον Μάιο είπε ο δήμαρχος της πόλης.\n\nThe work costs three million euros in all."
    )

    assert chosen(text) != []


def test_a_headline_made_of_a_sentence_says_where_it_is_cut() -> None:
    """However many spaces the sentence has."""
    text = f"The ship{' ' * 600}sank off the coast of Sundvik on Tuesday night while the harbour was closed and all its lights were out."

    headline = draft([article(text, title="")], points=1, quotes=0).headline

    assert headline.startswith("The ship sank off the coast")
    assert headline.endswith(" …")


def picked_plainly(scores: list[float], shares: dict[tuple[int, int], float], unfit: set[int], limit: int) -> list[int]:
    """The best, each of those left weighed against all that were picked before, every time."""
    left, picked = set(range(len(scores))) - unfit, list[int]()
    while left and len(picked) < limit:
        most = {one: max([0.0, *(shares[one, other] for other in picked)]) for one in left}
        left = {one for one in left if most[one] != NEVER_TOGETHER}
        if left:
            picked.append(min(left, key=lambda one: (0.7 * most[one] - scores[one], one)))
            left.remove(picked[-1])
    return picked


@pytest.mark.parametrize("seed", range(200))
def test_the_best_that_fit_are_picked_one_after_the_other(seed: int) -> None:
    """Few are weighed, and those picked are the same."""
    rng = Random(seed)
    scores = [rng.choice([0.2, 0.5, rng.random()]) for _ in range(9)]
    shares = {(a, b): rng.choice([0.0, rng.random(), NEVER_TOGETHER]) for a in range(9) for b in range(9)}
    unfit = set(rng.sample(range(9), 3))

    picked = pick(scores, lambda a, b: shares[a, b], seed % 9, 0.7, fits=lambda one: one not in unfit)

    assert picked == picked_plainly(scores, shares, unfit, seed % 9)


def test_a_leaning_sentence_brings_the_one_before_along_or_stays_out() -> None:
    """No point starts with a dangling "He added"."""
    text = "Harbour master Olaf Strand closed the northern channel at noon. He said 40,000 tonnes of silt must go."
    units = [text[unit.start : unit.end] for unit in units_of(article(text))]

    assert units == [text.split(". ", maxsplit=1)[0] + ".", text]


@pytest.mark.parametrize(
    "text",
    [
        "सुंदविक का बंदरगाह मई में नौ दिन के लिए बंद रहेगा। बंदरगाह बोर्ड ने मंगलवार को इसकी घोषणा की। मरम्मत पर दो करोड़ खर्च होंगे।",
        "سندوک کی بندرگاہ مئی میں نو دن کے لیے بند رہے گی۔ بندرگاہ کے بورڈ نے منگل کو اعلان کیا۔ مرمت پر دو کروڑ خرچ ہوں گے۔",
    ],
)
def test_sentences_that_end_otherwise_are_points_too(text: str) -> None:
    """With a danda, or the full stop of Urdu."""
    assert len(chosen(text, points=3)) == 3


def test_the_label_before_a_sentence_is_none_of_its_words() -> None:
    """A point begins behind "Why it matters:"."""
    assert chosen(f"Why it matters: {BODY}", points=1)[0].startswith("The port of Sundvik")


def test_a_few_words_that_set_the_scene_are_no_lede() -> None:
    """The sentence that reports comes behind them."""
    assert chosen(f"The wait is over. {BODY}", points=1)[0].startswith("The port of Sundvik")


def test_but_brings_the_sentence_before_along() -> None:
    """The second half of a thought is no point without the first, unless the article opens so."""
    text = (
        "The harbour board of Sundvik wants to close the channel. But the ferry line Skagen says it will go to court."
    )
    units = [text[unit.start : unit.end] for unit in units_of(article(text))]

    assert units == [text.split(". ", maxsplit=1)[0] + ".", text]
    assert [unit.start for unit in units_of(article(text.replace("The harbour", "But the harbour")))] == [0, 0]


def is_unnamed(sentence: str, before: str, above: list[str]) -> bool:
    """Whether a sentence behind a text opens with what only that text has named."""
    whole = article(f"{before} {sentence}")
    return needs_naming(whole, len(whole.text) - len(sentence), len(whole.text), above)


@pytest.mark.parametrize("opening", ["The letters", "The angry letters"])
def test_what_only_the_article_has_named_is_no_opening_of_a_point(opening: str) -> None:
    """A reader who has not been told of any letters does not know which these are."""
    naming = "Skippers from four towns on the coast have written angry letters to the board in Sundvik."
    text = f"{BODY} {naming}"

    told = chosen(f"{text} {opening} call the closure of the channel an insult to the ferry crews.", points=9)
    assert not any(point.startswith(opening) for point in told) or any("letters to the board" in one for one in told)
    assert is_unnamed(f"{opening} call it an insult.", text, ["board"])
    assert not is_unnamed(f"{opening} call it an insult.", text, ["letter"])
    assert not is_unnamed("The board calls it an insult.", f"The board met. {text}", ["sundvik"])
    assert not is_unnamed("The letters of the skippers call it an insult.", text, [])


def test_the_charity_is_not_known_where_its_name_is_not_told() -> None:
    """Unless it is above, or the sentence names somebody itself."""
    before = f"{BODY} Ilse Brandt works for Clean Harbour on Monday."

    assert is_unnamed("The charity has 40 boats and needs more.", before, ["port"])
    assert is_unnamed("The charity has had 40 boats since May.", before, ["port"])
    assert not is_unnamed("The charity has 40 boats and needs more.", before, ["clean", "port"])
    assert not is_unnamed("The charity has 40 boats in Nordvik.", before, ["port"])


@pytest.mark.parametrize(
    "block",
    [
        "Dredgers at work in the northern channel. (Photo: Ulf Ström/North Wire)",
        "Read more: Why silt comes back every year",
        "Copyright 2026 North Wire. All rights reserved.",
        "What happens next",
    ],
)
def test_captions_furniture_and_headings_are_no_points(block: str) -> None:
    """Not even where the reader could not take them out."""
    text = BODY.replace(". Dredgers", f".\n\n{block}\n\nDredgers")

    assert not any(point in block or block in point for point in chosen(text, points=9))


def test_half_a_quotation_is_no_point() -> None:
    """A sentence that opens a quotation and does not close it is left out."""
    text = BODY + "\n\n“We have waited for this since the great flood of 2011, said the mayor."

    assert not any("great flood" in point for point in chosen(text, points=9))


def test_two_outlets_with_the_same_sentence_tell_it_once() -> None:
    """Near-identical sentences of several articles appear once."""
    other = BODY.replace("the harbour board said on Tuesday", "the board said Tuesday")
    points = chosen(BODY, other, points=9)

    assert sum("will close for nine days" in point for point in points) == 1


def test_the_newest_report_leads() -> None:
    """A story is told by its newest lede; an older lede with older figures is left out."""
    older = article(BODY, id="old", published=date(2026, 3, 9))
    newer = article(
        BODY.replace("nine days", "twelve days"), id="new", published=date(2026, 3, 10), title="Twelve days"
    )
    story = draft([older, newer], points=9, quotes=0)

    assert story.headline == "Twelve days"
    assert "twelve days" in story.points[0].text
    assert not any("nine days" in point.text for point in story.points)


def test_a_columnist_does_not_lead_though_he_is_the_newest() -> None:
    """His own person is no report; somebody's words in the lede are."""
    report = article(
        "The council closed the old bridge on Monday after divers found cracks in two pillars.",
        title="Bridge closed", id="a", published=date(2026, 3, 9),
    )  # fmt: skip
    column = article(
        "I have crossed the old bridge every day of my life, and the council is wrong about its pillars.",
        title="Leave our bridge alone", id="b", published=date(2026, 3, 10),
    )  # fmt: skip
    said = article(
        "“I will not reopen the old bridge before June,” the mayor told the council on Tuesday night.",
        title="No bridge before June", id="c", published=date(2026, 3, 11),
    )  # fmt: skip

    assert draft([report, column], points=1, quotes=0).headline == "Bridge closed"
    assert draft([report, column], points=1, quotes=0).points[0].cites[0].article == "a"
    told = article(
        "The bomb of World War I under the old bridge will give us all a long winter, the mayor said on Tuesday.",
        title="Bomb found", id="d", published=date(2026, 3, 12),
    )  # fmt: skip

    assert draft([report, said], points=1, quotes=0).headline == "No bridge before June"
    assert draft([report, told], points=1, quotes=0).headline == "Bomb found"


def test_the_order_of_the_articles_changes_nothing() -> None:
    """The same articles give the same points."""
    one, two = article(BODY, id="a"), article(BODY.replace("Sundvik", "Norvik"), id="b")

    assert draft([one, two], points=4, quotes=2) == draft([two, one], points=4, quotes=2)


def test_a_quotation_that_is_in_a_point_is_not_shown_again() -> None:
    """Key quotes add to the points."""
    text = "“The channel is closed until the silt is gone,” said Ilse Brandt, the mayor of Sundvik, on Tuesday."
    story = draft([article(text)], points=1, quotes=3)

    assert [point.text for point in story.points] == [text]
    assert story.quotes == ()


def test_an_article_with_nothing_to_say_gives_no_points() -> None:
    """Headings and fragments make no brief."""
    assert chosen("Weather\n\nSport\n\nMore") == []


def test_a_language_without_spaces_has_points_too() -> None:
    """Length is measured in characters where words are not set apart."""
    text = (
        "港湾局は火曜日、北水路のしゅんせつのため五月に港を九日間閉鎖すると発表した。費用は三百万ユーロになる見通しだ。"
    )

    assert draft([article(text, language="ja")], points=1, quotes=0).points


@pytest.mark.parametrize(
    "sentence",
    [
        "The harbour board of Sundvik said that the northern channel of the...",
        "The harbour board of Sundvik said that the northern channel …",
        "channel of the port will be dredged by the harbour board in May.",
        "Port shut in stormMarch 10, 2026 - 11:28 AMTNorthwire. The board said so on Tuesday.",
        "The others have already gone home to their villages on the coast.",
        "The rest will be paid by the ferry lines of the northern coast.",
    ],
)
def test_what_breaks_off_is_glued_or_leans_is_no_candidate(sentence: str) -> None:
    """Neither a teaser, nor the end of a sentence, nor pieces of a page that ran together, nor "the others"."""
    assert sentence not in chosen(f"{BODY}\n\n{sentence}", points=9)


@pytest.mark.parametrize("start", ["al-Noor", "de Wit", "iCar"])
def test_a_name_may_begin_with_a_small_letter(start: str) -> None:
    """A sentence that begins with such a name is whole."""
    told = f"{start} said on Tuesday that the port of Sundvik would close for nine days in May."

    assert told in chosen(told)


def test_a_long_first_sentence_is_a_candidate() -> None:
    """Agencies put all of it into the first sentence; further down, one as long is none."""
    long = "The port of Sundvik will close, " + "and the board said so again, " * 15 + "officials said."
    first, last = article(f"{long} {BODY}"), article(f"{BODY} {long}")

    assert long in [one.text[unit.start : unit.end] for one in (first,) for unit in units_of(one)]
    assert long not in [one.text[unit.start : unit.end] for one in (last,) for unit in units_of(one)]


def test_a_quotation_is_not_also_a_point() -> None:
    """Not even where another outlet has the words."""
    said = "“We will dredge the northern channel by the end of May,” said Ada Lund, who leads the harbour board."
    articles = [article(f"{said} {BODY}", id="a"), article(f"{said} Ferries wait outside the port of Sundvik.", id="b")]

    made = draft(articles, points=9, quotes=9)

    assert any(said == point.text for point in made.points)
    assert made.quotes == ()


def test_a_sentence_that_may_be_no_point_is_passed_over() -> None:
    """The next best takes its place."""
    first, *_ = draft([article(BODY)], points=2, quotes=0).points

    made = draft([article(BODY)], points=2, quotes=0, without=set(first.cites))

    assert len(made.points) == 2
    assert first not in made.points


def test_an_untitled_article_is_headed_by_the_beginning_of_its_first_point() -> None:
    """Not by the whole sentence, which would then stand twice."""
    made = draft([article(BODY, title="")], points=2, quotes=0)

    assert made.headline == "The port of Sundvik will close for nine days in May"

    lede = (
        "Olaf Strand, the harbour master who has kept the northern channel open for forty years, has died in Sundvik."
    )
    headline = draft([article(lede, title="")], points=1, quotes=0).headline
    assert (
        headline == "Olaf Strand, the harbour master who has kept the northern channel open for forty years, has died …"
    )


@pytest.mark.parametrize("ending", ["and we ...", "and we…", "and we"])
def test_a_quotation_whose_end_the_source_leaves_out_is_none(ending: str) -> None:
    """With its dots inside the marks or behind them."""
    text = f"{BODY} “We will not let anybody close the channel this year {ending}” ... Ilse Brandt told the board."

    assert not any("this year" in quote.text for quote in draft([article(text)], points=1, quotes=3).quotes)


def test_the_weights_say_from_what_and_when_they_were_learnt() -> None:
    """The file names its data, its day, the command that makes it, and the scores on articles unseen."""
    held = json.loads(WEIGHTS.read_text(encoding="utf-8"))

    assert set(held["data"]) == {"cnndm1k", "dailymail_aligned", "xsum1k", "bbc_ext"}
    assert date.fromisoformat(held["fitted"])
    assert held["command"].startswith("python -m tests.benchmarks.fit_scorer")
    assert set(held["cross_validated"]["gain"]) == set(held["data"])


def test_every_feature_has_a_weight_and_every_weight_a_feature() -> None:
    """Nothing is seen that does not count, and nothing counts that is not seen."""
    assert list(json.loads(WEIGHTS.read_text(encoding="utf-8"))["weights"]) == list(FEATURES)


@pytest.mark.parametrize("points", [1, 2, 3])
def test_the_lede_is_a_point(points: int) -> None:
    """The first news sentence tells the event, whatever comes after it."""
    assert chosen(BODY, points=points)[0].startswith("The port of Sundvik will close")


def test_what_the_lede_has_said_is_not_told_again() -> None:
    """A sentence that says little but what the lede says makes room for one that adds."""
    again = "The board said on Tuesday that the port of Sundvik will close in May for nine days."

    assert again not in chosen(BODY.replace("Dredgers must", again + " Dredgers must"))


def test_a_language_without_a_file_is_told_by_what_can_be_seen() -> None:
    """Where no words are known, place, length and what comes often decide; the lede comes first."""
    text = (
        "Sundvikin satama suljetaan yhdeksäksi päiväksi toukokuussa, satamalautakunta kertoi tiistaina. "
        "Ruoppaajien on poistettava pohjoisesta väylästä 40 000 tonnia lietettä. "
        "Sulkeminen maksaa lauttayhtiöille noin kolme miljoonaa euroa lautakunnan mukaan. "
        "Kalastusveneet voivat käyttää eteläistä väylää nousuveden aikana."
    )
    points = draft([article(text, language="fi")], points=2, quotes=0).points

    assert points[0].text.startswith("Sundvikin satama suljetaan")


def test_an_older_report_does_not_lead() -> None:
    """The first point is the lede of the newest report, though older ones say more."""
    older = article(BODY, id="old", published=date(2026, 3, 9))
    newer = article(
        "The port of Sundvik opened again on Friday, two days early, the harbour board said.",
        id="new",
        published=date(2026, 3, 14),
    )

    assert draft([older, newer], points=3, quotes=0).points[0].cites[0].article == "new"


def test_what_is_mostly_a_quotation_is_told_as_one() -> None:
    """Not as a point, unless an article has nothing else, or begins so."""
    said = "“We will dredge the northern channel by the end of May, whatever it costs,” said Ada Lund of the harbour board."

    assert said not in chosen(f"{BODY} {said}", points=9)
    assert said in chosen(f"{said} {BODY}", points=9)
    assert chosen(f"{said} {said.replace('May', 'June')}", points=9)
