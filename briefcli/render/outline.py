"""What a reader sees of a brief, whatever the format: numbered sources, references, attributions.

Every string that comes from an article, a file name or a model is made safe here: on one line, without control
characters and bidi overrides. The formats escape what their own markup would read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import zip_longest

from briefcli import languages
from briefcli.article import Article, Span
from briefcli.brief import Brief, Change, Development, Disagreement, Opinion, Point, Quiet, Quote, Side, Step, Story
from briefcli.countries import country_name
from briefcli.render import frame
from briefcli.render.ahead import calendar_of
from briefcli.render.evidence import Evidence
from briefcli.render.lines import ONE_OF_SEVERAL, OPINION, TRANSLATED, Difference, Line, Traced
from briefcli.render.measure import words_in
from briefcli.render.missing import missing
from briefcli.render.sections import Also, Outline, Said, Section
from briefcli.render.sources import Source, show_day, show_source
from briefcli.text import one_line

LONGEST_TITLE = 60  # characters of a title that stands for a publisher


def outline(brief: Brief) -> Outline:
    """Lay out a brief."""
    view = View(brief)
    told = [story for story in brief.stories if story.shown in {"full", "short"}]
    shown = Outline(
        title=one_line(brief.title),
        generated=brief.generated,
        day=f"{show_day(brief.generated.date())}, {brief.generated:%H:%M} {brief.generated.tzname() or ''}".strip(),
        summary="",
        made_by=frame.made_by(brief),
        overview=tuple(replace(view.line(point), original="") for point in brief.overview),
        sections=tuple(view.section(number, story) for number, story in enumerate(told, start=1)),
        sources=view.sources(),
        notes=frame.notes(brief),
        quiet=tuple(_quiet(one) for one in brief.quiet),
        ahead=calendar_of(brief, view.reference),
        also=tuple(view.also(story) for story in brief.stories if story.shown == "line"),
        evidence=view.evidence,
        missing=missing(brief),
    )
    return replace(shown, summary=frame.summary(brief, words_in(shown)))


def _short_day(step: Step, found: Development) -> str:
    """The day of a step, without the year where all steps are of one."""
    years = {one.published.year for one in found.steps}
    return show_day(step.published) if len(years) > 1 else _day_and_month(step.published)


def _day_and_month(day: date) -> str:
    return f"{day.day} {day:%b}"


def quote_marks(language: str | None) -> tuple[str, str]:
    """The quotation marks of a language, opening and closing."""
    marks = languages.language(language or "en").pairs("quotation_marks")
    marks = marks or languages.language("en").pairs("quotation_marks")
    return marks["opening"], marks["closing"]


def called(quote: Quote, article: Article) -> tuple[str, str]:
    """How a speaker is called, and his role: "" for what the article does not say."""
    speaker, role = one_line(quote.speaker or ""), one_line(quote.role or "")
    if role and quote.speaker_start and article.text[: quote.speaker_start].rstrip().endswith(role):
        return f"{role} {speaker}", ""  # "President Lund", as the article has it
    return speaker, role


class View:
    """The articles of one brief by id, with their numbers: what lays out its stories."""

    def __init__(self, brief: Brief) -> None:
        self._articles = {article.id: article for article in brief.articles}
        self._fell_back = frame.all_fell_back(brief)
        self._told = {point.text for point in brief.overview}
        self._numbers = {article.id: number for number, article in enumerate(brief.articles, start=1)}
        self.evidence = Evidence(articles=self._articles, numbers=self._numbers)

    def section(self, number: int, story: Story) -> Section:
        """A story that is told, at the length it is shown."""
        places = [country_name(code) for code in story.countries[:3]]
        day = [show_day(story.published)] if story.published else []
        full = story.shown == "full"
        return Section(
            number=number,
            headline=one_line(story.headline) or "Untitled",
            about=" · ".join([", ".join(places), *day] if places else day),
            outlets=self._outlets(story),
            reprints=frame.count(len(story.reprints), "reprint") if story.reprints else "",
            why=one_line(story.why),
            note=f"By the built-in engine: {one_line(story.fallback)}"
            if story.fallback and not self._fell_back
            else "",
            points=tuple(self.line(point, of=story.outlets) for point in self._points(story)),
            carried=frame.count(story.outlets, "outlet") if story.outlets > 1 else "",
            quotes=tuple(self._said(quote) for quote in story.quotes if full),
            news=story.news or "",
            changes=tuple(self._change(change) for change in story.changes),
            developments=tuple(self._traced(found) for found in story.developments if full),
            differences=tuple(self._difference(found) for found in story.disagreements if full),
            followed=_followed(story),
            part=one_line(story.part),
            countries=tuple(map(country_name, story.countries)),
        )

    def _points(self, story: Story) -> Sequence[Point]:
        """What is told of a story: all of its points; in short, the first that the overview has not told already."""
        if story.shown == "full":
            return story.points
        return [point for point in story.points if point.text not in self._told][:1] or story.points[:1]

    def also(self, story: Story) -> Also:
        """A story as a line."""
        return Also(
            headline=one_line(story.headline) or "Untitled",
            numbers=", ".join(map(str, sorted(self._numbers[article] for article in story.articles))),
            followed=_followed(story),
            part=one_line(story.part),
            countries=tuple(map(country_name, story.countries)),
        )

    def _change(self, change: Change) -> Line:
        text = one_line(f"{change.about}: {change.before} → {change.after}")
        here = (span for span in (change.evidence, change.was) if span.article in self._articles)
        return Line(text=text, reference=self.reference(change.evidence), spans=tuple(here))

    def _traced(self, found: Development) -> Traced:
        """The steps in order; a day stands once, behind the last figure of the day."""
        shown = [
            one_line(step.figure)
            + ("" if after and after.published == step.published else f" ({_short_day(step, found)})")
            for step, after in zip_longest(found.steps, found.steps[1:])
        ]
        about = one_line(found.about)
        return Traced(
            about=f"{about[:1].upper()}{about[1:]}",
            steps=tuple(shown),
            references=tuple(dict.fromkeys(self.reference(step.evidence) for step in found.steps)),
            spans=tuple(step.evidence for step in found.steps),
        )

    def _difference(self, found: Disagreement) -> Difference:
        days = {self._articles[side.evidence.article].published for side in found.sides}
        return Difference(
            about=one_line(found.about), sides=tuple(self._side(side, dated=len(days) > 1) for side in found.sides)
        )

    def _side(self, side: Side, *, dated: bool) -> Line:
        day = self._articles[side.evidence.article].published
        who = [_cut(name) for name in side.publishers] + ([show_day(day)] if dated and day else [])
        shown = one_line(f"{side.figure} ({', '.join(who)})")
        return Line(text=shown, reference=self.reference(side.evidence), spans=(side.evidence,))

    def line(self, point: Point, *, of: int = 1) -> Line:
        """A point; what only one of several outlets says is marked."""
        evidence = " … ".join(one_line(self._articles[span.article][span]) for span in point.evidence)
        return Line(
            text=one_line(point.text),
            reference=", ".join(dict.fromkeys(self.reference(span) for span in point.evidence))
            + (ONE_OF_SEVERAL if of > 1 and len(point.outlets) == 1 else "")
            + (TRANSLATED if point.status == "translated" else ""),
            evidence="" if point.status == "verbatim" else evidence,
            original=evidence if point.status == "translated" else "",
            later=tuple(
                (f"{one_line(step.figure)} by {_day_and_month(step.published)}", self.reference(step.evidence))
                for step in point.later
            ),
            spans=(*point.evidence, *(step.evidence for step in point.later)),
            language=self._articles[point.evidence[0].article].language or "" if point.status == "verbatim" else "",
            opinion=_opinion(point.opinion) if point.opinion else "",
        )

    def _said(self, quote: Quote) -> Said:
        article = self._articles[quote.article]
        opening, closing = quote_marks(article.language)
        speaker, role = called(quote, article)
        span = Span(article=quote.article, start=quote.start, end=quote.end)
        return Said(
            text=f"{opening}{one_line(quote.text)}{closing}",
            speaker=speaker,
            role=role,
            reference=self.reference(span),
            spans=(span,),
            language=article.language or "",
        )

    def reference(self, span: Span) -> str:
        """Source and paragraph, both counted from 1: "3 ¶2"."""
        return f"{self._numbers[span.article]} ¶{self._articles[span.article].paragraph(span.start)}"

    def _outlets(self, story: Story) -> tuple[tuple[str, str], ...]:
        """Who reports it; an article that names no publisher is called by its title, where that is not the headline."""
        numbers: dict[str, list[int]] = {}
        for article_id in story.articles:
            article = self._articles[article_id]
            name = one_line(article.outlet)
            if not article.publisher:
                name = "" if article.title == story.headline else _titled(name)
            numbers.setdefault(name, []).append(self._numbers[article_id])
        return tuple((name, ", ".join(map(str, sorted(found)))) for name, found in numbers.items())

    def sources(self) -> tuple[Source, ...]:
        """The articles as they are listed."""
        return tuple(show_source(number, article) for number, article in enumerate(self._articles.values(), start=1))


def _followed(story: Story) -> str:
    return f"★ {', '.join(map(one_line, story.followed))}" if story.followed else ""


def _titled(title: str) -> str:
    """A title as one, between marks: what is cut off it stands behind them."""
    shown = _cut(title)
    return f"“{shown.removesuffix(' …')}”" + " …" * (shown != title)


def _cut(name: str) -> str:
    """A name on one line, cut behind a word where it is a long title."""
    shown = one_line(name)
    if len(shown) <= LONGEST_TITLE:
        return shown
    start = shown[:LONGEST_TITLE]
    return f"{start.rpartition(' ')[0] or start} …"


def _opinion(opinion: Opinion) -> str:
    return f"{OPINION} {one_line(opinion.model)}: {one_line(opinion.reason)}"


def _quiet(story: Quiet) -> str:
    last = f" (last report {show_day(story.last)})" if story.last else ""
    return f"{one_line(story.headline) or 'Untitled'}{last}"
