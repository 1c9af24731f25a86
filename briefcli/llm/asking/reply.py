"""What a model answered, as data: read leniently where that is safe, and never trusted.

Recovered: fences, talk around the JSON, reasoning in `<think>`, trailing commas, raw line breaks in strings, a list
where an object was asked for, and the complete items of a reply that was cut off. A cut-off item is dropped: half a
sentence may say the opposite of the whole.

A verdict is read strictly: what is not exactly one is none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic_core import from_json

from briefcli.llm.asking.shape import LISTS, Shape
from briefcli.text import one_line

_THINKING = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
_FENCE = re.compile(r"```[a-zA-Z]*\s*\n?(.*?)(?:```|\Z)", re.DOTALL)
_TRAILING_COMMA = re.compile(r'("(?:[^"\\]|\\.)*+")|,(?=\s*+[}\]])', re.DOTALL)
_NUMBER = re.compile(r"\d{1,6}")
_RANGE = re.compile(r"\[?(\d{1,6})\]?\s*[-–]\s*\[?(\d{1,6})\]?")
_CITES_IN_TEXT = re.compile(r"\s*\[(\d{1,6}(?:\s*[,–-]\s*\d{1,6})*)\](?=[\s.,;]*$|\s*\[)")
_BULLET = re.compile(r"^\s*(?:[-*•–]|\(?\d{1,2}[.)]|\[\d{1,3}\]:?)\s+")
_BOLD = re.compile(r"\*\*([^*]{1,500})\*\*")
_PLACES_TRIED = 12  # where a reply may begin its JSON; more would let a hostile reply cost quadratic time
_LONGEST_READ = 400_000  # characters


class ReplyError(Exception):
    """The reply cannot be read; the message says why."""


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _cites(value: Any) -> tuple[int, ...]:
    """Sentence numbers from `2`, `"2"`, `"[2]"`, `"[2], [3]"`, `"2-4"`, or a list of any of these."""
    if isinstance(value, str):
        return _cites_of_string(value[:500])
    if isinstance(value, int | float) and not isinstance(value, bool):
        return (int(value),) if 0 <= value < 1_000_000 and int(value) == value else ()
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return tuple(dict.fromkeys(number for item in value[:200] for number in _cites(item)))
    return ()


def _cites_of_string(value: str) -> tuple[int, ...]:
    ranges = [(int(a), int(b)) for a, b in _RANGE.findall(value)]
    found = [number for a, b in ranges if a <= b < a + 20 for number in range(a, b + 1)]
    rest = _RANGE.sub(" ", value)
    return tuple(dict.fromkeys([*found, *(int(number) for number in _NUMBER.findall(rest))]))


def _first_cite(value: Any) -> int | None:
    cites = _cites(value)
    return cites[0] if cites else None


def _line(value: Any) -> str:
    """A line without the bullet, number or bold type that models like to put on it."""
    return _BOLD.sub(r"\1", _BULLET.sub("", _text(value)))


class _Lenient(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class ReplyPoint(_Lenient):
    """A point as the model wrote it, with the numbers it gave."""

    text: Annotated[str, BeforeValidator(_line)] = ""
    cites: Annotated[tuple[int, ...], BeforeValidator(_cites)] = ()


class ReplyQuote(_Lenient):
    """A quote as the model wrote it."""

    text: Annotated[str, BeforeValidator(_text)] = ""
    speaker: Annotated[str, BeforeValidator(_text)] = ""
    cite: Annotated[int | None, BeforeValidator(_first_cite)] = None


class Reply(_Lenient):
    """A whole reply. What the shape did not ask for is empty. `cut_off` says whether an end was missing.

    `supported` is the verdict on a line, None where none was asked for; `reason` is why.
    """

    headline: Annotated[str, BeforeValidator(_line)] = ""
    points: tuple[ReplyPoint, ...] = ()
    quotes: tuple[ReplyQuote, ...] = ()
    cut_off: bool = False
    supported: bool | None = None
    reason: str = ""


def parse_reply(text: str, shape: Shape, *, cut_off: bool = False) -> Reply:
    """Read what a model answered.

    Args:
        text: its whole answer.
        shape: what was asked for.
        cut_off: whether the server says that it stopped at the limit of tokens.

    Raises:
        ReplyError: there is no JSON in it, or not of that shape.
    """
    if not text.strip():
        raise ReplyError("the reply is empty")
    if shape == "verdict":
        return _verdict(text[:_LONGEST_READ])
    found, was_cut = _found_json(text[:_LONGEST_READ])
    found = _as_object(found, shape)
    was_cut = was_cut or cut_off or len(text) > _LONGEST_READ
    key = LISTS[shape]
    if not isinstance(found.get(key), list):
        raise ReplyError(f"the reply has no list of {key}")
    cleaned = {"headline": found.get("headline"), "cut_off": was_cut}
    for name in ("points", "quotes"):
        items = found.get(name)
        cleaned[name] = [_item(item) for item in items[:100]] if isinstance(items, list) else []
    try:
        return Reply.model_validate(cleaned)
    except ValidationError as error:
        raise ReplyError("the reply is not of the shape that was asked for") from error


def _verdict(text: str) -> Reply:
    """A reply that is one JSON object, in a fence perhaps, which says yes or no, and of a no why."""
    bare = _THINKING.sub(" ", text).strip()
    fence = _FENCE.fullmatch(bare)
    found = _whole(fence[1].strip() if fence else bare)
    supported, reason = (found.get("supported"), found.get("reason", "")) if isinstance(found, dict) else (None, "")
    if not isinstance(supported, bool) or not isinstance(reason, str):
        raise ReplyError("the reply is no verdict")
    if not supported and not one_line(reason):
        raise ReplyError("the reply gives no reason")
    return Reply(supported=supported, reason=reason)


def _item(item: Any) -> Any:
    """A point given as a plain string, its cites in brackets at the end, becomes an object."""
    if isinstance(item, dict):
        known = {str(key).lower(): value for key, value in item.items()}
        if "cites" not in known:
            known["cites"] = known.get("cite", known.get("citations"))
        if "cite" not in known:
            known["cite"] = known["cites"]
        return known | _split_cites(_text(known.get("text")), known["cites"])
    return _split_cites(_text(item), None)


def _split_cites(text: str, cites: Any) -> dict[str, Any]:
    """Cites that stand in brackets at the end of a text move to where they belong."""
    found = [number for group in _CITES_IN_TEXT.findall(text[-200:]) for number in _cites_of_string(group)]
    if not found:
        return {"text": text, "cites": cites}
    head, tail = text[:-200], text[-200:]
    return {"text": head + _CITES_IN_TEXT.sub("", tail), "cites": cites or found}


def _as_object(found: Any, shape: Shape) -> dict[str, Any]:
    if isinstance(found, list):
        return {LISTS[shape]: found}
    if not isinstance(found, dict):
        raise ReplyError("the reply is no JSON object")
    keyed = {str(key).lower(): value for key, value in found.items()}
    if LISTS[shape] not in keyed and len(keyed) == 1:
        (inner,) = keyed.values()
        if isinstance(inner, dict):
            return {str(key).lower(): value for key, value in inner.items()}
    return keyed


def _found_json(text: str) -> tuple[Any, bool]:
    """The JSON in a reply, and whether its end is missing."""
    bare = _THINKING.sub(" ", text)
    candidates = [bare.strip(), *(match.group(1).strip() for match in _limited(_FENCE.finditer(bare)))]
    for candidate in candidates:
        found = _whole(candidate)
        if found is not None:
            return found, False
    starts = [match.start() for match in _limited(re.finditer(r'[{\[](?=\s*["{\[])', bare))]
    for start in starts:
        found = _beginning(bare[start:])
        if found is not None:
            return found, False
        partial = _cut_off(bare[start:])
        if partial:
            return partial, True
    raise ReplyError("the reply holds no JSON")


def _limited(matches: Iterator[re.Match[str]]) -> Iterator[re.Match[str]]:
    for _, match in zip(range(_PLACES_TRIED), matches, strict=False):
        yield match


def _whole(text: str) -> dict[str, Any] | list[Any] | None:
    if text[:1] not in {"{", "["}:
        return None
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text)):
        try:
            found = json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict | list):
            return found
    return None


def _beginning(text: str) -> dict[str, Any] | list[Any] | None:
    """JSON at the start of a text, whatever talk follows it."""
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text)):
        try:
            found, _ = json.JSONDecoder(strict=False).raw_decode(attempt)
        except (ValueError, RecursionError):
            continue
        if found and isinstance(found, dict | list):
            return found
    return None


def _cut_off(text: str) -> dict[str, Any] | list[Any] | None:
    """The complete items of JSON whose end is missing. The last item is dropped: its end is unknown."""
    escaped = re.sub(r"[\x00-\x1f]", " ", text)
    try:
        found = from_json(escaped, allow_partial=True)
    except ValueError:
        return None
    if isinstance(found, list):
        return found[:-1]
    if not isinstance(found, dict) or not found:
        return None
    last = list(found)[-1]
    kept = dict(found)
    kept[last] = kept[last][:-1] if isinstance(kept[last], list) else None
    return kept
