"""A brief as JSON: what scripts may rely on. `briefcli.render.contract` has its types, `brief schema` prints them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, TypeVar

from briefcli.article import Article, Skipped, Span
from briefcli.brief import (
    Ahead,
    Brief,
    Change,
    Development,
    Disagreement,
    Muted,
    Point,
    Quote,
    Step,
    Story,
    Usage,
    Weight,
    Withheld,
)
from briefcli.render.safe_json import json_line, json_text
from briefcli.text import one_line

if TYPE_CHECKING:
    from briefcli.render import contract, contract_articles

SCHEMA: Final = "brief/2"

_Content = TypeVar("_Content", bound=Mapping[str, Any])


def to_json(brief: Brief) -> str:
    """The whole brief as one object."""
    return json_text(exact(brief_object(brief), brief.articles), indent=2) + "\n"


def to_jsonl(brief: Brief) -> str:
    """One line a story, with all that it refers to."""
    articles = {article.id: article for article in brief.articles}
    withheld = defaultdict[str, list[Withheld]](list)
    for line in brief.withheld:
        withheld[line.story].append(line)
    return "".join(
        story_line(story, [articles[one] for one in story.articles], withheld[story.id], brief.generated)
        for story in brief.stories
    )


def story_line(story: Story, articles: Sequence[Article], withheld: Sequence[Withheld], generated: datetime) -> str:
    """A story as a line, with all that it refers to."""
    return json_line(_story_line(story, articles, withheld, generated))


def _story_line(
    story: Story, articles: Sequence[Article], withheld: Sequence[Withheld], generated: datetime
) -> contract.StoryLine:
    line: contract.StoryLine = {
        "schema": SCHEMA,
        "generated": generated.isoformat(timespec="seconds"),
        **story_object(story),
        "sources": [article_object(one) for one in articles],
        "withheld": withheld_objects(withheld),
    }
    return exact(line, articles)


def exact(content: _Content, articles: Iterable[Article]) -> _Content:
    """JSON types with the words of sources as those have them, white space and all: `text[start:end]` is the line."""
    _restore(content, {article.id: article.raw or article.text for article in articles})
    return content


def _restore(content: Any, texts: Mapping[str, str]) -> None:
    if isinstance(content, list):
        for one in content:
            _restore(one, texts)
    elif isinstance(content, dict):
        spans = [content] if "start" in content else content.get("evidence", [])
        for span in spans if isinstance(spans, list) and isinstance(content.get("text"), str) else []:
            words = texts.get(span.get("article", ""), "")[span["start"] : span["end"]]
            if one_line(words) == one_line(content["text"]):
                content["text"] = words
        for one in content.values():
            _restore(one, texts)


def brief_object(brief: Brief) -> contract.Brief:
    """A brief as JSON types."""
    return {
        "schema": SCHEMA,
        "title": brief.title,
        "generated": brief.generated.isoformat(timespec="seconds"),
        "engine": {"name": brief.engine, "model": brief.model},
        "overview": [_point(point) for point in brief.overview],
        "stories": [story_object(story) for story in brief.stories],
        "articles": [article_object(article) for article in brief.articles],
        "skipped": [skipped_object(skipped) for skipped in brief.skipped],
        "withheld": withheld_objects(brief.withheld),
        "usage": usage_object(brief.usage),
        "quiet": [
            {"story": one.story, "headline": one.headline, "last": one.last.isoformat() if one.last else None}
            for one in brief.quiet
        ],
        "ahead": [ahead_object(one) for one in brief.ahead],
        "muted": [muted_object(one) for one in brief.muted],
        "words": brief.words,
    }


def story_object(story: Story) -> contract.Story:
    """A story as JSON types."""
    return {
        "id": story.id,
        "headline": story.headline,
        "articles": list(story.articles),
        "published": story.published.isoformat() if story.published else None,
        "countries": list(story.countries),
        "points": [_point(point) for point in story.points],
        "quotes": [quote_object(quote) for quote in story.quotes],
        "outlets": story.outlets,
        "reprints": [{"article": reprint, "of": kept} for reprint, kept in story.reprints],
        "why": story.why,
        "engine": story.engine,
        "fallback": story.fallback,
        "developments": [_development(one) for one in story.developments],
        "disagreements": [_disagreement(one) for one in story.disagreements],
        "news": story.news,
        "changes": [_change(one) for one in story.changes],
        "ahead": [ahead_object(one) for one in story.ahead],
        "weight": _weight(story.weight),
        "followed": list(story.followed),
        "shown": story.shown,
        "part": story.part,
    }


def article_object(article: Article) -> contract_articles.Article:
    """An article as JSON types, without its text.

    A time of day without a zone is no moment, and would be taken for one; it is left out.
    """
    at = article.published_at
    return {
        "id": article.id,
        "source": article.source,
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "published_at": at.isoformat() if at and at.tzinfo else None,
        "publisher": article.publisher,
        "byline": article.byline,
        "dateline": article.dateline,
        "url": article.url,
        "language": article.language,
        "tags": list(article.tags),
        "countries": list(article.countries),
        "mentioned": list(article.mentioned),
        "words": article.words,
    }


def whole_article_object(article: Article) -> contract_articles.WholeArticle:
    """An article as JSON types, with its text and what of its source is not in it."""
    return {
        **article_object(article),
        "notes": list(article.notes),
        "dropped": [{"text": one.text, "why": one.why} for one in article.dropped],
        "text": article.raw or article.text,
    }


def quote_object(quote: Quote) -> contract_articles.Quote:
    """A quotation as JSON types."""
    return {
        "text": quote.text,
        "article": quote.article,
        "start": quote.start,
        "end": quote.end,
        "speaker": quote.speaker,
        "speaker_start": quote.speaker_start,
        "speaker_end": quote.speaker_end,
        "cue": quote.cue,
        "role": quote.role,
        "mention_start": quote.mention_start,
        "mention_end": quote.mention_end,
    }


def ahead_object(one: Ahead) -> contract.Ahead:
    """A day ahead of a brief as JSON types."""
    return {**day_object(one), "story": one.story or None}


def day_object(one: Ahead) -> contract_articles.Day:
    """A day ahead as JSON types; `until` is the last day of a range."""
    return {
        "day": one.first.isoformat(),
        "until": one.last.isoformat() if one.last != one.first else None,
        "text": one.text,
        "evidence": [_span(span) for span in one.evidence],
        "named": _span(one.named),
        "outlets": list(one.outlets),
    }


def skipped_object(skipped: Skipped) -> contract_articles.Skipped:
    """A source that gave nothing, as JSON types."""
    return {"source": skipped.source, "reason": skipped.reason}


def _point(point: Point) -> contract.Point:
    return {
        "text": point.text,
        "status": point.status,
        "outlets": list(point.outlets),
        "evidence": [_span(span) for span in point.evidence],
        "later": [_step(step) for step in point.later],
        "opinion": {"model": point.opinion.model, "reason": point.opinion.reason} if point.opinion else None,
    }


def _span(span: Span) -> contract_articles.Span:
    return {"article": span.article, "start": span.start, "end": span.end}


def _development(found: Development) -> contract.Development:
    return {"about": found.about, "steps": [_step(step) for step in found.steps]}


def _step(step: Step) -> contract.Step:
    return {
        "figure": step.figure,
        "published": step.published.isoformat(),
        "evidence": _span(step.evidence),
        "publishers": list(step.publishers),
    }


def _disagreement(found: Disagreement) -> contract.Disagreement:
    sides: list[contract.Side] = [
        {"figure": one.figure, "publishers": list(one.publishers), "text": one.text, "evidence": _span(one.evidence)}
        for one in found.sides
    ]
    return {"about": found.about, "sides": sides}


def _change(change: Change) -> contract.Change:
    return {
        "about": change.about,
        "before": change.before,
        "after": change.after,
        "evidence": _span(change.evidence),
    }


def _weight(weight: Weight) -> contract.Weight:
    return {
        "total": weight.total,
        "outlets": weight.outlets,
        "newness": weight.newness,
        "gravity": weight.gravity,
        "nearness": weight.nearness,
    }


def muted_object(muted: Muted) -> contract.Muted:
    """A story that the user does not want to see, as JSON types."""
    return {
        "match": muted.match,
        "headline": muted.headline,
        "articles": list(muted.articles),
        "sources": list(muted.sources),
    }


def withheld_objects(withheld: Iterable[Withheld]) -> list[contract.Withheld]:
    """Lines that were not printed, as JSON types."""
    return [{"story": one.story, "text": one.text, "reason": one.reason} for one in withheld]


def usage_object(usage: Usage) -> contract.Usage:
    """What was used of a model, as JSON types."""
    return {
        "calls": usage.calls,
        "cached": usage.cached,
        "prompt_tokens": usage.prompt_tokens,
        "completion_tokens": usage.completion_tokens,
        "cost_usd": usage.cost_usd,
    }
