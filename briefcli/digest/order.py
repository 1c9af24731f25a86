"""What a digest is asked to be: which places, which names its files have, since when."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path, PurePosixPath
from string import Formatter

from briefcli.article import Article
from briefcli.config import OWN
from briefcli.countries import country_name
from briefcli.errors import UsageError
from briefcli.forms import FORMS

UNASSIGNED = "unassigned"
NAMES = "{date}/{code}.{ext}"
_FIELDS = ("date", "time", "code", "name", "run", "ext")
_MACHINES = re.compile(r"(?:\d{4}-\d\d-\d\d/)?run(?:-\d+)?\.json|index\.\w+")  # the manifests and the index
_PART = 3  # a story is about the countries that one in so many of its articles is about


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A country or region that gets a brief of its own. `code` names its file."""

    code: str
    name: str
    countries: frozenset[str]


@dataclass(frozen=True, kw_only=True)  # no slots: `chosen` is kept in the instance
class Order:
    """What is asked for. Without `countries` and `regions`, every country in the news gets a brief.

    `countries` are ISO 3166-1 alpha-2, `regions` names with their countries. `since` keeps only articles published from
    then on. `full` reports everything there is, known or not. `names` is the template of file names. The cluster
    whose address is `scheduler` shares the work, else processes. `lasted` says how many seconds the run has taken.
    """

    out: Path
    now: datetime
    form: str = "markdown"
    names: str = NAMES
    countries: tuple[str, ...] = ()
    regions: Mapping[str, tuple[str, ...]] | None = None
    since: datetime | None = None
    full: bool = False
    scheduler: str | None = None
    lasted: Callable[[], float] = lambda: 0.0

    def places_of(self, countries: Iterable[str]) -> tuple[Place, ...]:
        """The places whose briefs have a story about these countries."""
        about = tuple(countries)
        if not self.chosen:
            return tuple(map(place_of, about))
        return tuple(place for place in self.chosen if place.countries.intersection(about))

    @cached_property
    def chosen(self) -> tuple[Place, ...]:
        """The places asked for by name; empty where every country is meant."""
        regions = (
            Place(code=_slug(name), name=name, countries=frozenset(codes))
            for name, codes in (self.regions or {}).items()
        )
        return (*regions, *(place_of(code) for code in self.countries))

    def path(self, place: Place, run: int) -> PurePosixPath:
        """Where a place's brief goes, below `out`; a region called "run" has another name than the manifest."""
        filled = self.names.format(
            date=self.now.date().isoformat(),
            time=f"{self.now:%H%M}",
            code=place.code,
            name=_slug(place.name),
            run=run,
            ext=self.ending,
        )
        path = PurePosixPath(filled)
        return path if is_brief(filled) else path.with_stem(f"{path.stem}-brief")

    @property
    def ending(self) -> str:
        """How the names of the files end."""
        return FORMS[self.form].ending


def is_brief(path: str) -> bool:
    """Whether a file of a run is a brief: neither its manifest nor the index."""
    return not _MACHINES.fullmatch(path)


def place_of(code: str) -> Place:
    """The place that is one country."""
    return Place(code=code, name=country_name(code), countries=frozenset((code,)))


def check_names(template: str) -> None:
    """Refuse a template of file names that cannot work.

    Raises:
        UsageError: an unknown field, no `{code}`, or names outside the folder.
    """
    try:
        fields = [
            (name, form, conversion) for _, name, form, conversion in Formatter().parse(template) if name is not None
        ]
    except ValueError as error:
        raise UsageError(f"'{template}' is no template of file names: {error}.", remedy=f"Use {NAMES}") from error
    for name, form, conversion in fields:
        if name not in _FIELDS or form or conversion:
            raise UsageError(f"file names cannot hold '{{{name}}}'.", remedy=f"Use: {', '.join(_FIELDS)}.")
    path = PurePosixPath(template)
    if path.is_absolute() or ".." in path.parts or path.parts[:1] == (OWN,) or "\0" in template:
        raise UsageError(f"'{template}' leads out of the folder.", remedy=f"Use names below --out, such as {NAMES}")
    if not {"code", "name"} & {name for name, _, _ in fields}:
        raise UsageError(
            f"'{template}' gives every country the same file.", remedy=f"Put {{code}} in it, as in {NAMES}"
        )


def countries_of(articles: Sequence[Article]) -> tuple[str, ...]:
    """The countries a story is about: those a good part of its articles is about, most often first."""
    count: dict[str, int] = {}
    for article in articles:
        for code in article.countries:
            count[code] = count.get(code, 0) + 1
    return tuple(sorted((code for code in count if _PART * count[code] >= len(articles)), key=lambda c: (-count[c], c)))


def _slug(name: str) -> str:
    return re.sub(r"[^\w]+", "-", name.casefold()).strip("-") or "region"
