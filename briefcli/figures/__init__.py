"""Figures: where articles of one event differ on one, and which changed since the last digest."""

from briefcli.figures.compare import changes, disagreements

__all__ = ["changes", "disagreements"]
