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
    """Says of an option which setting it sets, and to which value where that is not the one given.

    A setting below another has both names: "mail.to".
    """

    setting: str
    value_of: Callable[[Any], object] = lambda given: given


def takes_groups(command: Callable[..., None]) -> Callable[..., None]:
    """A command as Typer reads it: where a parameter is a group, the group's options stand in its place."""
    own = options_of(command)
    flat = [option for one in own for option in (_shown_in_panel(one.annotation) if _is_group(one) else (one,))]

    @wraps(command)
    def taking(**given: Any) -> None:
        command(**{one.name: _gathered(one, given) for one in own})

    taking.__dict__["__signature__"] = Signature(flat)
    taking.__annotations__ = {}  # the signature has them; Typer would resolve each again, twice a start
    return taking


def _shown_in_panel(declaring: Any) -> tuple[Parameter, ...]:
    """The options of a group, which help shows under the group's heading unless one has its own."""
    options = options_of(declaring)
    for option in options:
        declared = _info(option)
        if declared is not None and declared.rich_help_panel is None:
            declared.rich_help_panel = getattr(declaring, "PANEL", None)
    return options


@cache
def options_of(declaring: Callable[..., object]) -> tuple[Parameter, ...]:
    """What a command or a group declares, in its order; the annotations are those Typer reads, no longer text."""
    hints = get_type_hints(declaring, include_extras=True)
    declared = signature(declaring).parameters.values()
    return tuple(one.replace(annotation=hints[one.name], kind=Parameter.KEYWORD_ONLY) for one in declared)


def marks_of(option: Parameter) -> tuple[Sets, ...]:
    """What an option says it sets; nothing where it is no setting."""
    return tuple(mark for mark in get_args(option.annotation) if isinstance(mark, Sets))


@dataclass(frozen=True, slots=True)
class Flags:
    """What the options of a command set, and the names of the option that set each; "mail.to" is one below another."""

    settings: Mapping[str, object]
    names: Mapping[str, tuple[str, ...]]


def flags_of(*taken: Any) -> Flags:
    """The settings that the options of some groups were given; of two options for one setting, the later wins.

    An option that is None or False was not given.
    """
    settings: dict[str, Any] = {}
    names: dict[str, tuple[str, ...]] = {}
    for one in taken:
        for option in options_of(one.__class__):
            given = getattr(one, option.name)
            for mark in marks_of(option) if given is not None and given is not False else ():
                above, _, below = mark.setting.rpartition(".")
                (settings.setdefault(above, {}) if above else settings)[below] = mark.value_of(given)
                names[mark.setting] = _names_of(option)
    return Flags(settings, names)


def _names_of(option: Parameter) -> tuple[str, ...]:
    """The names an option has on the command line."""
    declared = _info(option)
    first = getattr(declared, "default", None)  # Typer keeps the first of the names here, until it reads the option
    names = [*([first] if isinstance(first, str) else []), *(getattr(declared, "param_decls", None) or ())]
    return tuple(names) or (f"--{option.name.replace('_', '-')}",)


def _info(option: Parameter) -> Any:
    """What Typer is told of an option; None where it is told nothing."""
    return next((one for one in get_args(option.annotation) if hasattr(one, "rich_help_panel")), None)


def _is_group(one: Parameter) -> bool:
    return is_dataclass(one.annotation)


def _gathered(one: Parameter, given: Mapping[str, Any]) -> Any:
    """The value of a command's parameter: what was given, or a group made of it."""
    if not _is_group(one):
        return given[one.name]
    return one.annotation(**{option.name: given[option.name] for option in options_of(one.annotation)})
