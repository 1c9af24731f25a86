"""What the state keeps of a story that a digest told: its sentences and where they stand, never whole articles."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from pydantic import TypeAdapter

from briefcli.article import Article, Span
from briefcli.brief import Change, Development, Point, Quote, Story
from briefcli.render.outline import called
from briefcli.storyline import Figure, Moved, Place, Saying, Sentence, Told


def told_of(story: Story, articles: Iterable[Article], *, again: bool = False) -> Told:
    """A story as the state keeps it.

    Args:
        story: what the digest tells.
        articles: those it may cite, the earlier ones of its changed figures included.
        again: whether it is told once more, from the articles of an old digest.
    """
    view = _View({article.id: article for article in articles})
    told = Told(
        sentences=tuple(view.sentence(point) for point in story.points),
        moved=tuple(view.moved(found) for found in story.developments),
        changes=tuple(view.changed(change) for change in story.changes),
        sayings=tuple(view.saying(quote) for quote in story.quotes),
        outlets=story.outlets,
        again=again,
    )
    return replace(told, articles=view.cited())


class _View:
    """The articles of a story by id, and which of them were cited so far."""

    def __init__(self, articles: Mapping[str, Article]) -> None:
        self._articles = articles
        self._cited: dict[str, None] = {}

    def cited(self) -> tuple[Article, ...]:
        """The articles that were cited, with what a list of sources says of them."""
        return tuple(_without_text(self._articles[one]) for one in self._cited)

    def sentence(self, point: Point) -> Sentence:
        evidence = " … ".join(self._articles[span.article][span] for span in point.evidence)
        return Sentence(
            text=point.text,
            places=tuple(map(self._place, point.evidence)),
            evidence="" if point.status == "verbatim" else evidence,
            later=tuple(Figure(figure=step.figure, place=self._place(step.evidence)) for step in point.later),
        )

    def moved(self, found: Development) -> Moved:
        steps = (Figure(figure=step.figure, place=self._place(step.evidence)) for step in found.steps)
        return Moved(about=found.about, steps=tuple(steps))

    def changed(self, change: Change) -> Moved:
        before = Figure(figure=change.before, place=self._place(change.was))
        after = Figure(figure=change.after, place=self._place(change.evidence))
        return Moved(about=change.about, steps=(before, after))

    def saying(self, quote: Quote) -> Saying:
        speaker, role = called(quote, self._articles[quote.article])
        place = self._place(Span(article=quote.article, start=quote.start, end=quote.end))
        return Saying(text=quote.text, place=place, speaker=speaker or None, role=role or None)

    def _place(self, span: Span) -> Place:
        self._cited[span.article] = None
        paragraph = self._articles[span.article].paragraph(span.start)
        return Place(article=span.article, start=span.start, end=span.end, paragraph=paragraph)


def _without_text(article: Article) -> Article:
    return Article(
        id=article.id,
        source=article.source,
        title=article.title,
        text="",
        published=article.published,
        publisher=article.publisher,
        url=article.url,
        language=article.language,
    )


def packed(told: Told) -> bytes:
    """What was told as the state has it."""
    return zlib.compress(_adapter().dump_json(told, exclude_defaults=True))


def unpacked(content: bytes) -> Told:
    """What `packed` was given."""
    return _adapter().validate_json(zlib.decompress(content))


@cache
def _adapter() -> TypeAdapter[Told]:
    return TypeAdapter(Told)
