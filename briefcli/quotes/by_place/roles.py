"""What an article says somebody is: the role before a name or behind it, whole, and of one person."""

from __future__ import annotations

from briefcli.quotes.by_place.names import Named
from briefcli.quotes.by_place.phrases import ending_at, headed, is_of_office
from briefcli.quotes.tokens import Tokens


class Roles:
    """Reads roles around the names of one article."""

    def __init__(self, text: str, found: Tokens) -> None:
        self.text = text
        self.tokens = found
        self.grammar = found.grammar

    def before(self, place: Named) -> str | None:
        """The role before a name: "mayor" of "the mayor, Kim Lee," and of "mayor Kim Lee"; None where there is none."""
        if place.first > 1 and self.tokens.tag[place.first - 1] == "," and self.tokens.tag_at(place.last + 1) == ",":
            ahead = ending_at(self.tokens, place.first - 2, max(0, place.first - 14))
            if ahead is not None and ahead.kind == "nominal":
                return self._role_of(self._described(ahead.first, place.first - 1), place.first - 1)
        begin = max(self.tokens.sentence[place.first], place.first - 12)
        phrase = ending_at(self.tokens, place.last, begin)
        if phrase is None or phrase.kind != "name" or phrase.head != place.first:
            first = next((at + 1 for at in range(place.first - 1, begin, -1) if self._joins(at)), begin)
            joined = first > 0 and self.tokens.low[first - 1] in self.grammar.in_offices
            if joined and (office := self._office(begin, first - 2, place.first)):
                return office
            phrase = ending_at(self.tokens, place.last, first)  # "at a summit with >President< Kim Lee"
        if phrase is None or phrase.kind != "name" or phrase.head != place.first:
            return None
        return self._role_of(self._right_before(phrase.first, place.first), place.first)

    def _right_before(self, first: int, end: int) -> int:
        """Where what stands right before a name begins: past "gave birth to his", not past "director of"."""
        tags = self.tokens.tag
        for at in range(end - 1, first, -1):
            title = at - 2 if tags[at - 1] == "prep" else at - 1  # "secretary of the"
            if tags[at] in ("prep", "det") and not (title >= first and self.grammar.is_title(self.tokens.low[title])):
                return at + 1
        return first

    def _described(self, first: int, end: int) -> int:
        """Where a role begins that a comma parts from a name: whole where its first noun says who, else its end."""
        head = next((at - 1 for at in range(first + 1, end) if self.tokens.tag[at] == "prep"), end - 1)
        return first if self._is_agent(head) or head == end - 1 else self._right_before(first, end)

    def _office(self, begin: int, title: int, end: int) -> str | None:
        """Give "Ohio Secretary of State" of "Ohio Secretary of State Kim Lee"; `title` is the token of "Secretary"."""
        if (
            title < begin
            or not self.grammar.is_title(self.tokens.low[title])
            or not is_of_office(self.tokens, title, end)
        ):
            return None
        first = next((at + 1 for at in range(title - 1, begin, -1) if self._joins(at)), begin)
        phrase = ending_at(self.tokens, title, first)
        return self._role_of(self._own(phrase.first, title + 1), end) if phrase else None

    def _joins(self, index: int) -> bool:
        return self.tokens.tag[index] in ("prep", "conj")

    def _role_of(self, first: int, end: int) -> str | None:
        """The role that tokens spell, without "the", "Mr." and what belongs to no role; None where they spell none."""
        tokens, name = self.tokens, end
        while first < end and tokens.low[end - 1].rstrip(".") in self.grammar.courtesies:
            end -= 1
        if end < name and not self._is_agent(end - 1):
            return None  # "the protesters met Mr. Lee"
        while first < end and tokens.tag[first] in ("det", "num", "prep", "conj"):
            first += 1
        first = next((at + 1 for at in range(end - 1, first - 1, -1) if tokens.low[at] in self.grammar.naming), first)
        first = next((at for at in range(name, first, -1) if self._opens_line(at)), first)
        first = self._own(first, end) if first < end else end
        return self.text[tokens.start[first] : tokens.end[end - 1]] if self._is_role(first, end) else None

    def _is_role(self, first: int, end: int) -> bool:
        """Whether tokens say what one person is: by a title, by what he does, not "wife" alone, nor "senators"."""
        words = self.tokens.low[first:end]
        if not words or self.tokens.tag[end - 1] == "conj" or self.grammar.is_plural_title(words[-1]):
            return False
        if len(words) == 1 and words[0] in self.grammar.kin:
            return self.grammar.is_title(words[0]) or words[0].endswith(self.grammar.agent_endings)
        return any(self.grammar.is_title(word) and word not in self.grammar.areas for word in words) or self._is_agent(
            end - 1
        )

    def _opens_line(self, index: int) -> bool:
        return "\n" in self.text[self.tokens.end[index - 1] : self.tokens.start[index]]

    def _is_agent(self, index: int) -> bool:
        """Whether a word is of what somebody does, and of no body."""
        low = self.tokens.low[index]
        ends_so = (
            self.tokens.tag[index] == "low"
            and low.endswith(self.grammar.agent_endings)
            and low not in self.grammar.no_agents
        )
        known = ends_so or self.grammar.is_title(low) or low in self.grammar.kin
        return known and low not in self.grammar.organisations and low not in self.grammar.areas

    def _own(self, first: int, end: int) -> int:
        """Where what belongs to a role begins: not with another name, "approached Sen.", "defiant President"."""
        tags, low = self.tokens.tag, self.tokens.low
        for at in range(end - 2, first, -1):
            apart = tags[at] == "conj" and (self.grammar.is_title(low[at + 1]) or low[at + 1] in self.grammar.modifiers)
            by = low[at] in self.grammar.before_others and any(map(self.grammar.is_title, low[at + 1 : end]))
            if (apart or by) and not (self.grammar.is_title(low[at - 1]) or self._is_agent(at - 1)):
                return at + 1
        at = end - 1
        while at >= first and tags[at] == "cap":
            at -= 1
        if at == end - 1 or not self.grammar.is_title(low[end - 1]):
            return first
        while at >= first and tags[at] == "low":
            if not self._modifies(at):
                return at + 1
            at -= 1
        return first

    def _modifies(self, index: int) -> bool:
        low = self.tokens.low[index]
        return (
            "-" in low
            or low in self.grammar.modifiers
            or low in self.grammar.speaking_bodies
            or self.grammar.is_title(low)
        )

    def behind(self, place: Named) -> str | None:
        """The role behind a name: "mayor" of "Kim Lee, 54, the mayor,"; None where there is none."""
        begin = index = self._described_from(place.last + 1)
        if self.tokens.tag_at(begin) == "prep" or (self.tokens.tag_at(begin) == "low" and self._is_doing(begin)):
            return None  # ", including the mayor", ", calling the mayor", ", known as the mayor"
        while self.tokens.tag_at(index) in ("det", "cap", "low", "num", "prep", "(", ")") and index < begin + 20:
            index += 1
        if self.tokens.tag_at(index - 1) in ("det", "prep"):
            return None  # cut short: "director of the “...”"
        phrase = headed(self.tokens, begin, index - 1)  # None where there is nothing
        if (
            phrase is None
            or phrase.kind == "name"
            or self.tokens.tag_at(index) not in (",", ".", "rel", "say", "-", "P", "end")
        ):
            return None
        if not self._describes(begin, index):
            return None
        if self.tokens.tag[begin] == "det" and self.tokens.low[begin] in self.grammar.articles:
            begin += 1
        return self.text[self.tokens.start[begin] : self.tokens.end[index - 1]]

    def _is_doing(self, index: int) -> bool:
        """Whether a description begins with what somebody does: "calling ...", not "leading climate scientist"."""
        if self.tokens.tag_at(index + 1) == "prep" and not self._is_agent(index):
            return not self.grammar.is_who(self.tokens.low[index])
        if not self.tokens.low[index].endswith(self.grammar.participle_endings):
            return False
        end = index
        while self.tokens.tag_at(end) in ("low", "cap"):
            end += 1
        return not any(self._is_agent(at) for at in range(index, end))

    def _described_from(self, index: int) -> int:
        """Where a description behind a name begins: past "(R)", a comma and "54,"; the end where there is none."""
        if self.tokens.tag_at(index) == "(":
            first = index
            while self.tokens.tag_at(index) not in (")", "P", "end") and index < first + 11:
                index += 1
            index += 1
        if self.tokens.tag_at(index) != ",":
            return len(self.tokens)
        aged = self.tokens.tag_at(index + 1) == "num" and self.tokens.tag_at(index + 2) == ","
        return index + (3 if aged else 1)

    def _describes(self, begin: int, end: int) -> bool:
        """Whether words after a name say who it is: a title is among them, or they are "a retired teacher"."""
        low = self.tokens.low
        if any(map(self.grammar.is_title, low[begin : min(end, begin + 6)])):
            return True
        return self.tokens.tag[begin] == "det" and any(
            word.endswith(self.grammar.agent_endings) or word in self.grammar.kin
            for word in low[begin + 1 : min(end, begin + 6)]
        )
