"""Which server, and which key may go there."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from briefcli.config import load, model_is_configured
from briefcli.errors import ConfigError
from briefcli.llm.asking.servers import Choice, choose_server

OPENAI_KEY = {"OPENAI_API_KEY": "sk-openai"}


@pytest.fixture(autouse=True)
def _no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEF_HOME", str(tmp_path))


def chosen(
    tmp_path: Path,
    *,
    file: object = None,
    flags: dict[str, object] | None = None,
    environ: dict[str, str] | None = None,
) -> Choice:
    """The choice under this file, these flags and this environment."""
    environ = {"BRIEF_HOME": str(tmp_path), **(environ or {})}
    path = tmp_path / "config.yaml"
    path.write_text(yaml.safe_dump(file or {}))
    return choose_server(load(flags, file=path, environ=environ), environ)


def test_openais_key_goes_to_openai(tmp_path: Path) -> None:
    """Nothing but OPENAI_API_KEY: OpenAI's address, a cheap model."""
    choice = chosen(tmp_path, environ=OPENAI_KEY)

    assert (choice.server.base_url, choice.server.key) == ("https://api.openai.com/v1", "sk-openai")
    assert choice.key_variable == "OPENAI_API_KEY"
    assert choice.model


def test_openais_key_goes_to_its_own_base_url(tmp_path: Path) -> None:
    """OPENAI_BASE_URL says whose key OPENAI_API_KEY is."""
    environ = {**OPENAI_KEY, "OPENAI_BASE_URL": "https://proxy.example.org/v1"}

    assert chosen(tmp_path, flags={"model": "m"}, environ=environ).server.key == "sk-openai"
    other = chosen(tmp_path, flags={"model": "m", "base_url": "https://api.openai.com/v1"}, environ=environ)
    assert other.server.key is None


@pytest.mark.parametrize(
    "base_url",
    [
        "https://models.example.org/v1",
        "http://api.openai.com/v1",
        "https://api.openai.com:8443/v1",
        "https://api.openai.com.example.org/v1",
        "https://api.openai.com@models.example.org/v1",
        "http://localhost:11434/v1",
    ],
)
def test_openais_key_goes_nowhere_else(base_url: str, tmp_path: Path) -> None:
    """Another host, port or scheme named by flag, file or environment gets no key."""
    for place in ("flags", "file", "environ"):
        named = {"BRIEF_BASE_URL": base_url, **OPENAI_KEY} if place == "environ" else OPENAI_KEY
        said: dict[str, object] = {"model": "m"} if place == "environ" else {"model": "m", "base_url": base_url}
        choice = chosen(
            tmp_path, file=said if place != "flags" else None, flags=said if place == "flags" else None, environ=named
        )
        assert choice.server.base_url == base_url
        assert choice.server.key is None


def test_a_key_goes_to_the_base_url_it_was_configured_with(tmp_path: Path) -> None:
    """`api_key_env` beside `base_url` in the config file is that host's key, and no other's."""
    file = {"base_url": "https://models.example.org/v1", "api_key_env": "MY_KEY", "model": "m"}
    environ = {"MY_KEY": "k1", **OPENAI_KEY}

    assert chosen(tmp_path, file=file, environ=environ).server.key == "k1"
    away = chosen(tmp_path, file=file, flags={"base_url": "https://other.example.org/v1"}, environ=environ)
    assert away.server.key is None
    assert away.remark == "no key is configured for other.example.org: none is sent"
    assert chosen(tmp_path, file=file, environ={**environ, "BRIEF_API_KEY_ENV": "MY_KEY"}).server.key is None


def test_a_configured_server_brings_its_key_and_model(tmp_path: Path) -> None:
    """By its name, or by its address in --base-url."""
    entry = {"base_url": "https://models.example.org/v1", "api_key_env": "MY_KEY", "model": "big"}
    environ = {"MY_KEY": "k1", **OPENAI_KEY}

    by_name = chosen(tmp_path, file={"servers": {"office": entry}}, flags={"server": "office"}, environ=environ)
    assert (by_name.server.key, by_name.model) == ("k1", "big")
    by_address = chosen(
        tmp_path,
        file={"servers": {"office": entry}},
        flags={"base_url": "https://MODELS.example.org/other", "model": "m"},
        environ=environ,
    )
    assert by_address.server.key == "k1"


def test_an_empty_variable_is_spoken_of(tmp_path: Path) -> None:
    """The remark names the variable to set."""
    file = {"base_url": "https://models.example.org/v1", "api_key_env": "MY_KEY", "model": "m"}

    assert chosen(tmp_path, file=file).remark == "the environment variable MY_KEY is not set: no key is sent"


def test_a_server_without_a_model_is_asked_about(tmp_path: Path) -> None:
    """Only OpenAI's address has a default model."""
    with pytest.raises(ConfigError, match=r"which model shall localhost:11434 use\? Name one with --model"):
        chosen(tmp_path, flags={"base_url": "http://localhost:11434/v1"})


@pytest.mark.parametrize(
    "base_url", ["localhost:11434", "ftp://x/v1", "http://", "http://[::1/v1", "http://a:b/v1", "/v1"]
)
def test_what_is_no_address_is_refused(base_url: str, tmp_path: Path) -> None:
    """With an example of one."""
    with pytest.raises(ConfigError, match="is no server address"):
        chosen(tmp_path, flags={"base_url": base_url, "model": "m"})


def test_an_unknown_server_gets_the_nearest_name(tmp_path: Path) -> None:
    """A typing error in `server`."""
    with pytest.raises(ConfigError, match="Did you mean 'office'"):
        chosen(tmp_path, file={"servers": {"office": {"base_url": "http://x/v1"}}, "server": "ofice"})


@pytest.mark.parametrize(
    ("file", "environ", "configured"),
    [
        ({}, {}, False),
        ({"points": 3}, {"HOME": "/root"}, False),
        ({"model": "m"}, {}, True),
        ({"base_url": "http://localhost:1/v1"}, {}, True),
        ({}, OPENAI_KEY, True),
        ({}, {"OPENAI_BASE_URL": "http://localhost:1/v1"}, True),
    ],
)
def test_auto_means_the_model_where_one_is_configured(
    file: dict[str, object], environ: dict[str, str], configured: bool, tmp_path: Path
) -> None:
    """A model, a server or a key."""
    path = tmp_path / "config.yaml"
    path.write_text(yaml.safe_dump(file))

    assert model_is_configured(load(file=path, environ=environ), environ) is configured
