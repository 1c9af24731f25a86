"""A brief as one HTML page: behind every line what bears it out, in place, without a script.

The script only adds to it: it filters by country and publisher. `page.css` and `page.js` stand beside this module.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from html import escape

from briefcli.render.ahead import Coming
from briefcli.render.bearing import Bearing
from briefcli.render.lines import Difference, Line, Traced, numbers_in
from briefcli.render.missing import Missing
from briefcli.render.page import lang, page
from briefcli.render.sections import Also, Outline, Part, Said, Section
from briefcli.render.sources import Source

_FEW = 3  # stories that nobody filters


def to_html(shown: Outline) -> str:
    """A brief as a page."""
    made = _Page(shown)
    return page(shown.title, made.body(), script=made.filtered)


class _Page:
    """The parts of one page. Within a story, a paragraph stands once; what is cited again, points there."""

    def __init__(self, shown: Outline) -> None:
        self._shown = shown
        self._bearing = Bearing(shown)
        self._publishers = {source.number: source.publisher for source in shown.sources}
        stories = self._stories
        self._countries = _numbered(name for story in stories for name in story.countries)
        self._names = _numbered(self._publishers[number] for story in stories for number in _sources_of(story))
        choices = max(len(self._countries), len(self._names))
        self.filtered = len(stories) > _FEW and choices > 1

    @property
    def _stories(self) -> tuple[Section | Also, ...]:
        return (*self._shown.sections, *self._shown.also)

    def body(self) -> str:
        shown = self._shown
        about = f"{escape(shown.day)} · {escape(shown.summary)}"
        parts = [
            '<a class=skip href="#main">Skip to the brief</a>',
            f"<header><h1>{escape(shown.title)}</h1><p class=about>{about}</p></header>",
            "<main id=main>",
        ]
        if shown.overview:
            lines = "".join(self._item(line) for line in shown.overview)
            parts.append(f"<section class=overview><h2>Overview</h2><ul>{lines}</ul></section>")
        parts += [self._nav(), self._form() if self.filtered else ""]
        stories = "\n".join(self._part(part) for part in shown.parts)
        parts += [stories, self._ahead()]
        if shown.quiet:
            quiet = "".join(f"<li dir=auto>{escape(story)}</li>" for story in shown.quiet)
            parts.append(f"<section><h2 class=plain>Gone quiet</h2><ul>{quiet}</ul></section>")
        parts += [self._missing(), self._sources(), "</main>"]
        how = "[n ¶m] is source n, paragraph m; it opens what stands there."
        parts.append(f"<footer>{escape(shown.made_by)} {how}</footer>")
        return "\n".join(part for part in parts if part)

    def _nav(self) -> str:
        shown = self._shown
        if not shown.contents:
            return ""
        links = (
            f'<li value="{one.number}" data-s="{_joined(_sources_of(one))}">'
            f'<a href="#story-{one.number}" dir=auto>{escape(one.headline)}</a></li>'
            for one in shown.contents
        )
        more = f'<li class=more><a href="#also">Also: {len(shown.also)} more</a></li>' if shown.also else ""
        return f"<nav aria-labelledby=contents><h2 id=contents>Contents</h2><ol>{''.join(links)}{more}</ol></nav>"

    def _form(self) -> str:
        """What filters the page: hidden, until the script has come that makes it work."""
        stories = self._stories
        countries = Counter(name for one in stories for name in set(one.countries))
        names = Counter(name for one in stories for name in {self._publishers[number] for number in _sources_of(one)})
        return (
            '<form class=pick hidden aria-label="Filter">'
            + _select("country", "Country", "All countries", self._countries, countries)
            + _select("publisher", "Publisher", "All publishers", self._names, names)
            + '<button type=button aria-pressed="false">Show all evidence</button>'
            + "<p><output aria-live=polite></output></p></form>"
        )

    def _part(self, part: Part) -> str:
        """The stories of a part; below its title, their headlines are of the next level."""
        level = "h3" if part.title else "h2"
        parts = [f"<h2 class=part dir=auto>{escape(part.title)}</h2>"] if part.title else []
        parts += [self._section(section, level) for section in part.sections]
        if part.also:
            also = "".join(map(self._also, part.also))
            name = " id=also" if part.first_also else ""
            parts.append(f"<section data-part><{level}>Also</{level}><ul class=also{name}>{also}</ul></section>")
        return f"<div data-part>{''.join(parts)}</div>"

    def _told(self, story: Section | Also) -> str:
        """What the script filters by: the places of countries and publishers in their lists, and the sources."""
        numbers = _sources_of(story)
        countries = [self._countries[name] for name in story.countries]
        names = dict.fromkeys(self._names[self._publishers[number]] for number in numbers if self._publishers[number])
        return f'data-c="{_joined(countries)}" data-p="{_joined(names)}" data-s="{_joined(numbers)}"'

    def _also(self, one: Also) -> str:
        numbers = "".join(f' <a class=ref href="#s{number}">[{number}]</a>' for number in numbers_in(one.numbers))
        return f"<li dir=auto {self._told(one)}>{_starred(one.followed)}{escape(one.headline)}{numbers}</li>"

    def _section(self, section: Section, level: str) -> str:
        self._bearing.begin()
        heading = f"<{level} dir=auto>{section.number}. {escape(section.headline)}</{level}>"
        news = f"<b>{escape(section.news.capitalize())}</b> · " if section.news else ""
        credit = _starred(section.followed) + replace(section, followed="").credit(escape)
        parts = [f"<article {self._told(section)} id=story-{section.number}>{heading}<p class=about>{news}{credit}</p>"]
        if section.note:
            parts.append(f"<p class=note>{escape(section.note)}</p>")
        if section.points:
            parts.append(self._list(section.points))
        if section.developments:
            parts.append(f"<ul class=figures>{''.join(map(self._traced, section.developments))}</ul>")
        if section.changes:
            parts.append(f"<p>Changed since the last digest:</p>{self._list(section.changes)}")
        parts += [self._differing(found) for found in section.differences]
        return "\n".join([*parts, *map(self._said, section.quotes), "</article>"])

    def _list(self, lines: tuple[Line, ...]) -> str:
        items = (f"<li{lang(line.language)} dir=auto>{self._line(line)}</li>" for line in lines)
        return f"<ul>{''.join(items)}</ul>"

    def _item(self, line: Line, before: str = "") -> str:
        """A line that stands in no story."""
        self._bearing.begin()
        filtering = f' data-s="{_joined(numbers_in(line.reference))}"' if line.spans else ""
        return f"<li{lang(line.language)}{filtering} dir=auto>{before}{self._line(line)}</li>"

    def _line(self, line: Line) -> str:
        later = "".join(f" ({escape(text)})" for text, _ in line.later)
        references = ", ".join(dict.fromkeys((line.reference, *(reference for _, reference in line.later))))
        opinion = f"<p class=about dir=auto>{escape(line.opinion)}</p>" if line.opinion else ""
        if line.spans:
            return f"{escape(line.text)}{later} {self._bearing.shown(references, line.spans)}{opinion}"
        said = line.cited(escape, _reference)
        if line.evidence:
            said += f" <details class=of><summary>what the source says</summary>{_quoted(line.evidence)}</details>"
        return said + opinion

    def _traced(self, found: Traced) -> str:
        """A figure with its steps, the last one standing out."""
        *before, last = map(escape, found.steps)
        steps = " → ".join([*before, f"<span class=last>{last}</span>"])
        behind = self._bearing.shown(", ".join(found.references), found.spans)
        return f"<li dir=auto><b>{escape(found.about)}:</b> {steps} {behind}</li>"

    def _differing(self, found: Difference) -> str:
        """A figure that outlets differ on, with each side's."""
        sides = "; ".join(f"<span>{escape(side.text)}</span>" for side in found.sides)
        references = ", ".join(dict.fromkeys(side.reference for side in found.sides))
        behind = self._bearing.shown(references, tuple(span for side in found.sides for span in side.spans))
        return f"<div class=differ dir=auto><b>Outlets differ on {escape(found.about)}:</b> {sides} {behind}</div>"

    def _said(self, quote: Said) -> str:
        """A quotation with its speaker."""
        who = f"<b>{escape(quote.speaker)}</b>" if quote.speaker else "speaker not named"
        role = f", {escape(quote.role)}" if quote.role else ""
        behind = self._bearing.shown(quote.reference, quote.spans) if quote.spans else _reference(quote.reference)
        said = f"<p{lang(quote.language)} dir=auto>{escape(quote.text)}</p>"
        return f"<blockquote>{said}<div class=said dir=auto>— {who}{role} {behind}</div></blockquote>"

    def _ahead(self) -> str:
        ahead = self._shown.ahead
        if not ahead.days:
            return ""
        heading = f"<h2 class=plain>{escape(ahead.heading)}</h2>" if ahead.heading else ""
        return f"<section>{heading}<ul>{''.join(map(self._day, ahead.days))}</ul></section>"

    def _day(self, one: Coming) -> str:
        return self._item(one.line, f"<b>{one.day}</b> · ")

    def _missing(self) -> str:
        """What is not in the brief: the notes of every format, and item by item what they count; no line withheld."""
        shown = self._shown
        notes = "".join(f"<p class=note dir=auto>{escape(note)}</p>" for note in shown.notes)
        if not shown.missing:
            return notes
        kinds = "".join(map(_kind, shown.missing))
        return f"<section class=missing><h2 class=plain>Withheld and left out</h2>{notes}{kinds}</section>"

    def _sources(self) -> str:
        sources = self._shown.sources
        if not sources:
            return ""
        listed = "".join(map(_source, sources))
        return f"<section><h2 class=plain>Sources</h2><ol class=sources>{listed}</ol></section>"


def _reference(shown: str) -> str:
    """References such as "3 ¶1, 4 ¶2" as links to the list of sources below."""
    links = (f'<a class=ref href="#s{one.split(" ", 1)[0]}">[{escape(one)}]</a>' for one in shown.split(", ") if one)
    return " ".join(links)


def _numbered(names: Iterable[str]) -> dict[str, int]:
    """Names in their order, each with its place; what has no name has none."""
    return {name: place for place, name in enumerate(sorted(set(filter(None, names))))}


def _sources_of(story: Section | Also) -> tuple[int, ...]:
    """The numbers of a story's articles."""
    shown = (story.numbers,) if isinstance(story, Also) else tuple(numbers for _, numbers in story.outlets)
    return tuple(number for one in shown for number in numbers_in(one))


def _joined(values: Iterable[object]) -> str:
    return " ".join(map(str, values))


def _select(name: str, label: str, every: str, places: dict[str, int], counts: Counter[str]) -> str:
    if len(places) < 2:
        return ""
    options = "".join(
        f'<option value="{place}">{escape(one)} ({counts[one]})</option>' for one, place in places.items()
    )
    return f'<label>{label}<select name={name}><option value="">{every}</option>{options}</select></label>'


def _starred(followed: str) -> str:
    return f"<span class=star>{escape(followed)}</span> · " if followed else ""


def _quoted(text: str) -> str:
    return f"<div class=ev><p dir=auto>{escape(text)}</p></div>"


def _kind(one: Missing) -> str:
    items = "".join(
        f"<li dir=auto>{escape(text)}{f' <small>{escape(why)}</small>' if why else ''}</li>" for text, why in one.items
    )
    return f"<details><summary>{escape(one.kind)}: {len(one.items)}</summary><ul>{items}</ul></details>"


def _source(source: Source) -> str:
    title = escape(source.title)
    if source.link:
        title = f'<a href="{escape(source.link)}" rel="noreferrer noopener">{title}</a>'
    return (
        f'<li id="s{source.number}" value="{source.number}" data-s="{source.number}" dir=auto>{escape(source.issued)}: '
        f"{title} ({escape(source.place)})</li>"
    )
