"""What quotation marks hold: somebody's words, or a title, a nickname, a scare quote, a headline's paraphrase."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefcli import languages
from briefcli.quotes.tokens import Tokens
from briefcli.text.marks import Marked

_SMALL = frozenset(languages.words("small_in_titles"))
_NAMING = frozenset(languages.words("naming"))
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


def is_quotation(text: str, marked: Marked, found: Tokens, place: int, *, attributed: str) -> bool:
    """Whether the marks hold words that somebody said or wrote.

    Args:
        text: the article's text.
        marked: the extent in it.
        found: the article's tokens; `place` is the quotation's own.
        place: see `found`.
        attributed: "beside" where a verb of saying stands right before or after, "inside" where one is in the
            sentence, "above" where the speaker comes from an earlier sentence, "" where nobody is named.
    """
    words = _WORD.findall(text[marked.start : marked.end])
    if not words or is_nickname(found, place):
        return False
    titled = is_title(words) and not text[marked.start : marked.end].endswith(("!", "?", "…"))
    if titled and (attributed != "beside" or _follows_naming(found, place)):
        return False
    if attributed in ("beside", "inside"):
        return True
    return not (text[marked.start].islower() and len(words) < 8) and sum(map(_weight, words)) > 2


def _weight(word: str) -> int:
    """How many words a run of letters is; Chinese and Japanese do not set them apart."""
    return 1 + len(word) // 3 if word[0] >= "\u3040" else 1


def is_title(words: Sequence[str]) -> bool:
    """Whether every word has a capital letter but the small ones: "Meet the Press", "Make America Great Again"."""
    return all(word[0].isupper() or word[0].isdigit() or word.lower() in _SMALL for word in words) and any(
        word[0].isupper() for word in words
    )


def is_nickname(found: Tokens, place: int) -> bool:
    """Whether the marks stand inside a name: Marcus “Red” Dillon."""
    if not 0 < place < len(found) - 1:
        return False
    if found.tag[place - 1] != "cap" or found.tag[place + 1] != "cap":
        return False
    return found.end[place] - found.start[place] < 24 and found.start[place + 1] - found.end[place] < 2


def speaks_in_singles(marked: Sequence[Marked]) -> bool:
    """Whether an article's quotations have ‘single’ marks, as in Britain; elsewhere those are a headline's."""
    singles = sum(one.single and one.end - one.start > 20 for one in marked)
    return singles > sum(not one.single and one.end - one.start > 20 for one in marked)


def _follows_naming(found: Tokens, place: int) -> bool:
    return any(found.low[index] in _NAMING for index in range(max(0, place - 2), place))
