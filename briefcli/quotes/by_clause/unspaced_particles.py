"""Subjects before a particle, in texts without blanks: Kimは「...」と話した."""

from __future__ import annotations

import re
from functools import cached_property

from briefcli.late import late
from briefcli.quotes.by_clause.unspaced import Unspaced, optional
from briefcli.quotes.mention import Mention, Said

_NEAR = 70  # characters between a quotation and the verb behind it
_WRITTEN = r"[^\W\u3041-\u309f_]"  # any letter but hiragana


class UnspacedParticles(Unspaced):
    """Reads subjects by the particle behind them."""

    def _read(self, ahead: str, begin: int, behind: str, closes: int) -> Said | None:
        joined = self._starts(behind, self.grammar.quote_markers.words)
        verb = self._verbs.search(behind, joined, self._end_of(behind))
        cue = (closes + verb.start(), closes + verb.end()) if verb else None
        if named := self._in_brackets(behind, closes):
            return Said(None, named, "beside")
        if verb and (mention := self._topic(behind[joined : verb.start()], closes + joined, near=True)):
            return self._said(cue, mention, "beside")
        if joined and self._has_title(behind[joined:].strip()) and self._is_somebody(behind[joined:].strip()):
            return self._said((closes, closes + joined), self._mention(closes + joined, closes + len(behind)), "beside")
        leads = joined or verb or ahead.endswith(("：", ":", "、")) or not behind.strip()
        if leads and (mention := self._topic(ahead, begin)):
            near = "beside" if joined or ahead.endswith(("：", ":")) else "inside"
            return self._said(cue, mention, near)
        if joined or (verb and verb.start() < 8):
            return self._said(cue or (closes, closes + joined), None, "beside")
        return None

    def _end_of(self, behind: str) -> int:
        """How far a verb may stand behind a quotation: to the next one, if it is near."""
        following = behind.find("”")
        return min(following if following >= 0 else len(behind), _NEAR)

    def _said(self, cue: tuple[int, int] | None, mention: Mention | None, how: str) -> Said:
        return Said(None, mention, how, cue)

    def _in_brackets(self, behind: str, closes: int) -> Mention | None:
        """（Kim社長）right behind the marks."""
        found = re.match(r"[。]?（([^（）]{2,20})）", behind)
        if found is None or not self._is_somebody(found[1]):
            return None
        return self._mention(closes + found.start(1), closes + found.end(1))

    def _topic(self, stretch: str, begin: int, *, near: bool = False) -> Mention | None:
        """The last subject of a stretch: one marked as the topic before any other."""
        plain = self._without_brackets(stretch)
        weak: Mention | None = None
        for match in reversed(list(self._marked.finditer(plain))):
            mention = self._phrase(plain, match, begin)
            if mention is None:
                continue
            if match["mark"] in self._topics or match["mark"] in self.grammar.according_after or near:
                return mention
            weak = weak or mention
        return weak

    def _phrase(self, plain: str, match: re.Match[str], begin: int) -> Mention | None:
        start, end = match.span("name")
        if plain.startswith(self.grammar.noun_joins, start):
            return None
        words = plain[start:end].strip("\x01")
        start += len(plain[start:end]) - len(plain[start:end].lstrip("\x01")) if words else 0
        end = start + len(words) if words else end
        start, words = self._without_opening(plain, start, end)
        if words in self.grammar.pronouns:
            return self._mention(begin + start, begin + end, kind="pronoun")
        return self._mention(begin + start, begin + end) if self._is_somebody(words) else None

    def _without_opening(self, plain: str, start: int, end: int) -> tuple[int, str]:
        """Past "その後、" and other words that only lead to the subject."""
        words = plain[start:end]
        for opener in self._openers:
            if words.startswith(opener) and len(words) > len(opener) + 1:
                return start + len(opener), words[len(opener) :]
        return start, words

    @cached_property
    def _topics(self) -> frozenset[str]:
        return frozenset(self.grammar.subject_markers[: (len(self.grammar.subject_markers) + 1) // 2])

    @cached_property
    def _marked(self) -> re.Pattern[str]:
        """A run of letters that are no hiragana, with の and honorifics in it, before a particle."""
        marks = "|".join(
            map(
                re.escape,
                sorted((*self.grammar.subject_markers, *self.grammar.according_after.words), key=len, reverse=True),
            )
        )
        honours = "|".join(map(re.escape, self.grammar.courtesies.words))
        joins = "|".join(map(re.escape, self.grammar.noun_joins))
        several = optional(self.grammar.plural_endings)
        letters = rf"{_WRITTEN}|[・･＝=\-’'&＆\x01ー々〆ヶ]|(?<={_WRITTEN})\s(?={_WRITTEN})|(?:{joins})(?={_WRITTEN})"
        return late(rf"(?P<name>(?:{letters}){{1,40}}(?:{honours})?\x01*{several})(?P<mark>{marks})")

    def _told_of(self, stretch: str, begin: int, verb: re.Match[str] | None) -> tuple[Mention | None, Mention | None]:
        return None, self._topic(stretch[: verb.start()] if verb else stretch, begin)
