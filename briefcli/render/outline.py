"""What a reader sees of a brief, whatever the format: numbered sources, references, attributions.

Every string that comes from an article, a file name or a model is made safe here: on one line, without control
characters and bidi overrides. The formats escape what their own markup would read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import zip_longest

from briefcli import languages
from briefcli.article import Article, Span
from briefcli.brief import REPLACED, Brief, Change, Development, Disagreement, Point, Quiet, Quote, Side, Step, Story
from briefcli.countries import country_name
from briefcli.render.ahead import NO_DAYS, Calendar, calendar_of
from briefcli.render.lines import Difference, Line, Traced
from briefcli.text import one_line

_ONE_OF_SEVERAL = " · one outlet"  # behind the reference of what no other outlet of the story says
_WORDS_A_MINUTE = 230  # adults reading non-fiction: Brysbaert (2019), 238 words a minute


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A quotation with its marks. `speaker` is "" where the article does not say who spoke."""

    text: str
    speaker: str
    role: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An article the brief was made from. `link` is an http(s) address, or "" where there is none."""

    number: int
    publisher: str
    title: str
    day: str
    place: str
    link: str
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A story. `about` is where and when, `why` what binds the articles, `note` a caveat, `reprints` how many.

    `outlets` are who reports it, each with the numbers of its articles ("2, 5"); `carried` is how many of them are
    independent, "" for one. `news` is "new" or "updated" in a
    digest, else ""; `changes` are figures as "dead: 9 → 14", `developments` those that changed within the story.
    """

    number: int
    headline: str
    about: str
    outlets: tuple[tuple[str, str], ...]
    reprints: str
    why: str
    note: str
    points: tuple[Line, ...]
    quotes: tuple[Said, ...]
    carried: str = ""
    news: str = ""
    changes: tuple[Line, ...] = ()
    developments: tuple[Traced, ...] = ()
    differences: tuple[Difference, ...] = ()

    def credit(self, escape: Callable[[str], str] = str) -> str:
        """Where, when, and who reports it, on one line; `escape` is applied to what comes from articles."""
        outlets = ", ".join(f"{escape(name)} [{numbers}]" for name, numbers in self.outlets)
        reprints = f" ({self.reprints})" if self.reprints else ""
        carried = f"{self.carried}: " if self.carried else ""
        return " · ".join(part for part in (escape(self.about), carried + outlets + reprints) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A brief as a reader sees it. `notes` say what was skipped or withheld, `quiet` what nothing new is heard of.

    `ahead` are the days ahead.
    """

    title: str
    generated: datetime
    day: str
    summary: str
    made_by: str
    overview: tuple[Line, ...]
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    notes: tuple[str, ...]
    quiet: tuple[str, ...] = ()
    ahead: Calendar = NO_DAYS


def outline(brief: Brief) -> Outline:
    """Lay out a brief."""
    view = _View(brief)
    sections = tuple(view.section(number, story) for number, story in enumerate(brief.stories, start=1))
    return Outline(
        title=one_line(brief.title),
        generated=brief.generated,
        day=f"{show_day(brief.generated.date())}, {brief.generated:%H:%M} {brief.generated.tzname() or ''}".strip(),
        summary=_summary(brief, sections),
        made_by=_made_by(brief),
        overview=tuple(view.line(point) for point in brief.overview),
        sections=sections,
        sources=view.sources(),
        notes=_notes(brief),
        quiet=tuple(_quiet(one) for one in brief.quiet),
        ahead=calendar_of(brief, view.reference),
    )


def show_day(day: date) -> str:
    """A date that means the same on both sides of the Atlantic: "9 Apr 2025"."""
    return f"{day.day} {day:%b %Y}"


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


class _View:
    """The articles of one brief by id, with their numbers."""

    def __init__(self, brief: Brief) -> None:
        self._articles = {article.id: article for article in brief.articles}
        self._numbers = {article.id: number for number, article in enumerate(brief.articles, start=1)}

    def section(self, number: int, story: Story) -> Section:
        places = [country_name(code) for code in story.countries[:3]]
        day = [show_day(story.published)] if story.published else []
        return Section(
            number=number,
            headline=one_line(story.headline) or "Untitled",
            about=" · ".join([", ".join(places), *day] if places else day),
            outlets=self._outlets(story),
            reprints=_count(len(story.reprints), "reprint") if story.reprints else "",
            why=one_line(story.why),
            note=f"By the built-in engine: {one_line(story.fallback)}" if story.fallback else "",
            points=tuple(self.line(point, of=story.outlets) for point in story.points),
            carried=_count(story.outlets, "outlet") if story.outlets > 1 else "",
            quotes=tuple(self._said(quote) for quote in story.quotes),
            news=story.news or "",
            changes=tuple(self._change(change) for change in story.changes),
            developments=tuple(self._traced(found) for found in story.developments),
            differences=tuple(self._difference(found) for found in story.disagreements),
        )

    def _change(self, change: Change) -> Line:
        text = one_line(f"{change.about}: {change.before} → {change.after}")
        return Line(text=text, reference=self.reference(change.evidence))

    def _traced(self, found: Development) -> Traced:
        """The steps in order; a day stands once, behind the last figure of the day."""
        shown = [
            one_line(step.figure)
            + ("" if after and after.published == step.published else f" ({_short_day(step, found)})")
            for step, after in zip_longest(found.steps, found.steps[1:])
        ]
        about = one_line(found.about)
        return Traced(
            text=f"{about[:1].upper()}{about[1:]}: {' → '.join(shown)}",
            references=tuple(dict.fromkeys(self.reference(step.evidence) for step in found.steps)),
        )

    def _difference(self, found: Disagreement) -> Difference:
        days = {self._articles[side.evidence.article].published for side in found.sides}
        return Difference(
            about=one_line(found.about), sides=tuple(self._side(side, dated=len(days) > 1) for side in found.sides)
        )

    def _side(self, side: Side, *, dated: bool) -> Line:
        day = self._articles[side.evidence.article].published
        who = [_base(name) for name in side.publishers] + ([show_day(day)] if dated and day else [])
        return Line(text=one_line(f"{side.figure} ({', '.join(who)})"), reference=self.reference(side.evidence))

    def line(self, point: Point, *, of: int = 1) -> Line:
        """A point; what only one of several outlets says is marked."""
        evidence = " … ".join(one_line(self._articles[span.article][span]) for span in point.evidence)
        return Line(
            text=one_line(point.text),
            reference=", ".join(dict.fromkeys(self.reference(span) for span in point.evidence))
            + (_ONE_OF_SEVERAL if of > 1 and len(point.outlets) == 1 else ""),
            evidence="" if point.status == "verbatim" else evidence,
            later=tuple(
                (f"{one_line(step.figure)} by {_day_and_month(step.published)}", self.reference(step.evidence))
                for step in point.later
            ),
        )

    def _said(self, quote: Quote) -> Said:
        article = self._articles[quote.article]
        opening, closing = quote_marks(article.language)
        speaker, role = one_line(quote.speaker or ""), one_line(quote.role or "")
        if role and quote.speaker_start and article.text[: quote.speaker_start].rstrip().endswith(role):
            speaker, role = f"{role} {speaker}", ""  # "President Lund", as the article has it
        return Said(
            text=f"{opening}{one_line(quote.text)}{closing}",
            speaker=speaker,
            role=role,
            reference=self.reference(Span(article=quote.article, start=quote.start, end=quote.end)),
        )

    def reference(self, span: Span) -> str:
        """Source and paragraph, both counted from 1: "3 ¶2"."""
        paragraph = self._articles[span.article].text.count("\n\n", 0, span.start) + 1
        return f"{self._numbers[span.article]} ¶{paragraph}"

    def _outlets(self, story: Story) -> tuple[tuple[str, str], ...]:
        numbers: dict[str, list[int]] = {}
        for article_id in story.articles:
            article = self._articles[article_id]
            numbers.setdefault(_publisher(article), []).append(self._numbers[article_id])
        return tuple((name, ", ".join(map(str, sorted(found)))) for name, found in numbers.items())

    def sources(self) -> tuple[Source, ...]:
        return tuple(show_source(number, article) for number, article in enumerate(self._articles.values(), start=1))


def show_source(number: int, article: Article) -> Source:
    """An article as the list of sources has it."""
    return Source(
        number=number,
        publisher=_publisher(article),
        title=one_line(article.title) or "Untitled",
        day=show_day(article.published) if article.published else "no date",
        place=one_line(article.source),
        link=_link(article.url),
        words=article.words,
    )


def _publisher(article: Article) -> str:
    return one_line(article.publisher or "") or _base(article.source)


def _base(source: str) -> str:
    """The name of a file, without its folders."""
    return one_line(source).rsplit("/", 1)[-1]


def _quiet(story: Quiet) -> str:
    last = f" (last report {show_day(story.last)})" if story.last else ""
    return f"{one_line(story.headline) or 'Untitled'}{last}"


def _link(url: str | None) -> str:
    """An address a reader may follow; whatever is no plain http(s) address is none."""
    url = url or ""
    plain = url.startswith(("https://", "http://")) and url.isprintable() and not set(url) & set(" <>\"'`\\^{|}")
    return url if plain else ""


def _summary(brief: Brief, sections: Iterable[Section]) -> str:
    publishers = {_publisher(article) for article in brief.articles}
    texts = [line.text for one in sections for line in one.points] + [
        said.text for one in sections for said in one.quotes
    ]
    words = sum(len(text.split()) for text in texts)
    whole = sum(article.words for article in brief.articles)
    return " · ".join(
        (
            _count(len(brief.articles), "article"),
            _count(len(publishers), "publisher"),
            _count(len(brief.stories), "story", "stories"),
            f"{_minutes(words)} min to read"
            + (f" instead of {_minutes(whole)}" if _minutes(whole) > _minutes(words) else ""),
        )
    )


def _minutes(words: int) -> int:
    return max(1, round(words / _WORDS_A_MINUTE))


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _made_by(brief: Brief) -> str:
    made = "Sentences and quotations are the sources’ own, word for word."
    if brief.model:
        made = f"Written by {one_line(brief.model)}; every line checked against its source."
    alone = any(one.outlets > 1 and len(point.outlets) == 1 for one in brief.stories for point in one.points)
    return f"{made} “One outlet” marks what no other outlet of the story says." if alone else made


def _notes(brief: Brief) -> tuple[str, ...]:
    skipped = tuple(f"Left out: {one_line(one.source)} {one_line(one.reason)}" for one in brief.skipped)
    old = sum(one.reason == REPLACED for one in brief.withheld)
    reasons = (("not found in the sources", len(brief.withheld) - old), ("newer reports have other figures", old))
    held = tuple(f"{_count(count, 'line')} withheld: {reason}." for reason, count in reasons if count)
    nothing = () if brief.stories else ("Nothing to report.",)
    return nothing + skipped + held
