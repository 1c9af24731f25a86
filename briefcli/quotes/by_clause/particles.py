"""Who brings in a quotation where a particle marks the subject and the verb comes last: Korean, Hindi."""

from __future__ import annotations

from functools import cached_property

from briefcli.quotes.by_clause.reading import Reading
from briefcli.quotes.mention import Mention, Said

_REACH = 60  # tokens looked at before a quotation
_WORDS = 6  # words a subject has at most
_BEHIND = 9  # tokens between a quotation and its verb
_NAMES = 4  # tokens of a name that a sentence opens with
_SHORTEST = 2  # letters of a name
_NO_SUBJECTS = frozenset({"Q", ",", ":", ";", ".", "-", "P", "N", "(", ")", "say", "adv", "conj", "time"})


class Particles(Reading):
    """Reads subjects by what is set behind them, as an ending or as a word of its own."""

    def of(self, place: int) -> Said | None:
        """What brings in the quotation at a token; None where its sentence does not say."""
        start, end = self._bounds(place)
        verb = self._verb_behind(place, end)
        said = self._behind(place, verb) if verb is not None else None
        if said is not None and said.mention is not None:
            return said
        leads = self._verb_ahead(place, start)
        if verb is None and leads is None and not self._joined(place):
            return (
                self._inside(place, start)
                or self._ascribed(place, start, end)
                or self._owned(place, start, end)
                or self._labelled(place, start, end)
            )
        at = verb if verb is not None else leads
        cue = (at, at) if at is not None else None
        mention = self._ahead(place, start)
        if mention is None:
            ascribed = self._ascribed(place, start, end) or self._owned(place, start, end)
            if ascribed is not None:
                return ascribed
        near = "beside" if verb is not None or self._joined(place) else "inside"
        return Said(cue, mention, near) if mention is not None or cue is not None else None

    def _inside(self, place: int, start: int) -> Said | None:
        """A verb further ahead, with the quotation somewhere in what it says."""
        verb = next((at for at in range(place - 1, start, -1) if self.tokens.tag[at] == "say"), None)
        mention = self._ahead(verb, start) if verb is not None else None
        return Said((verb, verb), mention, "inside") if verb is not None and mention is not None else None

    def _bounds(self, place: int) -> tuple[int, int]:
        tokens = self.tokens
        start, end = max(tokens.sentence[place], place - _REACH), place + 1
        while end < min(len(tokens), place + _REACH) and tokens.tag[end] not in ("P", "N", "."):
            end += 1
        return start, end

    def _joined(self, place: int) -> bool:
        """Whether the particle of reported speech stands right behind the marks: "..."라고."""
        behind = place + 1
        return self.tokens.tag_at(behind) not in ("end", "Q") and self.tokens.low[behind] in self.grammar.quote_markers

    def _verb_behind(self, place: int, end: int) -> int | None:
        tokens = self.tokens
        for at in range(place + 1, min(end, place + _BEHIND)):
            if tokens.tag[at] == "Q":
                return None if at > place + 1 and not self._joined(place) else self._last_verb(at, end)
            if tokens.tag[at] == "say" or self.grammar.saying.ends_at(tokens.low, at):
                return at
        return None

    def _last_verb(self, start: int, end: int) -> int | None:
        """The verb of the sentence, past a second quotation: “A”며 “B”고 말했다."""
        return next((at for at in range(end - 1, start, -1) if self.tokens.tag[at] == "say"), None)

    def _verb_ahead(self, place: int, start: int) -> int | None:
        """A verb that stands before the quotation with nothing but a comma or "that" between."""
        tokens, at = self.tokens, place - 1
        while at >= start and (tokens.tag[at] in (",", ":", "conj", "-") or self.subjects.is_linking(at)):
            at -= 1
        for index in range(at, max(start, at - 2) - 1, -1):
            if tokens.tag[index] == "say" or self.grammar.saying.ends_at(tokens.low, index):
                return index
        return None

    def _behind(self, place: int, verb: int) -> Said | None:
        """A subject between the quotation and its verb: “...” 하멜이 덧붙였다."""
        for at in range(verb - 1, place, -1):
            mention = self._marked(at, place + 1)
            if mention is not None:
                return Said((verb, verb), mention, "beside")
        return None

    def _ahead(self, place: int, start: int) -> Mention | None:
        """The subject before the quotation: the nearest that is marked as the topic, else any."""
        weak: Mention | None = None
        for at in range(place - 1, start - 1, -1):
            if self.tokens.tag[at] in ("P", "."):
                break
            mention = self._marked(at, start)
            if mention is None:
                continue
            if self._is_topic(at):
                return mention
            weak = weak or mention
        return weak

    def _is_topic(self, at: int) -> bool:
        marks = self.grammar.subject_markers
        return self.tokens.low[at].endswith(marks[: len(marks) // 2]) if len(marks) > 1 else True

    def _marked(self, at: int, start: int) -> Mention | None:
        """The noun phrase that ends with a marker at or in a token."""
        tokens, low = self.tokens, self.tokens.low[at]
        joins = tokens.tag_at(at - 1) == "Q" and low in self.grammar.quote_markers
        if joins or tokens.tag[at] in _NO_SUBJECTS or (low.endswith(self.grammar.verb_endings)):
            return None
        marker = next((one for one in self._markers if low.endswith(one)), None)
        if marker is None:
            return None
        if low == marker:
            return self._phrase(at - 1, start, 0) if at > start else None
        return self._phrase(at, start, len(marker))

    @cached_property
    def _markers(self) -> tuple[str, ...]:
        return tuple(sorted(self.grammar.subject_markers, key=len, reverse=True))

    def _phrase(self, last: int, start: int, cut: int) -> Mention | None:
        """The phrase whose last token is `last`, without `cut` letters at its end."""
        tokens, close = self.tokens, last
        if last >= start and tokens.tag[last] == ")":
            last = self._over_brackets(last, start)
        if last < start or tokens.tag[last] == ")":
            return None
        bare = tokens.low[last][: len(tokens.low[last]) - cut] if close == last else tokens.low[last]
        if tokens.tag[last] == "pro" or bare in self.grammar.pronouns:
            return Mention(last, last, "pronoun", last, last)
        if not self._can_end(bare):
            return None
        first = self._first_of(last, start, bare)
        joined = (
            tokens.tag_at(first - 1) == "Q" and tokens.start[first] == tokens.end[first - 1]
        )  # and not a whole word
        if joined or (first == last and len(bare) < _SHORTEST):
            return None
        named = self._before_description(first, start)
        if named is not None:
            return Mention(start, named, "name", start, named, (tokens.start[start], tokens.end[named]))
        extent = (tokens.start[first], tokens.end[close] - (cut if close == last else 0))
        return Mention(first, close, "name", first, close, extent)

    def _can_end(self, bare: str) -> bool:
        """Whether a phrase that names a speaker can end with a word."""
        if not bare or bare in self.grammar.no_speakers or bare[0].isdigit() or bare.endswith(self._never):
            return False
        return self.grammar.tag(bare) not in ("adv", "conj", "prep", "time", "say")

    def _first_of(self, last: int, start: int, bare: str) -> int:
        first, words = last, 1
        while first > start and words < _WORDS:
            before = self._over_brackets(first - 1, start)
            if before < start or not self._goes_on_left(before, first, last, bare):
                break
            first, words = before, words + 1
        return first

    def _before_description(self, first: int, start: int) -> int | None:
        """The last token of a name that a sentence opens with, before its description: "रीसा कुसुमा, एक माँ ने"."""
        comma = first - 1
        if not start < comma <= start + _NAMES or self.tokens.tag[comma] != ",":
            return None
        return comma - 1 if self.tokens.tag[first] in ("det", "num") else None

    def _over_brackets(self, at: int, start: int) -> int:
        """Past "(45)" behind a name."""
        if at <= start or self.tokens.tag[at] != ")":
            return at
        return next((to - 1 for to in range(at - 1, max(start, at - 10) - 1, -1) if self.tokens.tag[to] == "("), at)

    def spoken_of(self, start: int, end: int) -> tuple[Mention | None, bool]:
        """The topic of a sentence, and whether somebody speaks in it."""
        spoken = any(self.tokens.tag[at] == "say" for at in range(start, end))
        for at in range(start, end):
            mention = self._marked(at, start) if self._is_topic(at) else None
            if mention is not None and mention.kind == "name":
                return mention, spoken
        end = next(
            (at for at in range(start, end) if self.tokens.tag[at] in ("time", "prep", ",", "aux", "say", "Q")), end
        )
        opening = self.mentions.read(start, end - 1) if end > start else None
        return opening, False

    @cached_property
    def _never(self) -> tuple[str, ...]:
        return tuple(word for word in self.grammar.no_speakers.words if len(word) > 1)

    def _goes_on_left(self, at: int, first: int, last: int, bare: str) -> bool:
        tokens, low = self.tokens, self.tokens.low[at]
        if tokens.tag[at] not in ("low", "cap", "num", "det"):
            return False
        titled = first == last and bool(self.grammar.phrase_ends) and self.grammar.is_title(bare)
        if titled and _SHORTEST <= len(low) <= _NAMES:
            return True  # the name before a title, whatever its last letter
        return not low.endswith(self.grammar.phrase_ends)

    def _owned(self, place: int, start: int, end: int) -> Said | None:
        """Whose words a noun says they are: “...”는 김 교수의 설명이다, वारेन का कहना है कि “...”."""
        tokens, nouns = self.tokens, self.grammar.speech_nouns
        if not nouns:
            return None
        for at in (*range(place + 1, min(end, place + _BEHIND)), *range(place - 1, start, -1)):
            if tokens.low[at] not in nouns or at - 1 in (place, start - 1):
                continue
            low = tokens.low[at - 1]
            marker = next((one for one in self.grammar.genitive_markers if low.endswith(one)), None)
            if marker is None:
                continue
            first = start if at < place else place + 1
            mention = self._phrase(at - 2, first, 0) if low == marker else self._phrase(at - 1, first, len(marker))
            if mention is not None:
                return Said((at, at), mention, "beside")
        return None

    def _ascribed(self, _place: int, start: int, end: int) -> Said | None:
        """The one a statement is ascribed to: "…에 따르면", "… के अनुसार"."""
        tokens, markers = self.tokens, self.grammar.ascribed_markers
        for at in range(start + 1, end):
            if tokens.tag[at] == "Q" or tokens.low[at] not in self.grammar.according_after:
                continue
            before = tokens.low[at - 1]
            marker = next((one for one in markers if before.endswith(one)), "")
            whole = before == marker
            mention = self._phrase(at - 1 - whole, start, 0 if whole else len(marker))
            if mention is not None and mention.kind == "name":
                return Said((at, at), mention, "inside")
        return None
