"""Subjects before a verb, in texts without blanks: Kim说：“...”."""

from __future__ import annotations

import re
from functools import cached_property

from briefcli.late import late
from briefcli.quotes.by_clause.unspaced import Unspaced, optional
from briefcli.quotes.mention import Mention, Said

_BREAKS = '，,、：:。！？!?\n；;」』”"》〉…—】　'
_NEVER = "(?!)"  # a pattern for what is never there


class UnspacedVerbs(Unspaced):
    """Reads subjects by the verb behind them."""

    def _read(self, ahead: str, begin: int, behind: str, closes: int) -> Said | None:
        ahead, behind = self._without_brackets(ahead), self._without_brackets(behind)
        verb = None
        for found in self._verbs.finditer(ahead):
            verb = found
        if verb is not None and self._leads.fullmatch(ahead, verb.end()):
            return self._spoken(ahead, begin, verb, "beside")
        after = re.match(rf"[，,\s]*([^{re.escape(_BREAKS)}]{{0,40}})", behind)
        if after is not None and (cue := self._verbs.search(behind, after.start(1), after.end(1))):
            mention = self._clause(behind, after.start(1), cue.start(), closes)
            if mention is not None or cue.start() == after.start(1):
                return Said(None, mention, "beside", (closes + cue.start(), closes + cue.end()))
        if verb is not None:
            return self._spoken(ahead, begin, verb, "inside")
        return None

    def _spoken(self, ahead: str, begin: int, verb: re.Match[str], how: str) -> Said:
        cue = (begin + verb.start(), begin + verb.end())
        first = max((ahead.rfind(mark, 0, verb.start()) for mark in _BREAKS), default=-1) + 1
        mention = self._clause(ahead, first, verb.start(), begin)
        while mention is None and first > 0:
            last = first - 1
            first = max((ahead.rfind(mark, 0, last) for mark in _BREAKS), default=-1) + 1
            mention = self._clause(ahead, first, last, begin, whole=False)
        return Said(None, mention, how, cue)

    def _clause(self, text: str, first: int, last: int, begin: int, *, whole: bool = True) -> Mention | None:
        """The subject a clause opens with; `whole`: its verb follows at `last`."""
        first = self._past_openers(text, first, last)
        words = text[first:last]
        for pronoun in self._pronouns:
            if words.startswith(pronoun):
                return self._mention(begin + first, begin + first + len(pronoun), kind="pronoun")
        cut = self._stops.search(text, first + 1, last)
        if cut is None and not whole:
            return None
        end = cut.start() if cut else last
        while end > first and (text[end - 1].isspace() or text[end - 1] in self._fillers):
            end -= 1
        words = text[first:end]
        if not whole and not self._is_person(words):
            return None
        if words.startswith(tuple(self.grammar.forms("prepositions").words)) and not self._has_title(words):
            return None
        return self._mention(begin + first, begin + end) if self._is_somebody(words) else None

    def _past_openers(self, text: str, first: int, last: int) -> int:
        """Past blanks, marks and words that only lead to a subject."""
        while first < last and (text[first].isspace() or text[first] in '“”"「」'):
            first += 1
        while opener := next((one for one in self._openers if text.startswith(one, first, last)), ""):
            first += len(opener)
            if opener in self.grammar.according:
                break  # the one a statement is ascribed to follows
        return first

    @cached_property
    def _pronouns(self) -> tuple[str, ...]:
        return tuple(sorted(self.grammar.pronouns.words, key=len, reverse=True))

    @cached_property
    def _stops(self) -> re.Pattern[str]:
        """Where a subject is over: adverbs, prepositions, days."""
        found = self.grammar.forms("adverbs").words | self.grammar.forms("prepositions").words
        words = map(re.escape, sorted(found, key=len, reverse=True))
        return late("|".join([*words, *(rf"\d+{unit}" for unit in self.grammar.words("date_units"))]) or _NEVER)

    @cached_property
    def _leads(self) -> re.Pattern[str]:
        """What may stand between a verb and its quotation."""
        after = optional(self.grammar.words("verb_marks"))
        return late(rf"{after}[：:，,\s]*|[^，,。；;“”「」]{{0,16}}[：:]\s*")

    @cached_property
    def _fillers(self) -> str:
        """What may stand between a subject and its verb: the mark of an adverb, and brackets."""
        return "".join((*self.grammar.words("adverb_marks"), "\x01"))

    def _told_of(self, stretch: str, begin: int, verb: re.Match[str] | None) -> tuple[Mention | None, Mention | None]:
        stretch = self._without_brackets(stretch)
        spoken = self._spoken(stretch, begin, verb, "above").mention if verb else None
        return spoken, self._clause(stretch, 0, len(stretch), begin, whole=False)
