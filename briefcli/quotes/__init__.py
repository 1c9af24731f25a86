"""Quotations, who said them, which are worth repeating, and whether a model's are true."""

from briefcli.quotes.check import QuoteCheck, Verdict, check_quote
from briefcli.quotes.choose import is_fragment, key_quotes, pick_quotes
from briefcli.quotes.merge import Speaker, merge_speakers, same_speaker, speakers
from briefcli.quotes.quotations import find_quotes

__all__ = [
    "QuoteCheck",
    "Speaker",
    "Verdict",
    "check_quote",
    "find_quotes",
    "is_fragment",
    "key_quotes",
    "merge_speakers",
    "pick_quotes",
    "same_speaker",
    "speakers",
]
