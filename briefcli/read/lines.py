"""JSON lines: one article a line. Its text is taken as it is, so that the offsets of whoever wrote it hold."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Strict, ValidationError

from briefcli import languages
from briefcli.article import Article, Skipped, article_id
from briefcli.read.dates import parse_stamp
from briefcli.read.language import language_of
from briefcli.text import one_line, without_controls


class _Line(BaseModel):
    """What a line may hold; other keys are the writer's own business."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    text: Annotated[str, Strict()]
    id: str | None = None
    title: str | None = None
    url: str | None = None
    published: str | None = None
    publisher: str | None = None
    byline: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()


def read_lines(source: str, lines: Iterable[str]) -> Iterator[Article | Skipped]:
    """The articles of a .jsonl file, one after the other, so that a large one is never held whole."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _article(f"{source}:{number}", line)


def _article(source: str, line: str) -> Article | Skipped:
    try:
        given = _Line.model_validate(json.loads(line, strict=False))
    except json.JSONDecodeError as error:
        return Skipped(source=source, reason=f"is not JSON ({error.msg}). Each line must be one JSON object.")
    except RecursionError:
        return Skipped(source=source, reason="is nested too deeply. Each line must be one JSON object.")
    except ValidationError as error:
        return Skipped(source=source, reason=_reason(error))
    text = without_controls(given.text)
    if not text.strip():
        return Skipped(source=source, reason="has an empty text. Put the article's body into its `text`.")
    title = one_line(given.title or "")
    stamp = parse_stamp(given.published, earliest=1) if given.published else None
    return Article(
        id=one_line(given.id or "") or article_id(title, text),
        source=source,
        title=title,
        text=text,
        published=stamp.day if stamp else None,
        published_at=stamp.at if stamp else None,
        publisher=one_line(given.publisher or "") or None,
        byline=one_line(given.byline or "") or None,
        url=one_line(given.url or "") or None,
        language=languages.code_of(one_line(given.language or "")) or language_of(text),
        tags=tuple(map(one_line, given.tags)),
        raw=given.text if text != given.text else None,
    )


def _reason(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    if not first["loc"]:
        return "is no JSON object. Each line must be one, with at least a `text`."
    key = first["loc"][0]
    if first["type"] == "missing":
        return f"has no `{key}`. Each line needs the article's body as `text`."
    return f"has a `{key}` of the wrong kind: {first['msg'].lower()}."
