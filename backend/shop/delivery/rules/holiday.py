"""Public holidays of a country and its region, as the `holidays` library knows them."""

from collections.abc import Collection
from datetime import date, timedelta

import holidays


def between(country: str, region: str, first: date, last: date) -> dict[date, str]:
    """The holidays of local days `first` to `last` by day; none for a country that the library does not know.

    `country` as in ISO 3166-1, `region` as in ISO 3166-2 without its country; one that is unknown adds none.
    """
    known = holidays.list_supported_countries()
    if country not in known:
        return {}
    subdivision = region if region in known[country] else None
    years = range(first.year, last.year + 1)
    found = holidays.country_holidays(country, subdiv=subdivision, years=years)
    return {day: name for day, name in sorted(found.items()) if first <= day <= last}


def closed(country: str, region: str, names: Collection[str], *, days: tuple[date, date]) -> dict[date, str]:
    """Those of the holidays on which the shop is closed: it names them."""
    found = between(country, region, *days) if names else {}
    return {day: name for day, name in found.items() if name in names}


def names_ahead(country: str, region: str, today: date) -> dict[str, date]:
    """The holidays of the next year by name, each with its next day."""
    found = between(country, region, today, today + timedelta(days=365))
    ahead: dict[str, date] = {}
    for day, name in found.items():
        ahead.setdefault(name, day)
    return ahead
