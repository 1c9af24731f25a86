"""Pasted articles in the shapes of many outlets: furniture goes, the body stays word for word."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefcli.article import Article
from briefcli.errors import ReadError
from briefcli.read.parts import assemble
from briefcli.read.pasted import read_pasted
from tests import pastes
from tests.pastes import Paste

_ALL = {name.lower(): paste for name, paste in vars(pastes).items() if isinstance(paste, Paste)}
_each = pytest.mark.parametrize("paste", _ALL.values(), ids=list(_ALL))


def _read(text: str) -> Article:
    return assemble("paste.txt", read_pasted(text))


@_each
def test_the_body_is_the_article_word_for_word(paste: Paste) -> None:
    """Nothing of the page around it, nothing missing, nothing changed."""
    assert _read(paste.text).text.split("\n\n") == paste.body.split("\n\n")


@_each
def test_the_head_says_what_a_person_reads_there(paste: Paste) -> None:
    """Headline, day, outlet, byline, dateline, tags, language."""
    article = _read(paste.text)

    assert article.title == (paste.title or "Maboto keeps its bridge closed as river rises")
    assert (str(article.published) if article.published else None) == paste.published
    assert (article.publisher, article.byline) == (paste.publisher, paste.byline)
    assert (article.dateline, article.tags, article.language) == (paste.dateline, paste.tags, paste.language)


@_each
def test_stray_blank_lines_and_hard_spaces_are_healed(paste: Paste) -> None:
    """Blank lines with white space in them, Windows line ends and no-break spaces change nothing."""
    torn = paste.text.replace("\n\n", "\n\u00a0\n \n\n") + "\n\n\u00a0\n"

    assert _read(torn).text == _read(paste.text).text


_SENTENCES = (
    "Cookies and bread were handed out at the bridge by women of the town.",
    "Copyright law does not cover the song, the court in Lemba found.",
    "The man was charged with unauthorised use of a vehicle on Monday.",
    "Sources said the talks had failed.",
    "Image was everything to him.",
    "Photographs by the late Jo Ash went on show in Lemba on Friday.",
    "Photos by drone showed the damage.",
    "Picture a town without water.",
    "Credit is scarce in the hills, and the banks of Lemba lend to nobody.",
    "Most — about 60 percent — said no.",
    "More — much more — is coming, the forecasters in Lemba said on Monday.",
    "Up from 22 a year ago.",
    "Opinion is divided.",
    "By late Wednesday night, the account had been suspended.",
    "By comparison, the airport could be much more difficult to repair.",
    "She left the party on 3 May 2026.",
    "Support for a member of the cabinet fell to 20 percent in a week.",
    "Register to vote by 4 May, the commission told the people of Maboto.",
    "“Sign up for the vaccine today,” the minister told the newsletter of his party.",
    "Reporting by the council found that nobody had been paid.",
    "Writing by hand has fallen out of fashion.",
    "This message was sent to every household in the valley, the police said.",
    "Newsletter editors went on strike.",
    "Privacy policy is a matter for the states.",
    "Voters must show a photo ID at the door (photo ID means a passport).",
    "The town has a new worry — image problems of its own making.",
    "Facebook and Twitter did not answer.",
    "Twitter and Facebook.",
    "Comment was sought from the company.",
    "12 comments were deleted, the site said.",
    "#MeToo reached the hills late, she said.",
    "Join the community of nations, he urged them.",
    "The company's shares fell 3 percent, AFP reported / a rival said the opposite.",
    "Schriftsteller haben es schwer.",
    "Datenschutz ist ein Grundrecht, sagte der Minister.",
    "Zum Thema Wasserstoff sagte er nichts.",
    "Par ailleurs, le maire a démissionné.",
    "À lire les rapports, rien n’a changé.",
    "Recibe hoy el presidente a los alcaldes.",
    "네이버가 12일 새 지도를 공개했다고 밝혔다.",
    "댓글 조작 사건의 재판이 10일 열렸다.",
    "コメントは控えると市は述べた。",
    "分享会将于周五在林巴举行。",
)
_OPENING = (
    "Officials in Maboto said on Tuesday that the town's only bridge would stay closed until the floods had passed."
)
_CLOSING = (
    "The closure cuts the only way between the two halves of the town, the council said in a statement on Tuesday."
)


@pytest.mark.parametrize("sentence", _SENTENCES)
def test_a_sentence_that_resembles_furniture_stays(sentence: str) -> None:
    """A dropped sentence is a worse error than a share link that stays."""
    article = _read(f"Bridge at Maboto stays closed\n\n{_OPENING}\n\n{sentence}\n\n{_CLOSING}")

    assert article.text.split("\n\n") == [_OPENING, sentence, _CLOSING]


def test_a_headline_that_opens_the_lede_is_no_pull_quote() -> None:
    """What stands above the first paragraph is not taken for a repetition of it."""
    article = _read(f"Town's only bridge would stay closed\n\n{_OPENING}\n\n{_CLOSING}")

    assert article.title == "Town's only bridge would stay closed"


def test_a_short_last_sentence_belongs_to_the_body() -> None:
    """An article may end with four words."""
    article = _read(f"Bridge at Maboto stays closed\n\n{_OPENING}\n\n{_CLOSING}\n\nThen it rained again.")

    assert article.text.endswith("Then it rained again.")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    """Whatever is pasted, it is an article or a ReadError, and its paragraphs stand in what was pasted."""
    try:
        article = _read(text)
    except ReadError:
        return
    given_words = " ".join(_plain(text).split())

    assert [block for block in article.text.split("\n\n") if " ".join(_plain(block).split()) not in given_words] == []


def _plain(text: str) -> str:
    return "".join(char if char.isalnum() else " " for char in text)
