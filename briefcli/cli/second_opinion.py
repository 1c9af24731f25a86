"""Who gives a second opinion: which model the settings mean, and what is said of it before and after it is asked."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from itertools import count
from typing import TYPE_CHECKING

from briefcli.cli import writer
from briefcli.cli.surroundings import now, run_with
from briefcli.cli.usage import named_as_typed
from briefcli.errors import Exit

if TYPE_CHECKING:
    from briefcli.audit import Audit
    from briefcli.cli.surroundings import Voice
    from briefcli.config import Loaded
    from briefcli.gathering import Progress
    from briefcli.llm import LlmEngine
    from briefcli.writing import Adviser

_MOST_REASONS = 3  # named why opinions are missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """A model that judges lines of a finished brief. With `usage`, what it used is said even when quiet."""

    engine: LlmEngine
    voice: Voice
    dry_run: bool
    usage: bool

    def plan(self, found: Audit, *, as_json: bool) -> str:
        """What it would be asked, for people or as JSON."""
        from briefcli.audit import undecided

        engine = self.engine
        plan = engine.plan_opinions(undecided(found), found.articles)
        number = plan.calls + plan.cached
        if as_json:
            import json

            content = {"engine": "llm", "model": engine.model, "host": engine.host, "lines": number, **asdict(plan)}
            return json.dumps({key: value for key, value in content.items() if key != "stories"}) + "\n"
        about = (("Engine", f"llm; {engine.model} at {engine.host}"), ("Lines", str(number)))
        return writer.in_rows(plan, about)

    def judged(self, found: Audit) -> tuple[Audit, int]:
        """An audit with its opinions, and the exit code that follows from asking for them; says what came of it."""
        from briefcli.audit import undecided, with_opinions

        lines, engine, voice = undecided(found), self.engine, self.voice
        if lines:
            voice.note(f"engine: llm; {engine.model} at {engine.host} will see {_lines(len(lines))} and their sources")
        judgements = run_with(
            voice, lambda show: engine.opinions(lines, found.articles, done=_counted(show, len(lines)))
        )
        missing = Counter(one.failure for one in judgements if one.supported is None)
        doubted = sum(one.supported is False for one in judgements)
        code = report(engine, voice, asked=len(lines), doubted=doubted, missing=missing)
        if self.usage or not voice.quiet:
            voice.warn(f"usage: {writer.used(engine.usage)}")
        return with_opinions(found, engine.model, judgements), code


@contextmanager
def judge(loaded: Loaded, voice: Voice, *, dry_run: bool, usage: bool) -> Iterator[Judge]:
    """The model that judges lines of a finished brief.

    Raises:
        ConfigError: the settings contradict each other, or lack what the model needs.
    """
    meant = replace(loaded, settings=loaded.settings.model_copy(update={"engine": "llm"}))
    writer.uses_model(meant)
    with _judging(meant, voice, now(loaded.settings.timezone)) as engine:
        yield Judge(engine=engine, voice=voice, dry_run=dry_run, usage=usage)


@contextmanager
def adviser(loaded: Loaded, author: LlmEngine | None, voice: Voice, at: datetime) -> Iterator[Adviser | None]:
    """Whoever gives a second opinion on what a model writes; None where nobody is to, or the built-in engine writes.

    Raises:
        ConfigError: a budget is set and no price is known, or the prompt is wrong.
    """
    model = loaded.settings.verify_with
    if model is None or author is None:
        if model is not None:
            typed = "--verify-with" if loaded.origins.get("verify_with") == "command line" else "verify_with"
            voice.note(f"{typed}: the built-in engine takes its sources' own words; there is nothing to ask")
        yield None
        return
    from briefcli.writing import Adviser

    with _judging(loaded, voice, at, model=model, beside=author) as engine:
        yield Adviser(llm=engine)


def announce(adviser: Adviser | None, voice: Voice) -> None:
    """Say who will see what the model writes, before anyone does."""
    if adviser is not None:
        llm = adviser.llm
        voice.note(f"second opinion: {llm.model} at {llm.host} will see each point and the sentences it rests on")


@contextmanager
def _judging(
    loaded: Loaded, voice: Voice, at: datetime, *, model: str | None = None, beside: LlmEngine | None = None
) -> Iterator[LlmEngine]:
    """An engine with the prompt for opinions, of the model the settings mean or the one named."""
    from briefcli.bundled import bundled
    from briefcli.llm import LlmEngine
    from briefcli.llm.asking.servers import choose_server
    from briefcli.llm.options import Ask
    from briefcli.llm.writing.verdict import check_template

    with named_as_typed(loaded, "base_url", "--base-url"):
        choice = choose_server(loaded, os.environ)
    if choice.remark and beside is None:
        voice.note(choice.remark)
    with bundled("prompts") as prompts:
        options = writer.options_of(loaded, choice, voice, at, prompts)
        check_template(options.places.templates)
        options = replace(options, model=model or choice.model, ask=Ask(template="verify"))
        with LlmEngine(options, beside=beside) as engine:
            yield engine


def report(engine: LlmEngine, voice: Voice, *, asked: int, doubted: int, missing: Counter[str]) -> int:
    """Say what came of asking, and which lines have no opinion; give the exit code that follows from that.

    Args:
        engine: who was asked.
        voice: says it.
        asked: about how many lines.
        doubted: how many of them it doubts.
        missing: on how many of them it gave no opinion, by the reason.
    """
    if not asked:
        voice.note("second opinion: no line is left that needs one; nothing was asked")
    elif asked > missing.total():
        voice.note(
            f"second opinion: {engine.model} doubts {doubted} of {_lines(asked - missing.total())}; "
            "what it doubts has passed the checks, and stays"
        )
    if engine.given_up is not None:
        voice.warn(f"{_lines(missing.total())} without a second opinion: {engine.given_up}")
    else:
        for reason, number in missing.most_common(_MOST_REASONS):
            voice.warn(f"{_lines(number)} without a second opinion: {reason}")
        if others := missing.total() - sum(number for _, number in missing.most_common(_MOST_REASONS)):
            voice.warn(f"{_lines(others)} more without a second opinion, for other reasons")
    if engine.cap_reached:
        return Exit.CAPPED
    return Exit.PARTLY if missing else Exit.DONE


def report_adviser(adviser: Adviser | None, voice: Voice) -> int:
    """The same of whoever gave a second opinion on a brief; nothing where nobody did."""
    if adviser is None:
        return Exit.DONE
    return report(adviser.llm, voice, asked=adviser.asked, doubted=adviser.doubted, missing=adviser.missing)


def _counted(show: Progress, whole: int) -> Callable[[], None]:
    """Counts what is done, each time it is called."""
    numbers = count(1)
    return lambda: show("Asking", next(numbers), whole)


def _lines(number: int) -> str:
    return f"{number} line{'' if number == 1 else 's'}"
