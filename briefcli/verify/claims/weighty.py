"""Words that a brief may not add: a role, a rank, a compass point that its source gives to nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from briefcli import languages
from briefcli.text.words import spellings
from briefcli.verify.claims.claim import Claim, Fault, plain, plain_text


def added(claim: Claim) -> Iterator[Fault]:
    """The weighty words that its source has not, nor any that may stand for them."""
    groups = _groups(claim.language)
    weighty = [(word, group) for word in claim.words if (group := groups.get(plain(word)))]
    if not weighty:
        return
    has = _plain_words(claim.source)
    for word, group in weighty:
        if not group & has:
            yield Fault(kind="meaning", reason=f"its source nowhere says “{word.text}”", ours=word.text, about="added")
            return


@lru_cache(maxsize=64)
def _groups(language: str | None) -> Mapping[str, frozenset[str]]:
    """Of each weighty word those that may stand for it; the word that names a group is the one that weighs."""
    groups = languages.language(language or "en").groups("weighty")
    return {word: frozenset((word, *held)) for word, held in groups.items()}


@lru_cache(maxsize=256)
def _plain_words(source: str) -> frozenset[str]:
    return frozenset(piece for word in map(plain_text, spellings(source)) for piece in (word, word.removesuffix("'s")))
