"""The words around an article's quotations, tagged by what its language's file says of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from briefcli.late import late
from briefcli.quotes.grammar import Grammar
from briefcli.quotes.tokens import Tokens
from briefcli.text.marks import Marked

# Letters with the vowel signs that Python's \w leaves out.
_LETTER = r"[\w\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e\u200c\u200d]"
_TOKEN = late(
    rf"[@#]?{_LETTER}+(?:['’.&/·・-]{_LETTER}+)*|\n\s*|[.?!…。！？।۔؟]+|[—–―]|--+|(?<=\s)-(?=\s)|[,،、，:：;；؛()（）\[\]]"
)
_SIGNS = late(r"[\u064b-\u0652\u0640]|ः$")  # Arabic vowel signs; the Hindi sign that is set for a colon
_MARKS = {",": ",", "،": ",", "、": ",", "，": ",", ":": ":", "：": ":", ";": ";", "；": ";", "؛": ";"}
_MARKS |= {"(": "(", "（": "(", "[": "(", ")": ")", "）": ")", "]": ")"}
_ENDS = frozenset(".?!…。！？।۔؟")
_SMALL = frozenset({"time", "pro"})
_ELISION = late(r"[^\W\d]{1,7}['’](?=\w)")
_PRONOUN = late(r"-(?:t-)?(\w+)$")
_PARTICLES = 3  # in a row, at most, with the name behind them
_AHEAD = 16  # letters behind a particle of a name in which the name goes on, if it does


def tokens(text: str, quotations: Sequence[Marked], grammar: Grammar) -> Tokens:
    """The tokens of a text, tagged as `quotes.tokens` has it; a quotation is one token."""
    cutter = _Cutter(text, grammar)
    at = 0
    for marked in quotations:
        cutter.cut(at, marked.opens)
        cutter.add(marked.opens, marked.closes, "Q", low=text[marked.end - 1], begins=cutter.is_over())
        at = marked.closes
    cutter.cut(at, len(text))
    return cutter.found


class _Cutter:
    """Cuts one text into tokens."""

    def __init__(self, text: str, grammar: Grammar) -> None:
        self.text = text
        self.grammar = grammar
        self.found = Tokens(grammar)

    def cut(self, start: int, end: int) -> None:
        """Add the tokens of a stretch without quotations."""
        for match in _TOKEN.finditer(self.text, start, end):
            word = match[0]
            if word[0].isalnum() or word[0] in "@#_":
                self._word(match.start(), match.end())
            else:
                self._mark(word, match.start(), match.end())

    def add(self, start: int, end: int, tag: str, *, low: str, begins: bool) -> None:
        """Add one token; a quotation has no words of its own."""
        found = self.found
        found.sentence.append(len(found.tag) if begins or not found.tag else found.sentence[-1])
        found.start.append(start)
        found.end.append(end)
        found.text.append("" if tag == "Q" else self.text[start:end])
        found.low.append(low)
        found.tag.append(tag)

    def is_over(self) -> bool:
        """Whether a sentence has ended before what comes next."""
        if not self.found.tag:
            return True
        before = self.found.tag[-1]
        return before in (".", "P", "N") or (before == "Q" and self.found.low[-1] in _ENDS)

    def _mark(self, mark: str, start: int, end: int) -> None:
        if mark[0] == "\n":
            tag = "P" if mark.count("\n") > 1 else "N"
            if tag == "N" and not self.is_over():
                return
        elif mark[0] in _ENDS:
            if mark == "." and self._is_abbreviated(start):
                return
            tag = "."
        else:
            tag = _MARKS.get(mark[0], "-")
        self.add(start, end, tag, low=mark, begins=False)

    def _word(self, start: int, end: int) -> None:
        begins = self.is_over()
        if self.text.find("'", start, end) >= 0 or self.text.find("’", start, end) >= 0:
            past = self._elided(start, end, begins=begins)
            begins, start = begins and past == start, past
        if self.text.find("-", start, end) >= 0 and self._with_pronoun(start, end, begins=begins):
            return
        word = self.text[start:end]
        low = self._low(word)
        tag = self._in_context(self._tag(word, low, begins=begins), low, end)
        small = self.grammar.cased and not (word[0].isupper() or word[0].isdigit())
        if small and self.found.tag[-1:] != ["P"]:
            begins = False
        self.add(start, end, tag, low=low, begins=begins)

    def _low(self, word: str) -> str:
        low = word.lower().replace("’", "'")
        return _SIGNS.sub("", low) if low[0] >= "\u0600" else low

    def _elided(self, start: int, end: int, *, begins: bool) -> int:
        """Add the article or preposition of "l'agence"; where the rest begins. "D'Alema" is one word."""
        elided = _ELISION.match(self.text, start, end)
        if elided is None:
            return start
        low = self._low(elided[0])
        tag = self.grammar.tag(low)
        named = self.text[elided.end()].isupper() and elided[0][0].isupper() and (not begins or tag != "det")
        if not tag or named:
            return start
        self.add(start, elided.end(), tag, low=low, begins=begins)
        return elided.end()

    def _with_pronoun(self, start: int, end: int, *, begins: bool) -> bool:
        """Add "dit-il" as two tokens, if it is a verb with its pronoun."""
        match = _PRONOUN.search(self.text[start:end])
        tag = self.grammar.tag(self._low(match[1])) if match else ""
        if match is None or tag not in ("pro", "aux"):
            return False
        verb = self._low(self.text[start : start + match.start()]) if match.start() else ""
        if not verb or not self.grammar.tag(verb):
            return False
        self.add(start, start + match.start(), self.grammar.tag(verb), low=verb, begins=begins)
        self.add(start + match.start(1), end, tag, low=self._low(match[1]), begins=False)
        return True

    def _tag(self, word: str, low: str, *, begins: bool) -> str:
        tag = self.grammar.tag(low)
        if word[0].isupper() or (word[0] == "@" and len(word) > 1):
            first = begins or not self.found.tag or self.found.tag[-1] == "-"
            return tag if tag and (first or tag in _SMALL) else "cap"
        counted = word[0].isdigit() and not ("-" in low and self.grammar.is_title(low))  # "die 20-Jährige"
        return tag or ("num" if counted else "low")

    def _in_context(self, tag: str, low: str, end: int) -> str:
        """The tag of a word that the token before it decides: a noun, a part of a name."""
        found = self.found
        before = found.tag[-1] if found.tag else ""
        if tag == "say" and before == "det":
            return "low"
        if tag == "cap" or before != "cap" or low not in self.grammar.particles:
            return tag
        goes_on = tag == "det" and self.grammar.capital_nouns and not found.text[-1].islower()
        if goes_on or self.grammar.is_title(found.low[-1]):
            return tag  # "spokesman of the ..."
        follows = self.text[end : end + _AHEAD].split()[:_PARTICLES]
        named = next(
            (word for word in follows if word not in self.grammar.particles), ""
        )  # "van de Berg", not "in de stad"
        return "cap" if named[:1].isupper() and self.text[end : end + 1].isspace() else tag

    def _is_abbreviated(self, at: int) -> bool:
        """Whether a full stop ends no sentence: "Dr.", "J.", "EE. UU.", and an ordinal such as "3. Oktober"."""
        found = self.found
        if not found.tag or found.end[-1] != at or found.tag[-1] == "Q":
            return False
        word = found.text[-1]
        if found.low[-1] in self.grammar.abbreviations:
            return True
        if word.isdigit():
            follows = self.text[at + 1 : at + 3].strip()[:1]
            return len(word) < 3 and follows.isalpha() and self.grammar.capital_nouns
        return word.isupper() and (len(word) == 1 or (len(word) == 2 and word[0] == word[1]))


def written(found: Tokens, text: str, start: int, end: int) -> str:
    """A stretch of the text with its quotations blanked out: what they hold brings nothing in."""
    stretch = text[start:end]
    for index in range(bisect_left(found.end, start), len(found)):
        if found.start[index] >= end:
            break
        if found.tag[index] == "Q":
            opens, closes = max(start, found.start[index]), min(end, found.end[index])
            stretch = stretch[: opens - start] + "”" * (closes - opens) + stretch[closes - start :]
    return stretch
