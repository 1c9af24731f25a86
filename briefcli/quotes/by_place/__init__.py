"""Who is the subject of a verb where its place shows it: right before the verb, or right behind it."""

from briefcli.quotes.by_place.reading import Reading

__all__ = ["Reading"]
