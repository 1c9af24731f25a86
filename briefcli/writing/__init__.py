"""Stories written by either engine, every line checked: groups in, checked stories out, one call."""

from briefcli.writing.adviser import Adviser
from briefcli.writing.engines import engine, rules
from briefcli.writing.written import Engine, Overview, Progress, Written, line_of, overview_of

__all__ = ["Adviser", "Engine", "Overview", "Progress", "Written", "engine", "line_of", "overview_of", "rules"]
