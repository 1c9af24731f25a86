"""The days ahead of an article: which days, resolved how, and what is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefcli.ahead import days_ahead, days_of, once
from briefcli.languages import codes, language
from tests.builders import article

TUESDAY = date(2026, 3, 10)


def days(text: str, published: date | None = TUESDAY, language: str = "en") -> list[str]:
    """The days ahead of a text: a day as "2026-03-13", a range as "2026-05-01/2026-05-03"."""
    found = days_of(article(text, published=published, language=language))
    return [f"{one.first}/{one.last}" if one.first != one.last else f"{one.first}" for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vestria will reply to both capitals by April 24.", "2026-04-24"),
        ("The levy, agreed last autumn and due to take effect on May 1, covers ore.", "2026-05-01"),
        ("A delegation is expected in Lund on March 23.", "2026-03-23"),
        ("The law takes effect on 1 July 2027.", "2027-07-01"),
        ("Voters go to the polls on Sunday, 3 May.", "2026-05-03"),
        ("The court is to rule on Friday.", "2026-03-13"),
        ("On Saturday, the two ministers will meet in Lund.", "2026-03-14"),
        ("The board meets next Friday.", ""),
        ("The board will meet next Friday.", "2026-03-20"),
        ("The union said it would strike on Wednesday of next week.", "2026-03-18"),
        ("The fleet will sail tomorrow.", "2026-03-11"),
        ("The report must be published by the end of the month.", "2026-03-31"),
        ("The bridge is to reopen by the end of February.", ""),
        ("The plant is to close by the end of the year.", "2026-12-31"),
        ("The fair will be held from May 1 to May 3.", "2026-05-01/2026-05-03"),
        ("The fair will be held from 30 April to 3 May.", "2026-04-30/2026-05-03"),
        ("The council will sit on April 28 and 29.", "2026-04-28/2026-04-29"),
        ("Talks are planned between Thursday and Saturday.", "2026-03-12/2026-03-14"),
        ("“We will reopen the bridge on May 4,” Lund said.", "2026-05-04"),
    ],
)
def test_a_day_in_the_future_of_an_article_is_one_date(text: str, expected: str) -> None:
    """A day, a weekday or a range, resolved against the day of publication, a Tuesday."""
    assert days(text) == ([expected] if expected else [])


@pytest.mark.parametrize(
    "text",
    [
        "The talks were due to end on May 1.",
        "The vote had been scheduled for Friday.",
        "The minister resigned on Friday.",
        "The minister said on Friday she would resign.",
        "On Friday, the minister said the bank will close.",
        "On Wednesday, Lund also announced that fares will be cut.",
        "He was arrested on Friday and will appear in court soon.",
        "Every May 1, unions will march through Lund.",
        "The bridge will reopen soon, perhaps next year.",
        "The bank will pay $9 million for the May 4 attack on its branch.",
        "The Jan. 6 committee will publish its report in spring.",
        "The rally planned for Saturday has been cancelled.",
        "The clinic will be open from 10 a.m. Monday through Friday, every week.",
        "Lund could not be reached on Friday.",
        "She may 1 day return.",
        "They will march 12 miles.",
        "Friday’s vote will change little.",
        "The vote on Friday will change little.",
        "Black Friday will be busy.",
        "The law has been in force since March 20.",
        "Her birthday will be celebrated on May 9.",
        "The museum will mark its opening on May 31, 1926.",
        "The hall will open on April 31.",
        "The hall will open on Friday, May 12.",
        "The board will meet on Monday.",
        "The ship will sail on March 8",
        "“I will tell you tomorrow,” Lund said.",
        "The fair will run from March 8 to 12.",
        "The fair will run from May 27 to 19.",
        "The clerk is likely to recover after being hit on Friday, doctors say.",
        "The mayor was ordered to pay a fine on Wednesday.",
        "The bank agreed to sell the shipyard on Friday.",
    ],
)
def test_what_is_past_habitual_vague_or_in_doubt_is_no_day(text: str) -> None:
    """Nor is a weekday that was yesterday's, one that does not fit its date, or tomorrow in somebody's words."""
    assert days(text) == []


def test_a_day_without_a_year_is_the_next_one() -> None:
    """Around New Year, too; but not one that has just passed, which the text may mean as well."""
    assert days("The summit will open on Jan. 5.", date(2025, 12, 28)) == ["2026-01-05"]
    assert days("The summit will open on Dec. 27.", date(2025, 12, 28)) == []


def test_a_weekday_of_the_day_of_publication_is_that_day() -> None:
    """Agencies write so, and call no other day of the week before and after by its name alone."""
    assert days("The council will vote on Tuesday.") == ["2026-03-10"]


@pytest.mark.parametrize("published", [date.min, date.max, date(9999, 12, 1), date(1, 1, 1)])
def test_a_date_of_publication_that_is_none_breaks_nothing(published: date) -> None:
    """Pages give years that no calendar has."""
    for when in ("tomorrow", "on Friday", "next Friday", "on May 5", "by the end of the year", "from May 5 to May 9"):
        assert str(date.max) not in "".join(days(f"The summit will open {when}.", published))


@pytest.mark.parametrize("text", ["The summit will open on May 5.", "The summit will open on Friday."])
def test_without_a_date_of_publication_only_a_written_year_tells(text: str) -> None:
    """A date is never guessed."""
    assert days(text, published=None) == []
    assert days("The summit will open on May 5, 2031.", published=None) == ["2031-05-05"]


def test_a_sentence_that_leans_on_another_is_shown_with_it() -> None:
    """Who "he" is stands in the one before; where nothing stands before it, there is no line."""
    text = "Ada Lund was charged with fraud.\n\nShe will appear in court on May 5."
    one = days_of(article(text, published=TUESDAY))[0]

    assert one.article[one.sentence] == days_ahead([one.article])[0].text == text
    assert one.article[one.named] == "May 5"
    assert days("She will appear in court on May 5.") == []


def test_a_dateline_is_no_part_of_the_sentence() -> None:
    """Its date is that of the report."""
    text = "LUND, March 12 (Meridian Wire) - Vestria will answer by April 24, an official said."
    one = days_of(article(text, published=TUESDAY))[0]

    assert one.article[one.sentence] == "Vestria will answer by April 24, an official said."


def test_a_list_of_many_days_is_no_news() -> None:
    """A fixture list or a chronology runs together into one sentence."""
    fixtures = ", ".join(f"May {day}" for day in range(2, 9))

    assert days(f"Lund will play on {fixtures}.") == []


_WILL = [
    ("de", "Der Landtag wird am 24. April abstimmen.", "2026-04-24"),
    ("de", "Das Gesetz tritt am 1. Juli 2027 in Kraft.", "2027-07-01"),
    ("de", "Die Messe findet vom 3. bis 5. Juni in Lund statt.", "2026-06-03/2026-06-05"),
    ("de", "Die Ministerin will am Donnerstag nach Lund reisen.", "2026-03-12"),
    ("de", "Der Bericht soll bis Ende des Monats vorliegen.", "2026-03-31"),
    ("de", "Das Urteil wird am Mittwoch kommender Woche erwartet.", "2026-03-18"),
    ("de", "Die Brücke soll übermorgen öffnen.", "2026-03-12"),
    ("fr", "Le Parlement se prononcera le 24 avril.", "2026-04-24"),
    ("fr", "La loi doit entrer en vigueur le 1er mai 2027.", "2027-05-01"),
    ("fr", "Une délégation est attendue vendredi à Lund.", "2026-03-13"),
    ("fr", "Le salon se tiendra du 3 au 5 juin à Lund.", "2026-06-03/2026-06-05"),
    ("fr", "Le gouvernement devrait répondre d’ici la fin du mois.", "2026-03-31"),
    ("fr", "Le pont rouvrira demain.", "2026-03-11"),
    ("es", "El Congreso votará la ley el 24 de abril.", "2026-04-24"),
    ("es", "La ley entrará en vigor el 1 de mayo de 2027.", "2027-05-01"),
    ("es", "La ministra viajará el viernes a Lund.", "2026-03-13"),
    ("es", "La feria se celebrará del 3 al 5 de junio.", "2026-06-03/2026-06-05"),
    ("es", "El plazo vence el próximo 15 de abril.", "2026-04-15"),
    ("es", "El puente reabrirá mañana.", "2026-03-11"),
    ("pt", "O Congresso votará a lei em 24 de abril.", "2026-04-24"),
    ("pt", "A lei entra em vigor em 1º de maio.", "2026-05-01"),
    ("pt", "A ministra vai viajar na sexta-feira a Lund.", "2026-03-13"),
    ("pt", "A feira será realizada de 3 a 5 de junho.", "2026-06-03/2026-06-05"),
    ("pt", "O relatório deve sair até o fim do mês.", "2026-03-31"),
    ("it", "Il Parlamento voterà la legge il 24 aprile.", "2026-04-24"),
    ("it", "La legge entrerà in vigore il 1° maggio.", "2026-05-01"),
    ("it", "La ministra arriverà venerdì a Lund.", "2026-03-13"),
    ("it", "La fiera si terrà dal 3 al 5 giugno.", "2026-06-03/2026-06-05"),
    ("pt", "O prazo termina em 15 de abril.", "2026-04-15"),
    ("pt", "A ponte reabrirá amanhã.", "2026-03-11"),
    ("it", "La risposta è attesa entro la fine del mese.", "2026-03-31"),
    ("it", "Il ponte riaprirà domani.", "2026-03-11"),
    ("it", "Il termine scade il 15 aprile.", "2026-04-15"),
    ("ko", "국회는 4월 24일 법안을 표결할 예정이다.", "2026-04-24"),
    ("ko", "정부는 오는 15일까지 답변할 계획이라고 밝혔다.", "2026-03-15"),
    ("ko", "회의는 다음 달 3일 서울에서 열린다.", "2026-04-03"),
    ("ko", "행사는 6월 3일부터 5일까지 부산에서 열린다.", "2026-06-03/2026-06-05"),
    ("ko", "다음 주 금요일 회담이 열릴 예정이다.", "2026-03-20"),
    ("ko", "보고서는 이달 말까지 제출할 계획이다.", "2026-03-31"),
    ("ja", "国会は4月24日に法案を採決する予定だ。", "2026-04-24"),
    ("ja", "政府は今月15日までに回答する方針だ。", "2026-03-15"),
    ("ja", "会議は来月3日に東京で開かれる。", "2026-04-03"),
    ("ja", "大会は６月３日から５日まで大阪で開催される。", "2026-06-03/2026-06-05"),
    ("ja", "来週の金曜日に会談が行われる。", "2026-03-20"),
    ("ja", "報告書は月末までにまとめる方針だ。", "2026-03-31"),
]
_WILL_NOT = [
    ("de", "Die Wahl war für den 1. Mai geplant."),
    ("de", "Am Freitag soll er eine Bank überfallen haben."),
    ("de", "Am Samstag sollen Tausende durch die Stadt gezogen sein."),
    ("de", "Jedes Jahr am 1. Mai wird demonstriert."),
    ("de", "Die Polizei nahm am Freitag zwei Männer fest."),
    ("de", "Der Bericht vom 24. April wird geprüft."),
    ("fr", "La réunion était prévue le 1er mai."),
    ("fr", "La ministre a annoncé vendredi que le pont rouvrira."),
    ("fr", "Chaque 1er mai, les syndicats défileront."),
    ("fr", "L’attaque du 13 novembre sera jugée."),
    ("es", "La reunión estaba prevista para el 1 de mayo."),
    ("es", "La ministra anunció el viernes que viajará."),
    ("es", "El puente abrirá por la mañana."),
    ("es", "La ley del 24 de abril será revisada."),
    ("pt", "A reunião estava prevista para 1º de maio."),
    ("pt", "A ministra anunciou na sexta-feira que vai viajar."),
    ("pt", "A lei de 24 de abril será revista."),
    ("it", "La riunione era prevista per il 1° maggio."),
    ("it", "La ministra ha annunciato venerdì che arriverà."),
    ("it", "La legge del 24 aprile sarà riesaminata."),
    ("ko", "정부는 10일 대책을 마련할 계획이라고 밝혔다."),
    ("ko", "지난해 4월 24일 법안이 통과됐다."),
    ("ko", "공사는 15일간 진행될 예정이다."),
    ("ko", "행사는 매년 5월 1일 열린다."),
    ("ja", "政府は10日、対策をまとめる方針を明らかにした。"),
    ("ja", "昨年4月24日に法案が可決された。"),
    ("ja", "工事は15日間行われる予定だ。"),
    ("ja", "祭りは毎年5月1日に開かれる。"),
]


@pytest.mark.parametrize(("code", "text", "expected"), _WILL)
def test_each_language_says_what_is_to_come(code: str, text: str, expected: str) -> None:
    """In its own words, its own order, and its own digits."""
    assert days(text, language=code) == [expected]


@pytest.mark.parametrize(("code", "text"), _WILL_NOT)
def test_each_language_says_what_is_not(code: str, text: str) -> None:
    """What has been, what happens every year, and what was said on a day."""
    assert days(text, language=code) == []


def test_a_language_that_names_no_days_has_none() -> None:
    """Of most languages only some words are known."""
    unknown = [code for code in codes() if not language(code).phrases("written_days")]

    assert unknown
    assert [days("It will open on May 5.", language=code) for code in (*unknown, "tlh")] == [[]] * (len(unknown) + 1)


@given(
    st.text(alphabet="May 1will be-–30,.“”Fridayonby20tomorrow\n日月年4週来"), st.sampled_from(["en", "de", "ja", "ko"])
)
def test_whatever_is_found_stands_in_the_text_and_ahead(text: str, code: str) -> None:
    """Spans point into the text, ranges run forwards, nothing lies before the day of publication."""
    for one in days_of(article(text, published=TUESDAY, language=code)):
        assert TUESDAY <= one.first <= one.last
        assert one.sentence.start <= one.named.start < one.named.end <= one.sentence.end <= len(text)


def test_outlets_that_have_one_day_and_event_are_one_line() -> None:
    """The earliest is quoted, the others are named and cited; another event on that day is another line."""
    later = article(
        "The tariff on ore is due to take effect on May 1. The hall will reopen on May 1.",
        title="Late", publisher="Weir Post", published=date(2026, 3, 12),
    )  # fmt: skip
    first = article(
        "Vestria’s tariff on ore will take effect on 1 May 2026, a minister said.",
        title="Early", publisher="Ford Gazette", published=date(2026, 3, 11),
    )  # fmt: skip

    found = days_ahead([later, first])

    assert [(one.text.split()[0], one.outlets, len(one.evidence)) for one in found] == [
        ("The", ("Weir Post",), 1),
        ("Vestria’s", ("Ford Gazette", "Weir Post"), 2),
    ]
    assert first[found[1].evidence[0]] == found[1].text


def test_days_are_in_order_and_the_order_of_the_articles_changes_nothing() -> None:
    """The same input gives the same lines."""
    texts = ("The hall will open on May 9.", "The pool will open on April 2.", "The ferry will sail on May 9.")
    articles = [article(text, title=text, published=TUESDAY) for text in texts]

    found = days_ahead(articles)

    assert [one.first.isoformat() for one in found] == ["2026-04-02", "2026-05-09", "2026-05-09"]
    assert days_ahead(articles[::-1]) == found


def test_two_stories_with_one_day_and_event_tell_it_once() -> None:
    """The first story keeps it, with the outlets of both."""
    text = "The tariff on processed battery ore will take effect on May 1."
    stories = [days_ahead([article(text, title=name, publisher=name, published=TUESDAY)]) for name in ("A", "B")]

    found = once(replace(one, story=str(place)) for place, story in enumerate(stories) for one in story)

    assert [(one.story, one.outlets) for one in found] == [("0", ("A", "B"))]
