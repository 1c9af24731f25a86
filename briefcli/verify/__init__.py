"""Is it so? Lines of a brief against the articles they are said to come from, whoever wrote them.

Three doors, each of use without the others: `drafts` checks a draft, a point or a headline, `quotations` whether words
are somebody's, `claims` what a sentence says that its source does not.
"""

from briefcli.verify.drafts import Problem, Verified, headline_problem, is_translated, verify
from briefcli.verify.quotations import QuoteCheck, Verdict, check_quote, same_speaker

__all__ = [
    "Problem",
    "QuoteCheck",
    "Verdict",
    "Verified",
    "check_quote",
    "headline_problem",
    "is_translated",
    "same_speaker",
    "verify",
]
