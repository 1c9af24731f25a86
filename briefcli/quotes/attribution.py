"""Who said it: an attribution for every quotation, from its sentence or from what stands before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefcli.article import Article
from briefcli.brief import Quote
from briefcli.quotes.by_place.antecedents import Antecedents
from briefcli.quotes.by_place.cues import Reading
from briefcli.quotes.by_place.names import Named
from briefcli.quotes.by_place.register import Register
from briefcli.quotes.mention import Mention
from briefcli.quotes.tokens import Tokens
from briefcli.text import Extent
from briefcli.text.marks import Marked

# "KIM: We ...", inside of the marks; "Q" and "A" label without naming.
_LABEL = re.compile(r"(?P<name>[A-Z][A-Z.’'-]*(?: [A-Z][A-Z.’'-]+){0,3})(?: \([^)\n]{1,40}\))?:\s+")
_WORD = re.compile(r"\w")
_LEANING = frozenset({"adv", "conj", ",", ":", "-", "say", "rel", "("})


@dataclass(frozen=True, slots=True)
class Attribution:
    """Where the text says who speaks: the words that name him, his verb (None: a colon, a dash), and who is meant.

    `meant` is a place in the text to print: a person's full name, a nominal ("the ministry"), None for a pronoun
    that could not be resolved. `role` is what the text says he is, where he is named.
    `how` is "beside", "inside" or "above", as `kinds.is_quotation` has it.
    """

    mention: Extent
    meant: Extent | None
    cue: Extent | None
    how: str
    role: str | None = None
    label: int = 0


class Speakers:
    """Attributes the quotations of one article, in order."""

    def __init__(self, article: Article, marked: Sequence[Marked], found: Tokens) -> None:
        self.article = article
        self.marked = marked
        self.tokens = found
        self.grammar = found.grammar
        self.reading = Reading(found)
        self.register = Register(article.text, found)
        self.antecedents = Antecedents(self.reading.subjects, self.register)
        self.places = [index for index, tag in enumerate(found.tag) if tag == "Q"]
        self.given: list[Attribution | None] = []

    def attribute(self) -> list[Attribution | None]:
        """One attribution for each quotation, None where the text does not say."""
        for order, place in enumerate(self.places):
            found = self._label(order) or self._direct(place) or self._carried(order, place)
            self.given.append(found)
        return self.given

    def _label(self, order: int) -> Attribution | None:
        """Read a transcript's label inside of the marks, as in “KIM: We will stay”."""
        marked = self.marked[order]
        match = _LABEL.match(self.article.text, marked.start, marked.end)
        if match is None or not _WORD.search(self.article.text, match.end(), marked.end):
            return None
        extent = match.span("name")
        shown = match["name"].title().split()
        person = self.register.full(tuple(shown), 0) if len(match["name"]) > 1 else None
        meant = (person.start, person.end) if person else extent if len(match["name"]) > 1 else None
        role = self.register.role(person) if person else None
        return Attribution(extent, meant, None, "beside", role, label=match.end())

    def _direct(self, place: int) -> Attribution | None:
        """From the sentence itself: the verb right before, right after, before, or between commas; a label."""
        before = self.reading.before(place)
        if before and self._adjoins(before, place):
            return self._attribution(before, place, "beside")
        after = self.reading.after(place)
        if after and (self.reading.subjects.can_speak(after[1]) or not before):
            return self._attribution(after, place, "beside")
        if inside := before or self.reading.aside(place):
            return self._attribution(inside, place, "inside")
        if label := self.reading.label(place):
            return self._attribution((None, label), place, "beside")
        return None

    def _attribution(self, found: tuple[int | None, Mention], place: int, how: str) -> Attribution:
        cue, phrase = found
        tokens = self.tokens
        meant = self.antecedents.meant(phrase) if self._speaks(phrase, cue) else None
        extent = None
        if isinstance(meant, Named):
            extent = (meant.start, meant.end)
        elif meant is not None:
            extent = (tokens.start[meant.first], tokens.end[meant.last])
        if meant is not None:
            self.antecedents.spoke(place, meant)
        return Attribution(
            mention=(tokens.start[phrase.head], tokens.end[phrase.last]),
            meant=extent,
            cue=(tokens.start[cue], tokens.end[cue]) if cue is not None else None,
            how=how,
            role=self.register.role(meant) if isinstance(meant, Named) else None,
        )

    def _speaks(self, phrase: Mention, cue: int | None) -> bool:
        """Whether a phrase can be the speaker of a verb: of one with other work to do, only a name or somebody."""
        if not self.reading.subjects.can_speak(phrase):
            return False
        ordinary = cue is not None and (
            self.tokens.low[cue] in self.grammar.ordinary or self.tokens.tag[cue] == "speak"
        )
        return not ordinary or phrase.kind != "nominal" or self.reading.subjects.is_somebody(phrase)

    def _adjoins(self, attribution: tuple[int, Mention], place: int) -> bool:
        index = place - 1
        while index > 0 and self.tokens.tag[index] in (",", ":", "rel", "adv"):
            index -= 1
        return index in (attribution[0], attribution[1].last)

    def _carried(self, order: int, place: int) -> Attribution | None:
        """From what stands before: the quotation it carries on, or the sentence that leads to it."""
        before = self.given[order - 1] if order else None
        if order and self.marked[order].anew:
            return replace(before, label=0) if before else None
        start = self.tokens.sentence[place]
        opens = start == place
        if not opens and order and self.tokens.sentence[self.places[order - 1]] == start:
            return replace(before, label=0) if before else None
        if not opens and not self._leans_back(start, place):
            return None
        return self._leading(order, start)

    def _leans_back(self, start: int, place: int) -> bool:
        """Whether what stands before the quotation in its sentence names nobody: "Adding, “...”", "Instead, “...”"."""
        return place - start < 6 and all(tag in _LEANING for tag in self.tokens.tag[start:place])

    def _leading(self, order: int, start: int) -> Attribution | None:
        """The speaker of the sentence before, in the same paragraph or at the end of the one before."""
        index, crossed = start - 1, 0
        while index >= 0:
            while index >= 0 and self.tokens.tag[index] in ("P", "N"):
                crossed += self.tokens.tag[index] == "P"
                index -= 1
            if index < 0 or crossed > 1:
                return None
            first = self.tokens.sentence[index]
            found = self._spoken_in(first, index, order)
            if found is None and crossed and self.tokens.tag[index] == ":":
                found = self._announced(first, index)
            if found is not None:
                return found
            index = first - 1
        return None

    def _announced(self, first: int, colon: int) -> Attribution | None:
        """Who issues what stands below a colon: "Kim issued the following statement:"."""
        phrase = self.reading.subjects.of_sentence(first)
        named = phrase is not None and phrase.kind == "name" and self.reading.subjects.can_speak(phrase)
        return self._attribution((None, phrase), colon, "above") if phrase is not None and named else None

    def _spoken_in(self, first: int, last: int, order: int) -> Attribution | None:
        for back in range(order - 1, -1, -1):
            if self.places[back] < first:
                break
            given = self.given[back]
            if self.places[back] <= last and given is not None:
                return replace(given, how="above", label=0)
        for cue in range(last, max(first, last - 60) - 1, -1):
            if self.tokens.tag[cue] == "say":
                phrase = self.reading.subjects.of(cue)
                if phrase is not None:
                    return self._attribution((cue, phrase), cue, "above")
        return None

    def quote(self, marked: Marked, attribution: Attribution | None) -> Quote:
        """The quotation as it is printed and checked."""
        return quote_of(self.article, marked, attribution)


def quote_of(article: Article, marked: Marked, attribution: Attribution | None) -> Quote:
    """A quotation with what is said of its speaker."""
    text = article.text
    start = max(marked.start, attribution.label if attribution else 0)
    if attribution is None:
        return Quote(text=text[start : marked.end], article=article.id, start=start, end=marked.end)
    begin, end = attribution.meant or (None, None)
    return Quote(
        text=text[start : marked.end],
        article=article.id,
        start=start,
        end=marked.end,
        speaker=text[begin:end] if attribution.meant else None,
        speaker_start=begin,
        speaker_end=end,
        cue=text[slice(*attribution.cue)] if attribution.cue else None,
        role=attribution.role,
        mention_start=attribution.mention[0],
        mention_end=attribution.mention[1],
    )
