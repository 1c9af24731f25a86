"""What figures look like in news: tolls, magnitudes, percentages, sums, dates."""

from __future__ import annotations

import re

from briefcli import languages
from briefcli.figures.numbers import NUMBER, SMALL, WHOLE_NUMBER

Pattern = re.Pattern[str]

_ENGLISH = languages.language("en")
PEOPLE = re.compile("|".join(_ENGLISH.words("people")))
NO_NOUN = re.compile("|".join(_ENGLISH.words("no_toll_nouns")))
ADVERB = re.compile("|".join(_ENGLISH.phrases("toll_adverbs")))
_NOUN = r"(?P<noun>(?:[a-z][a-z'’-]+\s+){0,2}?[a-z][a-z'’-]+)"
_HAVE_BEEN = rf"(?:(?:{languages.either('toll_auxiliaries', ['en'])})\s+){{0,3}}"
_DONE, _NOUNS, _DOING, _ELSEWHERE = (
    {about: "|".join(patterns) for about, patterns in languages.groups(section).items()}
    for section in ("happened", "toll_nouns", "toll_verbs", "tolls")
)


def _compiled(pattern: str) -> Pattern:
    return re.compile(pattern, re.IGNORECASE)


TOLL = _compiled(
    rf"\b(?:{languages.either('toll_names', ['en'])})\b[^.;\d]{{0,90}}?"
    rf"(?:to|at|of|was|is|reached|hit)\s+{WHOLE_NUMBER}"
)
TOLLS: tuple[tuple[str, Pattern], ...] = (
    *(
        (about, _compiled(rf"{WHOLE_NUMBER}(?:\s+{_NOUN})??\s+{_HAVE_BEEN}(?:{done})\b"))
        for about, done in _DONE.items()
    ),
    *((about, _compiled(rf"{WHOLE_NUMBER}\s+(?P<noun>)(?:{nouns})\b")) for about, nouns in _NOUNS.items()),
    *((about, _compiled(rf"\b(?:{doing})\s+{WHOLE_NUMBER}\s+{_NOUN}\b")) for about, doing in _DOING.items()),
    *(
        (about, _compiled(rf"{NUMBER}(?P<noun>)(?:\s?[名人명]\S{{0,3}}|\s+\S{{1,15}}){{0,2}}?\s*(?:{words})"))
        for about, words in _ELSEWHERE.items()
    ),
)
COUNTS_PEOPLE = re.compile(  # in small letters: twice as fast as a pattern that takes both
    "|".join([*_DONE.values(), *_NOUNS.values(), *_DOING.values(), *_ELSEWHERE.values(), "toll|magnitude"])
)
HAS_NUMBER = _compiled(rf"\d|\b{SMALL}\b")
THE_BODIES = _compiled(r"\bthe\s+$")  # "the three bodies": some of them
FURTHER = _compiled(rf"\b(?:{languages.either('further', ['en'])})\s+$")
YEAR = re.compile(r"\b(?:in|since|of|until)\s(?:[A-Z]\w+\s)?(?:19|20)\d\d\b")
CLAUSE = re.compile(r"[,;:()–—]\s")
# A figure of another time, where its clause says so: no news of this event.
ELSEWHEN = _compiled(rf"\b(?:{languages.either('elsewhen', ['en'])})\b")
MAGNITUDE = _compiled(r"\bmagnitude[- ](?:of )?(?P<a>\d\.\d)\b|\b(?P<b>\d\.\d)[- ]magnitude\b")
# What must be in a sentence for the patterns below to be worth trying.
_PERCENT, _CURRENCY = languages.either("percent"), "|".join(_ENGLISH.words("currencies"))
MONTHS = tuple(name.capitalize() for name, *_ in _ENGLISH.groups("months").values())
HAS_PERCENT = _compiled(rf"%|{_PERCENT}")
HAS_SUM = _compiled(rf"[$€£¥₩₽₹]|(?:{_CURRENCY})\b")
HAS_DATE = re.compile("|".join(MONTHS))
PERCENT = _compiled(rf"{NUMBER}\s?(?:%|(?:{_PERCENT})\b)")
SUM = _compiled(
    r"(?P<sign>(?:US|A|C|NZ|HK)?[$€£¥₩₽₹])\s?(?P<amount>\d+(?:,\d{3})*(?:\.\d+)?)"
    r"(?:\s?(?P<times>thousand|million|billion|trillion|m\b|bn\b))?"
    rf"|{NUMBER}\s(?P<unit>{_CURRENCY})\b"
)
DATE = re.compile(
    rf"\b(?:(?P<m1>{'|'.join(MONTHS)})\s(?P<d1>\d{{1,2}})"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<m2>{'|'.join(MONTHS)}))\b(?!\s?[:.]\d)"
)
PLACE = re.compile(r"\b(?:in|for|at|across|near)\s(?:the\s)?([A-Z][\w'’-]+)")
WORD = re.compile(r"[^\W\d_]{3,}")
SAYS_NOTHING = re.compile(
    "|".join(
        [
            *_ENGLISH.words("says_nothing"),
            *(name for section in ("weekdays", "months") for name, *_ in _ENGLISH.groups(section).values()),
        ]
    )
)
