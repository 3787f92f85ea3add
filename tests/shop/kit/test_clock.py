"""A delivery day is the shop's own day, also around midnight and when the clocks change."""

from datetime import UTC, date, datetime

import pytest

from backend.shop.kit import clock


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 11, 24, 7, 59, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 11, 24, 8, 0, tzinfo=UTC), date(2026, 11, 24)),
        (datetime(2027, 3, 14, 7, 59, tzinfo=UTC), date(2027, 3, 13)),  # the clocks go forward at 10:00 UTC
        (datetime(2027, 3, 15, 6, 59, tzinfo=UTC), date(2027, 3, 14)),
        (datetime(2027, 3, 15, 7, 0, tzinfo=UTC), date(2027, 3, 15)),
    ],
)
def test_the_day_in_portland(instant: datetime, day: date) -> None:
    assert clock.local_day(instant, "America/Los_Angeles") == day


def test_now_is_an_instant_in_utc() -> None:
    assert clock.now().tzinfo is UTC
