"""An audit for scripts."""

from __future__ import annotations

from typing import Any

from briefcli.audit.audit import Asked, Audit
from briefcli.audit.finding import Finding, worst
from briefcli.audit.reports.wording import summary
from briefcli.render.safe_json import json_text

SCHEMA = "brief-verify/1"


def to_json(found: Audit) -> str:
    """One object. `start` and `end` are characters of `text`, the brief as it was read, half-open."""
    report = {
        "schema": SCHEMA,
        "brief": found.brief,
        "worst": worst(one.severity for one in found.findings),
        "summary": summary(found),
        "text": found.text,
        "findings": [_finding(one) for one in found.findings],
        "passed_over": [{"text": text, "reason": reason} for text, reason in found.passed_over],
        "articles": [
            {"id": one.id, "source": one.source, "title": one.title, "published": str(one.published or "") or None}
            for one in found.articles
        ],
        "skipped": [{"source": one.source, "reason": one.reason} for one in found.skipped],
        "second_opinion": _second_opinion(found.asked),
    }
    return json_text(report, indent=2) + "\n"


def _second_opinion(asked: Asked | None) -> dict[str, Any] | None:
    if asked is None:
        return None
    return {"model": asked.model, "asked": asked.lines, "doubted": asked.doubted, "missing": len(asked.missing)}


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "check": one.check,
        "about": one.about or None,
        "severity": one.severity,
        "message": one.message,
        "text": one.text,
        "start": one.start,
        "end": one.end,
        "wording": one.ours or None,
        "source_wording": one.theirs or None,
        "evidence": [
            {
                "article": proof.span.article,
                "source": proof.source,
                "start": proof.span.start,
                "end": proof.span.end,
                "text": proof.text,
            }
            for proof in one.evidence
        ],
        "by": one.by or None,
    }
