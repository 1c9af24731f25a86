"""Who said it, in every way reporters say so; and nobody, where the text does not say."""

from __future__ import annotations

import pytest

from briefcli.brief import Quote
from briefcli.quotes import find_quotes
from briefcli.quotes.quotations import everything_marked
from tests.builders import article

_OPENING = "Peter Marlow, chairman of the harbour board, and Anna Lindqvist, the mayor, met on Monday in the old town hall.\n\n"


def last(text: str) -> Quote:
    """The last quotation of a text."""
    return find_quotes(article(text))[-1]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“The port is open again,” Peter Marlow said.", "Peter Marlow"),
        ("“The port is open again,” said Peter Marlow.", "Peter Marlow"),
        ("“The port is open again,” said Peter Marlow, chairman of the board, on Monday.", "Peter Marlow"),
        ("“The port is open again,” Peter Marlow, chairman of the harbour board, said on Monday.", "Peter Marlow"),
        ("“The port is open again,” the board’s chairman, Peter Marlow, said on Monday.", "Peter Marlow"),
        ("Peter Marlow said, “The port is open again.”", "Peter Marlow"),
        ("Peter Marlow said on Monday that “the port is open again.”", "Peter Marlow"),
        ("Peter Marlow, who runs the harbour board, told reporters: “The port is open again.”", "Peter Marlow"),
        ("“The port,” Peter Marlow said, “is open again today.”", "Peter Marlow"),
        ("“The port is open again,” Peter Marlow told the Gazette.", "Peter Marlow"),
        ("“The port is open again,” according to Peter Marlow.", "Peter Marlow"),
        ("According to Peter Marlow, the port “is open again today.”", "Peter Marlow"),
        ("Peter Marlow: “The port is open again.”", "Peter Marlow"),
        ("And from Chairwoman Ines Calder: “The port is open again.”", "Ines Calder"),
        ("“The port is open again.” — Peter Marlow", "Peter Marlow"),
        ("“The port is open again,” Peter Marlow wrote on X.", "Peter Marlow"),
        ("Peter Marlow tweeted: “The port is open again.”", "Peter Marlow"),
        ("“Is the port open again?” asked Peter Marlow.", "Peter Marlow"),
        ("“The port is open again!” Peter Marlow shouted.", "Peter Marlow"),
        ("Peter Marlow called the delay “a stain on this town.”", "Peter Marlow"),
        ("Peter Marlow left the hall, adding that the delay was “a stain on this town.”", "Peter Marlow"),
        ("Peter Marlow’s claim that the delay was “a stain on this town” was cheered.", "Peter Marlow"),
        ("“The port is open again,” the ministry said.", "the ministry"),
        ("“The port is open again,” said a spokesman for the ministry.", "a spokesman for the ministry"),
        ("“The port is open again,” officials familiar with the talks said.", "officials familiar with the talks"),
        ("“The port is open again,” the report reads.", "the report"),
        ("“PETER MARLOW: The port is open again.”", "PETER MARLOW"),
        ("“The port is open again,” said Ursula van den Berg.", "Ursula van den Berg"),
        ("“The port is open again,” Sen. Ruth O’Dell (D-Vt.) said.", "Ruth O’Dell"),
    ],
)
def test_the_speaker_is_found(text: str, speaker: str) -> None:
    """Cue before, after, in the middle, inverted, a colon, a dash, a label: the speaker is named as the text has it."""
    quote = last(text)

    assert quote.speaker == speaker
    assert text[quote.speaker_start : quote.speaker_end] == speaker


@pytest.mark.parametrize(
    "text",
    [
        "“The port is open again,” Marlow said.",
        "“The port is open again,” Mr. Marlow said.",
        "“The port is open again,” Chairman Marlow told the paper.",
        "Marlow spoke first.\n\n“The port is open again,” he said.",
        "“The port is open again,” Marlow said. “We expect forty ships this week.”",
        "“The port is open again,” Marlow said.\n\n“We expect forty ships this week,” he added.",
        "Marlow waved a letter from the owners. “The port is open again,” he said.",
        "“The port is open again,” Marlow said. He added, “We expect forty ships this week.”",
        "Marlow said the work was done. “The port is open again.”",
        "Marlow was pleased.\n\nHe said:\n\n“The port is open again.”",
        "“The port is open again,” Marlow said.\n\n“We expect forty ships.",
    ],
)
def test_a_short_form_or_pronoun_leads_to_the_full_name(text: str) -> None:
    """The name and the role are the ones the article first gives, wherever in it the quotation stands."""
    whole = _OPENING + text

    quote = last(whole)

    assert (quote.speaker, quote.role) == ("Peter Marlow", "chairman of the harbour board")
    assert quote.speaker_start == 0


def test_she_is_not_he() -> None:
    """A pronoun never leads to somebody whose given name or title says otherwise."""
    whole = _OPENING + "Lindqvist agreed. Marlow looked at his notes. “The town has waited long enough,” she said."

    assert last(whole).speaker == "Anna Lindqvist"


def test_two_people_of_one_name_are_kept_apart() -> None:
    """Where a last name could be either of two people, it stays as the sentence has it."""
    text = "Paul Kerr and Mona Kerr run the yard.\n\n“The yard is for sale,” Kerr said."

    assert last(text).speaker == "Kerr"


@pytest.mark.parametrize(
    "text",
    [
        "“The port is open again.”",
        "The board met.\n\nNobody came.\n\nIt rained.\n\n“The port is open again.”",
        "Q: “Is the port open again?”",
        "“The port is open again,” they said.",
        "“The port is open again,” she said.",
    ],
)
def test_nobody_is_guessed(text: str) -> None:
    """Where the text does not say who speaks, the speaker is None."""
    quote = last(text)

    assert quote.speaker is None
    assert quote.speaker_start is None
    assert quote.role is None


def test_each_paragraph_of_a_long_quotation_has_its_speaker() -> None:
    """A quotation that is opened anew in each paragraph is one speaker's, a piece for each paragraph."""
    text = "“We start with the cranes,” said Peter Marlow. “They come on Friday.\n\n“Then we dredge.\n\n“Then we rest.”"

    quotes = find_quotes(article(text))

    assert [quote.text for quote in quotes[1:]] == ["They come on Friday.", "Then we dredge.", "Then we rest."]
    assert {quote.speaker for quote in quotes} == {"Peter Marlow"}


def test_the_words_that_attribute_are_kept() -> None:
    """The cue is the verb as it stands, the mention is what the sentence itself calls the speaker."""
    text = _OPENING + "“The port is open again,” Mr. Marlow added."

    quote = last(text)

    assert quote.cue == "added"
    assert quote.mention_start is not None
    assert text[quote.mention_start : quote.mention_end] == "Marlow"


@pytest.mark.parametrize(
    ("text", "speaker", "role"),
    [
        ("Norlandian Foreign Minister Iva Lund said, “We wait.”", "Iva Lund", "Norlandian Foreign Minister"),
        ("Harbour police Commissioner Iva Lund said, “We wait.”", "Iva Lund", "Harbour police Commissioner"),
        ("“We wait,” said Senate President Pro Tem Iva Lund.", "Iva Lund", "Senate President Pro Tem"),
        ("Norland Secretary of State Iva Lund said, “We wait.”", "Iva Lund", "Norland Secretary of State"),
        ("“We wait,” said state prosecutor Iva Lund.", "Iva Lund", "state prosecutor"),
        ("“We wait,” said club owner Iva Lund.", "Iva Lund", "club owner"),
        ("A defiant Prime Minister Iva Lund said, “We wait.”", "Iva Lund", "Prime Minister"),
        ("They approached Sen. Iva Lund, who said, “We wait.”", "Iva Lund", "Sen."),
        ("He met Anton Falk and Sen. Iva Lund. Lund said, “We wait.”", "Iva Lund", "Sen."),
        ("Reps. Iva Lund and Anton Falk left. Lund said, “We wait.”", "Iva Lund", None),
        ("A reporter was at his summit with President Iva Lund. “We wait,” Lund said.", "Iva Lund", "President"),
        ("The protesters met Ms. Iva Lund. “We wait,” she said.", "Iva Lund", None),
        ("His wife Iva Lund said, “We wait.”", "Iva Lund", None),
        ("“We wait,” Ambassador to Norland Robert Lund said.", "Robert Lund", "Ambassador to Norland"),
        ("Secretary of State for Health Robert Lund said, “We wait.”", "Robert Lund", "Secretary of State for Health"),
        ("C.J. Prince, the coach, said, “We wait.”", "C.J. Prince", "coach"),
        ("“We wait,” said Iva Lund, leading climate scientist at Bay.", "Iva Lund", "leading climate scientist at Bay"),
        ("He gave a home in the port to a daughter, Iva Lund, in May. “We wait,” Lund said.", "Iva Lund", None),
        ("It is smaller than Tidecorp, which sells boats, said analyst Iva Lund of Bay. “We wait,” she said.", "Iva Lund", "analyst"),
        ("“We wait,” said Iva Lund, director of the “House of Tides”, on Monday.", "Iva Lund", None),
        ("“We wait,” said Iva Lund, adviser at the James A. Falk Centre.", "Iva Lund", "adviser at the James A. Falk Centre"),
    ],
)  # fmt: skip
def test_a_role_is_whole_and_of_one_person(text: str, speaker: str, role: str | None) -> None:
    """With the body it is held in, without another's name, a verb or a mood before it; else there is none."""
    quote = last(text)

    assert (quote.speaker, quote.role) == (speaker, role)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We wait,” said one top House aide.", "one top House aide"),
        ("Senior White House officials said on Monday, “We wait.”", "Senior White House officials"),
        ("“We wait,” said a former Norland law enforcement official.", "a former Norland law enforcement official"),
        ("“We wait,” the Utah Republican said.", "the Utah Republican"),
        ("Penn State Health said, “We wait.”", "Penn State Health"),
        ("Mayor Yusra White Johnson said, “We wait.”", "Yusra White Johnson"),
        ("Angus King of Maine said, “We wait.”", "Angus King"),
        ("His uncle died in World War I. Iva Lund said, “We wait.”", "Iva Lund"),
        ("The Norland Centers for Disease Control said, “We wait.”", "The Norland Centers for Disease Control"),
        ("The Norland Supreme Court said the law was “a dead letter”.", "Norland Supreme Court"),
        ("Envoy for Tides Robert Lund resigned, saying the plan was “a stain on us all”.", "Robert Lund"),
        ("Secretary of Homeland Security Ivo Lund called it “a challenge”.", "Ivo Lund"),
        ("It's Jan. 30, and the envoys have left while promising “we will return”.", None),
        ("Iva Lund said failure to pass a package announced by the board “would sink the port”.", "Iva Lund"),
        ("Neither Falk nor Lund spoke. Anton Berg came. Falk, he said, is “a well-run company”.", "Anton Berg"),
        ("President Bill Berg spoke. Ms. Berg was there. Ms. Berg said, “We wait.”", "Berg"),
    ],
)  # fmt: skip
def test_a_speaker_is_whole_and_can_speak(text: str, speaker: str | None) -> None:
    """Never cut off before the word that says who it is; never an opening word, a place or what was announced."""
    assert last(text).speaker == speaker


def test_an_opening_word_is_no_speaker() -> None:
    """Though it has a capital letter: "Close to thirty members"."""
    text = "Close to thirty members left, calling the deal “a stain on us all”."

    assert [said.speaker for said, _ in everything_marked(article(text))] == [None]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("“The port is open,” said Peter Marlow, 61, chairman of the harbour board.", "chairman of the harbour board"),
        ("“The port is open,” said harbour board chairman Peter Marlow.", "harbour board chairman"),
        ("“The port is open,” said Prime Minister Peter Marlow.", "Prime Minister"),
        ("“The port is open,” the chairman of the board, Peter Marlow, said.", "chairman of the board"),
        ("“The port is open,” said Mr. Peter Marlow.", None),
        ("“The port is open,” said Peter Marlow, smiling.", None),
    ],
)
def test_the_role_is_in_the_words_of_the_article(text: str, role: str | None) -> None:
    """A role stands before or after the name; a courtesy title is none."""
    assert last(text).role == role


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Peter Marlow said the tax breaks used by the owners “do nothing for this town.”", "Peter Marlow"),
        ("Peter Marlow stated that they discussed “the price of every ship in the bay.”", "Peter Marlow"),
        ("A source speaking to Peter Marlow said, “The port is open again.”", "A source"),
        ("“The port is open again,” scoffed Peter Marlow, 61.", "Peter Marlow"),
        ("“The port is open again,” Peter Marlow mused.", "Peter Marlow"),
        ("Peter Marlow, who founded the yard that built her, said: “The port is open again.”", "Peter Marlow"),
        ("Harbour Reopens As Marlow Wins Vote\n\n“The port is open again,” Marlow said.", "Marlow"),
    ],
)
def test_the_sayer_is_heard_before_other_verbs(text: str, speaker: str) -> None:
    """Whoever says the sentence is the speaker, not the subject of a lesser verb in it; a headline names nobody."""
    assert last(text).speaker == speaker


def test_a_role_before_a_name_gives_the_name() -> None:
    """Kim Lee speaks in: said its counsel, Kim Lee."""
    text = "The port will appeal. “We will win,” said its counsel, Kim Lee. Nobody else spoke."

    assert [quote.speaker for quote in find_quotes(article(text))] == ["Kim Lee"]


def test_what_is_no_noun_in_french_is_no_speaker() -> None:
    """“a” and “et s’est” stand before a verb like a subject would in English; nobody is named so."""
    text = "Le ministère a salué une décision « de bon voisinage » et s’est dit prêt. « Rien ne presse », a soupiré un élu."
    found = find_quotes(article(text, language="fr"))

    assert not [quote.speaker for quote in found if quote.speaker in ("a", "et s’est")]


def test_a_month_within_a_name_is_a_name() -> None:
    """Theresa May is no Theresa in May."""
    (quote,) = find_quotes(article("“We will be back,” said Ana Rose May, a doctor at the harbor hospital."))

    assert (quote.speaker, quote.role) == ("Ana Rose May", "doctor at the harbor hospital")


def test_who_is_quoted_in_a_sentence_is_meant_before_whom_it_is_about() -> None:
    """The speaker of the quotation before comes first, then the subject, then others."""
    text = (
        "The plan of Karl Voss is “far too late,” said Peter Holm, a teacher at the port school. "
        "He added that it was “nothing but paper.”"
    )

    assert [quote.speaker for quote in find_quotes(article(text))] == ["Peter Holm", "Peter Holm"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("It left “many people” injured, officials said.", "officials"),
        ("“It is over,” the State Department said in a statement.", "State Department"),
        ("The Democratic National Committee said it was “over for good.”", "Democratic National Committee"),
        ("“We closed it,” Jan Holt, a spokesman for the harbor agency told the paper.", "Jan Holt"),
        ("“We closed it,” Jan Holt, M.D. said.", "Jan Holt"),
        ("“We closed it,” an old, tired woman said.", "an old, tired woman"),
        ("Fighters came to “watch” foreign planes, the air force told reporters.", "the air force"),
    ],
)
def test_a_comma_parts_a_subject_from_what_the_quotation_goes_on_with(text: str, speaker: str) -> None:
    """The speaker is whoever the verb has, with a name before his description, a body's name whole."""
    assert find_quotes(article(text))[0].speaker == speaker


def test_a_description_that_begins_with_a_participle_is_no_role() -> None:
    """Somebody's role says what he is, not as what he is known."""
    text = "“We will be back,” said Ana Holt, known as Queen of the Harbor."

    assert [(quote.speaker, quote.role) for quote in find_quotes(article(text))] == [("Ana Holt", None)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“BREAKING: We are all going home right now,” Kim Lee said.", "Kim Lee"),
        ("“We are going home,” Kim Lee said May 3.", "Kim Lee"),
        ("The council in May said it was “over for good now.”", "The council"),
        ("“It is over for good now,” Ana May said.", "Ana May"),
    ],
)
def test_capitals_that_name_nobody(text: str, speaker: str) -> None:
    """Neither a label that is no name, nor a month where a day is given."""
    assert find_quotes(article(text))[0].speaker == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ana Holt was asked about the harbor. Holt’s response was: “It is over for good.”", "Ana Holt"),
        ("Ana Holt told reporters that the mayor’s words were “wholly unwise.”", "Ana Holt"),
        ("“It is over for good,” says a source familiar with the plans.", "a source familiar with the plans"),
    ],
)
def test_whose_words_they_are_and_what_is_nobody(text: str, speaker: str) -> None:
    """An owner of words that a colon announces; no long phrase that no word of says who it is of."""
    assert find_quotes(article(text))[0].speaker == speaker


def test_a_long_phrase_that_says_of_nobody_is_no_speaker() -> None:
    """Neither is an owner's form."""
    opinion = "A legal opinion drafted for the harbor concluded that it was “over for us and all others, for good.”"
    owner = "Holt's, he heard somebody say, was “over for us and all others, and very much for good.”"

    for text in (opinion, owner):
        (one,) = [quote for quote, _ in everything_marked(article(text))]
        assert one.speaker is None or "’s" not in one.speaker
    assert everything_marked(article(opinion))[0][0].speaker is None
