"""Markdown that reads well as it is, in a mail client, and on GitHub. Nothing an article says is read as markup."""

from __future__ import annotations

import re

from briefcli.render.lines import Line
from briefcli.render.sections import Also, Outline, Part, Said, Section
from briefcli.render.sources import Source

_SPECIAL = re.compile(r"([\\`*\[\]<]|(?<![^\W_])_|_(?![^\W_])|~(?=~)|&(?=#?\w+;)|!(?=\[))")
_STARTS_BLOCK = re.compile(r"^(\s*)([#>+=|-]|\d+(?=[.)]))")
_ADDRESS = re.compile(r"(?<=[a-zA-Z])(:)(?=//)|(?<=\bwww)(\.)", re.IGNORECASE)


def to_markdown(shown: Outline) -> str:
    """A brief in CommonMark."""
    parts = [f"# {escape(shown.title)}", f"{shown.day} · {shown.summary}"]
    if shown.overview:
        parts += ["## Overview", "\n".join(_point(line) for line in shown.overview)]
    if shown.contents:
        links = [f"- [{one.number}. {escape(one.headline)}](#story-{one.number})" for one in shown.contents]
        links += [f"- [Also: {len(shown.also)} more](#also)"] if shown.also else []
        parts += ["## Contents", "\n".join(links)]
    parts += [text for part in shown.parts for text in _part(part, linked=bool(shown.contents))]
    if shown.ahead.days:
        parts += [f"## {shown.ahead.heading}"] if shown.ahead.heading else []
        parts.append("\n".join(f"- **{one.day}** · {one.line.cited(escape)}" for one in shown.ahead.days))
    if shown.quiet:
        parts += ["## Gone quiet", "\n".join(f"- {escape(story)}" for story in shown.quiet)]
    if shown.notes:
        parts += ["---", "\n".join(f"- {escape(note)}" for note in shown.notes)]
    parts += ["## Sources", "\n".join(_source(source) for source in shown.sources)] if shown.sources else []
    parts.append(f"*{escape(shown.made_by)} [n ¶m] is source n, paragraph m.*")
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """Text that Markdown reads as itself: no emphasis, link, picture, HTML or heading comes out of it."""
    safe = _SPECIAL.sub(r"\\\1", text)
    safe = _ADDRESS.sub(lambda found: "\\" + found.group(), safe)
    return _STARTS_BLOCK.sub(_escaped_start, safe)


def _escaped_start(found: re.Match[str]) -> str:
    start = found[2]
    return f"{found[1]}{start}\\" if start.isdigit() else f"{found[1]}\\{start}"


def _part(part: Part, *, linked: bool) -> list[str]:
    """The stories of a part; below its title, their headlines are of the next level."""
    level = "###" if part.title else "##"
    parts = [f"## {escape(part.title)}"] if part.title else []
    for section in part.sections:
        parts += [f'<a id="story-{section.number}"></a>'] if linked else []
        parts += _section(section, level)
    if part.also:
        parts += ['<a id="also"></a>'] if linked and part.first_also else []
        parts += [f"{level} Also", "\n".join(f"- {_also(one)}" for one in part.also)]
    return parts


def _also(one: Also) -> str:
    marks = f"{escape(one.followed)} · " if one.followed else ""
    return f"{marks}{escape(one.headline)}{one.bracketed}"


def _section(section: Section, level: str) -> list[str]:
    news = f"**{section.news.capitalize()}** · " if section.news else ""
    parts = [f"{level} {section.number}. {escape(section.headline)}", news + section.credit(escape)]
    if section.note:
        parts.append(f"*{escape(section.note)}*")
    if section.points:
        parts.append("\n".join(_point(line) for line in section.points))
    if section.developments:
        parts.append("\n".join(f"- {found.cited(escape)}" for found in section.developments))
    if section.changes:
        parts += ["Changed since the last digest:", "\n".join(_point(line) for line in section.changes)]
    if section.differences:
        parts.append("\n".join(f"- {found.cited(escape)}" for found in section.differences))
    return parts + [said(quote) for quote in section.quotes]


def _point(line: Line) -> str:
    return f"- {line.cited(escape)}" + "".join(f"\n  - *{escape(text)}*" for text in line.below)


def said(quote: Said) -> str:
    """A quotation as a block quote with its attribution below."""
    who = f"**{escape(quote.speaker)}**" if quote.speaker else "speaker not named"
    role = f", {escape(quote.role)}" if quote.role else ""
    return f"> {escape(quote.text)}\n> — {who}{role} [{quote.reference}]"


def _source(source: Source) -> str:
    title = f"[{escape(source.title)}](<{source.link}>)" if source.link else escape(source.title)
    return f"{source.number}. {escape(source.issued)}: {title} ({escape(source.place)})"
