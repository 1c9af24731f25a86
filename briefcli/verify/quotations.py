"""Whether a quotation somebody hands in (a model, a finished brief) is one of the source, word for word.

Accepted are the source's characters, or those after the declared typographic normalisation: quotation marks, dashes,
ligatures, white space, ellipsis, and the comma or full stop at the end. What is given back is always the source's own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from briefcli.article import Article, Span
from briefcli.brief import Quote
from briefcli.quotes.fold import Folded, cuts_word, fold, folded
from briefcli.quotes.merge import name_words
from briefcli.quotes.quotations import everything_marked, marked_in, spoken_in
from briefcli.text import Extent

Verdict = Literal["exact", "normalised", "altered", "fabricated", "moved", "wrong_speaker"]

_OUTER = " \t\r\n\"“”„‟«»「」『』`'‘’‚"
_INNER = "'‘’‚‹›「」『』"
_ELLIPSIS = re.compile(r"\s*[(\[]?\s*(?:…|\.\s?\.\s?\.)\s*[)\]]?\s*")
_WORDS = re.compile(r"\w+(?:['’-]\w+)*")
_NAME_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_DENIALS = re.compile(
    r"(?:\b(?:not|never|no|cannot|without|neither|nor|hardly|barely|rarely|nobody|none)|n['’]t)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_TRIES = 40  # places of the same words that are looked at; keeps a check short in hostile text


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteCheck:
    """What became of a quotation.

    `verdict`: `exact` and `normalised` may be printed; `moved` stands in another article than cited; `wrong_speaker`
    is true but somebody else's; `altered` has words changed; `fabricated` is in no quotation of the source.
    `quote` is the source's own quotation: its characters, span and speaker. For `altered` it is the nearest one
    (what may be printed instead), for `fabricated` it is None.
    `reason` is a sentence for the reader, "" for `exact` and `normalised`.
    """

    verdict: Verdict
    quote: Quote | None
    reason: str = ""

    @property
    def faithful(self) -> bool:
        """Whether the words are the source's: they may be printed as `quote` has them."""
        return self.verdict in ("exact", "normalised", "moved", "wrong_speaker")


def check_quote(text: str, speaker: str | None, cite: Span | None, articles: Sequence[Article]) -> QuoteCheck:
    """Compare a quotation with those of the articles.

    Args:
        text: the words, with or without quotation marks around them.
        speaker: who is said to have said them; None is not checked.
        cite: where they are said to stand; only its article is checked. None is not checked.
        articles: the articles of the story, the only place where quotations may come from.
    """
    words = text.strip(_OUTER)
    forms = _forms(words)
    cited = [article for article in articles if cite is not None and article.id == cite.article]
    others = [article for article in articles if article not in cited]
    for group in (cited, others):
        found = _best(forms, speaker, group)
        if found is not None:
            return _judged(found, words, speaker, cite)
    return _refused(words, [*cited, *others])


def is_said(text: str, articles: Sequence[Article]) -> bool:
    """Whether the articles have these words between quotation marks; whose they are is not asked: it takes longer."""
    forms = _forms(text.strip(_OUTER))
    spoken = (article.analysis.once(_marked, article) for article in articles if marked_in(article))
    return any(next(_matches(places, pieces), None) for places in spoken for pieces in forms)


def same_speaker(name: str, quote: Quote) -> bool:
    """Whether a name, with or without a title or role, can be the one the text gives for a quotation.

    Where the text gives none, any name may be right, so this is True; nothing then confirms it either.
    """
    if quote.speaker is None:
        return True
    given, found = frozenset(name_words(name)), frozenset(name_words(quote.speaker))
    if not given or not found:
        return _spelled(name) == _spelled(quote.speaker)
    whole = found.union(name_words(quote.role or ""))
    return found <= given or given <= whole or (given <= found)


def _best(forms: Sequence[list[str]], speaker: str | None, articles: Sequence[Article]) -> Quote | None:
    """The place of the words whose speaker agrees, else the first one."""
    places = [quote for article in articles for quote in _places(forms, article)]
    agreeing = (quote for quote in places if speaker and same_speaker(speaker, quote))
    return next(agreeing, places[0] if places else None)


def _judged(quote: Quote, words: str, speaker: str | None, cite: Span | None) -> QuoteCheck:
    if cite is not None and quote.article != cite.article:
        return QuoteCheck(
            verdict="moved", quote=quote, reason="These words stand in another article than the one cited."
        )
    if speaker and quote.speaker and not same_speaker(speaker, quote):
        return QuoteCheck(
            verdict="wrong_speaker",
            quote=quote,
            reason=f"The article gives these words to {quote.speaker}, not to {speaker}.",
        )
    return QuoteCheck(verdict="exact" if quote.text in (words, words.rstrip(",")) else "normalised", quote=quote)


def _refused(words: str, articles: Sequence[Article]) -> QuoteCheck:
    wanted = frozenset(word.lower() for word in _WORDS.findall(words))
    nearest, share = None, 0.0
    for article in articles:
        for quote, have in article.analysis.once(_words_of_quotes, article):
            common = len(wanted & have) / max(1, len(wanted))
            if common > share:
                nearest, share = quote, common
    if nearest is not None and share >= 0.6 and len(wanted) > 1:
        return QuoteCheck(
            verdict="altered", quote=nearest, reason="The words differ from the quotation in the article."
        )
    if any(words and _folded(article).text.find(fold(words)) >= 0 for article in articles):
        return QuoteCheck(
            verdict="fabricated", quote=None, reason="The article has these words, but not as a quotation."
        )
    return QuoteCheck(verdict="fabricated", quote=None, reason="No article has this quotation.")


def _forms(words: str) -> list[list[str]]:
    """What to look for: the words as they are, then the pieces between their ellipses."""
    whole = fold(words)
    if not _WORDS.search(whole):
        return []
    if "…" not in words and ".." not in words and ". ." not in words:
        return [[whole]]
    pieces = [piece for piece in (fold(part) for part in _ELLIPSIS.split(words)) if piece]
    wide = len(pieces) > 1 and all(len(_WORDS.findall(piece)) > 1 for piece in pieces)
    return [[whole], pieces] if wide else [[whole]]


def _places(forms: Sequence[list[str]], article: Article) -> Iterator[Quote]:
    """Where the words stand inside a quotation of the article, whole words only."""
    quotes = [quote for quote, _ in everything_marked(article)]
    for pieces in forms if quotes else ():
        for index, start, end in _matches(article.analysis.once(_quoted, article), pieces):
            yield replace(quotes[index], text=article.text[start:end], start=start, end=end)


def _matches(places: _Places, pieces: list[str]) -> Iterator[tuple[int, int, int]]:
    """Where the pieces stand in one of the places, in order: the place's number, and where they begin and end."""
    last = pieces[-1]
    mark = last[-1] if last[-1] in ".!?" and not last.endswith("..") else ""
    wanted = [*pieces[:-1], last.rstrip(" .,") or last]
    at, tries = -1, 0
    while tries < _TRIES and (at := places.text.find(wanted[0], at + 1)) >= 0:
        tries += 1
        found = _inside(places, wanted, at, mark)
        if found is not None:
            yield found


def _inside(places: _Places, pieces: Sequence[str], at: int, mark: str) -> tuple[int, int, int] | None:
    """The place the pieces stand in, cut to them; `mark` is what ends the sentence, "" for none."""
    index = bisect_right(places.starts, at) - 1
    if index < 0:
        return None
    extent, text, limit = places.extents[index], places.text, places.ends[index]
    end = at + len(pieces[0])
    for piece in pieces[1:]:
        following = text.find(piece, end, limit)
        if following < 0:
            return None
        end = following + len(piece)
    if end > limit or cuts_word(text, at, end) or _DENIALS.search(text, max(places.starts[index], at - 30), at):
        return None
    if mark and not _ends_sentence(text, end, limit, mark):
        return None
    start, stop = places.original(at), places.original(end - 1) + 1
    if mark and stop < extent[1] and places.source[stop] in ".!":
        stop += 1
    return (index, *_with_inner_marks(places.source, extent, start, stop))


def _with_inner_marks(text: str, extent: Extent, start: int, stop: int) -> Extent:
    """Take in the marks of a quotation within the quotation that were taken for its own: “He said ‘no’”."""
    if not text[extent[0] : start].strip(_INNER):
        start = extent[0]
    if not text[stop : extent[1]].strip(_INNER):
        stop = extent[1]
    return start, stop


def _spelled(name: str) -> list[str]:
    return [word.lower() for word in _NAME_WORD.findall(name)]


def _ends_sentence(text: str, end: int, limit: int, mark: str) -> bool:
    """Whether the source ends a sentence here too, and not with a question where the words have none."""
    if text[end - 1] in ".!?":
        return text[end - 1] == mark
    following = text[end : min(end + 2, limit)].lstrip()[:1]
    return following in ".!" or (following == "?" and mark == "?")


@dataclass(frozen=True, slots=True)
class _Places:
    """Stretches of a text, folded for comparing; `starts` and `ends` are those of `extents` in the folded `text`."""

    source: str
    folded: Folded
    extents: tuple[Extent, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @property
    def text(self) -> str:
        return self.folded.text

    def original(self, at: int) -> int:
        return self.folded.original(at)


def _quoted(article: Article) -> _Places:
    """Its quotations, without the labels of transcripts."""
    return _places_in(article, ((quote.start, quote.end) for quote, _ in everything_marked(article)))


def _marked(article: Article) -> _Places:
    """What stands between its quotation marks, without the labels of transcripts."""
    return _places_in(article, spoken_in(article))


def _places_in(article: Article, extents: Iterable[Extent]) -> _Places:
    given, flat = tuple(extents), _folded(article)
    starts = tuple(flat.place(start) for start, _ in given)
    ends = tuple(flat.place(end) for _, end in given)
    return _Places(article.text, flat, given, starts, ends)


def _folded(article: Article) -> Folded:
    return article.analysis.once(_fold, article)


def _fold(article: Article) -> Folded:
    return folded(article.text)


def _words_of_quotes(article: Article) -> tuple[tuple[Quote, frozenset[str]], ...]:
    """The quotations of an article with their words, folded."""
    every = (quote for quote, _ in everything_marked(article))
    return tuple((quote, frozenset(word.lower() for word in _WORDS.findall(fold(quote.text)))) for quote in every)
