"""Who said it: an attribution for every quotation, from its sentence or from what stands before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefcli.article import Article
from briefcli.brief import Quote
from briefcli.quotes.cues import Reading
from briefcli.quotes.marks import Marked
from briefcli.quotes.names import Named, Register, named
from briefcli.quotes.phrases import Phrase
from briefcli.quotes.tokens import Token

_LEANING = frozenset({"adv", "conj", ",", ":", "-", "say", "rel", "("})


@dataclass(frozen=True, slots=True)
class Attribution:
    """A phrase that names the speaker, the token of the verb (None: a colon, a dash), and who is meant.

    `person` is None for a nominal ("the ministry") and for a pronoun that could not be resolved.
    `how` is "beside", "inside" or "above", as `kinds.is_quotation` has it.
    """

    phrase: Phrase
    cue: int | None
    person: Named | None
    how: str


class Speakers:
    """Attributes the quotations of one article, in order."""

    def __init__(self, article: Article, marked: Sequence[Marked], found: Sequence[Token]) -> None:
        self.article = article
        self.marked = marked
        self.tokens = found
        self.reading = Reading(found)
        self.register = Register(article.text, found)
        self.places = [index for index, token in enumerate(found) if token.tag == "Q"]
        self.given: list[Attribution | None] = []
        self._resolved: dict[int, Named | None] = {}

    def attribute(self) -> list[Attribution | None]:
        """One attribution for each quotation, None where the text does not say."""
        for order, place in enumerate(self.places):
            self.given.append(self._direct(order, place) or self._carried(order, place))
        return self.given

    def _direct(self, order: int, place: int) -> Attribution | None:
        """From the sentence itself: the verb right before, right after, before, or between commas; a label."""
        before = self.reading.before(place)
        if before and self._adjoins(before, place):
            return self._attribution(before, order, "beside")
        if after := self.reading.after(place):
            return self._attribution(after, order, "beside")
        if inside := before or self.reading.aside(place):
            return self._attribution(inside, order, "inside")
        if label := self._labelled(place):
            return self._attribution(label, order, "beside")
        return None

    def _attribution(self, found: tuple[int | None, Phrase], order: int, how: str) -> Attribution:
        cue, phrase = found
        return Attribution(phrase, cue, self._person(phrase, order), how)

    def _adjoins(self, attribution: tuple[int, Phrase], place: int) -> bool:
        index = place - 1
        while index > 0 and self.tokens[index].tag in (",", ":", "rel", "adv"):
            index -= 1
        return index in (attribution[0], attribution[1].last)

    def _labelled(self, place: int) -> tuple[int | None, Phrase] | None:
        """Find the label of "Kim: “...”", "And from Chairwoman Kim: “...”", "“...” — Kim"."""
        start = self.reading.starts[place]
        if place > start and self.tokens[place - 1].tag == ":":
            phrase = self.reading.sentence_subject(start) or self._from(start, place - 1)
            if phrase is not None:
                return None, phrase
        after = place + 1
        if self._tag(after) in ("-", "N") or (self._tag(after) == "P" and self._tag(after + 1) == "-"):
            while self._tag(after) in ("-", "N", "P"):
                after += 1
            phrase = self.reading.starting(after)
            if phrase is not None and phrase.kind == "name" and self.tokens[after - 1].tag == "-":
                return None, phrase
        return None

    def _from(self, start: int, end: int) -> Phrase | None:
        for index in range(start, min(end, start + 12)):
            if self.tokens[index].low in ("from", "by"):
                return self.reading.starting(index + 1)
        return None

    def _carried(self, order: int, place: int) -> Attribution | None:
        """From what stands before: the quotation it carries on, or the sentence that leads to it."""
        if order and self.marked[order].anew:
            return self.given[order - 1]
        start = self.reading.starts[place]
        opens = start == place
        if not opens and order and self.reading.starts[self.places[order - 1]] == start:
            return self.given[order - 1]
        if not opens and not self._leans_back(start, place):
            return None
        return self._leading(order, start)

    def _leans_back(self, start: int, place: int) -> bool:
        """Whether what stands before the quotation in its sentence names nobody: "Adding, “...”", "Instead, “...”"."""
        return place - start < 6 and all(token.tag in _LEANING for token in self.tokens[start:place])

    def _leading(self, order: int, start: int) -> Attribution | None:
        """The speaker of the sentence before, in the same paragraph or at the end of the one before."""
        index, crossed = start - 1, 0
        while index >= 0 and crossed < 2:
            while index >= 0 and self.tokens[index].tag in ("P", "N"):
                crossed += self.tokens[index].tag == "P"
                index -= 1
            if index < 0 or crossed > 1:
                break
            first = self.reading.starts[index]
            found = self._spoken_in(first, index, order)
            if found is not None:
                return found
            index = first - 1
        return None

    def _spoken_in(self, first: int, last: int, order: int) -> Attribution | None:
        for back in range(order - 1, -1, -1):
            if self.places[back] < first:
                break
            given = self.given[back]
            if self.places[back] <= last and given is not None:
                return replace(given, how="above")
        for cue in range(last, max(first, last - 60) - 1, -1):
            if self.tokens[cue].tag == "say":
                phrase = self.reading.subject(cue)
                if phrase is not None:
                    return self._attribution((cue, phrase), order, "above")
        return None

    def _person(self, phrase: Phrase, order: int) -> Named | None:
        if phrase.kind == "name":
            called = named(self.tokens, phrase.head, phrase.last)
            return self.register.full(called.words, called.first) or called
        if phrase.kind == "pronoun":
            return self._antecedent(phrase.first, order)
        return None

    def _antecedent(self, pronoun: int, order: int) -> Named | None:
        """Whom "he" means: the subject of the sentence before, the last speaker, or whoever was named last."""
        if pronoun in self._resolved:
            return self._resolved[pronoun]
        sex = {"he": "m", "his": "m", "she": "f", "her": "f"}.get(self.tokens[pronoun].low)
        self._resolved[pronoun] = found = self._search(pronoun, order, sex) if sex else None
        return found

    def _search(self, pronoun: int, order: int, sex: str) -> Named | None:
        start = self.reading.starts[pronoun]
        for _ in range(6):
            found = self._subject_person(start, pronoun, order, sex)
            if found is not None:
                return found
            if start == 0:
                return None
            pronoun = start
            start = self.reading.starts[start - 1]
        return None

    def _subject_person(self, start: int, end: int, order: int, sex: str) -> Named | None:
        """The person a sentence is about, if he can be meant: its subject, a speaker in it, the first name in it."""
        phrase = self.reading.sentence_subject(start)
        subjects: list[Named] = []
        if phrase is not None and phrase.last < end:
            if phrase.kind == "name":
                subjects.append(named(self.tokens, phrase.head, phrase.last))
            elif phrase.kind == "pronoun" and phrase.first in self._resolved and self._resolved[phrase.first]:
                subjects.append(self._resolved[phrase.first])  # type: ignore[arg-type]
        for back in range(order - 1, max(-1, order - 6), -1):
            given = self.given[back]
            if self.places[back] < start:
                break
            if given is not None and given.person is not None and self.places[back] < end:
                subjects.append(given.person)
        for candidate in [*subjects, *self.register.between(start, end)]:
            full = self.register.full(candidate.words, candidate.first) or candidate
            if self.register.is_person(full, likely=candidate in subjects) and self.register.sex(full) in (sex, None):
                return full
        return None

    def _tag(self, index: int) -> str:
        return self.tokens[index].tag if index < len(self.tokens) else "end"

    def quote(self, marked: Marked, attribution: Attribution | None) -> Quote:
        """The quotation as it is printed and checked."""
        text, tokens = self.article.text, self.tokens
        plain = Quote(text=text[marked.start : marked.end], article=self.article.id, start=marked.start, end=marked.end)
        if attribution is None:
            return plain
        phrase, person = attribution.phrase, attribution.person
        begin = end = None
        role = None
        if person is not None:
            begin, end = person.start, person.end
            role = self.register.role(person)
        elif phrase.kind == "nominal":
            begin, end = tokens[phrase.first].start, tokens[phrase.last].end
        return replace(
            plain,
            speaker=text[begin:end] if begin is not None else None,
            speaker_start=begin,
            speaker_end=end,
            cue=tokens[attribution.cue].text if attribution.cue is not None else None,
            role=role,
            mention_start=tokens[phrase.head].start,
            mention_end=tokens[phrase.last].end,
        )
