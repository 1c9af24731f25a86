"""Briefs and their sources in bulk, a pair a line of JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from briefcli.article import Article, Skipped, article_id
from briefcli.audit.examine import Said, examine
from briefcli.audit.finding import MISQUOTED, WARNINGS, Severity, worst
from briefcli.read.language import language_of
from briefcli.text import sentences, without_controls
from briefcli.text.words import content

_FRAGMENT = 6  # words between marks that are part of a sentence; more are a statement of their own


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A brief and the text it is said to come from."""

    id: str
    brief: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What was found of a pair's brief: each sentence with what is said of it, none of which says that it is fine."""

    id: str
    source: Article
    found: tuple[tuple[str, Said], ...]
    strict: bool

    @property
    def severity(self) -> Severity:
        """The gravest of what was found; where the run is strict, all of it is grave."""
        return worst("error" if self.strict else _severity(said, self.source) for _, said in self.found)

    def as_json(self) -> dict[str, Any]:
        """A line of what is printed."""
        return {
            "id": self.id,
            "supported": self.severity != "error",
            "findings": [{"text": text, "kind": said.check, "reason": said.message} for text, said in self.found],
        }


def check_pairs(lines: Iterable[str], name: str, *, strict: bool = False) -> Iterator[Checked | Skipped]:
    """For each pair whether its source supports it, and what was found; a line that holds none is skipped.

    Args:
        lines: of JSON, each with `id`, `brief` and `source`. Without an id, a pair is called by the number of its line.
        name: what the file is called.
        strict: what is only a warning is an error.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            pair = _pair(line, number)
            if isinstance(pair, Pair):
                source = _article(pair.source)
                yield Checked(id=pair.id, source=source, found=tuple(_found(pair.brief, source)), strict=strict)
            else:
                yield Skipped(source=f"{name}:{number}", reason=pair)


def _pair(line: str, number: int) -> Pair | str:
    """The pair of a line, or why it holds none."""
    try:
        held = json.loads(line)
    except (ValueError, RecursionError):
        return "is no JSON. Write one object a line."
    if not isinstance(held, dict) or not all(isinstance(held.get(field), str) for field in ("brief", "source")):
        return "has no text under 'brief' and 'source'."
    if not re.search(r"\w", held["brief"]):
        return "has a brief that says nothing."
    name = number if held.get("id") is None else held["id"]
    return Pair(id=str(name), brief=without_controls(held["brief"]), source=without_controls(held["source"]))


def _found(brief: str, source: Article) -> Iterator[tuple[str, Said]]:
    for start, end in sentences(brief, source.language or "en"):
        text = brief[start:end]
        yield from ((text, said) for said in examine(text, (source,)) if not said.is_fine)


def _severity(said: Said, source: Article) -> Severity:
    """Only a warning where the source may say it all the same: a few of its words have marks that are not theirs."""
    fragment = said.check in MISQUOTED and len(said.ours.split()) <= _FRAGMENT
    if fragment and said.check == "fabricated-quote":
        fragment = content(said.ours, source.language) <= frozenset().union(*source.analysis.words)
    return "warning" if said.check in WARNINGS or fragment else "error"


@lru_cache(maxsize=256)
def _article(text: str) -> Article:
    """The source as an article. One source often has many briefs."""
    return Article(id=article_id("", text), source="", title="", text=text, language=language_of(text))
