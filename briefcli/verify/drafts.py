"""Turn drafts into points and quotes, and withhold what the articles do not say. The same code for every engine."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefcli import languages
from briefcli.article import Article
from briefcli.brief import Point, Quote
from briefcli.draft import Draft, DraftQuote
from briefcli.text import letters, one_line, sentences
from briefcli.text.leaning import leans, leans_at_the_top
from briefcli.verify.lines import check_headline, check_point
from briefcli.verify.problem import Problem
from briefcli.verify.quotations import check_quote

# The full stop of a script, as Unicode names it, where it is another one than that of most.
_STOPS = {"CJK": "。", "HIRAGANA": "。", "KATAKANA": "。", "KATAKANA-HIRAGANA": "。", "DEVANAGARI": "।", "BENGALI": "।"}
_STOPS |= dict.fromkeys(("THAI", "LAO", "MYANMAR"), "")
_BREAKS_OFF = re.compile(r"(?:\.\.\.|…|[,;:–—-])[\s\"”’»]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What may be printed, and what may not.

    `lines` are what became of the points, one for each, in their order. `misquoted` are the quotations that may not be
    printed; `notes` are those that were put right from the source: given back to their speaker, for instance.
    `headline` is why the headline may not stand, None where it may or was not looked at.
    """

    lines: tuple[Point | Problem, ...] = ()
    quotes: tuple[Quote, ...] = ()
    misquoted: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    headline: str | None = None

    @property
    def points(self) -> tuple[Point, ...]:
        """The points that may be printed, each once."""
        found: dict[str, Point] = {}
        for line in self.lines:
            if isinstance(line, Point):
                found.setdefault(letters(line.text), line)
        return tuple(found.values())

    @property
    def refused(self) -> dict[int, str]:
        """Why a point may not be printed, by its place in the draft."""
        return {place: line.reason for place, line in enumerate(self.lines) if isinstance(line, Problem)}

    @property
    def unsaid(self) -> tuple[Problem, ...]:
        """The points that may not be printed, each once: a small model repeats itself."""
        return tuple(dict.fromkeys(line for line in self.lines if isinstance(line, Problem)))

    @property
    def withheld(self) -> tuple[Problem, ...]:
        """The points, then the quotations, that may not be printed."""
        return tuple(dict.fromkeys((*self.unsaid, *self.misquoted)))

    def first(self, points: int) -> Verified:
        """The same without the points beyond so many."""
        return replace(self, lines=self.lines[:points])


def verify(draft: Draft, articles: Sequence[Article], *, translated: bool = False) -> Verified:
    """Check every line of a draft against the articles it was made from.

    A line in the words of a cited sentence is `verbatim`. Any other must rest on sentences that have most of its words,
    turn none of them round, and name no number, date, person, place, link or quotation that its articles do not.

    Args:
        draft: what an engine made.
        articles: those of the story.
        translated: the draft is in another language than the articles, so that only numbers, names, dates, links and
            quotations can be compared.
    """
    return replace(_quotations(draft, articles), lines=verify_points(draft, articles, translated=translated).lines)


def verify_points_in(draft: Draft, articles: Sequence[Article], *, language: str | None) -> Verified:
    """The same for the points alone, written in a language, named or as its code; None: in that of the articles."""
    return verify_points(draft, articles, translated=is_translated(language, articles))


def verify_points(draft: Draft, articles: Sequence[Article], *, translated: bool = False) -> Verified:
    """The same for the points alone."""
    checked = (check_point(point.text, point.cites, articles, translated=translated) for point in draft.points)
    return Verified(lines=tuple(_standing(line, articles) for line in checked))


def verify_rest(points: Verified, draft: Draft, articles: Sequence[Article], *, translated: bool = False) -> Verified:
    """The same for the quotations and the headline of a draft whose points are checked."""
    problem = check_headline(draft.headline, articles, translated=translated)
    return replace(_quotations(draft, articles), lines=points.lines, headline=problem)


def _quotations(draft: Draft, articles: Sequence[Article]) -> Verified:
    quotes: dict[tuple[str, int, int], Quote] = {}
    misquoted: list[Problem] = []
    notes: list[Problem] = []
    for claimed in draft.quotes:
        found, problem = _quote(claimed, articles)
        if found is not None:
            quotes.setdefault((found.article, found.start, found.end), found)
        if problem is not None:
            (misquoted if found is None else notes).append(problem)
    return Verified(quotes=tuple(quotes.values()), misquoted=tuple(dict.fromkeys(misquoted)), notes=tuple(notes))


def _standing(line: Point | Problem, articles: Sequence[Article]) -> Point | Problem:
    """A point that a reader understands without the sentence before it; why not, where it is none."""
    if isinstance(line, Problem):
        return line
    if _BREAKS_OFF.search(line.text):
        return Problem(text=line.text, reason="It breaks off.")
    if _leans(line, articles):
        return Problem(text=line.text, reason="It leans on a sentence that is not there.")
    return line if line.status == "verbatim" else replace(line, text=_with_full_stop(line.text))


def _with_full_stop(text: str) -> str:
    """A sentence in a model's words with the full stop it forgot."""
    if unicodedata.category(text[-1])[0] not in "LMN":  # letters, their marks, numbers
        return text
    letter = next((one for one in reversed(text) if one.isalpha()), "")
    return text + _STOPS.get(unicodedata.name(letter, "").partition(" ")[0], ".")


def _leans(point: Point, articles: Sequence[Article]) -> bool:
    """Whether the first sentence of a point leans; where the words are an article's, it is cut already."""
    if point.status != "verbatim":
        (_, end), *_ = sentences(point.text, articles[0].language or "en")
        return leans(point.text[:end], articles[0].language)
    (place,) = point.evidence
    (article,) = (one for one in articles if one.id == place.article)
    (_, first), *_ = article.analysis.sentences
    end = next((end for _, end in article.analysis.sentences if end > place.start), place.end)
    sentence = article.text[place.start : min(end, place.end)]
    return (leans_at_the_top if end == first else leans)(sentence, article.language)


def is_translated(language: str | None, articles: Sequence[Article]) -> bool:
    """Whether a draft written in a language, named or as its code, is in another one than its articles."""
    if language is None:
        return False
    code = languages.code_of(language)
    return any(article.language not in {None, code} for article in articles)


def _quote(claimed: DraftQuote, articles: Sequence[Article]) -> tuple[Quote | None, Problem | None]:
    checked = check_quote(claimed.text, claimed.speaker, claimed.cite, articles)
    problem = Problem(text=one_line(claimed.text), reason=checked.reason) if checked.reason else None
    return (checked.quote if checked.faithful else None), problem
