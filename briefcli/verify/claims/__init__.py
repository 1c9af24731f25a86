"""Whether a sentence that is not the source's own says only what the source says: numbers, dates, names, meaning."""

from briefcli.verify.claims.check import Support, dropped, faults, supported, supporting
from briefcli.verify.claims.claim import About, Claim, Fault, FaultKind
from briefcli.verify.claims.context import with_its_source
from briefcli.verify.claims.numbers import missing_numbers, numbers
from briefcli.verify.claims.scattered import scattered

__all__ = [
    "About",
    "Claim",
    "Fault",
    "FaultKind",
    "Support",
    "dropped",
    "faults",
    "missing_numbers",
    "numbers",
    "scattered",
    "supported",
    "supporting",
    "with_its_source",
]
