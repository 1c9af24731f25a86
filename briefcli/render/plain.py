"""Plain text for a mail body or a file: no markup, folded at 78 columns."""

from __future__ import annotations

from textwrap import fill

from briefcli.render.lines import Line, bound, unbound
from briefcli.render.sections import Also, Outline, Part, Said, Section

_WIDTH = 78


def to_text(shown: Outline) -> str:
    """A brief in plain text."""
    parts = [f"{shown.title}\n{'=' * min(len(shown.title), _WIDTH)}", _folded(f"{shown.day} · {shown.summary}")]
    if shown.overview:
        parts.append("Overview\n--------\n" + _bullets(shown.overview))
    for part in shown.parts:
        parts += _part(part)
    if shown.ahead.days:
        heading = shown.ahead.heading
        days = "\n".join(_bullet(f"{one.day}: {one.line.cited()}") for one in shown.ahead.days)
        parts.append(f"{heading}\n{'-' * len(heading)}\n{days}" if heading else days)
    if shown.quiet:
        parts.append("Gone quiet\n----------\n" + "\n".join(_bullet(story) for story in shown.quiet))
    parts += [_bullet(note) for note in shown.notes]
    if shown.sources:
        lines = [
            _hung(f"[{one.number}] ", f"{one.issued}: {one.title} ({one.link or one.place})") for one in shown.sources
        ]
        parts.append("Sources\n-------\n" + "\n".join(lines))
    parts.append(_folded(f"{shown.made_by} [n ¶m] is source n, paragraph m."))
    return "\n\n".join(parts) + "\n"


def said(quote: Said, width: int = _WIDTH) -> str:
    """A quotation, indented, its attribution below."""
    who = quote.speaker or "speaker not named"
    role = f", {quote.role}" if quote.role else ""
    return (
        fill(quote.text, width, initial_indent="    ", subsequent_indent="    ", break_long_words=False)
        + "\n"
        + _hung("    -- ", f"{who}{role} [{quote.reference}]", width)
    )


def _part(part: Part) -> list[str]:
    parts = [f"{part.title.upper()}\n{'-' * min(len(part.title), _WIDTH)}"] if part.title else []
    for section in part.sections:
        parts += _section(section)
    if part.also:
        parts.append("Also\n----\n" + "\n".join(_bullet(_also(one)) for one in part.also))
    return parts


def _also(one: Also) -> str:
    marks = f"{one.followed} · " if one.followed else ""
    return f"{marks}{one.headline} [{one.numbers}]"


def _section(section: Section) -> list[str]:
    headline = _hung(f"{section.number}. ", section.headline)
    news = f"{section.news.upper()} · " if section.news else ""
    parts = [f"{headline}\n{_folded(news + section.credit())}"]
    if section.note:
        parts.append(_folded(section.note))
    if section.points:
        parts.append(_bullets(section.points))
    if section.developments:
        parts.append("\n".join(_bullet(found.cited()) for found in section.developments))
    if section.changes:
        parts.append("Changed since the last digest:\n" + _bullets(section.changes))
    if section.differences:
        parts.append("\n".join(_bullet(found.cited()) for found in section.differences))
    return parts + [said(quote) for quote in section.quotes]


def _bullets(lines: tuple[Line, ...]) -> str:
    return "\n".join(_bullet(line.cited()) for line in lines)


def _bullet(text: str) -> str:
    return _hung("  * ", text)


def _hung(start: str, text: str, width: int = _WIDTH) -> str:
    return _filled(text, width, start, " " * len(start))


def _folded(text: str) -> str:
    return _filled(text, _WIDTH)


def _filled(text: str, width: int, first: str = "", others: str = "") -> str:
    """A text folded at its spaces, but for those within references."""
    whole = fill(
        bound(text),
        width,
        initial_indent=first,
        subsequent_indent=others,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return unbound(whole)
