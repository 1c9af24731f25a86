"""What is a name in an article, and whether it is a person's: by its capitals, its title, and how often it is used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from briefcli.quotes.tokens import Tokens

Run = tuple[int, int]  # the first and the last token of several words with capital letters

_SHORT = 6  # letters an abbreviation has at most: BBC, UNESCO
_LONG_NOUN = 5  # letters from which a noun is told by its ending
_OFTEN = 2  # times from which a word with a capital letter is taken for a name, where every noun has one


class Names:
    """The names of one article in a script with capital letters; and its titles, in any."""

    def __init__(self, found: Tokens) -> None:
        self.tokens = found
        self.grammar = found.grammar

    def runs(self, first: int, last: int) -> list[Run]:
        """The runs of capital letters in a stretch of tokens, without titles and courtesies."""
        found, at = [], first
        while at <= last:
            if not self._begins(at):
                at += 1
                continue
            end = at
            while end < last and self._goes_on(end + 1):
                end += 1
            found.append((at, end))
            at = end + 1
        return found

    def _goes_on(self, at: int) -> bool:
        """Whether a name goes on with a word; a title at its end is a last name: "Anna Richter"."""
        return self.tokens.tag[at] == "cap" and (not self.is_title(at) or self.tokens.tag_at(at + 1) != "cap")

    def _begins(self, at: int) -> bool:
        tokens = self.tokens
        capital = tokens.tag[at] == "cap" and not tokens.text[at][0].islower()
        return capital and not self.is_title(at) and tokens.low[at] not in self.grammar.courtesies

    def is_name(self, run: Run) -> bool:
        """Whether capitals are a name, and no word that only stands where a sentence begins, and no noun."""
        head, tail = run
        low = self.tokens.low
        if low[head] in self.grammar.no_speakers or low[tail] in self.grammar.no_speakers:
            return False
        if head == tail and self.is_common(head):
            return False
        if self.grammar.oblique_endings and low[tail].endswith(self.grammar.oblique_endings):
            return False
        return not self.grammar.capital_nouns or self._is_no_noun(head, tail)

    def _is_no_noun(self, head: int, tail: int) -> bool:
        """Whether capitals are a name where every noun has one."""
        if head < tail:
            return not self.is_noun(tail)
        low, tags = self.tokens.low[head], self.tokens
        if low not in self._last_names and self._count[low] < _OFTEN:
            return False
        return "det" not in (tags.tag_at(head - 1), tags.tag_at(head - 2)) and not self.is_noun(head)

    def is_bare_name(self, at: int) -> bool:
        """Whether one word with a capital letter is a name where only names or nouns can stand."""
        if self.tokens.tag[at] != "cap" or self.tokens.low[at] in self.grammar.no_speakers:
            return False
        return not self.is_noun(at) and not self.is_common(at)

    def is_noun(self, at: int) -> bool:
        """Whether a capital letter is only a noun's, in a language where every noun has one."""
        low = self.tokens.low[at]
        if low.endswith(self.grammar.noun_endings) and len(low) > _LONG_NOUN:
            return True
        return low in self._nouns and low not in self._last_names

    def is_body(self, run: Run) -> bool:
        """Whether capitals name a body: by one of its words, or as an abbreviation."""
        head, tail = run
        if any(self.grammar.is_body(self.tokens.low[at]) for at in range(head, tail + 1)):
            return True
        word = self.tokens.text[head]
        return head == tail and word.isupper() and sum(map(str.isalpha, word)) > 1 and len(word) <= _SHORT

    def is_title(self, at: int) -> bool:
        """Whether a word says who somebody is."""
        if self.tokens.tag[at] not in ("cap", "low"):
            return False
        return self.grammar.is_title(self.tokens.low[at]) or at in self._phrases_of_titles

    def tells_who(self, at: int) -> bool:
        """Whether a word is a title or a body's."""
        return self.is_title(at) or self.grammar.is_body(self.tokens.low[at])

    def is_common(self, at: int) -> bool:
        """Whether a word has its capital letter only because a sentence begins with it."""
        return self.tokens.low[at] in self._small

    def is_usual(self, at: int) -> bool:
        """Whether a word stands in the article more than once."""
        return self._count[self.tokens.low[at]] >= _OFTEN

    def is_apart(self, before: int, tail: int) -> bool:
        """Whether a word before a full name is no part of it: it and the last name stand more often than the first."""
        given = self._count[self.tokens.low[tail - 1]]
        return self._count[self.tokens.low[before]] > given < self._count[self.tokens.low[tail]]

    def is_known(self, at: int) -> bool:
        """Whether a word at the start of a sentence has its capital letter elsewhere, too."""
        return self.tokens.low[at] in self._inner or self.is_title(at)

    def can_be_person(self, run: Run) -> bool:
        """Whether capitals are a name, and no body's."""
        first = self.tokens.text[run[0]]
        if run[1] > run[0] and len(first) > 1 and first.isupper():
            return False
        return self.is_name(run) and not self.is_body(run)

    def is_person(self, run: Run, first: int, last: int) -> bool:
        """Whether a name is likely a person's: of two words, or with a title, here or elsewhere in the article.

        `first` to `last` are the tokens of the phrase it stands in.
        """
        if not self.grammar.cased:
            return self._has_title(first, last)
        if not self.can_be_person(run):
            return False
        head, tail = run
        if any(map(self.is_title, range(first, last + 1))):
            return True
        low = self.tokens.low[tail]
        if not self.grammar.capital_nouns:
            return tail > head or low in self._last_names
        return low in self._titled or (head == tail and low in self._full_tails) or self._is_full(head, tail)

    def _has_title(self, first: int, last: int) -> bool:
        titles = (*self.grammar.titles.words, *self.grammar.courtesies.words)
        return any(self.tokens.low[at].startswith(titles) for at in range(first, last + 1))

    def _is_full(self, head: int, tail: int) -> bool:
        """Whether several capitals are a full name, where every noun has one."""
        if not 1 <= tail - head <= 3 or self.tokens.tag_at(head - 1) in ("det", "prep", "num"):
            return False
        return not any(map(self.is_noun, range(head, tail + 1)))

    def end_of(self, at: int) -> int:
        """The last token of the capitals that a token belongs to."""
        while self.tokens.tag_at(at + 1) == "cap":
            at += 1
        return at

    def _capitals(self) -> Iterator[Run]:
        """Every run of capitals, titles with them."""
        at = 0
        while at < len(self.tokens):
            if self.tokens.tag[at] == "cap":
                end = self.end_of(at)
                yield at, end
                at = end
            at += 1

    @cached_property
    def _phrases_of_titles(self) -> frozenset[int]:
        """The tokens of titles of several words: "chủ tịch"."""
        titles = self.grammar.titles
        found: set[int] = set()
        for at in range(len(self.tokens) if titles.sequences else 0):
            length = titles.starts_at(self.tokens.low, at)
            if length > 1:
                found.update(range(at, at + length))
        return frozenset(found)

    @cached_property
    def _small(self) -> frozenset[str]:
        """The words that stand in small letters somewhere in the article."""
        return frozenset(low for low, tag in zip(self.tokens.low, self.tokens.tag, strict=True) if tag == "low")

    @cached_property
    def _inner(self) -> frozenset[str]:
        """The words that have a capital letter within a sentence."""
        tokens = self.tokens
        return frozenset(
            tokens.low[at] for at, tag in enumerate(tokens.tag) if tag == "cap" and tokens.sentence[at] != at
        )

    @cached_property
    def _count(self) -> Counter[str]:
        return Counter(self.tokens.low)

    @cached_property
    def _nouns(self) -> frozenset[str]:
        """The single words with a capital letter behind an article: nouns, where all have one."""
        tags, low = self.tokens.tag, self.tokens.low
        found = set()
        for at in range(1, len(tags)):
            if tags[at] == "cap" and self.tokens.tag_at(at + 1) != "cap":
                described = at > 1 and tags[at - 1] == "low" and tags[at - 2] == "det"
                if described or tags[at - 1] == "det":
                    found.add(low[at])
        return frozenset(found)

    @cached_property
    def _full_tails(self) -> frozenset[str]:
        """The last words of the full names."""
        return frozenset(self.tokens.low[tail] for head, tail in self._capitals() if self._is_full(head, tail))

    @cached_property
    def _titled(self) -> frozenset[str]:
        """The last words of the names that stand behind a title."""
        tokens = self.tokens
        return frozenset(
            tokens.low[self.end_of(at)]
            for at in range(1, len(tokens))
            if tokens.tag[at] == "cap" and (self.is_title(at - 1) or tokens.low[at - 1] in self.grammar.courtesies)
        )

    @cached_property
    def _last_names(self) -> frozenset[str]:
        """The last words of names of two words and more, and words behind a title."""
        tokens = self.tokens
        found = set()
        for head, tail in self._capitals():
            titled = head > 0 and (self.is_title(head - 1) or tokens.low[head - 1] in self.grammar.courtesies)
            if tail > head or titled:
                found.add(tokens.low[tail])
        return frozenset(found)
