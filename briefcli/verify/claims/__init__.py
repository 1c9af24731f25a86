"""Whether a sentence that is not the source's own says only what the source says: numbers, dates, names, meaning."""

from briefcli.verify.claims.check import Support, faults, supported, supporting
from briefcli.verify.claims.numbers import missing_numbers, numbers

__all__ = ["Support", "faults", "missing_numbers", "numbers", "supported", "supporting"]
