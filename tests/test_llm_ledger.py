"""The ledger: what left this machine, written before it leaves."""

from __future__ import annotations

import json
import stat
from pathlib import Path

from briefcli.llm.keeping.ledger import Ledger, LedgerRun, read_ledger
from tests.llm_options import NOON, Notes


def ledger(path: Path | None, notes: Notes | None = None) -> Ledger:
    """A ledger of a run at noon."""
    return Ledger(
        path, host="models.example.org", model="m", now=lambda: NOON, note=notes if notes is not None else Notes()
    )


def test_a_call_is_on_disk_before_it_is_answered(tmp_path: Path) -> None:
    """A run that was killed after sending has said what it sent, and to whom."""
    path = tmp_path / "state" / "ledger.jsonl"
    ledger(path).sending(["a1", "a2"], 1234)

    (line,) = [json.loads(line) for line in path.read_text().splitlines()]
    assert line.pop("run").startswith("20260302T120000-")
    assert line == {
        "at": "2026-03-02T12:00:00+00:00",
        "host": "models.example.org",
        "model": "m",
        "call": 1,
        "articles": ["a1", "a2"],
        "characters": 1234,
    }
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_runs_are_summed_up(tmp_path: Path) -> None:
    """Articles once each, characters and tokens added, a call nothing came for counted as such."""
    path = tmp_path / "ledger.jsonl"
    run = ledger(path)
    first = run.sending(["a1", "a2"], 1000)
    run.sending(["a2", "a3"], 500)
    run.answered(first, prompt_tokens=300, completion_tokens=40, cost_usd=0.25)

    (summed,) = read_ledger(path)

    assert summed == LedgerRun(
        run=summed.run,
        started="2026-03-02T12:00:00+00:00",
        host="models.example.org",
        model="m",
        articles=("a1", "a2", "a3"),
        calls=2,
        unanswered=1,
        characters=1500,
        prompt_tokens=300,
        completion_tokens=40,
        cost_usd=0.25,
    )


def test_an_unknown_cost_stays_unknown(tmp_path: Path) -> None:
    """A call without a price makes the run's cost None."""
    path = tmp_path / "ledger.jsonl"
    run = ledger(path)
    for cost in (0.25, None):
        run.answered(run.sending(["a"], 10), prompt_tokens=1, completion_tokens=1, cost_usd=cost)

    assert read_ledger(path)[0].cost_usd is None


def test_a_damaged_line_is_passed_over(tmp_path: Path) -> None:
    """A line cut by a full disk hides no other."""
    path = tmp_path / "ledger.jsonl"
    path.write_text('{"run": "x", "at\n[1]\n\xff\n', encoding="latin-1")
    ledger(path).sending(["a"], 10)

    assert [run.articles for run in read_ledger(path)] == [("a",)]
    assert read_ledger(tmp_path / "none.jsonl") == []


def test_a_ledger_that_cannot_be_written_is_said_aloud_once(tmp_path: Path) -> None:
    """The run goes on, and the user knows that it is not recorded."""
    (tmp_path / "state").write_text("in the way")
    notes = Notes()
    run = ledger(tmp_path / "state" / "ledger.jsonl", notes)
    run.sending(["a"], 10)
    run.sending(["a"], 10)

    assert len(notes) == 1
    assert notes[0].startswith("the ledger cannot be written")
