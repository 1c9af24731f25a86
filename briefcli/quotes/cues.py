"""Who is the subject of a verb of saying, in a sentence of tagged words."""

from __future__ import annotations

from collections.abc import Sequence

from briefcli.quotes.lexicon import SPEECH_NOUNS, words_of
from briefcli.quotes.phrases import Phrase, ending_at, headed, is_possessive, starting_at
from briefcli.quotes.tokens import Token, sentence_starts

_VERBS = ("say", "speak")
_REACH = 60  # tokens looked at on either side; keeps the reading linear
_NOT_INVERTED = words_of("tell tells told telling call calls called quote quotes quoted cite cites cited")
_PASSIVE = words_of("is are was were be been being")
_TIME_LEADS = words_of("on in at last this that late early during")
_NOT_IN_PHRASE = frozenset({"say", "speak", "aux", "pro", "rel", "Q", ":", ";", "P", "."})
_STARTS_PHRASE = frozenset({"cap", "det", "low", "num", "pro"})
_BETWEEN = frozenset({"adv", "aux", "time"})


class Reading:
    """The tagged words of an article, and the subjects of its verbs, each worked out once."""

    def __init__(self, found: Sequence[Token]) -> None:
        self.tokens = found
        self.starts = sentence_starts(found)
        self._subjects: dict[int, Phrase | None] = {}
        self._depth = 0

    def subject(self, cue: int) -> Phrase | None:
        """Who says, added, wrote ... at token `cue`; None where the sentence does not say."""
        if cue not in self._subjects:
            self._subjects[cue] = None  # a verb is never its own subject
            self._subjects[cue] = self._find_subject(cue)
        return self._subjects[cue]

    def _find_subject(self, cue: int) -> Phrase | None:
        start = max(self.starts[cue], cue - _REACH)
        token = self.tokens[cue]
        if token.low.endswith("ing"):
            return self._shared(cue, start)
        return self._inverted(cue, start) or self._left(cue, start)

    def _inverted(self, cue: int, start: int) -> Phrase | None:
        """The subject after the verb: "..., said Kim", "Said Kim: ..."."""
        token, following = self.tokens[cue], self._at(cue + 1)
        if token.tag != "say" or token.low in _NOT_INVERTED or following is None:
            return None
        before = cue - 1
        while before >= start and self.tokens[before].tag == "adv":
            before -= 1
        lead = self.tokens[before].tag if before >= start else "start"
        if lead not in ("Q", ",", "-", "start") or (lead == "start" and token.text[:1].islower()):
            return None
        after = cue + 1
        while self._tag(after) == "adv":
            after += 1
        if self._tag(after) not in _STARTS_PHRASE:
            return None
        phrase = starting_at(self.tokens, after)
        if phrase is None or (lead in (",", "-") and not self._is_aside(before, phrase, start)):
            return None
        if lead == "start" and token.low in ("asked", "told", "pressed"):
            return None
        return phrase

    def _is_aside(self, comma: int, phrase: Phrase, start: int) -> bool:
        """Whether ", said Kim" is set between commas, and not the end of "Kim, the mayor, said Lee ..."."""
        if self._tag(phrase.last + 1) not in (",", ".", "-", "P", ":", "end", "prep", "time"):
            return False
        left = self._over_apposition(comma, start)
        return left is None or left.kind != "name"

    def _left(self, cue: int, start: int) -> Phrase | None:
        index = self._skip_left(cue - 1, start)
        if index < start:
            return self._shared(cue, start) if self.tokens[cue].tag == "speak" else None
        tag = self.tokens[index].tag
        if tag == "rel":
            before = index - 1
            if before >= start and self.tokens[before].tag == ",":
                before -= 1
            return ending_at(self.tokens, self._skip_brackets(before, start), start)
        if tag in (",", "-"):
            return self._over_apposition(index, start) or self._shared(cue, start)
        if tag == "conj" or self.tokens[index].low == "to":
            return self._shared(cue, start)
        if tag == "Q":
            return self._shared(cue, start)
        return ending_at(self.tokens, index, start)

    def _skip_left(self, index: int, start: int) -> int:
        """Past adverbs, auxiliaries, "on Tuesday" and brackets."""
        while index >= start and (self.tokens[index].tag == ")" or self._is_between(index)):
            index = self._skip_brackets(index, start) if self.tokens[index].tag == ")" else index - 1
        return index

    def _is_between(self, index: int) -> bool:
        """Whether a word only stands between a subject and its verb: "also", "has", "on Tuesday", "April 8"."""
        token, following = self.tokens[index], self._tag(index + 1)
        if token.tag in _BETWEEN:
            return True
        if token.tag == "num":
            return self._tag(index - 1) == "time"
        return following == "time" and token.low in _TIME_LEADS

    def _skip_brackets(self, index: int, start: int) -> int:
        if index < start or self.tokens[index].tag != ")":
            return index
        for opening in range(index - 1, max(start, index - 15) - 1, -1):
            if self.tokens[opening].tag == "(":
                return opening - 1
        return index - 1

    def _over_apposition(self, comma: int, start: int) -> Phrase | None:
        """Past ", chairman of the council," to the name before it."""
        nominal: Phrase | None = None
        mark = self.tokens[comma].tag
        for index in range(comma - 1, max(start, comma - _REACH) - 1, -1):
            tag = self.tokens[index].tag
            if tag in (";", ":", "Q"):
                break
            if tag != mark:
                continue
            last = self._skip_brackets(index - 1, start)
            phrase = ending_at(self.tokens, last, start) if last >= start else None
            if phrase is None:
                continue
            if phrase.kind == "name" and self._leads(phrase.first, start):
                return phrase
            if phrase.kind == "nominal" and (phrase.first == start or self.tokens[phrase.first - 1].tag == "Q"):
                nominal = self._named_after(index, comma) or phrase
        return nominal

    def _named_after(self, index: int, comma: int) -> Phrase | None:
        """The name between two commas: "the mayor, Kim Lee, said"."""
        last = self._skip_brackets(comma - 1, index)
        phrase = headed(self.tokens, index + 1, last)
        whole = phrase is not None and phrase.kind == "name" and phrase.head == index + 1 and phrase.last == last
        return phrase if whole else None

    def _leads(self, first: int, start: int) -> bool:
        return first == start or self.tokens[first - 1].tag in (
            ",",
            "conj",
            "-",
            "Q",
            "time",
            "rel",
            "adv",
            ".",
            "(",
            ":",
        )

    def _shared(self, cue: int, start: int) -> Phrase | None:
        """The subject of the verb before it in the sentence, or of the sentence: "he left and said ..."."""
        for index in range(cue - 1, start - 1, -1):
            if self.tokens[index].tag in _VERBS and not self._is_passive(index):
                known = self.subject(index)
                if known is not None:
                    return known
        return self.sentence_subject(start)

    def _is_passive(self, index: int) -> bool:
        return index > 0 and self.tokens[index - 1].low in _PASSIVE and self.tokens[index].low.endswith("ed")

    def sentence_subject(self, start: int) -> Phrase | None:
        """The first noun phrase of a sentence, past an opening like "In Kyiv on Tuesday, "."""
        index, limit = start, min(len(self.tokens), start + _REACH)
        while index < limit and self.tokens[index].tag in ("conj", "adv", ",", "-", "N", "("):
            index += 1
        if self._tag(index) in ("prep", "time", "rel", "say", "speak"):
            while index < limit and self.tokens[index].tag not in (",", ".", "P", "Q"):
                index += 1
            if self._tag(index) != ",":
                return None
            index += 1
            while index < limit and self.tokens[index].tag == "adv":
                index += 1
        return self.starting(index)

    def starting(self, index: int) -> Phrase | None:
        """The noun phrase that begins at a token."""
        return starting_at(self.tokens, index) if self._tag(index) in _STARTS_PHRASE else None

    def _tag(self, index: int) -> str:
        return self.tokens[index].tag if 0 <= index < len(self.tokens) else "end"

    def _at(self, index: int) -> Token | None:
        return self.tokens[index] if index < len(self.tokens) else None

    def after(self, quote: int) -> tuple[int, Phrase] | None:
        """The verb right after a quotation and its subject: "..., he said", "..., said Kim Lee, the mayor"."""
        index = quote + 1
        while self._tag(index) in (",", "adv", "-") or (index < len(self.tokens) and self.tokens[index].low == "as"):
            index += 1
        if self._tag(index) in ("P", "end", "Q", "."):
            return None
        full_stop = self.tokens[quote].low == "."
        for cue in range(index, min(len(self.tokens), index + _REACH // 2)):
            tag = self.tokens[cue].tag
            if tag in ("Q", "P", ";", ":", ".") or (cue > index and self.starts[cue] == cue):
                return None
            if tag == "say":
                phrase = self._adjoining(cue, index)
                if phrase is None:
                    continue
                if full_stop and self.tokens[index].text[:1].isupper() and self._tag(max(cue, phrase.last) + 1) != ".":
                    return None
                return cue, phrase
            if self.tokens[cue].low == "according" and cue == index and self._tag(cue + 1) == "prep":
                named = starting_at(self.tokens, cue + 2)
                return (cue, named) if named else None
        return None

    def _adjoining(self, cue: int, index: int) -> Phrase | None:
        """The subject of a verb, if only his description stands between token `index` and him."""
        phrase = self.subject(cue)
        if phrase is not None and (phrase.first == index or (cue <= index + 1 and phrase.first > cue)):
            return phrase
        if self._tag(index) not in _STARTS_PHRASE or cue - index > 16:
            return None
        if any(self.tokens[at].tag in _NOT_IN_PHRASE for at in range(index, cue)):
            return None
        if phrase is not None and index < phrase.first < cue and phrase.kind == "name":
            return phrase if self.tokens[phrase.first - 1].tag == "," else None
        last = self._skip_left(cue - 1, index)
        if self.tokens[cue].low.endswith("ing") or self._tag(last) not in _STARTS_PHRASE:
            return None
        return headed(self.tokens, index, last)

    def before(self, quote: int) -> tuple[int, Phrase] | None:
        """The nearest verb before a quotation in its sentence, and its subject."""
        start = max(self.starts[quote], quote - _REACH)
        for cue in range(quote - 1, start - 1, -1):
            token = self.tokens[cue]
            if token.tag in _VERBS and not self._is_passive(cue):
                phrase = self.subject(cue)
                if phrase is not None and not cue < phrase.last < quote - 12:
                    return cue, phrase
            if token.low == "according" and self._tag(cue + 1) == "prep":
                named = starting_at(self.tokens, cue + 2)
                if named is not None:
                    return cue, named
            if token.low in SPEECH_NOUNS and self._brings_in(cue) and (owner := self._owner(cue, start)) is not None:
                return cue, owner
        return None

    def _brings_in(self, noun: int) -> bool:
        """Whether words follow the noun: "a claim that", "the promise of", "his answer: “...”"."""
        return self.tokens[noun + 1].low in ("that", "of", ":", ",") or (
            self._tag(noun + 1) == "Q" and not self.tokens[noun].low.endswith("s")
        )

    def _owner(self, noun: int, start: int) -> Phrase | None:
        """Whose words they are: "Kim's claim that ...", "his warning that ..."."""
        for index in range(noun - 1, max(start, noun - 4) - 1, -1):
            token = self.tokens[index]
            if token.low in ("his", "her"):
                return Phrase(index, index, index, "pronoun")
            if is_possessive(token) and token.tag == "cap":
                first = index
                while first > start and self.tokens[first - 1].tag == "cap":
                    first -= 1
                return headed(self.tokens, first, index, owner=True)
            if token.tag not in ("low", "cap", "adv"):
                return None
        return None

    def aside(self, quote: int) -> tuple[int, Phrase] | None:
        """A verb later in the sentence that stands between commas or ends it: "The “plan”, he said, is ..."."""
        for cue in range(quote + 1, min(len(self.tokens), quote + _REACH)):
            tag = self.tokens[cue].tag
            if tag == "P" or self.starts[cue] == cue:
                return None
            if tag == "say":
                phrase = self.subject(cue)
                if (
                    phrase is not None
                    and phrase.first > quote
                    and self._tag(min(cue, phrase.first) - 1) in (",", "Q", "-")
                ):
                    return cue, phrase
            if self.tokens[cue].low == "according" and self._tag(cue + 1) == "prep":
                named = starting_at(self.tokens, cue + 2)
                return (cue, named) if named else None
        return None
