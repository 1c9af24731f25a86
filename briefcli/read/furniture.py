"""What stands on a page and is no news: share links, cookie lines, captions, credits, copyright.

A block is a paragraph or a line of its own. Only whole blocks are ever left out; nothing inside one is changed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from briefcli import languages
from briefcli.late import late
from briefcli.read.captions import PAGES, caption_or_credit, only_names
from briefcli.read.dates import is_clock, is_date_line
from briefcli.read.outlet import outlet_in

Kind = Literal["text", "furniture", "caption", "credit", "copyright", "tags", "byline", "date", "related", "label"]

_FLAGS = re.IGNORECASE | re.VERBOSE


def _either(section: str) -> str:
    return languages.either(section, verbose=True)


_CONTROL_WORDS = frozenset((*PAGES.words("sites"), *languages.words("control_words")))
_MOST_CONTROL_WORDS = 12
# Whole lines that are controls of a page, in the languages of the outlets staffers paste from. No sentence is one.
_CONTROL = late(rf"^[\W_]*(?:{_either('page_controls')})[\W_]*$", _FLAGS)
# Whole lines that ask the reader for something, sentence or not.
_ASKS = late(
    rf"""^[\W_]*(?:
      {_either("page_requests")}
    | (?:{_either("reading_time")})\W*\d+\s*min\w*\.?
    | (?:{_either("advertisement")})[.…]*
    )$""",
    _FLAGS,
)
# Lines that begin like this invite, warn or sell. A sentence must also name what is sold (`_SELLS`).
_OPENS = late(
    rf"""^[^\w"“„«‘‚「]*(?:
      {_either("invitations")}
    | (?:{_either("legal_notices")})\b[^.!?]*$
    )""",
    _FLAGS,
)
_SELLS = late(
    rf"""{_either("sells")}|{"|".join(PAGES.words("channels"))}|@\w
    | \b(?:{_either("ours")})\ (?:\w+\ )?(?:{_either("our_things")})\b""",
    _FLAGS,
)
# "Reporting by A. Writer; Editing by B. Desk"
_DESK = late(
    r"^\W*(?:(?:additional\ )?reporting|writing|writ(?:ten)|edit(?:ed|ing)|produced|compiled|translated)(?:\ and\ \w+)?\ by\s+(?P<names>.+)$",
    _FLAGS,
)
_RELATED = late(
    rf"""^[\W_]*(?:
      (?:{_either("related_openers")})(?:\ (?:{_either("related_followers")})){{0,4}} \s* (?:[:：>»|→–—-]|$)
    | {_either("related")}
    )""",
    _FLAGS,
)
_COPYRIGHT = late(
    rf"""\W*(?:©|\(c\)|copyright\W*(?:©|\(c\)|ⓒ|\d{{4}}|by\b)|&copy;|ⓒ|{_either("copyright_owner")})""", _FLAGS
)
_RESERVED = late(_either("rights_reserved"), re.VERBOSE)  # in small letters: six times as fast as one for both
_COPYRIGHT_OF = late(r"^\W*copyright\s+([^.!?]{2,60})\W*$", re.IGNORECASE)
_BYLINE = late(
    rf"""^\W*(?:
      (?:{_either("byline_opens")})\s+
        (?P<names>(?:the\s+)?[^\W\d_](?:[^.!?:;]|\.(?=\s?[A-Z][\w.])){{2,110}})
    | (?-i:[가-힣]{{2,4}})\s?(?:{_either("reporters")})(?:\s*[=\s]?\s*\S+@\S+)?
    | [^\W\d_][\w'’. -]{{3,40}}\s*[,|/–-]\s*(?:staff\ writer|staff\ reporter|correspondent|[a-z]+\ (?:editor|correspondent|reporter)|reporter)(?:\ in\ [A-Z]\w+)?
    )\W*$""",
    _FLAGS,
)
_NOT_A_NAME = late(
    r"\b(?:the\s+\w+ing|said|says|was|were|is|are|has|have|will|using|clicking|mail|e-?mail|phone|noon|then|now)\b",
    re.IGNORECASE,
)
_LABELS = {
    name: field
    for held in languages.each("labels").values()
    for field, names in held.groups("labels").items()
    for name in names
}
_LABEL = late(r"^\W{0,3}([^\W\d_](?:[^\W\d_]|[ -]){1,18})\s*[:：]\s*(.*)$")
_TAG_LINE = late(r"^\s*#\S[^#\n]{0,40}(?:[\s,]+#\S[^#\n]{0,40})*$")
_BIOGRAPHY = late(
    r"^\W*(?P<name>(?:[A-ZÀ-ÖØ-Þ][\w’'.-]+\s+){1,4})(?:is|are)\s+(?:an?|the)\s+(?:[\w’'-]+\s+){0,4}"
    r"(?:editor|reporter|correspondent|writer|columnist|journalist|contributor|fellow|author|professor)s?\b",
)
_NAVIGATION_BREAK = late(r"[|>›»•·]|\s/\s")
_SENTENCE_END = late(r"[.!?…。！？।॥۔؟።]['\"”’»」』)\]]*\s*$")
_LONGEST_CONTROL = 90


def label(block: str) -> tuple[str, str] | None:
    """The field and value of a line such as "Source: Harbour Post", None for any other line."""
    found = _LABEL.match(block)
    field = _LABELS.get(found[1].strip().lower()) if found else None
    return (field, found[2].strip()) if found and field and not is_paragraph(found[2]) else None


def is_about_the_author(block: str, names: str) -> bool:
    """Whether a block introduces one of the writers named ("A. Writer is a contributing editor of …")."""
    found = _BIOGRAPHY.match(block) if len(block) < 300 else None
    return found is not None and found["name"].strip().casefold() in names.casefold()


def is_sentence(block: str) -> bool:
    """Whether a block ends as a sentence does."""
    return bool(_SENTENCE_END.search(block))


def is_paragraph(block: str) -> bool:
    """Whether a block reads like a paragraph of an article: long enough, and ending as a sentence does or before a list."""
    if len(block) < 30 or not (is_sentence(block) or block.rstrip()[-1:] in ":：;"):
        return False
    return len(block) >= 70 or _is_dense(block)


@lru_cache(maxsize=2048)
def kind_of(block: str) -> Kind:
    """What a block is, as far as it can be told without its neighbours. What is in doubt is text."""
    if label(block):
        return "label"
    if _is_control(block):
        return "furniture"
    if _TAG_LINE.match(block) and not is_sentence(block) and ("#" in block.strip()[1:] or len(block) < 40):
        return "tags"
    if _is_byline(block):
        return "byline"
    if len(block) < 400 and _is_copyright(block):
        return "copyright"
    return _kind_of_line(block)


def _kind_of_line(block: str) -> Kind:
    dated = is_date_line(block)
    caption = None if dated and outlet_in(block) else caption_or_credit(block)  # "… 2021 | Reuters"
    if caption:
        return caption
    if len(block) < 200 and _is_related(block):
        return "related"
    if len(block) < 400 and (_is_invitation(block) or _is_desk_line(block)):
        return "furniture"
    if dated or is_clock(block):
        return "date"
    navigates = len(block) < 200 and not is_sentence(block) and _is_navigation(block)
    return "furniture" if navigates else "text"


def _is_control(block: str) -> bool:
    if len(block) > _LONGEST_CONTROL:
        return bool(len(block) < 2 * _LONGEST_CONTROL and _ASKS.match(block))
    closed = re.search(r"\w[\"'”’)\]]*[.。]\W*$", block)
    return bool(_ASKS.match(block) or (not closed and (_CONTROL.match(block) or _is_row_of_controls(block))))


def _is_row_of_controls(block: str) -> bool:
    """Whether a line has nothing but the words of buttons: "Share on Facebook", "A- A A+", "3 min read"."""
    words = re.findall(r"[^\W_]+(?:-[^\W_]+)?", block.lower())
    return 0 < len(words) <= _MOST_CONTROL_WORDS and all(
        word in _CONTROL_WORDS or re.fullmatch(r"\d+[km]?", word) for word in words
    )


def _is_copyright(block: str) -> bool:
    named = _COPYRIGHT_OF.match(block)
    return bool(_COPYRIGHT.match(block) or _RESERVED.search(block.lower())) or (
        named is not None and only_names(named[1])
    )


def _is_related(block: str) -> bool:
    """Whether a block names another article ("Read more: …"): a sentence only where a colon or an arrow sets it off."""
    found = _RELATED.match(block)
    if found is None:
        return False
    set_off = bool({found.group().rstrip()[-1:], block[found.end() :].lstrip()[:1]} & set(":：>»|→"))
    if not is_sentence(block):
        return True
    return set_off and (" " in found.group().strip() or not is_paragraph(block))


def _is_navigation(block: str) -> bool:
    """Whether a line sets short words apart: "News › Counties › Homa Bay"."""
    pieces = [piece.strip() for piece in _NAVIGATION_BREAK.split(block.rstrip(" |>›»•·"))]
    return 2 <= len(pieces) <= 16 and 1 <= len(pieces[0]) <= 24 and all(1 <= len(piece) <= 60 for piece in pieces[1:])


def _is_invitation(block: str) -> bool:
    return bool(_OPENS.match(block)) and (not is_sentence(block) or bool(_SELLS.search(block)))


def _is_desk_line(block: str) -> bool:
    found = _DESK.match(block)
    return found is not None and only_names(found["names"])


def is_related_heading(block: str) -> bool:
    """Whether a list of other articles follows ("Most read", "More on this story")."""
    return bool(_RELATED.match(block)) and len(re.sub(r"[\W_]", "", block)) < 40


def _is_byline(block: str) -> bool:
    found = _BYLINE.match(block) if len(block) < 130 and not _NOT_A_NAME.search(block) else None
    if found is None:
        return False
    names = found["names"]
    return names is None or (not names[0].islower() and only_names(names, most_others=0 if is_sentence(block) else 3))


def _is_dense(block: str) -> bool:
    """Whether the script says more in a character: Chinese, Japanese, Korean."""
    return sum("\u3000" <= char <= "\u9fff" or "가" <= char <= "힣" for char in block[:100]) > 0.3 * len(block[:100])
