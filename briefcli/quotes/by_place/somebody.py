"""Whether a phrase can be who says something: a name, or a noun of people or of a body."""

from __future__ import annotations

from functools import cached_property

from briefcli.quotes import gate
from briefcli.quotes.mention import Mention
from briefcli.quotes.tokens import Tokens

_NOUN = 4  # words beyond the first from which a noun must tell that it is of somebody


class Somebody:
    """Tells who can speak among the phrases of one article."""

    def __init__(self, found: Tokens) -> None:
        self.tokens = found
        self.grammar = found.grammar

    def can_speak(self, phrase: Mention) -> bool:
        """Whether a phrase can be who says something."""
        if phrase.kind == "pronoun":
            return True
        if self.tokens.tag[phrase.last] == "say" or self.tokens.low[phrase.last] in self.grammar.irregular:
            return False
        tokens, first = self.tokens, phrase.head if phrase.kind == "name" else phrase.first
        while first < phrase.last and tokens.tag[first] == "det":
            first += 1
        last = phrase.last
        nominal = phrase.kind == "nominal"
        if nominal and self.grammar.is_possessive(tokens.low[last]):
            return False
        bare = phrase.first == last and tokens.tag[last] != "cap"
        if (
            nominal
            and (bare or last - first > _NOUN)
            and not (self.is_somebody(phrase) or self._names_who(first, last))
        ):
            return False
        if phrase.kind == "nominal":
            last = next((at - 1 for at in range(first + 1, last + 1) if tokens.tag[at] == "prep"), last)
        opens = not self.is_capital(first)
        return gate.can_speak(tokens.text[first : last + 1], self.grammar.code, opens=opens)

    def is_somebody(self, phrase: Mention) -> bool:
        """Whether a phrase without a name is of people, or of a body, as far as its head tells."""
        within = range(phrase.first + 1, phrase.last + 1)
        head = self.tokens.low[next((at - 1 for at in within if self.tokens.tag[at] == "prep"), phrase.last)]
        single = self.grammar.singular(head)
        known = self.grammar.is_who(head) or self.grammar.is_title(single)
        return (
            known
            or head in self.grammar.kin
            or single in self.grammar.kin
            or single.endswith(self.grammar.agent_endings)
        )

    def _names_who(self, first: int, last: int) -> bool:
        """Whether a word of a long phrase says who it is of, past its last one: "a >source< familiar with ..."."""
        before = next((at for at in range(first, last + 1) if self.tokens.tag[at] == "prep"), last + 1)
        words = self.tokens.low[first:before]
        return last - first > _NOUN and any(
            self.grammar.is_who(word) or word in self.grammar.kin or word in self.grammar.organisations
            for word in words
        )

    def is_capital(self, index: int) -> bool:
        """Whether a word has a capital letter, or has it elsewhere, for more than the sentence that begins with it."""
        return self.tokens.sentence[index] != index or self.tokens.low[index] in self._capitals

    @cached_property
    def _capitals(self) -> frozenset[str]:
        """The words that have a capital letter within a sentence, too."""
        tokens = self.tokens
        return frozenset(
            tokens.low[at]
            for at, tag in enumerate(tokens.tag)
            if tag == "cap" and tokens.sentence[at] != at and tokens.tag[at - 1] != "Q"
        )
