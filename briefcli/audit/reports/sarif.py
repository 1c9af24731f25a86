"""An audit in SARIF 2.1.0 (OASIS, 2020), which editors and code review show beside the lines of a file."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from briefcli import __version__
from briefcli.audit.audit import Audit
from briefcli.audit.finding import CHECKS, FINE, WARNINGS, Finding
from briefcli.audit.reports.wording import named, ordered, place
from briefcli.render.safe_json import json_text


def to_sarif(found: Audit) -> str:
    """The findings as results; lines that are as they should be are none."""
    wrong, _ = ordered(found)
    rules = [check for check in CHECKS if check not in FINE]
    driver = {
        "name": "brief",
        "version": __version__,
        "rules": [
            {
                "id": check,
                "shortDescription": {"text": CHECKS[check]},
                "defaultConfiguration": {"level": "warning" if check in WARNINGS else "error"},
            }
            for check in rules
        ],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, rules.index(one.check), found) for one in wrong],
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json_text(log, indent=2) + "\n"


def _result(one: Finding, rule: int, found: Audit) -> dict[str, Any]:
    return {
        "ruleId": one.check,
        "ruleIndex": rule,
        "level": one.severity,
        "message": {"text": f"{named(one)}: {one.message} In the brief: “{one.text}”"},
        "locations": [{"physicalLocation": _location(one, found)}],
        "relatedLocations": [
            {
                "id": number,
                "message": {"text": proof.text},
                "physicalLocation": {"artifactLocation": {"uri": _address(proof.source)}},
            }
            for number, proof in enumerate(one.evidence, start=1)
            if proof.source
        ],
    }


def _location(one: Finding, found: Audit) -> dict[str, Any]:
    where: dict[str, Any] = {"artifactLocation": {"uri": _address(found.brief)}}
    if found.in_lines:
        start, end = place(found.text, one.start), place(found.text, one.end)
        where["region"] = {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        }
    return where


def _address(source: str) -> str:
    return source if source.startswith(("http://", "https://")) else quote(PurePath(source).as_posix())
