"""Is it so? Lines of a brief against the articles they are said to come from, whoever wrote them.

Three doors, each of use without a draft: `check_point` and `check_headline` for a line, `check_quote` for words between
marks, `claims` for what a sentence says that its source does not. `verify` takes a whole draft through all of them.
"""

from briefcli.verify.drafts import Verified, is_translated, verify, verify_points, verify_points_in, verify_rest
from briefcli.verify.lines import check_headline, check_point
from briefcli.verify.outlets import count_outlets, outlets_of, with_outlets
from briefcli.verify.problem import Problem
from briefcli.verify.quotations import QuoteCheck, Verdict, check_quote, same_speaker
from briefcli.verify.wholes import whole

__all__ = [
    "Problem",
    "QuoteCheck",
    "Verdict",
    "Verified",
    "check_headline",
    "check_point",
    "check_quote",
    "count_outlets",
    "is_translated",
    "outlets_of",
    "same_speaker",
    "verify",
    "verify_points",
    "verify_points_in",
    "verify_rest",
    "whole",
    "with_outlets",
]
