"""The words around an article's quotations as columns, each quotation one token; and what is written around them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from briefcli.quotes.grammar import Grammar
from briefcli.text import Extent


@dataclass(slots=True)
class Tokens:
    """The words, marks and whole quotations of a text, as columns: one list each, because an article has a thousand.

    `start` and `end` are places in the text, `low` is the word in small letters (for a quotation its last character),
    `sentence` is the token its sentence begins with.

    Tags: `say` and `speak` (verbs), `aux`, `adv`, `det`, `prep`, `conj`, `rel`, `pro`, `time`, `num`, `cap` (a capital
    letter), `low` (any other word), `Q` (a quotation), `P` (a paragraph's end), `N` (a line's), and `.`, `,`, `:`,
    `;`, `-`, `(`, `)`.
    """

    grammar: Grammar
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    low: list[str] = field(default_factory=list)
    tag: list[str] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.tag)

    def tag_at(self, index: int) -> str:
        """The tag of a token, "end" beyond the last one."""
        return self.tag[index] if 0 <= index < len(self.tag) else "end"

    def add(self, extent: Extent, word: str, *, low: str, tag: str, begins: bool) -> None:
        """Add a token; `begins`: a sentence begins with it."""
        self.sentence.append(len(self.tag) if begins or not self.tag else self.sentence[-1])
        self.start.append(extent[0])
        self.end.append(extent[1])
        self.text.append(word)
        self.low.append(low)
        self.tag.append(tag)


def written(found: Tokens, text: str, start: int, end: int) -> str:
    """A stretch of the text with its quotations blanked out: what they hold brings nothing in."""
    stretch = text[start:end]
    for index in range(bisect_left(found.end, start), len(found)):
        if found.start[index] >= end:
            break
        if found.tag[index] == "Q":
            opens, closes = max(start, found.start[index]), min(end, found.end[index])
            stretch = stretch[: opens - start] + "”" * (closes - opens) + stretch[closes - start :]
    return stretch
