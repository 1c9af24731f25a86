"""Quotations, who said them, and which are worth repeating."""

from briefcli.quotes.choose import is_fragment, is_statement, key_quotes, pick_quotes, unsaid
from briefcli.quotes.quotations import Searched, find_all_quotes, find_quotes

__all__ = [
    "Searched",
    "find_all_quotes",
    "find_quotes",
    "is_fragment",
    "is_statement",
    "key_quotes",
    "pick_quotes",
    "unsaid",
]
