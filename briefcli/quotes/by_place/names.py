"""The names that stand in an article: runs of capital letters, without titles and possessive endings."""

from __future__ import annotations

from typing import NamedTuple

from briefcli.quotes.by_place.phrases import past_party
from briefcli.quotes.grammar import Grammar
from briefcli.quotes.tokens import Tokens


class Named(NamedTuple):
    """One place where a name stands: tokens `first` to `last`, without titles; characters `start` to `end`.

    A named tuple and no dataclass: an article has a hundred of them, and they are made three times as fast.
    """

    first: int
    last: int
    start: int
    end: int
    words: tuple[str, ...]


def names_of(found: Tokens) -> list[Named]:
    """Every place where a name stands, in order."""
    names: list[Named] = []
    low, known, past = found.low, found.grammar, 0
    capitals = [index for index, tag in enumerate(found.tag) if tag == "cap"]
    size = len(capitals)
    while past < size:
        begin = past
        while (
            past + 1 < size
            and capitals[past + 1] == capitals[past] + 1
            and not known.is_possessive(low[capitals[past]])
        ):
            past += 1
        last = first = capitals[past]
        while first > capitals[begin] and not known.is_title(low[first - 1]):
            first -= 1
        first = past_party(found, first, last)
        if (
            last - first > 1 < first
            and found.tag[first - 1] == "prep"
            and known.is_title(low[first - 2])
            and known.is_given(low[last - 1])
        ):
            first = last - 1  # "director of Public Prosecution Eva Lind"
        names.append(named(found, first, last))
        past += 1
    return names


def headline_end(found: Tokens) -> int:
    """The token after a first paragraph In Which Most Words Have Capitals; names cannot be told there. 0 for none."""
    end = found.tag.index("P") if "P" in found.tag[:60] else 0
    capitals = found.tag[:end].count("cap")
    return end if capitals > 0.5 * end else 0


def named(found: Tokens, first: int, last: int) -> Named:
    """The name that tokens `first` to `last` spell, without a possessive ending."""
    words = found.text[first : last + 1]
    end = found.end[last]
    if "'" in words[-1] or "’" in words[-1]:
        bare = found.grammar.without_possessive(words[-1])
        end -= len(words[-1]) - len(bare)
        words[-1] = bare
    return Named(first=first, last=last, start=found.start[first], end=end, words=tuple(words))


def is_personal(words: tuple[str, ...], known: Grammar) -> bool:
    """Whether a name can be a person's: none of an organisation or an office, nor an abbreviation."""
    has_given = sex_of(words, known) is not None
    others = words[1:] if has_given else words  # "Bill"
    if len(words) > 5 or not known.organisations.isdisjoint(map(str.lower, others)):
        return False
    of_state = words[0].isupper() and ("." not in words[0] or words[0].rstrip(".") in known.initials)  # not "C.J."
    if len(words) > 1 and of_state and known.is_title(words[-1].lower()):
        return False  # "U.S. Secretary" (of State)
    return has_given or not all(map(str.isupper, words))


def sex_of(words: tuple[str, ...], known: Grammar) -> str | None:
    """Give "f" or "m" where the given name of a full name tells, else None."""
    if len(words) < 2:
        return None
    given = words[0].lower()
    if given in known.female_names:
        return "f"
    return "m" if given in known.male_names else None


def is_same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names can be one person: "Robert Bauer" and "Robert F. Bauer"."""
    return one[0] == other[0] and one[-1] == other[-1]
