"""`brief summarize --by article -f jsonl`: a line an article, printed as it is written; nothing of it is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from briefcli.cli import surroundings as around
from briefcli.cli import writer
from briefcli.cli.groups import Flags
from briefcli.config import Settings

if TYPE_CHECKING:
    from briefcli.brief import Muted, Story, Withheld
    from briefcli.gathering import Progress, Selection

# What asks how the articles stand to each other, so that all have to be read before the first is printed.
_OF_ALL = ("minutes", "words", "top", "sort", "sections")


def streams(settings: Settings, flags: Flags, form: str) -> bool:
    """Whether each article is asked for by itself, and nothing that has to know them all."""
    by_itself = settings.by == "article" and form == "jsonl"
    usual = Settings()
    return by_itself and not any(
        name in flags.settings or getattr(settings, name) != getattr(usual, name) for name in _OF_ALL
    )


def stream(
    sources: Sequence[str],
    settings: Settings,
    voice: around.Voice,
    *,
    at: datetime,
    chosen: Selection,
    output: Path | None,
    usage: bool,
) -> int:
    """Print a line for each article; give the exit code."""
    from briefcli.article import Skipped
    from briefcli.brief import Muted
    from briefcli.pipeline import tell_each
    from briefcli.render.data import story_line

    skipped: list[Skipped] = []
    muted: list[Muted] = []
    withheld: list[Withheld] = []
    fallen: list[Story] = []
    told = 0

    def lines(show: Progress) -> Iterator[str]:
        nonlocal told
        for one in tell_each(sources, settings, now=at, selection=chosen, progress=show):
            if isinstance(one, Skipped):
                skipped.append(one)
            elif isinstance(one, Muted):
                muted.append(one)
            else:
                told += 1
                withheld.extend(one.withheld)
                fallen.extend([one.story] if one.story.fallback else [])
                yield story_line(one.story, [one.article], one.withheld, at)

    around.run_with(voice, lambda show: around.write_pieces(lines(show), output), prints=around.is_terminal(output))
    code = around.report_left_out(skipped, withheld, muted, voice, told=bool(told), strict=settings.strict)
    return writer.worst(code, writer.report_writing(fallen, None, voice, usage=usage))
