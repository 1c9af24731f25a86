"""Whom a phrase or a pronoun means, as far as the names, roles and forms of an article tell."""

from __future__ import annotations

from collections.abc import Iterator

from briefcli.quotes import gate
from briefcli.quotes.by_place.names import Named, named
from briefcli.quotes.by_place.register import Register
from briefcli.quotes.mention import Mention
from briefcli.quotes.tokens import Tokens


class People:
    """Who is named in one article."""

    def __init__(self, text: str, found: Tokens) -> None:
        self.tokens = found
        self.grammar = found.grammar
        self.register = Register(text, found)

    def named(self, mention: Mention) -> Mention:
        """Whom a name or a role means: by his full name, a role by its only holder's, else as the text has it."""
        if mention.kind == "nominal":
            holder = self.register.holder(mention.first, mention.last)
            return _mention(holder) if holder is not None else _whole(mention)
        return _mention(self._full(mention))

    def called(self, words: tuple[str, ...]) -> Mention | None:
        """Whom a transcript's label means, where he is named in full."""
        person = self.register.full(words, 0)
        return _mention(person) if person is not None else None

    def role(self, who: Mention) -> str | None:
        """What the article first says he is."""
        return self.register.role(named(self.tokens, who.head, who.tail)) if who.kind == "name" else None

    def between(self, start: int, end: int) -> Iterator[Mention]:
        """The people named between two tokens."""
        for name in self.register.between(start, end):
            full = self.register.full(name.words, name.first) or name
            if self.register.is_person(full):
                yield _mention(full)

    def can_be(self, who: Mention, sex: str) -> bool:
        """Whether a pronoun that tells the sex or the number can mean somebody."""
        if who.kind != "name":
            fits = (sex == "p" and self._is_plural(who)) or (sex == "n" and self._is_thing(who))
            return fits and gate.can_speak(self.tokens.text[who.first : who.last + 1], self.grammar.code)
        if sex not in ("m", "f"):
            return False
        person = named(self.tokens, who.head, who.tail)
        if not self.register.is_person(person, likely=True) or not gate.can_speak(person.words, self.grammar.code):
            return False
        return self.register.sex(person) in (sex, None)

    def _full(self, mention: Mention) -> Named:
        called = named(self.tokens, mention.head, mention.tail)
        return self.register.full(called.words, called.first) or called

    def _is_plural(self, who: Mention) -> bool:
        head = self._head(who)
        if head.endswith(self.grammar.plural_endings) or head in self.grammar.collectives:
            return True
        return any(word in self.grammar.joining for word in self.tokens.low[who.first : who.last])

    def _is_thing(self, who: Mention) -> bool:
        return not self._is_plural(who) and not self.grammar.is_title(self._head(who))

    def _head(self, who: Mention) -> str:
        """The word a nominal is about: "officials" of "officials in the capital"."""
        for index in range(who.first + 1, who.last + 1):
            if self.tokens.tag[index] == "prep":
                return self.tokens.low[index - 1]
        return self.tokens.low[who.last]


def _mention(name: Named) -> Mention:
    return Mention(name.first, name.last, "name", name.first, name.last, (name.start, name.end))


def _whole(mention: Mention) -> Mention:
    """A nominal with all its words."""
    return Mention(mention.first, mention.last, mention.kind, mention.first, mention.last)
