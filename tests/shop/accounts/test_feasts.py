"""On which day an occasion falls, against calendars that were printed."""

import datetime as dt

import pytest

from backend.shop.accounts import feasts
from backend.shop.accounts.feasts import Occasion


@pytest.mark.parametrize(
    ("occasion", "country", "year", "day"),
    [
        (Occasion.MOTHERS_DAY, "US", 2026, dt.date(2026, 5, 10)),
        (Occasion.MOTHERS_DAY, "US", 2027, dt.date(2027, 5, 9)),
        (Occasion.MOTHERS_DAY, "US", 2033, dt.date(2033, 5, 8)),  # May begins on a Sunday
        (Occasion.MOTHERS_DAY, "GB", 2027, dt.date(2027, 3, 7)),
        (Occasion.MOTHERS_DAY, "FR", 2026, dt.date(2026, 5, 31)),
        (Occasion.MOTHERS_DAY, "FR", 2020, dt.date(2020, 6, 7)),  # the last Sunday of May was Pentecost
        (Occasion.MOTHERS_DAY, "ES", 2027, dt.date(2027, 5, 2)),
        (Occasion.FATHERS_DAY, "US", 2027, dt.date(2027, 6, 20)),
        (Occasion.FATHERS_DAY, "AU", 2027, dt.date(2027, 9, 5)),
        (Occasion.FATHERS_DAY, "DE", 2027, dt.date(2027, 5, 6)),
        (Occasion.FATHERS_DAY, "IT", 2027, dt.date(2027, 3, 19)),
        (Occasion.VALENTINES_DAY, "US", 2027, dt.date(2027, 2, 14)),
    ],
)
def test_a_feast_knows_its_day(occasion: Occasion, country: str, year: int, day: dt.date) -> None:
    assert feasts.in_year(occasion, month=None, day=None, year=year, country=country) == day


@pytest.mark.parametrize(
    ("today", "next_date"),
    [
        (dt.date(2026, 5, 10), dt.date(2026, 5, 10)),  # on the day itself it is not over
        (dt.date(2026, 5, 11), dt.date(2027, 5, 9)),
        (dt.date(2026, 12, 31), dt.date(2027, 5, 9)),
    ],
)
def test_the_next_feast_is_the_first_that_is_not_over(today: dt.date, next_date: dt.date) -> None:
    found = feasts.next_date(Occasion.MOTHERS_DAY, month=None, day=None, today=today, country="US")
    assert found == next_date


@pytest.mark.parametrize(
    ("today", "next_date"),
    [
        (dt.date(2026, 3, 1), dt.date(2027, 2, 28)),
        (dt.date(2027, 3, 1), dt.date(2028, 2, 29)),
        (dt.date(2028, 2, 29), dt.date(2028, 2, 29)),
    ],
)
def test_the_29th_of_february_is_kept_on_the_28th_in_years_without(
    today: dt.date, next_date: dt.date
) -> None:
    assert feasts.next_date(Occasion.BIRTHDAY, month=2, day=29, today=today, country="US") == next_date


def test_only_days_that_there_are_in_some_year_are_days() -> None:
    assert feasts.is_day(2, 29)
    assert not feasts.is_day(2, 30)
    assert not feasts.is_day(4, 31)
