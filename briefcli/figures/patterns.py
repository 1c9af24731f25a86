"""What figures look like in news: tolls, magnitudes, percentages, sums, dates."""

from __future__ import annotations

import re

from briefcli import languages
from briefcli.figures.numbers import NUMBER, SMALL, WHOLE_NUMBER
from briefcli.late import late

Pattern = re.Pattern[str]

_ENGLISH = languages.language("en")
PEOPLE = late("|".join(_ENGLISH.words("people")))
NO_NOUN = late("|".join(_ENGLISH.words("no_toll_nouns")))
_BEFORE_PLACES = "in|at|on|as|and|after|near|off|when"  # after a number of dead: its noun is left out
ADVERB = late("|".join(_ENGLISH.phrases("toll_adverbs")))
_BOUNDS = rf"(?:(?:{'|'.join(phrase for kind in _ENGLISH.groups('bounds').values() for phrase in kind)})\s+)?"
_NOUN = r"(?P<noun>(?:[a-z][a-z'’-]+\s+){0,2}?[a-z][a-z'’-]+)"
_HAVE_BEEN = rf"(?:(?:{languages.either('toll_auxiliaries', ['en'])})\s+){{0,3}}"
_DONE, _NOUNS, _DOING, _ELSEWHERE = (
    {about: "|".join(patterns) for about, patterns in languages.groups(section).items()}
    for section in ("happened", "toll_nouns", "toll_verbs", "tolls")
)


def compiled(pattern: str) -> Pattern:
    """A pattern that takes small and capital letters."""
    return late(pattern, re.IGNORECASE)


def _words(section: str) -> str:
    return rf"(?:{languages.either(section, ['en'])})"


TOLL = compiled(rf"\b{_words('toll_names')}\b[^.;\d]{{0,90}}?\b{_words('toll_links')}\s+{_BOUNDS}{WHOLE_NUMBER}")
TOLLS: tuple[tuple[str, Pattern], ...] = (
    *(
        (about, compiled(rf"{WHOLE_NUMBER}(?:\s+{_NOUN})??\s+{_HAVE_BEEN}(?:{done})\b"))
        for about, done in _DONE.items()
    ),
    *((about, compiled(rf"{WHOLE_NUMBER}\s+(?P<noun>)(?:{nouns})\b")) for about, nouns in _NOUNS.items()),
    *((about, compiled(rf"\b(?:{doing})\s+{_BOUNDS}{WHOLE_NUMBER}\s+{_NOUN}\b")) for about, doing in _DOING.items()),
    *(  # "kills 3, injures 12", as headlines have it
        (about, compiled(rf"\b(?:{doing})\s+{_BOUNDS}{WHOLE_NUMBER}(?P<noun>)(?=$|[,;]|\s(?:{_BEFORE_PLACES})\b)"))
        for about, doing in _DOING.items()
    ),
    *(
        (about, compiled(rf"{NUMBER}(?P<noun>)(?:\s?[名人명]\S{{0,3}}|\s+\S{{1,15}}){{0,2}}?\s*(?:{words})"))
        for about, words in _ELSEWHERE.items()
    ),
)
# What a sentence must have, in small letters, to be worth a look for each sort of number.
TOLL_WORDS = {
    about: late("|".join(kinds[about] for kinds in (_DONE, _NOUNS, _DOING, _ELSEWHERE) if about in kinds))
    for about in dict.fromkeys(about for about, _ in TOLLS)
}
TOLL_OR_MAGNITUDE = late("toll|magnitude")
HAS_NUMBER = compiled(rf"\d|\b{SMALL}\b")
THE_BODIES = compiled(r"\bthe\s+$")  # "the three bodies": some of them
FURTHER = compiled(rf"\b{_words('further')}\s+$")
PART_BEFORE = compiled(rf"(?<![a-zA-Z])(?:{languages.either('parts_before')})[^.;()]{{0,50}}$")
PART_AFTER = compiled(rf"\s*{_words('parts_after')}\b")
CLAUSE = late(r"[,;:()–—]\s")
# A figure of another time, or of a part, where its clause or the first words of its sentence say so.
_MONTHS = "|".join(name for name, *_ in _ENGLISH.groups("months").values())
_OF_MONTH = rf"(?:in|since|last|early|late|mid|until)[\s-](?:early |late |mid-)?(?:{_MONTHS})(?!\s\d{{1,2}}\b)"
_UNSPACED = languages.either("elsewhen", ["zh", "ja", "ko"])
ELSEWHEN = compiled(rf"\b(?:{languages.either('elsewhen')}|{_OF_MONTH})\b|{_UNSPACED}")
YEAR = late(r"\b(?:19|20)\d\d\b")
DAY = late("|".join(name.capitalize() for name, *_ in _ENGLISH.groups("weekdays").values()))
LOWERED = compiled(rf"\b{_words('lowered')}\b")
PERPETRATOR = compiled(rf"\b{_words('perpetrators')}\b")
MAGNITUDE = compiled(r"\bmagnitude[- ](?:of )?(?P<a>\d\.\d)\b|\b(?P<b>\d\.\d)[- ]magnitude\b")
# What must be in a sentence for the patterns below to be worth trying.
_PERCENT, _CURRENCY = languages.either("percent"), "|".join(_ENGLISH.words("currencies"))
MONTHS = tuple(name.capitalize() for name, *_ in _ENGLISH.groups("months").values())
HAS_PERCENT = compiled(rf"%|{_PERCENT}")
HAS_SUM = compiled(rf"[$€£¥₩₽₹]|(?:{_CURRENCY})\b")
HAS_DATE = late("|".join(MONTHS))
PERCENT = compiled(rf"{NUMBER}\s?(?:%|(?:{_PERCENT})\b)")
SUM = compiled(
    r"(?P<sign>(?:US|A|C|NZ|HK)?[$€£¥₩₽₹])\s?(?P<amount>\d+(?:,\d{3})*(?:\.\d+)?)"
    r"(?:\s?(?P<times>thousand|million|billion|trillion|m\b|bn\b))?"
    rf"|{NUMBER}\s(?P<unit>{_CURRENCY})\b"
)
DATE = late(
    rf"\b(?:(?P<m1>{'|'.join(MONTHS)})\s(?P<d1>\d{{1,2}})"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<m2>{'|'.join(MONTHS)}))\b(?!\s?[:.]\d)"
)
PLACE = late(
    r"\b(?:[Ii]n|for|at|across|[Nn]ear|on|off|of|outside|around)\s(?:the\s)?(?:(?:city|town|province|state|district)\sof\s)?"
    rf"([A-Z][\w'’-]+|(?:{'|'.join(_ENGLISH.words('wide_places'))})\b)"
)
NAME = late(r"\b[A-Z][\w’'&-]*\w")
PERIOD = compiled(
    rf"\b(?:(?:19|20)\d\d|{_MONTHS}|(?:(?:{'|'.join(_ENGLISH.words('ordinals')[1:5])})[\s-])?"
    rf"(?:{'|'.join(_ENGLISH.words('periods'))}))\b"
)
FORMER = compiled(rf"\b{_words('former')}\s+(?:an?\s+|the\s+)?$")
FORMER_AFTER = compiled(rf"\s*{_words('former_after')}")
CHANGED = compiled(rf"\b{_words('changed')}\s+(?:an?\s+|the\s+|nearly\s+)?$")
CHANGED_AFTER = compiled(rf"\s*(?:in\s+|of\s+|points?\s+)?{_words('changed_after')}\b")
HEAD = late(
    r"(?:\s+(?:in|of|for|on|to))?(?:\s+(?:the|an?|its|new|total|overall|annual|additional))*((?:\s+[a-z][a-z-]{2,}){1,2})"
)
SMALL_AT_START = frozenset(_ENGLISH.words("small_at_start"))
WORD = late(r"[^\W\d_]{3,}")
SAYS_NOTHING = late(
    "|".join(
        [
            *_ENGLISH.words("says_nothing"),
            *(name for section in ("weekdays", "months") for name, *_ in _ENGLISH.groups(section).values()),
        ]
    )
)
