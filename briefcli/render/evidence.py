"""What bears a line out: the paragraphs of its sources, with the words that do so marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from briefcli.article import Article, Span
from briefcli.text import one_line

_BREAK = "\n\n"
_AROUND = 300  # characters shown on each side of the words, in a paragraph that is longer than is pleasant to read
_LONGEST = 1500  # characters of a paragraph that is shown whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph of source `number`, in pieces, each with whether it is marked; safe, and on one line.

    `place` tells one paragraph from another. `whole` is False where only what stands around the marked words is shown.
    `language` is an ISO 639-1 code, or "".
    """

    number: int
    paragraph: int
    place: tuple[str, int]
    pieces: tuple[tuple[str, bool], ...]
    language: str
    whole: bool = True

    @property
    def marked(self) -> tuple[str, ...]:
        """The words that are marked, piece by piece."""
        return tuple(text for text, marked in self.pieces if marked)

    @property
    def length(self) -> int:
        """How many characters it shows."""
        return sum(len(text) for text, _ in self.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The articles of a brief, to be looked at where a format shows what they say. Nothing is worked out before."""

    articles: Mapping[str, Article] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)

    def passages(self, spans: Iterable[Span]) -> tuple[Passage, ...]:
        """The paragraphs that some spans stand in, each once, in the order they are first named."""
        found: dict[tuple[str, int, int], list[Span]] = {}
        for span in dict.fromkeys(spans):
            start, end = _paragraph(self.articles[span.article].text, span)
            found.setdefault((span.article, start, end), []).append(span)
        return tuple(self._passage(*place, marked) for place, marked in found.items())

    def _passage(self, article_id: str, start: int, end: int, spans: list[Span]) -> Passage:
        article = self.articles[article_id]
        marks = _joined(spans)
        shown = start, end
        if end - start > _LONGEST:
            first, last = marks[0][0] - _AROUND, marks[-1][1] + _AROUND
            shown = _word_edge(article.text, first, start, end), _word_edge(article.text, last, start, end)
        pieces = _pieces(article.text, shown, marks)
        if shown[0] > start:
            pieces = [("… ", False), *pieces]
        if shown[1] < end:
            pieces = [*pieces, (" …", False)]
        return Passage(
            number=self.numbers[article_id],
            paragraph=article.paragraph(marks[0][0]),
            place=(article_id, start),
            pieces=tuple(pieces),
            language=article.language or "",
            whole=shown == (start, end),
        )


NO_EVIDENCE = Evidence()


def _paragraph(text: str, span: Span) -> tuple[int, int]:
    """From the beginning of the paragraph a span starts in to the end of the one it ends in."""
    before = text.rfind(_BREAK, 0, span.start)
    after = text.find(_BREAK, span.end)
    return (0 if before < 0 else before + len(_BREAK)), (len(text) if after < 0 else after)


def _joined(spans: Iterable[Span]) -> list[tuple[int, int]]:
    """Extents in their order, those that overlap as one."""
    joined: list[tuple[int, int]] = []
    for span in sorted(spans):
        if joined and span.start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], span.end)
        else:
            joined.append((span.start, span.end))
    return joined


def _word_edge(text: str, wanted: int, start: int, end: int) -> int:
    """The edge of a word near a place, within an extent."""
    if wanted <= start or wanted >= end:
        return max(start, min(wanted, end))
    space = text.find(" ", wanted, min(end, wanted + _AROUND // 4))
    return wanted if space < 0 else space


def _pieces(text: str, shown: tuple[int, int], marks: list[tuple[int, int]]) -> list[tuple[str, bool]]:
    pieces, at = [], shown[0]
    for first, last in marks:
        pieces += [(_safe(text[at:first]), False), (one_line(text[first:last]), True)]
        at = last
    return [piece for piece in [*pieces, (_safe(text[at : shown[1]]), False)] if piece[0]]


def _safe(text: str) -> str:
    """Safe and on one line, but with a space where it began or ended with one."""
    shown = one_line(text)
    if not shown:
        return " " if text else ""
    return " " * text[0].isspace() + shown + " " * text[-1].isspace()
