"""A second opinion on points that a model wrote and code let pass: it marks those it doubts, and removes none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from briefcli.article import Article, Span
from briefcli.brief import Brief, Opinion, Plan, Point, Story
from briefcli.draft import DraftPoint, Judgement
from briefcli.text import one_line
from briefcli.writing.written import Progress

if TYPE_CHECKING:
    from briefcli.llm import LlmEngine

_CITED = 3  # sentences that a line which is not written yet is taken to rest on
_READ = frozenset({"full", "short"})  # stories whose points a reader gets
_Mark = Callable[[Point], Point]
_Line = tuple[str, tuple[Span, ...]]


@dataclass(slots=True, kw_only=True)
class Adviser:
    """A model that is asked about points another one wrote, and what came of it so far.

    `asked` counts the points it was asked about, `doubted` those it doubts; `missing` counts those it gave no opinion
    on, by the reason.
    """

    llm: LlmEngine
    asked: int = 0
    doubted: int = 0
    missing: Counter[str] = field(default_factory=Counter)

    def on_brief(self, brief: Brief, progress: Progress) -> Brief:
        """A brief with its points marked, and with what that used; not those of stories that are only named."""
        before = self.llm.usage
        told = [story for story in brief.stories if story.shown in _READ]
        points = (*brief.overview, *(point for story in told for point in story.points))
        mark = self._asked_about(points, brief.articles, progress)
        return replace(
            brief,
            overview=tuple(map(mark, brief.overview)),
            stories=tuple(_marked(story, mark) for story in brief.stories),
            usage=brief.usage.plus(self.llm.usage.since(before)),
        )

    def on_stories(self, stories: Sequence[Story], articles: Iterable[Article], progress: Progress) -> list[Story]:
        """Stories with their points marked."""
        points = (point for story in stories for point in story.points)
        mark = self._asked_about(points, articles, progress)
        return [_marked(story, mark) for story in stories]

    def plan(self, stories: Sequence[Sequence[Article]], *, points: int, overview: int) -> Plan:
        """What opinions on stories that are not written yet would cost at most, and on so many lines of an overview."""
        lines = [line for articles in stories for line in _likely_lines(articles, points)]
        articles = [article for one in stories for article in one]
        return self.llm.plan_opinions([*lines, *lines[:overview]], articles)

    def _asked_about(self, points: Iterable[Point], articles: Iterable[Article], progress: Progress) -> _Mark:
        """Ask about points in other words than their source's, each once; gives what marks those that are doubted."""
        wanted = list(dict.fromkeys(_line(point) for point in points if point.status != "verbatim"))
        judged = 0

        def count() -> None:
            nonlocal judged
            judged += 1
            progress("Asking for opinions", judged, len(wanted))

        lines = [DraftPoint(text=text, cites=evidence) for text, evidence in wanted]
        found = dict(zip(wanted, self.llm.opinions(lines, tuple(articles), done=count), strict=True)) if lines else {}
        self._count(found.values())
        model = one_line(self.llm.model)
        doubts = {
            line: Opinion(model=model, reason=one.reason) for line, one in found.items() if one.supported is False
        }
        return lambda point: replace(point, opinion=doubts.get(_line(point), point.opinion))

    def _count(self, judgements: Iterable[Judgement]) -> None:
        for one in judgements:
            self.asked += 1
            self.doubted += one.supported is False
            if one.supported is None:
                self.missing[one.failure] += 1


def _line(point: Point) -> _Line:
    return point.text, point.evidence


def _marked(story: Story, mark: _Mark) -> Story:
    return replace(story, points=tuple(map(mark, story.points)))


def _likely_lines(articles: Sequence[Article], points: int) -> list[DraftPoint]:
    """Lines about as long as those a model will write of a story, that rest on about as much."""
    spans = [
        Span(article=article.id, start=start, end=end)
        for article in articles
        for start, end in article.analysis.sentences
    ]
    texts = {article.id: article for article in articles}
    return [
        DraftPoint(text=texts[span.article][span], cites=tuple(spans[place : place + _CITED]))
        for place, span in enumerate(spans[:points])
    ]
