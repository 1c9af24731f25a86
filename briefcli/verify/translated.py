"""Lines in another language than their articles: what can be compared all the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefcli.article import Article
from briefcli.countries import find_countries
from briefcli.verify.claims import Fault, numbers
from briefcli.verify.wholes import IN_DIGITS, whole

_DIGITS = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*")


def translation_faults(text: str, articles: Sequence[Article]) -> Iterator[Fault]:
    """The numbers and countries of a line that its articles do not have, in any spelling.

    A number is known by its digits: 30,000 is "3만" in Korean.
    """
    source = whole(articles, date=IN_DIGITS)
    known = {_significant(f"{number.value:.15g}") for number in numbers(source)}
    known |= {_significant(found[0]) for found in _DIGITS.finditer(source)}
    for found in _DIGITS.finditer(text):
        if _significant(found[0]) not in known:
            yield Fault(kind="number", reason=f"the number {found[0]} is not in its source", ours=found[0])
    there = {
        code for article in articles for code in (article.mentioned or _mentioned(f"{article.title}\n\n{article.text}"))
    }
    for code in _mentioned(text):
        if code not in there:
            reason = f"it names a country that its source does not ({code})"
            yield Fault(kind="name", reason=reason, ours=code)


def _mentioned(text: str) -> tuple[str, ...]:
    return find_countries("", text).mentioned


def _significant(digits: str) -> str:
    """The digits of a number without the noughts around them, and without marks."""
    return re.sub(r"\D", "", digits).strip("0")
