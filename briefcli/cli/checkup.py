"""What `brief doctor` looks at."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from briefcli import __version__
from briefcli.bundled import bundled
from briefcli.config import Loaded, folders, load
from briefcli.errors import BriefError

if TYPE_CHECKING:
    from briefcli.llm.asking.servers import Choice

_PACKAGES = ("typer", "rich", "openai", "tiktoken", "trafilatura", "sentencex", "pydantic")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at. `fine` is None for what is merely good to know."""

    what: str
    state: str
    fine: bool | None = True
    remedy: str = ""


def findings(config: Path | None) -> Iterator[Finding]:
    """Look at one thing after the other."""
    yield Finding(what="brief", state=f"{__version__} on Python {platform.python_version()}", fine=None)
    yield from _packages()
    yield from _folders()
    yield _samples()
    try:
        loaded = load(file=config)
    except BriefError as error:
        yield Finding(what="config", state=error.problem, fine=False, remedy=error.remedy)
        return
    state = str(loaded.file) if loaded.file.exists() else f"none at {loaded.file}; defaults are used"
    yield Finding(what="config", state=state, fine=True if loaded.file.exists() else None)
    yield from _engine(loaded)
    if loaded.settings.mail.host:
        yield _mail(loaded)


def _mail(loaded: Loaded) -> Finding:
    """The server briefs would be sent by, and whether its password is there. Speaks to nobody."""
    from briefcli.sending.server import described, server_of

    mail = loaded.settings.mail
    try:
        server_of(mail)
    except BriefError as error:
        return Finding(what="mail", state=error.problem, fine=False, remedy=error.remedy)
    fine = bool(mail.sender and (mail.to or mail.desks))
    remedy = "" if fine else "Say who sends to whom: `from` and `to` below `mail:`, or --from and --to."
    return Finding(what="mail", state=described(mail), fine=fine or None, remedy=remedy)


def _packages() -> Iterator[Finding]:
    for name in _PACKAGES:
        try:
            yield Finding(what=name, state=version(name), fine=None)
        except PackageNotFoundError:
            yield Finding(what=name, state="not installed", fine=False, remedy="Install brief again with pip.")


def _folders() -> Iterator[Finding]:
    found = folders()
    for what, path in (("config folder", found.config), ("state folder", found.state), ("cache folder", found.cache)):
        nearest = next(parent for parent in (path, *path.parents) if parent.exists())
        fine = os.access(nearest, os.W_OK)
        remedy = "" if fine else "Set BRIEF_HOME to a folder you may write to."
        yield Finding(what=what, state=f"{path}{'' if path.exists() else ' (not there yet)'}", fine=fine, remedy=remedy)


def _samples() -> Finding:
    with bundled("seeds") as seeds:
        count = len(list(seeds.iterdir()))
    return Finding(what="samples", state=f"{count} files; try `brief demo`")


def _engine(loaded: Loaded) -> Iterator[Finding]:
    """Which engine would be used; of a model, where it is asked and which key would go there. Asks nobody."""
    from briefcli.cli.writer import uses_model

    try:
        if not uses_model(loaded):
            yield Finding(what="engine", state="built in: ready, offline; nothing leaves this machine")
            return
        from briefcli.llm.asking.servers import choose_server

        choice = choose_server(loaded, os.environ)
    except BriefError as error:
        yield Finding(what="engine", state=error.problem, fine=False, remedy=error.remedy)
        return
    yield Finding(what="engine", state=f"llm: {choice.model} at {choice.server.host} would see the articles")
    if choice.key_variable is not None:
        yield Finding(what="key", state=f"from {choice.key_variable}, sent to {choice.server.host} only")
    elif choice.remark:
        yield Finding(what="key", state=choice.remark, fine=False, remedy="Set it, or see `api_key_env` in the config.")
    else:
        yield Finding(what="key", state="none configured; a local server needs none", fine=None)
    yield _price(choice, loaded)


def _price(choice: Choice, loaded: Loaded) -> Finding:
    from briefcli.cli.writer import own_prices
    from briefcli.llm.keeping.prices import pricer

    cost = pricer(choice.server, choice.model, own_prices(loaded.settings))(1_000_000, 0)
    if cost is None:
        remedy = "A budget needs one: set it under `prices:` in the config."
        return Finding(what="price", state=f"of {choice.model}: unknown", fine=None, remedy=remedy)
    return Finding(what="price", state=f"of {choice.model}: {cost:g} USD per million tokens sent")
