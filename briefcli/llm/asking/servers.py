"""Which server is asked, and which key may go there: a key configured for one host is never sent to another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from urllib.parse import urlsplit

from briefcli.config import Loaded
from briefcli.errors import ConfigError
from briefcli.llm.options import Server

OPENAI = "https://api.openai.com/v1"
_OPENAI_MODEL = "gpt-4.1-mini"  # what is asked where a key for OpenAI is set and no model: cheap, 1 M tokens of context
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Who is asked. `key_variable` names the environment variable the key comes from, None where none is sent.

    `remark` says why there is no key, where one might be missed; "" else.
    """

    server: Server
    model: str
    key_variable: str | None
    remark: str = ""


def choose_server(loaded: Loaded, environ: Mapping[str, str]) -> Choice:
    """Find server, model and key.

    Args:
        loaded: settings, and where each came from.
        environ: the process's environment.

    Raises:
        ConfigError: no such server in `servers`, or no model is named for one that is not OpenAI's.
    """
    settings = loaded.settings
    base_url, model = _address(loaded, environ)
    check_address(base_url)
    variable = _key_variable(loaded, base_url, environ)
    key = environ.get(variable) if variable else None
    model = settings.model or model or (_OPENAI_MODEL if _origin(base_url) == _origin(OPENAI) else None)
    if model is None:
        raise ConfigError(f"which model shall {_shown(base_url)} use?", remedy="Name one with --model (or `model:`).")
    remark = ""
    if variable and not key:
        remark = f"the environment variable {variable} is not set: no key is sent"
    elif not variable and environ.get("OPENAI_API_KEY") and not Server(base_url=base_url).is_local:
        remark = f"no key is configured for {_shown(base_url)}: none is sent"
    return Choice(
        server=Server(base_url=base_url, key=key or None),
        model=model,
        key_variable=variable if key else None,
        remark=remark,
    )


def _address(loaded: Loaded, environ: Mapping[str, str]) -> tuple[str, str | None]:
    """The base URL and the model that goes with it: whichever of `base_url` and `server` was said later."""
    settings = loaded.settings
    entry = None
    if settings.server is not None:
        entry = settings.servers.get(settings.server)
        if entry is None:
            near = get_close_matches(settings.server, settings.servers, n=1)
            known = ", ".join(settings.servers) or "none; add one under `servers:`"
            raise ConfigError(
                f"unknown server '{settings.server}'.",
                remedy=f"Did you mean '{near[0]}'?" if near else f"Known: {known}.",
            )
    if settings.base_url and (entry is None or _rank(loaded, "base_url") >= _rank(loaded, "server")):
        return settings.base_url, None
    if entry is not None:
        return entry.base_url, entry.model
    return environ.get("OPENAI_BASE_URL") or OPENAI, None


def _key_variable(loaded: Loaded, base_url: str, environ: Mapping[str, str]) -> str | None:
    """The environment variable whose key was configured for this very host, None where there is none.

    `api_key_env` belongs to the `base_url` said in the same place, else to OpenAI's address; `OPENAI_API_KEY` to
    `OPENAI_BASE_URL`, else to OpenAI's address; the `api_key_env` of an entry of `servers` to that entry's address.
    """
    settings, origin = loaded.settings, _origin(base_url)
    own = loaded.origins.get("api_key_env")
    if settings.api_key_env:
        belongs = settings.base_url if own == loaded.origins.get("base_url") else OPENAI
        if belongs and _origin(belongs) == origin:
            return settings.api_key_env
    for entry in settings.servers.values():
        if entry.api_key_env and _origin(entry.base_url) == origin:
            return entry.api_key_env
    if _origin(environ.get("OPENAI_BASE_URL") or OPENAI) == origin and environ.get("OPENAI_API_KEY"):
        return "OPENAI_API_KEY"
    return "OPENAI_API_KEY" if origin == _origin(OPENAI) and not environ.get("OPENAI_BASE_URL") else None


def _rank(loaded: Loaded, key: str) -> int:
    """How late a setting was said: file, environment, command line."""
    return {"environment": 1, "command line": 2}.get(loaded.origins.get(key, ""), 0)


def check_address(base_url: str) -> None:
    """Refuse what is no address of a server.

    Raises:
        ConfigError: it is none.
    """
    try:
        parts = urlsplit(base_url)
        fine = parts.scheme in _PORTS and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        fine = False
    if not fine:
        raise ConfigError(f"'{base_url}' is no server address.", remedy="Write it as http://localhost:11434/v1.")


def _origin(url: str) -> tuple[str, str, int]:
    """Scheme, host and port: what must be the same for a key to be sent."""
    try:
        parts = urlsplit(url)
        return parts.scheme.lower(), (parts.hostname or "").lower(), parts.port or _PORTS.get(parts.scheme.lower(), 0)
    except ValueError:
        return "", url, 0


def _shown(base_url: str) -> str:
    return Server(base_url=base_url).host
