"""An attribution for every quotation of an article in a language whose file says how it attributes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from briefcli.article import Article
from briefcli.brief import Quote
from briefcli.quotes import gate
from briefcli.quotes.attribution import Attribution, quote_of
from briefcli.quotes.by_clause.particles import Particles
from briefcli.quotes.by_clause.people import People
from briefcli.quotes.by_clause.reading import Reading
from briefcli.quotes.by_clause.unspaced import Unspaced
from briefcli.quotes.grammar import Grammar
from briefcli.quotes.mention import Mention, Said
from briefcli.quotes.tokens import tokens
from briefcli.text import Extent
from briefcli.text.marks import Marked

_BACK = 3  # sentences looked back for whom a pronoun means


class Speakers:
    """Attributes the quotations of one article, in order."""

    def __init__(self, article: Article, marked: Sequence[Marked], grammar: Grammar) -> None:
        self.article = article
        self.marked = marked
        self.grammar = grammar
        self.tokens = tokens(article.text, marked, grammar)
        self.reading = self._reading()
        self.people = People(self.reading.mentions)
        self.places = [index for index, tag in enumerate(self.tokens.tag) if tag == "Q"]
        self.given: list[Attribution | None] = []

    def attribute(self) -> list[Attribution | None]:
        """One attribution for each quotation, None where the text does not say."""
        for order, place in enumerate(self.places):
            said = self.reading.of(place)
            if said is None:
                self.given.append(self._carried(order, place))
            elif said.mention is None:
                self.given.append(self._of_verb(said, order, place))
            else:
                self.given.append(self._attribution(said, said.mention, order))
        return self.given

    def quote(self, marked: Marked, attribution: Attribution | None) -> Quote:
        """The quotation as it is printed and checked."""
        return quote_of(self.article, marked, attribution)

    def _reading(self) -> Reading:
        if not self.grammar.parts_words:
            return Unspaced(self.tokens, self.grammar, self.article.text)
        return (Particles if self.grammar.subject_markers else Reading)(self.tokens, self.grammar)

    # With a speaker.

    def _attribution(self, said: Said, mention: Mention, order: int) -> Attribution:
        meant, role = self._who(mention, order)
        if meant is not None and not gate.can_speak(self.article.text[slice(*meant)].split(), self.grammar.code):
            meant, role = None, None
        return Attribution(
            mention=mention.cut or self._extent(mention.first, mention.last),
            meant=meant,
            cue=self._cue(said),
            how=said.how,
            role=role,
        )

    def _who(self, mention: Mention, order: int) -> tuple[Extent | None, str | None]:
        """Where he stands whom a phrase means, by his full name where there is one, and his role."""
        if mention.kind == "pronoun":
            return self._antecedent(self._token(mention, order), order)
        if mention.cut is not None:
            return mention.cut, None
        name = self.people.full(mention) if mention.kind == "name" else self.people.holder(mention)
        if name is None:
            return self._extent(mention.first, mention.last), None
        return self._extent(*name), self._role(name)

    def _role(self, name: tuple[int, int]) -> str | None:
        role = self.people.role(name)
        return self.article.text[slice(*self._extent(*role))] if role else None

    def _cue(self, said: Said) -> Extent | None:
        if said.verb is not None:
            return said.verb
        return self._extent(*said.cue) if said.cue else None

    def _token(self, mention: Mention, order: int) -> int:
        if mention.cut is None:
            return mention.first
        return min(bisect_left(self.tokens.start, mention.cut[0]), self.places[order])

    def _extent(self, first: int, last: int) -> Extent:
        return self.tokens.start[first], self.tokens.end[last]

    # Without one.

    def _of_verb(self, said: Said, order: int, place: int) -> Attribution | None:
        """The speaker of a verb without a subject: he who spoke last, or was spoken of."""
        cue = self._cue(said)
        assert cue is not None
        nobody = Attribution(mention=cue, meant=None, cue=cue, how=said.how)
        if said.unread:
            return nobody
        before = self.given[order - 1] if order else None
        if before is not None and self.tokens.sentence[self.places[order - 1]] == self.tokens.sentence[place]:
            return replace(before, how=said.how, cue=cue, label=0)
        meant, role = self._antecedent(min(said.cue[0], place) if said.cue else place, order)
        return replace(nobody, meant=meant, role=role)

    def _antecedent(self, pronoun: int, order: int) -> tuple[Extent | None, str | None]:
        """Whom a pronoun means: the subject or the speaker of the nearest sentence before it that has one."""
        found = self.tokens
        low = found.low[pronoun] if pronoun < len(found) else ""
        if low in self.grammar.no_speakers:
            return None, None
        sex = self.grammar.sexes.get(low, "")
        start, end = found.sentence[min(pronoun, len(found) - 1)], pronoun
        for _ in range(_BACK):
            given = self._given_between(start, end, order)
            if given is not None:
                return given.meant, given.role
            subject, spoken = self.reading.spoken_of(start, end)
            if subject is not None and self._can_be(subject, sex, spoken=spoken):
                return self._named(subject)
            if start == 0:
                break
            end, start = start, found.sentence[start - 1]
        return None, None

    def _given_between(self, start: int, end: int, order: int) -> Attribution | None:
        """The last attribution to somebody of a quotation between two tokens."""
        for index in range(order - 1, -1, -1):
            given, place = self.given[index], self.places[index]
            if place < start:
                return None
            if place < end and given is not None and given.meant is not None:
                return given
        return None

    def _named(self, subject: Mention) -> tuple[Extent | None, str | None]:
        if subject.cut is not None:
            return subject.cut, None
        name = self.people.full(subject)
        return self._extent(*name), self._role(name)

    def _can_be(self, mention: Mention, sex: str, *, spoken: bool) -> bool:
        """Whether a phrase can be whom a pronoun means."""
        mentions = self.reading.mentions
        known = spoken and mention.kind == "name" and not self.grammar.cased
        titled = mention.kind == "nominal" and mentions.is_titled(mention)
        if not known and not titled and not mentions.is_person(mention):
            return False
        words = self.tokens.low[max(0, mention.first - 1) : mention.last + 1]
        if sex == "m":
            return not any(word in self.grammar.female for word in words)
        if sex == "f":
            return not any(word in self.grammar.male and word not in self.grammar.female for word in words)
        return sex != "p"

    def _carried(self, order: int, place: int) -> Attribution | None:
        """The speaker of the quotation before, if this one goes on with it, else of the sentence that leads to it."""
        before = self.given[order - 1] if order else None
        if before is None:
            return self._leading(order, place)
        if self.marked[order].anew or self.tokens.sentence[place] == self.tokens.sentence[self.places[order - 1]]:
            return replace(before, how="beside", label=0)
        between = self.tokens.tag[self.places[order - 1] : place]
        if between.count("P") <= 1 and between.count(".") <= 1 and self.tokens.sentence[place] == place:
            return replace(before, how="above", label=0)
        return self._leading(order, place)

    def _leading(self, order: int, place: int) -> Attribution | None:
        """The speaker of the sentences before a quotation that stands by itself: "Kim explained why. “We ...”"."""
        found = self.tokens
        if found.sentence[place] != place:
            return None
        end = place
        for _ in range(_BACK if place else 0):
            start = found.sentence[end - 1]
            crossed = found.tag[start:place].count("P")
            if crossed > 1 or (order and self.places[order - 1] >= start):
                return None
            mention, spoken = self.reading.spoken_of(start, end)
            if mention is not None and self._can_be(mention, "", spoken=spoken):
                return self._told(mention, start, end, order, nearest=end == place and not crossed)
            if start == 0 or crossed:
                return None
            end = start
        return None

    def _told(self, mention: Mention, start: int, end: int, order: int, *, nearest: bool) -> Attribution | None:
        """An attribution to whom a sentence tells of; where nobody speaks in it, only from the one right before."""
        cue = next((index for index in range(end - 1, start - 1, -1) if self.tokens.tag[index] == "say"), None)
        if cue is None and self.grammar.parts_words and not nearest:
            return None
        return self._attribution(Said((cue, cue) if cue is not None else None, mention, "above"), mention, order)
