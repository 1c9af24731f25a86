"""What comes with the package: `prompts/`, `seeds/` and `config.example.yaml`, in a checkout and in a wheel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path

from briefcli.errors import ConfigError, nearest


@contextmanager
def bundled(name: str) -> Iterator[Path]:
    """The path of a bundled file or folder, as long as the context lasts.

    Raises:
        FileNotFoundError: this installation lacks it.
    """
    package = files("briefcli")
    in_wheel = package / "_bundled" / name
    with as_file(in_wheel if in_wheel.is_file() or in_wheel.is_dir() else package / ".." / name) as path:
        if not path.exists():
            raise FileNotFoundError(f"{name} is missing from this installation of brief.")
        yield path.resolve()


def find_prompt(name: str, folders: Sequence[Path]) -> Path:
    """Where a prompt lies: in the first folder that has one of that name, or at that path.

    Raises:
        ConfigError: nowhere; the remedy names the nearest known one.
    """
    if "/" in name or name.endswith(".md"):
        path = Path(name).expanduser()
        if not path.is_file():
            raise ConfigError(f"{path}: there is no such prompt.", remedy="`brief prompts list` has those there are.")
        return path
    for folder in folders:
        if (folder / f"{name}.md").is_file():
            return folder / f"{name}.md"
    raise ConfigError(f"unknown prompt '{name}'.", remedy=nearest(name, prompt_names(folders)))


def prompt_names(folders: Sequence[Path]) -> list[str]:
    """The names of all prompts in these folders."""
    return sorted({path.stem for folder in folders for path in folder.glob("*.md")})
