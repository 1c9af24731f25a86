"""Who is the subject of a verb, in a sentence of tagged words."""

from __future__ import annotations

from briefcli.quotes.by_place.phrases import ending_at, headed, starting_at
from briefcli.quotes.by_place.somebody import Somebody
from briefcli.quotes.mention import Mention
from briefcli.quotes.tokens import Tokens

_VERBS = ("say", "speak")
_REACH = 60  # tokens looked at on either side; keeps the reading linear
_DEPTH = 12  # verbs that lean on each other's subject; real sentences have two or three
_STARTS_PHRASE = frozenset({"cap", "det", "low", "num", "pro"})
_BETWEEN = frozenset({"adv", "aux", "time"})


class Subjects:
    """The subjects of an article's verbs, each worked out once."""

    def __init__(self, found: Tokens) -> None:
        self.tokens = found
        self.grammar = found.grammar
        self.somebody = Somebody(found)
        self._linking = [[word] for word in self.grammar.linking.words]
        self._subjects: dict[int, Mention | None] = {}
        self._depth = 0

    def of(self, cue: int) -> Mention | None:
        """Who says, added, wrote ... at token `cue`; None where the sentence does not say."""
        if cue not in self._subjects:
            if self._depth >= _DEPTH:
                return None
            self._subjects[cue] = None  # a verb is never its own subject
            self._depth += 1
            found = None if self._is_plural(cue) else self._find_subject(cue)
            if found is not None and not self.somebody.can_speak(found):
                shared = self._shared(cue, max(self.tokens.sentence[cue], cue - _REACH))
                found = shared if shared is not None and self.somebody.can_speak(shared) else None
            self._subjects[cue] = found
            self._depth -= 1
        return self._subjects[cue]

    def _is_plural(self, cue: int) -> bool:
        """Whether a word that is also a verb is the plural of a noun here: "his >comments< make him ..."."""
        low, tokens = self.tokens.low, self.tokens
        single = self.grammar.singular(low[cue])
        if single == low[cue] or single not in self.grammar.speech_nouns.words:
            return False
        if tokens.tag_at(cue + 1) in (":", ",", "Q") or low[cue + 1 : cue + 2] in self._linking:
            return False
        before = cue - 1
        while before > max(0, cue - 4) and tokens.tag[before] in ("low", "adv"):
            before -= 1
        return before >= 0 and (low[before] in self.grammar.possessives or self.grammar.is_possessive(low[before]))

    def name_behind(self, phrase: Mention | None) -> Mention | None:
        """The name that a role is followed by, the role itself where it is not."""
        return (self._name_behind(phrase) or phrase) if phrase is not None else None

    def _find_subject(self, cue: int) -> Mention | None:
        start = max(self.tokens.sentence[cue], cue - _REACH)
        if self.tokens.low[cue].endswith(self.grammar.participle_endings):
            return self._shared(cue, start)
        return self._inverted(cue, start) or self._left(cue, start)

    def _inverted(self, cue: int, start: int) -> Mention | None:
        """The subject after the verb: "..., said Kim", "Said Kim: ..."."""
        low = self.tokens.low[cue]
        if self.tokens.tag[cue] != "say" or low in self.grammar.not_inverted:
            return None
        before = cue - 1
        while before >= start and self.tokens.tag[before] == "adv":
            before -= 1
        lead = self.tokens.tag[before] if before >= start else "start"
        if lead not in ("Q", ",", "-", "start") or (lead == "start" and self.tokens.text[cue][0].islower()):
            return None
        after = cue + 1
        while self.tokens.tag_at(after) == "adv":
            after += 1
        if self.tokens.tag_at(after) not in _STARTS_PHRASE:
            return None
        phrase = starting_at(self.tokens, after)
        if phrase is None or (lead in (",", "-") and not self._is_aside(before, phrase, start)):
            return None
        if lead == "start" and low in self.grammar.passive_openers:
            return None
        return self._name_behind(phrase) or phrase

    def _name_behind(self, phrase: Mention) -> Mention | None:
        """The name a role is followed by: "said its counsel, Kim Lee, ..."."""
        if phrase.kind != "nominal" or self.tokens.tag_at(phrase.last + 1) != ",":
            return None
        name = starting_at(self.tokens, phrase.last + 2)
        if name is None or name.kind != "name" or name.head != phrase.last + 2 or name.last == name.head:
            return None
        return name if self.tokens.tag_at(name.last + 1) in (",", ".", "-", "P", "end", "rel") else None

    def _is_aside(self, comma: int, phrase: Mention, start: int) -> bool:
        """Whether ", said Kim" is set between commas, and not the end of "Kim, the mayor, said Lee ..."."""
        if self.tokens.tag_at(phrase.last + 1) not in (",", ".", "-", "P", ":", "end", "prep", "time"):
            return False
        if self._ends_sentence(phrase):
            return True
        left = self._over_apposition(comma, start)
        return left is None or left.kind != "name"

    def _ends_sentence(self, phrase: Mention) -> bool:
        """Whether a phrase, with the body he is of, ends its sentence: "..., said Kim Lee of the council."."""
        behind = phrase.last + 1
        if self.tokens.tag_at(behind) == "prep":
            behind += 1
            while self.tokens.tag_at(behind) in ("det", "cap"):
                behind += 1
        return self.tokens.tag_at(behind) in (".", "P", "end")

    def _left(self, cue: int, start: int) -> Mention | None:
        index = self.skip_left(cue - 1, start)
        if index < start:
            return self._shared(cue, start) if self.tokens.tag[cue] == "speak" else None
        tag = self.tokens.tag[index]
        if tag == "rel":
            before = index - 1
            if before >= start and self.tokens.tag[before] == ",":
                before -= 1
            return self._before_who(self._skip_brackets(before, start), start)
        if tag in (",", "-"):
            return self._over_apposition(index, start) or self._shared(cue, start)
        if tag == "conj" or self.tokens.low[index] in self.grammar.infinitive:
            return self._shared(cue, start)
        if tag == "Q":
            return self._shared(cue, start)
        return self._subject_of(ending_at(self.tokens, index, start), start)

    def _subject_of(self, phrase: Mention | None, start: int) -> Mention | None:
        """Past what only follows the subject: "a source >speaking to the paper< said", "who came >to ask Kim< said"."""
        if phrase is None or phrase.first - 1 <= start or phrase.kind == "pronoun":
            return phrase
        before = phrase.first - 1
        if self.tokens.low[before] in self.grammar.subject_relatives and phrase.kind == "nominal":
            last = before - 2 if self.tokens.tag[before - 1] == "," else before - 1
            return self._before_who(self._skip_brackets(last, start), start) or phrase
        if self.tokens.tag[before] == "prep" and self.tokens.tag[before - 1] in _VERBS:
            before -= 1
        if self.tokens.tag[before] in _VERBS and not self.is_passive(before):
            if self.tokens.low[before].endswith(self.grammar.participle_endings):
                return ending_at(self.tokens, before - 1, start) or phrase
            if self.tokens.low[before - 1] in self.grammar.infinitive:
                return self.of(before) or phrase
        return phrase

    def _before_who(self, last: int, start: int) -> Mention | None:
        """Whom "who said" means: Kim in "the speech of Kim, who said", not in "a spokesman for Kim who said"."""
        phrase = ending_at(self.tokens, last, start)
        if (
            phrase is None
            or phrase.kind != "nominal"
            or any(map(self.grammar.is_title, self.tokens.low[phrase.first : phrase.first + 4]))
        ):
            return phrase
        first = last
        while first > phrase.first and self.tokens.tag_at(first - 1) == "cap":
            first -= 1
        nearer = headed(self.tokens, first, last) if self.tokens.tag_at(last) == "cap" else None
        return nearer if nearer is not None and nearer.kind == "name" else phrase

    def skip_left(self, index: int, start: int) -> int:
        """Past adverbs, auxiliaries, "on Tuesday" and brackets."""
        while index >= start and (self.tokens.tag[index] == ")" or self._is_between(index)):
            index = self._skip_brackets(index, start) if self.tokens.tag[index] == ")" else index - 1
        return index

    def _is_between(self, index: int) -> bool:
        """Whether a word only stands between a subject and its verb: "also", "has", "on Tuesday", "April 8"."""
        tag, following = self.tokens.tag[index], self.tokens.tag_at(index + 1)
        if tag in _BETWEEN:
            return True
        if tag == "num":
            return self.tokens.tag_at(index - 1) == "time"
        return following == "time" and self.tokens.low[index] in self.grammar.time_leads

    def _skip_brackets(self, index: int, start: int) -> int:
        if index < start or self.tokens.tag[index] != ")":
            return index
        for opening in range(index - 1, max(start, index - 15) - 1, -1):
            if self.tokens.tag[opening] == "(":
                return opening - 1
        return index - 1

    def _over_apposition(self, comma: int, start: int) -> Mention | None:
        """Past ", chairman of the council," to the name before it."""
        nominal: Mention | None = None
        mark = self.tokens.tag[comma]
        for index in range(comma - 1, max(start, comma - _REACH) - 1, -1):
            tag = self.tokens.tag[index]
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
            if phrase.kind == "nominal" and (phrase.first == start or self.tokens.tag[phrase.first - 1] == "Q"):
                nominal = self._named_after(index, comma) or phrase
        return nominal

    def _named_after(self, index: int, comma: int) -> Mention | None:
        """The name between two commas: "the mayor, Kim Lee, said"."""
        last = self._skip_brackets(comma - 1, index)
        phrase = headed(self.tokens, index + 1, last)
        whole = phrase is not None and phrase.kind == "name" and phrase.head == index + 1 and phrase.last == last
        return phrase if whole else None

    def _leads(self, first: int, start: int) -> bool:
        return first == start or self.tokens.tag[first - 1] in (
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

    def _shared(self, cue: int, start: int) -> Mention | None:
        """The subject of the verb before it in the sentence, or of the sentence: "he left and said ..."."""
        for verbs in (("say",), _VERBS):
            for index in range(cue - 1, start - 1, -1):
                if self.tokens.tag[index] in verbs and not self.is_passive(index):
                    known = self.of(index)
                    if known is not None:
                        return known
        return self.of_sentence(start)

    def is_passive(self, index: int) -> bool:
        """Whether a verb is a passive one: "was asked", "a deal announced by"."""
        low = self.tokens.low
        if not index or not low[index].endswith(self.grammar.past_endings):
            return False
        return low[index - 1] in self.grammar.passives or (
            index + 1 < len(low) and low[index + 1] in self.grammar.agent_leads
        )

    def of_sentence(self, start: int) -> Mention | None:
        """The first noun phrase of a sentence, past an opening like "In Kyiv on Tuesday, "."""
        index, limit = start, min(len(self.tokens), start + _REACH)
        while index < limit and self.tokens.tag[index] in ("conj", "adv", ",", "-", "N", "("):
            index += 1
        if self.tokens.tag_at(index) in ("prep", "time", "rel", "say", "speak"):
            while index < limit and self.tokens.tag[index] not in (",", ".", "P", "Q"):
                index += 1
            if self.tokens.tag_at(index) != ",":
                return None
            index += 1
            while index < limit and self.tokens.tag[index] == "adv":
                index += 1
        return self.starting(index)

    def starting(self, index: int) -> Mention | None:
        """The noun phrase that begins at a token."""
        return starting_at(self.tokens, index) if self.tokens.tag_at(index) in _STARTS_PHRASE else None
