"""Briefs and their sources in bulk, a pair a line of JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from briefcli.article import Article, Skipped, article_id
from briefcli.audit.examine import Said, examine
from briefcli.audit.finding import FINE, WARNINGS
from briefcli.read.language import language_of
from briefcli.text import sentences, without_controls

_QUOTES = {"altered-quote", "fabricated-quote"}
_FRAGMENT = 6  # words between marks that are part of a sentence; more are a statement of their own


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A brief and the text it is said to come from."""

    id: str
    brief: str
    source: str


def check_pairs(lines: Iterable[str], name: str) -> Iterator[dict[str, Any] | Skipped]:
    """For each pair whether its source supports it, and what was found; a line that holds none is skipped.

    Args:
        lines: of JSON, each with `id`, `brief` and `source`.
        name: what the file is called.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            pair = _pair(line, number)
            yield _checked(pair) if isinstance(pair, Pair) else Skipped(source=f"{name}:{number}", reason=pair)


def _pair(line: str, number: int) -> Pair | str:
    """The pair of a line, or why it holds none."""
    try:
        held = json.loads(line)
    except (ValueError, RecursionError):
        return "is no JSON. Write one object a line."
    if not isinstance(held, dict) or not all(isinstance(held.get(field), str) for field in ("brief", "source")):
        return "has no text under 'brief' and 'source'."
    return Pair(
        id=str(held.get("id", number)), brief=without_controls(held["brief"]), source=without_controls(held["source"])
    )


def _checked(pair: Pair) -> dict[str, Any]:
    article = _article(pair.source)
    found: list[tuple[str, Said]] = []
    for start, end in sentences(pair.brief, article.language or "en"):
        text = pair.brief[start:end]
        found += [(text, said) for said in examine(text, (article,)) if said.check not in FINE]
    return {
        "id": pair.id,
        "supported": all(_leaves_supported(said) for _, said in found),
        "findings": [{"text": text, "kind": said.check, "reason": said.message} for text, said in found],
    }


def _leaves_supported(said: Said) -> bool:
    """Whether the source may say it all the same: it does where only a few words have marks that are not theirs."""
    fragment = said.check in _QUOTES and len(said.ours.split()) <= _FRAGMENT
    return said.check in WARNINGS or fragment


@lru_cache(maxsize=256)
def _article(text: str) -> Article:
    """The source as an article. One source often has many briefs."""
    return Article(id=article_id("", text), source="", title="", text=text, language=language_of(text))
