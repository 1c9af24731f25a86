"""Which countries an article mentions, and which it is about."""

from briefcli.countries.focus import Countries, find_countries, tag
from briefcli.countries.names import country_code, country_name

__all__ = ["Countries", "country_code", "country_name", "find_countries", "tag"]
