"""Which countries an article mentions, and which it is about."""

from briefcli.countries.focus import Countries, find_countries, tag
from briefcli.countries.names import all_countries, country_code, country_name, either_country, like_countries

__all__ = [
    "Countries",
    "all_countries",
    "country_code",
    "country_name",
    "either_country",
    "find_countries",
    "like_countries",
    "tag",
]
