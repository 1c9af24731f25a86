"""Who brings in a quotation, and with which verb: read from the words around it, where their order does not tell."""

from __future__ import annotations

from collections.abc import Iterator

from briefcli.quotes.by_clause.people import People
from briefcli.quotes.by_clause.subjects import Subjects
from briefcli.quotes.mention import Mention, Said
from briefcli.quotes.tokens import Tokens

_REACH = 50  # tokens looked at on either side; keeps the reading linear
_BETWEEN = 22  # tokens of a subject between a quotation and its verb
_VERB = 5  # tokens a verb has with its auxiliaries
_SENTENCE = 80  # tokens of a sentence that is read for whom it is about
_SHORT = 8  # tokens of "Kim said." behind a quotation's own full stop
_STOPS = frozenset({"Q", "P", "N", "."})
_GLUE = frozenset({",", ":", "-", "adv", "aux", "conj", "(", ")"})
_SKIPPED = frozenset({",", "-", "adv"})


class Reading:
    """Reads what stands around the quotations of one article."""

    back = 3  # sentences looked back for who speaks
    is_sure = False

    def __init__(self, text: str, found: Tokens) -> None:
        self.text = text
        self.tokens = found
        self.grammar = found.grammar
        self.subjects = Subjects(found)
        self.mentions = self.subjects.mentions
        self.people = People(text, self.mentions)

    def of(self, place: int) -> Said | None:
        """What brings in the quotation at a token; None where its sentence does not say."""
        start, end = self._sentence(place)
        bare: Said | None = None
        for read in (self._after, self._before, self._beside, self._ascribed, self._labelled):
            said = read(place, start, end)
            if said is not None and said.mention is not None:
                return said
            bare = bare or said
        return bare

    def speaks(self, mention: Mention, cue: tuple[int, int] | None) -> bool:  # noqa: ARG002 - as the protocol has it
        """Whether a phrase can be the speaker of a verb: those that cannot are never read as one."""
        return True

    def told(self, first: int, last: int, *, nearest: bool, crossed: bool) -> Said | None:
        """Who speaks in a sentence before a quotation, or whom it is about; the latter only of the one right before."""
        mention, spoken = self.spoken_of(max(first, last - _SENTENCE), last + 1)
        if mention is None or not self._can_be_meant(mention, spoken=spoken):
            return None
        cue = next((at for at in range(last, first - 1, -1) if self.tokens.tag[at] == "say"), None)
        if cue is None and self.grammar.parts_words and (not nearest or crossed):
            return None
        return Said((cue, cue) if cue is not None else None, mention, "above")

    def subjects_of(self, start: int, end: int) -> Iterator[Mention]:
        """Who speaks in a stretch of a sentence, or whom it is about."""
        mention, spoken = self.spoken_of(start, min(end, start + _SENTENCE))
        if mention is not None and self._can_be_meant(mention, spoken=spoken):
            yield mention

    def _can_be_meant(self, mention: Mention, *, spoken: bool) -> bool:
        """Whether who is spoken of is a person, or has a title; without capital letters, whoever speaks."""
        known = spoken and mention.kind == "name" and not self.grammar.cased
        titled = mention.kind == "nominal" and self.mentions.is_titled(mention)
        return known or titled or self.mentions.is_person(mention)

    def spoken_of(self, start: int, end: int) -> tuple[Mention | None, bool]:
        """Who speaks in a stretch of a sentence without being quoted, else whom it is about; and whether he speaks."""
        for verb in range(start, end):
            if self.tokens.tag[verb] == "say":
                mention = self.subjects.of(verb, start, end)
                if mention is not None and mention.kind == "name":
                    return mention, True
        opening = self.subjects.opening(start, end)
        if opening is not None and self.mentions.is_person(opening):
            return opening, False
        return self.mentions.only_person(start, end), False

    def _sentence(self, place: int) -> tuple[int, int]:
        tokens = self.tokens
        start, end = max(tokens.sentence[place], place - _REACH), place + 1
        while end < min(len(tokens), place + _REACH) and tokens.tag[end] not in ("P", "N", "."):
            if tokens.sentence[end] == end and tokens.tag[end] != "Q":
                return start, self._afterthought(place, end)
            end += 1
        return start, end

    def _afterthought(self, place: int, at: int) -> int:
        """How far what follows a quotation's own full stop belongs to it: “We won.” Kim said."""
        tokens, end = self.tokens, at
        while end < min(len(tokens), at + _SHORT) and tokens.tag[end] not in (*_STOPS, ","):
            end += 1
        spoken = "say" in tokens.tag[at:end]
        return end if at == place + 1 and spoken and tokens.tag_at(end) in (*_STOPS, "end") else at

    # Behind the quotation.

    def _after(self, place: int, start: int, end: int) -> Said | None:
        index = self._past_glue(place + 1, end)
        if index >= end or self.tokens.tag[index] in _STOPS:
            return None
        led = self.tokens.tag[index] == "say" or (place > start and self.tokens.tag[place - 1] == ":")
        length = 0 if led else self.grammar.according.starts_at(self.tokens.low, index)
        if length:
            mention = self.mentions.right(index + length, end, sure=True)
            if mention is not None or self.tokens.tag[index] not in ("adv", "conj"):
                return Said((index, index + length - 1), mention, "beside") if mention is not None else None
            index += length
            if index >= end:
                return None
        verb = self._verb(index, min(end, index + _VERB))
        if verb is None:
            return self._between(index, end) or self._unlisted(place, index, end)
        return None if self.subjects.is_passive(verb, start) else self._of_verb(verb, index, place, start, end)

    def _past_glue(self, index: int, end: int) -> int:
        """Past commas, adverbs and "that" behind a quotation, to the verb or the name that follows."""
        tokens = self.tokens
        while index < end and (tokens.tag[index] in _SKIPPED or self.subjects.is_linking(index)):
            if tokens.tag[index] == "say" or self.grammar.according.starts_at(tokens.low, index):
                return index
            index += 1
        leads = index + 1 < end and tokens.tag[index] == "conj" and tokens.tag[index + 1] in ("say", "aux")
        return index + 1 if leads else index

    def _verb(self, index: int, end: int) -> int | None:
        for at in range(index, end):
            if self.subjects.is_verb(at):
                return at
            if self.tokens.tag[at] not in ("aux", "adv", "pro"):
                return None
        return None

    def _of_verb(self, verb: int, index: int, place: int, start: int, end: int) -> Said:
        """The verb right behind a quotation, with its subject on either side of it."""
        pronoun = next((at for at in range(index, verb) if self.tokens.tag[at] == "pro"), None)
        if pronoun is not None:
            return Said((verb, verb), Mention(pronoun, pronoun, "pronoun", pronoun, pronoun), "beside")
        mention = (
            self.subjects.behind(verb, end, sure=True)
            or self.subjects.across(place, start)
            or self.subjects.of_subclause(place, start, verb, end)
        )
        unread = mention is None and not self.subjects.is_missing(verb, end)
        return Said((verb, verb), mention, "beside", unread=unread)

    def _between(self, index: int, end: int) -> Said | None:
        """A subject between the quotation and its verb: “...”, Kim said."""
        for verb in range(index + 1, min(end, index + _BETWEEN)):
            if self.tokens.tag[verb] in ("Q", ":", ";", "rel"):
                return None
            if self.subjects.is_verb(verb):
                mention = self.subjects.before(verb, index)
                adjoins = mention is not None and mention.first <= index + 1
                return Said((verb, verb), mention, "beside") if adjoins else None
        return None

    def _unlisted(self, place: int, index: int, end: int) -> Said | None:
        """A verb no list has, where its place shows what it is: “...”, scoffed Kim."""
        tokens = self.tokens
        if not self.grammar.cased or tokens.tag[index] != "low" or tokens.tag[place + 1] not in (",", "-"):
            return None
        if tokens.sentence[place] != place:
            return None
        at = index + 1
        while at < end and tokens.tag[at] in ("aux", "adv", "pro"):
            at += 1
        mention = self.mentions.right(at, end, sure=True) if at < end else None
        sure = mention is not None and mention.first == at and mention.kind != "pronoun"
        return Said((index, index), mention, "beside") if sure else None

    # Before it.

    def _before(self, place: int, start: int, _end: int) -> Said | None:
        bare: Said | None = None
        for verb in range(place - 1, start - 1, -1):
            if self.tokens.tag[verb] in ("P", ";"):
                break
            if not self.subjects.is_verb(verb) or self.subjects.is_passive(verb, start):
                continue
            mention = self.subjects.of(verb, start, place)
            near = self._adjoins(verb, mention, place)
            said = Said((verb, verb), mention, "beside" if near else "inside")
            if mention is not None:
                return said
            bare = bare or said
        return bare

    def _adjoins(self, verb: int, mention: Mention | None, place: int) -> bool:
        """Whether nothing but a comma, a colon or "that" parts a verb with its subject from the quotation."""
        index = place - 1
        while index > verb and (self.tokens.tag[index] in _GLUE or self.subjects.is_linking(index)):
            index -= 1
        return index == verb or (mention is not None and index <= mention.last)

    def _beside(self, place: int, start: int, _end: int) -> Said | None:
        """A person's name that only a colon or a bracket parts from the quotation."""
        if place <= start + 1 or self.tokens.tag[place - 1] not in ("(", ":"):
            return None
        mention = self.mentions.left(place - 2, start)
        named = mention is not None and self.mentions.is_person(mention)
        opens = mention is not None and self.subjects.opens_clause(mention.first, start)
        return Said(None, mention, "beside") if named and opens else None

    def _ascribed(self, _place: int, start: int, end: int) -> Said | None:
        """The one a statement is ascribed to: "according to Kim", "Kim'e göre", before the quotation or behind."""
        tokens, grammar = self.tokens, self.grammar
        for index in range(start, end):
            if tokens.tag[index] in ("adv", "say"):
                continue
            length = grammar.according.starts_at(tokens.low, index)
            if length > 1 or (length and (index == start or tokens.tag[index - 1] in (",", "Q", "-", "conj"))):
                mention = self.mentions.right(index + length, end)
                if mention is not None:
                    return Said((index, index + length - 1), mention, "inside")
            if index > start and tokens.low[index] in grammar.according_after:
                mention = self.mentions.left(index - 1, start)
                if mention is not None and mention.kind != "pronoun" and not self.subjects.is_weak(mention):
                    return Said((index, index), mention, "inside")
        return None

    def _may_be_noun(self, mention: Mention) -> bool:
        """Whether capitals without a verb of saying may be an adjective and its noun, where every noun has one."""
        if mention.kind != "name" or not self.grammar.capital_nouns or self.mentions.is_titled(mention):
            return False
        if self.tokens.tag_at(mention.head - 1) == ",":
            return False  # behind a role
        return not self.mentions.names.is_usual(mention.tail)

    def _labelled(self, place: int, start: int, end: int) -> Said | None:
        """A name that only a colon or a dash sets beside the quotation."""
        tokens = self.tokens
        if place > start and tokens.tag[place - 1] == ":":
            mention = self.subjects.opening(start, place - 1) or self.subjects.first_speaker(start, place - 1)
            if mention is not None and not self._may_be_noun(mention):
                return Said(None, mention, "beside")
        if tokens.tag_at(place + 1) == "-" and place + 2 < end:
            mention = self.mentions.right(place + 2, end)
            if mention is not None and mention.kind == "name":
                return Said(None, mention, "beside")
        return None
