"""A whole brief against articles: every line and every quotation of it gets its finding."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath

from briefcli.article import Article, Skipped, Span
from briefcli.audit.examine import SCARE, Said, examine, examine_headline, quoted
from briefcli.audit.finding import MISQUOTED, Evidence, Finding
from briefcli.audit.lines import DATE, Line, Taken
from briefcli.brief import Development
from briefcli.figures import developments, replaced
from briefcli.quotes import find_quotes
from briefcli.read.language import language_of
from briefcli.stories import group
from briefcli.text import letters

_MOST_EVIDENCE = 3
_BETWEEN_NAMES = re.compile(r"\s*[,;]\s*")
_LEAD_IN = re.compile(r"^(?:[^\W\d_]+:|[^\W\d_A-Z]{2,6}(?=\s))\s*")  # "Source:", "see", "via"
_Check = Callable[..., list[Said]]
_SHORTEST_NAME = 4  # letters of a file's or an outlet's name by which a reference may call it


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A model that was asked for a second opinion, and on how many lines.

    It doubts some of them; `missing` says of each that it gave no opinion on why.
    """

    model: str
    lines: int
    doubted: int
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What was found of a brief.

    `passed_over` are its lines that are not audited, each with the reason why. `in_lines` says whether the lines of
    `text` are those of the file. `asked` is the model that was asked for a second opinion, None where none was.
    """

    brief: str
    text: str
    findings: tuple[Finding, ...]
    passed_over: tuple[tuple[str, str], ...]
    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...] = ()
    in_lines: bool = False
    asked: Asked | None = None


def audit(taken: Taken, articles: Sequence[Article], *, strict: bool = False) -> Audit:
    """Check the lines of a brief.

    Args:
        taken: the brief.
        articles: what it is said to come from, at least one.
        strict: what is only a warning is an error.
    """
    newer = [one for found in group(articles) for one in developments(found.articles)]
    checker = _Checker(taken=taken, articles=tuple(articles), newer=newer, strict=strict)
    findings = [finding for line in taken.lines for finding in checker.line(line)]
    return Audit(
        brief=taken.name,
        text=taken.text,
        findings=tuple(findings),
        passed_over=taken.passed_over,
        articles=tuple(articles),
        in_lines=taken.in_lines,
    )


@dataclass(frozen=True, kw_only=True)  # no slots: what is worked out is kept in the instance
class _Checker:
    """The checks of the lines of one brief. `newer` are the figures of its sources that later ones replaced."""

    taken: Taken
    articles: tuple[Article, ...]
    newer: Sequence[Development]
    strict: bool

    def line(self, line: Line) -> Iterator[Finding]:
        """The findings of a line, or that it is as it should be."""
        text, cited = self._resolved(line)
        if line.quotation:
            found = self._quoted(line, cited)
        else:
            found = _once(self._examined(text, cited, examine_headline if line.headline else examine))
        yield from self._with_evidence(line, text, found)

    def _resolved(self, line: Line) -> tuple[str, tuple[Article, ...]]:
        """What a line says, and the articles it names: words in brackets at its end are its own, or name a source."""
        cited = self._cited(line.cites)
        if line.quotation or line.aside is None:
            return line.text, cited
        bare, aside = line.aside
        pieces = [_LEAD_IN.sub("", piece) for piece in _BETWEEN_NAMES.split(aside)]
        if all(self._is_reference(piece) for piece in pieces) and not all(map(DATE.fullmatch, pieces)):
            return bare, tuple(dict.fromkeys((*cited, *self._cited(pieces))))
        return line.text, cited

    def _is_reference(self, piece: str) -> bool:
        """Whether it names a source, or says when one is from; without a list of sources, a small number does."""
        listed = self.taken.sources
        is_number = piece in listed if listed else piece.isdecimal() and 0 < int(piece) <= len(self.articles)
        return is_number or letters(piece) in self._named or DATE.fullmatch(piece) is not None

    def _quoted(self, line: Line, cited: Sequence[Article]) -> list[Said]:
        """What is said of a quotation: that it stands elsewhere than cited, and there with another speaker, are two."""
        said = quoted(line.text, line.speaker, cited or self.articles)
        if not cited or said.check not in MISQUOTED:
            return [said]
        anywhere = quoted(line.text, line.speaker, self.articles)
        if anywhere.check in MISQUOTED:
            return [anywhere]
        message = "These words stand in another article than the one cited."
        words = (one[span] for span in anywhere.spans for one in self.articles if one.id == span.article)
        theirs = next(words, "")
        moved = Said(check="misattributed", message=message, spans=anywhere.spans, ours=line.text, theirs=theirs)
        return [moved] if anywhere.is_fine else [moved, anywhere]

    def _examined(self, text: str, cited: tuple[Article, ...], check: _Check) -> list[Said]:
        found = check(text, cited or self.articles, languages=self._languages(text))
        if cited and len(cited) < len(self.articles) and not _is_fine(found):
            anywhere = check(text, self.articles, languages=self._languages(text))
            if _is_fine(anywhere):
                found = [_misattributed(anywhere[0], cited)]
        later = replaced(text, self.newer)
        if later and _is_fine(found):
            found = [_stale(found[0], later[0].figure, later[0].evidence)]
        return found + self._speakers(text)

    def _languages(self, text: str) -> set[str]:
        """Those a line may be in: its own, as far as it tells, and that of the brief."""
        return {one for one in (language_of(text), self.taken.language) if one}

    def _speakers(self, text: str) -> list[Said]:
        """The quotations of a sentence whose speaker the sources contradict."""
        line = Article(id="brief", source="", title="", text=text, language=self.taken.language or "en")
        named = (one for one in find_quotes(line) if one.speaker and len(one.text.split()) > SCARE)
        said = (quoted(one.text, one.speaker, self.articles) for one in named)
        return [one for one in said if one.check == "wrong-speaker"]

    def _cited(self, cites: Sequence[str]) -> tuple[Article, ...]:
        """The articles that the references of a line name."""
        return tuple(dict.fromkeys(article for cite in cites if (article := self._named.get(letters(cite)))))

    @cached_property
    def _named(self) -> Mapping[str, Article]:
        return _names(self.taken.sources, self.articles)

    def _with_evidence(self, line: Line, text: str, said: Sequence[Said]) -> Iterator[Finding]:
        by_id = {article.id: article for article in self.articles}
        for one in said:
            yield Finding(
                check=one.check,
                text=text,
                start=line.start,
                end=line.end,
                message=one.message,
                evidence=tuple(_evidence(span, by_id[span.article]) for span in one.spans[:_MOST_EVIDENCE]),
                ours=one.ours,
                theirs=one.theirs,
                about=one.about,
                strict=self.strict,
            )


def _is_fine(found: Sequence[Said]) -> bool:
    return all(one.is_fine for one in found)


def _once(said: Sequence[Said]) -> list[Said]:
    """Each check once, and none that says a line is fine beside one that says it is not."""
    kept: dict[tuple[str, str], Said] = {}
    for one in [one for one in said if not one.is_fine] or said[:1]:
        kept.setdefault((one.check, one.ours), one)
    return list(kept.values())


def _evidence(span: Span, article: Article) -> Evidence:
    """A place with the whole sentence it stands in."""
    around = [one for one in article.analysis.sentences if one[0] < span.end and one[1] > span.start]
    whole = Span(article=span.article, start=around[0][0], end=around[-1][1]) if around else span
    return Evidence(span=whole, source=article.source, text=article[whole])


def _misattributed(elsewhere: Said, cited: Sequence[Article]) -> Said:
    names = ", ".join(article.outlet for article in cited)
    return Said(check="misattributed", message=f"It is not in {names}, but in another source.", spans=elsewhere.spans)


def _stale(fine: Said, figure: str, evidence: Span) -> Said:
    message = f"A newer report has “{figure}”."
    return Said(check="stale", message=message, spans=(evidence, *fine.spans), theirs=figure)


def _names(sources: Mapping[str, str], articles: Sequence[Article]) -> dict[str, Article]:
    """What a reference may call an article: id, outlet, title, address, file, and its number in the brief's list."""
    found: dict[str, Article] = {}
    for article in articles:
        file = PurePath(article.source)
        for name in (article.id, article.publisher or "", article.title, article.url or "", file.stem, file.name):
            if len(letters(name)) >= _SHORTEST_NAME:
                found.setdefault(letters(name), article)
    numbered = {}
    for number, line in sources.items():
        scored = [(_overlap(line, article), place) for place, article in enumerate(articles)]
        best, place = max(scored, key=lambda one: (one[0], -one[1]))
        if best:
            numbered[letters(number)] = articles[place]
    return found | numbered


def _overlap(line: str, article: Article) -> int:
    """How surely a line of a list of sources names an article: by its title, address, file or outlet."""
    plain = letters(line)
    names = (
        (article.title, 8),
        (article.url or "", 8),
        (PurePath(article.source).name, 4),
        (article.publisher or "", 1),
    )
    return sum(weight for name, weight in names if len(letters(name)) >= _SHORTEST_NAME and letters(name) in plain)
