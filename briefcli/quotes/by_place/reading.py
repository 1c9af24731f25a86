"""Which verb, colon or dash brings in a quotation, and who its subject is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from briefcli.quotes.by_place.people import People
from briefcli.quotes.by_place.phrases import ending_at, headed, starting_at
from briefcli.quotes.by_place.subjects import Subjects
from briefcli.quotes.mention import Mention, Said, whole
from briefcli.quotes.tokens import Tokens

Cue = tuple[int, Mention]

_VERBS = ("say", "speak")
_REACH = 60  # tokens looked at on either side; keeps the reading linear
_DESCRIPTION = 16  # tokens of a subject between a quotation and its verb
_SENTENCE = 80  # tokens of a sentence in which its subjects are looked for
_NOT_IN_PHRASE = frozenset({"say", "speak", "aux", "pro", "rel", "Q", ":", ";", "P", "."})
_STARTS_PHRASE = frozenset({"cap", "det", "low", "num", "pro"})


class Reading:
    """Reads what stands around the quotations of one article: the cue's token and the phrase that names the speaker."""

    back = 5  # sentences looked back for who speaks
    is_sure = True

    def __init__(self, text: str, found: Tokens) -> None:
        self.tokens = found
        self.grammar = found.grammar
        self.subjects = Subjects(found)
        self.somebody = self.subjects.somebody
        self._according = found.grammar.according.openers
        self._text = text

    @cached_property
    def people(self) -> People:
        """Who is named in the article."""
        return People(self._text, self.tokens)

    def of(self, place: int) -> Said | None:
        """From the sentence itself: the verb right before, right after, before, or between commas; a label."""
        before = self.before(place)
        if before and self._adjoins(before, place):
            return _said(*before, "beside")
        after = self.after(place)
        if after and (self.somebody.can_speak(after[1]) or not before):
            return _said(*after, "beside")
        if inside := before or self.aside(place):
            return _said(*inside, "inside")
        label = self.label(place)
        return _said(None, label, "beside") if label is not None else None

    def name_beside(self, place: int) -> Said | None:
        """What brings in a quotation where a name stands beside it, and is one by more than opening its sentence."""
        said = self.of(place)
        if said is None or said.mention is None or said.mention.kind != "name" or said.how != "beside":
            return None
        known = said.mention.head < said.mention.tail or self.somebody.is_capital(said.mention.head)
        return said if known and self.speaks(said.mention, said.cue) else None

    def speaks(self, mention: Mention, cue: tuple[int, int] | None) -> bool:
        """Whether a phrase can be the speaker of a verb: of one with other work to do, only a name or somebody."""
        if not self.somebody.can_speak(mention):
            return False
        ordinary = cue is not None and (
            self.tokens.low[cue[0]] in self.grammar.ordinary or self.tokens.tag[cue[0]] == "speak"
        )
        return not ordinary or mention.kind != "nominal" or self.somebody.is_somebody(mention)

    def told(self, first: int, last: int, *, nearest: bool, crossed: bool) -> Said | None:  # noqa: ARG002 - as the protocol has it
        """Who speaks in a sentence before a quotation; who issues what stands below its colon."""
        for cue in range(last, max(first, last - _REACH) - 1, -1):
            if self.tokens.tag[cue] == "say" and (subject := self.subjects.of(cue)) is not None:
                return _said(cue, subject, "above")
        if crossed and self.tokens.tag[last] == ":":
            issuer = self.subjects.of_sentence(first)
            if issuer is not None and issuer.kind == "name" and self.somebody.can_speak(issuer):
                return _said(None, issuer, "above")
        return None

    def subjects_of(self, start: int, end: int) -> Iterator[Mention]:
        """The subject of a sentence, then those of its verbs of saying."""
        phrases = [self.subjects.of_sentence(start)]
        verbs = range(start, min(end, start + _SENTENCE))
        phrases += [self.subjects.of(index) for index in verbs if self.tokens.tag[index] == "say"]
        return (phrase for phrase in phrases if phrase is not None and phrase.last < end)

    def _adjoins(self, cue: Cue, place: int) -> bool:
        index = place - 1
        while index > 0 and self.tokens.tag[index] in (",", ":", "rel", "adv"):
            index -= 1
        return index in (cue[0], cue[1].last)

    def after(self, quote: int) -> Cue | None:
        """The verb right after a quotation and its subject: "..., he said", "..., said Kim Lee, the mayor"."""
        index = quote + 1
        while self.tokens.tag_at(index) in (",", "adv", "-") or (
            index < len(self.tokens) and self.tokens.low[index] in self.grammar.inserting
        ):
            index += 1
        if self.tokens.tag_at(index) in ("P", "end", "Q", "."):
            return None
        for cue in range(index, min(len(self.tokens), index + _REACH // 2)):
            tag = self.tokens.tag[cue]
            if tag in ("Q", "P", ";", ":", ".") or (cue > index and self.tokens.sentence[cue] == cue):
                break
            if tag == "say" and (phrase := self._adjoining(cue, index)) is not None:
                return (cue, phrase) if self._belongs(quote, index, max(cue, phrase.last)) else None
            if cue == index and (ascribed := self._ascribes(cue)):
                named = self.subjects.name_behind(starting_at(self.tokens, cue + ascribed))
                return (cue, named) if named else None
        return self._unlisted(index) if self.tokens.low[quote] != "." else None

    def _ascribes(self, index: int) -> int:
        """How many tokens "according to" has that begins at one, 0 for none."""
        if self.tokens.low[index] not in self._according:
            return 0
        return self.grammar.according.starts_at(self.tokens.low, index)

    def _belongs(self, quote: int, index: int, last: int) -> bool:
        """Whether what follows a full stop still attributes: “We won.” Kim said. It does where it says nothing else."""
        ended = self.tokens.low[quote] == "." and self.tokens.text[index][:1].isupper()
        return not ended or self.tokens.tag_at(last + 1) == "."

    def _unlisted(self, index: int) -> Cue | None:
        """A verb no list has, where its place shows what it is: "..., scoffed Kim", "..., Kim scoffed"."""
        if self._is_past(index) and self.tokens.tag_at(index + 1) == "cap":
            phrase = starting_at(self.tokens, index + 1)
            return (index, phrase) if phrase is not None and phrase.kind == "name" else None
        verb = index
        while self.tokens.tag_at(verb) == "det" or (self.tokens.tag_at(verb) == "low" and not self._is_past(verb)):
            verb += 1  # "an angry Kim retaliated"
        named = verb
        while self.tokens.tag_at(verb) == "cap":
            verb += 1
        if (
            verb > named
            and self._is_past(verb)
            and self.tokens.tag_at(verb + 1) in (".", ",", "prep", "time", "P", "end")
        ):
            phrase = headed(self.tokens, index, verb - 1)
            return (verb, phrase) if phrase is not None and phrase.kind == "name" else None
        return None

    def _is_past(self, index: int) -> bool:
        return self.tokens.tag_at(index) in ("low", "speak") and self.tokens.low[index].endswith(
            self.grammar.past_endings
        )

    def _adjoining(self, cue: int, index: int) -> Mention | None:
        """The subject of a verb, if only his description stands between token `index` and him."""
        phrase = self.subjects.of(cue)
        if phrase is not None and (phrase.first == index or (cue <= index + 1 and phrase.first > cue)):
            return phrase
        apart = any(self.tokens.tag[at] in _NOT_IN_PHRASE for at in range(index, cue))
        if apart or self.tokens.tag_at(index) not in _STARTS_PHRASE or cue - index > _DESCRIPTION:
            return None
        if phrase is not None and index < phrase.first < cue:
            if self.tokens.tag[phrase.first - 1] == ",":
                return self._parted(index, phrase)
            if phrase.kind == "name":
                return None
        last = self.subjects.skip_left(cue - 1, index)
        if (
            self.tokens.low[cue].endswith(self.grammar.participle_endings)
            or self.tokens.tag_at(last) not in _STARTS_PHRASE
        ):
            return None
        return headed(self.tokens, index, last)

    def _parted(self, index: int, phrase: Mention) -> Mention | None:
        """The subject of a verb where a comma parts it from token `index`.

        That is the name before a description that no second comma ends, and all of "an old, tired woman".
        """
        named = starting_at(self.tokens, index)
        if phrase.kind == "name" and not self.tokens.text[phrase.last].isupper():  # "Kim Lee, M.D."
            return phrase
        if named is not None and named.kind == "name" and named.last == phrase.first - 2:
            return named
        whole = self.tokens.tag[index] == "det" and self.tokens.tag[phrase.first] == "low"
        return headed(self.tokens, index, phrase.last) if whole else phrase

    def before(self, quote: int) -> Cue | None:
        """The nearest verb before a quotation in its sentence, and its subject."""
        start = max(self.tokens.sentence[quote], quote - _REACH)
        weak: Cue | None = None
        for cue in range(quote - 1, start - 1, -1):
            found = self._brought_in(cue, start)
            if found is None or cue < found[1].last < quote - 12:
                continue
            if not self._is_weak(cue, found[1], quote):
                return found if weak is None or self.tokens.tag[cue] == "say" else weak
            weak = weak or found
        return weak

    def _is_weak(self, cue: int, phrase: Mention, quote: int) -> bool:
        """Whether a verb gives way to one of saying before it: "Kim said >they discussed< “...”"."""
        if self.tokens.tag[cue] == "speak" and self.tokens.low[phrase.first] in self.grammar.weak_pronouns:
            return True
        return self.tokens.low[cue] in self.grammar.ordinary and not self._is_next(cue, quote)

    def _brought_in(self, cue: int, start: int) -> Cue | None:
        """The subject of a verb, of "according to", of "his claim that"."""
        low, tag = self.tokens.low[cue], self.tokens.tag[cue]
        phrase: Mention | None = None
        if tag in _VERBS and not self.subjects.is_passive(cue):
            phrase = self.subjects.of(cue)
        elif ascribed := self._ascribes(cue):
            phrase = self.subjects.name_behind(starting_at(self.tokens, cue + ascribed))
        elif low in self.grammar.speech_nouns and self._brings_in(cue):
            phrase = self._owner(cue, start)
        return (cue, phrase) if phrase is not None else None

    def _is_next(self, cue: int, quote: int) -> bool:
        """Whether only a comma, a colon or "that" stands between a verb and the quotation."""
        return all(self.tokens.tag[at] in (",", ":", "rel", "adv", "conj") for at in range(cue + 1, quote))

    def _brings_in(self, noun: int) -> bool:
        """Whether words follow the noun: "a claim that", "the promise of", "his answer: “...”"."""
        while self.tokens.tag_at(noun + 1) == "time":
            noun += 1  # "his comment Monday that"
        if self.tokens.tag_at(noun + 1) == "aux":
            return self.tokens.tag_at(noun + 2) == ":"  # "his response was: “...”", not "his words were “unwise”"
        return self._leads_in(noun + 1) or (
            self.tokens.tag_at(noun + 1) == "Q" and not self.tokens.low[noun].endswith(self.grammar.plural_endings)
        )

    def _leads_in(self, index: int) -> bool:
        low = self.tokens.low[index]
        return self.tokens.tag_at(index) in (":", ",") or low in self.grammar.linking or low in self.grammar.of

    def _owner(self, noun: int, start: int) -> Mention | None:
        """Whose words they are: "Kim's claim that ...", "his warning that ..."."""
        for index in range(noun - 1, max(start, noun - 4) - 1, -1):
            low, tag = self.tokens.low[index], self.tokens.tag[index]
            if tag == "det" and self.grammar.sexes.get(low):
                return whole(index, index, "pronoun")
            if self.grammar.is_possessive(low) and tag == "cap":
                first = index
                while first > start and self.tokens.tag[first - 1] == "cap":
                    first -= 1
                return headed(self.tokens, first, index, owner=True)
            if tag not in ("low", "cap", "adv"):
                return None
        return None

    def label(self, quote: int) -> Mention | None:
        """The label of "Kim: “...”", "And from Chairwoman Kim: “...”", "“...” — Kim"; "Q:" names nobody."""
        start = self.tokens.sentence[quote]
        if quote > start and self.tokens.tag_at(quote - 1) == ":":
            phrase = self.subjects.of_sentence(start) or self._introduced(start, quote - 1)
            if phrase is not None and not self.somebody.can_speak(phrase):
                phrase = ending_at(self.tokens, quote - 2, start)
                phrase = phrase if phrase is not None and phrase.kind == "name" else None
            if phrase is not None and self.tokens.low[phrase.first] not in self.grammar.questioners:
                return phrase
        after = quote + 1
        while self.tokens.tag_at(after) in ("-", "N", "P") and after < quote + 4:
            after += 1
        if after > quote + 1 and self.tokens.tag_at(after - 1) == "-":
            phrase = self.subjects.starting(after)
            if phrase is not None and phrase.kind == "name":
                return phrase
        return None

    def _introduced(self, start: int, end: int) -> Mention | None:
        for index in range(start, min(end, start + 12)):
            if self.tokens.low[index] in self.grammar.introducing:
                return self.subjects.starting(index + 1)
        return None

    def aside(self, quote: int) -> Cue | None:
        """A verb later in the sentence that stands between commas or ends it: "The “plan”, he said, is ..."."""
        for cue in range(quote + 1, min(len(self.tokens), quote + _REACH)):
            tag = self.tokens.tag[cue]
            if tag == "P" or self.tokens.sentence[cue] == cue:
                return None
            if tag == "say":
                phrase = self.subjects.of(cue)
                if (
                    phrase is not None
                    and phrase.first > quote
                    and self.tokens.tag_at(min(cue, phrase.first) - 1) in (",", "Q", "-")
                ):
                    return cue, phrase
            if ascribed := self._ascribes(cue):
                named = self.subjects.name_behind(starting_at(self.tokens, cue + ascribed))
                return (cue, named) if named else None
        return None


def _said(cue: int | None, mention: Mention, how: str) -> Said:
    """What brings in a quotation; a name without what stands before it."""
    if mention.kind == "name":
        mention = whole(mention.head, mention.last, "name")
    return Said((cue, cue) if cue is not None else None, mention, how)
