"""Lines of a brief against the articles: a headline, a point, whoever wrote it and whether or not it cites anything.

What stands there word for word is told here. What does not goes to `paraphrases`, which most briefs of the built-in
engine do without, and which is loaded then.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from briefcli.article import Article, Span
from briefcli.brief import Point
from briefcli.late import late
from briefcli.text import Extent, one_line, straight
from briefcli.verify.problem import Problem
from briefcli.verify.quotations import is_said

_LONGEST = 800  # characters of a paraphrase: 30 words were asked for, and hostile ones cost time
_HEDGE = late(
    r"\b(?:not|never|no|without|if|unless|whether|den(?:y|ies|ied|ying)|refut\w+|reject\w*|dismiss\w*|false\w*|rumou?r\w*"
    r"|alleg\w+|accus\w+|claim\w*|doubt\w*|may|might|could|would)\b|n['’]t\b",
    re.IGNORECASE,
)
_WITHIN_WORD = late(r"\w\0[.,'’]?\w|\w[.,'’-]\0\w")  # a NUL stands where a piece was cut


def check_headline(headline: str, articles: Sequence[Article], *, translated: bool = False) -> str | None:
    """Why a headline may not stand over these articles, None where it may."""
    if not headline.strip():
        return "There is none."
    if len(headline) > _LONGEST:
        return "It is too long."
    if any(straight(headline).casefold() == straight(article.title).casefold() for article in articles):
        return None
    from briefcli.verify.paraphrases import headline_problem

    return headline_problem(headline, articles, translated=translated)


def check_point(
    text: str, cites: Iterable[Span] | None, articles: Sequence[Article], *, translated: bool = False
) -> Point | Problem:
    """Check a line against the sentences it cites, and the articles they stand in.

    Args:
        text: the line.
        cites: the sentences it is said to rest on; those that do not exist count for nothing. None where nobody says:
            then the sentences that have most of its words.
        articles: all it may rest on.
        translated: as for `verify`.
    """
    by_id = {article.id: article for article in articles}
    text = one_line(text)
    if cites is None:
        from briefcli.verify.paraphrases import nearest

        cites = nearest(text, articles).spans
        unfounded = "No sentence of the articles says this."
    else:
        cites = tuple(dict.fromkeys(cite for cite in cites if _exists(cite, by_id)))
        unfounded = "It cites no sentence of the articles."
    for cite in cites:
        place = _verbatim(text, by_id[cite.article], cite)
        if place is not None and not _is_bare_quotation(text, (cite,), by_id):
            return Point(text=by_id[cite.article][place], status="verbatim", evidence=(place,))
    if not text or not cites:
        return Problem(text=text[:_LONGEST], reason=unfounded if text else "It is empty.")
    if len(text) > _LONGEST:
        return Problem(text=f"{text[:_LONGEST]}…", reason="It is too long for a point.")
    if _is_bare_quotation(text, cites, by_id):
        return Problem(text=text, reason="These are somebody's words in the source, and it does not say whose.")
    from briefcli.verify.paraphrases import paraphrase, translation

    return (translation if translated else paraphrase)(text, cites, by_id)


def _is_bare_quotation(text: str, cites: tuple[Span, ...], by_id: dict[str, Article]) -> bool:
    """Whether a line gives as fact what the source has between quotation marks."""
    cited = [by_id[article_id] for article_id in dict.fromkeys(cite.article for cite in cites)]
    return len(text.split()) > 2 and is_said(text, cited)


def _exists(cite: Span, by_id: dict[str, Article]) -> bool:
    article = by_id.get(cite.article)
    return article is not None and 0 <= cite.start < cite.end <= len(article.text)


def _verbatim(text: str, article: Article, cite: Span) -> Span | None:
    """Where the words stand in the cited sentence, after typographic normalisation; what is printed is the source's.

    Words after "denied that", or before "if", are not what the sentence says, though they stand in it; nor is a piece
    that begins or ends within a word or a number.
    """
    words, sentence = straight(text.strip()), straight(article[cite])
    at, end = _found(words, sentence) if words else (-1, -1)
    if at < 0:
        return None
    before, after = sentence[:at], sentence[end:]
    cuts = f"{before[-2:]}\0{words[:1]} {words[-1:]}\0{after[:2]}"
    if _HEDGE.search(before) or _HEDGE.search(after) or _WITHIN_WORD.search(cuts):
        return None
    return Span(article=article.id, start=cite.start + at, end=cite.start + end)


def _found(words: str, sentence: str) -> Extent:
    """Where words on one line stand in a sentence, which may have more than one space where they have one."""
    at = sentence.find(words)
    if at < 0 and "  " in sentence:
        match = re.search(" +".join(map(re.escape, words.split(" "))), sentence)
        return match.span() if match else (-1, -1)
    return at, at + len(words)
