"""Stories written by either engine, every line checked: groups in, checked stories out, one call."""

from briefcli.writing.adviser import Adviser
from briefcli.writing.engines import built_in, engine
from briefcli.writing.written import Engine, Overview, Progress, Written, line_of, overview_of

__all__ = ["Adviser", "Engine", "Overview", "Progress", "Written", "built_in", "engine", "line_of", "overview_of"]
