"""The manual page, brief(1): made of the commands, their examples, and the topics of `brief help`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from briefcli import __version__
from briefcli.cli.examples import EXAMPLES
from briefcli.cli.topics import TOPICS, text_of


def manual(whole: Any) -> str:
    """The page in the macros of man(7)."""
    return "\n".join(_lines(whole)) + "\n"


def _lines(whole: Any) -> Iterator[str]:
    yield f'.TH BRIEF 1 "" "brief {__version__}" "User Commands"'
    yield from (".SH NAME", r"brief \- news briefings from article files")
    yield from (".SH SYNOPSIS", r"\fBbrief\fR COMMAND [OPTIONS] ...", ".SH DESCRIPTION", _escaped(whole.help))
    for name, command in sorted(whole.commands.items()):
        yield from _command(f"brief {name}", command)
        yield from _examples(name)
    for topic in TOPICS:
        yield from _topic(text_of(topic))
    yield from (".SH EXIT STATUS", *_paragraph(whole.epilog.split("\n\n")[0].removeprefix("Exit codes: ")))


def _command(path: str, command: Any) -> Iterator[str]:
    yield f".SH {_escaped(path).upper()}"
    yield _escaped(_plain(command.help or ""))
    for name, below in sorted(getattr(command, "commands", {}).items()):
        yield from (".TP", rf"\fB{_escaped(f'{path} {name}')}\fR", _escaped(_plain(below.help or "")))
        yield from _options(below)
    yield from _options(command)


def _options(command: Any) -> Iterator[str]:
    for parameter in command.params:
        if parameter.param_type_name == "option" and parameter.help:
            names = ", ".join(sorted(parameter.opts, key=len))
            value = f" {parameter.metavar}" if parameter.metavar else ""
            choices = parameter.type_descriptor.choices
            value = " " + "|".join(map(str, choices)) if choices else value
            yield from (".TP", rf"\fB{_escaped(names)}\fR{_escaped(value)}", _escaped(parameter.help))


def _examples(name: str) -> Iterator[str]:
    if name in EXAMPLES:
        yield from (".PP", "Examples:", ".PP", ".nf", *map(_escaped, EXAMPLES[name]), ".fi")


def _topic(text: str) -> Iterator[str]:
    """A text of `brief help`: its heading, paragraphs, lists, and lines to type."""
    for block in text.strip().split("\n\n"):
        if block.startswith("# "):
            yield f".SH {_escaped(block.removeprefix('# ')).upper()}"
        elif block.startswith("    "):
            yield from (".PP", ".nf", *(_escaped(line.removeprefix("    ")) for line in block.splitlines()), ".fi")
        elif block.startswith("- "):
            for item in re.split(r"^- ", block, flags=re.MULTILINE)[1:]:
                yield from (r".IP \(bu 2", *_paragraph(item))
        else:
            yield from (".PP", *_paragraph(block))


def _paragraph(text: str) -> Iterator[str]:
    yield re.sub(r"`([^`]+)`", r"\\fB\1\\fR", _escaped(_plain(text)))


def _plain(text: str) -> str:
    return " ".join(text.split())


def _escaped(text: str) -> str:
    """Text as roff has it: no backslash, hyphen or leading full stop of ours is a command of its."""
    escaped = text.replace("\\", r"\e").replace("-", r"\-")
    return rf"\&{escaped}" if escaped.startswith((".", "'")) else escaped
