"""A brief as JSON: what scripts may rely on (schema `brief/1`)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

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
)
from briefcli.text import one_line, without_controls

SCHEMA = "brief/1"


def to_json(brief: Brief) -> str:
    """The whole brief as one object."""
    return json_text(exact(brief_object(brief), brief.articles), indent=2) + "\n"


def to_jsonl(brief: Brief) -> str:
    """One line a story."""
    return "".join(json_line(exact(story_object(story), brief.articles)) for story in brief.stories)


def json_line(content: dict[str, Any]) -> str:
    """One object on one line."""
    return json_text(content) + "\n"


def json_text(content: Any, indent: int | None = None) -> str:
    """JSON that is safe to look at: what is no text, or would steer a terminal, is written as its number."""
    return without_controls(json.dumps(content, ensure_ascii=False, indent=indent), _numbered)


def _numbered(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\u{code:04x}" if code < 0x10000 else json.dumps(found[0])[1:-1]


def exact(content: dict[str, Any], articles: Iterable[Article]) -> dict[str, Any]:
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


def brief_object(brief: Brief) -> dict[str, Any]:
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
        "withheld": [{"story": one.story, "text": one.text, "reason": one.reason} for one in brief.withheld],
        "usage": _usage(brief.usage),
        "quiet": [
            {"story": one.story, "headline": one.headline, "last": one.last.isoformat() if one.last else None}
            for one in brief.quiet
        ],
        "ahead": [ahead_object(one) for one in brief.ahead],
        "muted": [muted_object(one) for one in brief.muted],
        "words": brief.words,
    }


def story_object(story: Story) -> dict[str, Any]:
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


def article_object(article: Article, *, text: bool = False) -> dict[str, Any]:
    """An article as JSON types, with its text where asked for."""
    content: dict[str, Any] = {
        "id": article.id,
        "source": article.source,
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "published_at": article.published_at.isoformat() if article.published_at else None,
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
    if not text:
        return content
    dropped = [{"text": one.text, "why": one.why} for one in article.dropped]
    return content | {"notes": list(article.notes), "dropped": dropped, "text": article.raw or article.text}


def quote_object(quote: Quote) -> dict[str, Any]:
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


def ahead_object(one: Ahead) -> dict[str, Any]:
    """A day ahead as JSON types; `until` is the last day of a range."""
    return {
        "day": one.first.isoformat(),
        "until": one.last.isoformat() if one.last != one.first else None,
        "text": one.text,
        "evidence": [_span(span) for span in one.evidence],
        "named": _span(one.named),
        "outlets": list(one.outlets),
        "story": one.story or None,
    }


def skipped_object(skipped: Skipped) -> dict[str, Any]:
    """A source that gave nothing, as JSON types."""
    return {"source": skipped.source, "reason": skipped.reason}


def _point(point: Point) -> dict[str, Any]:
    return {
        "text": point.text,
        "status": point.status,
        "outlets": list(point.outlets),
        "evidence": [_span(span) for span in point.evidence],
        "later": [_step(step) for step in point.later],
    }


def _span(span: Span) -> dict[str, Any]:
    return {"article": span.article, "start": span.start, "end": span.end}


def _development(found: Development) -> dict[str, Any]:
    return {"about": found.about, "steps": [_step(step) for step in found.steps]}


def _step(step: Step) -> dict[str, Any]:
    return {
        "figure": step.figure,
        "published": step.published.isoformat(),
        "evidence": _span(step.evidence),
        "publishers": list(step.publishers),
    }


def _disagreement(found: Disagreement) -> dict[str, Any]:
    sides = [
        {"figure": one.figure, "publishers": list(one.publishers), "text": one.text, "evidence": _span(one.evidence)}
        for one in found.sides
    ]
    return {"about": found.about, "sides": sides}


def _change(change: Change) -> dict[str, Any]:
    return {
        "about": change.about,
        "before": change.before,
        "after": change.after,
        "evidence": _span(change.evidence),
    }


def _weight(weight: Weight) -> dict[str, float]:
    return {
        "total": weight.total,
        "outlets": weight.outlets,
        "newness": weight.newness,
        "gravity": weight.gravity,
        "nearness": weight.nearness,
    }


def muted_object(muted: Muted) -> dict[str, Any]:
    """A story that the user does not want to see, as JSON types."""
    return {
        "match": muted.match,
        "headline": muted.headline,
        "articles": list(muted.articles),
        "sources": list(muted.sources),
    }


def _usage(usage: Usage) -> dict[str, Any]:
    return {
        "calls": usage.calls,
        "cached": usage.cached,
        "prompt_tokens": usage.prompt_tokens,
        "completion_tokens": usage.completion_tokens,
        "cost_usd": usage.cost_usd,
    }
