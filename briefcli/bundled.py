"""What comes with the package: `prompts/`, `seeds/` and `config.example.yaml`, in a checkout and in a wheel."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path


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
