"""The built-in engine: whole sentences of the articles, chosen for what a reader must know. No key, no network."""

from briefcli.extractive.choose import draft

__all__ = ["draft"]
