"""What a brief says of itself: how much there is, who made it, what was left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath

from briefcli.article import Skipped
from briefcli.brief import REPLACED, Brief, Muted
from briefcli.text import one_line

_WORDS_A_MINUTE = 230  # adults reading non-fiction: Brysbaert (2019), 238 words a minute
_NAMED = 2  # so many sources are left out by name; of more, their kinds are counted
_KINDS = {
    "pdf": "PDF file",
    "eml": "mail",
    "msg": "mail",
    "mbox": "mail",
    "htm": "page",
    "html": "page",
    "mht": "page",
    "mhtml": "page",
    "doc": "Word file",
    "docx": "Word file",
    "odt": "text document",
    "xlsx": "table",
    "csv": "table",
    **dict.fromkeys(("png", "jpg", "jpeg", "gif", "webp", "heic", "tiff", "bmp", "svg"), "picture"),
    **dict.fromkeys(("mp3", "m4a", "wav", "ogg"), "recording"),
    **dict.fromkeys(("mp4", "mov", "avi", "webm", "mkv"), "film"),
}
_NO_ARTICLE = re.compile("no article|empty")


def summary(brief: Brief, words: int) -> str:
    """How many articles of how many publishers and stories, and how long it takes to read so many words of them."""
    publishers = {one_line(article.publisher) for article in brief.articles if article.publisher}
    whole = minutes(sum(article.words for article in brief.articles))
    parts = [
        count(len(brief.articles), "article"),
        count(len(publishers), "publisher") if publishers else "",
        count(len(brief.stories), "story", "stories"),
        f"{minutes(words)} min to read" + (f" instead of {whole}" if whole > minutes(words) else ""),
        "by the built-in engine" if all_fell_back(brief) else "",
    ]
    return " · ".join(part for part in parts if part)


def all_fell_back(brief: Brief) -> str:
    """Why every one of several stories is by the built-in engine, where that is one reason; "" where it is not."""
    reasons = {story.fallback for story in brief.stories}
    return one_line(next(iter(reasons)) or "") if len(reasons) == 1 and len(brief.stories) > 1 else ""


def words_of(limit_minutes: int) -> int:
    """How many words are read in so many minutes."""
    return limit_minutes * _WORDS_A_MINUTE


def minutes(words: int) -> int:
    """How long so many words take to read."""
    return max(1, round(words / _WORDS_A_MINUTE))


def count(number: int, one: str, many: str = "") -> str:
    """A number of things in words."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def made_by(brief: Brief) -> str:
    """Whose the sentences are, and what the marks mean that are in the brief."""
    made = "Sentences and quotations are the sources’ own, word for word."
    if brief.model:
        made = f"Written by {one_line(brief.model)}; every line checked against its source."
    alone = any(one.outlets > 1 and len(point.outlets) == 1 for one in brief.stories for point in one.points)
    if alone:
        made = f"{made} “One outlet” marks what no other outlet of the story says."
    points = (*brief.overview, *(point for one in brief.stories for point in one.points))
    if any(point.status == "translated" for point in points):
        made = f"{made} Of what is “translated” numbers, names and countries are compared with its source, no more."
    if any(point.opinion for point in points):
        made = f"{made} An “opinion” is a model’s, on a line that has passed the checks; it may be wrong."
    return made


def notes(brief: Brief) -> tuple[str, ...]:
    """What is not there: stories for which there was no room, or that are muted, sources, and lines."""
    unshown = sum(story.shown is None for story in brief.stories)
    room = f"No room for {count(unshown, 'more story', 'more stories')}; their articles are among the sources."
    nothing = "" if brief.stories or brief.muted else "Nothing to report."
    reason = all_fell_back(brief)
    fell = f"By the built-in engine, for no model could be asked: {reason.rstrip('.')}." if reason else ""
    found = (fell, nothing, room if unshown else "", _muted(brief.muted), left_out(brief.skipped), *_withheld(brief))
    return tuple(note for note in found if note)


def left_out(skipped: Sequence[Skipped]) -> str:
    """The sources that gave no article in one line: "Left out: 24 PDF files, 12 mails, 3 pages without an article."."""
    if len(skipped) <= _NAMED:
        return " ".join(f"Left out: {one_line(one.source)} {one_line(one.reason)}" for one in skipped)
    kinds = Counter(_kind(one) for one in skipped)
    ordered = sorted(kinds, key=lambda kind: (-kinds[kind], kind))
    return "Left out: " + ", ".join(count(kinds[kind], kind[0]) + kind[1] for kind in ordered) + "."


def _kind(one: Skipped) -> tuple[str, str]:
    """What a source is, by its name, and why it gave nothing, where that is said in few words."""
    ending = PurePath(one.source.partition(":")[0]).suffix.lower().removeprefix(".")
    kind = _KINDS.get(ending, "file")
    return kind, " without an article" if kind in {"page", "file"} and _NO_ARTICLE.search(one.reason) else ""


def _muted(muted: Sequence[Muted]) -> str:
    """Which stories are muted: "3 stories muted: horoscope (2), lottery"."""
    names = Counter(one_line(one.match) for one in muted)
    shown = (name if len(names) == 1 or names[name] == 1 else f"{name} ({names[name]})" for name in sorted(names))
    return f"{count(len(muted), 'story', 'stories')} muted: {', '.join(shown)}." if muted else ""


def _withheld(brief: Brief) -> list[str]:
    """How many lines are withheld, and why."""
    old = sum(one.reason == REPLACED for one in brief.lines_withheld)
    reasons = (("not found in the sources", len(brief.lines_withheld) - old), ("newer reports have other figures", old))
    return [f"{count(number, 'line')} withheld: {reason}." for reason, number in reasons if number]
