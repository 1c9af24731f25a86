"""The people an article names: from a last name, a role or an inflected form to the name in full."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from briefcli.quotes import gate
from briefcli.quotes.by_clause.mentions import Mentions
from briefcli.quotes.by_clause.names import Run
from briefcli.quotes.listed import Forms
from briefcli.quotes.mention import Mention, whole

_FEW = 5  # words a name has at most
_STEM = 4  # letters two forms of one name have in common at least
_FAR = 8  # tokens between a role and its name
_ROLE = 12  # tokens a description has at most


class Held(NamedTuple):
    """A role that stands beside a name: its first word, the name, and from which token to which the role goes."""

    title: str
    name: Run
    role: Run


class People:
    """Who is named in one article."""

    def __init__(self, text: str, mentions: Mentions) -> None:
        self.text = text
        self.mentions = mentions
        self.names = mentions.names
        self.tokens = mentions.tokens
        self.grammar = mentions.grammar

    def named(self, mention: Mention) -> Mention | None:
        """Whom a name or a role means: by his full name, a role by its only holder's, else as the text has it."""
        who = mention if mention.cut is not None else self._meant(mention)
        begin, end = who.cut or (self.tokens.start[who.head], self.tokens.end[who.tail])
        return who if gate.can_speak(self.text[begin:end].split(), self.grammar.code) else None

    def _meant(self, mention: Mention) -> Mention:
        name = self.full(mention) if mention.kind == "name" else self.holder(mention)
        return whole(*name, "name") if name is not None else whole(mention.first, mention.last, mention.kind)

    def called(self, words: tuple[str, ...]) -> Mention | None:
        """Whom a transcript's label means, where he is named in full."""
        name = self._full.get(words[-1].lower())
        return whole(*name, "name") if name is not None else None

    def role(self, who: Mention) -> str | None:
        """Where the article first says in which role somebody is, beside his name."""
        if who.cut is not None or who.kind != "name":
            return None
        last = self.tokens.low[who.tail]
        role = next((held.role for held in self._held if self.tokens.low[held.name[1]] == last), None)
        return self.text[self.tokens.start[role[0]] : self.tokens.end[role[1]]] if role is not None else None

    def can_be(self, who: Mention, sex: str) -> bool:
        """Whether a pronoun that tells the sex or the number can mean somebody."""
        if sex == "p":
            return False
        is_hers, is_his = self._has(who, self.grammar.female), self._has(who, self.grammar.male)
        return not is_hers if sex == "m" else is_hers or not is_his if sex == "f" else True

    def _has(self, who: Mention, forms: Forms) -> bool:
        """Whether one of some words stands in a phrase, or right before it; of letters without blanks, in them."""
        if who.cut is not None:
            return any(word in self.text[slice(*who.cut)] for word in forms.words)
        return any(word in forms for word in self.tokens.low[max(0, who.first - 1) : who.last + 1])

    def between(self, start: int, end: int) -> tuple[Mention, ...]:  # noqa: ARG002 - as `People` has it
        """Nobody further: who is only named in a sentence is seldom meant where verbs have no subject."""
        return ()

    def full(self, mention: Mention) -> Run:
        """The fullest name of whom a name means; the name itself where that can be several people."""
        if mention.tail > mention.head or not self.mentions.grammar.cased:
            return mention.head, mention.tail
        called = self.tokens.low[mention.head]
        if called in self._full:
            return self._full[called]
        given = [run for run in self._full.values() if self.tokens.low[run[0]] == called]
        forms = given or [run for last, run in self._full.items() if are_one(last, called)]
        return forms[0] if len(forms) == 1 else (mention.head, mention.tail)

    def holder(self, mention: Mention) -> Run | None:
        """Whom a role means, where the article ties it to one name only: "the minister"."""
        titles = [at for at in range(mention.first, mention.last + 1) if self.names.is_title(at)]
        if not titles:
            return None
        title = self.tokens.low[titles[0]]
        names = [held.name for held in self._held if are_one(held.title, title) or held.title.endswith(title)]
        last = {self.tokens.low[name[1]] for name in names}
        if not names or any(not are_one(one, other) for one in last for other in last):
            return None
        whole = max(names, key=lambda name: (name[1] - name[0], -name[0]))
        return self._full.get(self.tokens.low[whole[1]], whole)

    @cached_property
    def _full(self) -> dict[str, Run]:
        """The first name of several words that ends with each last name, but for those that several people have."""
        found: dict[str, Run] = {}
        shared: set[str] = set()
        for head, tail in self.names.runs(0, len(self.tokens) - 1):
            last = self.tokens.low[tail]
            first = tail - 1 if head < tail - 1 and self.names.is_apart(tail - 2, tail) else head  # "Lakers Kim Lee"
            if not 1 <= tail - first < _FEW or not self.names.can_be_person((first, tail)):
                continue
            given, _ = found.setdefault(last, (first, tail))
            if not are_one(self.tokens.low[given], self.tokens.low[first]):
                shared.add(last)
        return {last: name for last, name in found.items() if last not in shared}

    @cached_property
    def _held(self) -> tuple[Held, ...]:
        """Every role that stands beside a name, in order."""
        found = []
        for at in range(len(self.tokens)):
            if not self.names.is_title(at):
                continue
            if (name := self._behind(at)) is not None:
                comma = self.tokens.tag[name[0] - 1] == ","
                found.append(Held(self.tokens.low[at], name, (at, name[0] - 1 - comma)))
            elif (name := self._ahead(at)) is not None:
                found.append(Held(self.tokens.low[at], name, (at, self._description_end(at))))
        return tuple(found)

    def _description_end(self, at: int) -> int:
        mention = self.mentions.right(at, min(len(self.tokens), at + _ROLE))
        return mention.last if mention is not None and mention.kind == "nominal" else at

    def _behind(self, at: int) -> Run | None:
        """The name behind a role: "minister Kim Lee", "minister of the interior, Kim Lee,"."""
        tags, index = self.tokens.tag, at + 1
        while index < min(len(tags), at + _FAR) and self._describes(index):
            index += 1
        comma = self.tokens.tag_at(index) == ","
        index += comma
        if self.tokens.tag_at(index) != "cap":
            return None
        end = self.names.end_of(index)
        while index < end and self.tokens.text[index].isupper() and len(self.tokens.text[index]) > 1:
            index += 1  # "US secretary Kim Lee"
        if not self.names.can_be_person((index, end)) or (comma and index == end):
            return None
        return (index, end) if index == at + 1 or tags[index - 1] not in ("prep", "det") else None

    def _describes(self, index: int) -> bool:
        return self.tokens.tag[index] in ("low", "prep", "det", "num") or self.names.is_title(index)

    def _ahead(self, at: int) -> Run | None:
        """The name before a role: "Kim Lee, the minister"."""
        tags, index = self.tokens.tag, at - 1
        while index > max(0, at - _FEW) and tags[index] in ("low", "det", "num"):
            index -= 1
        if index < 1 or tags[index] != "," or tags[index - 1] != "cap":
            return None
        first = index - 1
        while first > 0 and tags[first - 1] == "cap":
            first -= 1
        return (first, index - 1) if self.names.can_be_person((first, index - 1)) else None


def are_one(one: str, other: str) -> bool:
    """Whether two words are one, or forms of one in a language that inflects them."""
    if one == other:
        return True
    shorter = min(len(one), len(other))
    common = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    return common >= _STEM and common >= max(len(one), len(other)) - 2
