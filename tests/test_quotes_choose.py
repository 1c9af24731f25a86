"""The quotes a reader would repeat, and speakers who are one under several names."""

from __future__ import annotations

from dataclasses import replace

from briefcli.article import Article
from briefcli.quotes import find_quotes, is_fragment, key_quotes, pick_quotes
from briefcli.quotes.merge import by_speaker
from briefcli.verify import same_speaker
from tests.builders import article

_MEETING = article(
    "Peter Marlow, chairman of the harbour board, met Anna Lindqvist, the mayor, on Monday.\n\n"
    "“Thank you all for coming today, it is good to see you here,” Marlow said. "
    "“The port will open on 14 June, because 300 families live from it,” he said. "
    "“We must find 40 million crowns before the ice comes,” he added.\n\n"
    "“The town will not pay for a mistake of the board,” Lindqvist said. She called the plan “a stain.”",
    title="Port of Marlow Bay to open in June",
    id="meeting",
)


def chosen(limit: int, *articles: Article) -> list[str]:
    """The words of the key quotes."""
    return [quote.text for quote in key_quotes([q for one in articles for q in find_quotes(one)], articles, limit)]


def test_substance_comes_before_courtesy() -> None:
    """Thanks are not chosen while there is anything else, and every speaker comes before anybody's second."""
    words = chosen(2, _MEETING)

    assert words == [
        "The port will open on 14 June, because 300 families live from it",
        "The town will not pay for a mistake of the board",
    ]


def test_thanks_come_last() -> None:
    """Where more are asked for, a speaker's second stands before his courtesy."""
    words = chosen(9, _MEETING)

    assert words.index("We must find 40 million crowns before the ice comes") < words.index(
        "Thank you all for coming today, it is good to see you here"
    )


def test_words_two_articles_quote_are_given_once() -> None:
    """The same words, or a piece of them, are one quotation."""
    other = article("“The port will open on 14 June,” Peter Marlow said.", id="other", title="June")

    words = chosen(9, _MEETING, other)

    assert sum(text.startswith("The port will open") for text in words) == 1


def test_no_more_than_asked_for() -> None:
    """The limit holds, and none of nothing is nothing."""
    assert chosen(0, _MEETING) == []
    assert len(chosen(1, _MEETING)) == 1
    assert key_quotes([], [], 3) == ()


def test_each_article_has_its_own_key_quotes() -> None:
    """Of many articles each gives its best, in the order of the articles."""
    other = article("“The line opens in May,” said Tom Reed.", id="rail")
    found = [*find_quotes(_MEETING), *find_quotes(other)]

    picked = pick_quotes(found, [_MEETING, other], 1)

    assert [quote.article for quote in picked] == ["meeting", "rail"]


def test_a_piece_of_a_sentence_is_a_fragment() -> None:
    """What begins in the middle of a sentence has to be shown inside it."""
    quotes = find_quotes(_MEETING)

    assert [quote.text for quote in quotes if is_fragment(quote)] == ["a stain."]


def test_a_last_name_and_a_full_name_are_one_speaker() -> None:
    """In a story of several articles what either article quotes of him counts as his."""
    other = article("“The line opens in May,” said Marlow.", id="rail")

    found = by_speaker([*find_quotes(other), *find_quotes(_MEETING)])

    assert [{quote.speaker for quote in said} for said in found] == [{"Marlow", "Peter Marlow"}, {"Anna Lindqvist"}]
    assert [len(said) for said in found] == [4, 2]


def test_a_shared_last_name_is_nobodys() -> None:
    """Where two people of the story have the name, the short form stays by itself."""
    texts = ["“A b c d,” said Paul Kerr.", "“E f g h,” said Mona Kerr.", "“I j k l,” said Kerr."]
    found = [quote for number, text in enumerate(texts) for quote in find_quotes(article(text, id=str(number)))]

    assert [said[0].speaker for said in by_speaker(found)] == ["Paul Kerr", "Mona Kerr", "Kerr"]


def test_a_quotation_without_speaker_may_be_anybodys() -> None:
    """Nothing contradicts a name where the text gives none."""
    (quote,) = find_quotes(article("“The line opens in May,” said Tom Reed."))

    assert same_speaker("Reed", quote)
    assert not same_speaker("Ann Reed", quote)
    assert same_speaker("Ann Reed", replace(quote, speaker=None))
