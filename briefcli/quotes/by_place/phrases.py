"""Noun phrases around a verb of saying: who stands left or right of it, read from tags alone."""

from __future__ import annotations

import re

from briefcli.quotes.mention import Mention, whole
from briefcli.quotes.tokens import Tokens

_NOUNS = frozenset({"cap", "low", "num"})
_INITIAL = re.compile(r"[^\W\d_]\.?")
_REACH = 45  # tokens a subject may stand from its verb; keeps the reading linear


def ending_at(found: Tokens, last: int, start: int) -> Mention | None:
    """The noun phrase whose last token is `last`, not reaching left of token `start`."""
    if last < start:
        return None
    if found.tag[last] == "pro":
        return whole(last, last, "pronoun")
    if found.tag[last] == "det" and found.low[last] in found.grammar.pronominals:
        return whole(last, last, "nominal")
    first = _walk_left(found, last, max(start, last - _REACH))
    while first <= last and found.tag[first] in ("prep", "conj", "adv"):
        first += 1
    return headed(found, first, last)


def _walk_left(found: Tokens, last: int, start: int) -> int:
    index = last
    while index >= start:
        tag = found.tag[index]
        if _is_inside(found, index, start, last):
            index -= 1
        elif tag == "det":
            if index - 2 >= start and found.tag[index - 1] == "prep" and found.tag[index - 2] in _NOUNS:
                index -= 2
            else:
                return index
        else:
            break
    return index + 1


def _is_inside(found: Tokens, index: int, start: int, last: int) -> bool:
    """Whether a phrase that ends at `last` has this token and goes on to its left."""
    tag = found.tag[index]
    if tag == "prep":
        return start < index < last and found.tag[index - 1] in _NOUNS
    if tag == "conj":
        return found.low[index] in found.grammar.joining and _joins_names(found, index, start)
    return tag in _NOUNS or (tag in ("say", "speak") and _is_noun(found, index, start))


def _is_noun(found: Tokens, index: int, start: int) -> bool:
    """Whether a word that is also a verb is a noun here: "the report", "a Facebook post"."""
    low = found.low[index]
    if low.endswith(found.grammar.verb_forms) or low in found.grammar.finite:
        return False
    return index > start and found.tag[index - 1] in ("det", "cap", "low", "num")


def _joins_names(found: Tokens, index: int, start: int) -> bool:
    if index - 1 < start or found.tag[index - 1] != "cap" or found.tag[index + 1] != "cap":
        return False
    before = index - 1
    while before > start and found.tag[before] == "cap":
        before -= 1
    return before == start


def headed(found: Tokens, first: int, last: int, *, owner: bool = False) -> Mention | None:
    """The phrase of tokens `first` to `last`; with `owner`, a possessive at its end is the name itself.

    "White House spokesman Tom Reed" is a name, "a spokesman for Reed" is none.
    """
    if first > last:
        return None
    end = first
    while end <= last and (found.tag[end] != "prep" or end == first):
        end += 1
    end -= 1
    run = end
    while run >= first and found.tag[run] == "cap" and not (run < end and found.grammar.is_possessive(found.low[run])):
        run -= 1
    capitals = run + 1
    run = past_party(found, capitals, end)
    while run <= end and found.grammar.is_title(found.low[run]):
        run += 1
    run = _past_office(found, _with_area(found, capitals, run, end), end)
    if (
        run > end
        or _is_office(found, first, run, end, last)
        or (found.grammar.is_possessive(found.low[end]) and not owner)
    ):
        holder = _holder(found, end, last)
        return Mention(first, last, "name" if holder else "nominal", holder or first, last)
    if run == end and run > first and found.grammar.is_possessive(found.low[run - 1]):
        return whole(first, last, "nominal")
    if end < last and found.low[end] in found.grammar.organisations:
        return Mention(first, last, "nominal", run, last)
    return Mention(first, end, "name", run, end)


def _with_area(found: Tokens, first: int, run: int, last: int) -> int:
    """Where the name of a body begins that says what it is for: ">State< Department"."""
    known = found.grammar
    if run != last or found.low[last] not in known.organisations:
        return run
    while first < run and (found.low[run - 1] in known.areas or found.low[run - 1] in known.parties):
        run -= 1
    return run


def _is_office(found: Tokens, first: int, run: int, end: int, last: int) -> bool:
    """Whether capitals `run` to `end` are an office, not a name: "the Utah Republican", "Ohio Secretary (of State)"."""
    if not found.grammar.is_title(found.low[end]) or found.low[end] in found.grammar.titles_in_names:
        return False
    if run < end and found.grammar.is_given(found.low[run]):
        return False
    introduced = first < run < end and found.grammar.is_title(found.low[run - 1])  # "Sen. Angus King of Maine"
    return not introduced and (end < last or (run < end and found.low[end] in found.grammar.parties))


def _past_office(found: Tokens, first: int, last: int) -> int:
    """Past what says of which body somebody holds an office: "Australian Foreign Minister >Julie Bishop<"."""
    if first >= last or found.grammar.is_given(found.low[first]) or found.low[last] in found.grammar.organisations:
        return first
    office = next((at for at in range(last - 1, first, -1) if found.grammar.holds_office(found.low[at])), first - 1)
    return first if found.low[office + 1].rstrip(".") in found.grammar.generations else office + 1


def _holder(found: Tokens, title: int, last: int) -> int | None:
    """Where a name begins that an office stands before: "director of Public Prosecution >Eva Lind<"."""
    given = last - 2 if _INITIAL.fullmatch(found.low[last - 1]) else last - 1  # "John F. Kerry"
    if given - title < 3 or not found.grammar.is_title(found.low[title]) or not is_of_office(found, title, given):
        return None
    if not found.tag[given] == found.tag[last] == "cap" or found.low[last] in found.grammar.organisations:
        return None
    areas = all(
        found.low[at] in found.grammar.areas or found.low[at] in found.grammar.joining for at in range(title + 2, given)
    )
    apart = areas or found.tag[given - 1] == "low"
    return given if apart or found.grammar.is_given(found.low[given]) else None


def is_of_office(found: Tokens, title: int, name: int) -> bool:
    """Whether what stands between a title and a name says of what it is: "of the State", not "for President"."""
    goes_on, known = found.low[title + 1], found.grammar
    if goes_on not in known.of and not (goes_on in known.offices_go_on and found.low[title] in known.offices_for):
        return False
    first = title + 3 if found.tag[title + 2] == "det" else title + 2
    within = all(found.tag[at] in ("cap", "low") or found.low[at] in known.in_offices for at in range(first, name))
    before = found.low[name - 1]
    return within and first < name and (before in found.grammar.areas or not found.grammar.is_title(before))


def past_party(found: Tokens, first: int, last: int) -> int:
    """Past a party to the name it stands before: "Liberal Democrat Charles Kennedy", not "Republican Committee"."""
    if last - first < 2 or found.low[first] not in found.grammar.parties:
        return first
    if any(word in found.grammar.organisations for word in found.low[first : last + 1]):
        return first
    while last - first >= 2 and found.low[first] in found.grammar.parties:
        first += 1
    return first


def starting_at(found: Tokens, first: int) -> Mention | None:
    """The noun phrase whose first token is `first`: "said >a spokesman for the ministry<"."""
    limit = min(len(found), first + _REACH)
    if first >= limit:
        return None
    if found.tag[first] == "pro":
        return whole(first, first, "pronoun")
    index, named = first, False
    while index < limit and _goes_on(found, index, first, named=named):
        named = named or found.tag[index] == "cap"
        index += 1
    last = index - 1
    while last >= first and found.tag[last] in ("prep", "det", "conj"):
        last -= 1
    return headed(found, first, last)


def _goes_on(found: Tokens, index: int, first: int, *, named: bool) -> bool:
    """Whether a phrase that began at `first` goes on with this token."""
    tag = found.tag[index]
    if tag in ("low", "num"):
        return not named or _before_name(found, index) or _tells_who(found, index)
    if tag == "det":
        return index == first or found.tag[index - 1] == "prep"
    if tag == "prep":
        return index > first and _carries(found, index, named=named)
    if tag == "conj":
        joined = found.low[index] in found.grammar.joining and found.tag[index - 1] == "cap"
        return joined and named and found.tag[min(index + 1, len(found) - 1)] == "cap"
    return tag == "cap"


def _before_name(found: Tokens, index: int) -> bool:
    """Whether the lower-case word leads to another part of the name: "White House >spokesman< Tom Reed"."""
    for ahead in range(index, min(index + 5, len(found))):
        if found.tag[ahead] == "cap":
            return True
        if found.tag[ahead] != "low":
            return False
    return False


def _tells_who(found: Tokens, index: int) -> bool:
    """Whether small words right behind a name say of whom it is: "White House >officials<", "law >enforcement< ..."."""
    if not found.grammar.is_who(found.low[index]) and not (
        found.grammar.is_who(found.low[index - 1]) and _is_who_at(found, index + 1)
    ):
        return False
    while found.tag[index - 1] == "low":
        index -= 1
    return found.tag[index - 1] == "cap" and found.grammar.is_who(found.low[index])


def _is_who_at(found: Tokens, index: int) -> bool:
    return found.tag_at(index) == "low" and found.grammar.is_who(found.low[index])


def _carries(found: Tokens, index: int, *, named: bool) -> bool:
    """Whether the preposition belongs to the phrase: "a spokesman >for< ...", "University >of< Texas"."""
    if index + 1 >= len(found) or found.tag[index + 1] not in ("cap", "low", "det", "num"):
        return False
    low = found.low[index]
    if found.tag[index - 1] == "cap" and named:
        before = found.low[index - 1]
        if low in found.grammar.of and before in found.grammar.organisations:
            return True
        return (
            low in found.grammar.in_offices
            and found.tag[index + 1] == "cap"
            and (before in found.grammar.organisations or found.grammar.holds_office(before))
        )
    return low in found.grammar.carrying
