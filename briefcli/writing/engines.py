"""Which engine writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefcli.config import Settings
from briefcli.workers import Workers, on_this_machine
from briefcli.writing.by_rules import ByRules
from briefcli.writing.written import Engine, Progress

if TYPE_CHECKING:
    from briefcli.llm import LlmEngine


def engine(
    settings: Settings,
    *,
    model: LlmEngine | None = None,
    team: Workers | None = None,
    progress: Progress = lambda _what, _done, _all: None,
) -> Engine:
    """The model where one is given, else the built-in engine, with the help of a team.

    Without a `team`, `settings.workers` says who helps.
    A run without a model imports nothing of it, and so nothing that could open a socket.
    """
    if model is not None:
        from briefcli.writing.by_model import ByModel

        return ByModel(model, settings, progress, on_this_machine(settings.workers))
    return built_in(settings, team=team, progress=progress)


def built_in(
    settings: Settings, *, team: Workers | None = None, progress: Progress = lambda _what, _done, _all: None
) -> ByRules:
    """The built-in engine, with the help of a team; without one, as `engine` has it."""
    return ByRules(team or on_this_machine(settings.workers), settings, progress)
