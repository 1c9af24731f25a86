"""Speech that a dash opens, without quotation marks: – Vi kommer tilbake, sier Kari Li."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefcli.quotes.cutting import tokens
from briefcli.quotes.grammar import Grammar
from briefcli.quotes.tokens import Tokens
from briefcli.text.marks import Marked

_NAMES = 4  # words a name between a comma and its verb may have: ", Kari Li kertoo."


def with_dashes(text: str, marked: Sequence[Marked], grammar: Grammar) -> tuple[Marked, ...]:
    """The quotations of a text with those that only a dash opens, in order.

    A line is speech where it begins with one of the language's dashes and says whose it is: list items do neither.
    """
    if not grammar.dashes:
        return tuple(marked)
    opening = re.compile(
        rf"^[^\S\n]*([{re.escape(''.join(grammar.dashes))}])[^\S\n]*(?=[^\W\d_]|[¿¡„«\"])", re.MULTILINE
    )
    found: list[Marked] = []
    for match in opening.finditer(text):
        end = text.find("\n", match.end())
        found += _spoken(text, match.start(1), match.end(), end if end >= 0 else len(text), grammar)
    if not found:
        return tuple(marked)
    apart = [one for one in marked if not any(new.opens < one.closes and one.opens < new.closes for new in found)]
    return tuple(sorted([*apart, *found], key=lambda one: one.start))


def _spoken(text: str, opens: int, start: int, end: int, grammar: Grammar) -> Iterator[Marked]:
    """The pieces of speech in one line."""
    words = tokens(text[start:end], (), grammar)
    at, begin = 0, 0
    while at < len(words):
        if words.tag[at] in (",", "-", ".") and (behind := _attribution(words, at)) is not None:
            piece = _piece(text, opens, start + words.start[begin], start + words.start[at], words.tag[at])
            if piece is not None:
                yield piece
            again = _resumes(words, behind)
            if again is None:
                return
            begin = again + 1
            opens = start + words.start[again]
            at = begin
            if not _attributed_again(words, at) and begin < len(words):
                last = _piece(text, opens, start + words.start[begin], end, "")
                if last is not None:
                    yield last
                return
        at += 1


def _piece(text: str, opens: int, start: int, end: int, mark: str) -> Marked | None:
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",–—-"):
        end -= 1
    if mark == "." and end < len(text):
        end += 1  # "!" and "?" are part of what is said
    if not any(map(str.isalpha, text[start:end])):
        return None
    return Marked(start=start, end=end, opens=opens, closes=end)


def _attribution(words: Tokens, at: int) -> int | None:
    """The token of the verb that brings in what stands before a comma or a dash, None where none does."""
    index = at + 1
    while words.tag_at(index) in ("-", ","):
        index += 1
    ends = words.text[at] == "." or index >= len(words) or words.text[index][:1].isupper()
    asks = words.tag_at(at + 1) == "-" and words.text[at] != "."
    if words.tag[at] == "." and ends and not asks:
        return None
    first = index
    while words.tag_at(index) in ("aux", "adv") and index < first + 3:
        index += 1
    if _says(words, index) and (index == len(words) - 1 or words.text[first][:1].islower()):
        return index
    while words.tag_at(index) == "cap" and index < first + _NAMES:
        index += 1
    if index > first and _says(words, index) and words.tag_at(index + 1) in (".", "end", ",", "-"):
        return index
    return None


def _says(words: Tokens, index: int) -> bool:
    if index >= len(words):
        return False
    if words.tag[index] == "say":
        return True
    return any(words.grammar.saying.ends_at(words.low, index + more) for more in range(3) if index + more < len(words))


def _resumes(words: Tokens, verb: int) -> int | None:
    """The dash behind an attribution with which the speech goes on."""
    for index in range(verb + 1, len(words) - 1):
        if words.tag[index] == "-":
            return index
    return None


def _attributed_again(words: Tokens, start: int) -> bool:
    return any(words.tag[at] in (",", "-") and _attribution(words, at) is not None for at in range(start, len(words)))
