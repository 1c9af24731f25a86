"""Prompt templates: files with YAML front matter and `$name` inputs, checked when they are loaded."""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from briefcli.bundled import find_prompt
from briefcli.errors import ConfigError
from briefcli.llm.asking.shape import Shape

# What `brief` itself fills in, by the shape of the reply that is asked for. Anything else is a parameter of the user's.
_PROVIDED: Mapping[str, frozenset[str]] = {
    "summary": frozenset({"articles", "points", "quotes", "language"}),
    "quotes": frozenset({"articles", "points", "quotes", "language"}),
    "combined": frozenset({"notes", "points", "language"}),
    "points": frozenset({"articles", "notes", "problems", "points", "language"}),
    "verdict": frozenset({"articles", "line"}),
}
_MATERIAL = {"articles", "notes"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A prompt with places to fill in.

    `inputs` are the names of those places, `reply` the shape of the answer, `body` the text with `$name` in it.
    """

    name: str
    version: int
    purpose: str
    inputs: tuple[str, ...]
    reply: Shape
    body: str
    path: Path

    @property
    def params(self) -> tuple[str, ...]:
        """The inputs that the user must give."""
        return tuple(name for name in self.inputs if name not in _PROVIDED[self.reply])

    def fill(self, values: Mapping[str, str]) -> str:
        """The prompt. What is filled in is never read as template again.

        Raises:
            ConfigError: a declared input has no value.
        """
        missing = [name for name in self.inputs if name not in values]
        if missing:
            raise ConfigError(
                f"{self.path.name}: the prompt needs a value for '{missing[0]}'.",
                remedy=f"Give one with `-p {missing[0]} VALUE`.",
            )
        return string.Template(self.body).substitute({name: values[name] for name in self.inputs})


class _Front(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    version: Annotated[int, Field(ge=1)]
    purpose: str
    inputs: tuple[str, ...]
    reply: Shape


def load_template(name: str, folders: Sequence[Path]) -> Template:
    """The template of that name in the first folder that has it, or the one at that path.

    Raises:
        ConfigError: there is none, or it fails a check.
    """
    path = find_prompt(name, folders)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read ({error}).", remedy="It must be a UTF-8 text file.") from error
    return parse_template(text, path)


def parse_template(text: str, path: Path) -> Template:
    """Check a template's text and take it apart.

    Raises:
        ConfigError: front matter, inputs or reply shape are not as they must be; says which.
    """
    head, body = _split(text, path)
    front = _front_matter(head, path)
    template = string.Template(body)
    if not template.is_valid():
        raise ConfigError(f"{path}: {_first_bad_dollar(body)}", remedy="Write '$$' where a dollar sign is meant.")
    used = template.get_identifiers()
    _compare_inputs(front.inputs, used, path)
    if not _MATERIAL & set(used):
        raise ConfigError(f"{path}: nothing to write about.", remedy="Use the input '$articles' (or '$notes').")
    if front.reply == "verdict" and "line" not in used:
        raise ConfigError(f"{path}: no line to judge.", remedy="Use the input '$line'.")
    return Template(body=body, path=path, **front.model_dump())


def check_params(template: Template, params: Mapping[str, str]) -> None:
    """See that the user's parameters are those the template asks for.

    Raises:
        ConfigError: one is unknown or missing.
    """
    for name in params:
        if name not in template.params:
            has = f"It takes: {', '.join(template.params)}." if template.params else "It takes none."
            raise ConfigError(f"{template.path.name}: the prompt has no parameter '{name}'.", remedy=has)
    provided = {name: "" for name in template.inputs if name not in template.params}
    template.fill(provided | dict(params))


def _split(text: str, path: Path) -> tuple[str, str]:
    lines = text.lstrip("\ufeff").splitlines(keepends=True)
    fences = [number for number, line in enumerate(lines) if line.strip() == "---"][:2]
    if len(fences) < 2 or fences[0] != 0:
        raise ConfigError(
            f"{path}: no front matter.", remedy="Begin the file with '---', the settings of the prompt, and '---'."
        )
    return "".join(lines[1 : fences[1]]), "".join(lines[fences[1] + 1 :]).strip() + "\n"


def _front_matter(head: str, path: Path) -> _Front:
    try:
        return _Front.model_validate(yaml.safe_load(head))
    except yaml.YAMLError as error:
        raise ConfigError(f"{path}: the front matter is not valid YAML.", remedy="See `brief prompts show`.") from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = ".".join(str(part) for part in first["loc"]) or "front matter"
        near = get_close_matches(key, list(_Front.model_fields), n=1)
        hint = f"Did you mean '{near[0]}'?" if near and first["type"] == "extra_forbidden" else f"{first['msg']}."
        raise ConfigError(f"{path}: front matter, '{key}' is wrong.", remedy=hint) from error


def _compare_inputs(declared: Sequence[str], used: Sequence[str], path: Path) -> None:
    undeclared = [name for name in used if name not in declared]
    if undeclared:
        raise ConfigError(
            f"{path}: the body uses '${undeclared[0]}', which 'inputs' does not declare.",
            remedy=f"Add it: inputs: [{', '.join([*declared, undeclared[0]])}]",
        )
    unused = [name for name in declared if name not in used]
    if unused:
        raise ConfigError(
            f"{path}: 'inputs' declares '{unused[0]}', which the body does not use.",
            remedy=f"Write '${unused[0]}' where it belongs, or take it out of 'inputs'.",
        )


def _first_bad_dollar(body: str) -> str:
    for match in string.Template.pattern.finditer(body):
        if match.group("invalid") is not None:
            line = body.count("\n", 0, match.start()) + 1
            return f"line {line} of the body has a '$' that begins no name."
    return "the body has a '$' that begins no name."
