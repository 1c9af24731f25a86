"""Cuts a text into tokens, and tags the words by what they do in an attribution."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from briefcli.late import late
from briefcli.quotes.grammar import Grammar
from briefcli.quotes.listed import without_signs
from briefcli.quotes.tokens import Tokens
from briefcli.text.marks import Marked
from briefcli.text.remembered import Remembered

# Letters with the vowel signs that Python's \w leaves out.
_LETTER = r"[\w\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e\u200c\u200d]"
_WORD = rf"\w{_LETTER}*(?:['’.&/·・-]{_LETTER}+)*"
# What most tokens are comes first, and each alternative begins with one character or class: what a token does not begin
# with is passed over without being tried.
_PATTERN = (
    r"{word}|[,،、，:：;；؛()（）\[\]—–―]|[.?!…。！？।۔؟]+|\n\s*|[@#]{word}|--+"
    r"|-(?:(?<=\n-)(?=[A-Z\u00c0-\u00de\u0391-\u03a9\u0410-\u042f])|(?<=\s-)(?=\s))"
)
_TOKEN = late(_PATTERN.format(word=_WORD))
_TOKEN_OF_OWNERS = late(_PATTERN.format(word=rf"{_WORD}['’]?"))  # "Jones'"
_LINE_END = late(r"(\n\s*)")
_MARKS = {",": ",", "،": ",", "、": ",", "，": ",", ":": ":", "：": ":", ";": ";", "；": ";", "؛": ";"}
_MARKS |= {"(": "(", "（": "(", "[": "(", ")": ")", "）": ")", "]": ")"}
_ENDS = frozenset(".?!…。！？।۔؟")
_INITIALS = late(r"[A-Z](?:\.[A-Z])*")
_ELISION = late(r"[^\W\d]{1,7}['’](?=\w)")
_PRONOUN = late(r"-(?:t-)?(\w+)$")
_PARTICLES = 3  # in a row, at most, with the name behind them
_AHEAD = 16  # letters behind a particle of a name in which the name goes on, if it does
_SMALL = frozenset({"time", "pro"})
_SMALL_IN_NAMES = frozenset({"conj", "prep", "det", "rel"})
_TAKES_BASE = frozenset({"pro", "aux", "adv", "rel", "conj", "start", "Q", ","})
_ENDS_LINE = frozenset({"P", "N"})
_ENDS_SENTENCE = frozenset({".", "P", "N"})
_LINES_END = frozenset({".", "Q", ")"})
_VERBS = frozenset({"say", "speak"})
_CONTEXT, _CUT = 1, 2  # what has to be looked at of a word where it stands


def tokens(text: str, quotations: Sequence[Marked], grammar: Grammar) -> Tokens:
    """The tokens of a text in order; the words inside quotations are left out."""
    found = Tokens(grammar)
    at = 0
    for marked in quotations:
        _add_words(found, text, at, marked.opens)
        _add_quotation(found, marked, text[marked.end - 1])
        at = marked.closes
    _add_words(found, text, at, len(text))
    return found


def _add_quotation(found: Tokens, marked: Marked, last: str) -> None:
    found.add((marked.opens, marked.closes), "", low=last, tag="Q", begins=_is_over(found))


def _is_over(found: Tokens) -> bool:
    """Whether a sentence has ended before what comes next."""
    before = found.tag[-1] if found.tag else "P"
    return before in _ENDS_SENTENCE or (before == "Q" and found.low[-1] in _ENDS)


def _add_words(found: Tokens, text: str, start: int, end: int) -> None:
    """Cut a stretch of text into tokens, each told by itself or, where it is odd, by what stands around it."""
    tagger = _tagger(found.grammar)
    starts, ends, texts = found.start, found.end, found.text
    lows, tags, sentences = found.low, found.tag, found.sentence
    before, begins = tags[-1] if tags else "P", _is_over(found)
    sentence = sentences[-1] if sentences else 0
    for at, placed in tagger.pieces_in(text[start:end], start):
        for first, last, word, (low, opening, inside, odd, capital) in placed:
            begin, after = at + first, at + last
            tag = opening if begins or before == "-" else inside
            if odd:
                if odd == _CUT and (cut := tagger.cut(word, begins=begins)) is not None:
                    _add_part(found, text, word[: cut[0]], begin, opens=begins)
                    _add_part(found, text, word[cut[1] :], begin + cut[1], opens=False)
                    before, begins, sentence = tags[-1], False, sentences[-1]
                    continue
                if word == "." and tags and ends[-1] == begin and _is_abbreviated(found, text):
                    ends[-1] += 1
                    texts[-1] += "."
                    continue
                tag = _in_context(found, text, after, low, tag)
                if not tag:
                    continue
            if begins and (capital or before in _ENDS_LINE):
                sentence = len(tags)
            starts.append(begin)
            ends.append(after)
            texts.append(word)
            lows.append(low)
            tags.append(tag)
            sentences.append(sentence)
            before, begins = tag, tag in _ENDS_SENTENCE


def _add_part(found: Tokens, text: str, word: str, begin: int, *, opens: bool) -> None:
    """Add a part of what is written as one word: "l'" and "agence"."""
    low, opening, inside, _, capital = _tagger(found.grammar).known[word]
    begins = opens and (capital or found.tag[-1] in _ENDS_LINE) if found.tag else True
    tag = _in_context(found, text, begin + len(word), low, opening if opens else inside)
    found.add((begin, begin + len(word)), word, low=low, tag=tag, begins=begins)


def _is_abbreviated(found: Tokens, text: str) -> bool:
    """Whether a full stop ends no sentence: "Dr.", "J.", "EE. UU.", and an ordinal such as "3. Oktober"."""
    if found.tag[-1] == "Q":
        return False
    known, word, low = found.grammar, found.text[-1], found.low[-1]
    if low in known.letters and word.isupper() and found.tag[-2:-1] == ["cap"] and found.low[-2] not in known.numbered:
        found.tag[-1] = "cap"  # "James A. Baker", not "World War I."
    if low in known.abbreviations:
        return True
    if word.isdigit():
        follows = text[found.end[-1] + 1 : found.end[-1] + 3].strip()[:1]
        return len(word) < 3 and follows.isalpha() and known.capital_nouns
    if found.tag[-1] == "cap" and _INITIALS.fullmatch(word):
        return True
    return word.isupper() and (len(word) == 1 or (len(word) == 2 and word[0] == word[1]))


def _in_context(found: Tokens, text: str, end: int, low: str, tag: str) -> str:
    """The tag of a word or mark that the token before it decides; "" for a line break inside a sentence."""
    before, low_before = (found.tag[-1], found.low[-1]) if found.tag else ("P", "")
    if tag == "N":
        return "N" if before in _LINES_END else ""
    if tag == "cap" and low in found.grammar.days:
        dated = before in ("prep", "num") or text[end : end + 3].strip()[:1].isdigit()
        return "time" if dated else tag  # "in May", not "Theresa May"
    if before == "cap" and tag != "cap" and low in found.grammar.particles:
        return "cap" if _is_in_name(found, text, end, tag) else tag
    return "low" if tag in _VERBS and _is_noun(found.grammar, low, before, low_before) else tag


def _is_in_name(found: Tokens, text: str, end: int, tag: str) -> bool:
    """Whether a particle belongs to a name: "van de Berg", not "in de stad", "spokesman of the ..."."""
    known = found.grammar
    goes_on = tag == "det" and known.capital_nouns and not found.text[-1].islower()
    if goes_on or known.is_title(found.low[-1]):
        return False
    follows = text[end : end + _AHEAD].split()[:_PARTICLES]
    named = next((word for word in follows if word not in known.particles), "")
    return named[:1].isupper() and text[end : end + 1].isspace()


# What is known of a word by itself: it in small letters, its tag at the start of a sentence and elsewhere; then whether
# its context decides its tag (`_CONTEXT`) or where it ends (`_CUT`), and whether a sentence can begin with it.
_Known = tuple[str, str, str, int, bool]
_Placed = tuple[int, int, str, _Known]  # a word with its extent in what it stands in


class _Tagger:
    """What the words of one language do by themselves."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.pattern = _TOKEN_OF_OWNERS if grammar.possessive_endings else _TOKEN
        self.small = _SMALL | _SMALL_IN_NAMES if grammar.is_fixed else _SMALL
        keeps = grammar.parts_words  # elsewhere a word is all that stands between two marks, and never comes again
        self.known = Remembered(self._tell, keeps=keeps)
        self._pieces = Remembered(self._cut_piece, keeps=keeps)

    def pieces_in(self, stretch: str, at: int) -> Iterator[tuple[int, Iterable[_Placed]]]:
        """The words and marks of a stretch of text that stands at `at`.

        None but a line's end goes across a space: so most are found by one look-up of what stands between two.
        """
        pieces, start = self._pieces, at
        for number, line in enumerate(_LINE_END.split(stretch)):
            if number % 2:
                yield at, ((0, len(line), line, self.known[line]),)
                at += len(line)
                continue
            for piece in line.split(" "):
                placed = pieces[piece]
                yield at, self._in_sight(stretch, at - start, piece) if placed is None else placed
                at += len(piece) + 1
            at -= 1

    def _cut_piece(self, piece: str) -> tuple[_Placed, ...] | None:
        """The words of a piece between spaces; None where what stands around it says what its dash is."""
        if piece.startswith("-") or piece.endswith("-"):
            return None
        if piece.isalpha():
            return ((0, len(piece), piece, self.known[piece]),)
        return tuple(self._placed(piece, 0, len(piece)))

    def _in_sight(self, stretch: str, start: int, piece: str) -> Iterator[_Placed]:
        """The words of a piece that begins or ends with a dash, in sight of what stands beside it."""
        return (one for one in self._placed(stretch, start, start + len(piece) + 1) if one[0] < len(piece))

    def _placed(self, stretch: str, start: int, end: int) -> Iterator[_Placed]:
        for match in self.pattern.finditer(stretch, start, end):
            yield match.start() - start, match.end() - start, match[0], self.known[match[0]]

    def _tell(self, word: str) -> _Known:
        if not (word[0].isalnum() or word[0] in "@#_"):
            tag = _mark(word)
            return word.lower(), tag, tag, _CONTEXT if tag in (".", "N") else 0, tag == "("
        low = self._folded(word)
        inside = self._word(word, low, first=False)
        opening = inside if word[0].islower() else self._word(word, low, first=True)
        named = inside == "cap" and low in self.grammar.days
        odd = _CONTEXT if named or low in self.grammar.particles or opening in _VERBS or inside in _VERBS else 0
        joined = "'" in low or "-" in low
        if joined and (self.cut(word, begins=True) is not None or self.cut(word, begins=False) is not None):
            odd = _CUT
        return low, opening, inside, odd, word[0].isupper() or word[0].isdigit() or not self.grammar.cased

    def _folded(self, word: str) -> str:
        """A word as the lists have it: in small letters, composed, without signs that may be left out."""
        low = word.lower().replace("’", "'")
        if low.isascii():
            return low
        if self.grammar.cased:
            low = unicodedata.normalize("NFC", low.replace("i\u0307", "i"))  # what small letters make of a Turkish İ
        return without_signs(low)

    def cut(self, word: str, *, begins: bool) -> tuple[int, int] | None:
        """Where the first part of "l'agence" or of "dit-il" ends, and where the rest begins; "D'Alema" is one word."""
        if (elided := _ELISION.match(word)) is not None:
            tag = self.grammar.tag(elided[0].lower().replace("’", "'"))
            named = word[elided.end()].isupper() and word[0].isupper() and (not begins or tag != "det")
            return (elided.end(), elided.end()) if tag and not named else None
        match = _PRONOUN.search(word) if "-" in word else None
        if match is None or not match.start() or self.grammar.tag(match[1].lower()) not in ("pro", "aux"):
            return None
        verb = self.grammar.tag(word[: match.start()].lower().replace("’", "'"))
        return (match.start(), match.start(1)) if verb else None

    def _word(self, word: str, low: str, *, first: bool) -> str:
        tag = self.grammar.tag(low) or self._of_contraction(low)
        if word[0].isupper() or (word[0] == "@" and len(word) > 1):
            if not tag:
                return "adv" if first and self._is_adverb(low, 5) else "cap"
            return tag if tag in self.small or first or low in self.grammar.posted else "cap"
        if tag:
            return tag
        if word[0].isdigit() and not ("-" in low and self.grammar.is_title(low)):  # "die 20-Jährige"
            return "num"
        return "adv" if self._is_adverb(low, 4) and low not in self.grammar.not_adverbs else "low"

    def _is_adverb(self, low: str, shortest: int) -> bool:
        return low.endswith(self.grammar.adverb_endings) and len(low) > shortest

    def _of_contraction(self, low: str) -> str:
        """The tag of a small word with a verb that is short: "it's", "they're"."""
        stem, _, verb = low.partition("'")
        tag = self.grammar.tag(stem) if verb and verb in self.grammar.short_verbs else ""
        return tag if tag in self.small and tag != "time" else ""


@lru_cache(maxsize=64)
def _tagger(grammar: Grammar) -> _Tagger:
    return _Tagger(grammar)


def _mark(word: str) -> str:
    if word[0] == "\n":
        return "P" if word.count("\n") > 1 else "N"
    return "." if word[0] in _ENDS else _MARKS.get(word[0], "-")


def _is_noun(known: Grammar, low: str, before: str, low_before: str) -> bool:
    """Whether a word that is also a verb of saying is a noun here: "the report", "his comments", "an email"."""
    if before == "det":
        return low_before not in known.pronominals
    if not known.base_forms:
        return False
    if before == "num" or known.is_possessive(low_before):
        return not (low.endswith(known.past_endings) or low in known.irregular)
    if before == "prep":
        return low_before not in known.infinitive and not low.endswith(known.participle_endings)
    if low not in known.base_forms or before in _TAKES_BASE:
        return False
    plural = low_before.endswith(known.plural_endings) or low_before in known.collectives
    return not plural and low_before not in known.infinitive
