"""The calendar's rules: a line a case."""

from datetime import date

import pytest

from backend.shop.delivery.errors import BadRecurrence
from backend.shop.delivery.rules import holiday, recurrence
from backend.shop.delivery.rules.calendar import Blackout, Calendar, Good, Override

FAR = date(2030, 1, 1)
FRIDAY = date(2026, 11, 27)
VALENTINE = date(2027, 2, 14)
INNER, RIVER = 1, 2
ROSES, LILIES = 10, 20
RED = Good(101, ROSES, "Rose City Dozen")
WHITE = Good(202, LILIES, "Stargazer at Dusk")
CARD = Good(303, 30, "Letterpress Card", is_addon=True)


def days(*wanted: str) -> set[date]:
    return {date.fromisoformat(each) for each in wanted}


@pytest.mark.parametrize(
    ("first", "last", "rule", "covered"),
    [
        ("2026-12-25", "2026-12-25", "", days("2026-12-25")),
        ("2026-12-31", "2027-01-01", "", days("2026-12-31", "2027-01-01")),
        ("2028-02-29", "2028-02-29", "FREQ=YEARLY;COUNT=2", days("2028-02-29")),
        (
            "2026-12-07",
            "2026-12-07",
            "FREQ=MONTHLY;BYDAY=1MO;COUNT=3",
            days("2026-12-07", "2027-01-04", "2027-02-01"),
        ),
        (
            "2026-11-27",
            "2026-11-28",
            "FREQ=WEEKLY;INTERVAL=2;UNTIL=20261212",
            days("2026-11-27", "2026-11-28", "2026-12-11", "2026-12-12"),
        ),
        ("2027-03-13", "2027-03-13", "FREQ=DAILY;COUNT=3", days("2027-03-13", "2027-03-14", "2027-03-15")),
    ],
    ids=["one day", "over New Year", "leap day", "first Mondays", "two days each", "over the clock's change"],
)
def test_the_days_that_a_rule_covers(first: str, last: str, rule: str, covered: set[date]) -> None:
    begun, ended = date.fromisoformat(first), date.fromisoformat(last)
    assert recurrence.covered(begun, ended, rule, until=date(2029, 1, 1)) == covered


def test_nothing_lies_beyond_the_calendar() -> None:
    rule = "FREQ=DAILY;COUNT=300"
    found = recurrence.covered(FRIDAY, FRIDAY.replace(day=28), rule, until=date(2026, 11, 30))
    assert found == days("2026-11-27", "2026-11-28", "2026-11-29", "2026-11-30")


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "monthly",
        "FREQ=HOURLY;COUNT=3",
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;COUNT=2;UNTIL=20270101",
        "FREQ=WEEKLY;UNTIL=20270101T000000Z",
        "FREQ=WEEKLY;UNTIL=20271399",
        "FREQ=DAILY;COUNT=401",
        "FREQ=DAILY;UNTIL=29991231",
        "FREQ=DAILY;INTERVAL=0;COUNT=2",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=1",
        "FREQ=DAILY;COUNT=0",
        "FREQ=WEEKLY;BYDAY=XX;COUNT=2",
        "FREQ=WEEKLY;COUNT=2;COUNT=3",
        "FREQ=WEEKLY;BYHOUR=3;COUNT=2",
        "FREQ=WEEKLY;COUNT=2\nRDATE:20270101",
        "FREQ=WEEKLY;COUNT=2;" + "WKST=MO" * 40,
    ],
)
def test_what_is_no_rule_of_whole_days_that_ends_is_refused(rule: str) -> None:
    with pytest.raises(BadRecurrence):
        recurrence.check(rule)


@pytest.mark.parametrize("rule", ["FREQ=DAILY;COUNT=400", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25;COUNT=10"])
def test_what_is_one_is_accepted(rule: str) -> None:
    recurrence.check(rule)


SHOP = Blackout(frozenset({FRIDAY}), "Inventory")
ZONE = Blackout(frozenset({FRIDAY}), "The bridge is closed", zone_id=RIVER)


@pytest.mark.parametrize(
    ("calendar", "zone_id", "why"),
    [
        (Calendar(), INNER, None),
        (Calendar(blackouts=(SHOP,)), INNER, "Inventory"),
        (Calendar(blackouts=(SHOP,)), None, "Inventory"),
        (Calendar(blackouts=(ZONE,)), RIVER, "The bridge is closed"),
        (Calendar(blackouts=(ZONE,)), INNER, None),
        (Calendar(blackouts=(ZONE,)), None, None),
        (Calendar(blackouts=(ZONE, SHOP)), RIVER, "The bridge is closed"),
        (Calendar({FRIDAY: Override("We are here after all", True)}, (SHOP,)), INNER, None),
        (Calendar({FRIDAY: Override("A day off", False)}), INNER, "A day off"),
        (Calendar({VALENTINE: Override("A day off", False)}), INNER, None),
        (Calendar(holidays={FRIDAY: "Christmas Day"}), INNER, "Christmas Day"),
        (Calendar(holidays={FRIDAY: "Christmas Day"}, blackouts=(SHOP,)), INNER, "Inventory"),
        (Calendar({FRIDAY: Override("Open", True)}, holidays={FRIDAY: "Christmas Day"}), INNER, None),
        (Calendar(holidays={VALENTINE: "Christmas Day"}), INNER, None),
        (Calendar(blackouts=(Blackout(frozenset({VALENTINE}), "Inventory"),)), INNER, None),
        (Calendar(blackouts=(Blackout(frozenset({FRIDAY}), "No roses", product_id=101),)), INNER, None),
    ],
)
def test_why_a_day_is_closed(calendar: Calendar, zone_id: int | None, why: str | None) -> None:
    assert calendar.closed_because(FRIDAY, zone_id) == why


YEAR = date(2026, 11, 25), date(2027, 11, 24)


@pytest.mark.parametrize(
    ("country", "region", "names", "days"),
    [
        ("US", "OR", {"Thanksgiving Day"}, {"2026-11-26": "Thanksgiving Day"}),
        ("US", "OR", {"Christmas Day"}, {"2026-12-25": "Christmas Day"}),
        ("US", "HI", {"Statehood Day"}, {"2027-08-20": "Statehood Day"}),
        ("US", "OR", {"Statehood Day"}, {}),
        ("US", "Nowhere", {"Thanksgiving Day"}, {"2026-11-26": "Thanksgiving Day"}),
        ("XX", "", {"Thanksgiving Day"}, {}),
        ("US", "OR", set(), {}),
    ],
)
def test_the_holidays_on_which_the_shop_is_closed(
    country: str, region: str, names: set[str], days: dict[str, str]
) -> None:
    found = holiday.closed(country, region, names, days=YEAR)
    assert {str(day): name for day, name in found.items()} == days


NO_ROSES = Blackout(frozenset({VALENTINE}), "Sold out", category_id=ROSES)
NO_RED = Blackout(frozenset({VALENTINE}), "Sold out", product_id=101)
ONLY_RED = Override("Valentine's Day", True, frozenset({101}))


@pytest.mark.parametrize(
    ("calendar", "barred"),
    [
        (Calendar(), ()),
        (Calendar(blackouts=(NO_ROSES,)), ("Rose City Dozen",)),
        (Calendar(blackouts=(NO_RED, NO_ROSES)), ("Rose City Dozen",)),
        (Calendar(blackouts=(SHOP, Blackout(frozenset({FRIDAY}), "x", category_id=ROSES))), ()),
        (Calendar({VALENTINE: ONLY_RED}), ("Stargazer at Dusk",)),
        (Calendar({VALENTINE: ONLY_RED}, (NO_ROSES,)), ("Stargazer at Dusk",)),
        (Calendar({VALENTINE: Override("Open", True)}, (NO_ROSES,)), ("Rose City Dozen",)),
    ],
)
def test_what_cannot_be_had_on_a_day(calendar: Calendar, barred: tuple[str, ...]) -> None:
    assert calendar.barred(VALENTINE, [RED, WHITE, CARD, RED]) == barred
