"""Figures: how they developed, where outlets differ on one, which changed since the last digest, which are stale."""

from briefcli.figures.change import changes
from briefcli.figures.develop import developments
from briefcli.figures.differ import disagreements
from briefcli.figures.extract import tolls_in
from briefcli.figures.stale import current_headline, noted, replaced

__all__ = ["changes", "current_headline", "developments", "disagreements", "noted", "replaced", "tolls_in"]
