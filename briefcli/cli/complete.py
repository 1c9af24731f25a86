"""What a shell may complete: countries, prompts, regions, models. Quiet where the config cannot be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefcli.config import Loaded


def countries(incomplete: str) -> Iterator[tuple[str, str]]:
    """Codes with their names, and names that are one word: a shell would take two for two."""
    from briefcli.countries import all_countries

    wanted = incomplete.casefold()
    for code, name in all_countries().items():
        for word, said in ((code, name), (name, code)):
            if word.casefold().startswith(wanted) and " " not in word and (incomplete or word == code):
                yield f"{incomplete}{word[len(incomplete) :]}", said


def prompts(incomplete: str) -> list[str]:
    """The user's and the bundled ones."""
    from briefcli.bundled import bundled, prompt_names
    from briefcli.cli.writer import prompts_folder

    loaded = _loaded()
    with bundled("prompts") as theirs:
        return _beginning(prompt_names([*([prompts_folder(loaded)] if loaded else []), theirs]), incomplete)


def regions(incomplete: str) -> list[str]:
    """Those of the config."""
    loaded = _loaded()
    return _beginning(loaded.settings.regions if loaded else (), incomplete)


def models(incomplete: str) -> list[str]:
    """Those that the config names, and those that were asked before."""
    from briefcli.cli.writer import ledger_file
    from briefcli.llm.keeping.ledger import read_ledger

    loaded = _loaded()
    asked = {run.model for run in read_ledger(ledger_file())}
    if loaded:
        settings = loaded.settings
        asked |= {settings.model or "", *settings.prices, *(one.model or "" for one in settings.servers.values())}
    return _beginning(sorted(asked - {""}), incomplete)


def _loaded() -> Loaded | None:
    from briefcli.config import load
    from briefcli.errors import ConfigError

    try:
        return load()
    except ConfigError:
        return None


def _beginning(names: Iterable[str], incomplete: str) -> list[str]:
    return [name for name in names if name.startswith(incomplete)]
