"""Plain text for a file or the body of a mail: no markup; in a file folded at 78 columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from textwrap import fill

from briefcli.render.lines import Line, bound, unbound
from briefcli.render.sections import Also, Outline, Part, Said, Section

_WIDTH = 78
Fold = Callable[[str, str, str], str]  # a text, what its first line begins with, and what the others do


def to_text(shown: Outline, fold: Fold | None = None) -> str:
    """A brief in plain text; `fold` breaks its lines, by default at 78 columns."""
    return _Text(fold or _filled).whole(shown)


class _Text:
    """The parts of a text, whose lines are broken in one way."""

    def __init__(self, fold: Fold) -> None:
        self._fold = fold

    def whole(self, shown: Outline) -> str:
        parts = [
            f"{shown.title}\n{'=' * min(len(shown.title), _WIDTH)}",
            self._folded(f"{shown.day} · {shown.summary}"),
        ]
        if shown.overview:
            parts.append("Overview\n--------\n" + self._lines(shown.overview))
        for part in shown.parts:
            parts += self._part(part)
        if shown.ahead.days:
            heading = shown.ahead.heading
            days = self._bullets(f"{one.day}: {one.line.cited()}" for one in shown.ahead.days)
            parts.append(f"{heading}\n{'-' * len(heading)}\n{days}" if heading else days)
        if shown.quiet:
            parts.append("Gone quiet\n----------\n" + self._bullets(shown.quiet))
        parts += [self._bullet(note) for note in shown.notes]
        if shown.sources:
            lines = [
                self._hung(f"[{one.number}] ", f"{one.issued}: {one.title} ({one.link or one.place})")
                for one in shown.sources
            ]
            parts.append("Sources\n-------\n" + "\n".join(lines))
        parts.append(self._folded(f"{shown.made_by} [n ¶m] is source n, paragraph m."))
        return "\n\n".join(parts) + "\n"

    def _part(self, part: Part) -> list[str]:
        parts = [f"{part.title.upper()}\n{'-' * min(len(part.title), _WIDTH)}"] if part.title else []
        for section in part.sections:
            parts += self._section(section)
        if part.also:
            parts.append("Also\n----\n" + self._bullets(map(_also, part.also)))
        return parts

    def _section(self, section: Section) -> list[str]:
        headline = self._hung(f"{section.number}. ", section.headline)
        news = f"{section.news.upper()} · " if section.news else ""
        parts = [f"{headline}\n{self._folded(news + section.credit())}"]
        if section.note:
            parts.append(self._folded(section.note))
        if section.points:
            parts.append(self._lines(section.points))
        if section.developments:
            parts.append(self._bullets(found.cited() for found in section.developments))
        if section.changes:
            parts.append("Changed since the last digest:\n" + self._lines(section.changes))
        if section.differences:
            parts.append(self._bullets(found.cited() for found in section.differences))
        return parts + [self._said(quote) for quote in section.quotes]

    def _said(self, quote: Said) -> str:
        """A quotation, indented, its attribution below."""
        who = quote.speaker or "speaker not named"
        role = f", {quote.role}" if quote.role else ""
        return f"{self._fold(quote.text, '    ', '    ')}\n{self._hung('    -- ', f'{who}{role} [{quote.reference}]')}"

    def _lines(self, lines: tuple[Line, ...]) -> str:
        return "\n".join(map(self._line, lines))

    def _line(self, line: Line) -> str:
        """A point, and what stands below it."""
        return "\n".join([self._bullet(line.cited()), *(self._hung("    ", text) for text in line.below)])

    def _bullets(self, texts: Iterable[str]) -> str:
        return "\n".join(map(self._bullet, texts))

    def _bullet(self, text: str) -> str:
        return self._hung("  * ", text)

    def _hung(self, start: str, text: str) -> str:
        return self._fold(text, start, " " * len(start))

    def _folded(self, text: str) -> str:
        return self._fold(text, "", "")


def _also(one: Also) -> str:
    marks = f"{one.followed} · " if one.followed else ""
    return f"{marks}{one.headline}{one.bracketed}"


def _filled(text: str, first: str, others: str) -> str:
    """A text folded at its spaces, but for those within references."""
    whole = fill(
        bound(text),
        _WIDTH,
        initial_indent=first,
        subsequent_indent=others,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return unbound(whole)
