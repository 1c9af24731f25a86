"""A brief as the HTML part of a mail, as mail programs show it: inline styles, no variables, no anchors, no script.

Gmail drops `<style>` where anything in it displeases it, and links within the mail; Outlook sets text with Word, which
knows no `max-width`: for Outlook alone a table holds the text together. There is one ground, white, and no dark scheme
of ours: mail programs that darken their mails do so for what has none.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from briefcli.render.lines import LONGEST_WHOLE, Difference, Line, Traced
from briefcli.render.sections import Also, Outline, Part, Said, Section
from briefcli.render.sources import Source

_SERIF = "font-family:Georgia,'Times New Roman',serif;"
_SANS = "font-family:Arial,Helvetica,sans-serif;"
_BODY = f"{_SERIF}font-size:16px;line-height:1.5;color:#1b1b1b;background-color:#ffffff;"
_TITLE = f"{_SERIF}font-size:26px;line-height:1.25;margin:0 0 4px;padding:10px 0 0;border-top:4px solid #14593b;"
_HEADLINE = f"{_SERIF}font-size:19px;line-height:1.3;margin:30px 0 4px;"
_PART = (
    f"{_SANS}font-size:14px;line-height:1.4;letter-spacing:1px;text-transform:uppercase;color:#14593b;"
    "margin:36px 0 8px;padding:0 0 3px;border-bottom:1px solid #d9dce0;"
)
_FAINT = f"{_SANS}font-size:13px;line-height:1.5;color:#5a5f65;margin:0 0 8px;"
_SMALL = f"{_SANS}font-size:14px;line-height:1.5;margin:4px 0;"
_LIST = "margin:8px 0;padding:0 0 0 20px;"
_ITEM = "margin:6px 0;"
_REFERENCE = f"{_SANS}font-size:12px;color:#5a5f65;"
_OVERVIEW = "margin:16px 0 0;padding:2px 0 2px 14px;border-left:4px solid #14593b;"
_QUOTE = "margin:14px 0 14px 2px;padding:0 0 0 14px;border-left:3px solid #14593b;"
_SAID = f"{_SANS}font-size:14px;line-height:1.5;margin:2px 0 0;"
_DIFFER = f"{_SANS}font-size:14px;line-height:1.5;margin:12px 0;padding:4px 10px;border-left:4px solid #8a4300;"
_NOTE = f"{_SANS}font-size:14px;line-height:1.5;margin:10px 0;padding:4px 10px;border:1px solid #d9dce0;"
_LINK = "color:#14593b;"


def to_letter(shown: Outline) -> str:
    """A brief as the HTML part of a mail."""
    parts = [_styled("h1", _TITLE, escape(shown.title))]
    parts.append(_styled("p", _FAINT, f"{escape(shown.day)} · {escape(shown.summary)}"))
    if shown.overview:
        heading = _styled("h2", _HEADLINE.replace("30px", "4px"), "Overview")
        parts.append(_styled("div", _OVERVIEW, heading + _list(shown.overview)))
    parts += [part for one in shown.parts for part in _part(one)]
    if shown.ahead.days:
        parts += [_styled("h2", _PART, escape(shown.ahead.heading))] if shown.ahead.heading else []
        parts.append(_items(f"<b>{one.day}</b> · {_line(one.line)}" for one in shown.ahead.days))
    if shown.quiet:
        parts += [_styled("h2", _PART, "Gone quiet"), _items(map(escape, shown.quiet))]
    parts += [_styled("p", _NOTE, escape(note)) for note in shown.notes]
    if shown.sources:
        parts += [_styled("h2", _PART, "Sources"), *map(_source, shown.sources)]
    made_by = f"{escape(shown.made_by)} [n ¶m] is source n, paragraph m."
    parts.append(_styled("p", f"{_FAINT}padding:12px 0 0;", made_by))
    return letter(shown.title, "\n".join(parts))


def letter(title: str, body: str) -> str:
    """A body in a document that mail programs keep together."""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light only">\n'
        f"<title>{escape(title)}</title></head>\n"
        f'<body style="margin:0;padding:0;{_BODY}">\n'
        '<!--[if mso]><table role="presentation" width="640" align="center"><tr><td><![endif]-->\n'
        f'<div style="max-width:640px;margin:0 auto;padding:16px;word-wrap:break-word;{_BODY}">\n{body}\n</div>\n'
        "<!--[if mso]></td></tr></table><![endif]-->\n</body></html>\n"
    )


def plainly(title: str, lines: Iterable[str], end: str) -> str:
    """A list under a title, as a letter; the lines are HTML, title and end are not."""
    heading = _styled("h1", _TITLE, escape(title))
    return letter(title, "\n".join([heading, _items(lines), _styled("p", _FAINT, escape(end))]))


def _styled(tag: str, style: str, inner: str) -> str:
    return f'<{tag} style="{style}">{inner}</{tag}>'


def _items(lines: Iterable[str]) -> str:
    items = "\n".join(f'<li dir="auto" style="{_ITEM}">{line}</li>' for line in lines)
    return _styled("ul", _LIST, items)


def _part(part: Part) -> list[str]:
    parts = [_styled("h2", _PART, escape(part.title))] if part.title else []
    level = "h3" if part.title else "h2"
    for section in part.sections:
        parts += _section(section, level)
    if part.also:
        parts += [_styled(level, _HEADLINE, "Also"), _items(map(_also, part.also))]
    return parts


def _also(one: Also) -> str:
    numbers = f" {_reference(one.numbers)}" if one.numbers else ""
    return f"{_starred(one.followed)}{escape(one.headline)}{numbers}"


def _starred(followed: str) -> str:
    return f'<b style="color:#8a4300;">{escape(followed)}</b> · ' if followed else ""


def _section(section: Section, level: str) -> list[str]:
    news = f"<b>{escape(section.news.capitalize())}</b> · " if section.news else ""
    parts = [
        _styled(level, _HEADLINE, f"{section.number}. {escape(section.headline)}"),
        _styled("p", _FAINT, news + section.credit(escape)),
    ]
    if section.note:
        parts.append(_styled("p", _NOTE, escape(section.note)))
    if section.points:
        parts.append(_list(section.points))
    parts += map(_traced, section.developments)
    if section.changes:
        parts += [_styled("p", _SMALL, "Changed since the last digest:"), _list(section.changes)]
    parts += map(_differing, section.differences)
    return parts + list(map(_said, section.quotes))


def _list(lines: tuple[Line, ...]) -> str:
    return _items(map(_line, lines))


def _line(line: Line) -> str:
    below = (f'<br><span dir="auto" style="{_REFERENCE}">{escape(text)}</span>' for text in line.below)
    return line.cited(escape, _reference) + "".join(below)


def _reference(shown: str) -> str:
    whole = "white-space:nowrap;" if len(shown) <= LONGEST_WHOLE else ""
    return f'<span style="{_REFERENCE}{whole}">[{escape(shown)}]</span>'


def _traced(found: Traced) -> str:
    *before, last = map(escape, found.steps)
    steps = " → ".join([*before, f"<b>{last}</b>"])
    behind = " ".join(map(_reference, found.references))
    return _styled("p", _SMALL, f"<b>{escape(found.about)}:</b> {steps} {behind}")


def _differing(found: Difference) -> str:
    sides = "; ".join(side.cited(escape, _reference) for side in found.sides)
    return _styled("p", _DIFFER, f"<b>Outlets differ on {escape(found.about)}:</b> {sides}")


def _said(quote: Said) -> str:
    who = f"<b>{escape(quote.speaker)}</b>" if quote.speaker else "speaker not named"
    role = f", {escape(quote.role)}" if quote.role else ""
    text = _styled("p", "margin:0;", escape(quote.text))
    return _styled("blockquote", _QUOTE, text + _styled("p", _SAID, f"— {who}{role} {_reference(quote.reference)}"))


def _source(source: Source) -> str:
    title = escape(source.title)
    if source.link:
        title = f'<a href="{escape(source.link)}" style="{_LINK}">{title}</a>'
    else:
        title += f" ({escape(source.place)})"
    return _styled("p", _SMALL, f"[{source.number}] {escape(source.issued)}: {title}")
