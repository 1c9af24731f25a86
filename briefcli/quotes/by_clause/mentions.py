"""Where noun phrases that can be a speaker begin and end, before a verb and behind it."""

from __future__ import annotations

from briefcli.quotes.by_clause.phrases import INSIDE, LONGEST, Phrases
from briefcli.quotes.mention import Mention, whole

_REACH = 30  # tokens a phrase may have; keeps the reading linear
_NAMES = 5  # words a name has at most


class Mentions(Phrases):
    """Reads the noun phrases beside the verbs of one article."""

    # Behind a verb.

    def right(self, first: int, limit: int, *, sure: bool = False) -> Mention | None:
        """The speaker whose phrase begins at a token: "(said) the mayor, Kim Lee".

        `sure`: the grammar leaves no doubt that it is the subject, whatever noun it is.
        """
        first = self._past_attribute(self._past_small_words(first, limit), limit)
        if first < limit and self.is_pronoun(first) and self.tokens.tag_at(first + 1) not in INSIDE:
            return whole(first, first, "pronoun")
        index = first
        while index < min(limit, first + _REACH) and self._goes_on(index, first):
            index += 1
        mention = self.read(first, index - 1, sure=sure, ahead=False)
        return self._named_behind(mention, index, limit) if mention else None

    def _past_small_words(self, first: int, limit: int) -> int:
        while first < limit and self.tokens.tag_at(first) in ("aux", "adv", "time", "num"):
            if self.tokens.tag_at(first) == "num" and self.tokens.tag_at(first + 1) not in ("time", "num"):
                break
            first += 1
        return first

    def _past_attribute(self, first: int, limit: int) -> int:
        """Past what German sets between an article and its noun: "(sagte) die in Köln geborene Lohmann"."""
        tags = self.tokens.tag
        if not self.grammar.capital_nouns or first + 1 >= limit or (tags[first], tags[first + 1]) != ("det", "prep"):
            return first
        for at in range(first + 2, min(limit - 1, first + LONGEST)):
            if tags[at] not in (*INSIDE, "det", "prep", "time"):
                break
            if tags[at] == "low" and tags[at + 1] == "cap" and tags[at - 1] not in ("det", "prep"):
                return at + 1
        return first

    def _goes_on(self, index: int, first: int) -> bool:
        """Whether a phrase that began at a token goes on with another."""
        tag = self.tokens.tag[index]
        if tag in ("det", "prep"):
            return (tag == "det") if index == first else self._joins(index)
        if tag == "conj":
            return self._joins_names(index)
        if tag == "low" and self.grammar.capital_nouns and self.tokens.tag[index - 1] == "cap" and index > first:
            return False  # adjectives stand before their noun there; this is a verb
        return tag in INSIDE

    def _joins(self, index: int) -> bool:
        """Whether a preposition or article goes on with a noun phrase: "minister of the interior"."""
        before, behind = self.tokens.tag_at(index - 1), self.tokens.tag_at(index + 1)
        if self.tokens.tag[index] == "det" and before != "prep" and self.tokens.low[index] not in self.grammar.genitive:
            return False
        return before in (*INSIDE, "prep") and behind in (*INSIDE, "det", "prep") and self._describes(index)

    def _describes(self, index: int) -> bool:
        """Whether what a preposition follows is a title or a body: "spokesman of", not "Kim in"."""
        while index >= 0 and self.tokens.tag_at(index) in ("prep", "det"):
            index -= 1
        for at in range(index, max(-1, index - 3), -1):
            if self.tokens.tag_at(at) not in INSIDE:
                return False
            if self.names.tells_who(at):
                return True
        return self.grammar.cased and self.tokens.tag_at(index) == "cap" and self.tokens.text[index].isupper()

    def _joins_names(self, index: int) -> bool:
        return self.tokens.tag_at(index - 1) == "cap" and self.tokens.tag_at(index + 1) == "cap"

    def _named_behind(self, mention: Mention, index: int, limit: int) -> Mention:
        """The name a role is followed by: "(said) the mayor, Kim Lee"."""
        if mention.kind != "nominal":
            return mention
        if self.tokens.tag_at(index) == "-" and index + 1 < limit and self.names.is_title(index + 1):
            other = self.right(index + 1, limit)  # "deputy premier - minister of the interior Kim Lee"
            return other if other is not None and other.kind == "name" else mention
        if self.tokens.tag_at(index) == "Q":
            index += 1  # "the coach of “City”, Kim Lee"
        if self.tokens.tag_at(index) != ",":
            return mention
        return self._apposition(index + 1, limit) or mention

    def _apposition(self, first: int, limit: int) -> Mention | None:
        """A full name that is all there is behind a comma."""
        end = first
        while end < limit and self.tokens.tag[end] == "cap":
            end += 1
        if not 1 < end - first <= _NAMES or self.tokens.tag_at(end) not in (",", ".", "P", "end", "-", "rel", "(", "Q"):
            return None
        return None if any(map(self.names.tells_who, range(first, end))) else whole(first, end - 1, "name")

    # Before a verb.

    def left(self, last: int, start: int, *, sure: bool = False) -> Mention | None:
        """The speaker whose phrase ends at a token: "the mayor Kim Lee (said)". `sure` as for `right`."""
        if last < start:
            return None
        if self.is_pronoun(last):
            return whole(last, last, "pronoun")
        first, preposition = self._reach_left(last, max(start, last - _REACH))
        if preposition is not None:
            if preposition + 1 == first and (named := self._at_the_end(first, last)):
                return named
            return self._before_place(preposition, start)
        return self.read(first, last) or (self._agent(first, last, start) if sure else None)

    def _reach_left(self, last: int, stop: int) -> tuple[int, int | None]:
        """Where a phrase begins that ends at a token; then the preposition it hangs on, if it is no subject."""
        tokens, index = self.tokens, last
        while index >= stop:
            tag = tokens.tag[index]
            if tag in ("prep", "det") and index < last:
                if index - 1 < stop or not (self._joins(index) or self._is_genitive(index)):
                    return self._at_edge(index, stop)
            elif tag == ")":
                opening = self._opening(index, stop)
                if opening is None:
                    break
                index = opening
            elif tag not in INSIDE and not (tag == "conj" and self._joins_names(index)):
                break
            index -= 1
        return index + 1, None

    def _at_edge(self, index: int, stop: int) -> tuple[int, int | None]:
        """The same where a preposition or an article ends the way to the left."""
        if self.tokens.tag[index] == "prep":
            return index + 1, index
        governed = index - 1 >= stop and self.tokens.tag[index - 1] == "prep"
        return index, index - 1 if governed else None

    def _is_genitive(self, index: int) -> bool:
        """Whether an article goes on with the noun right before it: "the district >of the< party"."""
        genitive = self.tokens.tag[index] == "det" and self.tokens.low[index] in self.grammar.genitive
        return genitive and self.tokens.tag_at(index - 1) == "cap"

    def _at_the_end(self, first: int, last: int) -> Mention | None:
        """A full name right before a verb, with a long description before it."""
        runs = self.names.runs(first, last)
        if not runs or runs[-1][1] != last or runs[-1][0] == last or self.tokens.tag[runs[-1][0] - 1] != "low":
            return None
        return whole(*runs[-1], "name") if self.names.can_be_person(runs[-1]) else None

    def _before_place(self, preposition: int, start: int) -> Mention | None:
        """Past "in the capital", to the phrase before it."""
        last = preposition - 1
        return self.left(last, start) if last >= start and self.tokens.tag[last] in ("cap", "pro") else None

    def _opening(self, index: int, start: int) -> int | None:
        return next((at for at in range(index - 1, max(start, index - 12) - 1, -1) if self.tokens.tag[at] == "("), None)
