"""What each name means where it stands: which country, of several, and how sure that is."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefcli.countries.blanks import blanks, is_unsure, things
from briefcli.countries.gazetteer import neighbours, people
from briefcli.countries.mentions import Mention

# What a town says about its country when nothing else does, by people living there.
# In LGL, TR-News and GeoWebNews together the largest town of a name was meant in 87 % of cases from 100,000 people on,
# in 82 % from 50,000, in 75 % of the smaller ones, and in 59 % where the name is also a person's. Those three sets are
# mostly American, so that the weights of small towns stay below what they suggest.
_TOWN_WEIGHTS = ((300_000, 1.0), (100_000, 0.8), (50_000, 0.5), (0, 0.35))
_PERSON_NAME = 0.3
_METROPOLIS = 1_000_000
_HINT_WEIGHT = 0.4
# A country is named from here on: by one name of its own, or by several weaker ones.
ENOUGH = 0.75
_CLEARLY_LOCAL = 3  # signs of a place within a country
_HINTS = frozenset({"hint", "leader"})
_LOCAL = frozenset({"region", "state", "hint", "city"})
_WHOLES = frozenset({"name", "region", "state"})
_AFTER_TOWN = re.compile("[a-z], $")  # in capitals, `, IN` and `, OR` are no states
_COMMA = re.compile(r",\s{1,2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A mention with the country it stands for and how sure that is, 0 to 1."""

    mention: Mention
    code: str
    weight: float


def resolve(text: str, mentions: Sequence[Mention], *, foreign: bool = False) -> list[Reading]:
    """The readings of all mentions that name a country in this text, in order. Unclear ones have none."""
    nothing = blanks(text, mentions, foreign=foreign)
    mentions = [mention for i, mention in enumerate(mentions) if i not in nothing]
    settled = _settled(text, mentions)
    evidence = _Evidence(settled.values())
    for i, mention in enumerate(mentions):
        if i not in settled and (reading := _weighed(mention, evidence)):
            settled[i] = reading
    named = _named(settled.values())
    return [settled[i] for i in sorted(settled) if settled[i].code in named]


class _Evidence:
    """What the clear readings of a text say: countries named outright, and what is local to a country."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self.outright: Counter[str] = Counter()
        self.local: Counter[str] = Counter()
        for reading in readings:
            kind = reading.mention.name.kind
            if kind not in _HINTS:
                self.outright[reading.code] += 1
            if kind in _LOCAL:
                self.local[reading.code] += 1

    def near(self, code: str) -> int:
        """How much speaks for a country: itself and, less, those it borders on."""
        return 3 * self.outright[code] + self.local[code] + sum(self.outright[other] > 0 for other in neighbours(code))


def _settled(text: str, mentions: Sequence[Mention]) -> dict[int, Reading]:
    """Readings that need no other part of the text than what stands next to them."""
    found: dict[int, Reading] = {}
    nouns = things(text)
    for i, mention in enumerate(mentions):
        following = mentions[i + 1] if i + 1 < len(mentions) else None
        code = (following and _within(text, mention, following)) or _alone(text, mention, nouns)
        if code:
            weight = _HINT_WEIGHT if mention.name.kind in _HINTS else 1.0
            found[i] = Reading(mention=mention, code=code, weight=weight)
    return found


def _within(text: str, mention: Mention, following: Mention) -> str | None:
    """The country of `Paris, Texas` and `Lebanon, Pa.`: that of the part which follows the comma."""
    if following.name.kind not in _WHOLES or not _COMMA.fullmatch(text, mention.end, following.start):
        return None
    code = following.name.codes[0][0]
    inside = following.name.kind == "state" or (following.name.kind == "region" and mention.name.kind == "city")
    return code if inside or code in dict(mention.name.codes) else None


def _alone(text: str, mention: Mention, nouns: frozenset[str]) -> str | None:
    kind, codes = mention.name.kind, mention.name.codes
    if kind == "state":
        return codes[0][0] if _AFTER_TOWN.search(text, max(0, mention.start - 4), mention.start) else None
    if kind in {"either", "weak"} or codes[0][1] or len(codes) > 1 or is_unsure(text, mention, nouns):
        return None
    return codes[0][0]


def _weighed(mention: Mention, evidence: _Evidence) -> Reading | None:
    if mention.name.kind == "either":
        code = _either(mention, evidence)
        return Reading(mention=mention, code=code, weight=1.0) if code else None
    if mention.name.kind == "city":
        return _town(mention, evidence)
    code = _home_or_abroad(mention, evidence)
    return Reading(mention=mention, code=code, weight=1.0) if code else None


def _home_or_abroad(mention: Mention, evidence: _Evidence) -> str | None:
    """The country of a name that may mean something else here: itself where more speaks for it, or its namesake."""
    home, abroad = mention.name.codes[0][0], [code for code, _ in mention.name.codes[1:]]
    if evidence.outright[home] or (abroad and evidence.local[abroad[0]] < _CLEARLY_LOCAL):
        return home
    return abroad[0] if abroad else None


def _either(mention: Mention, evidence: _Evidence) -> str | None:
    """The country for which most speaks, where more speaks for it than for any other.

    A code marked 1 has the name for a part of it: only what is local to that country speaks for it.
    """
    scores = [(evidence.local[c] if part else evidence.near(c), c) for c, part in mention.name.codes]
    (best, code), (second, _) = sorted(scores, reverse=True)[:2]
    return code if best > second else None


def _town(mention: Mention, evidence: _Evidence) -> Reading:
    codes = mention.name.codes
    top, people_there = codes[0]
    likely = _PERSON_NAME if people_there < _METROPOLIS and _is_person_name(mention) else 1.0
    for code, fewer in codes:
        if evidence.outright[code] and _outweighs(fewer, people_there, evidence.local[code], evidence.outright[top]):
            return Reading(mention=mention, code=code, weight=likely)
    for code, _ in codes[1:]:
        if evidence.local[code] > 1 and not evidence.outright[top]:
            return Reading(mention=mention, code=code, weight=likely)
    weight = next(weight for least, weight in _TOWN_WEIGHTS if people_there >= least)
    return Reading(mention=mention, code=top, weight=likely * weight * people_there / sum(n for _, n in codes))


def _outweighs(fewer: int, most: int, local: int, outright: int) -> bool:
    """Whether a town in a country the text names is meant, and not the far larger one of the same name."""
    if fewer == most:
        return True
    return not outright and (local > 1 if most > 2_000_000 else fewer * 30 > most)


def _is_person_name(mention: Mention) -> bool:
    given, surnames = people()
    word = mention.name.key.strip()
    return word in given or word in surnames


def _named(readings: Iterable[Reading]) -> set[str]:
    """The countries for which enough is said, each name counted once.

    Hints count half where the text names a country outright: a French article may well mention a county.
    """
    said: dict[str, dict[str, float]] = defaultdict(dict)
    hinted: dict[str, dict[str, float]] = defaultdict(dict)
    for reading in readings:
        weights = (hinted if reading.mention.name.kind in _HINTS else said)[reading.code]
        spelled = reading.mention.name.key.removesuffix("s")
        weights[spelled] = max(reading.weight, weights.get(spelled, 0))
    total = {code: sum(weights.values()) for code, weights in said.items()}
    worth = 0.5 if any(weight >= ENOUGH for weight in total.values()) else 1.0
    for code, weights in hinted.items():
        total[code] = total.get(code, 0) + worth * sum(weights.values())
    return {code for code, weight in total.items() if weight >= ENOUGH}
