"""A finished brief taken apart: which of its lines say something, where they stand, and what they say they rest on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import zip_longest
from pathlib import PurePath

from briefcli import languages
from briefcli.audit.blocks import Block, blocks_of
from briefcli.audit.development import is_development
from briefcli.errors import ReadError
from briefcli.read.language import language_of
from briefcli.render.lines import ONE_OF_SEVERAL, OPINION, TRANSLATED
from briefcli.text import one_line, sentences
from briefcli.text.marks import quotations
from briefcli.text.words import UNSPACED, content

_PLACE = r"\d+(?: ?¶ ?\d+)?"
_NUMBERS = re.compile(rf"[\[(]({_PLACE}(?:[,;] ?{_PLACE})*)(?: · [^\])]*)?[\])]")
_REFERENCE = re.compile(
    rf"\s*\[{_PLACE}(?:[,;] ?{_PLACE})*(?:{re.escape(ONE_OF_SEVERAL)})?(?:{re.escape(TRANSLATED)})?\]"
)
_ASIDE = re.compile(r"\s*[\[(](?P<aside>[^\[\]()]{1,80})[\])](?P<end>[^\w\[\]()]*)$")
_NUMBER = re.compile(r"^\W*\d{1,3}[.)]\s+")
_FIGURE = re.compile(r"\d")
_SOURCE_LINE = re.compile(r"^\W*(\d{1,3})[\]).:]?\s+(.+)$")
DATE = re.compile(r"\b\d{1,2} \w+ \d{4}\b|\b\w+ \d{1,2}, \d{4}\b|\b(?:19|20)\d\d\b(?:-\d\d-\d\d)?")
_DATE_LABEL = re.compile(r"^\W*\d{1,2} \w+ \d{4}\s*[·:–-]\s*")
_SPEAKER = re.compile(r"^\s*(?:[—–-]{1,2})\s*(?P<name>[^,\[(]+)")
_OPINION = re.compile(rf"{OPINION} \S{{1,100}}: ")  # what a model has against the line above, as brief prints it
_OPINIONS_ARE_SAID = "An “opinion” is a model’s"  # render/frame.py: begins the notice of a brief that has some
_ENDS = re.compile(r"[.!?…。！？।؟:;]\W*$")
_FEW_WORDS, _FEWEST_OF_A_SENTENCE, _LONGEST_HEADING = 4, 3, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence or a quotation of a brief, from `start` to `end` of its text.

    `text` is without the references in square brackets. `cites` are what they name: numbers or ids; of a quotation
    names, too. `speaker` is who a quotation is given to.
    """

    text: str
    start: int
    end: int
    cites: tuple[str, ...] = ()
    quotation: bool = False
    headline: bool = False
    speaker: str | None = None

    @property
    def aside(self) -> tuple[str, str] | None:
        """The line without the words in brackets at its end, and these: a source's name, perhaps. None without any."""
        found = _ASIDE.search(self.text)
        return (f"{self.text[: found.start()]}{found['end']}", found["aside"]) if found else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A brief. `sources` are the lines of its list of sources, by their numbers or ids.

    `in_lines` says whether the lines of `text` are those of the file; `language` is None where it cannot be told.
    """

    name: str
    text: str
    lines: tuple[Line, ...]
    passed_over: tuple[tuple[str, str], ...] = ()
    sources: dict[str, str] = field(default_factory=dict)
    in_lines: bool = False
    language: str | None = None


def take_apart(name: str, content: bytes) -> Taken:
    """The lines of a brief in Markdown, text, HTML, DOCX, mail or JSON.

    Raises:
        ReadError: it holds no line that says something.
    """
    opened = blocks_of(PurePath(name).suffix.lower(), content)
    language = language_of(opened.text)
    has_opinions = any(_OPINIONS_ARE_SAID in one_line(block.text) for block in opened.blocks)
    taking = _Taking(language=language or "en", has_opinions=has_opinions)
    for block, following in zip_longest(opened.blocks, opened.blocks[1:]):
        taking.take(block, following)
    if not taking.lines:
        raise ReadError("holds no sentence that could be checked.", remedy="Name a finished brief.")
    return Taken(
        name=name,
        text=opened.text,
        lines=tuple(taking.lines),
        passed_over=tuple(taking.passed_over),
        sources=taking.sources,
        in_lines=opened.in_lines,
        language=language,
    )


@dataclass(kw_only=True)
class _Taking:
    """The state of taking a brief apart: which part of it is being read.

    `has_opinions` says whether the brief has our own notice about opinions of a model, `below_line` whether the block
    before gave a sentence, below which one may stand.
    """

    language: str
    has_opinions: bool = False
    below_line: bool = False
    lines: list[Line] = field(default_factory=list)
    passed_over: list[tuple[str, str]] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    in_sources: bool = False

    def take(self, block: Block, following: Block | None) -> None:
        before = len(self.lines)
        self._take(block, following)
        self.below_line = len(self.lines) > before and not self.lines[-1].headline

    def _take(self, block: Block, following: Block | None) -> None:
        words = one_line(block.text)
        if self.in_sources and not block.heading and (block.item or _SOURCE_LINE.match(words)):
            self._source(words)
        elif not block.heading and (reason := self._no_news(words)):
            self.passed_over.append((words, reason))
        elif block.row:
            self.passed_over.append((words, "table row"))
        elif block.heading or self._is_heading(block, words):
            self._heading(block, words, following)
        elif self.in_sources:
            self._source(words)
        elif _SPEAKER.match(words) and self.lines and self.lines[-1].quotation:
            self.passed_over.append((words, "speaker"))
        elif (marked := _whole_quotation(words, block)) is not None:
            self.lines.append(self._quotation(block, marked, following))
        elif self._is_label(words):
            self._label(words)
        else:
            self.lines += self._sentences(block)

    def _no_news(self, words: str) -> str:
        """Why a block is none of news, or no sentence; "" where it may be one."""
        if self.has_opinions and self.below_line and _OPINION.match(words):
            return "opinion"
        if _matches("brief_furniture", words):
            return "about the brief"
        return "label" if is_development(_REFERENCE.sub("", words)) else ""

    def _is_label(self, words: str) -> bool:
        """Whether a line says too little to be a statement, and does not end as one: "Nine people died." does."""
        ends = bool(_ENDS.search(_without_references(words)))
        return _length(words) < (_FEWEST_OF_A_SENTENCE if ends else _FEW_WORDS) or (" · " in words and not ends)

    def _is_heading(self, block: Block, words: str) -> bool:
        bare = _without_references(words)
        if block.item or (_ENDS.search(bare) and not bare.rstrip().endswith(":")):
            return _matches("source_headings", words.rstrip(":")) and _length(words) < _FEW_WORDS
        return not quotations(bare) and len(bare.split()) <= _LONGEST_HEADING and not _SPEAKER.match(words)

    def _heading(self, block: Block, words: str, following: Block | None) -> None:
        self.in_sources = _matches("source_headings", words.rstrip(":"))
        said = _REFERENCE.sub("", _NUMBER.sub("", words))
        if not self.in_sources and (
            block.headline or self._is_headline(said, stands_alone=_is_title(block, following))
        ):
            line = Line(text=said, start=block.place(0), end=block.place(len(block.text) - 1) + 1, headline=True)
            self.lines.append(line)
        else:
            self.passed_over.append((words, "heading"))

    def _is_headline(self, words: str, *, stands_alone: bool) -> bool:
        """Whether a heading tells news, and names no part of the brief; a figure always tells some."""
        if words.endswith(":") or " · " in words or _matches("brief_furniture", words):
            return False
        has_figure = _FIGURE.search(_ASIDE.sub("", DATE.sub("", words))) is not None
        if not has_figure and (stands_alone or _matches("section_titles", words)):
            return False
        return len(content(DATE.sub("", words), self.language)) >= _FEW_WORDS

    def _label(self, words: str) -> None:
        if re.search(r"[^\W\d_]", words):
            self.passed_over.append((words, "label"))

    def _source(self, words: str) -> None:
        found = _SOURCE_LINE.match(words)
        self.sources[found[1] if found else str(len(self.sources) + 1)] = found[2] if found else words
        self.passed_over.append((words, "source"))

    def _quotation(self, block: Block, marked: tuple[int, int], following: Block | None) -> Line:
        start, end = marked
        behind = block.text[end:].lstrip("”\"'»“’ \n")
        named = _SPEAKER.match(behind) or (_SPEAKER.match(following.text) if following else None)
        cites = block.cites or _cites(behind or (following.text if named and following else ""))
        return Line(
            text=block.text[start:end],
            start=block.place(start),
            end=block.place(end - 1) + 1,
            cites=cites,
            quotation=True,
            speaker=one_line(named["name"]).strip(" *_") if named else None,
        )

    def _sentences(self, block: Block) -> Iterator[Line]:
        label = _DATE_LABEL.match(block.text)
        first = label.end() if label else 0
        for start, end in self._extents(block.text, first):
            piece = block.text[start:end]
            words = one_line(_REFERENCE.sub("", piece))
            if _length(words) < _FEWEST_OF_A_SENTENCE and not quotations(words):
                self._label(words)
                continue
            kept = start + len(_without_references(piece))
            cites = block.cites or _numbers_of(piece)
            yield Line(text=words, start=block.place(start), end=block.place(kept - 1) + 1, cites=cites)

    def _extents(self, text: str, first: int) -> list[tuple[int, int]]:
        """The sentences of a block; a reference behind the full stop belongs to the sentence before it."""
        found: list[tuple[int, int]] = []
        for start, end in sentences(text[first:], self.language):
            piece = text[first + start : first + end]
            if found and not re.search(r"\w", _NUMBERS.sub("", piece)):
                found[-1] = (found[-1][0], first + end)
            elif found and (leading := _NUMBERS.match(piece)):
                found[-1] = (found[-1][0], first + start + leading.end())
                at = start + leading.end()
                found.append(
                    (first + at + len(piece[leading.end() :]) - len(piece[leading.end() :].lstrip()), first + end)
                )
            else:
                found.append((first + start, first + end))
        return found


def _length(text: str) -> int:
    """How many words a text has; of scripts without spaces, how many pairs of characters."""
    return max(len(text.split()), sum(len(run) - 1 for run in UNSPACED.findall(text)))


def _is_title(block: Block, following: Block | None) -> bool:
    """Whether a heading has no lines below it, as the title of a brief has: other headings, or who made it."""
    if following is None:
        return block.heading
    return following.heading or _matches("brief_furniture", one_line(following.text))


def _whole_quotation(words: str, block: Block) -> tuple[int, int] | None:
    """The extent of a quotation that is all a block says, beside who said it."""
    marked = [one for one in quotations(block.text) if not one.single]
    if not marked:
        return None
    one = marked[0]
    before, behind = block.text[: one.opens], block.text[one.closes :]
    if re.search(r"\w", before) or (not block.quote and not (_SPEAKER.match(behind) or not re.search(r"\w", behind))):
        return None
    if re.search(r"\w", behind) and not _SPEAKER.match(behind) and not _NUMBERS.match(behind.strip()):
        return None
    return (one.start, one.end) if len(words.split()) > 1 else None


def _without_references(words: str) -> str:
    """The words without the references at their end."""
    bare = _REFERENCE.sub(
        lambda found: " " * len(found[0]) if found.end() >= len(words.rstrip()) - 1 else found[0], words
    )
    return bare.rstrip()


def _numbers_of(words: str) -> tuple[str, ...]:
    """What the references in square brackets name: "2" for [2 ¶3]."""
    found = (number for one in _REFERENCE.findall(words) for number in re.findall(r"(?<!¶)(?<!¶ )\b\d+", one))
    return tuple(dict.fromkeys(found))


def _cites(words: str) -> tuple[str, ...]:
    """What the references of a quotation name, whatever brackets they have: an outlet, too."""
    numbers = (number for found in _NUMBERS.finditer(words) for number in re.findall(r"(?<!¶)(?<!¶ )\b\d+", found[1]))
    named = _ASIDE.search(words)
    return tuple(dict.fromkeys((*numbers, *((named["aside"].strip(),) if named else ()))))


def _matches(section: str, words: str) -> bool:
    return any(pattern.fullmatch(words) for pattern in _patterns(section))


@lru_cache(maxsize=8)
def _patterns(section: str) -> Sequence[re.Pattern[str]]:
    return tuple(re.compile(phrase, re.IGNORECASE) for phrase in languages.phrases(section))
