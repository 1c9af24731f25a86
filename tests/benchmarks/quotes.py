"""How fast quotations are found and checked, and whether the checker errs: `python -m tests.benchmarks.quotes`.

Every quotation found in invented articles is handed to the checker as it is, with plain typography, and with each of
several one-word changes. Kept and refused should both be 100 %.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections.abc import Iterator

from briefcli.article import Article, Span
from briefcli.brief import Quote
from briefcli.quotes import find_quotes
from briefcli.text import straight
from briefcli.verify import check_quote

_NAMES = ("Ada Lund", "Bo Falk", "Cleo Strand", "Dag Berg", "Eva Holm", "Finn Dahl")
_ROLES = ("mayor", "harbour master", "chief engineer", "minister of transport", "union leader", "spokesman")
_SUBJECTS = ("The port", "Our budget", "This bridge", "The new line", "Every second ferry", "The old treaty", "The dam")
_VERBS = ("will not open", "has cost", "must carry", "could save", "has lost", "will never reach", "needs", "feeds")
_OBJECTS = ("40 million crowns", "300 families", "the workers’ homes", "12,000 carts a day", "both of our towns’ trust")
_ENDS = ("before June", "– and everybody here knows it", "in 2031", "while the ice holds", "… whatever they say")
_CUES = ("said", "told reporters", "added", "warned", "wrote on Tuesday")
_WORD = re.compile(r"\w[\w’,]*")


def main(count: int) -> None:
    """Print articles and checks a second, the share of true quotations kept and of changed ones refused."""
    chance = random.Random(4)
    articles = [_article(chance, number) for number in range(count)]
    started = time.perf_counter()
    found = {article.id: find_quotes(article) for article in articles}
    took = time.perf_counter() - started
    quotes = [quote for one in found.values() for quote in one]
    named = sum(quote.speaker in _NAMES for quote in quotes) / len(quotes)
    print(
        f"{count} articles, {len(quotes)} quotations: {count / took:,.0f} articles a second, {named:.1%} with full name"
    )
    by_id = {article.id: article for article in articles}
    _check("true, as they are", [(q.text, q) for q in quotes], by_id, faithful=True)
    _check("true, typed plainly", [(straight(q.text).replace("…", "..."), q) for q in quotes], by_id, faithful=True)
    _check("one word changed", [(text, q) for q in quotes for text in _changes(chance, q.text)], by_id, faithful=False)


def _check(name: str, cases: list[tuple[str, Quote]], articles: dict[str, Article], *, faithful: bool) -> None:
    for article in articles.values():
        check_quote("", None, None, [article])  # what is made ready once for an article
    right = 0
    started = time.perf_counter()
    for text, quote in cases:
        cite = Span(article=quote.article, start=quote.start, end=quote.end)
        right += check_quote(text, quote.speaker, cite, [articles[quote.article]]).faithful == faithful
    rate = len(cases) / (time.perf_counter() - started)
    print(f"{name}: {right / len(cases):.2%} right of {len(cases):,}, {rate:,.0f} checks a second")


def _article(chance: random.Random, number: int) -> Article:
    first, second = chance.sample(_NAMES, 2)
    paragraphs = [
        f"{first}, the {chance.choice(_ROLES)}, and {second}, the {chance.choice(_ROLES)}, met in town {number}."
    ]
    for _ in range(7):
        name = chance.choice((first, second))
        words, more = _sentence(chance, number), _sentence(chance, number)
        paragraphs.append(f"“{words},” {chance.choice((name, name.split()[1]))} {chance.choice(_CUES)}. “{more}.”")
    text = "\n\n".join(paragraphs)
    return Article(id=f"a{number}", source=f"{number}.txt", title=f"Town {number}", text=text)


def _sentence(chance: random.Random, number: int) -> str:
    parts = (chance.choice(_SUBJECTS), chance.choice(_VERBS), chance.choice(_OBJECTS), chance.choice(_ENDS))
    return f"{' '.join(parts)}, town {number} says"


def _changes(chance: random.Random, words: str) -> Iterator[str]:
    """A word put in, left out, exchanged; "not" inserted; a number changed; a tail invented; two words swapped."""
    found = list(_WORD.finditer(words))
    place = chance.choice(found[1:-1])
    before, after = words[: place.start()], words[place.end() :]
    yield f"{before}not {words[place.start() :]}"
    if "…" not in (before[-2:-1], after[1:2]):  # beside an ellipsis a word may be left out
        yield before.rstrip() + after
    yield f"{before}hardly{after}"
    yield words.rstrip(".") + " and more"
    yield re.sub(r"\d+", lambda match: str(int(match.group()) + 1), words, count=1)
    other = found[found.index(place) + 1]
    yield before + other.group() + words[place.end() : other.start()] + place.group() + words[other.end() :]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
