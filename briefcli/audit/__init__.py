"""`brief verify`: a finished brief, whoever made it, taken apart into lines, each with its finding.

`take_apart` reads a brief in any format, `audit` checks its lines against articles, `check_pairs` does so in bulk.
`undecided` are the lines that code cannot wholly decide, `with_opinions` adds what a model thinks of them.
"""

from briefcli.audit.audit import Audit, audit
from briefcli.audit.finding import Evidence, Finding, Severity, gravity, worst
from briefcli.audit.itself import is_itself
from briefcli.audit.lines import Taken, take_apart
from briefcli.audit.opinions import undecided, with_opinions
from briefcli.audit.pairs import check_pairs

__all__ = [
    "Audit",
    "Evidence",
    "Finding",
    "Severity",
    "Taken",
    "audit",
    "check_pairs",
    "gravity",
    "is_itself",
    "take_apart",
    "undecided",
    "with_opinions",
    "worst",
]
