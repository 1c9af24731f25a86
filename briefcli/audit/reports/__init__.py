"""The report of an audit, a module per format."""

from __future__ import annotations

from briefcli.audit.audit import Audit
from briefcli.forms import Report


def show_audit(found: Audit, form: Report, *, width: int = 80, colour: bool = False) -> str:
    """An audit in a format. Only the terminal has colours, and only where they are wanted."""
    if form == "json":
        from briefcli.audit.reports.data import to_json

        return to_json(found)
    if form == "sarif":
        from briefcli.audit.reports.sarif import to_sarif

        return to_sarif(found)
    if form == "html":
        from briefcli.audit.reports.page import to_html

        return to_html(found)
    if form == "github":
        from briefcli.audit.reports.github import to_github

        return to_github(found)
    from briefcli.audit.reports.terminal import to_terminal

    return to_terminal(found, width=width, colour=colour and form == "terminal")
