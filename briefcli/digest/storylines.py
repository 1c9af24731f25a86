"""How running stories went, from the state of the digests alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import cast

from briefcli.config import OWN, STATE, Settings
from briefcli.digest.again import tell_again
from briefcli.digest.opening import read_only
from briefcli.digest.state import Report
from briefcli.digest.tell import Hands
from briefcli.digest.told import unpacked
from briefcli.errors import UsageError
from briefcli.gathering import Progress
from briefcli.storyline import Day, News, Saying, Sentence, Storyline, Told
from briefcli.text import letters, one_line
from briefcli.workers import on_this_machine

_NEWS = ("new", "updated", "full")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which stories are asked for. What is empty asks for all.

    `since` is the first day looked at. `story` is an id or how it begins, `countries` are ISO 3166-1 alpha-2, and
    `match` is looked for in headlines, sentences and quotations, in any case.
    """

    since: date
    story: str = ""
    countries: tuple[str, ...] = ()
    match: str = ""


def find_storylines(
    digests: Path,
    wanted: Wanted,
    settings: Settings,
    progress: Progress = lambda _what, _done, _all: None,
) -> tuple[Storyline, ...]:
    """The stories asked for: the one told on most days first, then the one heard of last.

    It takes a while only where an old state is to be told again; `progress` hears of that.

    Raises:
        UsageError: no digest was ever written to that folder.
        BriefError: its state cannot be read.
    """
    file = digests / OWN / STATE
    if not file.is_file():
        raise UsageError(
            f"{digests} holds no digests of brief.", remedy="Name the folder that `brief digest … --out` writes to."
        )
    with read_only(file) as state:
        tell_again(state, settings, Hands(model=None, team=on_this_machine(settings.workers), progress=progress))
        reports = state.history()
    into = _merged(reports)
    by_story = _by_story(reports, into)
    found = [line for story, told in by_story.items() if (line := _storyline(story, told, wanted.since))]
    chosen = [line for line in _of_id(found, _whole(wanted.story, into)) if _is_wanted(line, wanted)]
    return tuple(sorted(chosen, key=lambda line: (-len(line.dates), -line.days[-1].day.toordinal(), line.story)))


def _merged(reports: Sequence[Report]) -> dict[str, str]:
    """The stories that turned out to be part of another one, and which that is."""
    last = {report.story: report for report in reports}
    return {story: report.into for story, report in last.items() if report.news == "merged" and report.into}


def _by_story(reports: Sequence[Report], into: Mapping[str, str]) -> dict[str, list[Report]]:
    """The reports of each story, with those of the stories that are part of it."""
    found: dict[str, list[Report]] = {}
    for report in reports:
        if report.news != "merged":
            found.setdefault(_whole(report.story, into), []).append(report)
    return found


def _whole(story: str, into: Mapping[str, str]) -> str:
    """The story that one is part of, however many lie between; itself where it stands alone."""
    seen = {story}
    while (whole := into.get(story, story)) not in seen:
        seen.add(whole)
        story = whole
    return story


def _storyline(story: str, reports: Sequence[Report], since: date) -> Storyline | None:
    """A story from all that was said of it; None where none of it is of these days."""
    news = [report for report in reports if report.news in _NEWS]
    of_late = [report for report in news if report.day >= since]
    if not of_late:
        return None
    last = reports[-1]
    return Storyline(
        story=story,
        headline=of_late[-1].headline,
        countries=tuple(dict.fromkeys(code for report in reversed(of_late) for code in report.countries)),
        days=_days(of_late),
        began=news[0].day,
        quiet=last.day if last.news == "quiet" else None,
    )


def _days(reports: Iterable[Report]) -> tuple[Day, ...]:
    """What was told on each day and on none before it."""
    said: set[str] = set()
    return tuple(
        Day(
            day=report.day,
            news=cast("News", report.news),
            headline=report.headline,
            told=_unsaid(unpacked(report.told), said) if report.told else None,
        )
        for report in reports
    )


def _unsaid(told: Told, said: set[str]) -> Told:
    """What was told without the sentences and quotations that were told before; those are remembered in `said`."""
    sentences = tuple(one for one in told.sentences if letters(one.text) not in said)
    sayings = tuple(one for one in told.sayings if letters(one.text) not in said)
    said |= {letters(text) for text in _words(sentences, sayings)}
    return replace(told, sentences=sentences, sayings=sayings)


def _of_id(lines: Sequence[Storyline], wanted: str) -> Sequence[Storyline]:
    """The story of an id, or those whose ids begin so."""
    exact = [line for line in lines if line.story == wanted]
    return exact or [line for line in lines if line.story.startswith(wanted)]


def _is_wanted(line: Storyline, wanted: Wanted) -> bool:
    if wanted.countries and not set(wanted.countries) & set(line.countries):
        return False
    match = one_line(wanted.match).casefold()
    return any(match in one_line(text).casefold() for text in _texts(line))


def _texts(line: Storyline) -> Iterator[str]:
    for day in line.days:
        yield day.headline
        if day.told:
            yield from _words(day.told.sentences, day.told.sayings)


def _words(sentences: Iterable[Sentence], sayings: Iterable[Saying]) -> Iterator[str]:
    yield from (one.text for one in sentences)
    yield from (one.text for one in sayings)
