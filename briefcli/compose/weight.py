"""How much a story weighs: a sum of four parts, whose numbers are in `WEIGHTS`. How long a text is says nothing.

What a story is about is looked for in the headline and the opening of its articles. A part of gravity counts by the
share of the articles that have it, so that one article's stray word moves a story of many outlets little.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from math import log2, log10

from briefcli import languages
from briefcli.article import Article, forget
from briefcli.brief import Muted, Story, Weight
from briefcli.compose.watch import Watched, followed, muted, opening, watched
from briefcli.late import late
from briefcli.stories import Group
from briefcli.verify import count_outlets


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """The numbers of the sum, with the reason of each."""

    # Every doubling of the outlets counts the same: the second one confirms the first, the ninth adds little.
    doubled_outlets: float = 6.0
    # An article that does not name its publisher may be from one that is counted already.
    unnamed: float = 0.5
    # Days between a story's newest report and the newest of all: of today, of yesterday, of the day before.
    days: tuple[float, ...] = (8.0, 5.0, 2.0)
    # A report without a date may be from this morning, and from any other.
    undated: float = 2.0
    # The first of the dead, and what each ten times as many add: 1 weighs 9, 100 weigh 19.
    dead: float = 9.0
    ten_times: float = 5.0
    # What a story is about, where its headline says so. War and death before elections, those before the business of
    # governments and courts, which is in most of what a desk reads; sport, films and recipes go down.
    about: Mapping[str, float]
    # Of that, where only the opening says so: headlines name what matters, openings also what surrounds it.
    opening: float = 0.6
    # What a story is about besides: a subpoena over an election is not as grave as both.
    further: float = 0.33
    # So much at most: as much as sixteen outlets have and half of a name that is followed.
    gravest: float = 30.0
    # A name that is followed, at the head of an article; one that is named further down; the third says no more.
    named: float = 12.0
    mentioned: float = 6.0
    nearest: float = 24.0


WEIGHTS = Numbers(
    about={
        "dead": 7.0,
        "injured": 4.0,
        "war": 10.0,
        "unrest": 6.0,
        "election": 6.0,
        "rule": 5.0,
        "court": 5.0,
        "disaster": 8.0,
        "sums": 4.0,
        "light": -12.0,
    },
)
_SENTENCE_END = late(r"(?<=[.!?。])\s+|\n+")
_FIRST_UNSPACED = "\u3040"  # from here on scripts have no spaces between words, or particles behind them


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A group of articles with its weight, and the names it has that the user follows, or mutes."""

    group: Group
    weight: Weight
    followed: tuple[str, ...] = ()
    muted: str | None = None

    def on(self, story: Story) -> Story:
        """The story of the group with its weight and its followed names."""
        return replace(story, weight=self.weight, followed=self.followed)

    @property
    def order(self) -> tuple[object, ...]:
        """What sorts groups as `by_weight` sorts the stories of them."""
        newest = max((article.published.toordinal() for article in self.group.articles if article.published), default=0)
        return -self.weight.total, -count_outlets(self.group.kept), -newest, self.group.id


def weighed(
    groups: Sequence[Group],
    *,
    today: date,
    newest: date | None = None,
    follow: Sequence[str] = (),
    mute: Sequence[str] = (),
) -> list[Weighed]:
    """Each group with its weight, in the order given.

    Newness counts from the newest report of all, so that a folder of last week is read as on its day; a report that
    claims to be from the future is from today. `newest` is the day of one that is not among the groups.
    """
    names, unwanted = watched(follow), watched(mute)
    days = [min(newest, today)] if newest else []
    days += (day for one in groups if (day := _day(one, today)))
    last = max(days, default=today)
    return [_weighed(one, last, today, names, unwanted) for one in groups]


def told_and_muted(groups: Sequence[Weighed]) -> tuple[list[Weighed], tuple[Muted, ...]]:
    """The groups to tell, the weightiest first; and what a brief says of those that the user does not want."""
    ordered = sorted(groups, key=lambda one: one.order)
    return [one for one in ordered if one.muted is None], tuple(_unwanted(one) for one in ordered if one.muted)


def _unwanted(one: Weighed) -> Muted:
    articles = one.group.articles
    return Muted(
        match=one.muted or "",
        headline=articles[0].title,
        articles=tuple(article.id for article in articles),
        sources=tuple(article.source for article in articles),
        countries=tuple(dict.fromkeys(code for article in articles for code in article.countries)),
    )


def _weighed(one: Group, newest: date, today: date, names: Sequence[Watched], unwanted: Sequence[Watched]) -> Weighed:
    found = followed(names, one.kept)
    weight = Weight(
        outlets=_outlets(one.kept),
        newness=_newness(_day(one, today), newest),
        gravity=_gravity(one.kept),
        nearness=_nearness(found),
    )
    unwanted_here = muted(unwanted, one.kept)
    forget(one.kept)
    return Weighed(group=one, weight=weight, followed=tuple(found), muted=unwanted_here)


def _day(one: Group, today: date) -> date | None:
    return max((min(article.published, today) for article in one.articles if article.published), default=None)


def _outlets(articles: Sequence[Article]) -> float:
    named = len({article.publisher for article in articles if article.publisher})
    unnamed = sum(not article.publisher for article in articles)
    return round(WEIGHTS.doubled_outlets * log2(max(1.0, named + WEIGHTS.unnamed * unnamed)), 1)


def _newness(day: date | None, newest: date) -> float:
    if day is None:
        return WEIGHTS.undated
    ago = (newest - day) // timedelta(days=1)
    return WEIGHTS.days[ago] if ago < len(WEIGHTS.days) else 0.0


def _nearness(found: Mapping[str, bool]) -> float:
    near = sum(WEIGHTS.named if at_head else WEIGHTS.mentioned for at_head in found.values())
    return min(near, WEIGHTS.nearest)


def _gravity(articles: Sequence[Article]) -> float:
    """What the articles are about, each kind by the share of those that have it: the gravest whole, others in part."""
    shares: dict[str, float] = {}
    for article in articles:
        for kind, share in _kinds(article).items():
            shares[kind] = shares.get(kind, 0.0) + share / len(articles)
    parts = {kind: WEIGHTS.about[kind] * share for kind, share in shares.items()}
    light = parts.pop("light", 0.0)
    if "dead" in parts:
        parts["dead"] += _tolls(articles)
    gravest = max(parts.values(), default=0.0)
    others = sum(sorted(parts.values())) - gravest
    return round(min(WEIGHTS.gravest, gravest + WEIGHTS.further * others + light), 1)


def _kinds(article: Article) -> dict[str, float]:
    """What an article is about: 1 where its headline says so, less where only its opening does."""
    head, title = opening(article).lower(), article.title.lower()
    return {
        kind: 1.0 if pattern.search(title) else WEIGHTS.opening
        for kind, pattern in _patterns(article.language or "en").items()
        if pattern.search(head)
    }


def _tolls(articles: Sequence[Article]) -> float:
    """What the number of dead adds: the middle one of those that the articles give."""
    counts = sorted(count for article in articles if (count := _dead(opening(article))))
    if 2 * len(counts) < len(articles) or not counts:
        return 0.0
    middle = counts[(len(counts) - 1) // 2]
    return WEIGHTS.dead - WEIGHTS.about["dead"] + WEIGHTS.ten_times * log10(middle)


def _dead(text: str) -> float:
    from briefcli.figures import tolls_in  # late: a story of no deaths needs none of it

    figures = (one for sentence in _SENTENCE_END.split(text) for one in tolls_in(sentence))
    return max((one.number.value for one in figures if one.about.rpartition(" ")[2] == "dead"), default=0.0)


@lru_cache(maxsize=64)
def _patterns(language: str) -> dict[str, re.Pattern[str]]:
    """What finds each kind in a text in small letters: by whole words, where the script has such."""
    found: dict[str, re.Pattern[str]] = {}
    for kind, phrases in languages.language(language).groups("gravity").items():
        whole = "|".join(phrase for phrase in phrases if phrase[-1] < _FIRST_UNSPACED).lower()
        anywhere = [phrase for phrase in phrases if phrase[-1] >= _FIRST_UNSPACED]
        found[kind] = late("|".join([*anywhere, rf"(?<!\w)(?:{whole})(?!\w)"] if whole else anywhere))
    return found
