"""What each name means where it stands: a country, one of several, a person, or nothing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from briefcli.countries.gazetteer import people, words
from briefcli.countries.mentions import Mention

# What a town says about its country when nothing else does, by people living there.
_TOWN_WEIGHTS = ((1_000_000, 1.0), (300_000, 0.8), (100_000, 0.6), (0, 0.35))
ENOUGH = 0.75
_WORD_BEFORE = re.compile(r"([^\W\d_][\w'’-]*)\.? $")
_WORD_AFTER = re.compile(r" ([A-Z][a-z'’-]+)")
_WHOLES = frozenset({"name", "region", "state"})
_COMMA = re.compile(r",\s{1,2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A mention with the country it stands for and how sure that is, 0 to 1."""

    mention: Mention
    code: str
    weight: float


def resolve(text: str, mentions: Sequence[Mention]) -> list[Reading]:
    """The readings of all mentions that name a country in this text, in order."""
    persons = _persons(text, mentions)
    mentions = [m for i, m in enumerate(mentions) if i not in persons and m.name.kind != "none"]
    settled = _settled(text, mentions)
    sure = {code for reading in settled.values() for code in [reading.code] if reading.weight >= ENOUGH}
    for i, mention in enumerate(mentions):
        if i not in settled and (reading := _town(mention, sure)):
            settled[i] = reading
    total: dict[str, dict[str, float]] = defaultdict(dict)
    for reading in settled.values():
        names = total[reading.code]
        names[reading.mention.name.key] = max(reading.weight, names.get(reading.mention.name.key, 0))
    enough = {code for code, names in total.items() if sum(names.values()) >= ENOUGH}
    return [settled[i] for i in sorted(settled) if settled[i].code in enough]


def _persons(text: str, mentions: Sequence[Mention]) -> set[int]:
    """Which mentions are people: `Michael Jordan`, `Ms. Holland`, `Charlotte Brown`; and their surname alone."""
    given, surnames = people()
    found: set[int] = set()
    known: set[str] = set()
    for i, mention in enumerate(mentions):
        word = mention.name.key.strip()
        before = _WORD_BEFORE.search(text, max(0, mention.start - 20), mention.start)
        if before and before[1][0].isupper() and word in surnames:
            previous = before[1].lower()
            if previous in given or previous in words()["title"]:
                found.add(i)
                known.add(word)
                continue
        after = _WORD_AFTER.match(text, mention.end)
        if after and word in given and after[1].lower() in surnames:
            found.add(i)
            known.add(word)
    return found | {i for i, m in enumerate(mentions) if m.name.key.strip() in known}


def _settled(text: str, mentions: Sequence[Mention]) -> dict[int, Reading]:
    """Readings that need no other part of the text than what stands next to them."""
    found: dict[int, Reading] = {}
    for i, mention in enumerate(mentions):
        following = mentions[i + 1] if i + 1 < len(mentions) else None
        code = (following and _within(text, mention, following)) or _alone(text, mention)
        if code:
            found[i] = Reading(mention=mention, code=code, weight=1.0)
    return found


def _within(text: str, mention: Mention, following: Mention) -> str | None:
    """The country of `Paris, Texas` and `Lebanon, Pa.`: that of the part which follows the comma."""
    if following.name.kind not in _WHOLES or not _COMMA.fullmatch(text, mention.end, following.start):
        return None
    code = following.name.codes[0][0]
    return code if code in dict(mention.name.codes) or following.name.kind != "name" else None


def _alone(text: str, mention: Mention) -> str | None:
    kind, codes = mention.name.kind, mention.name.codes
    if kind == "state":
        return codes[0][0] if text[max(0, mention.start - 2) : mention.start] == ", " else None
    if kind == "either" or (kind == "city" and codes[0][1]):
        return None
    return codes[0][0]


def _town(mention: Mention, sure: set[str]) -> Reading | None:
    codes = mention.name.codes
    if mention.name.kind == "either":
        hits = [code for code, _ in codes if code in sure]
        return Reading(mention=mention, code=hits[0], weight=1.0) if len(hits) == 1 else None
    if mention.name.kind != "city":
        return None
    for code, people_there in codes:
        if code in sure and people_there * 30 > codes[0][1]:
            return Reading(mention=mention, code=code, weight=1.0)
    everyone = sum(n for _, n in codes)
    weight = next(w for least, w in _TOWN_WEIGHTS if codes[0][1] >= least) * codes[0][1] / everyone
    given, surnames = people()
    word = mention.name.key.strip()
    if word in surnames or word in given:
        weight *= 0.3
    return Reading(mention=mention, code=codes[0][0], weight=weight)
