"""The figures of an article, each with what it counts and where, when and of whom it is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from briefcli.article import Article, Span
from briefcli.figures import patterns
from briefcli.figures.measures import Subject, measures_in
from briefcli.figures.numbers import Number, exact, number_of
from briefcli.figures.scope import Scope, is_elsewhen, is_part, scope_of
from briefcli.text.words import content

_READ_SENTENCES = 60
_READ_CHARACTERS = 600  # of a sentence
_STATES = ("missing", "aboard", "evacuated")  # last, and are told on other days than that of the event


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number in a sentence. `about` is what it counts: "dead", "percent", "dollars".

    `shown` is the figure as the sentence writes it. `scope` is where and when a number of people is said of; `subject`
    what a percentage, a sum or a date is said of, None for numbers of people and magnitudes.
    `is_total` says that it is called a toll; `is_lowered` that the sentence says it was made smaller.
    """

    about: str
    number: Number
    shown: str
    sentence: Span
    scope: Scope = field(default_factory=Scope)
    subject: Subject | None = None
    is_total: bool = False
    is_lowered: bool = False


def figures_of(article: Article) -> tuple[Figure, ...]:
    """The figures of an article, in the order of its sentences; worked out once, and kept with its analysis."""
    return article.analysis.once(_figures_of, article)


def _figures_of(article: Article) -> tuple[Figure, ...]:
    found: list[Figure] = []
    year = article.published.year if article.published else None
    for place, (start, end) in enumerate(article.analysis.sentences[:_READ_SENTENCES]):
        text = article.text[start : min(end, start + _READ_CHARACTERS)]
        if patterns.HAS_NUMBER.search(text):
            sentence = Span(article=article.id, start=start, end=end)
            found += [one for one in _tolls(text, sentence, year) if _is_of_event(one, article, place)]
            found += _measures(text, sentence)
    return tuple(found)


def tolls_in(text: str) -> list[Figure]:
    """The numbers of people in a line, such as a headline, that is in no article."""
    return (
        list(_tolls(text, Span(article="", start=0, end=len(text)), None)) if patterns.HAS_NUMBER.search(text) else []
    )


def _is_of_event(figure: Figure, article: Article, place: int) -> bool:
    """Whether a figure is of what the article reports: in its opening, or in a sentence that shares words with it."""
    if place < 2 or figure.is_total:
        return True
    opening = content(article.title, article.language).union(*article.analysis.words[:2])
    return len(opening & article.analysis.words[place]) >= 2


def _tolls(text: str, sentence: Span, year: int | None) -> Iterator[Figure]:
    low = text.lower()
    told = {about for about, words in patterns.TOLL_WORDS.items() if words.search(low)}
    if not (told or patterns.TOLL_OR_MAGNITUDE.search(low)) or _names_other_year(text, year):
        return
    lowered = bool(patterns.LOWERED.search(text))
    found: dict[int, Figure] = {}
    for about, match, is_total in _counted(text, told):
        at = match.start("number")
        if at in found or is_part(text, match) or is_elsewhen(text, at, match.end()):
            continue
        found[at] = Figure(
            about=about,
            number=number_of(match, text),
            shown=_shown(match),
            sentence=sentence,
            scope=scope_of(text, match, lasts=is_total or about.endswith(_STATES)),
            is_total=is_total,
            is_lowered=lowered,
        )
    yield from (found[at] for at in sorted(found))
    yield from _magnitudes(text, sentence)


def _counted(text: str, told: set[str]) -> Iterator[tuple[str, re.Match[str], bool]]:
    """Each number of people, what it counts, and whether it is called a toll; a number may come more than once.

    Args:
        text: a sentence.
        told: what its words may count.
    """
    for match in patterns.TOLL.finditer(text):
        yield "dead", match, True
    for about, pattern in (one for one in patterns.TOLLS if one[0] in told):
        for match in pattern.finditer(text):
            kind = _kind((match["noun"] or "").strip().lower())
            if kind is not None:
                yield f"{kind} {about}".strip(), match, False


def _names_other_year(text: str, year: int | None) -> bool:
    return any(int(found) != year for found in patterns.YEAR.findall(text))


def _magnitudes(text: str, sentence: Span) -> Iterator[Figure]:
    for match in patterns.MAGNITUDE.finditer(text):
        shown = match["a"] or match["b"]
        yield Figure(about="magnitude", number=exact(float(shown)), shown=shown, sentence=sentence)


def _kind(noun: str) -> str | None:
    """What sort of people are counted: "" for people as such, None where the words are no noun."""
    words = [word for word in noun.split() if not patterns.ADVERB.fullmatch(word)]
    last = words[-1] if words else ""
    if not last or patterns.PEOPLE.fullmatch(last):
        return ""
    return None if patterns.NO_NOUN.fullmatch(last) else last


def _shown(match: re.Match[str]) -> str:
    return f"{match['number']} {match['scale']}" if match["scale"] else match["number"]


def _measures(text: str, sentence: Span) -> Iterator[Figure]:
    for one in measures_in(text):
        yield Figure(about=one.unit, number=one.number, shown=one.shown, sentence=sentence, subject=one.subject)
