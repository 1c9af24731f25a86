"""Groups of options: declared once as a dataclass, named by every command that takes them, read back as settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, is_dataclass
from functools import cache, wraps
from inspect import Parameter, Signature, signature
from typing import Any, TypeVar, dataclass_transform, get_args, get_type_hints

_Declared = TypeVar("_Declared")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def group(declared: type[_Declared]) -> type[_Declared]:
    """A frozen dataclass whose fields are options. Without `==` and `repr`: they would be 4 % of `brief --version`."""
    return dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)(declared)


@dataclass(frozen=True, slots=True)
class Sets:
    """Says of an option which setting it sets, and to which value where that is not the one given."""

    setting: str
    value_of: Callable[[Any], object] = lambda given: given


def takes_groups(command: Callable[..., None]) -> Callable[..., None]:
    """A command as Typer reads it: where a parameter is a group, the group's options stand in its place."""
    own = options_of(command)
    flat = [option for one in own for option in (options_of(one.annotation) if _is_group(one) else (one,))]

    @wraps(command)
    def taking(**given: Any) -> None:
        command(**{one.name: _gathered(one, given) for one in own})

    taking.__dict__["__signature__"] = Signature(flat)
    taking.__annotations__ = {}  # the signature has them; Typer would resolve each again, twice a start
    return taking


@cache
def options_of(declaring: Callable[..., object]) -> tuple[Parameter, ...]:
    """What a command or a group declares, in its order; the annotations are those Typer reads, no longer text."""
    hints = get_type_hints(declaring, include_extras=True)
    declared = signature(declaring).parameters.values()
    return tuple(one.replace(annotation=hints[one.name], kind=Parameter.KEYWORD_ONLY) for one in declared)


def marks_of(option: Parameter) -> tuple[Sets, ...]:
    """What an option says it sets; nothing where it is no setting."""
    return tuple(mark for mark in get_args(option.annotation) if isinstance(mark, Sets))


def flags_of(*taken: Any) -> dict[str, object]:
    """The settings that the options of some groups were given; of two options for one setting, the later wins.

    An option that is None or False was not given. Of settings below a setting, each option gives its own.
    """
    flags: dict[str, object] = {}
    for one in taken:
        for option in options_of(one.__class__):
            given = getattr(one, option.name)
            for mark in marks_of(option) if given is not None and given is not False else ():
                value, before = mark.value_of(given), flags.get(mark.setting)
                flags[mark.setting] = before | value if isinstance(value, dict) and isinstance(before, dict) else value
    return flags


def _is_group(one: Parameter) -> bool:
    return is_dataclass(one.annotation)


def _gathered(one: Parameter, given: Mapping[str, Any]) -> Any:
    """The value of a command's parameter: what was given, or a group made of it."""
    if not _is_group(one):
        return given[one.name]
    return one.annotation(**{option.name: given[option.name] for option in options_of(one.annotation)})
