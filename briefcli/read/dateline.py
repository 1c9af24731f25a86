"""Datelines: the place, day and agency a wire report opens with."""

from __future__ import annotations

import re

from briefcli import languages
from briefcli.late import late
from briefcli.read.captions import PAGES
from briefcli.read.language import language_of


def _spaced(phrase: str) -> str:
    """A phrase as a verbose pattern has it."""
    return phrase.replace(" ", r"\ ")


_MONTH = rf"(?:{'|'.join(languages.words('dateline_months'))})[^\W\d_]*\.?"
_DATELINE = late(
    rf"""(?P<place>(?:[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’.-]+|[A-Z]\.[A-Z]\.)
          (?:[\s,/-]+(?:[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’.-]+|[A-Z]\.[A-Z]\.|[A-Z][a-zà-ÿ.]+(?=[,\s(—–-]))){{0,5}}
          (?:\s*\([^()\n]{{2,20}}\)(?=,))?
          (?:\s*,?\s*(?:\d{{1,2}}\.?\s+)?{_MONTH}(?:\s+\d{{1,2}})?(?:,?\s+\d{{4}})?)?
          (?:\s*\([^()\n]{{2,40}}\))?)
        \s*(?:[—–―]-?|--|-(?=\s)|:(?=\s))\s*(?=\S)""",
    re.VERBOSE,
)
# "Berlin. Die Regierung …", "Wien (Agentur) – …": German papers.
_GERMAN = late(
    r"(?P<place>[A-ZÄÖÜ][\w-]{2,20}(?:/[A-ZÄÖÜ]\w+)?(?:\s?\([^()\n]{2,20}\))?)(?:\.|\s?[–-])\s+(?=[A-ZÄÖÜ„])"
)
# "(Agency) Two people …": an agency alone.
_AGENCY = late(r"(?P<place>\([A-Z][\w.& ]{1,24}\))\s*(?:—|–|―|--|-)?\s*(?=[A-Z“\"‘'])")
# "Coral Gables, Florida (CNN)Two people …": a place in small letters with a known agency, or with no space behind it.
_WITH_AGENCY = late(
    rf"""(?P<place>[A-ZÀ-ÖØ-Þ][\w.'’-]+(?:,?\s[A-ZÀ-ÖØ-Þ][\w.'’-]+){{0,4}}\s?
          \((?:(?:{"|".join(map(_spaced, PAGES.phrases("agencies")))})\)(?=\W)|[A-Z][\w.&]{{1,24}}\)(?=\w)))
        \s*(?:—|–|―|--|-)?\s*(?=[A-Z“"‘'])""",
    re.VERBOSE,
)
# Korean and Japanese agencies put theirs between brackets.
_BRACKETED = late(r"[【\[(](?P<place>[^】\])\n]{2,40}[가-힣\u3040-\u9fff][^】\])\n]{0,20})[】\])]\s*")


def find_dateline(paragraph: str) -> re.Match[str] | None:
    """The dateline a paragraph opens with ("SEOUL, March 9 (Agency) — "), dash and all; its `place` without them."""
    found = _DATELINE.match(paragraph) or _WITH_AGENCY.match(paragraph)
    found = found or _BRACKETED.match(paragraph) or _AGENCY.match(paragraph)
    if found is not None:
        return found
    german = _GERMAN.match(paragraph)
    return german if german is not None and language_of(paragraph) == "de" else None
