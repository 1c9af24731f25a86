"""One speaker under several names: "Kim" in one article, "Sue Kim" in another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefcli.brief import Quote
from briefcli.quotes.lexicon import TITLES, words_of

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_IDLE = words_of("the a an of for and in at to on with by from s his her their its")


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """One who speaks in a story, by the fullest name any article gives, and what he said.

    `article`, `start` and `end` are where that name stands. `role` is None where no article gives one.
    """

    name: str
    role: str | None
    article: str
    start: int
    end: int
    quotes: tuple[Quote, ...]


def speakers(quotes: Sequence[Quote]) -> tuple[Speaker, ...]:
    """The speakers of a story in the order they first speak, each once. Quotations without a speaker are left out."""
    groups: list[list[Quote]] = []
    for quote in quotes:
        if quote.speaker is None:
            continue
        home = next((group for group in groups if _one(group, quote)), None)
        if home is None:
            groups.append([quote])
        else:
            home.append(quote)
    return tuple(_speaker(group) for group in groups)


def merge_speakers(quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """The same quotations in the same order, each with the role its speaker has in any of the articles.

    The name stays as the quotation's own article has it, because its span must point there; `speakers` gives the
    fullest name and where that stands.
    """
    roles = {id(quote): speaker.role for speaker in speakers(quotes) for quote in speaker.quotes}
    return tuple(quote if quote.role else replace(quote, role=roles.get(id(quote))) for quote in quotes)


def same_speaker(name: str, quote: Quote) -> bool:
    """Whether a name, with or without a title or role, can be the one the text gives for a quotation.

    Where the text gives none, any name may be right, so this is True; nothing then confirms it either.
    """
    if quote.speaker is None:
        return True
    given, found = _names(name), _names(quote.speaker)
    if not given or not found:
        return _words(name) == _words(quote.speaker)
    whole = found | _names(quote.role or "")
    return found <= given or given <= whole or (given <= found)


def _one(group: Sequence[Quote], quote: Quote) -> bool:
    """Whether a quotation's speaker is the group's: the same name, or the last name of a full one."""
    assert quote.speaker is not None
    mine = _names(quote.speaker)
    for other in group:
        assert other.speaker is not None
        theirs = _names(other.speaker)
        if mine == theirs and (mine or quote.speaker.lower() == other.speaker.lower()):
            return True
        shorter, longer = sorted((quote.speaker, other.speaker), key=lambda name: len(_words(name)))
        if len(_words(shorter)) == 1 and _words(longer)[-1:] == _words(shorter) and _is_name(longer):
            return True
    return False


def _speaker(group: Sequence[Quote]) -> Speaker:
    fullest = max(group, key=lambda quote: len(_words(quote.speaker or "")))
    assert fullest.speaker is not None
    assert fullest.speaker_start is not None
    assert fullest.speaker_end is not None
    return Speaker(
        name=fullest.speaker,
        role=fullest.role or next((quote.role for quote in group if quote.role), None),
        article=fullest.article,
        start=fullest.speaker_start,
        end=fullest.speaker_end,
        quotes=tuple(group),
    )


def _is_name(name: str) -> bool:
    return all(word[0].isupper() for word in name.split()[-2:])


def _words(name: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(name)]


def _names(name: str) -> frozenset[str]:
    words = frozenset(_words(re.sub(r"['’]s\b", "", name))) - _IDLE
    return words - TITLES or words
