"""Who brings in a quotation in texts that set no blanks between words: Japanese, Chinese, Thai."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Sequence
from functools import cached_property

from briefcli.late import late
from briefcli.quotes.by_clause.reading import Reading
from briefcli.quotes.mention import Mention, Said
from briefcli.quotes.tokens import written

_ENDS = "。！？!?\n；;"
_FAR = 160  # characters looked at on either side
_SPOKEN = 400  # characters of a sentence that is read for who speaks in it
_LONGEST = 30  # characters a name with its roles has
_LATIN = late(r"\x01+|[A-Za-z]+")
_NEVER = "(?!)"  # a pattern for what is never there
_FOREIGN = r"[·・]|[A-Z][a-z]+ [A-Z][a-z]+|[\u30a1-\u30fc]{3,}$"  # how names from abroad are written


class Unspaced(Reading):
    """Reads the clauses around a quotation letter by letter; where a subject stands in one, its subclasses know."""

    def of(self, place: int) -> Said | None:
        """What brings in the quotation at a token; None where its sentence does not say."""
        opens, closes = self.tokens.start[place], self.tokens.end[place]
        ahead, begin = self._ahead_of(opens)
        behind = self._behind_of(closes)
        return self._read(ahead, begin, behind, closes)

    def _ahead_of(self, opens: int) -> tuple[str, int]:
        """The sentence before the quotation, other quotations in it as blanks, and where it begins."""
        low = max(0, opens - _FAR)
        stretch = written(self.tokens, self.text, low, opens)
        cut = max((stretch.rfind(mark) for mark in _ENDS), default=-1)
        if cut == len(stretch) - 1 and cut >= 0:
            return "", opens
        return stretch[cut + 1 :], low + cut + 1

    def _behind_of(self, closes: int) -> str:
        stretch = written(self.tokens, self.text, closes, min(len(self.text), closes + _FAR))
        cut = next((at for at, letter in enumerate(stretch) if letter in _ENDS), len(stretch))
        return stretch[:cut]

    @abstractmethod
    def _read(self, ahead: str, begin: int, behind: str, closes: int) -> Said | None:
        """What brings in a quotation, from the text before it, which begins at `begin`, and the text behind it."""

    @abstractmethod
    def _told_of(self, stretch: str, begin: int, verb: re.Match[str] | None) -> tuple[Mention | None, Mention | None]:
        """Who speaks in a stretch whose last verb of saying is `verb`, and whom it is about."""

    @cached_property
    def _openers(self) -> tuple[str, ...]:
        found = self.grammar.forms("conjunctions").words | self.grammar.forms("times").words
        found |= self.grammar.according.words
        return tuple(sorted(found, key=len, reverse=True))

    def _without_brackets(self, text: str) -> str:
        return self._brackets.sub(lambda match: "\x01" * len(match[0]), text)

    @cached_property
    def _brackets(self) -> re.Pattern[str]:
        """What stands within a subject and is none of its name: brackets, and ages before a particle."""
        aged = "|".join(rf"、\s?[\d０-９]{{1,3}}{unit}(?={mark})" for unit in self._ages for mark in self._topics_first)
        return late(r"[（(][^（）()]{0,24}[）)]|＝[^＝]{0,24}＝" + (f"|{aged}" if aged else ""))

    @property
    def _ages(self) -> tuple[str, ...]:
        return self.grammar.words("ages")

    @property
    def _topics_first(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(mark[0] for mark in self.grammar.subject_markers))

    @cached_property
    def _not_named(self) -> re.Pattern[str]:
        """Figures and times, which are no name."""
        figures = "".join(self.grammar.words("figures"))
        return late(rf"[\d０-９{figures}%％\s・,.、]+")

    @cached_property
    def _foreign(self) -> re.Pattern[str]:
        """An age, or how names from abroad are written."""
        marked = optional(self.grammar.words("adverb_marks")[:1])
        return late("|".join([*(f"{unit}{marked}" for unit in self._ages), _FOREIGN]))

    @cached_property
    def _verbs(self) -> re.Pattern[str]:
        held = sorted((*self.grammar.saying.words, *self.grammar.saying.stems), key=len, reverse=True)
        single = "".join(re.escape(word) for word in held if len(word) == 1)
        spoken = "".join(re.escape(word) for word in self.grammar.pronouns.words if len(word) == 1)
        alone = [rf"[{single}](?=[：:，,“”「『\"\s{spoken}]|$)"] if single else []
        return late("|".join([*(re.escape(word) for word in held if len(word) > 1), *alone]) or _NEVER)

    def _starts(self, text: str, words: frozenset[str]) -> int:
        skip = len(text) - len(text.lstrip("、,，。 "))
        return max((skip + len(word) for word in words if text.startswith(word, skip)), default=0)

    def _mention(self, start: int, end: int, kind: str = "name") -> Mention:
        return Mention(0, 0, "pronoun" if kind == "pronoun" else "name", 0, 0, (start, end))

    def _has_title(self, words: str) -> bool:
        return words.endswith((*self.grammar.titles.words, *self.grammar.bodies.words))

    def _is_person(self, words: str) -> bool:
        """Whether letters show that they name a person: by a title, or as a foreign name is written."""
        named = (*self.grammar.titles.words, *self.grammar.courtesies.words)
        return any(title in words for title in named) or bool(self._foreign.search(words))

    def _is_somebody(self, words: str) -> bool:
        """Whether letters can be somebody who speaks."""
        bare = words.strip()
        if (
            not len(bare) >= 2
            or len(_LATIN.sub("x", bare)) > _LONGEST
            or self._not_named.fullmatch(bare)
            or bare in self.grammar.no_speakers
        ):
            return False
        if any(part in bare for part in self.grammar.phrase_ends):
            return False
        if self._has_title(bare):
            return True
        never = self.grammar.no_speakers.words
        return not bare.endswith(tuple(word for word in never if len(word) > 1)) and not bare.startswith(
            tuple(word for word in never if len(word) > 1)
        )

    def spoken_of(self, start: int, end: int) -> tuple[Mention | None, bool]:
        """Who speaks in a sentence without being quoted."""
        if end <= start:
            return None, False
        close = self.tokens.end[end - 1]
        begin = max(self.tokens.start[start], close - _SPOKEN)
        stretch = written(self.tokens, self.text, begin, close)
        verb = None
        for found in self._verbs.finditer(stretch):
            verb = found
        spoken, other = self._told_of(stretch, begin, verb)
        for mention in (spoken, other):
            if mention is None or mention.cut is None or mention.kind == "pronoun":
                continue
            words = self.text[slice(*mention.cut)]
            if self._is_person(words) or mention is spoken:
                return mention, True
        return None, False


def optional(words: Sequence[str]) -> str:
    """A pattern for one of several words, or nothing."""
    return f"(?:{'|'.join(map(re.escape, words))})?" if words else ""
