"""A brief as one HTML page that needs nothing else: no script, no picture, no font, no address but our own links."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from briefcli.render.ahead import Coming
from briefcli.render.lines import Difference, Line, Traced
from briefcli.render.outline import Outline, Said, Section, Source

_STYLE = """
:root{color-scheme:light dark;--ink:#1b1b1b;--faint:#5f6368;--line:#d9dce0;--accent:#1a6b47;--ground:#fff}
@media(prefers-color-scheme:dark){:root{--ink:#e8e8e6;--faint:#a2a7ad;--line:#3a3f45;--accent:#7fcba4;--ground:#16181b}}
body{font:17px/1.5 Georgia,'Times New Roman',serif;color:var(--ink);background:var(--ground);
max-width:44em;margin:2em auto;padding:0 1.2em}
h1{font-size:1.7em;line-height:1.2;margin:0;border-top:4px solid var(--accent);padding-top:.5em}
h2{font-size:1.2em;line-height:1.3;margin:2em 0 .2em}
p.about,footer,p.made{font:.82em/1.5 system-ui,sans-serif;color:var(--faint);margin:.2em 0 .8em}
ul{padding-left:1.2em}li{margin:.35em 0}
blockquote{margin:1em 0 1em .2em;padding:.1em 0 .1em 1em;border-left:3px solid var(--accent)}
blockquote p{margin:.2em 0}blockquote cite{font:.85em/1.4 system-ui,sans-serif;font-style:normal}
a{color:var(--accent)}a.ref{font:.72em system-ui,sans-serif;text-decoration:none;white-space:nowrap}
details{font-size:.88em;color:var(--faint)}ol.sources{font:.85em/1.5 system-ui,sans-serif;padding-left:2em}
p.note{border:1px solid var(--line);padding:.4em .8em;font:.85em/1.4 system-ui,sans-serif}
@media print{body{margin:0;max-width:none;font-size:11pt}h2,blockquote,li{break-inside:avoid}h2{break-after:avoid}}
""".replace("\n", "")


def to_html(shown: Outline) -> str:
    """A brief as a page."""
    about = f"{escape(shown.day)} · {escape(shown.summary)}"
    body = [f"<header><h1>{escape(shown.title)}</h1><p class=about>{about}</p></header>"]
    body += [_list(shown.overview)] if shown.overview else []
    body += [_section(section) for section in shown.sections]
    if shown.ahead.days:
        body += [f"<h2>{shown.ahead.heading}</h2>"] if shown.ahead.heading else []
        body.append(f"<ul>{''.join(map(_day, shown.ahead.days))}</ul>")
    if shown.quiet:
        stories = "".join(f"<li>{escape(story)}</li>" for story in shown.quiet)
        body.append(f"<h2>Gone quiet</h2><ul>{stories}</ul>")
    if shown.sources:
        body.append(f"<h2>Sources</h2><ol class=sources>{''.join(map(_source, shown.sources))}</ol>")
    body += [f"<p class=note>{escape(note)}</p>" for note in shown.notes]
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


def _section(section: Section) -> str:
    heading = f"<h2>{section.number}. {escape(section.headline)}</h2>"
    news = f"<b>{escape(section.news.capitalize())}</b> · " if section.news else ""
    parts = [f"<section>{heading}<p class=about>{news}{section.credit(escape)}</p>"]
    if section.note:
        parts.append(f"<p class=note>{escape(section.note)}</p>")
    if section.points:
        parts.append(_list(section.points))
    if section.developments:
        parts.append(_cited(section.developments))
    if section.changes:
        parts.append(f"<p>Changed since the last digest:</p>{_list(section.changes)}")
    if section.differences:
        parts.append(_cited(section.differences))
    return "\n".join([*parts, *map(said, section.quotes), "</section>"])


def _list(lines: tuple[Line, ...]) -> str:
    return "<ul>" + "".join(_item(line) for line in lines) + "</ul>"


def _cited(found: Iterable[Traced | Difference]) -> str:
    return "<ul>" + "".join(f"<li>{one.cited(escape, reference)}</li>" for one in found) + "</ul>"


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
        f'<li id="s{source.number}" value="{source.number}">{escape(source.publisher)}, {source.day}: {title} '
        f"({escape(source.place)})</li>"
    )
