"""What can go wrong, as a small tree.

BriefError              one sentence on what happened, one on what to type next
├── UsageError          the command line or the configuration is wrong        (exit 2)
│   └── ConfigError     an unknown setting, a value of the wrong kind
├── ReadError           one source could not be read; becomes a Skipped
├── EngineError         no story could be made: wrong key, nothing listening  (exit 1)
└── LockedError         another run holds the lock                            (exit 75)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from enum import IntEnum
from typing import Any


class Exit(IntEnum):
    """How a command may end, as `brief --help` says."""

    DONE = 0
    FAILED = 1
    PARTLY = 3  # some input was skipped, some stories fell back to the built-in engine, or an opinion is missing
    NOTHING = 4
    WITHHELD = 5
    FINDINGS = 5  # the same to scripts: of `brief verify`, which withholds nothing
    CAPPED = 6


class BriefError(Exception):
    """What happened, in one sentence; `remedy` is what to type or change next ("" when there is nothing to do)."""

    exit_code = 1

    def __init__(self, problem: str, *, remedy: str = "") -> None:
        super().__init__(f"{problem} {remedy}".strip())
        self.problem = problem
        self.remedy = remedy

    def __reduce__(self) -> tuple[object, ...]:
        """Survive the way back from a worker process."""
        return (_rebuild, (type(self), self.problem, self.remedy))


def nearest(given: str, known: Iterable[str]) -> str:
    """What to write instead of a name that is not known: "Did you mean 'points'?", or those there are."""
    names = list(known)
    near = get_close_matches(given, names, n=1)
    return f"Did you mean '{near[0]}'?" if near else f"Use one of: {', '.join(names)}."


def said_of(wrong: Mapping[str, Any]) -> str:
    """What a value must be, of an error of the library that checks it, in words."""
    limits = wrong.get("ctx", {})
    words = {
        "less_than_equal": "It must be at most {le:g}.",
        "greater_than_equal": "It must be at least {ge:g}.",
        "greater_than": "It must be more than {gt:g}.",
        "less_than": "It must be less than {lt:g}.",
        "literal_error": "It must be {expected}.",
        "int_parsing": "It must be a whole number.",
        "int_from_float": "It must be a whole number.",
        "int_type": "It must be a whole number.",
        "float_parsing": "It must be a number.",
        "float_type": "It must be a number.",
        "bool_parsing": "It must be true or false.",
        "bool_type": "It must be true or false.",
        "string_type": "It must be text.",
        "tuple_type": "It must be a list, such as [one, two].",
        "dict_type": "It must be lines of `key: value` below it.",
        "model_type": "It must be lines of `key: value` below it.",
        "path_type": "It must be a path.",
        "string_too_short": "It must not be empty.",
        "string_pattern_mismatch": "It must have a letter or a digit.",
    }.get(wrong["type"])
    return words.format_map(limits) if words else f"{wrong['msg'].removeprefix('Value error, ')}."


def _rebuild(kind: type[BriefError], problem: str, remedy: str) -> BriefError:
    return kind(problem, remedy=remedy)


class UsageError(BriefError):
    """The command line or the configuration cannot be acted on."""

    exit_code = 2


class ConfigError(UsageError):
    """A configuration file or an environment variable holds something `brief` does not know."""


class ReadError(BriefError):
    """One source could not be read. Never ends a run: it becomes a `Skipped`."""


class EngineError(BriefError):
    """The engine can make no story at all, for a reason that is the same for every one of them."""


class LockedError(BriefError):
    """Another run holds the lock."""

    exit_code = 75
