"""The shapes an answer can have, and the JSON schema of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

Shape = Literal["summary", "combined", "points", "quotes", "verdict"]

#: The list that every answer of a shape must have; a verdict has none.
LISTS: Mapping[Shape, str] = {"summary": "points", "combined": "points", "points": "points", "quotes": "quotes"}
_POINT = {"text": {"type": "string"}, "cites": {"type": "array", "items": {"type": "integer"}}}
_QUOTE = {"text": {"type": "string"}, "speaker": {"type": "string"}, "cite": {"type": "integer"}}


def schema_of(shape: Shape) -> dict[str, Any]:
    """The JSON schema of a reply."""
    points = {"points": {"type": "array", "items": _object(_POINT)}}
    quotes = {"quotes": {"type": "array", "items": _object(_QUOTE)}}
    headline = {"headline": {"type": "string"}}
    by_shape: dict[Shape, dict[str, Any]] = {
        "summary": headline | points | quotes,
        "combined": headline | points,
        "points": points,
        "quotes": quotes,
        "verdict": {"reason": {"type": "string"}, "supported": {"type": "boolean"}},  # who reasons first, judges better
    }
    return _object(by_shape[shape])


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }
