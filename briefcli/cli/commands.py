"""Commands as their help shows them: options in groups, a flag without a type, examples at the end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from typer.core import TyperCommand, TyperGroup

_RUN = "Run"  # the group of options that say how a run behaves; --help is one
_SEVERAL = {"--against"}  # options that take several values, up to the next option
_TYPES = {"str": "TEXT", "int": "N", "int range": "N", "float": "N", "float range": "N", "Path": "PATH"}


class Command(TyperCommand):
    """A command of brief's: what Typer alone does not know.

    `--param` takes a name and a value. What follows `--against` is a value of it, and no argument.
    """

    def __init__(self, *given: Any, **keywords: Any) -> None:
        super().__init__(*given, **keywords)
        for parameter in self.params:
            if parameter.name == "param":
                parameter.nargs = 2
            _tidy(parameter)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the command line."""
        return super().parse_args(ctx, _one_by_one(args))

    def get_help_option(self, ctx: Any) -> Any:
        """`--help`, among the options that say how a run behaves."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Show this page and exit."
            option.rich_help_panel = _RUN
            _tidy(option)
        return option


class Group(TyperGroup):
    """Commands under one name."""

    def get_params(self, ctx: Any) -> Any:
        """The options, those that Typer adds included."""
        parameters = super().get_params(ctx)
        for parameter in parameters:
            _tidy(parameter)
        return parameters


def _one_by_one(args: Sequence[str]) -> list[str]:
    """The words of a command line with an option that takes several values before each of its values."""
    found: list[str] = []
    option = ""
    end = args.index("--") if "--" in args else len(args)
    for word in args[:end]:
        is_option = word.startswith("-") and word != "-"
        if option and not is_option and found[-1] != option:
            found.append(option)
        if is_option:
            name, _, value = word.partition("=")
            option = name if name in _SEVERAL else ""
            found += [name, value] if option and value else [word]
        else:
            found.append(word)
    return [*found, *args[end:]]


def _tidy(parameter: Any) -> None:
    """Say what to type, and nothing where there is nothing to: not what Python calls it."""
    parameter._get_number_range_help_str = lambda: None  # noqa: SLF001 - the words of an error say it
    if isinstance(parameter.show_default, str):
        parameter._get_default_string = lambda **_given: parameter.show_default  # noqa: SLF001 - else in brackets
    if parameter.param_type_name == "argument":
        name = parameter.display_name_raw
        parameter.display_type_rich = lambda **_context: None
        parameter._usage_display_name = lambda: name if parameter.required else f"[{name}]"  # noqa: SLF001
    elif parameter.is_flag:
        parameter.metavar = ""
    elif parameter.metavar is None:
        shown = parameter.bare_type() if parameter.type_descriptor.choices is None else ""
        parameter.metavar = _TYPES.get(shown)
