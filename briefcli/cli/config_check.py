"""What `brief config check` looks at: each setting by the code that a run uses it with."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from functools import partial

from briefcli.cli import surroundings as around
from briefcli.cli import writer
from briefcli.config import Loaded, Settings
from briefcli.errors import BriefError, ConfigError

_REGION = "region"


def wrong_settings(loaded: Loaded) -> Iterator[BriefError]:
    """Everything that would be wrong in a run, one after the other, each with the setting it stands in."""
    settings = loaded.settings
    at = around.now()
    checks: dict[str, Callable[[], object]] = {
        "timezone": partial(around.now, settings.timezone),
        "names": partial(_names, settings.names),
        "sections": partial(_shape, loaded),
        "deadline": partial(writer.seconds_until, settings.deadline or "1h", at),
        "template": partial(_template, loaded),
        "prompts_dir": partial(_folder, loaded),
        "server": partial(_server, loaded),
        "budget_usd": partial(_budget, loaded),
        "mail": partial(_mail, settings),
        **{f"servers: {name}": partial(_address, loaded, name) for name in settings.servers},
        **{f"regions: {name}": partial(_region, loaded, name) for name in settings.regions},
    }
    for setting, check in checks.items():
        try:
            check()
        except BriefError as error:
            origin = loaded.origins.get(setting.partition(":")[0], str(loaded.file))
            problem = re.sub(rf"^(?:--deadline|timezone|{_REGION}): ", "", error.problem)
            yield ConfigError(f"{origin}: {setting}: {problem}", remedy=error.remedy)


def _mail(settings: Settings) -> None:
    """Its desks, and its server where there is one; it is not spoken to."""
    from briefcli.cli.post import with_desks

    with_desks(settings)
    if settings.mail.host:
        from briefcli.sending.server import server_of

        server_of(settings.mail)


def _names(pattern: str) -> None:
    from briefcli.digest import check_names

    check_names(pattern)


def _shape(loaded: Loaded) -> None:
    from briefcli.compose import shape_of

    shape_of(loaded.settings, minutes=loaded.settings.minutes)


def _region(loaded: Loaded, name: str) -> None:
    quiet = around.Voice(quiet=True)
    for given in loaded.settings.regions[name]:
        around.asked_country(given, _REGION, quiet)


def _template(loaded: Loaded) -> None:
    from briefcli.bundled import bundled
    from briefcli.llm.writing.prompts import check_params, load_template

    with bundled("prompts") as theirs:
        template = load_template(loaded.settings.template, (writer.prompts_folder(loaded), theirs))
    check_params(template, loaded.settings.params)


def _folder(loaded: Loaded) -> None:
    folder = loaded.settings.prompts_dir
    if folder is not None and not folder.expanduser().is_dir():
        raise ConfigError(f"there is no folder '{folder}'.", remedy="Make it, or leave the setting out.")


def _server(loaded: Loaded) -> None:
    """Who would be asked, and whether the variable of its key is set; nobody is asked."""
    if not writer.uses_model(loaded):
        return
    from briefcli.llm.asking.servers import choose_server

    choice = choose_server(loaded, os.environ)
    if choice.key_variable is None and choice.remark:
        raise ConfigError(f"{choice.remark}.", remedy="Set it, or leave `api_key_env` out.")


def _budget(loaded: Loaded) -> None:
    """Whether a price is known to keep it by; what is wrong with the server is said of the server."""
    if loaded.settings.budget_usd is None or not writer.uses_model(loaded):
        return
    from briefcli.llm.asking.servers import choose_server
    from briefcli.llm.keeping.prices import budget_pricer

    try:
        choice = choose_server(loaded, os.environ)
    except ConfigError:
        return
    for model in filter(None, (choice.model, loaded.settings.verify_with)):
        budget_pricer(choice.server, model, writer.own_prices(loaded.settings))


def _address(loaded: Loaded, name: str) -> None:
    from briefcli.llm.asking.servers import check_address

    check_address(loaded.settings.servers[name].base_url)
