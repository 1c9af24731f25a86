"""Whether an article is whole: cut off, behind a paywall, or no article at all but the page of an error."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from briefcli.errors import ReadError
from briefcli.late import late
from briefcli.read.captions import PAGES
from briefcli.read.furniture import is_sentence

CUT = "breaks off in mid-sentence"
TEASER = "only the teaser; the whole article is elsewhere"
PAYWALL = "behind a paywall: perhaps only the beginning"
_PAYWALL = late("|".join(PAGES.phrases("paywalls")))  # in small letters
_ERROR = late("|".join(PAGES.phrases("error_pages")), re.IGNORECASE)
_SENTENCE_INSIDE = late(r"[a-zß-ÿ\d)][.!?][\"”’»)]*\s+[\"“‘«(]*[A-ZÀ-ÖØ-Þ]")
_SHORTEST_CUT, _WORDS_OF_A_CUT = 70, 11
_LONGEST_APPEAL = 400  # characters
_WORDS_OF_AN_ERROR, _WORDS_BEHIND_A_PAYWALL = 120, 400
_REMEDY = "Open the page, copy the article, and save it as .txt."


def is_cut(block: str) -> bool:
    """Whether a block reads like a paragraph that breaks off in mid-sentence, and not like a title."""
    words = block.split()
    if len(block) < _SHORTEST_CUT or is_sentence(block):
        return False
    if _SENTENCE_INSIDE.search(block):
        return True
    small = sum(word[:1].islower() for word in words)
    return len(words) >= _WORDS_OF_A_CUT and small > len(words) / 2


def paywall(blocks: Iterable[str], paragraphs: Sequence[str]) -> tuple[str, ...]:
    """The note that a short article stands on a page which asks to be paid for more."""
    if sum(len(paragraph.split()) for paragraph in paragraphs) > _WORDS_BEHIND_A_PAYWALL:
        return ()
    return (PAYWALL,) if any(map(_asks_to_be_paid, blocks)) else ()


def _asks_to_be_paid(block: str) -> bool:
    return len(block) <= _LONGEST_APPEAL and _PAYWALL.search(block.lower()) is not None


def without_appeals(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """The paragraphs that do not ask to be paid."""
    return tuple(one for one in paragraphs if not _asks_to_be_paid(one))


def refuse_error_page(title: str, text: str) -> None:
    """Name the page of an error for what it is.

    Raises:
        ReadError: it is one.
    """
    if len(text.split()) < _WORDS_OF_AN_ERROR and _ERROR.fullmatch(title.strip()):
        raise ReadError(f"is no article but the page of an error ('{title.strip()[:60]}').", remedy=_REMEDY)


def refuse_paywall(blocks: Iterable[str]) -> None:
    """Name a page that shows nothing but the wish to be paid.

    Raises:
        ReadError: it is one.
    """
    if any(map(_asks_to_be_paid, blocks)):
        raise ReadError("is behind a paywall and shows no article.", remedy=_REMEDY)
