"""The figures of an article, each with what it counts: tolls, sums, percentages, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefcli.article import Article, Span
from briefcli.figures import patterns
from briefcli.figures.numbers import Number, number_of

_READ_SENTENCES = 60
_READ_CHARACTERS = 600  # of a sentence
_AROUND = 70  # characters either side of a figure that say what it is about


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number in a sentence. `about` is what it counts.

    `context` are the words that say of what, empty where `about` does; `places` the names it is said of ("in Norvik").
    `shown` is the figure as the sentence writes it.
    """

    about: str
    number: Number
    shown: str
    context: frozenset[str]
    places: frozenset[str] = frozenset()
    sentence: Span


def figures_of(article: Article) -> list[Figure]:
    """The figures of an article, in the order of the text."""
    found = []
    for start, end in article.analysis.sentences[:_READ_SENTENCES]:
        text = article.text[start : min(end, start + _READ_CHARACTERS)]
        if not patterns.HAS_NUMBER.search(text):
            continue
        sentence = Span(article=article.id, start=start, end=end)
        found += [*_tolls(text, sentence), *_measures(text, sentence)]
    return found


def _tolls(text: str, sentence: Span) -> Iterator[Figure]:
    if not patterns.COUNTS_PEOPLE.search(text.lower()) or patterns.YEAR.search(text):
        return
    taken: set[int] = set()
    for match in patterns.TOLL.finditer(text):
        taken.add(match.start("number"))
        if not _of_another_time(text, match):
            yield _figure("dead", match, text, sentence)
    for about, pattern in patterns.TOLLS:
        for match in pattern.finditer(text):
            if match.start("number") in taken or _is_part(text, match) or _of_another_time(text, match):
                continue
            kind = _kind((match["noun"] or "").strip().lower())
            if kind is not None:
                taken.add(match.start("number"))
                yield _figure(f"{kind} {about}".strip(), match, text, sentence)
    for match in patterns.MAGNITUDE.finditer(text):
        shown = match["a"] or match["b"]
        yield Figure(
            about="magnitude", number=Number(float(shown)), shown=shown, context=frozenset(), sentence=sentence
        )


def _is_part(text: str, match: re.Match[str]) -> bool:
    """Whether the figure counts only some: "another three", "the three bodies"."""
    before = text[: match.start()]
    if match.group().casefold().endswith("bodies") and patterns.THE_BODIES.search(before):
        return True
    return bool(patterns.FURTHER.search(before))


def _of_another_time(text: str, match: re.Match[str]) -> bool:
    """Whether the clause of a figure speaks of last year, or of all years since."""
    start = max((cut.end() for cut in patterns.CLAUSE.finditer(text, 0, match.start("number"))), default=0)
    cut = patterns.CLAUSE.search(text, match.end("number"))
    return bool(patterns.ELSEWHEN.search(text, start, cut.start() if cut else len(text)))


def _kind(noun: str) -> str | None:
    """What sort of people are counted: "" for people as such, None where the words are no noun."""
    words = [word for word in noun.split() if not patterns.ADVERB.fullmatch(word)]
    last = words[-1] if words else ""
    if not last or patterns.PEOPLE.fullmatch(last):
        return ""
    return None if patterns.NO_NOUN.fullmatch(last) else last


def _measures(text: str, sentence: Span) -> Iterator[Figure]:
    """Percentages, sums and dates: what they are about is said by the words around them."""
    if patterns.HAS_PERCENT.search(text):
        yield from (_figure("percent", match, text, sentence) for match in patterns.PERCENT.finditer(text))
    if patterns.HAS_SUM.search(text):
        yield from (_sum(text, match, sentence) for match in patterns.SUM.finditer(text))
    if patterns.HAS_DATE.search(text):
        yield from (_date(text, match, sentence) for match in patterns.DATE.finditer(text))


def _date(text: str, match: re.Match[str], sentence: Span) -> Figure:
    month, day = match["m1"] or match["m2"], int(match["d1"] or match["d2"])
    number = Number(patterns.MONTHS.index(month) * 100.0 + day)
    return Figure(about="date", number=number, shown=match.group(), context=_context(text, match), sentence=sentence)


def _sum(text: str, match: re.Match[str], sentence: Span) -> Figure:
    if match["unit"]:
        number, about = number_of(match), match["unit"].lower()
    else:
        scale = {"thousand": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12}
        amount = float(match["amount"].replace(",", "")) * scale.get((match["times"] or "").lower(), 1)
        number = Number(round(amount, 2))
        about = {"$": "dollars", "US$": "dollars", "€": "euros", "£": "pounds", "¥": "yen", "₩": "won"}.get(
            match["sign"].upper(), match["sign"]
        )
    return Figure(
        about=about, number=number, shown=match.group().strip(), context=_context(text, match), sentence=sentence
    )


def _figure(about: str, match: re.Match[str], text: str, sentence: Span) -> Figure:
    shown = f"{match['number']} {match['scale']}" if match["scale"] else match["number"]
    measure = about == "percent"
    return Figure(
        about=about,
        number=number_of(match),
        shown=f"{shown}%" if measure else shown,
        context=_context(text, match) if measure else frozenset(),
        places=frozenset() if measure else _places(text, match),
        sentence=sentence,
    )


def _places(text: str, match: re.Match[str]) -> frozenset[str]:
    around = text[max(0, match.start() - _AROUND) : match.end() + _AROUND]
    return frozenset(
        name for name in patterns.PLACE.findall(around) if not patterns.SAYS_NOTHING.fullmatch(name.casefold())
    )


def _context(text: str, match: re.Match[str]) -> frozenset[str]:
    before = text[max(0, match.start() - _AROUND) : match.start()]
    after = text[match.end() : match.end() + _AROUND]
    words = [word.casefold() for word in patterns.WORD.findall(f"{before} {after}")]
    return frozenset(word[:7] for word in words if not patterns.SAYS_NOTHING.fullmatch(word))
