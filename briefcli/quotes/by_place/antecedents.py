"""Whom a pronoun means: "he" is the last who spoke or the subject of the sentence before, if he can be a man."""

from __future__ import annotations

from collections.abc import Iterator

from briefcli.quotes import gate
from briefcli.quotes.by_place.names import Named, named
from briefcli.quotes.by_place.register import Register
from briefcli.quotes.by_place.subjects import Subjects
from briefcli.quotes.mention import Mention
from briefcli.quotes.tokens import Tokens

_BACK = 5  # sentences looked back
_PERSONS = ("m", "f")


class Antecedents:
    """Resolves the pronouns of one article, in the order they are asked for."""

    def __init__(self, subjects: Subjects, register: Register) -> None:
        self.subjects = subjects
        self.tokens = subjects.tokens
        self.grammar = subjects.grammar
        self.register = register
        self._known: dict[int, Named | Mention | None] = {}
        self._spoke: list[tuple[int, Named | Mention]] = []

    def spoke(self, token: int, who: Named | Mention) -> None:
        """Remember who speaks at a token; it is the likeliest whom a later pronoun means."""
        self._spoke.append((token, who))

    def meant(self, phrase: Mention) -> Named | Mention | None:
        """Whom a phrase means: a name's full form, a nominal itself, a pronoun's antecedent; None where unclear."""
        if phrase.kind == "nominal":
            return self.register.holder(phrase.first, phrase.last) or phrase
        if phrase.kind == "name":
            called = named(self.tokens, phrase.head, phrase.last)
            return self.register.full(called.words, called.first) or called
        if phrase.first not in self._known:
            self._known[phrase.first] = self._antecedent(phrase.first)
        return self._known[phrase.first]

    def _antecedent(self, pronoun: int) -> Named | Mention | None:
        low = self.tokens.low[pronoun].replace("’", "'").partition("'")[0]  # "he's"
        sex = self.grammar.sexes.get(low, "")
        for candidate in self._candidates(pronoun, reach=_BACK if sex in _PERSONS else 2):
            if isinstance(candidate, Mention):
                if (sex == "p" and self._is_plural(candidate)) or (sex == "n" and self._is_thing(candidate)):
                    return candidate
            elif sex in _PERSONS and self._can_be(candidate, sex):
                return candidate
        return None

    def _candidates(self, pronoun: int, reach: int) -> Iterator[Named | Mention]:
        """Who was spoken of before the pronoun, sentence by sentence backwards, the subject first."""
        start, end = self.tokens.sentence[pronoun], pronoun
        for _ in range(reach):
            subjects = list(self._subjects(start, end))
            yield from subjects
            for name in self.register.between(start, end):
                full = self.register.full(name.words, name.first) or name
                if full not in subjects and self.register.is_person(full):
                    yield full
            if start == 0:
                return
            end = start
            start = self.tokens.sentence[start - 1]

    def _subjects(self, start: int, end: int) -> Iterator[Named | Mention]:
        """The subject of a sentence, then those of its verbs of saying, then whoever speaks in it."""
        phrases = [self.subjects.of_sentence(start)]
        phrases += [
            self.subjects.of(index) for index in range(start, min(end, start + 80)) if self.tokens.tag[index] == "say"
        ]
        for phrase in phrases:
            if phrase is None or phrase.last >= end:
                continue
            who = self._known.get(phrase.first) if phrase.kind == "pronoun" else self.meant(phrase)
            if who is not None:
                yield who
        for token, who in reversed(self._spoke[-8:]):
            if start <= token < end:
                yield who

    def _can_be(self, candidate: Named, sex: str) -> bool:
        if not self.register.is_person(candidate, likely=True) or not gate.can_speak(
            candidate.words, self.grammar.code
        ):
            return False
        return self.register.sex(candidate) in (sex, None)

    def _is_plural(self, phrase: Mention) -> bool:
        head = _head(self.tokens, phrase)
        if head.endswith(self.grammar.plural_endings) or head in self.grammar.collectives:
            return True
        return any(word in self.grammar.joining for word in self.tokens.low[phrase.first : phrase.last])

    def _is_thing(self, phrase: Mention) -> bool:
        return not self._is_plural(phrase) and not self.grammar.is_title(_head(self.tokens, phrase))


def _head(found: Tokens, phrase: Mention) -> str:
    """The word a nominal is about: "officials" of "officials in the capital"."""
    for index in range(phrase.first + 1, phrase.last + 1):
        if found.tag[index] == "prep":
            return found.low[index - 1]
    return found.low[phrase.last]
