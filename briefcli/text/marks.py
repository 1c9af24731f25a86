"""Where quotation marks open and close: the extents of quotations, in one pass over the text."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from briefcli.late import late
from briefcli.text import apostrophes


@dataclass(frozen=True, slots=True)
class Marked:
    """What stands between two quotation marks: `start` to `end` without the marks, `opens` to `closes` with them.

    `closed` is False where no closing mark was found in the paragraph.
    `anew` is True where it carries on the unclosed quotation of the paragraph before.
    `single` is True for ‘these’ marks.
    """

    start: int
    end: int
    opens: int
    closes: int
    closed: bool = True
    anew: bool = False
    single: bool = False


# What closes what has been opened. Straight and curly marks are often mixed in one quotation.
_CLOSERS = {
    "“": "”\"″''＂〞",
    "”": "”\"''",
    "„": "“”\"‟''",
    "‟": "”\"''",
    '"': "\"”″''“",
    "＂": '＂"”',
    "``": "''\"”",
    "''": "''\"”",
    "«": "»",
    "»": "«»",
    "「": "」",
    "『": "』",
    "〝": "〞〟",
    "❝": "❞",
    "《": "》",
}
_OPENS_ALWAYS = frozenset("„「『〝❝《") | {"``"}
_CLOSES_ALWAYS = frozenset("」』〞〟❞》")
_LEADS = ("“", '"', "„", "«", "»", "「", "``", "''")

# A mark, or the end of a paragraph: an empty line, or a line break after which a mark opens anew.
_EVENT = late(r"""[“”„‟"″＂〝〞〟❝❞«»「」『』《》]|``|''|\n(?:[^\S\n]*\n\s*|(?=[“"„«「]))""")
_FEET = late(r"\d['’′]\ ?\d{1,2}$")
_INCHES = late(
    r"""(?<=\d)["”″](?=\s?(?:by\b|tall\b|wide\b|long\b|deep\b|thick\b|high\b|screens?\b|monitors?\b|TVs?\b|[-x×]))"""
)
_BEFORE_OPENING = frozenset(" \t\n\r\u00a0\u2009\u202f\u3000([{<—–-/“\"„«‘'…:,;|*_>~")
_AFTER_CLOSING = frozenset(" \t\n\r\u00a0\u2009\u202f\u3000)]}>.,;:!?—–-/”\"»’'…|*_<~")
_WORD = late(r"\w")
_SENTENCE_END = late(r"[.!?](?=\s+[A-Z“\"])")
_TRAILING = " \t\n\r\u00a0\u2009\u202f\u3000,"


def quotations(text: str) -> tuple[Marked, ...]:
    """The outermost quotations of a text, in order; what is quoted inside a quotation is part of it.

    Linear in the length of the text. A quotation never crosses an empty line: where it runs on, each paragraph's
    piece is one, `anew` from the second on.
    """
    doubles = _Scan(text).run()
    return tuple(sorted([*doubles, *_singles(text, doubles)], key=lambda found: found.start))


@dataclass(frozen=True, slots=True)
class _Open:
    mark: str
    at: int
    after: int


@dataclass(slots=True)
class _Scan:
    """One pass over the marks of a text. `stack` is what is open, `inner` what was quoted inside of it.

    `running` says that the paragraph before ended inside a quotation; `first` is where this one begins.
    """

    text: str
    found: list[Marked] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    inner: list[Marked] = field(default_factory=list)
    running: bool = False
    first: int = 0

    def run(self) -> list[Marked]:
        for match in _EVENT.finditer(self.text):
            mark, at, after = match.group(), match.start(), match.end()
            if mark[0] == "\n":
                self._end_paragraph(at)
                self.first = after
            elif not (self.text[at - 1 : at].isdigit() and self._is_inches(at)):
                self._mark(mark, at, after)
        self._end_paragraph(len(self.text))
        return self.found

    def _is_inches(self, at: int) -> bool:
        """Whether a mark after a digit is a measure: 6'2", a 27" screen."""
        feet = _FEET.search(self.text, max(0, at - 6), at)
        return feet is not None or bool(self.stack and _INCHES.match(self.text, at))

    def _mark(self, mark: str, at: int, after: int) -> None:
        if self.stack and self._closes(mark, at, after):
            self._close(mark, at, after)
        elif not self.stack and self.running and mark in "”\"''»" and self._only_closes(at, after):
            self.found += _marked(self.text, _Open("", self.first, self.first), at, after, anew=True)
            self.running = False
        elif self._opens(mark, at, after):
            self.stack.append(_Open(mark, at, after))

    def _close(self, mark: str, at: int, after: int) -> None:
        while len(self.stack) > 1 and mark not in _CLOSERS.get(self.stack[-1].mark, ""):
            self.stack.pop()
        opened = self.stack.pop()
        anew = not self.stack and self.running and opened.at == self.first
        piece = _marked(self.text, opened, at, after, anew=anew)
        if self.stack:
            while self.inner and self.inner[-1].opens > opened.at:
                self.inner.pop()
            self.inner += piece
        else:
            self.found += piece
            self.inner, self.running = [], False

    def _end_paragraph(self, at: int) -> None:
        """Give what is still open at the end of a paragraph; the next one may carry it on."""
        if not self.stack:
            self.running = False
            return
        opened = self.stack[0]
        leads = opened.at - self.first < 40 and not _WORD.search(self.text, self.first, opened.at)
        carried = self.text[at : at + 12].lstrip().startswith(_LEADS)
        if self.inner and not carried:
            self.found += self.inner
            self.running = False
        else:
            end = at if leads or carried else self._sentence_end(opened.after, at)
            anew = self.running and leads
            self.found += _marked(self.text, opened, end, end, anew=anew, closed=False)
            self.running = True
        self.stack, self.inner = [], []

    def _sentence_end(self, start: int, limit: int) -> int:
        match = _SENTENCE_END.search(self.text, start, limit)
        return match.end() if match else limit

    def _closes(self, mark: str, at: int, after: int) -> bool:
        """Whether this mark ends something that is open."""
        top = self.stack[-1]
        if mark not in _CLOSERS.get(top.mark, "") and mark not in _CLOSERS.get(self.stack[0].mark, ""):
            return False
        if mark in _CLOSES_ALWAYS or mark in "«»":
            return True
        if mark == "“":
            return top.mark == "„" or _looks_closing(self.text, at, after)
        if mark == "”":
            return at - top.after >= 2 or not self._only_opens(at, after)
        return (
            _looks_closing(self.text, at, after)
            or not _looks_opening(self.text, at, after)
            or (mark == top.mark == '"' and self._is_last(at, after))
        )

    def _is_last(self, at: int, after: int) -> bool:
        """Whether a straight mark that is set as an opening one ends a sentence: it does if no other is left for it."""
        before = self.text[max(0, at - 3) : at].rstrip()[-1:]
        if before not in (".", "!", "?") or not self.text[after : after + 1].isupper():
            return False
        end = self.text.find("\n", after)
        return self.text.count('"', after, end if end >= 0 else len(self.text)) % 2 == 0

    def _opens(self, mark: str, at: int, after: int) -> bool:
        if mark in _OPENS_ALWAYS or mark == "«":
            return True
        if mark == "“":
            return bool(self.stack) or not self._only_closes(at, after)
        if mark in _CLOSES_ALWAYS or mark == "″" or (mark == "»" and self.stack):
            return False
        return _looks_opening(self.text, at, after) and (mark in '"＂' or not _looks_closing(self.text, at, after))

    def _only_opens(self, at: int, after: int) -> bool:
        return _looks_opening(self.text, at, after) and not _looks_closing(self.text, at, after)

    def _only_closes(self, at: int, after: int) -> bool:
        return _looks_closing(self.text, at, after) and not _looks_opening(self.text, at, after)


def _looks_opening(text: str, at: int, after: int) -> bool:
    before = text[at - 1] if at else " "
    behind = text[after] if after < len(text) else " "
    return before in _BEFORE_OPENING and not behind.isspace()


def _looks_closing(text: str, at: int, after: int) -> bool:
    before = text[at - 1] if at else " "
    behind = text[after] if after < len(text) else " "
    return not before.isspace() and (behind in _AFTER_CLOSING or before in ".,!?…")


def _singles(text: str, doubles: list[Marked]) -> list[Marked]:
    """‘Quotations like this’ outside of the doubles."""
    found: list[Marked] = []
    edges = [0, *(edge for double in doubles for edge in (double.opens, double.closes)), len(text)]
    for index, (start, end) in enumerate(pairwise(edges)):
        if index % 2 == 0 and end > start:
            for opens, closes in apostrophes.pairs(text, start, end):
                found += _marked(text, _Open("‘", opens, opens + 1), closes, closes + 1, single=True)
    return found


def _marked(text: str, opened: _Open, end: int, closes: int, **how: bool) -> list[Marked]:
    """The piece without white space and the comma at its end; nothing where no word is left."""
    start = opened.after
    while start < end and (
        text[start].isspace() or (not how.get("closed", True) and text[start] in _OPENS_ALWAYS | {"“"})
    ):
        start += 1  # nor without a second mark that nothing closes
    while end > start and text[end - 1] in _TRAILING:
        end -= 1
    if not _WORD.search(text, start, end):
        return []
    return [Marked(start=start, end=end, opens=opened.at, closes=closes, **how)]
