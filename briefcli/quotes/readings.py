"""How a language shows who is the subject of a verb, and the readings that are made for it."""

from __future__ import annotations

from briefcli.quotes import by_place
from briefcli.quotes.reading import Reading
from briefcli.quotes.tokens import Tokens


def reading_of(text: str, found: Tokens) -> Reading:
    """The reading of an article, as the word order of its language and its particles, if it has any, ask for it."""
    known = found.grammar
    if known.is_fixed:
        return by_place.Reading(text, found)
    from briefcli.quotes import by_clause

    if known.subject_markers:
        return (by_clause.Particles if known.parts_words else by_clause.UnspacedParticles)(text, found)
    return (by_clause.Reading if known.parts_words else by_clause.UnspacedVerbs)(text, found)


def second_reading_of(text: str, found: Tokens) -> by_place.Reading | None:
    """The reading that is asked where the first finds nobody: by place, in scripts whose capitals tell names."""
    known = found.grammar
    if known.is_fixed or known.subject_markers or known.capital_nouns or not (known.parts_words and known.cased):
        return None
    return by_place.Reading(text, found)
