"""Noun phrases that can be a speaker: where they begin and end beside a verb, and whom they name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefcli.quotes.clauses.grammar import Grammar
from briefcli.quotes.clauses.names import Names, Run
from briefcli.quotes.tokens import Tokens

Kind = Literal["name", "nominal", "pronoun"]

_INSIDE = frozenset({"cap", "low", "num"})
_OPENERS = frozenset({"conj", "adv", "aux", "time", ",", ")", "-"})
_CLOSERS = frozenset({"adv", "aux", "time", "prep", "conj", ",", "(", "-"})
_REACH = 30  # tokens a phrase may have; keeps the reading linear
_LONGEST = 14  # tokens of a phrase without capitals; longer ones are clauses
_OFFICE = 2  # words of an office and a name that stand together without a stop, less one
_NAMES = 5  # words a name has at most
_HEAD = 4  # letters more than which a noun has that is told by its ending


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens `first` to `last` (included) that name somebody; `head` and `tail` are his name, where there is one.

    `cut` is where his name stands in the text, if not from the first of these tokens to the end of the last.
    """

    first: int
    last: int
    kind: Kind
    head: int
    tail: int
    cut: tuple[int, int] | None = None


def _whole(first: int, last: int, kind: Kind) -> Mention:
    return Mention(first, last, kind, first, last)


class Mentions:
    """Reads the noun phrases of one article."""

    def __init__(self, found: Tokens, grammar: Grammar) -> None:
        self.tokens = found
        self.grammar = grammar
        self.names = Names(found, grammar)

    def is_person(self, mention: Mention) -> bool:
        """Whether a phrase names a person, as far as the article tells."""
        run = (mention.head, mention.tail)
        return mention.kind == "name" and self.names.is_person(run, mention.first, mention.last)

    def is_titled(self, mention: Mention) -> bool:
        """Whether a phrase has a title in it."""
        return any(map(self.names.is_title, range(mention.first, mention.last + 1)))

    def trimmed(self, mention: Mention) -> Mention:
        """A role without the words behind it that may be a verb and its object already."""
        if mention.kind != "nominal":
            return mention
        last = mention.last
        while last > mention.first and self.tokens.tag[last] == "low" and not self.names.tells_who(last):
            last -= 1
        return _whole(mention.first, last, "nominal")

    def only_person(self, first: int, end: int) -> Mention | None:
        """The one person that a stretch of tokens names; None where it names none, or several."""
        found: dict[str, Mention] = {}
        for head, tail in self.names.runs(first, end - 1):
            mention = _whole(head, tail, "name")
            if self.is_person(mention):
                found.setdefault(self.tokens.low[tail], mention)
        return next(iter(found.values())) if len(found) == 1 else None

    # Behind a verb.

    def right(self, first: int, limit: int, *, sure: bool = False) -> Mention | None:
        """The speaker whose phrase begins at a token: "(said) the mayor, Kim Lee".

        `sure`: the grammar leaves no doubt that it is the subject, whatever noun it is.
        """
        first = self._past_attribute(self._past_small_words(first, limit), limit)
        if first < limit and self._is_pronoun(first) and self.tokens.tag_at(first + 1) not in _INSIDE:
            return _whole(first, first, "pronoun")
        index = first
        while index < min(limit, first + _REACH) and self._goes_on(index, first):
            index += 1
        mention = self.read(first, index - 1, sure=sure, ahead=False)
        return self._named_behind(mention, index, limit) if mention else None

    def _past_small_words(self, first: int, limit: int) -> int:
        while first < limit and self.tokens.tag_at(first) in ("aux", "adv", "time", "num"):
            if self.tokens.tag_at(first) == "num" and self.tokens.tag_at(first + 1) not in ("time", "num"):
                break
            first += 1
        return first

    def _past_attribute(self, first: int, limit: int) -> int:
        """Past what German sets between an article and its noun: "(sagte) die in Köln geborene Lohmann"."""
        tags = self.tokens.tag
        if not self.grammar.noun_endings or first + 1 >= limit or (tags[first], tags[first + 1]) != ("det", "prep"):
            return first
        for at in range(first + 2, min(limit - 1, first + _LONGEST)):
            if tags[at] not in (*_INSIDE, "det", "prep", "time"):
                break
            if tags[at] == "low" and tags[at + 1] == "cap" and tags[at - 1] not in ("det", "prep"):
                return at + 1
        return first

    def _goes_on(self, index: int, first: int) -> bool:
        """Whether a phrase that began at a token goes on with another."""
        tag = self.tokens.tag[index]
        if tag in ("det", "prep"):
            return (tag == "det") if index == first else self._joins(index)
        if tag == "conj":
            return self._joins_names(index)
        if tag == "low" and self.grammar.noun_endings and self.tokens.tag[index - 1] == "cap" and index > first:
            return False  # adjectives stand before their noun there; this is a verb
        return tag in _INSIDE

    def _joins(self, index: int) -> bool:
        """Whether a preposition or article goes on with a noun phrase: "minister of the interior"."""
        before, behind = self.tokens.tag_at(index - 1), self.tokens.tag_at(index + 1)
        if self.tokens.tag[index] == "det" and before != "prep" and self.tokens.low[index] not in self.grammar.genitive:
            return False
        return before in (*_INSIDE, "prep") and behind in (*_INSIDE, "det", "prep") and self._describes(index)

    def _describes(self, index: int) -> bool:
        """Whether what a preposition follows is a title or a body: "spokesman of", not "Kim in"."""
        while index >= 0 and self.tokens.tag_at(index) in ("prep", "det"):
            index -= 1
        for at in range(index, max(-1, index - 3), -1):
            if self.tokens.tag_at(at) not in _INSIDE:
                return False
            if self.names.tells_who(at):
                return True
        return self.grammar.cased and self.tokens.tag_at(index) == "cap" and self.tokens.text[index].isupper()

    def _joins_names(self, index: int) -> bool:
        return self.tokens.tag_at(index - 1) == "cap" and self.tokens.tag_at(index + 1) == "cap"

    def _named_behind(self, mention: Mention, index: int, limit: int) -> Mention:
        """The name a role is followed by: "(said) the mayor, Kim Lee"."""
        if mention.kind != "nominal":
            return mention
        if self.tokens.tag_at(index) == "-" and index + 1 < limit and self.names.is_title(index + 1):
            other = self.right(index + 1, limit)  # "deputy premier - minister of the interior Kim Lee"
            return other if other is not None and other.kind == "name" else mention
        if self.tokens.tag_at(index) == "Q":
            index += 1  # "the coach of “City”, Kim Lee"
        if self.tokens.tag_at(index) != ",":
            return mention
        return self._apposition(index + 1, limit) or mention

    def _apposition(self, first: int, limit: int) -> Mention | None:
        """A full name that is all there is behind a comma."""
        end = first
        while end < limit and self.tokens.tag[end] == "cap":
            end += 1
        if not 1 < end - first <= _NAMES or self.tokens.tag_at(end) not in (",", ".", "P", "end", "-", "rel", "(", "Q"):
            return None
        return None if any(map(self.names.tells_who, range(first, end))) else _whole(first, end - 1, "name")

    # Before a verb.

    def left(self, last: int, start: int, *, sure: bool = False) -> Mention | None:
        """The speaker whose phrase ends at a token: "the mayor Kim Lee (said)". `sure` as for `right`."""
        if last < start:
            return None
        if self._is_pronoun(last):
            return _whole(last, last, "pronoun")
        first, preposition = self._reach_left(last, max(start, last - _REACH))
        if preposition is not None:
            if preposition + 1 == first and (named := self._at_the_end(first, last)):
                return named
            return self._before_place(preposition, start)
        return self.read(first, last) or (self._agent(first, last, start) if sure else None)

    def _reach_left(self, last: int, stop: int) -> tuple[int, int | None]:
        """Where a phrase begins that ends at a token; then the preposition it hangs on, if it is no subject."""
        tokens, index = self.tokens, last
        while index >= stop:
            tag = tokens.tag[index]
            if tag in ("prep", "det") and index < last:
                if index - 1 < stop or not (self._joins(index) or self._is_genitive(index)):
                    return self._at_edge(index, stop)
            elif tag == ")":
                opening = self._opening(index, stop)
                if opening is None:
                    break
                index = opening
            elif tag not in _INSIDE and not (tag == "conj" and self._joins_names(index)):
                break
            index -= 1
        return index + 1, None

    def _at_edge(self, index: int, stop: int) -> tuple[int, int | None]:
        """The same where a preposition or an article ends the way to the left."""
        if self.tokens.tag[index] == "prep":
            return index + 1, index
        governed = index - 1 >= stop and self.tokens.tag[index - 1] == "prep"
        return index, index - 1 if governed else None

    def _is_genitive(self, index: int) -> bool:
        """Whether an article goes on with the noun right before it: "the district >of the< party"."""
        genitive = self.tokens.tag[index] == "det" and self.tokens.low[index] in self.grammar.genitive
        return genitive and self.tokens.tag_at(index - 1) == "cap"

    def _at_the_end(self, first: int, last: int) -> Mention | None:
        """A full name right before a verb, with a long description before it."""
        runs = self.names.runs(first, last)
        if not runs or runs[-1][1] != last or runs[-1][0] == last or self.tokens.tag[runs[-1][0] - 1] != "low":
            return None
        return _whole(*runs[-1], "name") if self.names.can_be_person(runs[-1]) else None

    def _before_place(self, preposition: int, start: int) -> Mention | None:
        """Past "in the capital", to the phrase before it."""
        last = preposition - 1
        return self.left(last, start) if last >= start and self.tokens.tag[last] in ("cap", "pro") else None

    def _opening(self, index: int, start: int) -> int | None:
        return next((at for at in range(index - 1, max(start, index - 12) - 1, -1) if self.tokens.tag[at] == "("), None)

    def _is_pronoun(self, at: int) -> bool:
        tag = self.tokens.tag[at]
        return tag == "pro" or (tag == "det" and self.tokens.low[at] in self.grammar.pronouns)

    # What a phrase is.

    def read(self, first: int, last: int, *, sure: bool = False, ahead: bool = True) -> Mention | None:
        """What tokens `first` to `last` name; None where that is nobody who can speak.

        `ahead`: the verb stands behind, so that of two names the last is the likelier.
        """
        tokens = self.tokens
        while first <= last and tokens.tag[first] in _OPENERS:
            first += 1
        while first <= last and tokens.tag[last] in _CLOSERS:
            last -= 1
        if first > last or tokens.tag[first] == "prep":
            return None
        if tokens.tag[first] == "pro" or (first == last and self._is_pronoun(first)):
            return _whole(first, first, "pronoun")
        if (first < last and tokens.low[first] in self.grammar.oblique) or self._is_no_speaker(first):
            return None
        if not self.grammar.cased:
            return self._caseless(first, last)
        return self._cased(first, last, ahead=ahead) or (self._any_noun(first, last) if sure else None)

    def _is_no_speaker(self, first: int) -> bool:
        return self.grammar.no_speakers.starts_at(self.tokens.low, first) > 1

    def _caseless(self, first: int, last: int) -> Mention | None:
        tokens, never = self.tokens, self.grammar.no_speakers
        while first < last and tokens.tag[first] in ("det", "num"):
            first += 1
        words = tokens.low[first : last + 1]
        if last - first >= _LONGEST or words[0] in never or words[-1] in never or tokens.tag[last] == "num":
            return None
        return None if len("".join(words)) < 2 else _whole(first, last, "name")

    def _cased(self, first: int, last: int, *, ahead: bool) -> Mention | None:
        titles = [at for at in range(first, last + 1) if self.names.is_title(at)]
        if titles:
            return self._titled(first, last, titles)
        for run in self._likeliest(first, last, ahead=ahead):
            if run[0] > first and self.tokens.tag_at(run[0] - 1) == "prep":
                continue
            if self.names.is_body(run):
                return _whole(first if self.tokens.tag[first] in ("det", "cap") else run[0], last, "nominal")
            if self.names.is_name(run) and not self._opens_noun(run, last):
                return Mention(first, last, "name", *run)
        body = any(self.grammar.is_body(self.tokens.low[at]) for at in range(first, last + 1))
        return _whole(first, last, "nominal") if body else None

    def _opens_noun(self, run: Run, last: int) -> bool:
        """Whether one capital letter is that of a sentence: "Ủy ban ... nêu", "Şirketin ... dedi"."""
        at = run[0]
        opens = at == run[1] and self.tokens.sentence[at] == at and not self.names.is_known(at)
        return opens and at < last and self.tokens.tag[at + 1] == "low"

    def _titled(self, first: int, last: int, titles: list[int]) -> Mention:
        """A phrase with a title: the name it stands before, else the title with what describes it."""
        runs = self.names.runs(first, last)
        named = [run for run in runs if run[0] > titles[0] and self._is_held(run, titles)]
        if named:
            return Mention(first, last, "name", *self._without_acronym(named[-1]))
        if runs and (holder := self._holder(runs[-1], titles[0], last)):
            return Mention(first, last, "name", *holder)
        if runs and runs[0][0] == first and runs[0][1] < titles[0] and self.names.is_name(runs[0]):
            return Mention(first, last, "name", *runs[0])
        begin = titles[0]
        while begin > first and self.tokens.tag[begin - 1] in _INSIDE:
            begin -= 1
        if begin > first and self.tokens.tag[begin - 1] == "det":
            begin -= 1
        return _whole(begin, last, "nominal")

    def _is_held(self, run: Run, titles: list[int]) -> bool:
        """Whether capitals behind a title are the name it stands before, and no part of the title itself."""
        head, tail = run
        before = self.tokens.tag_at(head - 1)
        if not self.names.is_name(run) or before == "prep" or (head == tail and self.names.is_body(run)):
            return False
        if before == "det" and self.grammar.noun_endings:
            return False
        return head - 1 in titles or tail > head or self.tokens.low[head - 1] in self.grammar.courtesies

    def _holder(self, run: Run, title: int, last: int) -> Run | None:
        """Who holds an office that goes before him without a stop: "ministro de Obras Públicas Pablo Ruiz"."""
        head, tail = run
        if tail != last or tail - head < _OFFICE or head < title or self.names.is_body(run):
            return None
        return (tail - 1, tail) if self.names.is_usual(tail) else None

    def _without_acronym(self, run: Run) -> Run:
        """A name without the short name of a body before it: "chairman of HMC Kim Lee"."""
        head, tail = run
        while head < tail - 1 and len(self.tokens.text[head]) > 1 and self.tokens.text[head].isupper():
            head += 1
        return head, tail

    def _likeliest(self, first: int, last: int, *, ahead: bool) -> list[Run]:
        """The names of a phrase in the order they are to be tried; before a verb a full name beside it is the one."""
        runs = self.names.runs(first, last)
        if ahead and len(runs) > 1 and runs[-1][0] < runs[-1][1] == last and self.names.is_name(runs[-1]):
            hangs = self.tokens.tag_at(runs[-1][0] - 1) in ("prep", "conj")
            return runs if hangs else runs[-1:]
        return runs

    def _any_noun(self, first: int, last: int) -> Mention | None:
        """Whatever noun the grammar makes the subject."""
        if (first == last or self.tokens.tag[first + 1] != "cap") and self.names.is_bare_name(first):
            return _whole(first, first, "name")
        return self._noun(first, last)

    def _noun(self, first: int, last: int) -> Mention | None:
        """Any noun with its article."""
        if self.tokens.tag[first] != "det" or not first < last < first + _LONGEST:
            return None
        low, never = self.tokens.low, self.grammar.no_speakers
        if any(word in never for word in low[first + 1 : min(last, first + 2) + 1]):
            return None
        return None if self.tokens.tag[first + 1] in ("det", "num") else _whole(first, last, "nominal")

    def _agent(self, first: int, last: int, start: int) -> Mention | None:
        """What opens a sentence and can only be its subject: one name, or a noun for what somebody does."""
        if first == last == self.tokens.sentence[first] and self.names.is_bare_name(first):
            return _whole(first, first, "name")
        if first != start or not self.grammar.agent_endings:
            return None
        head = self.tokens.low[last]
        return self._noun(first, last) if len(head) > _HEAD and head.endswith(self.grammar.agent_endings) else None
