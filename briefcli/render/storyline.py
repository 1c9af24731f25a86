"""A storyline as every format prints it: a section a day, laid out by the formats that also show briefs.

Where several stories are left, people get a list to choose from (`choice`), scripts get all of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Final

from briefcli.addresses import NOBODY, Addressing
from briefcli.article import Article
from briefcli.countries import country_name
from briefcli.render.frame import count
from briefcli.render.lines import Line
from briefcli.render.outline import LONGEST_TITLE, quote_marks
from briefcli.render.safe_json import json_line, json_text
from briefcli.render.sections import Outline, Said, Section
from briefcli.render.sources import show_day, show_days, show_source
from briefcli.storyline import Day, Figure, Moved, Place, Saying, Sentence, Storyline, Storylines, Told
from briefcli.text import one_line

if TYPE_CHECKING:
    from briefcli.render import contract_storyline as contract

SCHEMA: Final = "brief-storyline/1"

_AGAIN = "The digest of that day kept no sentences: these were chosen once more, from its articles."
_VERBATIM = "Sentences and quotations are the sources’ own, word for word."
_FORGOTTEN = "The sentences of that day are no longer kept."
_NOTHING_ELSE = "Nothing that was not told before."


def show_storylines(
    found: Storylines, form: str, *, width: int = 80, colour: bool = False, addressing: Addressing = NOBODY
) -> str:
    """Storylines in one of the formats of `render`, ending in a newline."""
    if form == "jsonl":
        return "".join(json_line(_object(line)) for line in found.stories)
    if form == "json":
        content: contract.Storylines = {
            "schema": SCHEMA,
            "generated": found.generated.isoformat(timespec="seconds"),
            "since": found.since.isoformat(),
            "stories": [_object(line) for line in found.stories],
        }
        return json_text(content, indent=2) + "\n"
    if len(found.stories) > 1:
        from briefcli.render.choice import show_choice

        return show_choice(found, form, width=width, colour=colour, addressing=addressing)
    from briefcli.render import show

    shown = _View(found.stories[0]).outline(found) if found.stories else _nothing(found)
    return show(shown, form, width=width, colour=colour, addressing=addressing)


def show_countries(line: Storyline) -> str:
    """The countries a story is about, the first three."""
    return ", ".join(country_name(code) for code in line.countries[:3])


def _nothing(found: Storylines) -> Outline:
    return Outline(
        title="Storyline",
        generated=found.generated,
        day=show_day(found.generated.date()),
        summary=f"digests since {show_day(found.since)}",
        made_by=_VERBATIM,
        overview=(),
        sections=(),
        sources=(),
        notes=("Nothing to report.",),
    )


class _View:
    """A story with its articles numbered as they are cited."""

    def __init__(self, line: Storyline) -> None:
        self._line = line
        self._articles = {article.id: article for article in line.articles}
        self._numbers = {article: number for number, article in enumerate(self._articles, start=1)}
        years = {article.published.year for article in line.articles if article.published}
        self._one_year = len(years | {day.year for day in line.dates}) == 1

    def outline(self, found: Storylines) -> Outline:
        line = self._line
        publishers = {_publisher(article) for article in line.articles}
        about = [
            show_countries(line),
            count(len(line.dates), "day") + " told",
            count(len(line.articles), "article"),
            count(len(publishers), "publisher"),
        ]
        return Outline(
            title=one_line(f"Storyline: {line.headline}"),
            generated=found.generated,
            day=show_days(line.dates[0], line.dates[-1]),
            summary=" · ".join(part for part in about if part),
            made_by=self._made_by(),
            overview=tuple(map(self._moved, line.figures)) if len(line.dates) > 1 else (),
            sections=tuple(self._section(number, day) for number, day in enumerate(line.days, start=1)),
            sources=tuple(show_source(number, one) for number, one in enumerate(line.articles, start=1)),
            notes=self._notes(found),
            unit=("day", "days"),
            quiet=(f"Nothing new in the digest of {show_day(line.quiet)}.",) if line.quiet else (),
        )

    def _made_by(self) -> str:
        told = [day.told for day in self._line.days if day.told]
        if any(one.evidence for told_then in told for one in told_then.sentences):
            return "Each line was checked against its source when the digest was made; quotations are word for word."
        return _VERBATIM

    def _notes(self, found: Storylines) -> tuple[str, ...]:
        began = self._line.began
        if began >= found.since:
            return ()
        days = (found.generated.date() - began).days + 1
        return (f"The story began on {show_day(began)}; --days {days} tells all of it.",)

    def _section(self, number: int, day: Day) -> Section:
        told = day.told or Told()
        return Section(
            number=number,
            headline=one_line(f"{day.day:%a} {show_day(day.day)}: {day.headline or 'Untitled'}"),
            about=count(told.outlets, "outlet") if day.told else "",
            outlets=(),
            reprints="",
            why="",
            note=_note(day),
            points=(*map(self._sentence, told.sentences), *map(self._moved, told.moved)),
            quotes=tuple(map(self._saying, told.sayings)),
            news={"new": "new", "updated": "updated", "full": "in full"}[day.news],
            changes=tuple(map(self._moved, told.changes)),
        )

    def _sentence(self, one: Sentence) -> Line:
        issued = "; ".join(dict.fromkeys(self._issued(place) for place in one.places))
        return Line(
            text=one_line(f"{one.text} ({issued})"),
            reference=self._references(one.places),
            evidence=one_line(one.evidence),
            later=tuple((self._later(step), self._reference(step.place)) for step in one.later),
        )

    def _later(self, step: Figure) -> str:
        return f"{one_line(step.figure)} by {self._day(self._articles[step.place.article].published)}"

    def _moved(self, found: Moved) -> Line:
        """A figure in its steps: who gave it and when stands behind each."""
        about = found.about
        steps = " → ".join(self._step(step) for step in found.steps)
        return Line(
            text=one_line(f"{about[:1].upper()}{about[1:]}: {steps}"),
            reference=self._references(step.place for step in found.steps),
        )

    def _step(self, step: Figure) -> str:
        return f"{step.figure} ({self._issued(step.place)})"

    def _saying(self, one: Saying) -> Said:
        opening, closing = quote_marks(self._articles[one.place.article].language)
        where = f"in {self._issued(one.place)}"
        return Said(
            text=f"{opening}{one_line(one.text)}{closing}",
            speaker=one_line(one.speaker or ""),
            role=one_line(f"{one.role}, {where}" if one.role else where),
            reference=self._reference(one.place),
        )

    def _references(self, places: Iterable[Place]) -> str:
        return ", ".join(dict.fromkeys(map(self._reference, places)))

    def _reference(self, place: Place) -> str:
        return f"{self._numbers[place.article]} ¶{place.paragraph}"

    def _issued(self, place: Place) -> str:
        """Who published it, and when."""
        article = self._articles[place.article]
        return f"{_publisher(article)}, {self._day(article.published)}"

    def _day(self, day: date | None) -> str:
        if day is None:
            return "no date"
        return f"{day.day} {day:%b}" if self._one_year else show_day(day)


def _publisher(article: Article) -> str:
    """Who published an article; one that does not say is called by its title, never by a file's name."""
    name = one_line(article.publisher or "")
    title = one_line(article.title) or "Untitled"
    return name or (title if len(title) <= LONGEST_TITLE else f"{title[:LONGEST_TITLE].rstrip()}…")


def _note(day: Day) -> str:
    if day.told is None:
        return _FORGOTTEN
    if not (day.told.sentences or day.told.moved or day.told.changes or day.told.sayings):
        return _NOTHING_ELSE
    return _AGAIN if day.told.again else ""


def _object(line: Storyline) -> contract.Storyline:
    """A storyline as JSON types."""
    return {
        "id": line.story,
        "headline": line.headline,
        "countries": list(line.countries),
        "began": line.began.isoformat(),
        "quiet": line.quiet.isoformat() if line.quiet else None,
        "figures": [_moved_object(one) for one in line.figures],
        "days": [_day_object(day) for day in line.days],
        "articles": [
            {
                "id": one.id,
                "source": one.source,
                "title": one.title,
                "published": one.published.isoformat() if one.published else None,
                "publisher": one.publisher,
                "url": one.url,
                "language": one.language,
            }
            for one in line.articles
        ],
    }


def _day_object(day: Day) -> contract.ToldDay:
    told = day.told or Told()
    return {
        "day": day.day.isoformat(),
        "news": day.news,
        "headline": day.headline,
        "kept": day.told is not None,
        "again": told.again,
        "outlets": told.outlets if day.told else None,
        "points": [
            {
                "text": one.text,
                "evidence": [_place_object(place) for place in one.places],
                "source": one.evidence or one.text,
                "later": [_figure_object(step) for step in one.later],
            }
            for one in told.sentences
        ],
        "developments": [_moved_object(one) for one in told.moved],
        "changes": [_moved_object(one) for one in told.changes],
        "quotes": [
            {"text": one.text, "speaker": one.speaker, "role": one.role, **_place_object(one.place)}
            for one in told.sayings
        ],
    }


def _moved_object(one: Moved) -> contract.Moved:
    return {"about": one.about, "steps": [_figure_object(step) for step in one.steps]}


def _figure_object(step: Figure) -> contract.Figure:
    return {"figure": step.figure, **_place_object(step.place)}


def _place_object(place: Place) -> contract.Place:
    return {"article": place.article, "start": place.start, "end": place.end, "paragraph": place.paragraph}
