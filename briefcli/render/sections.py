"""What a brief is to a reader, whatever the format: its parts, with every word made safe already."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from briefcli.article import Span
from briefcli.render.ahead import NO_DAYS, Calendar
from briefcli.render.evidence import NO_EVIDENCE, Evidence
from briefcli.render.lines import Difference, Line, Traced
from briefcli.render.missing import Missing
from briefcli.render.sources import Source

MANY = 10  # stories that need no list of contents


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A quotation with its marks. `speaker` is "" where the article does not say who spoke.

    `spans` and `language` are as in `Line`.
    """

    text: str
    speaker: str
    role: str
    reference: str
    spans: tuple[Span, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A story. `about` is where and when, `why` what binds the articles, `note` a caveat, `reprints` how many.

    `outlets` are who reports it, each with the numbers of its articles ("2, 5"); `carried` is how many of them are
    independent, "" for one. `news` is "new" or "updated" in a
    digest, else ""; `changes` are figures as "dead: 9 → 14", `developments` those that changed within the story.
    `followed` are the names it has that the user follows, `part` is the part of the brief it stands in, `countries` are
    those it is about, by name.
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
    followed: str = ""
    part: str = ""
    countries: tuple[str, ...] = ()

    def credit(self, escape: Callable[[str], str] = str) -> str:
        """Where, when, and who reports it, on one line; `escape` is applied to what comes from articles."""
        outlets = ", ".join(f"{escape(name)} [{numbers}]".strip() for name, numbers in self.outlets)
        reprints = f" ({self.reprints})" if self.reprints else ""
        carried = f"{self.carried}: " if self.carried else ""
        about = (escape(self.followed), escape(self.about), carried + outlets + reprints)
        return " · ".join(part for part in about if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Also:
    """A story of which there is only its headline.

    `numbers` are those of its articles, "" where none is known; the rest is as in `Section`.
    """

    headline: str
    numbers: str
    followed: str = ""
    part: str = ""
    countries: tuple[str, ...] = ()

    @property
    def bracketed(self) -> str:
        """The numbers as they stand behind the headline: " [2, 5]"."""
        return f" [{self.numbers}]" if self.numbers else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a brief: the stories of one country or region, or all of them under no title.

    `first_also` is whether its headlines are the first ones of the brief, where the list of contents leads.
    """

    title: str
    sections: tuple[Section, ...]
    also: tuple[Also, ...]
    first_also: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A brief as a reader sees it. `notes` say what is not there, `quiet` what nothing new is heard of.

    `also` are the stories of which there is only a line, `ahead` the days ahead. `evidence` has the articles where they
    are at hand, `missing` is what the notes count, item by item. `unit` is what a section is, one of them and many.
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
    also: tuple[Also, ...] = ()
    evidence: Evidence = NO_EVIDENCE
    missing: tuple[Missing, ...] = ()
    unit: tuple[str, str] = ("story", "stories")

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts in their order."""
        below = {one.part for one in self.also}
        titles = dict.fromkeys([*(one.part for one in self.sections), *(one.part for one in self.also)])
        leads = next((title for title in titles if title in below), None)
        return tuple(
            Part(
                title=title,
                sections=tuple(one for one in self.sections if one.part == title),
                also=tuple(one for one in self.also if one.part == title),
                first_also=title == leads,
            )
            for title in titles
        )

    @property
    def contents(self) -> tuple[Section, ...]:
        """The stories a list of contents names; none where there are few."""
        return self.sections if len(self.sections) + len(self.also) > MANY else ()
