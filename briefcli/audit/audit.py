"""A whole brief against articles: every line and every quotation of it gets its finding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath

from briefcli.article import Article, Skipped, Span
from briefcli.audit.examine import Said, examine, quoted
from briefcli.audit.finding import FINE, Evidence, Finding
from briefcli.audit.lines import Line, Taken
from briefcli.brief import Development
from briefcli.figures import developments, replaced
from briefcli.quotes import find_all_quotes
from briefcli.read.language import language_of
from briefcli.stories import group
from briefcli.text import letters

_MOST_EVIDENCE = 3
_SHORTEST_NAME = 4  # letters of a file's or an outlet's name by which a reference may call it


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What was found of a brief. `passed_over` are its lines that are not audited, each with the reason why."""

    brief: str
    text: str
    findings: tuple[Finding, ...]
    passed_over: tuple[tuple[str, str], ...]
    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...] = ()


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
        cited = self._cited(line.cites)
        if line.quotation:
            said = quoted(line.text, line.speaker, self.articles, _anywhere(cited))
            yield from self._with_evidence(line, [said] if said else [self._as_quoted(line)])
            return
        found = self._examined(line, cited)
        found += self._speakers(line)
        yield from self._with_evidence(line, _once(found))

    def _examined(self, line: Line, cited: tuple[Article, ...]) -> list[Said]:
        translated = self._is_translated
        own = examine(line.text, cited or self.articles, translated=translated)
        if not cited or len(cited) == len(self.articles) or all(one.check in FINE for one in own):
            found = own
        else:
            anywhere = examine(line.text, self.articles, translated=translated)
            found = own
            if all(one.check in FINE for one in anywhere):
                found = [_misattributed(anywhere[0], cited)]
        later = replaced(line.text, self.newer)
        if later and all(one.check in FINE for one in found):
            return [_stale(found[0], later[0].figure, later[0].evidence)]
        return found

    def _speakers(self, line: Line) -> list[Said]:
        """The quotations of a sentence whose speaker the sources contradict."""
        wrong = []
        for quote in find_all_quotes([_as_article(line.text)]):
            if quote.speaker and len(quote.text.split()) > 2 and not _is_pronoun(quote.speaker):
                said = quoted(quote.text, quote.speaker, self.articles)
                wrong += [said] if said and said.check == "wrong-speaker" else []
        return wrong

    def _as_quoted(self, line: Line) -> Said:
        found = examine(line.text, self.articles)
        spans = found[0].spans if found and found[0].check == "verbatim" else ()
        return Said(check="verbatim", message="It is a quotation of the source, word for word.", spans=spans)

    def _cited(self, cites: Sequence[str]) -> tuple[Article, ...]:
        """The articles that the references of a line name: by number, by id, by outlet or file."""
        return tuple(dict.fromkeys(article for cite in cites if (article := self._named.get(letters(cite)))))

    @cached_property
    def _named(self) -> Mapping[str, Article]:
        return _names(self.taken.sources, self.articles)

    @cached_property
    def _is_translated(self) -> bool:
        """Whether the brief is in another language than its sources."""
        ours = language_of(self.taken.text)
        theirs = {article.language for article in self.articles}
        return bool(ours) and None not in theirs and ours not in theirs

    def _with_evidence(self, line: Line, said: Sequence[Said]) -> Iterator[Finding]:
        by_id = {article.id: article for article in self.articles}
        for one in said:
            yield Finding(
                check=one.check,
                text=line.text,
                start=line.start,
                end=line.end,
                message=one.message,
                evidence=tuple(_evidence(span, by_id[span.article]) for span in one.spans[:_MOST_EVIDENCE]),
                ours=one.ours,
                theirs=one.theirs,
                about=one.about,
                strict=self.strict,
            )


def _once(said: Sequence[Said]) -> list[Said]:
    """Each check once, and none that says a line is fine beside one that says it is not."""
    wrong = [one for one in said if one.check not in FINE]
    kept: dict[tuple[str, str], Said] = {}
    for one in wrong or said[:1]:
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


def _anywhere(cited: Sequence[Article]) -> Span | None:
    """A place in the one article that is cited; only its article counts."""
    return Span(article=cited[0].id, start=0, end=1) if len(cited) == 1 else None


def _as_article(text: str) -> Article:
    return Article(id="brief", source="", title="", text=text, language=language_of(text) or "en")


def _is_pronoun(name: str) -> bool:
    return name.casefold() in {"he", "she", "they", "it", "i", "we", "you"}


def _names(sources: Mapping[str, str], articles: Sequence[Article]) -> dict[str, Article]:
    """What a reference may call an article: its id, its outlet, its file, and the number the brief's list gives it."""
    found: dict[str, Article] = {}
    for article in articles:
        stem = PurePath(article.source).stem
        for name in (article.id, article.publisher or "", article.title, stem, PurePath(article.source).name):
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
