"""Photo captions and credits: told by the agency, the photographer or the word "Photo" they end or open with.

A sentence of the article that merely mentions a photograph, a source or an agency is none: a dropped sentence is a
worse error than a caption that stays.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from briefcli import languages
from briefcli.late import late

_FLAGS = re.IGNORECASE | re.VERBOSE
PAGES = languages.lists(
    Path(__file__).with_name("furniture.yaml"),
    sites="words",
    channels="words",
    agencies="phrases",
    outlet_words="phrases",
    paywalls="phrases",
    error_pages="phrases",
    reads_on="phrases",
    feed_boilerplate="phrases",
)
_AGENCY = rf"(?-i:{'|'.join(PAGES.phrases('agencies'))})".replace(" ", r"\ ")
_WORD = f"(?:{languages.either('photo_words', verbose=True)})"
_CAPITAL = r"(?-i:[A-ZÀ-ÖØ-Þ가-힣\u3040-\u9fff])"
# The end of a caption: "/ Source: AP", "(Photo: M. Ito)", "Photograph: A. Lim/Agency", "[Photo/Agency]", "(AP Photo/M. Ito)".
_ENDS = late(
    rf"""(?:
      [(\[]\s* {_WORD} \s*(?:[:：/|]|by\b)\s*[^()\[\]\n]{{1,80}}[\])]
    | [(\[]\s* {_WORD} \s+(?!ID\b){_CAPITAL}[^().\n]{{0,60}}[\])]
    | [/|·–—]\s* {_WORD} \s*(?:[:：/|]|by\b)\s*[^.\n]{{0,80}}(?:\.\s?[^.\n]{{1,40}}){{0,2}}\s*\.?
    | [/|]\s* {_WORD} \s+{_CAPITAL}[^.\n]{{0,60}}\.?
    | (?:^|[.!?"”’)\]]\s+) {_WORD} \s*[:：/]\s*[^\n]{{2,90}}
    | [(\[][^()\[\]\n]{{0,50}}\b(?:photo|images?|via|{_AGENCY})\s*[/:][^()\[\]\n]{{0,60}}[)\]]
    | [(\[]\s*{_AGENCY}\s+(?:photo|file|pool|via)\b[^()\[\]\n]{{0,60}}[)\]]
    | [/|]\s*{_AGENCY}\b[^.\n]{{0,60}}
    | (?:[—–-]\s*|[.]\s+){_AGENCY}\s?/\s?[^.\n]{{2,60}}
    | {_AGENCY}\s+(?:photo|file)\b[^.\n]{{0,60}}
    | [/|]\s*(?:[A-Z][\w’'.-]+\s){{1,4}}(?:file|photo|handout|archive)s?\b[^.\n]{{0,20}}
    | ⓒ\s*\S[^\n]{{0,40}}
    )\s*$""",
    _FLAGS,
)
# A quick look, at small letters: most paragraphs have none of these.
_MAY_END = late(r"[/|(\[:：·ⓒ–—]|photo|file")
# "… on Tuesday. (AFP)": a caption in the middle of a page, the sign-off of a wire report at its end.
_SIGNED = late(rf"[(\[]\s*{_AGENCY}(?:\s*[/,–-]\s*[^()\[\]\n]{{1,50}})?[)\]]\s*$", _FLAGS)
_OPENS = late(
    rf"^\W*(?:file\ photo\b|handout\ (?:photo|image|picture)\b|caption\s*[:：]|{_WORD}\s*[:：|/]|(?:photo|image)s?\ credit\b|"
    r"\(?(?:left|right|above|below|from\ left)\)?\s*[:：]|▲|△|\[사진|【写真】|〈사진)",
    _FLAGS,
)
_CREDIT = late(
    rf"""^\W*(?:
      {_WORD}\s*[:：/]\s*.{{1,80}}
    | {_WORD}\s*(?:by\b)?\s*(?P<names>.{{1,80}})
    | (?P<agency>{_AGENCY}(?:\s?/\s?[^.]{{1,50}})?|[^.]{{1,40}}/\s?{_AGENCY}[^.]{{0,30}}|[^.]{{1,40}}\bvia\s+{_AGENCY}[^.]{{0,20}})
    )\W*$""",
    _FLAGS,
)
_JOINS = frozenset(languages.words("name_joins"))
_LONGEST_CAPTION, _LONGEST_SIGNED, _LONGEST_CREDIT = 500, 300, 110


def caption_or_credit(block: str) -> Literal["caption", "credit"] | None:
    """What a block is, if it is a caption or the credit below one."""
    if len(block) > _LONGEST_CAPTION:
        return None
    if _is_credit(block):
        return "credit"
    signed = len(block) <= _LONGEST_SIGNED and _SIGNED.search(block[-120:])
    ends = _MAY_END.search(block[-160:].lower()) and _ENDS.search(block[-160:])
    return "caption" if signed or ends or _OPENS.match(block) else None


def is_signed(block: str) -> bool:
    """Whether nothing but an agency between brackets at its end makes a block a caption: a report's last paragraph may end so."""
    return bool(_SIGNED.search(block[-120:])) and not _OPENS.match(block) and not _is_credit(block)


def only_names(words: str, *, most_others: int = 0) -> bool:
    """Whether words are names and what joins them, but for so many others: no verb, and so no sentence."""
    found = re.findall(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*", words)
    others = sum(word[:1].islower() and word.lower() not in _JOINS for word in found)
    return bool(found) and others <= most_others


def _is_credit(block: str) -> bool:
    found = _CREDIT.match(block) if len(block) < _LONGEST_CREDIT else None
    if found is None:
        return False
    if found["names"] or found["agency"]:
        return only_names(found["names"] or found["agency"])
    return not re.search(r"[.!?]\s+\S.*[.!?]\W*$", block)
