"""Check a claim against the sentences it cites and the articles they stand in.

A check is a function from a `Claim` to what is wrong with it. To add one, write its module
and name the function in `CHECKS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from briefcli.text.words import content
from briefcli.verify.claims.claim import Claim, Fault
from briefcli.verify.claims.context import without_condition, without_source
from briefcli.verify.claims.degrees import other_certainty, other_quantity
from briefcli.verify.claims.flips import turned
from briefcli.verify.claims.moved import moved
from briefcli.verify.claims.names import names_put_together, unknown_names
from briefcli.verify.claims.numbers import (
    numbers_of_others,
    other_bounds,
    other_numbers,
    unknown_dates,
    unknown_numbers,
)
from briefcli.verify.claims.roles import swapped
from briefcli.verify.claims.weighty import added

Check = Callable[[Claim], Iterable[Fault]]

CHECKS: list[Check] = [
    unknown_numbers,
    other_numbers,
    numbers_of_others,
    other_bounds,
    unknown_dates,
    unknown_names,
    names_put_together,
    turned,
    swapped,
    moved,
    other_quantity,
    other_certainty,
    without_condition,
    added,
]
COMPARABLE: list[Check] = [unknown_numbers, unknown_dates, unknown_names]  # across languages
State = Literal["drafted", "finished", "translated"]

# Three fifths, and five words: of four labelled sets, divided into five parts by source, any four parts choose
# these (once six words), and the fifth then has a balanced accuracy of .69, .62, .78 and .72.
_ENOUGH = 0.6  # share of a claim's words that its sentences must have
_ENOUGH_ABROAD = 0.75  # the same where no turned meaning and few inflections are known
_FEW_WORDS = 5  # of fewer, less than a third may be the claim's own, and one sentence must have the others


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """How far sentences carry a claim: which of them do, and what share of its words they have (0 to 1).

    `is_enough`: whether the claim can rest on them.
    """

    sentences: tuple[int, ...]
    share: float
    is_enough: bool


def faults(
    claim: str,
    cited: Sequence[str],
    source: str,
    *,
    language: str | None = "en",
    state: State = "drafted",
) -> list[Fault]:
    """What a claim says that its source does not, each with its reason; empty where nothing was found.

    Args:
        claim: one sentence of a brief.
        cited: the sentences it rests on.
        source: the whole text of the articles they stand in, titles too.
        language: of the articles, where it is known.
        state: of the claim. A finished one has to say who says so, where its source does: nobody will put it back. Of
            one translated into another language only numbers, dates and names can be compared.
    """
    checked = Claim(text=claim, cited=cited, source=source, language=language)
    checks = COMPARABLE if state == "translated" else [*CHECKS, *([without_source] if state == "finished" else [])]
    return [fault for check in checks for fault in check(checked)]


def dropped(claim: str, cited: Sequence[str], *, language: str | None = "en") -> list[Fault]:
    """What a claim leaves out of the sentence it is taken from, word for word or nearly: a condition, who says so."""
    checked = Claim(text=claim, cited=cited, source="", language=language)
    return [*without_condition(checked), *without_source(checked)]


def supporting(claim: str, sentences: Sequence[str], *, most: int = 3, language: str | None = "en") -> Support:
    """The few sentences that together have most of a claim's words, best first."""
    return supported(claim, [content(sentence, language) for sentence in sentences], most=most, language=language)


def supported(claim: str, stems: Sequence[frozenset[str]], *, most: int = 3, language: str | None = "en") -> Support:
    """The same for sentences whose words are known already, as an article's `analysis.words` are."""
    wanted = content(claim, language)
    left, chosen = set(wanted), list[int]()
    most = 1 if len(wanted) < _FEW_WORDS else most
    while left and len(chosen) < most:
        best = max(range(len(stems)), key=lambda place: (len(left & stems[place]), -place), default=None)
        if best is None or not left & stems[best] or best in chosen:
            break
        chosen.append(best)
        left -= stems[best]
    share = 1 - len(left) / len(wanted) if wanted else 0.0
    enough = share >= (_ENOUGH if language in (None, "en") else _ENOUGH_ABROAD)
    if len(wanted) < _FEW_WORDS:
        enough = enough and 3 * len(left) < len(wanted)
    return Support(sentences=tuple(chosen), share=share, is_enough=enough)
