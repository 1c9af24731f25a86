"""What figures look like in news: tolls, magnitudes, percentages, sums, dates."""

from __future__ import annotations

import re

from briefcli.figures.numbers import NUMBER, SMALL, WHOLE_NUMBER

Pattern = re.Pattern[str]

PEOPLE = re.compile("people|persons|others|lives|victims|residents|dead|civilians|crew")
NO_NOUN = re.compile("and|in|to|or|a|on|at|by|from|of|the|those|them|whom|days|hours|years|times|percent")
ADVERB = re.compile("still|also|now|later|already|remain(?:s|ed)?|officially|initially|so|far")
_NOUN = r"(?P<noun>(?:[a-z][a-z'’-]+\s+){0,2}?[a-z][a-z'’-]+)"
_HAVE_BEEN = (
    r"(?:(?:were|was|are|is|have been|had been|has been|have|had|being|reported|confirmed|believed|feared|left|found)"
    r"\s+){0,3}"
)
_DONE = {
    "dead": "killed|dead|died|drowned|perished|slain|crushed to death|burned to death|shot dead",
    "injured": "injured|wounded|hurt|hospitali[sz]ed",
    "missing": "missing|unaccounted for",
    "arrested": "arrested|detained|in custody",
    "evacuated": "evacuated|displaced|homeless",
    "rescued": "rescued|pulled alive",
    "aboard": "aboard|on board",
    "infected": "infected",
}
_NOUNS = {
    "dead": "deaths|fatalities|bodies|dead",
    "injured": "injuries|casualties",
    "arrested": "arrests",
    "infected": "(?:confirmed )?(?:cases|infections)",
}
_DOING = {
    "dead": "kill(?:ed|ing|s)|claim(?:ed|ing|s)(?: the lives of)?|took the lives of",
    "injured": "(?:injur|wound)(?:ed|ing|es|s)|hurt(?:ing)?",
    "arrested": "(?:arrest|detain)(?:ed|ing|s)",
    "evacuated": "evacuat(?:ed|ing)|displac(?:ed|ing)",
    "rescued": "rescu(?:ed|ing)",
}
_ELSEWHERE = {  # the word beside the number in some other languages
    "dead": (r"muert[oa]s|mort[oi]s?|tués|tote|todesopfer|doden|döda|погиб\w*|убит\w*|ölü|死亡|死者|사망|숨지"),
    "injured": (
        r"herid[oa]s|blessés|feriti|ferid[oa]s|verletzte|gewonden|skadade|ранен\w*|пострада\w*|yaralı|负伤|受伤|負傷|부상"
    ),
    "missing": r"desaparecid[oa]s|disparus|dispersi|vermisste|vermissten|пропавш\w*|失踪|行方不明|실종",
}


def _compiled(pattern: str) -> Pattern:
    return re.compile(pattern, re.IGNORECASE)


TOLL = _compiled(
    r"\b(?:death toll|toll|number of (?:the )?(?:dead|deaths))\b[^.;\d]{0,90}?"
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
FURTHER = _compiled(r"\b(?:another|other|additional|further|first|last|including|among them)\s+$")
YEAR = re.compile(r"\b(?:in|since|of|until)\s(?:[A-Z]\w+\s)?(?:19|20)\d\d\b")
CLAUSE = re.compile(r"[,;:()–—]\s")
# A figure of another time, where its clause says so: no news of this event.
ELSEWHEN = _compiled(
    r"\b(?:since|last (?:week|month|year|summer|winter|spring|autumn|decade)|years? ago|(?:so far )?this year|"
    r"previous(?:ly)?|earlier (?:this|estimate|report|toll)|in (?:19|20)\d\d|on average|a year|every year|annually|"
    r"revised)\b"
)
MAGNITUDE = _compiled(r"\bmagnitude[- ](?:of )?(?P<a>\d\.\d)\b|\b(?P<b>\d\.\d)[- ]magnitude\b")
# What must be in a sentence for the patterns below to be worth trying.
HAS_PERCENT = _compiled(r"%|percent|per cent|prozent|por ciento|pour cent")
HAS_SUM = _compiled(r"[$€£¥₩₽₹]|dollars|euros|pounds|yen|won\b|yuan|roubles|rubles|rupees|francs|pesos|lira")
HAS_DATE = re.compile("January|February|March|April|May|June|July|August|September|October|November|December")
PERCENT = _compiled(rf"{NUMBER}\s?(?:%|percent\b|per cent\b|prozent\b|por ciento\b|pour cent\b)")
SUM = _compiled(
    r"(?P<sign>(?:US|A|C|NZ|HK)?[$€£¥₩₽₹])\s?(?P<amount>\d+(?:,\d{3})*(?:\.\d+)?)"
    r"(?:\s?(?P<times>thousand|million|billion|trillion|m\b|bn\b))?"
    rf"|{NUMBER}\s(?P<unit>dollars|euros|pounds|yen|won|yuan|rubles|roubles|rupees|francs|pesos|lira)\b"
)
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
DATE = re.compile(
    rf"\b(?:(?P<m1>{'|'.join(MONTHS)})\s(?P<d1>\d{{1,2}})"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<m2>{'|'.join(MONTHS)}))\b(?!\s?[:.]\d)"
)
PLACE = re.compile(r"\b(?:in|for|at|across|near)\s(?:the\s)?([A-Z][\w'’-]+)")
WORD = re.compile(r"[^\W\d_]{3,}")
SAYS_NOTHING = re.compile(
    "the|and|for|with|that|this|from|were|was|are|has|have|had|will|would|said|says|after|before|about|which|their|its|"
    "his|her|who|they|been|not|but|than|more|also|into|over|when|where|what|there|some|other|people|percent|million|"
    "billion|thousand|dollars|euros|years?|days?|(?:mon|tues|wednes|thurs|fri|satur|sun)day|least|around|nearly|per|"
    "cent|january|february|march|april|may|june|july|august|september|october|november|december|told|according|"
    "officials"
)
