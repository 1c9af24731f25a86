"""A finished brief taken apart: which of its lines say something, where they stand, and what they say they rest on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePath

from briefcli import languages
from briefcli.audit.blocks import Block, blocks_of
from briefcli.errors import ReadError
from briefcli.read.language import language_of
from briefcli.text import one_line, sentences
from briefcli.text.marks import quotations

_PLACE = r"\d+(?: ?¶ ?\d+)?"
_NUMBERS = re.compile(rf"[\[(]({_PLACE}(?:[,;] ?{_PLACE})*)(?: · [^\])]*)?[\])]")
_NAMED = re.compile(r"[\[(]([^\W\d_][^\[\]()]{2,80})[\])]\s*\W*$")
_SOURCE_LINE = re.compile(r"^\W*(\d{1,3})[\]).:]?\s+(.+)$")
_DATE_LABEL = re.compile(r"^\W*\d{1,2} \w+ \d{4}\s*[·:–-]\s*")
_SPEAKER = re.compile(r"^\s*(?:[—–-]{1,2})\s*(?P<name>[^,\[(]+)")
_ENDS = re.compile(r"[.!?…。！？।؟:;]\W*$")
_FEW_WORDS, _LONGEST_HEADING = 4, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence or a quotation of a brief, from `start` to `end` of its text.

    `cites` are the references beside it: numbers, ids or names. `speaker` is who a quotation is given to.
    """

    text: str
    start: int
    end: int
    cites: tuple[str, ...] = ()
    quotation: bool = False
    speaker: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A brief. `sources` are the lines of its list of sources, by their numbers or ids."""

    name: str
    text: str
    lines: tuple[Line, ...]
    passed_over: tuple[tuple[str, str], ...] = ()
    sources: dict[str, str] = field(default_factory=dict)


def take_apart(name: str, content: bytes) -> Taken:
    """The lines of a brief in Markdown, text, HTML, DOCX, mail or JSON.

    Raises:
        ReadError: it holds no line that says something.
    """
    text, blocks = blocks_of(PurePath(name).suffix.lower(), content)
    taking = _Taking(name=name, text=text, language=language_of(text) or "en")
    for place, block in enumerate(blocks):
        taking.take(block, blocks[place + 1] if place + 1 < len(blocks) else None)
    if not taking.lines:
        raise ReadError("holds no sentence that could be checked.", remedy="Name a finished brief.")
    return Taken(
        name=name,
        text=text,
        lines=tuple(taking.lines),
        passed_over=tuple(taking.passed_over),
        sources=taking.sources,
    )


@dataclass(kw_only=True)
class _Taking:
    """The state of taking a brief apart: which part of it is being read."""

    name: str
    text: str
    language: str
    lines: list[Line] = field(default_factory=list)
    passed_over: list[tuple[str, str]] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    in_sources: bool = False

    def take(self, block: Block, following: Block | None) -> None:
        words = one_line(block.text)
        if self.in_sources and not block.heading and (block.item or _SOURCE_LINE.match(words)):
            self._source(words)
        elif not block.heading and _matches("brief_furniture", words):
            self.passed_over.append((words, "about the brief"))
        elif block.heading or self._is_heading(block, words):
            self.in_sources = _matches("source_headings", words.rstrip(":"))
            self.passed_over.append((words, "heading"))
        elif self.in_sources:
            self._source(words)
        elif _SPEAKER.match(words) and self.lines and self.lines[-1].quotation:
            self.passed_over.append((words, "speaker"))
        elif (marked := _whole_quotation(words, block)) is not None:
            self.lines.append(self._quotation(block, marked, following))
        elif len(words.split()) < _FEW_WORDS or (" · " in words and not _ENDS.search(_without_references(words))):
            self.passed_over.append((words, "label"))
        else:
            self.lines += self._sentences(block)

    def _is_heading(self, block: Block, words: str) -> bool:
        bare = _without_references(words)
        if block.item or (_ENDS.search(bare) and not bare.rstrip().endswith(":")):
            return _matches("source_headings", words.rstrip(":")) and len(words.split()) < _FEW_WORDS
        return not quotations(bare) and len(bare.split()) <= _LONGEST_HEADING and not _SPEAKER.match(words)

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
            words = _without_references(block.text[start:end]).rstrip()
            kept = start + len(words)
            cites = block.cites or _cites(block.text[start:end])
            words = re.sub(r"\s*[\[(][^\[\]()]*[\])]\s*$", "", words) if cites and words.endswith((")", "]")) else words
            if len(words.split()) < _FEW_WORDS - 1 and not quotations(words):
                self.passed_over.append((one_line(words), "label"))
                continue
            yield Line(text=one_line(words), start=block.place(start), end=block.place(kept - 1) + 1, cites=cites)

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
    bare = _NUMBERS.sub(
        lambda found: " " * len(found[0]) if found.end() >= len(words.rstrip()) - 1 else found[0], words
    )
    return bare.rstrip()


def _cites(words: str) -> tuple[str, ...]:
    """What the references of a sentence name: "2" for [2 ¶3], the outlet for (Harbour Post)."""
    numbers = [piece for found in _NUMBERS.finditer(words) for piece in re.findall(r"(\d+)(?: ?¶ ?\d+)?", found[1])]
    named = _NAMED.search(words.rstrip(" ."))
    return (*dict.fromkeys(numbers), *((named[1].strip(),) if named else ()))


def _matches(section: str, words: str) -> bool:
    return any(pattern.fullmatch(words) for pattern in _patterns(section))


@lru_cache(maxsize=8)
def _patterns(section: str) -> Sequence[re.Pattern[str]]:
    return tuple(re.compile(phrase, re.IGNORECASE) for phrase in languages.phrases(section))
