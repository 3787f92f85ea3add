"""Half days: which end before the van leaves, and in which of them a parcel is made."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from backend.shop.delivery.rules import SlotFacts, instant
from backend.shop.delivery.rules.windows import Hours, making_windows
from backend.shop.kit.money import Money
from backend.shop.promise.rules.making import Bench, Making, Part, makings, room
from backend.shop.promise.rules.supply import Supply
from tests.builders.windows import HOURS

DAY = date(2026, 11, 25)
BEFORE = DAY - timedelta(days=1)
PM, AM, EVE = HOURS.windows(DAY)[1], HOURS.windows(DAY)[0], HOURS.windows(BEFORE)[1]
LONG_AGO = datetime(2026, 11, 1, tzinfo=UTC)


def slot(
    hours: tuple[int, int], *, whole_day: bool = False, method: str = "van", day: date = DAY
) -> SlotFacts:
    starts, ends = (instant(day, time(hour), HOURS.time_zone) for hour in hours)
    money = Money(0, "USD")
    return SlotFacts(1, 1, method, day, starts, ends, starts, whole_day, money, 1, "")


@pytest.mark.parametrize(
    ("one", "refs"),
    [
        (slot((9, 11)), ["2026-11-24:pm"]),
        (slot((11, 14)), ["2026-11-25:am", "2026-11-24:pm"]),
        (slot((16, 18)), ["2026-11-25:pm", "2026-11-25:am", "2026-11-24:pm"]),
        # The last van of a whole day leaves two hours before its end; who collects may come as it begins.
        (slot((9, 18), whole_day=True), ["2026-11-25:pm", "2026-11-25:am", "2026-11-24:pm"]),
        (slot((9, 17), whole_day=True), ["2026-11-25:am", "2026-11-24:pm"]),
        (slot((9, 18), whole_day=True, method="collection"), ["2026-11-24:pm"]),
    ],
)
def test_windows_end_before_the_van_leaves(one: SlotFacts, refs: list[str]) -> None:
    assert [window.ref for window in making_windows(one, HOURS)] == refs


def test_windows_are_of_the_shops_wall_clock_on_both_sides_of_a_changed_night() -> None:
    new_york = Hours(time(0, 30), time(2, 30), time(8), "America/New_York")
    spring, autumn = (new_york.windows(day) for day in (date(2027, 3, 14), date(2027, 11, 7)))
    # The spring night skips from two to three: half past two is half past three of the new time.
    assert [window.ends_at - window.starts_at for window in spring] == [
        timedelta(hours=2),
        timedelta(hours=4, minutes=30),
    ]
    assert [window.ends_at - window.starts_at for window in autumn] == [
        timedelta(hours=3),
        timedelta(hours=5, minutes=30),
    ]


def benches(pm: int, am: int, eve: int) -> list[Bench]:
    frees = ((PM, 3, pm), (AM, 2, am), (EVE, 1, eve))
    return [
        Bench(window, Supply(number, free, True, window.day, window.day)) for window, number, free in frees
    ]


@pytest.mark.parametrize(
    ("free", "ways"),
    [
        # The latest half day that holds all of it, then the others.
        ((60, 60, 60), [(DAY, {3: 60}), (DAY, {2: 60}), (BEFORE, {1: 60})]),
        ((59, 60, 0), [(DAY, {2: 60})]),
        ((30, 30, 0), [(DAY, {3: 30, 2: 30})]),
        # What is begun the day before is begun as late as can be.
        ((30, 20, 15), [(BEFORE, {1: 15, 3: 30, 2: 15})]),
        ((30, 29, 0), []),
        ((-5, 60, -5), [(DAY, {2: 60})]),
        ((-5, 59, 1), [(BEFORE, {1: 1, 2: 59})]),
    ],
)
def test_one_half_day_before_several_and_later_before_earlier(
    free: tuple[int, int, int], ways: list[tuple[date, dict[int, int]]]
) -> None:
    found = makings(benches(*free), 60, LONG_AGO)
    assert [(way.day, {part.bucket_id: part.minutes for part in way.parts}) for way in found] == ways


def test_what_takes_no_minutes_is_packed_in_the_latest_half_day() -> None:
    assert next(makings(benches(0, 0, 0), 0, LONG_AGO), None) == Making(DAY, ())


def test_time_runs_out_to_the_minute() -> None:
    now = PM.ends_at - timedelta(minutes=60)
    assert next(makings(benches(60, 60, 60), 60, now), None) == Making(DAY, (Part(3, 60, DAY),))
    assert list(makings(benches(60, 60, 60), 60, now + timedelta(seconds=1))) == []


def test_a_window_that_is_past_gives_nothing() -> None:
    late = [replace(each, supply=replace(each.supply, cutoff_at=LONG_AGO)) for each in benches(90, 90, 90)]
    assert list(makings(late, 60, LONG_AGO)) == []
    assert room(late, LONG_AGO) == {}


@pytest.mark.parametrize("minutes", [1, 20, 60, 61, 75, 76, 90, 100, 150, 200])
@pytest.mark.parametrize("free", [(60, 60, 60), (30, 20, 15), (0, 0, 75), (100, -5, 0), (0, 0, 0)])
@pytest.mark.parametrize("ahead", [30, 200, 900, 2000])
def test_the_room_of_a_day_is_what_can_be_made_on_it(
    free: tuple[int, int, int], minutes: int, ahead: int
) -> None:
    """The catalog counts with `room`, the checkout plans with `makings`."""
    now = PM.ends_at - timedelta(minutes=ahead)
    days = {way.day for way in makings(benches(*free), minutes, now)}
    assert days == {day for day, most in room(benches(*free), now).items() if minutes <= most}
