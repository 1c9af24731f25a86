"""Who brings in a quotation in texts that set no blanks between words: Japanese, Chinese, Thai."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from briefcli.late import late
from briefcli.quotes.by_clause.reading import Reading
from briefcli.quotes.by_clause.words import written
from briefcli.quotes.mention import Mention, Said

_ENDS = "。！？!?\n；;"
_BREAKS = '，,、：:。！？!?\n；;」』”"》〉…—】　'
_FAR = 160  # characters looked at on either side
_SPOKEN = 400  # characters of a sentence that is read for who speaks in it
_NEAR = 70  # characters between a quotation and the verb behind it
_LONGEST = 30  # characters a name with its roles has

_WRITTEN = r"[^\W\u3041-\u309f_]"  # any letter but hiragana
_LATIN = late(r"\x01+|[A-Za-z]+")
_NEVER = "(?!)"  # a pattern for what is never there
_FOREIGN = r"[·・]|[A-Z][a-z]+ [A-Z][a-z]+|[\u30a1-\u30fc]{3,}$"  # how names from abroad are written


class Unspaced(Reading):
    """Reads the clauses around a quotation letter by letter."""

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

    def _read(self, ahead: str, begin: int, behind: str, closes: int) -> Said | None:
        if self.grammar.subject_markers:
            return self._by_particle(ahead, begin, behind, closes)
        return self._by_place(ahead, begin, behind, closes)

    # Subjects before a particle: Kimは「...」と話した.

    def _by_particle(self, ahead: str, begin: int, behind: str, closes: int) -> Said | None:
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
    def _openers(self) -> tuple[str, ...]:
        found = self.grammar.forms("conjunctions").words | self.grammar.forms("times").words
        found |= self.grammar.according.words
        return tuple(sorted(found, key=len, reverse=True))

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
        several = _optional(self.grammar.plural_endings)
        letters = rf"{_WRITTEN}|[・･＝=\-’'&＆\x01ー々〆ヶ]|(?<={_WRITTEN})\s(?={_WRITTEN})|(?:{joins})(?={_WRITTEN})"
        return late(rf"(?P<name>(?:{letters}){{1,40}}(?:{honours})?\x01*{several})(?P<mark>{marks})")

    # Subjects before a verb: Kim说：“...”

    def _by_place(self, ahead: str, begin: int, behind: str, closes: int) -> Said | None:
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
        after = _optional(self.grammar.words("verb_marks"))
        return late(rf"{after}[：:，,\s]*|[^，,。；;“”「」]{{0,16}}[：:]\s*")

    @cached_property
    def _fillers(self) -> str:
        """What may stand between a subject and its verb: the mark of an adverb, and brackets."""
        return "".join((*self.grammar.words("adverb_marks"), "\x01"))

    # Both.

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
        marked = _optional(self.grammar.words("adverb_marks")[:1])
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
        if self.grammar.subject_markers:
            spoken = None
            other = self._topic(stretch[: verb.start()] if verb else stretch, begin)
        else:
            stretch = self._without_brackets(stretch)
            spoken = self._spoken(stretch, begin, verb, "above").mention if verb else None
            other = self._clause(stretch, 0, len(stretch), begin, whole=False)
        for mention in (spoken, other):
            if mention is None or mention.cut is None or mention.kind == "pronoun":
                continue
            words = self.text[slice(*mention.cut)]
            if self._is_person(words) or mention is spoken:
                return mention, True
        return None, False


def _optional(words: Sequence[str]) -> str:
    """A pattern for one of several words, or nothing."""
    return f"(?:{'|'.join(map(re.escape, words))})?" if words else ""
