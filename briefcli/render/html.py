"""A brief as one HTML page that needs nothing else: no script, no picture, no font, no address but our own links."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from briefcli.render.ahead import Coming
from briefcli.render.lines import Difference, Line, Traced
from briefcli.render.sections import Also, Outline, Part, Said, Section
from briefcli.render.sources import Source

_STYLE = """
:root{color-scheme:light dark;--ink:#1b1b1b;--faint:#5f6368;--line:#d9dce0;--accent:#1a6b47;--warn:#9a4b00;
--ground:#fff}
@media(prefers-color-scheme:dark){:root{--ink:#e8e8e6;--faint:#a2a7ad;--line:#3a3f45;--accent:#7fcba4;--warn:#e9a45b;
--ground:#16181b}}
body{font:17px/1.5 Georgia,'Times New Roman',serif;color:var(--ink);background:var(--ground);
max-width:44em;margin:2em auto;padding:0 1.2em}
h1{font-size:1.7em;line-height:1.2;margin:0;border-top:4px solid var(--accent);padding-top:.5em}
h2,h3{font-size:1.2em;line-height:1.3;margin:2em 0 .2em;overflow-wrap:anywhere}
h2.part{font:600 .9em/1.4 system-ui,sans-serif;letter-spacing:.06em;text-transform:uppercase;color:var(--accent);
border-bottom:1px solid var(--line);margin-top:3em}
h2.part+section h3{margin-top:1em}
.overview{border-left:4px solid var(--accent);padding:.1em 0 .1em 1em;margin:1.2em 0}.overview h2{margin:.2em 0}
nav{font:.85em/1.5 system-ui,sans-serif}nav h2{margin-bottom:.2em}nav ol,ul.also{padding-left:1.6em}
nav li.more{list-style:none}
ul.figures{list-style:none;padding-left:0;font:.9em/1.5 system-ui,sans-serif}
ul.figures li{border-bottom:1px solid var(--line);padding:.2em 0;margin:0}
ul.figures .last{font-weight:700}
.differ{border:1px solid var(--line);border-left:4px solid var(--warn);padding:.3em .8em;margin:1em 0;
font:.9em/1.5 system-ui,sans-serif}
mark{background:none;color:var(--warn);font-weight:600}
p.about,footer,p.made{font:.82em/1.5 system-ui,sans-serif;color:var(--faint);margin:.2em 0 .8em}
ul{padding-left:1.2em}li{margin:.35em 0}
blockquote{margin:1em 0 1em .2em;padding:.1em 0 .1em 1em;border-left:3px solid var(--accent)}
blockquote p{margin:.2em 0}blockquote cite{font:.85em/1.4 system-ui,sans-serif;font-style:normal}
a{color:var(--accent)}a.ref{font:.72em system-ui,sans-serif;text-decoration:none;white-space:nowrap}
details{font-size:.88em;color:var(--faint)}ol.sources{font:.85em/1.5 system-ui,sans-serif;padding-left:2em}
p.note{border:1px solid var(--line);padding:.4em .8em;font:.85em/1.4 system-ui,sans-serif}
@media print{body{margin:0;max-width:none;font-size:11pt}h2,h3,blockquote,li,.differ{break-inside:avoid}
h2,h3{break-after:avoid}}
""".replace("\n", "")


def to_html(shown: Outline) -> str:
    """A brief as a page."""
    about = f"{escape(shown.day)} · {escape(shown.summary)}"
    body = [f"<header><h1>{escape(shown.title)}</h1><p class=about>{about}</p></header>"]
    if shown.overview:
        body.append(f"<div class=overview><h2>Overview</h2>{_list(shown.overview)}</div>")
    if shown.contents:
        links = (
            f'<li value="{one.number}"><a href="#story-{one.number}">{escape(one.headline)}</a></li>'
            for one in shown.contents
        )
        more = f'<li class=more><a href="#also">Also: {len(shown.also)} more</a></li>' if shown.also else ""
        body.append(f"<nav><h2>Contents</h2><ol>{''.join(links)}{more}</ol></nav>")
    stories = "\n".join(section for part in shown.parts for section in _part(part))
    body.append(stories.replace("<ul class=also>", "<ul class=also id=also>", 1))
    if shown.ahead.days:
        body += [f"<h2>{shown.ahead.heading}</h2>"] if shown.ahead.heading else []
        body.append(f"<ul>{''.join(map(_day, shown.ahead.days))}</ul>")
    if shown.quiet:
        stories = "".join(f"<li>{escape(story)}</li>" for story in shown.quiet)
        body.append(f"<h2>Gone quiet</h2><ul>{stories}</ul>")
    body += [f"<p class=note>{escape(note)}</p>" for note in shown.notes]
    if shown.sources:
        body.append(f"<h2>Sources</h2><ol class=sources>{''.join(map(_source, shown.sources))}</ol>")
    body.append(f"<footer>{escape(shown.made_by)} [n ¶m] is source n, paragraph m.</footer>")
    return page(shown.title, "\n".join(body))


def page(title: str, body: str) -> str:
    """A whole document around a body."""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style></head>\n<body>\n{body}\n</body></html>\n"
    )


def _part(part: Part) -> list[str]:
    """The stories of a part; below its title, their headlines are of the next level."""
    level = "h3" if part.title else "h2"
    parts = [f"<h2 class=part>{escape(part.title)}</h2>"] if part.title else []
    parts += [_section(section, level) for section in part.sections]
    if part.also:
        parts.append(f"<{level}>Also</{level}><ul class=also>{''.join(map(_also, part.also))}</ul>")
    return parts


def _also(one: Also) -> str:
    numbers = (f'<a class=ref href="#s{number}">[{number}]</a>' for number in one.numbers.split(", "))
    return f"<li>{_marked(one.followed)}{escape(one.headline)} {' '.join(numbers)}</li>"


def _marked(followed: str) -> str:
    return f"<mark>{escape(followed)}</mark> · " if followed else ""


def _section(section: Section, level: str) -> str:
    heading = f"<{level}>{section.number}. {escape(section.headline)}</{level}>"
    news = f"<b>{escape(section.news.capitalize())}</b> · " if section.news else ""
    credit = _marked(section.followed) + replace(section, followed="").credit(escape)
    parts = [f"<section id=story-{section.number}>{heading}<p class=about>{news}{credit}</p>"]
    if section.note:
        parts.append(f"<p class=note>{escape(section.note)}</p>")
    if section.points:
        parts.append(_list(section.points))
    if section.developments:
        parts.append(f"<ul class=figures>{''.join(map(_traced, section.developments))}</ul>")
    if section.changes:
        parts.append(f"<p>Changed since the last digest:</p>{_list(section.changes)}")
    parts += [_differing(found) for found in section.differences]
    return "\n".join([*parts, *map(said, section.quotes), "</section>"])


def _list(lines: tuple[Line, ...]) -> str:
    return "<ul>" + "".join(_item(line) for line in lines) + "</ul>"


def _traced(found: Traced) -> str:
    """A figure with its steps, the last one standing out."""
    *before, last = map(escape, found.steps)
    steps = " → ".join([*before, f"<span class=last>{last}</span>"])
    return f"<li><b>{escape(found.about)}:</b> {steps} {' '.join(map(reference, found.references))}</li>"


def _differing(found: Difference) -> str:
    """A figure that outlets differ on, with each side's."""
    sides = "; ".join(f"<span>{side.cited(escape, reference)}</span>" for side in found.sides)
    return f"<p class=differ><b>Outlets differ on {escape(found.about)}:</b> {sides}</p>"


def _item(line: Line) -> str:
    shown = line.cited(escape, reference)
    if line.evidence:
        shown += f"<details><summary>what the source says</summary>{escape(line.evidence)}</details>"
    return f"<li>{shown}</li>"


def _day(one: Coming) -> str:
    return f"<li><b>{one.day}</b> · {one.line.cited(escape, reference)}</li>"


def said(quote: Said) -> str:
    """A quotation with its speaker."""
    who = f"<b>{escape(quote.speaker)}</b>" if quote.speaker else "speaker not named"
    role = f", {escape(quote.role)}" if quote.role else ""
    cite = f"<cite>— {who}{role} {reference(quote.reference)}</cite>"
    return f"<blockquote><p>{escape(quote.text)}</p>{cite}</blockquote>"


def reference(shown: str) -> str:
    """References such as "3 ¶1, 4 ¶2" as links to the list of sources below."""
    links = (f'<a class=ref href="#s{one.split(" ", 1)[0]}">[{escape(one)}]</a>' for one in shown.split(", ") if one)
    return " ".join(links)


def _source(source: Source) -> str:
    title = escape(source.title)
    if source.link:
        title = f'<a href="{escape(source.link)}" rel="noreferrer noopener">{title}</a>'
    return (
        f'<li id="s{source.number}" value="{source.number}">{escape(source.issued)}: {title} '
        f"({escape(source.place)})</li>"
    )
