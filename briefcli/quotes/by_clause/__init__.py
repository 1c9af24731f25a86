"""Who said it, in the languages whose file says how they attribute."""

from briefcli.quotes.by_clause.speakers import Speakers

__all__ = ["Speakers"]
