"""A second opinion on what code cannot wholly decide: it is told beside the findings of code, and overrules none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefcli.audit.audit import Asked, Audit
from briefcli.audit.finding import Finding
from briefcli.draft import DraftPoint, Judgement
from briefcli.text import one_line

_UNDECIDED = frozenset({"supported", "translated"})  # verbatim needs no opinion, and what is wrong gets none


def undecided(found: Audit) -> tuple[DraftPoint, ...]:
    """The lines that are said in other words than their sources', with the sentences they rest on, in their order."""
    return tuple(_asked_about(one) for one in found.findings if _is_undecided(one))


def with_opinions(found: Audit, model: str, judgements: Sequence[Judgement]) -> Audit:
    """The audit with a further finding behind each line that a model doubts; those of code stay as they are.

    Args:
        found: what code found.
        model: who was asked.
        judgements: what it thinks of each line of `undecided`, in their order.
    """
    given = iter(judgements)
    findings = tuple(one for finding in found.findings for one in _with_opinion(finding, one_line(model), given))
    asked = Asked(
        model=one_line(model),
        lines=len(judgements),
        doubted=sum(one.supported is False for one in judgements),
        missing=tuple(one.failure for one in judgements if one.supported is None),
    )
    return replace(found, findings=findings, asked=asked)


def _with_opinion(finding: Finding, model: str, given: Iterator[Judgement]) -> Iterator[Finding]:
    yield finding
    if _is_undecided(finding):
        judgement = next(given)
        if judgement.supported is False:
            yield replace(finding, check="opinion", message=judgement.reason, by=model)


def _is_undecided(finding: Finding) -> bool:
    return finding.check in _UNDECIDED and bool(finding.evidence)


def _asked_about(finding: Finding) -> DraftPoint:
    return DraftPoint(text=finding.text, cites=tuple(proof.span for proof in finding.evidence))
