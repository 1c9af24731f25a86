"""An audit as workflow commands, which GitHub shows beside the lines of a pull request."""

from __future__ import annotations

from briefcli.audit.audit import Audit
from briefcli.audit.finding import Finding
from briefcli.audit.reports.wording import named, ordered, place, summary


def to_github(found: Audit) -> str:
    """A line for each finding, then the summary."""
    wrong, _ = ordered(found)
    lines = []
    for one in wrong:
        source = f" In its source: “{one.evidence[0].text}”" if one.evidence else ""
        said = f"{one.message} In the brief: “{one.text}”{source}"
        lines.append(f"::{one.severity} {_where(one, found)},title={_property(named(one))}::{_data(said)}")
    return "\n".join([*lines, f"::notice title=brief::{_data(summary(found))}"]) + "\n"


def _where(one: Finding, found: Audit) -> str:
    file = f"file={_property(found.brief)}"
    if not found.in_lines:
        return file
    at, end = place(found.text, one.start), place(found.text, one.end)
    columns = f",col={at.column},endColumn={end.column}" if at.line == end.line else ""
    return f"{file},line={at.line},endLine={end.line}{columns}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
