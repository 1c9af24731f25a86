"""How many cores this process may use."""

from __future__ import annotations

import os
from pathlib import Path

_QUOTA = Path("/sys/fs/cgroup/cpu.max")  # of a container: microseconds of each period it may use


def cores() -> int:
    """Cores this process may use: those it may run on, or what its container may have of them, where that is less."""
    try:
        may = len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        may = os.cpu_count() or 1
    return max(1, min(may, round(_quota() or may)))


def _quota() -> float | None:
    """Cores a container may have, such as 1.5; None where nothing says so, or where it may have all."""
    try:
        most, period = _QUOTA.read_text(encoding="ascii").split()
        return int(most) / int(period)
    except (OSError, ValueError):
        return None
