"""Who said it, as an article says so: an attribution, and the quotation that is printed with it."""

from __future__ import annotations

from dataclasses import dataclass

from briefcli.article import Article
from briefcli.brief import Quote
from briefcli.quotes.mention import Mention
from briefcli.text import Extent
from briefcli.text.marks import Marked


@dataclass(frozen=True, slots=True)
class Attribution:
    """Where the text says who speaks: the words that name him, his verb (None: a colon, a dash), and who is meant.

    `meant` is a place in the text to print: a person's full name, a nominal ("the ministry"), None for a pronoun
    that could not be resolved; `who` is the same as tokens. `role` is what the text says he is, where he is named.
    `how` is "beside", "inside" or "above", as `kinds.is_quotation` has it. `label` is where the words themselves begin
    behind a transcript's label, 0 where there is none.
    """

    mention: Extent
    meant: Extent | None
    cue: Extent | None
    how: str
    role: str | None = None
    who: Mention | None = None
    label: int = 0


def quote_of(article: Article, marked: Marked, attribution: Attribution | None) -> Quote:
    """A quotation with what is said of its speaker."""
    text = article.text
    start = max(marked.start, attribution.label if attribution else 0)
    if attribution is None:
        return Quote(text=text[start : marked.end], article=article.id, start=start, end=marked.end)
    begin, end = attribution.meant or (None, None)
    return Quote(
        text=text[start : marked.end],
        article=article.id,
        start=start,
        end=marked.end,
        speaker=text[begin:end] if attribution.meant else None,
        speaker_start=begin,
        speaker_end=end,
        cue=text[slice(*attribution.cue)] if attribution.cue else None,
        role=attribution.role,
        mention_start=attribution.mention[0],
        mention_end=attribution.mention[1],
    )
