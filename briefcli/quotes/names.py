"""The people an article names: from "Kim" and "he" to the full name and the role as first given."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from briefcli.quotes import lexicon
from briefcli.quotes.lexicon import words_of
from briefcli.quotes.phrases import ending_at, is_possessive, is_title
from briefcli.quotes.tokens import Token

_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Named:
    """One place where a name stands: tokens `first` to `last`, without titles; characters `start` to `end`."""

    first: int
    last: int
    start: int
    end: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a name: where it is first given in full, its words, and every place where it stands."""

    named: Named
    mentions: tuple[Named, ...]


class Register:
    """Every name of an article, and who is meant by a shorter form."""

    def __init__(self, text: str, found: Sequence[Token]) -> None:
        self.text = text
        self.tokens = found
        self.names = _names(found)
        self._full: dict[tuple[str, ...], Named] = {}
        self._by_part: dict[str, Counter[tuple[str, ...]]] = {}
        self._places: dict[tuple[str, ...], list[Named]] = {}
        for named in self.names:
            self._places.setdefault(named.words, []).append(named)
            if len(named.words) > 1:
                self._full.setdefault(named.words, named)
                if _is_personal(named.words):
                    for part in {named.words[0], named.words[-1]}:
                        self._by_part.setdefault(part, Counter())[named.words] += 1
        self._roles: dict[tuple[str, ...], str | None] = {}

    def full(self, words: tuple[str, ...], first: int) -> Named | None:
        """Where the one called by these words (at token `first`) is first named in full; None where that is unclear."""
        if len(words) > 1:
            return self._full.get(words)
        forms = self._by_part.get(words[0])
        if not forms:
            places = self._places.get(words)
            return places[0] if places else None
        surnamed = Counter({form: count for form, count in forms.items() if form[-1] == words[0]}) or forms
        sex = self.sex_of_title(first)
        if sex:
            surnamed = Counter({form: n for form, n in surnamed.items() if _sex(form) in (sex, None)}) or surnamed
        surnamed = Counter({form: n for form, n in surnamed.items() if not self._introduced_late(form, words)})
        if not surnamed:
            return None
        ranked = surnamed.most_common(2)
        if len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1] and not _same(ranked[0][0], ranked[1][0]):
            return None
        return self._full[ranked[0][0]]

    def _introduced_late(self, form: tuple[str, ...], words: tuple[str, ...]) -> bool:
        """Whether "Mrs. Kim" stands before "Sue Kim" is first named: then she is somebody else."""
        full = self._full[form].first
        return any(
            place.first < full and self.tokens[place.first - 1].low.rstrip(".") in _COURTESY
            for place in self._places.get(words, [])[:2]
            if place.first > 0
        )

    def between(self, start: int, end: int) -> list[Named]:
        """The names that stand between two tokens, in order."""
        low = bisect_left(self.names, start, key=lambda name: name.first)
        high = bisect_left(self.names, end, key=lambda name: name.first)
        return self.names[low : min(high, low + 12)]

    def is_person(self, named: Named, *, likely: bool = False) -> bool:
        """Whether a name is known to be a person's: by a given name, a title, or a role; `likely` if it speaks."""
        if not _is_personal(named.words):
            return False
        if likely and len(named.words) > 1:
            return True
        return self.sex(named) is not None or self.role(named) is not None or self._titled(named)

    def _titled(self, named: Named) -> bool:
        places = self._places.get(named.words, [])[:4] + self._places.get(named.words[-1:], [])[:4]
        return any(place.first > 0 and is_title(self.tokens[place.first - 1]) for place in places)

    def sex_of_title(self, first: int) -> str | None:
        """Give "f" for "Mrs. Kim", "m" for "Mr. Kim" or "spokesman Kim", from the words before token `first`."""
        for index in range(first - 1, max(-1, first - 4), -1):
            low = self.tokens[index].low.rstrip(".")
            if low in lexicon.FEMALE_WORDS:
                return "f"
            if low in lexicon.MALE_WORDS:
                return "m"
            if not is_title(self.tokens[index]):
                return None
        return None

    def sex(self, named: Named) -> str | None:
        """Give "f" or "m" where a title or the given name tells, else None."""
        known = _sex(named.words)
        if known or len(named.words) < 2:
            return known
        places = self._places.get(named.words, [])[:3] + self._places.get(named.words[-1:], [])[:5]
        for place in places:
            if sex := self.sex_of_title(place.first):
                return sex
        return None

    def role(self, named: Named) -> str | None:
        """The role as the article first gives it: "chairman of the council"; None where it gives none."""
        if named.words not in self._roles:
            places = self._places.get(named.words, [])[:6]
            if len(named.words) > 1:
                places = places + self._places.get(named.words[-1:], [])[:6]
            roles = (self._role_before(place) or self._role_after(place) for place in places)
            self._roles[named.words] = next((role for role in roles if role), None)
        return self._roles[named.words]

    def _role_before(self, place: Named) -> str | None:
        """Give "mayor" of "the mayor, Kim Lee," and of "mayor Kim Lee"."""
        if place.first > 1 and self.tokens[place.first - 1].tag == "," and self._tag(place.last + 1) == ",":
            ahead = ending_at(self.tokens, place.first - 2, max(0, place.first - 14))
            if ahead is not None and ahead.kind == "nominal":
                return self._role_of(ahead.first, place.first - 1)
        phrase = ending_at(self.tokens, place.last, max(0, place.first - 12))
        if phrase is None or phrase.kind != "name" or phrase.head != place.first:
            return None
        return self._role_of(phrase.first, place.first)

    def _role_of(self, first: int, end: int) -> str | None:
        while first < end and self.tokens[first].tag in ("det", "num", "prep", "conj"):
            first += 1
        words = self.tokens[first:end]
        if not any(is_title(word) for word in words) or all(word.low.rstrip(".") in _COURTESY for word in words):
            return None
        return self.text[words[0].start : words[-1].end]

    def _role_after(self, place: Named) -> str | None:
        index = place.last + 1
        if self._tag(index) == "(":
            while self._tag(index) not in (")", "P", "end") and index < place.last + 12:
                index += 1
            index += 1
        if self._tag(index) != ",":
            return None
        index += 1
        if self._tag(index) == "num" and self._tag(index + 1) == ",":
            index += 2
        begin = index
        while self._tag(index) in ("det", "cap", "low", "num", "prep", "(", ")") and index < begin + 20:
            index += 1
        words = self.tokens[begin:index]
        if self._tag(index) not in (",", ".", "rel", "say") or not any(is_title(word) for word in words[:6]):
            return None
        return self.text[words[0].start : words[-1].end]

    def _tag(self, index: int) -> str:
        return self.tokens[index].tag if index < len(self.tokens) else "end"


_COURTESY = words_of("mr mrs ms miss dr sir")


def _names(found: Sequence[Token]) -> list[Named]:
    names: list[Named] = []
    index, size = 0, len(found)
    while index < size:
        if found[index].tag != "cap":
            index += 1
            continue
        last = index
        while last + 1 < size and found[last + 1].tag == "cap" and not is_possessive(found[last]):
            last += 1
        first = last
        while first > index and not is_title(found[first - 1]):
            first -= 1
        names.append(named(found, first, last))
        index = last + 1
    return names


def named(found: Sequence[Token], first: int, last: int) -> Named:
    """The name that tokens `first` to `last` spell, without a possessive ending."""
    words = [token.text for token in found[first : last + 1]]
    end = found[last].end
    if match := _POSSESSIVE.search(words[-1]):
        end -= len(match.group())
        words[-1] = words[-1][: match.start()]
    return Named(first=first, last=last, start=found[first].start, end=end, words=tuple(words))


def _is_personal(words: tuple[str, ...]) -> bool:
    return len(words) <= 5 and not any(word.lower() in lexicon.ORGANISATIONS for word in words)


def _sex(words: tuple[str, ...]) -> str | None:
    if len(words) < 2:
        return None
    given = words[0].lower()
    if given in lexicon.FEMALE_NAMES:
        return "f"
    return "m" if given in lexicon.MALE_NAMES else None


def _same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names can be one person: "Robert Bauer" and "Robert F. Bauer"."""
    return one[0] == other[0] and one[-1] == other[-1]
