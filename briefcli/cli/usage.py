"""What is wrong with a command line, in one sentence that names what was typed."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefcli.config import Loaded


def in_words(error: Any) -> str:
    """What Typer says of a command line, as brief says it: the option as typed, what it takes, where to read on."""
    where = f" See `{error.ctx.command_path} --help`." if getattr(error, "ctx", None) is not None else ""
    return f"{_problem(error)}{where}"


def typed(names: Sequence[str]) -> str:
    """The name by which an option was given on this command line; its long one where it was not."""
    long = max(names, key=len)
    given = (name for word in sys.argv[1:] for name in names if _names(word, name))
    return next(given, long)


@contextmanager
def named_as_typed(loaded: Loaded, setting: str, *names: str) -> Iterator[None]:
    """What is wrong with a setting within says by which option it was typed, where it was."""
    from briefcli.errors import UsageError

    try:
        yield
    except UsageError as error:
        if loaded.origins.get(setting) != "command line":
            raise
        raise type(error)(f"{typed(names)}: {error.problem}", remedy=error.remedy) from error


def _names(word: str, name: str) -> bool:
    return (
        word == name or word.startswith(f"{name}=") or (len(name) == 2 and word.startswith(name) and word[1:2] != "-")
    )


def _problem(error: Any) -> str:
    from briefcli.errors import nearest

    if possible := getattr(error, "possibilities", None):
        return f"{error.option_name}: there is no such option. {nearest(error.option_name, sorted(possible))}"
    if option := getattr(error, "option_name", None):
        takes = re.search(r"requires (an|\d+) argument", error.message)
        values = {"an": "a value", "2": "two values"}
        return (
            f"{option}: it takes {values.get(takes[1], takes[1])}." if takes else f"{option}: there is no such option."
        )
    parameter = getattr(error, "param", None)
    if parameter is None:
        return _ended(error.format_message())
    if parameter.param_type_name != "option":
        name = parameter.display_name_raw.removesuffix("...")
        missing = (
            f"{name} is missing" if not error.message else f"{name}: {error.message.removeprefix('Value error, ')}"
        )
        return _ended(missing)
    name = typed([*parameter.opts, *parameter.secondary_opts])
    return f"{name}: {_ended(_wrong_value(error, parameter))}"


def _wrong_value(error: Any, parameter: Any) -> str:
    """Why a value cannot be: in the words of the settings, where the library that checks it says what it was."""
    details = getattr(error.__cause__, "errors", None)
    if details is None:
        return str(error.message) or "it is missing"
    from briefcli.errors import nearest, said_of

    (first, *_) = details()
    choices = parameter.type_descriptor.choices
    if choices:
        return f"cannot be '{first['input']}'. {nearest(str(first['input']), map(str, choices))}"
    return f"cannot be '{first['input']}'. {said_of(first)}"


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."
