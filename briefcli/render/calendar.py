"""Days ahead as a calendar (RFC 5545) that calendar programs open and subscribe to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from briefcli import __version__
from briefcli.article import Article
from briefcli.brief import Ahead
from briefcli.render.sources import show_source
from briefcli.text import one_line

if TYPE_CHECKING:
    from icalendar import Event

_OURS = UUID("6f1dbd53-6ad3-5f0e-9d2b-0a3c4be1f7a5")  # drawn once, so that a day has the same UID in every run
_LONGEST_SUMMARY = 90  # characters; calendars show a line


def to_calendar(days: Sequence[Ahead], articles: Sequence[Article], generated: datetime) -> str:
    """The days as all-day events that take up no time, in the order given.

    A day keeps its UID as long as its date and its sentence are the same: whoever imports it again has it once.
    """
    from icalendar import Calendar

    by_id = {article.id: article for article in articles}
    calendar = Calendar()
    calendar.add("prodid", f"-//brief//brief {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Dates ahead")
    for one in days:
        calendar.add_component(_event(one, by_id[one.evidence[0].article], generated))
    return str(calendar.to_ical(), "utf-8")


def _event(one: Ahead, article: Article, generated: datetime) -> Event:
    from icalendar import Event

    text = one_line(one.text)
    source = show_source(0, article)
    said_by = f"{source.publisher}, {source.day}: {source.title}"
    event = Event()
    event.add("uid", str(uuid5(_OURS, f"{one.first}/{one.last} {text}")))
    event.add("dtstamp", generated.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", one.first)
    event.add("dtend", one.last + timedelta(days=1))  # the day after the last one, says the RFC
    event.add("summary", _summary(one, article))
    event.add("description", f"{text}\n\n{said_by}\n{source.link or source.place}")
    if source.link:
        event.add("url", source.link)
    event.add("transp", "TRANSPARENT")
    return event


def _summary(one: Ahead, article: Article) -> str:
    """The words of the sentence around the day it names, with dots where something is left out."""
    text = one_line(one.text)
    if len(text) <= _LONGEST_SUMMARY:
        return text
    named = one_line(article[one.named])
    end = min(len(text), max(_LONGEST_SUMMARY, text.rfind(named) + len(named) + 1))
    start = max(0, end - _LONGEST_SUMMARY)
    words = text[start:end]
    if start:
        words = "… " + words.partition(" ")[2]
    if end < len(text):
        words = words.rpartition(" ")[0].rstrip(",;:") + " …"
    return words
