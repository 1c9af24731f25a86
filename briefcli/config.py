"""Settings: defaults < file < environment < flags. The environment is read here and nowhere below.

An unknown key is an error that names the nearest known one, wherever it stands.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import platformdirs
import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from briefcli.config_values import count_or_auto, listed
from briefcli.errors import ConfigError, nearest, said_of
from briefcli.forms import FormName
from briefcli.mail_settings import MailSettings

OWN, STATE = ".brief", "state.sqlite"  # of a folder of digests: its own folder there, and its state in that
WEB_STORE = "web.sqlite"  # in the cache folder: what servers sent, as long as it may be kept
_COMMAND_LINE = "command line"
_RESERVED = ("BRIEF_HOME", "BRIEF_CONFIG")  # where things lie, not how they are done


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Price(_Part):
    """What a model costs, in USD per million tokens."""

    input: Annotated[float, Field(ge=0)]
    output: Annotated[float, Field(ge=0)]


class Server(_Part):
    """An OpenAI-compatible server. Its key is the value of the environment variable `api_key_env` names."""

    base_url: str
    api_key_env: str | None = None
    model: str | None = None


_Name = Annotated[str, Field(min_length=1, pattern=r"\w")]
Names = Annotated[tuple[_Name, ...], BeforeValidator(listed)]


class Settings(_Part):
    """Everything a run can be told. Field names are the keys of the config file."""

    # What a brief looks like
    format: FormName | None = None
    by: Literal["story", "article", "all"] = "story"
    points: Annotated[int, Field(ge=1, le=50)] = 4
    quotes: Annotated[int, Field(ge=0, le=50)] = 3
    title: str | None = None
    timezone: str | None = None

    # How long it is, and in which order
    minutes: Annotated[int, Field(ge=0)] = 10
    digest_minutes: Annotated[int, Field(ge=0)] = 10
    words: Annotated[int, Field(ge=0)] | None = None
    top: Annotated[int, Field(ge=0)] | None = None
    sort: Literal["weight", "newest", "outlets"] = "weight"
    sections: Literal["none", "country", "region"] = "none"
    follow: Names = ()
    mute: Names = ()

    # Which engine, and where
    engine: Literal["auto", "extractive", "llm"] = "auto"
    offline: bool = False
    model: str | None = None
    verify_with: str | None = None
    server: str | None = None
    servers: dict[str, Server] = {}
    base_url: str | None = None
    api_key_env: str | None = None

    # What the model is told
    template: str = "summarize"
    params: dict[str, str] = {}
    language: str | None = None
    prompts_dir: Path | None = None

    # How hard it may work
    workers: Annotated[int | Literal["auto"], BeforeValidator(count_or_auto)] = "auto"
    jobs: Annotated[int, Field(ge=1, le=256)] = 8
    timeout_seconds: Annotated[float, Field(gt=0)] = 120.0
    retries: Annotated[int, Field(ge=0, le=20)] = 4
    requests_per_minute: Annotated[int, Field(ge=1)] | None = None
    tokens_per_minute: Annotated[int, Field(ge=1)] | None = None
    context_tokens: Annotated[int, Field(ge=512)] | None = None
    reply_tokens: Annotated[int, Field(ge=64)] = 1500
    temperature: Annotated[float, Field(ge=0, le=2)] | None = 0.0
    budget_usd: Annotated[float, Field(ge=0)] | None = None
    deadline: str | None = None
    prices: dict[str, Price] = {}
    cache: bool = True
    cache_max_mb: Annotated[int, Field(ge=1)] = 512

    # Which articles
    max_file_mb: Annotated[int, Field(ge=1)] = 20
    allow_private_addresses: bool = False
    max_file_seconds: Annotated[float, Field(gt=0)] = 20.0
    regions: dict[str, tuple[str, ...]] = {}
    names: str = "{date}/{code}.{ext}"
    storyline_days: Annotated[int, Field(ge=1)] = 180

    # By mail
    mail: MailSettings = MailSettings()

    # What counts as failure
    strict: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Folders:
    """Where `brief` keeps its own files."""

    config: Path
    state: Path
    cache: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """Settings, and for each one that is not a default, where it came from.

    `file` is the config file's path whether or not it exists.
    """

    settings: Settings
    origins: Mapping[str, str]
    file: Path


def folders(environ: Mapping[str, str] | None = None) -> Folders:
    """The XDG folders, or all three under `BRIEF_HOME` where that is set. Creates nothing."""
    home = (os.environ if environ is None else environ).get("BRIEF_HOME")
    if home:
        root = Path(home).expanduser()
        return Folders(config=root / "config", state=root / "state", cache=root / "cache")
    dirs = platformdirs.PlatformDirs("brief", appauthor=False)
    return Folders(config=Path(dirs.user_config_dir), state=Path(dirs.user_state_dir), cache=Path(dirs.user_cache_dir))


def config_file(named: Path | None = None, environ: Mapping[str, str] | None = None) -> Path:
    """Where the config file is, or would be: the one named, else `BRIEF_CONFIG`, else the one in the folder."""
    environ = os.environ if environ is None else environ
    given = named or environ.get("BRIEF_CONFIG")
    return Path(given) if given else folders(environ).config / "config.yaml"


def load(
    flags: Mapping[str, object] | None = None,
    *,
    file: Path | None = None,
    environ: Mapping[str, str] | None = None,
    named: Mapping[str, str] | None = None,
) -> Loaded:
    """Read the settings of this run.

    Args:
        flags: what the command line said; a None is "not said".
        file: the config file the user named; it must exist. Else `BRIEF_CONFIG`, else `config.yaml` in the folder.
        environ: stands in for the process's environment.
        named: what the option is called that a setting of `flags` comes from.

    Raises:
        ConfigError: an unknown key, a value of the wrong kind, a file that is not YAML.
    """
    environ = os.environ if environ is None else environ
    path = config_file(file, environ)
    must_exist = file is not None or bool(environ.get("BRIEF_CONFIG"))
    layers = (
        (str(path), _from_file(path, must_exist=must_exist)),
        ("environment", _from_environment(environ)),
        (_COMMAND_LINE, {key: value for key, value in (flags or {}).items() if value is not None}),
    )
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for origin, layer in layers:
        _validated(layer, origin, named or {})
        values |= {**layer, **_both(values, layer)}
        origins |= dict.fromkeys(layer, origin)
    return Loaded(settings=Settings.model_validate(values), origins=origins, file=path)


class _TwiceError(Exception):
    """A key of the config file that is there twice, and the line of the second."""


class _Loader(yaml.SafeLoader):
    """YAML as people mean it: only true and false are truth values, so that NO is Norway; each key is there once."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 - as PyYAML calls it
        """A mapping; of two values for one key, YAML would take the second in silence."""
        seen = set()
        for key, _ in node.value:
            if isinstance(key.value, str) and key.value in seen:
                raise _TwiceError(key.value, key.start_mark.line + 1)
            seen.add(key.value if isinstance(key.value, str) else None)
        return super().construct_mapping(node, deep)


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile("^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF")
)


def model_is_configured(loaded: Loaded, environ: Mapping[str, str] | None = None) -> bool:
    """Whether a model, a server or a key is configured, so that `engine: auto` means the model."""
    settings, environ = loaded.settings, os.environ if environ is None else environ
    named = settings.model or settings.server or settings.base_url
    return bool(named or environ.get("OPENAI_API_KEY") or environ.get("OPENAI_BASE_URL"))


def _from_file(path: Path, *, must_exist: bool) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        if not must_exist:
            return {}
        raise ConfigError(f"{path}: no such config file.", remedy="Write one with `brief config init`.") from None
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise ConfigError(f"{path}: cannot be read ({why}).", remedy="It must be a UTF-8 text file.") from error
    try:
        content = yaml.load(text, Loader=_Loader)  # noqa: S506 - a SafeLoader
    except _TwiceError as error:
        key, line = error.args
        raise ConfigError(f"{path}, line {line}: '{key}' is there twice.", remedy="Keep one of them.") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # ValueError: a date that no calendar has
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        raise ConfigError(
            f"{path}{where}: not valid YAML.", remedy="Compare with `brief config init --stdout`."
        ) from error
    if content is None:
        return {}
    if not isinstance(content, dict):
        raise ConfigError(f"{path}: must be a list of `key: value` lines.", remedy="See `brief config init --stdout`.")
    return {str(key): value for key, value in content.items()}


def _both(values: Mapping[str, Any], layer: Mapping[str, Any]) -> dict[str, Any]:
    """What one layer says below `mail`, and another does not, stands beside it."""
    below = layer.get("mail"), values.get("mail")
    return {"mail": {**below[1], **below[0]}} if isinstance(below[0], dict) and isinstance(below[1], dict) else {}


def _from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    """`BRIEF_POINTS=5` is `points: 5`; an empty value is not said at all."""
    found: dict[str, Any] = {}
    for name, value in environ.items():
        if not name.startswith("BRIEF_") or name in _RESERVED or value == "":
            continue
        key = name.removeprefix("BRIEF_").lower()
        if key not in Settings.model_fields:
            known = [f"BRIEF_{field.upper()}" for field in Settings.model_fields]
            raise ConfigError(f"environment: unknown variable '{name}'.", remedy=nearest(name, known))
        found[key] = value
    return found


def _validated(layer: Mapping[str, Any], origin: str, named: Mapping[str, str]) -> None:
    try:
        Settings.model_validate(layer)
    except ValidationError as error:
        raise _explained(error, origin, named if origin == _COMMAND_LINE else {}) from error


def _explained(error: ValidationError, origin: str, named: Mapping[str, str]) -> ConfigError:
    """The first thing wrong, in words: which file and key, or which option, what to write instead."""
    errors = error.errors(include_url=False)
    first = next((one for one in errors if one["type"] == "extra_forbidden"), errors[0])  # a slip is missing elsewhere
    *parents, key = (str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        return ConfigError(f"{origin}: unknown setting '{key}'.", remedy=nearest(key, _known_below(parents)))
    where = ".".join([*parents, key])
    if first["type"] == "missing":
        return ConfigError(f"{origin}: '{where}' is missing.", remedy="Add it.")
    given = repr(first["input"])
    shown = given if len(given) < 60 else given[:57] + "…"
    option = named.get(".".join(map(str, first["loc"][:2]))) or named.get(str(first["loc"][0]))
    return ConfigError(
        f"{option}: cannot be {first['input']}." if option else f"{origin}: '{where}' cannot be {shown}.",
        remedy=said_of(first),
    )


def _known_below(parents: list[str]) -> list[str]:
    parts: dict[str, type[BaseModel]] = {"prices": Price, "servers": Server, "mail": MailSettings}
    fields = (parts.get(parents[0], Settings) if parents else Settings).model_fields
    return [field.alias or name for name, field in fields.items()]
