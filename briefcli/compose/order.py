"""In which order stories stand, and in which parts of the brief."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from briefcli.brief import Story
from briefcli.countries import country_name

Sort = Literal["weight", "newest", "outlets"]
Sections = Literal["none", "country", "region"]

_ELSEWHERE, _NOWHERE = "Elsewhere", "Without a country"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """How stories are arranged. `regions` are names with the codes of their countries, for parts by region."""

    sort: Sort = "weight"
    sections: Sections = "none"
    regions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def by_weight(stories: Sequence[Story]) -> list[Story]:
    """The weightiest first; of two that weigh the same, the one more outlets have, then the newer one."""
    return sorted(stories, key=lambda one: (-one.weight.total, -one.outlets, -_day(one), one.id))


def arranged(stories: Sequence[Story], how: Arrangement) -> list[Story]:
    """Stories in the order they are told, each with the part it stands in; parts in the order of their weightiest."""
    ordered = _sorted(stories, how.sort)
    if how.sections == "none":
        return ordered
    placed = [replace(one, part=_part(one, how)) for one in ordered]
    first = {one.part: place for place, one in reversed(list(enumerate(by_weight(placed))))}
    last = len(placed)
    return sorted(placed, key=lambda one: last if one.part in {_ELSEWHERE, _NOWHERE} else first[one.part])


def _sorted(stories: Sequence[Story], sort: Sort) -> list[Story]:
    weightiest = by_weight(stories)  # sorting is stable: what is equal stays in this order
    if sort == "newest":
        return sorted(weightiest, key=lambda one: -_day(one))
    if sort == "outlets":
        return sorted(weightiest, key=lambda one: (-one.outlets, -len(one.articles)))
    return weightiest


def _part(one: Story, how: Arrangement) -> str:
    """The country it is most about, or the region of that country; else of the next one that is in a region."""
    if not one.countries:
        return _NOWHERE
    if how.sections == "country":
        return country_name(one.countries[0])
    regions = (name for code in one.countries for name, codes in how.regions.items() if code in codes)
    return next(regions, _ELSEWHERE)


def _day(one: Story) -> int:
    return one.published.toordinal() if one.published else 0
