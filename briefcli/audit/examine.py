"""One sentence of a brief against articles: which of the checks speaks of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefcli.article import Article, Span
from briefcli.audit.finding import Check
from briefcli.quotes.fold import Folded, fold, folded
from briefcli.text import letters, straight
from briefcli.text.marks import quotations
from briefcli.verify import check_quote, nearest, translation_faults
from briefcli.verify.claims import About, Fault, dropped, faults, scattered

_OUTER = " \t\"'“”„‟«»「」『』`‘’"
_SCARE = 2  # words between marks that are a manner of speaking, not somebody's words
_KINDS: dict[str, Check] = {
    "number": "unsupported-number",
    "date": "unsupported-date",
    "name": "unsupported-name",
    "meaning": "meaning-changed",
    "attribution": "attribution-dropped",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is said of a sentence: a check, why, the two wordings, and the places of the articles it is about."""

    check: Check
    message: str
    spans: tuple[Span, ...] = ()
    ours: str = ""
    theirs: str = ""
    about: About = ""


def examine(text: str, articles: Sequence[Article], *, translated: bool = False) -> list[Said]:
    """Everything that is wrong with a sentence; where nothing is, one that says what it rests on."""
    if any(letters(text) == letters(article.title) for article in articles):
        return [Said(check="verbatim", message="It is the headline of a source.")]
    place = _verbatim(text, articles)
    if place is not None:
        span, sentence = place
        left_out = dropped(text, [sentence], language=_language(articles))
        found = [_said(one, (span,)) for one in left_out]
        return found or [Said(check="verbatim", message="It is the source's own, word for word.", spans=(span,))]
    quoted = list(_misquoted(text, articles))
    if translated:
        return quoted + _examine_translated(text, articles)
    return quoted + _examine_paraphrase(text, articles, in_quotation=bool(quoted))


def _examine_paraphrase(text: str, articles: Sequence[Article], *, in_quotation: bool) -> list[Said]:
    spans, is_enough = nearest(text, articles)
    by_id = {article.id: article for article in articles}
    language = _language(articles)
    if not is_enough:
        return [] if in_quotation else [Said(check="not-found", message="No source says this.", spans=spans)]
    cited = [by_id[span.article][span] for span in spans]
    used = [by_id[name] for name in dict.fromkeys(span.article for span in spans)]
    source = "\n\n".join(f"{article.title}\n\n{dated(article)}\n\n{article.text}" for article in used)
    found = [_said(one, spans) for one in faults(text, cited, source, language=language)]
    found += [_said(one, spans) for one in dropped(text, cited, language=language) if one.kind == "attribution"]
    apart = scattered(text, [article.analysis.words for article in articles], language)
    if apart and not found:
        found.append(Said(check="not-found", message=f"{apart[0].upper()}{apart[1:]}.", spans=spans))
    if found or in_quotation:
        return found
    return [Said(check="supported", message="The source says it in other words.", spans=spans)]


def _examine_translated(text: str, articles: Sequence[Article]) -> list[Said]:
    spans, _ = nearest(text, articles)
    found = [_said(one, spans) for one in translation_faults(text, articles)]
    fine = Said(check="translated", message="Numbers and countries agree; the wording cannot be compared.", spans=spans)
    return found or [fine]


def dated(article: Article) -> str:
    """The date of an article in words, as a brief may say it."""
    return article.published.strftime("%A %-d %B %Y") if article.published else ""


def _said(fault: Fault, spans: tuple[Span, ...]) -> Said:
    return Said(
        check=_KINDS[fault.kind],
        message=f"{fault.reason[0].upper()}{fault.reason[1:]}.",
        spans=spans[:2],
        ours=fault.ours,
        theirs=fault.theirs,
        about=fault.about,
    )


def _misquoted(text: str, articles: Sequence[Article]) -> Iterator[Said]:
    """The quotations of a sentence that are none of the articles'."""
    for marked in quotations(text):
        words = text[marked.start : marked.end]
        if len(words.split()) <= _SCARE or not marked.closed:
            continue
        said = quoted(words, None, articles)
        if said is not None and said.check in {"altered-quote", "fabricated-quote"}:
            yield said


def quoted(words: str, speaker: str | None, articles: Sequence[Article], cite: Span | None = None) -> Said | None:
    """What is wrong with a quotation, None where it and its speaker are right."""
    checked = check_quote(words, speaker, cite, articles)
    quote = checked.quote
    spans = (Span(article=quote.article, start=quote.start, end=quote.end),) if quote else ()
    checks: dict[str, Check] = {
        "altered": "altered-quote",
        "fabricated": "fabricated-quote",
        "moved": "misattributed",
        "wrong_speaker": "wrong-speaker",
    }
    if checked.verdict not in checks:
        return None
    theirs = (quote.speaker or "" if checked.verdict == "wrong_speaker" else quote.text) if quote else ""
    ours = speaker or "" if checked.verdict == "wrong_speaker" else words
    if checked.verdict == "altered":
        ours, theirs = _differing(ours, theirs)
    return Said(check=checks[checked.verdict], message=checked.reason, spans=spans, ours=ours, theirs=theirs)


def _differing(ours: str, theirs: str) -> tuple[str, str]:
    """What two wordings do not share at either end, with the word before it."""
    left, right = ours.split(), theirs.split()
    same = [straight(a).casefold() == straight(b).casefold() for a, b in zip(left, right, strict=False)]
    back = [straight(a).casefold() == straight(b).casefold() for a, b in zip(left[::-1], right[::-1], strict=False)]
    first = next((at for at, is_same in enumerate(same) if not is_same), len(same))
    last = min(next((at for at, is_same in enumerate(back) if not is_same), len(back)), len(same) - first)
    start = max(0, first - 1)
    return " ".join(left[start : len(left) - last]), " ".join(right[start : len(right) - last])


def _verbatim(text: str, articles: Sequence[Article]) -> tuple[Span, str] | None:
    """Where a sentence stands word for word, after typographic normalisation, and the sentence it stands in."""
    wanted = fold(text).strip(_OUTER)
    if not re.search(r"\w", wanted):
        return None
    for article in articles:
        flat = article.analysis.once(_folded, article)
        at = flat.text.find(wanted)
        end = at + len(wanted)
        if at < 0 or _cuts_word(flat.text, at, end):
            continue
        span = Span(article=article.id, start=flat.original(at), end=flat.original(end - 1) + 1)
        around = [one for one in article.analysis.sentences if one[0] < span.end and one[1] > span.start]
        return span, article.text[around[0][0] : around[-1][1]] if around else article[span]
    return None


def _folded(article: Article) -> Folded:
    return folded(article.text)


def _cuts_word(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return (before.isalnum() and text[start].isalnum()) or (after.isalnum() and text[end - 1].isalnum())


def _language(articles: Sequence[Article]) -> str | None:
    return articles[0].language if articles else None
