"""Key dates: which occasions there are, and on which day each falls in a year.

Mother's and Father's Day move and differ by country; a date that somebody gives falls on the same month and
day every year, and one of 29 February on the 28th in years without.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from enum import StrEnum

from dateutil.easter import easter
from dateutil.relativedelta import SU, relativedelta


class Occasion(StrEnum):
    BIRTHDAY = "birthday"
    ANNIVERSARY = "anniversary"
    MOTHERS_DAY = "mothers_day"
    VALENTINES_DAY = "valentines_day"
    FATHERS_DAY = "fathers_day"
    MEMORIAL = "memorial"
    OTHER = "other"


def _sunday(month: int, which: int) -> Callable[[int], dt.date]:
    """The `which`-th Sunday of a month; -1 is its last."""
    first = dt.date(2000, month, 1)
    last = relativedelta(day=31, weekday=SU(-1))
    move = last if which < 0 else relativedelta(day=1, weekday=SU(which))
    return lambda year: first.replace(year=year) + move


def _on(month: int, day: int) -> Callable[[int], dt.date]:
    return lambda year: dt.date(year, month, day)


def _easter(days: int) -> Callable[[int], dt.date]:
    return lambda year: easter(year) + dt.timedelta(days=days)


def _french_mothers_day(year: int) -> dt.date:
    """Code de l'action sociale et des familles, art. D215-1: the last Sunday of May, in June on Pentecost."""
    last = _sunday(5, -1)(year)
    return _sunday(6, 1)(year) if last == _easter(49)(year) else last


# Where a country has a day of its own; the rest keep that of most: the second Sunday of May (in the US by the
# Joint Resolution of May 8, 1914, 38 Stat. 770) and the third of June (Public Law 92-278).
_MOTHERS: Mapping[str, Callable[[int], dt.date]] = {
    "GB": _easter(-21),  # Mothering Sunday, the fourth of Lent
    "IE": _easter(-21),
    "FR": _french_mothers_day,
    "ES": _sunday(5, 1),
    "PT": _sunday(5, 1),
}
_FATHERS: Mapping[str, Callable[[int], dt.date]] = {
    "AU": _sunday(9, 1),
    "NZ": _sunday(9, 1),
    "DE": _easter(39),  # Ascension Day
    "AT": _sunday(6, 2),
    "CH": _sunday(6, 1),
    "ES": _on(3, 19),
    "IT": _on(3, 19),
    "PT": _on(3, 19),
}
FEASTS = frozenset({Occasion.MOTHERS_DAY, Occasion.FATHERS_DAY, Occasion.VALENTINES_DAY})


def in_year(occasion: Occasion, *, month: int | None, day: int | None, year: int, country: str) -> dt.date:
    """The day of an occasion in a year; `month` and `day` are asked only where no feast says it."""
    if occasion is Occasion.MOTHERS_DAY:
        return _MOTHERS.get(country, _sunday(5, 2))(year)
    if occasion is Occasion.FATHERS_DAY:
        return _FATHERS.get(country, _sunday(6, 3))(year)
    if occasion is Occasion.VALENTINES_DAY or month is None or day is None:
        return dt.date(year, 2, 14)
    return dt.date(year, month, 1) + relativedelta(day=day)


def next_date(
    occasion: Occasion, *, month: int | None, day: int | None, today: dt.date, country: str
) -> dt.date:
    """The first day of the occasion that is not over."""
    this, following = (
        in_year(occasion, month=month, day=day, year=year, country=country)
        for year in (today.year, today.year + 1)
    )
    return this if this >= today else following


def is_day(month: int, day: int) -> bool:
    """Whether some year has this day."""
    try:
        dt.date(2000, month, day)
    except ValueError:
        return False
    return True
