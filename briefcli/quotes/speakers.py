"""Who said it: an attribution for every quotation, from its sentence or from what stands before it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefcli.article import Article
from briefcli.quotes import gate
from briefcli.quotes.attribution import Attribution
from briefcli.quotes.cutting import tokens
from briefcli.quotes.grammar import Grammar
from briefcli.quotes.mention import Mention, Said
from briefcli.quotes.readings import reading_of, second_reading_of
from briefcli.text import Extent
from briefcli.text.marks import Marked

# "KIM: We ...", inside of the marks; "Q" and "A" label without naming.
_LABEL = re.compile(r"(?P<name>[^\W\d_][\w.’'-]*(?: [^\W\d_][\w.’'-]+){0,3})(?: \([^)\n]{1,40}\))?:\s+")
_WORD = re.compile(r"\w")
_LEANING = frozenset({"adv", "conj", ",", ":", "-", "say", "rel", "("})
_SHORT = 6  # tokens that may lead to a quotation without naming anybody: "Instead, “...”"
_NEAR = 2  # sentences looked back for whom "they" and "it" mean


def label_in(text: str, marked: Marked) -> re.Match[str] | None:
    """The label that a transcript has inside of the marks, where words follow it: “KIM: We will stay”."""
    match = _LABEL.match(text, marked.start, marked.end)
    spoken = match and match["name"].isupper() and _WORD.search(text, match.end(), marked.end)
    return match if spoken else None


class Speakers:
    """Attributes the quotations of one article, in order."""

    def __init__(self, article: Article, marked: Sequence[Marked], grammar: Grammar) -> None:
        self.article = article
        self.marked = marked
        self.grammar = grammar
        self.tokens = tokens(article.text, marked, grammar)
        self.reading = reading_of(article.text, self.tokens)
        self.second = second_reading_of(article.text, self.tokens)
        self.people = self.reading.people
        self.places = [index for index, tag in enumerate(self.tokens.tag) if tag == "Q"]
        self.given: list[Attribution | None] = []
        self._known: dict[int, Mention | None] = {}

    def attribute(self) -> list[Attribution | None]:
        """One attribution for each quotation, None where the text does not say."""
        for order, place in enumerate(self.places):
            label = self._label(order)
            named = label if label is not None and label.who is not None else None
            self.given.append(named or self._direct(order, place) or label or self._carried(order, place))
        return self.given

    # From its own sentence.

    def _label(self, order: int) -> Attribution | None:
        """Read a transcript's label inside of the marks, as in “KIM: We will stay”; not “BREAKING: We will stay”."""
        match = label_in(self.article.text, self.marked[order])
        if match is None:
            return None
        if len(match["name"]) == 1:
            return Attribution(match.span("name"), None, None, "beside", label=match.end())
        words = match["name"].title().split()
        who = self.people.called(tuple(words))
        if who is None:
            if words[0].lower() in self.grammar.no_speakers or not gate.can_speak(words, self.grammar.code):
                return None
            return Attribution(match.span("name"), match.span("name"), None, "beside", label=match.end())
        role = self.people.role(who)
        return Attribution(match.span("name"), self._extent(who), None, "beside", role, who, match.end())

    def _direct(self, order: int, place: int) -> Attribution | None:
        """From the sentence itself: a verb beside the quotation or somewhere in it, a label."""
        said = self.reading.of(place)
        if self.second is not None and (said is None or (said.mention is None and not said.unread)):
            said = self.second.name_beside(place) or said
        if said is None:
            return None
        if said.mention is None:
            return self._of_verb(said, order, place)
        return self._attribution(said, said.mention, order)

    def _attribution(self, said: Said, mention: Mention, order: int) -> Attribution:
        who = self._who(mention, order) if self.reading.speaks(mention, said.cue) else None
        return Attribution(
            mention=mention.cut or (self.tokens.start[mention.first], self.tokens.end[mention.last]),
            meant=self._extent(who) if who else None,
            cue=self._cue(said),
            how=said.how,
            role=self.people.role(who) if who else None,
            who=who,
        )

    def _who(self, mention: Mention, order: int) -> Mention | None:
        """Whom a phrase means, by his full name where there is one."""
        if mention.kind != "pronoun":
            return self.people.named(mention)
        if mention.cut is None:
            low = self.tokens.low[mention.first].partition("'")[0]  # "he's"
            return self._antecedent(mention.first, low, order)
        pronoun = min(bisect_left(self.tokens.start, mention.cut[0]), self.places[order])
        return self._antecedent(pronoun, self.article.text[slice(*mention.cut)].lower(), order)

    def _cue(self, said: Said) -> Extent | None:
        if said.verb is not None or said.cue is None:
            return said.verb
        return self.tokens.start[said.cue[0]], self.tokens.end[said.cue[1]]

    def _extent(self, who: Mention) -> Extent:
        return who.cut or (self.tokens.start[who.head], self.tokens.end[who.tail])

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
        who = self._antecedent(min(said.cue[0], place) if said.cue else place, "", order)
        if who is None:
            return nobody
        return replace(nobody, meant=self._extent(who), role=self.people.role(who), who=who)

    # Whom a pronoun means.

    def _antecedent(self, pronoun: int, low: str, order: int) -> Mention | None:
        """Who spoke or was spoken of last before a pronoun, or a verb without a subject, and can be meant by it."""
        if pronoun not in self._known:
            self._known[pronoun] = self._last_before(pronoun, low, order)
        return self._known[pronoun]

    def _last_before(self, pronoun: int, low: str, order: int) -> Mention | None:
        found = self.tokens
        sex = self.grammar.sexes.get(low, "")
        if not sex and low in self.grammar.no_speakers:
            return None
        start, end = found.sentence[min(pronoun, len(found) - 1)], pronoun
        for _ in range(_NEAR if sex in ("p", "n") else self.reading.back):
            for who in self._candidates(start, end, order):
                if self.people.can_be(who, sex):
                    return who
            if start == 0:
                break
            end, start = start, found.sentence[start - 1]
        return None

    def _candidates(self, start: int, end: int, order: int) -> Iterator[Mention]:
        """Who is spoken of in a stretch of a sentence: its subjects, whoever is quoted in it, the others it names."""
        for index in range(order - 1, -1, -1):
            if self.places[index] < start:
                break
            given = self.given[index]
            if self.places[index] < end and given is not None and given.who is not None:
                yield given.who
        for mention in self.reading.subjects_of(start, end):
            who = self._known.get(mention.first) if mention.kind == "pronoun" else self.people.named(mention)
            if who is not None:
                yield who
        yield from self.people.between(start, end)

    # From what stands before it.

    def _carried(self, order: int, place: int) -> Attribution | None:
        """The speaker of the quotation it carries on, or of the sentence that leads to it."""
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
        return place - start < _SHORT and all(tag in _LEANING for tag in self.tokens.tag[start:place])

    def _leading(self, order: int, start: int) -> Attribution | None:
        """The speaker of the sentence before, in the same paragraph or at the end of the one before."""
        index, crossed, nearest = start - 1, 0, True
        for _ in range(self.reading.back):
            while index >= 0 and self.tokens.tag[index] in ("P", "N"):
                crossed += self.tokens.tag[index] == "P"
                index -= 1
            if index < 0 or crossed > 1:
                return None
            first = self.tokens.sentence[index]
            found = self._quoted_in(first, index, order) if nearest or self.reading.is_sure else None
            if found is None and not self.reading.is_sure and "Q" in self.tokens.tag[first : index + 1]:
                return None
            found = found or self._told_in(first, index, order, crossed, nearest=nearest)
            if found is not None or (crossed and not self.reading.is_sure):
                return found
            index, nearest = first - 1, False
            if index < 0:
                return None
        return None

    def _quoted_in(self, first: int, last: int, order: int) -> Attribution | None:
        for back in range(order - 1, -1, -1):
            if self.places[back] < first:
                break
            given = self.given[back]
            if self.places[back] <= last and given is not None:
                return replace(given, how="above", label=0)
        return None

    def _told_in(self, first: int, last: int, order: int, crossed: int, *, nearest: bool) -> Attribution | None:
        said = self.reading.told(first, last, nearest=nearest, crossed=bool(crossed))
        return self._attribution(said, said.mention, order) if said is not None and said.mention is not None else None
