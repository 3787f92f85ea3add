"""The calendar as a table, a line a case: exact instants, and one second before and after each cut-off."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from backend.shop.audit.services import Deed
from backend.shop.delivery import services
from backend.shop.delivery.models import SlotTemplate
from backend.shop.delivery.services import BlackoutFacts, OverrideFacts
from backend.shop.promise import selectors
from backend.shop.promise.selectors import Question
from tests.builders.catalog import a_product
from tests.builders.delivery import a_template, a_zone, laid_out, slot_of
from tests.builders.settings import a_shop

ZONES = {
    "New York": "America/New_York",
    "London": "Europe/London",
    "Sydney": "Australia/Sydney",
    "Portland": "America/Los_Angeles",
}
NEW_YORK, LONDON, SYDNEY, PORTLAND = ZONES.values()
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)

# Where; what; the day and the hours on the wall; the cut-off (2d 18:00: two days before, 2w: working days,
# 90m: minutes before the start); then in UTC, with the day of the month: start, end, and when orders end.
TABLE = """
# The nights when the clock goes forward: the wall skips an hour.
New York | spring, the day before       | 2027-03-14 09:00-12:00 | 1d 18:00 | 14T13:00 | 14T16:00 | 13T23:00
New York | spring, the day after        | 2027-03-15 09:00-12:00 | 1d 18:00 | 15T13:00 | 15T16:00 | 14T22:00
New York | spring, starts in no hour    | 2027-03-14 02:30-05:00 | 0d 01:59 | 14T07:30 | 14T09:00 | 14T06:59
New York | spring, cut off in no hour   | 2027-03-14 04:00-05:00 | 0d 02:15 | 14T08:00 | 14T09:00 | 14T07:15
New York | spring, 120 minutes          | 2027-03-14 04:00-09:00 | 120m     | 14T08:00 | 14T13:00 | 14T06:00
London   | spring                       | 2027-03-28 09:00-12:00 | 1d 18:00 | 28T08:00 | 28T11:00 | 27T18:00
London   | spring, starts in no hour    | 2027-03-28 01:30-04:00 | 30m      | 28T01:30 | 28T03:00 | 28T01:00
Sydney   | spring                       | 2026-10-04 09:00-12:00 | 1d 18:00 | 03T22:00 | 04T01:00 | 03T08:00
Sydney   | spring, starts in no hour    | 2026-10-04 02:30-05:00 | 0d 01:00 | 03T16:30 | 03T18:00 | 03T15:00
# The nights when it goes back: the wall has an hour twice, and means the first.
New York | autumn, the day before       | 2026-11-01 09:00-12:00 | 1d 18:00 | 01T14:00 | 01T17:00 | 31T22:00
New York | autumn, an hour twice        | 2026-11-01 01:30-03:00 | 0d 01:00 | 01T05:30 | 01T08:00 | 01T05:00
New York | autumn, 120 minutes          | 2026-11-01 03:00-09:00 | 120m     | 01T08:00 | 01T14:00 | 01T06:00
London   | autumn                       | 2026-10-25 09:00-12:00 | 1d 18:00 | 25T09:00 | 25T12:00 | 24T17:00
London   | autumn, an hour twice        | 2026-10-25 01:15-03:00 | 15m      | 25T00:15 | 25T03:00 | 25T00:00
Sydney   | autumn                       | 2027-04-04 09:00-12:00 | 1d 18:00 | 03T23:00 | 04T02:00 | 03T07:00
Sydney   | autumn, an hour twice        | 2027-04-04 02:30-05:00 | 0d 02:00 | 03T15:30 | 03T19:00 | 03T15:00
# The calendar's own edges.
Portland | leap day                     | 2028-02-29 09:00-12:00 | 1d 18:00 | 29T17:00 | 29T20:00 | 29T02:00
Portland | the day after a leap day     | 2028-03-01 09:00-12:00 | 1d 18:00 | 01T17:00 | 01T20:00 | 01T02:00
Portland | 1 March without one          | 2027-03-01 09:00-12:00 | 1d 18:00 | 01T17:00 | 01T20:00 | 01T02:00
Portland | New Year, ordered last year  | 2027-01-01 09:00-12:00 | 1d 18:00 | 01T17:00 | 01T20:00 | 01T02:00
Sydney   | New Year, last year in UTC   | 2027-01-01 09:00-12:00 | 60m      | 31T22:00 | 01T01:00 | 31T21:00
Portland | a minute before midnight     | 2026-11-25 09:00-23:59 | 1d 23:59 | 25T17:00 | 26T07:59 | 25T07:59
Portland | a minute after midnight      | 2026-11-25 00:01-09:00 | 0d 00:01 | 25T08:01 | 25T17:00 | 25T08:01
Portland | Monday, after a weekend      | 2026-11-30 09:00-12:00 | 1w 14:00 | 30T17:00 | 30T20:00 | 27T22:00
Portland | two days, over Thanksgiving  | 2026-11-30 09:00-12:00 | 2w 14:00 | 30T17:00 | 30T20:00 | 25T22:00
New York | Monday, after a spring night | 2027-03-15 09:00-12:00 | 1w 14:00 | 15T13:00 | 15T16:00 | 12T19:00
"""
KINDS = {"d": "days_before", "w": "working_days_before", "m": "minutes_before"}


@dataclass(frozen=True, slots=True)
class Case:
    """A line of the table."""

    zone: str
    day: date
    starts: time
    ends: time
    cutoff: dict[str, Any]
    instants: tuple[datetime, ...]


def read(line: str) -> Case:
    where, _, when, cutoff, *instants = (cell.strip() for cell in line.split("|"))
    day, hours = when[:10], when[11:].split("-")
    on = date.fromisoformat(day)
    rule, _, wall = cutoff.partition(" ")
    count, kind = int(rule[:-1]), KINDS[rule[-1]]
    said = {"cutoff_kind": kind, "cutoff_time": time.fromisoformat(wall) if wall else None}
    said["cutoff_days" if wall else "cutoff_minutes"] = count
    at = tuple(near(on, each) for each in instants)
    return Case(ZONES[where], on, time.fromisoformat(hours[0]), time.fromisoformat(hours[1]), said, at)


def near(day: date, at: str) -> datetime:
    """The instant with this day of the month that is not after the day after `day`."""
    of_month, hour = at.split("T")
    found = next(each for ahead in range(1, -9, -1) if (each := day + ahead * DAY).day == int(of_month))
    return datetime.combine(found, time.fromisoformat(hour), tzinfo=UTC)


LINES = [line for line in TABLE.splitlines() if line and not line.startswith("#")]
DEED = Deed(who="rosa", why="a test", at=datetime(2026, 1, 1, tzinfo=UTC))


def utc(at: str) -> datetime:
    return datetime.fromisoformat(at).replace(tzinfo=UTC)


def opened(session: Session, case: Case) -> SlotTemplate:
    """The shop of the case, laid out around its day: closed on weekends and on Thanksgiving if it counts."""
    shop = a_shop(session)
    shop.time_zone = case.zone
    template = a_template(session, a_zone(session), hours=(case.starts, case.ends))
    for name, value in case.cutoff.items():
        setattr(template, name, value)
    if template.cutoff_kind == "working_days_before":
        shop.closed_holidays = ["Thanksgiving Day"]
        weekend = BlackoutFacts(date(2026, 11, 7), date(2026, 11, 8), "Weekend", "FREQ=WEEKLY;COUNT=30")
        services.add_blackout(session, facts=weekend, deed=DEED)
    session.flush()
    laid_out(session, today=case.day - 2 * DAY, days=5, minutes=10_000)
    return template


def ask(session: Session, day: date, now: datetime, *items: tuple[int, int]) -> list[list[str]]:
    """The codes against each slot of the day."""
    question = Question("97201", "van", items or None)
    found = selectors.slots(session, question=question, day=day, now=now)
    return [[reason.code.value for reason in each.reasons] for each in found]


@pytest.mark.parametrize("line", LINES, ids=[" ".join(line.split()) for line in LINES])
def test_instants_and_the_second_around_the_cutoff(session: Session, line: str) -> None:
    case = read(line)
    slot = slot_of(session, opened(session, case), case.day)
    assert (slot.starts_at, slot.ends_at, slot.cutoff_at) == case.instants
    assert ask(session, case.day, slot.cutoff_at - SECOND) == [[]]
    assert ask(session, case.day, slot.cutoff_at) == [["cutoff"]]
    assert ask(session, case.day, slot.cutoff_at + SECOND) == [["cutoff"]]


@pytest.mark.parametrize(
    ("zone", "now", "today"),
    [
        (PORTLAND, "2026-11-26T07:59", "2026-11-25"),  # 23:59
        (PORTLAND, "2026-11-26T08:01", "2026-11-26"),  # 00:01
        (SYDNEY, "2026-12-31T12:59", "2026-12-31"),
        (SYDNEY, "2026-12-31T13:01", "2027-01-01"),
        (LONDON, "2028-02-28T23:59", "2028-02-28"),
        (LONDON, "2028-02-29T00:01", "2028-02-29"),
        (NEW_YORK, "2027-03-15T03:59", "2027-03-14"),  # the day has 23 hours
        (NEW_YORK, "2027-03-15T04:01", "2027-03-15"),
    ],
)
def test_the_first_day_is_today_on_the_shops_wall(session: Session, zone: str, now: str, today: str) -> None:
    a_shop(session).time_zone = zone
    a_template(session, a_zone(session))
    laid_out(session, today=date.fromisoformat(today) - DAY, days=4)
    answer = selectors.dates(session, question=Question("97201", "van"), now=utc(now))
    assert answer.dates[0].date == date.fromisoformat(today)


CHRISTMAS = date(2026, 12, 25)
NOON = datetime(2026, 12, 20, 20, tzinfo=UTC)
CLOSED, BARRED = ["closed"], ["blackout"]
OPEN: list[str] = []
HOLIDAY = "holiday"
SHOP = BlackoutFacts(CHRISTMAS, CHRISTMAS, "Inventory")


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ([], [OPEN, OPEN]),
        ([HOLIDAY], [CLOSED, CLOSED]),
        ([HOLIDAY, OverrideFacts("Christmas", open=True)], [OPEN, OPEN]),
        ([HOLIDAY, SHOP, OverrideFacts("Christmas", open=True)], [OPEN, OPEN]),
        ([HOLIDAY, OverrideFacts("Christmas", open=True), "by hand"], [CLOSED, CLOSED]),
        ([SHOP, OverrideFacts("Christmas", open=False)], [CLOSED, CLOSED]),
        ([OverrideFacts("Christmas", open=True, product_ids=[1])], [OPEN, BARRED]),
        ([SHOP, OverrideFacts("Christmas", open=True, product_ids=[1])], [OPEN, BARRED]),
        ([replace(SHOP, product_id=1)], [BARRED, OPEN]),
        ([replace(SHOP, product_id=1), replace(SHOP, product_id=2)], [BARRED, BARRED]),
        ([replace(SHOP, product_id=1), OverrideFacts("Christmas", open=True)], [BARRED, OPEN]),
        (
            [replace(SHOP, product_id=1), OverrideFacts("Only this", open=True, product_ids=[1])],
            [OPEN, BARRED],
        ),
        ([HOLIDAY, replace(SHOP, product_id=2)], [CLOSED, ["closed", "blackout"]]),
        ([replace(SHOP, zone_id=1), SHOP], [CLOSED, CLOSED]),
        ([OverrideFacts("Early", open=True, last_order_at=NOON)], [["cutoff"], ["cutoff"]]),
        ([OverrideFacts("Early", open=True, last_order_at=NOON + SECOND)], [OPEN, OPEN]),
        ([OverrideFacts("None left", open=True, capacity_percent=9)], [["slot_full"], ["slot_full"]]),
        ([OverrideFacts("One left", open=True, capacity_percent=10)], [OPEN, OPEN]),
    ],
)
def test_two_rules_on_one_day(session: Session, rules: list[Any], expected: list[list[str]]) -> None:
    """Asked five days before for a bouquet named 1 and one named 2 in the rules."""
    zone = a_zone(session)
    a_template(session, zone, cutoff=(1, time(12)))
    ids = [a_product(session, slug, recipe={}) for slug in ("ember", "juliet-supper")]
    laid_out(session, today=CHRISTMAS - 5 * DAY, days=7)
    for rule in rules:
        _say(session, rule, products=[each.id for each in ids], zone_id=zone.id)
    session.expire_all()
    found = [ask(session, CHRISTMAS, NOON, (each.variants[0].id, 1)) for each in ids]
    assert found == [[codes] for codes in expected]
    on_eve = [ask(session, CHRISTMAS - DAY, NOON, (each.variants[0].id, 1)) for each in ids]
    assert on_eve == [[OPEN], [OPEN]]


def _say(session: Session, rule: Any, *, products: list[int], zone_id: int) -> None:
    if rule == HOLIDAY:
        services.close_on_holidays(session, names=["Christmas Day"], seen=[], deed=DEED)
    elif rule == "by hand":
        services.close_day(session, day=CHRISTMAS, deed=DEED)
    elif isinstance(rule, OverrideFacts):
        only = rule.product_ids and [products[each - 1] for each in rule.product_ids]
        services.set_override(
            session, day=CHRISTMAS, version=None, facts=replace(rule, product_ids=only), deed=DEED
        )
    else:
        product = rule.product_id and products[rule.product_id - 1]
        facts = replace(rule, product_id=product, zone_id=rule.zone_id and zone_id)
        services.add_blackout(session, facts=facts, deed=DEED)
