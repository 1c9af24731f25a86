"""Options are declared once: the commands that name a group take its options, and the settings follow from them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from inspect import Parameter, signature
from typing import Annotated, Any, cast, get_args

import pytest
import typer
from typer.models import OptionInfo
from typer.testing import CliRunner

from briefcli.cli.app import app_of
from briefcli.cli.groups import Sets, flags_of, group, marks_of, takes_groups
from briefcli.config import Settings
from briefcli.mail_settings import MailSettings

_WHY_DECLARED_TWICE = {
    "--country": "a filter; of a digest, a brief about each",
    "--dry-run": "what a model would be sent and cost; of `brief send`, what a server would be sent",
    "--engine": "who writes; of `brief verify`, who judges beside code",
    "--format": "each command has formats and a default of its own",
    "--jobs": "calls at once; of a digest, processes too",
    "--minutes": "of the brief; of a digest, of each of its briefs, by a setting of its own",
    "--offline": "the built-in engine, too; `brief verify` writes nothing, and only fetches and asks",
    "--quotes": "per story; of `brief quotes`, per article and never 0",
    "--strict": "what is skipped or withheld; of `brief verify`, which withholds nothing, warnings",
    "--verbose": "why articles stand together, too; `brief verify` puts none together",
}
_FIXED = {"demo"}  # reads no settings: the samples look the same for everyone
_WORDS = {"by": ["all"], "engine": ["llm"], "format": ["json"], "params": ["audience", "cooks"]} | {
    "mail": ["desk@embassy.example"],
    "sections": ["country"],
    "sort": ["newest"],
}


@group
class Toy:
    """A group of two options, declared here and nowhere else."""

    largest: Annotated[int | None, typer.Option(help="Skip larger files."), Sets("max_file_mb")] = None
    loud: Annotated[bool, typer.Option("--loud", help="Speak up.")] = False


toys = typer.Typer()


@toys.command()
@takes_groups
def first(toy: Toy) -> None:
    """Take the group and nothing else."""
    typer.echo(json.dumps({"loud": toy.loud, "flags": flags_of(toy).settings}))


@toys.command()
@takes_groups
def second(
    *, before: Annotated[bool, typer.Option("--before")] = False, toy: Toy, after: Annotated[str, typer.Option()] = "x"
) -> None:
    """Take the group between options of its own."""
    typer.echo(json.dumps({"loud": toy.loud, "flags": flags_of(toy).settings, "own": [before, after]}))


def invoke(*words: str) -> str:
    """Run a toy command and give its stdout."""
    result = CliRunner().invoke(toys, words, env={"COLUMNS": "90", "NO_COLOR": "1", "TERM": "dumb"})
    assert result.exit_code == 0, result.output
    return result.stdout


def options(command: Any = None, path: tuple[str, ...] = ()) -> Iterator[tuple[str, str, Parameter]]:
    """Of every command of `brief`: its name, the long name of each option, and how the option is declared."""
    command = command or typer.main.get_command(app_of())
    if hasattr(command, "commands"):
        for name, below in command.commands.items():
            yield from options(below, (*path, name))
        return
    declared = signature(command.callback, eval_str=True).parameters
    for option in command.params:
        if option.param_type_name == "option":
            yield " ".join(path), max(option.opts, key=len), declared[option.name]


def setting_options() -> Iterator[Any]:
    """Each option of each command that sets settings, as it may be typed, and those, a dot before what is below one."""
    for command, name, option in options():
        settings = {mark.setting for mark in marks_of(option)}
        if settings and command not in _FIXED:
            words = [] if option.default is False else _WORDS.get(min(settings).split(".")[0], ["7"])
            yield pytest.param(command, [name, *words], settings, id=f"{command} {name}")


def flags_given(monkeypatch: pytest.MonkeyPatch, command: str, *words: str) -> Mapping[str, object]:
    """What a command of `brief` hands over to be merged with the config file."""
    seen: list[Mapping[str, object]] = []

    def load(flags: Mapping[str, object], **_where: object) -> None:
        seen.append(flags)
        raise typer.Exit

    monkeypatch.setattr("briefcli.config.load", load)
    result = CliRunner().invoke(app_of(), [command, "x.txt", *(["--out", "x"] if command == "digest" else []), *words])
    assert (result.exit_code, len(seen)) == (0, 1), result.output
    return seen[0]


def test_an_option_of_a_group_is_in_the_help_of_every_command_that_names_the_group() -> None:
    """One declaration, two help pages; it stands where the group stands."""
    pages = [invoke(command, "--help") for command in ("first", "second")]

    assert [page.count("Skip larger files.") for page in pages] == [1, 1]
    assert pages[1].index("--before") < pages[1].index("--largest") < pages[1].index("--loud")
    assert pages[1].index("--loud") < pages[1].index("--after")


def test_an_option_of_a_group_reaches_the_settings_from_every_command_that_names_the_group() -> None:
    """The setting follows from the declaration; what sets none is a value of the group and no more."""
    shown = [json.loads(invoke(command, "--largest", "7", "--loud")) for command in ("first", "second")]

    assert shown[0] == {"loud": True, "flags": {"max_file_mb": 7}}
    assert shown[1] == {"loud": True, "flags": {"max_file_mb": 7}, "own": [False, "x"]}


def test_an_option_that_is_not_given_sets_nothing() -> None:
    """So the config file decides."""
    assert json.loads(invoke("first")) == {"loud": False, "flags": {}}


def test_every_setting_an_option_sets_is_one() -> None:
    """And by default it sets none, else no config file could."""
    marked = [(option, mark) for _, _, option in options() for mark in marks_of(option)]

    mail = {f"mail.{field.alias or name}" for name, field in MailSettings.model_fields.items()}
    assert {mark.setting for _, mark in marked} - set(Settings.model_fields) - mail == set()
    assert [option.name for option, _ in marked if option.default is not None and option.default is not False] == []


@pytest.mark.parametrize(("command", "words", "settings"), list(setting_options()))
def test_an_option_that_sets_a_setting_does_so_in_each_command(
    command: str, words: list[str], settings: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No command forgets a group it takes, and the value is one the setting can have."""
    flags = flags_given(monkeypatch, command, *words)

    assert set(flags) == {setting.split(".")[0] for setting in settings}
    for above, _, below in (setting.partition(".") for setting in settings):
        assert not below or below in cast("dict[str, object]", flags[above])
    assert Settings.model_validate(flags)


def test_what_a_flag_forbids_is_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """--no-quotes wins over --quotes, wherever it stands; --no-cache turns the cache off; pairs are a mapping."""
    given = ("--no-quotes", "--quotes", "5", "--no-cache", "--offline", "-p", "tone", "dry", "-p", "for", "cooks")
    flags = flags_given(monkeypatch, "summarize", *given)

    assert flags == {"quotes": 0, "cache": False, "offline": True, "params": {"tone": "dry", "for": "cooks"}}


def test_no_quotes_at_all_can_be_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """A 0 was given, unlike a flag that is off."""
    assert flags_given(monkeypatch, "digest", "--quotes", "0", "--budget", "0") == {"quotes": 0, "budget_usd": 0.0}


def test_jobs_of_a_digest_are_processes_too_unless_those_are_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was typed before there was --workers means what it meant."""
    assert flags_given(monkeypatch, "digest", "-j", "3") == {"jobs": 3, "workers": 3}
    assert flags_given(monkeypatch, "digest", "-w", "auto", "-j", "3") == {"jobs": 3, "workers": "auto"}
    assert flags_given(monkeypatch, "summarize", "-j", "3") == {"jobs": 3}


def test_an_option_of_several_commands_is_declared_once_or_has_a_reason() -> None:
    """One declaration, named wherever it is used; the reasons are those of today's options, no more."""
    declared: defaultdict[str, set[int]] = defaultdict(set)
    for _, name, option in options():
        declared[name] |= {id(one) for one in get_args(option.annotation) if isinstance(one, OptionInfo)}

    assert {name for name, declarations in declared.items() if len(declarations) != 1} == set(_WHY_DECLARED_TWICE)
