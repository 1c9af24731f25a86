"""A line in words of its own against the articles: which sentences carry it, and what it says that they do not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefcli.article import Article, Span
from briefcli.brief import Point
from briefcli.late import late
from briefcli.text import sentences
from briefcli.text.marks import quotations
from briefcli.text.words import content
from briefcli.verify.claims import (
    Fault,
    faults,
    missing_numbers,
    scattered,
    supported,
    supporting,
    with_its_source,
)
from briefcli.verify.problem import Problem
from briefcli.verify.quotations import is_said
from briefcli.verify.translated import translation_faults
from briefcli.verify.wholes import whole

_HEADLINE_SHARE = 0.6  # of a headline's words that a few sentences must have: it is short, so one invented word weighs
_HEADLINE_SHARE_ABROAD = 0.9  # the same where the articles are not in English, and little else is checked
_DOUBLE_MARK = late('["“”„‟«»「」『』＂]')
_LINK = late(r"(?:https?://|www\.)[^\s)>\]]+|!\[|\]\(|<\s*[a-zA-Z/!]", re.IGNORECASE)


def headline_problem(headline: str, articles: Sequence[Article], *, translated: bool = False) -> str | None:
    """Why a headline of its own words may not stand over these articles, None where it may."""
    found = headline_faults(headline, articles, translated=translated)
    if found is None:
        return "The articles do not say it."
    source = whole(articles)
    return _reason(_said(found) + _quotation_faults(headline, articles) + _link_faults(headline, source))


def headline_faults(headline: str, articles: Sequence[Article], *, translated: bool = False) -> list[Fault] | None:
    """What a headline says that its articles do not; None where they do not say it at all."""
    source = whole(articles)
    language = articles[0].language
    every = [pair for article in articles for pair in _titles_and_sentences(article)]
    support = supported(headline, [words for _, words in every], most=4, language=language)
    least = _HEADLINE_SHARE if language in (None, "en") else _HEADLINE_SHARE_ABROAD
    if not translated and support.share < least:
        return None
    small = headline if _is_sentence_case(headline) else _without_capitals(headline, source)
    return faults(small, [every[place][0] for place in support.sentences], source, language=language)


def _titles_and_sentences(article: Article) -> Iterator[tuple[str, frozenset[str]]]:
    """The sentences of an article's title and text, each with its words."""
    for start, end in sentences(article.title, article.language or "en"):
        yield article.title[start:end], content(article.title[start:end], article.language)
    analysis = article.analysis
    for (start, end), words in zip(analysis.sentences, analysis.words, strict=True):
        yield article.text[start:end], words


def _is_sentence_case(headline: str) -> bool:
    words = [word for word in headline.split()[1:] if len(word) > 3]
    return sum(word[0].isupper() for word in words) <= len(words) / 2


def _without_capitals(headline: str, source: str) -> str:
    """A headline Written Like This with capitals only where the source has them."""
    return " ".join(word if word in source else word.lower() for word in headline.split())


def paraphrase(text: str, cites: tuple[Span, ...], by_id: dict[str, Article]) -> Point | Problem:
    """A line in words of its own; where its source gives it to somebody and the line does not, it says so again."""
    evidence = _grounds_of_all(text, cites, by_id)
    if not evidence:
        return Problem(text=text, reason="Neither the sentences it cites nor any others say this.")
    sources = [by_id[article_id] for article_id in dict.fromkeys(span.article for span in evidence)]
    problem = _claim_problem(text, evidence, sources)
    if problem:
        return Problem(text=text, reason=problem)
    said = with_its_source(text, [by_id[span.article][span] for span in evidence], sources[0].language)
    return Point(text=said, status="supported", evidence=evidence)


def translation(text: str, cites: tuple[Span, ...], by_id: dict[str, Article]) -> Point | Problem:
    """A line in another language than its articles: what can be compared all the same."""
    sources = [by_id[article_id] for article_id in dict.fromkeys(span.article for span in cites)]
    problem = _claim_problem(text, cites, sources, translated=True)
    return Problem(text=text, reason=problem) if problem else Point(text=text, status="translated", evidence=cites)


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """The few sentences that together have most of a line's words: what share of them, and whether that is enough."""

    spans: tuple[Span, ...]
    share: float
    is_enough: bool


def nearest(text: str, articles: Sequence[Article]) -> Nearest:
    """What a line is nearest to in articles of one language."""
    spans = [span for article in articles for span in _sentence_spans(article)]
    known = [words for article in articles for words in article.analysis.words]
    found = supported(text, known, language=articles[0].language)
    near = tuple(spans[place] for place in sorted(found.sentences))
    return Nearest(spans=near, share=found.share, is_enough=found.is_enough)


def _grounds_of_all(text: str, cites: tuple[Span, ...], by_id: dict[str, Article]) -> tuple[Span, ...]:
    """What each sentence of a paraphrase rests on; empty where one of them rests on nothing."""
    found: list[Span] = []
    for start, end in sentences(text, by_id[cites[0].article].language or "en"):
        spans = _grounds(text[start:end], cites, by_id)
        if not spans:
            return ()
        found += spans
    return tuple(dict.fromkeys(found))


def _grounds(text: str, cites: tuple[Span, ...], by_id: dict[str, Article]) -> tuple[Span, ...]:
    """The sentences a paraphrase rests on: those it cites, where they carry it; else those that do, of any article.

    A number that the cited sentences lack brings the sentence that has it. Empty where nothing carries the paraphrase.
    """
    cited = [by_id[cite.article][cite] for cite in cites]
    language = by_id[cites[0].article].language
    if not supporting(text, cited, most=len(cited), language=language).is_enough:
        near = nearest(text, tuple(by_id.values()))
        if not near.is_enough:
            return ()
        cites = near.spans
    return cites + _figures(text, cites, by_id)


def _figures(text: str, cites: tuple[Span, ...], by_id: dict[str, Article]) -> tuple[Span, ...]:
    """For each number the cited sentences lack, the first sentence of their articles that has it."""
    found: list[Span] = []
    said = " ".join(by_id[span.article][span] for span in cites)
    for number in missing_numbers(text, said):
        for span in (span for cite in cites for span in _sentence_spans(by_id[cite.article])):
            if not missing_numbers(number.text, by_id[span.article][span]):
                found.append(span)
                break
    return tuple(dict.fromkeys(span for span in found if span not in cites))


def _sentence_spans(article: Article) -> tuple[Span, ...]:
    """The sentences of an article, worked out once: each line of a brief is looked for among all of them."""
    return article.analysis.once(_spans_of_sentences, article)


def _spans_of_sentences(article: Article) -> tuple[Span, ...]:
    return tuple(Span(article=article.id, start=start, end=end) for start, end in article.analysis.sentences)


def _claim_problem(
    text: str, evidence: Sequence[Span], sources: Sequence[Article], *, translated: bool = False
) -> str | None:
    """What a paraphrase says that its articles do not, in a sentence."""
    by_id = {article.id: article for article in sources}
    source = whole(sources)
    cited = [by_id[span.article][span] for span in evidence]
    found = _said(
        faults(text, cited, source, language=sources[0].language, state="translated" if translated else "drafted")
    )
    found += _said(translation_faults(text, sources)) if translated else _scattered(text, sources)
    return _reason(found + _quotation_faults(text, sources) + _link_faults(text, source))


def _scattered(text: str, sources: Sequence[Article]) -> list[str]:
    """Whether one of its sentences is put together from places that stand far apart."""
    language = sources[0].language
    known = [article.analysis.words for article in sources]
    pieces = (text[start:end] for start, end in sentences(text, language or "en"))
    return [apart for piece in pieces if (apart := scattered(piece, known, language))][:1]


def _quotation_faults(text: str, articles: Sequence[Article]) -> list[str]:
    """Words between quotation marks must be a quotation of the source; a mark must not stand alone."""
    found, rest = [], list(text)
    for marked in quotations(text):
        rest[marked.opens : marked.closes] = " " * (marked.closes - marked.opens)
        words = text[marked.start : marked.end]
        if not is_said(words, articles):
            found.append(f"“{words}” is no quotation of its source")
    if not found and _DOUBLE_MARK.search("".join(rest)):
        found.append("it has a quotation mark that closes nothing")
    return found


def _link_faults(text: str, source: str) -> list[str]:
    return ["it has a link that is not in its source" for link in _LINK.findall(text) if link not in source][:1]


def _said(found: Iterable[Fault]) -> list[str]:
    return [fault.reason for fault in found]


def _reason(found: Sequence[str]) -> str | None:
    """Faults as a sentence."""
    said = "; ".join(found[:3])
    return f"{said[0].upper()}{said[1:]}." if said else None
