"""The shape of a brief as the settings want it: in which order it tells its stories, and how long it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from briefcli.compose.order import Arrangement
from briefcli.config import Settings
from briefcli.countries import country_code
from briefcli.errors import ConfigError
from briefcli.render.frame import words_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How a brief is to be. `words` is how long at most, `top` how many stories are told in full; None for any."""

    arrangement: Arrangement = field(default_factory=Arrangement)
    words: int | None = None
    top: int | None = None


def shape_of(settings: Settings, *, minutes: int, words: int | None = None) -> Shape:
    """The shape of a brief that takes so many minutes and has so many words at most; 0 minutes are without limit.

    Raises:
        ConfigError: parts by region, and there is none; a region of something that is no country.
    """
    limits = [limit for limit in (words_of(minutes) if minutes else None, words) if limit is not None]
    if settings.sections == "region" and not settings.regions:
        raise ConfigError("--sections region: the config has no regions.", remedy="Name them there under `regions:`.")
    return Shape(
        arrangement=Arrangement(
            sort=settings.sort,
            sections=settings.sections,
            regions=_regions(settings.regions) if settings.sections == "region" else {},
        ),
        words=min(limits, default=None),
        top=settings.top,
    )


def _regions(named: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The regions, their countries as codes."""
    found: dict[str, tuple[str, ...]] = {}
    for name, countries in named.items():
        codes = [country_code(given) for given in countries]
        if None in codes:
            wrong = countries[codes.index(None)]
            raise ConfigError(
                f"regions: '{wrong}' in '{name}' is no country.", remedy="Use a code such as KR, or a name."
            )
        found[name] = tuple(code for code in codes if code)
    return found
