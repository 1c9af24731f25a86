"""Whom an article means: from "Kim" and "he" to the full name and the role as first given."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property

from briefcli.quotes.by_place.names import Named, headline_end, is_personal, is_same, names_of, sex_of
from briefcli.quotes.by_place.roles import Roles
from briefcli.quotes.tokens import Tokens


class Register:
    """Every name of an article, and who is meant by a shorter form."""

    def __init__(self, text: str, found: Tokens) -> None:
        self.tokens = found
        self.grammar = found.grammar
        self.names = names_of(found)
        self._places: dict[tuple[str, ...], list[Named]] = {}
        for one in self.names:
            words = one.words
            if words in self._places:
                self._places[words].append(one)
            else:
                self._places[words] = [one]
        self._by_part: dict[str, list[tuple[str, ...]]] = {}
        body = headline_end(found)
        for words, places in self._places.items():
            if len(words) > 1 and places[-1].first >= body and is_personal(words, self.grammar):
                for part in {words[0], words[-1]}:
                    self._by_part.setdefault(part, []).append(words)
        self._told = Roles(text, found)
        self._roles: dict[tuple[str, ...], str | None] = {}

    def full(self, words: tuple[str, ...], first: int) -> Named | None:
        """Where the one called by these words (at token `first`) is first named in full; None where that is unclear."""
        forms = [words] if len(words) > 1 else self._by_part.get(words[0])
        if not forms:
            return self._first(words)
        if len(words) == 1:
            forms = self._likely(forms, words, first)
        ranked = sorted(forms, key=lambda form: -len(self._places.get(form, ())))
        if len(ranked) > 1 and not is_same(ranked[0], ranked[1]):
            often, seldom = len(self._places[ranked[0]]), len(self._places[ranked[1]])
            if often < 2 * seldom:
                return None
        return self._first(ranked[0]) if ranked else None

    def _first(self, words: tuple[str, ...]) -> Named | None:
        places = self._places.get(words)
        return places[0] if places else None

    def _likely(self, forms: list[tuple[str, ...]], words: tuple[str, ...], first: int) -> list[tuple[str, ...]]:
        """The full names a short form can stand for: by last name, else by first; of the sex its title tells."""
        found = [form for form in forms if form[-1] == words[0]] or forms
        if sex := self.sex_of_title(first):
            found = [form for form in found if sex_of(form, self.grammar) in (sex, None)]
        elif len(sexes := {self.sex_of_title(place.first) for place in self._places.get(words, ())[:8]} - {None}) == 1:
            found = [
                form for form in found if sex_of(form, self.grammar) in {*sexes, None}
            ]  # "Mrs. Clinton" beside "Bill Clinton"
        return [form for form in found if not self._introduced_late(form, words)]

    def _introduced_late(self, form: tuple[str, ...], words: tuple[str, ...]) -> bool:
        """Whether "Mrs. Kim" stands before "Sue Kim" is first named: then she is somebody else."""
        full = self._places[form][0].first
        return any(
            place.first < full and self.tokens.low[place.first - 1].rstrip(".") in self.grammar.courtesies
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
        if not is_personal(named.words, self.grammar):
            return False
        if likely and len(named.words) > 1:
            return True
        return self.sex(named) is not None or self.role(named) is not None or self._titled(named)

    def _titled(self, named: Named) -> bool:
        places = self._places.get(named.words, [])[:4] + self._places.get(named.words[-1:], [])[:4]
        return any(place.first > 0 and self.grammar.is_title(self.tokens.low[place.first - 1]) for place in places)

    def sex_of_title(self, first: int) -> str | None:
        """Give "f" for "Mrs. Kim", "m" for "Mr. Kim" or "spokesman Kim", from the words before token `first`."""
        for index in range(first - 1, max(-1, first - 4), -1):
            low = self.tokens.low[index].rstrip(".")
            if low in self.grammar.female:
                return "f"
            if low in self.grammar.male:
                return "m"
            if not self.grammar.is_title(self.tokens.low[index]):
                return None
        return None

    def sex(self, named: Named) -> str | None:
        """Give "f" or "m" where a title or the given name tells, else None."""
        known = sex_of(named.words, self.grammar)
        if known or len(named.words) < 2:
            return known
        places = self._places.get(named.words, [])[:3] + self._places.get(named.words[-1:], [])[:5]
        for place in places:
            if sex := self.sex_of_title(place.first):
                return sex
        return None

    def role(self, named: Named) -> str | None:
        """The role as the article first gives it: "chairman of the council"; None where it gives none."""
        if not is_personal(named.words, self.grammar):
            return None
        if named.words not in self._roles:
            places = self._places.get(named.words, [])[:6]
            if len(named.words) > 1:
                places = places + self._places.get(named.words[-1:], [])[:6]
            roles = (self._told.before(place) or self._told.behind(place) for place in places)
            self._roles[named.words] = next((role for role in roles if role), None)
        return self._roles[named.words]

    def holder(self, first: int, last: int) -> Named | None:
        """Whom tokens `first` to `last` mean, if the article gives their role to one person only: "the governor"."""
        low, tags = self.tokens.low, self.tokens.tag
        if (
            low[first] not in self.grammar.articles[:1]
            or not self.grammar.is_title(low[last])
            or "prep" in tags[first : last + 1]
        ):
            return None
        words = {self.grammar.whole_title(part) for word in low[first + 1 : last + 1] for part in word.split("-")}
        head = self.grammar.whole_title(low[last])
        found = [
            one
            for one, roles in self._held.items()
            if head in roles and (roles & self.grammar.lesser) <= (words & self.grammar.lesser)
        ]
        if len(found) > 1:
            found = [one for one in found if words <= self._held[one]]
        found = [
            one for one in found if words <= self._held[one] or self._held[one] <= words | self.grammar.lesser | {head}
        ]
        return self._places[found[0]][0] if len(found) == 1 else None

    @cached_property
    def _held(self) -> dict[tuple[str, ...], set[str]]:
        """The full names of an article, each with the words of the roles it is given anywhere."""
        roles: dict[tuple[str, ...], set[str]] = {}
        seen: set[tuple[str, ...]] = set()
        for named in self.names:
            described = named.first > 0 and self.tokens.tag[named.first - 1] in ("cap", "low")
            if named.words in seen and not described:
                continue
            seen.add(named.words)
            whole = self.full(named.words, named.first)
            titled = named.first > 0 and self.grammar.is_title(self.tokens.low[named.first - 1])
            if whole is None or not is_personal(whole.words, self.grammar) or (len(whole.words) < 2 and not titled):
                continue
            held = roles.setdefault(whole.words, set())
            index = named.first - 1
            while index >= 0 and self.tokens.tag[index] in ("cap", "low") and named.first - index < 6:
                held.update(map(self.grammar.whole_title, self.tokens.low[index].split("-")))
                index -= 1
            held.update(map(self.grammar.whole_title, (self.role(whole) or "").lower().replace("-", " ").split()))
        return {name: held for name, held in roles.items() if any(map(self.grammar.is_title, held))}
