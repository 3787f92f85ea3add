"""Postcodes, zones and wall time: a line a case."""

from datetime import date, datetime, time

import pytest

from backend.shop.delivery.errors import InvalidPostcode
from backend.shop.delivery.rules import PostcodeRule, instant, normalized_postcode, winning_zone
from backend.shop.delivery.words import Clock

INNER, OUTER, RIVER = 1, 2, 3
RULES = [
    PostcodeRule(zone_id=OUTER, kind="range", low="97000", high="97299"),
    PostcodeRule(zone_id=RIVER, kind="range", low="97210", high="97229"),
    PostcodeRule(zone_id=OUTER, kind="prefix", low="986"),
    PostcodeRule(zone_id=RIVER, kind="prefix", low="9868"),
    PostcodeRule(zone_id=INNER, kind="exact", low="98684"),
    PostcodeRule(zone_id=INNER, kind="prefix", low="9720"),
]


@pytest.mark.parametrize(
    ("postcode", "zone"),
    [
        ("97201", INNER),  # a prefix beats a range
        ("97299", OUTER),  # the end of a range belongs to it
        ("97300", None),
        ("97215", RIVER),  # the narrower range
        ("98601", OUTER),
        ("98683", RIVER),  # the longer prefix
        ("98684", INNER),  # exact beats every prefix
        ("10001", None),
    ],
)
@pytest.mark.parametrize("rules", [RULES, RULES[::-1]], ids=["in order", "reversed"])
def test_the_rule_that_says_most_wins(postcode: str, zone: int | None, rules: list[PostcodeRule]) -> None:
    assert winning_zone(postcode, rules) == zone


def test_equal_rules_are_won_by_the_first() -> None:
    twins = [PostcodeRule(OUTER, "exact", "97201"), PostcodeRule(INNER, "exact", "97201")]
    assert winning_zone("97201", twins) == OUTER


@pytest.mark.parametrize("given", ["97201", " 97201 ", "97201-1234", "97201 1234", "972011234", "\t97201\n"])
def test_a_postcode_becomes_its_five_digits(given: str) -> None:
    assert normalized_postcode(given) == "97201"


@pytest.mark.parametrize(
    "given", ["", " ", "9720", "972011", "9720a", "97201-12", "97201--1234", "SW1A 1AA", "٩٧٢٠١", "97201\x00"]
)
def test_what_is_no_postcode_is_refused(given: str) -> None:
    with pytest.raises(InvalidPostcode) as refused:
        normalized_postcode(given)
    assert (refused.value.code, refused.value.status) == ("invalid_postcode", 422)
    assert refused.value.extra["errors"][0]["path"] == "postcode"


NEW_YORK, PORTLAND = "America/New_York", "America/Los_Angeles"
LONDON, SYDNEY = "Europe/London", "Australia/Sydney"


@pytest.mark.parametrize(
    ("day", "wall", "time_zone", "utc"),
    [
        (date(2027, 2, 14), time(9), PORTLAND, "2027-02-14T17:00+00:00"),
        (date(2027, 7, 4), time(9), PORTLAND, "2027-07-04T16:00+00:00"),
        # Spring: 02:30 does not exist on these nights and becomes 03:30 of the new time.
        (date(2027, 3, 14), time(1, 59), NEW_YORK, "2027-03-14T06:59+00:00"),
        (date(2027, 3, 14), time(2, 30), NEW_YORK, "2027-03-14T07:30+00:00"),
        (date(2027, 3, 14), time(3), NEW_YORK, "2027-03-14T07:00+00:00"),
        (date(2027, 3, 28), time(1, 30), LONDON, "2027-03-28T01:30+00:00"),
        (date(2027, 10, 3), time(2, 30), SYDNEY, "2027-10-02T16:30+00:00"),
        # Autumn: 01:30 comes twice and means the first.
        (date(2027, 11, 7), time(1, 30), NEW_YORK, "2027-11-07T05:30+00:00"),
        (date(2027, 10, 31), time(1, 30), LONDON, "2027-10-31T00:30+00:00"),
        (date(2027, 4, 4), time(2, 30), SYDNEY, "2027-04-03T15:30+00:00"),
        # The working day after each is as long as it looks.
        (date(2027, 3, 14), time(9), NEW_YORK, "2027-03-14T13:00+00:00"),
        (date(2027, 11, 7), time(9), NEW_YORK, "2027-11-07T14:00+00:00"),
        # Leap day, the last minute and the first.
        (date(2028, 2, 29), time(12), PORTLAND, "2028-02-29T20:00+00:00"),
        (date(2026, 12, 31), time(23, 59), PORTLAND, "2027-01-01T07:59+00:00"),
        (date(2027, 1, 1), time(0, 1), PORTLAND, "2027-01-01T08:01+00:00"),
    ],
)
def test_wall_time_becomes_one_instant(day: date, wall: time, time_zone: str, utc: str) -> None:
    assert instant(day, wall, time_zone) == datetime.fromisoformat(utc)


@pytest.mark.parametrize(
    ("locale", "whole_day", "label"),
    [
        ("en-US", False, "9 am – 12:30 pm"),
        ("en_US", True, "Any time 9 am – 12:30 pm"),
        ("en-GB", False, "9:00–12:30"),
        ("de-DE", False, "9:00–12:30"),
        ("en-GB", True, "Any time 9:00–12:30"),
    ],
)
def test_hours_in_words(locale: str, whole_day: bool, label: str) -> None:
    day = date(2027, 7, 1)
    start, end = instant(day, time(9), PORTLAND), instant(day, time(12, 30), PORTLAND)
    assert Clock(PORTLAND, locale).label(start, end, whole_day=whole_day) == label
