"""One sentence of a brief against articles: which of the checks speaks of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefcli.article import Article, Span
from briefcli.audit.finding import FINE, MISQUOTED, Check
from briefcli.quotes.fold import Folded, cuts_word, fold, folded
from briefcli.text import letters, straight
from briefcli.text.marks import quotations
from briefcli.verify import Verdict, check_quote, whole
from briefcli.verify.claims import About, Fault, dropped, faults, numbers, scattered
from briefcli.verify.paraphrases import Nearest, headline_faults, nearest
from briefcli.verify.translated import translation_faults

_OUTER = " \t\"'“”„‟«»「」『』`‘’"
SCARE = 2  # words between marks that are a manner of speaking, not somebody's words
_KINDS: dict[str, Check] = {
    "number": "unsupported-number",
    "date": "unsupported-date",
    "name": "unsupported-name",
    "meaning": "meaning-changed",
    "attribution": "attribution-dropped",
}
_VERDICTS: dict[Verdict, Check] = {
    "altered": "altered-quote",
    "fabricated": "fabricated-quote",
    "wrong_speaker": "wrong-speaker",
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

    @property
    def is_fine(self) -> bool:
        """Whether it finds nothing wrong."""
        return self.check in FINE


def examine(text: str, articles: Sequence[Article], *, languages: Collection[str] = ()) -> list[Said]:
    """Everything that is wrong with a sentence; where nothing is, one that says what it rests on.

    Args:
        text: the sentence.
        articles: what it may rest on, at least one.
        languages: those it may be in; without any it is in that of the articles.
    """
    if any(letters(text) == letters(article.title) for article in articles):
        return [Said(check="verbatim", message="It is the headline of a source.")]
    place = _verbatim(text, articles)
    if place is not None:
        article, span, sentence = place
        found = [_said(one, (span,)) for one in dropped(text, [sentence], language=article.language)]
        return found or [Said(check="verbatim", message="It is the source's own, word for word.", spans=(span,))]
    misquoted = list(_misquoted(text, articles))
    if _is_abroad(languages, articles):
        return misquoted + _examine_translated(text, articles)
    return misquoted + _examine_paraphrase(text, articles, in_quotation=bool(misquoted))


def examine_headline(text: str, articles: Sequence[Article], *, languages: Collection[str] = ()) -> list[Said]:
    """The same for a headline, which has few words, and may have a capital letter before each."""
    found = examine(text, articles, languages=languages)
    if found[0].is_fine or _is_abroad(languages, articles):
        return found
    _, group, near = _nearest(text, articles)
    wrong = headline_faults(text, group)
    misquoted = list(_misquoted(text, articles))
    if wrong is None:
        return misquoted or [Said(check="not-found", message="No source says this.", spans=near.spans)]
    return misquoted + _of_each_number([_said(one, near.spans) for one in wrong]) or [_supported(near.spans)]


def _is_abroad(languages: Collection[str], articles: Sequence[Article]) -> bool:
    """Whether what is in one of some languages is in another one than all articles."""
    theirs = {article.language for article in articles}
    return bool(languages) and None not in theirs and theirs.isdisjoint(languages)


def _examine_paraphrase(text: str, articles: Sequence[Article], *, in_quotation: bool) -> list[Said]:
    language, group, near = _nearest(text, articles)
    if not near.is_enough:
        return [] if in_quotation else [Said(check="not-found", message="No source says this.", spans=near.spans)]
    by_id = {article.id: article for article in group}
    cited = [by_id[span.article][span] for span in near.spans]
    used = [by_id[name] for name in dict.fromkeys(span.article for span in near.spans)]
    wrong = faults(text, cited, whole(used), language=language, state="finished")
    found = _of_each_number([_said(one, near.spans) for one in wrong])
    apart = scattered(text, [article.analysis.words for article in group], language)
    if apart and not found:
        found.append(Said(check="not-found", message=f"{apart[0].upper()}{apart[1:]}.", spans=near.spans))
    return found if found or in_quotation else [_supported(near.spans)]


def _nearest(text: str, articles: Sequence[Article]) -> tuple[str | None, Sequence[Article], Nearest]:
    """The language in whose articles a line has most of its words, these, and their nearest sentences.

    An article whose language is not known goes with those of any.
    """
    every: list[str | None] = [*dict.fromkeys(article.language for article in articles if article.language)] or [None]
    groups = {one: [article for article in articles if article.language in (one, None)] for one in every}
    near = {one: nearest(text, group) for one, group in groups.items()}
    best = max(near, key=lambda one: (near[one].is_enough, near[one].share))
    return best, groups[best], near[best]


def _supported(spans: tuple[Span, ...]) -> Said:
    return Said(check="supported", message="The source says it in other words.", spans=spans)


def _examine_translated(text: str, articles: Sequence[Article]) -> list[Said]:
    spans = _nearest(text, articles)[2].spans
    found = [_said(one, spans) for one in translation_faults(text, articles)]
    fine = Said(check="translated", message="Numbers and countries agree; the wording cannot be compared.", spans=spans)
    return found or [fine]


def _of_each_number(said: Iterable[Said]) -> list[Said]:
    """Without what is said of a number that is spoken of already: that it is nowhere, then what stands in its place."""
    kept: list[Said] = []
    spoken_of: set[float] = set()
    for one in said:
        values = {number.value for number in numbers(one.ours)} if one.check == "unsupported-number" else set()
        if not values or not values & spoken_of:
            kept.append(one)
        spoken_of |= values
    return kept


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
        if marked.closed and (len(words.split()) > SCARE or not _stands_in(words, articles)):
            said = quoted(words, None, articles)
            if said.check in MISQUOTED:
                yield said


def _stands_in(words: str, articles: Sequence[Article]) -> bool:
    """Whether articles have some words in any spelling, between quotation marks or not."""
    wanted = letters(words)
    return any(f" {wanted} " in f" {letters(whole([article]))} " for article in articles)


def quoted(words: str, speaker: str | None, articles: Sequence[Article]) -> Said:
    """What is wrong with a quotation or its speaker; where nothing is, that it is one, and its place."""
    checked = check_quote(words, speaker, None, articles)
    quote = checked.quote
    spans = (Span(article=quote.article, start=quote.start, end=quote.end),) if quote else ()
    check = _VERDICTS.get(checked.verdict)
    if check is None:
        return Said(check="verbatim", message="It is a quotation of the source, word for word.", spans=spans)
    theirs = (quote.speaker or "" if check == "wrong-speaker" else quote.text) if quote else ""
    ours = speaker or "" if check == "wrong-speaker" else words
    if check == "altered-quote":
        ours, theirs = _differing(ours, theirs)
    return Said(check=check, message=checked.reason, spans=spans, ours=ours, theirs=theirs)


def _differing(ours: str, theirs: str) -> tuple[str, str]:
    """What two wordings do not share at either end, with the word before it."""
    left, right = ours.split(), theirs.split()
    same = [straight(a).casefold() == straight(b).casefold() for a, b in zip(left, right, strict=False)]
    back = [straight(a).casefold() == straight(b).casefold() for a, b in zip(left[::-1], right[::-1], strict=False)]
    first = next((at for at, is_same in enumerate(same) if not is_same), len(same))
    last = min(next((at for at, is_same in enumerate(back) if not is_same), len(back)), len(same) - first)
    start = max(0, first - 1)
    return " ".join(left[start : len(left) - last]), " ".join(right[start : len(right) - last])


def _verbatim(text: str, articles: Sequence[Article]) -> tuple[Article, Span, str] | None:
    """Where a sentence stands word for word, after typographic normalisation, and the sentence it stands in."""
    wanted = fold(text).strip(_OUTER)
    if not re.search(r"\w", wanted):
        return None
    for article in articles:
        flat = article.analysis.once(_folded, article)
        at = flat.text.find(wanted)
        end = at + len(wanted)
        if at < 0 or cuts_word(flat.text, at, end):
            continue
        span = Span(article=article.id, start=flat.original(at), end=flat.original(end - 1) + 1)
        around = [one for one in article.analysis.sentences if one[0] < span.end and one[1] > span.start]
        return article, span, article.text[around[0][0] : around[-1][1]] if around else article[span]
    return None


def _folded(article: Article) -> Folded:
    return folded(article.text)
