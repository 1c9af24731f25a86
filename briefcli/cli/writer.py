"""Who writes the brief: which engine a run's settings mean, said before anything is sent; and what it used, after."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from briefcli.bundled import bundled, find_prompt
from briefcli.cli.usage import named_as_typed
from briefcli.errors import ConfigError, Exit, UsageError

if TYPE_CHECKING:
    from briefcli.brief import Plan, Story, Usage
    from briefcli.cli.surroundings import Voice
    from briefcli.config import Loaded, Settings
    from briefcli.llm import LlmEngine, LlmOptions
    from briefcli.llm.asking.servers import Choice
    from briefcli.llm.options import Price

_DURATION = re.compile(r"(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?")


@contextmanager
def writer(loaded: Loaded, voice: Voice, at: datetime, *, gives_up: bool = True) -> Iterator[LlmEngine | None]:
    """The model that writes, None for the built-in engine; says on stderr who it is and who sees the articles.

    With `gives_up`, a server that can answer nobody ends the run; else the built-in engine has the model's place.

    Raises:
        ConfigError: the settings contradict each other, or lack what the model needs.
    """
    with bundled("prompts") as prompts, named_as_typed(loaded, "template", "--template", "-t"):
        # A slip in its name is one, whoever writes.
        find_prompt(loaded.settings.template, (prompts_folder(loaded), prompts))
    if not uses_model(loaded):
        if loaded.settings.engine == "auto" and not loaded.settings.offline:
            voice.detail("engine: built in; nothing leaves this machine")
        yield None
        return
    from briefcli.llm import LlmEngine
    from briefcli.llm.asking.servers import choose_server

    with named_as_typed(loaded, "base_url", "--base-url"):
        choice = choose_server(loaded, os.environ)
    with bundled("prompts") as prompts:
        options = replace(options_of(loaded, choice, voice, at, prompts), gives_up=gives_up)
        if choice.remark:
            voice.note(choice.remark)
        with LlmEngine(options) as engine:
            yield engine


def uses_model(loaded: Loaded) -> bool:
    """Whether the settings mean the model.

    Raises:
        ConfigError: they mean it and forbid it.
    """
    settings = loaded.settings
    if settings.offline and settings.engine == "llm":
        raise ConfigError("--offline and --engine llm contradict each other.", remedy="Leave one of them out.")
    if settings.offline or settings.engine == "extractive":
        return False
    from briefcli.config import model_is_configured

    return settings.engine == "llm" or model_is_configured(loaded)


def own_prices(settings: Settings) -> dict[str, Price]:
    """The prices the config names, by model."""
    from briefcli.llm.options import Price

    return {name: Price(input=price.input, output=price.output) for name, price in settings.prices.items()}


def is_auto(loaded: Loaded) -> bool:
    """Whether `--engine auto` was typed: whoever does wants a brief, by whichever engine can write it."""
    return loaded.settings.engine == "auto" and loaded.origins.get("engine") == "command line"


def announce(model: LlmEngine, voice: Voice) -> None:
    """Say who will see the articles, before anyone does."""
    voice.note(f"engine: llm; {model.model} at {model.host} will see the articles")


def seconds_until(deadline: str, at: datetime) -> float:
    """How long until a deadline: a duration such as 10m or 1h30m, or a clock time such as 06:30.

    Raises:
        UsageError: it is neither.
    """
    given = deadline.strip().lower()
    duration = _DURATION.fullmatch(given)
    if given and duration:
        hours, minutes, seconds = (int(part or 0) for part in duration.groups())
        return timedelta(hours=hours, minutes=minutes, seconds=seconds).total_seconds()
    try:
        clock = time.fromisoformat(given)
        end = datetime.combine(at.date(), clock.replace(tzinfo=None), tzinfo=at.tzinfo)
        end += timedelta(days=1) if end <= at else timedelta()
    except ValueError:
        try:
            end = datetime.fromisoformat(deadline.strip())
        except ValueError as error:
            raise UsageError(
                f"--deadline: '{deadline}' is no time.", remedy="Use 10m, 1h30m, or a clock time such as 06:30."
            ) from error
        end = end if end.tzinfo else end.replace(tzinfo=at.tzinfo)
    return max(0.0, (end - at).total_seconds())


def report_writing(
    stories: Sequence[Story],
    model: LlmEngine | None,
    voice: Voice,
    *,
    usage: bool,
    adviser: LlmEngine | None = None,
) -> int:
    """Say which stories fell back and what was used, by the adviser too; give the exit code that follows from it."""
    fallen = [story for story in stories if story.fallback]
    if model is not None and model.given_up is not None:
        voice.warn(f"every story is by the built-in engine: {model.given_up}")
    for story in fallen if model is None or model.given_up is None else ():
        voice.warn(f"“{story.headline}” is by the built-in engine: {story.fallback}")
    if model is not None and (usage or not voice.quiet):
        voice.warn(f"usage: {used(model.usage.plus(adviser.usage) if adviser else model.usage)}")
    elif usage:
        voice.warn("usage: no calls; the built-in engine costs nothing")
    if model is not None and model.cap_reached:
        return Exit.CAPPED
    return Exit.PARTLY if fallen else Exit.DONE


def used(usage: Usage) -> str:
    """Calls, tokens and cost, in a line."""
    cost = "cost unknown" if usage.cost_usd is None else f"{usage.cost_usd:.4f} USD"
    cached = f", {usage.cached} answered from the cache" if usage.cached else ""
    return (
        f"{usage.calls} call{'' if usage.calls == 1 else 's'}{cached}, {usage.prompt_tokens} tokens in, "
        f"{usage.completion_tokens} out, {cost}"
    )


def worst(reading: int, writing: int) -> int:
    """One exit code of two: what `--strict` forbids first, then a cap, then what was skipped or fell back."""
    return reading if reading in {Exit.FAILED, Exit.WITHHELD} else max(reading, writing)


def planned(plan: Plan, settings: Settings, model: LlmEngine | None) -> str:
    """A plan, for people or as JSON."""
    if settings.format in {"json", "jsonl"}:
        import json

        who = {"engine": "extractive" if model is None else "llm", "model": model.model if model else None}
        return json.dumps({**who, "host": model.host if model else None, **asdict(plan)}) + "\n"
    engine = f"llm; {model.model} at {model.host}" if model else "built in; nothing leaves this machine"
    return in_rows(plan, (("Engine", engine), ("Articles", str(plan.articles)), ("Stories", str(plan.stories))))


def in_rows(plan: Plan, about: Sequence[tuple[str, str]]) -> str:
    """A plan for people: what it is about, then calls, tokens and cost."""
    cost = "unknown" if plan.cost_usd is None else f"at most {plan.cost_usd:.4f} USD"
    rows = (
        *about,
        ("Calls", f"{plan.calls}{f', and {plan.cached} answered from the cache' if plan.cached else ''}"),
        ("Tokens", f"about {plan.prompt_tokens} in, at most {plan.reply_tokens} out"),
        ("Cost", cost),
    )
    return "".join(f"{name + ':':<10}{value}\n" for name, value in rows) + "Nothing was sent.\n"


def prompts_folder(loaded: Loaded) -> Path:
    """The user's own templates."""
    from briefcli.config import folders

    own = loaded.settings.prompts_dir
    return own.expanduser() if own is not None else folders().config / "prompts"


def cache_file() -> Path:
    """Where answers are kept."""
    from briefcli.config import folders

    return folders().cache / "answers.sqlite"


def ledger_file() -> Path:
    """Where is written what left this machine."""
    from briefcli.config import folders

    return folders().state / "ledger.jsonl"


def options_of(loaded: Loaded, choice: Choice, voice: Voice, at: datetime, bundled_prompts: Path) -> LlmOptions:
    """The settings as the engine wants them."""
    from briefcli.cli.surroundings import now
    from briefcli.llm import LlmOptions
    from briefcli.llm.options import Ask, Caps, Pace, Places

    settings = loaded.settings
    return LlmOptions(
        server=choice.server,
        model=choice.model,
        pace=Pace(
            jobs=settings.jobs,
            timeout_seconds=settings.timeout_seconds,
            retries=settings.retries,
            requests_per_minute=settings.requests_per_minute,
            tokens_per_minute=settings.tokens_per_minute,
        ),
        ask=Ask(
            template=settings.template,
            params=settings.params,
            language=settings.language,
            points=settings.points,
            quotes=settings.quotes,
        ),
        caps=Caps(
            budget_usd=settings.budget_usd,
            deadline_seconds=seconds_until(settings.deadline, at) if settings.deadline else None,
            prices=own_prices(settings),
        ),
        places=Places(
            templates=(prompts_folder(loaded), bundled_prompts),
            cache=cache_file() if settings.cache else None,
            cache_max_bytes=settings.cache_max_mb * 1024 * 1024,
            ledger=ledger_file(),
        ),
        context_tokens=settings.context_tokens,
        reply_tokens=settings.reply_tokens,
        temperature=settings.temperature,
        now=now,
        note=voice.note,
    )
