"""Cut-offs of three kinds, as pure rules and as what is laid out; they follow when a day closes or opens."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy.orm import Session

from backend.shop.audit.services import Deed
from backend.shop.capacity import selectors as capacity
from backend.shop.delivery import selectors, services
from backend.shop.delivery.models import SlotTemplate
from backend.shop.delivery.rules.cutoff import CutoffKind, CutoffRule, cutoff_at
from backend.shop.delivery.services import BlackoutFacts, OverrideFacts
from backend.shop.settings.selectors import shop
from tests.builders.capacity import reserve, reserved
from tests.builders.delivery import NOW, TODAY, a_template, a_zone, laid_out, slot_of

PORTLAND = "America/Los_Angeles"
DEED = Deed(who="rosa", why="a test", at=NOW)
TWO = time(14)
WEDNESDAY, FRIDAY = TODAY + timedelta(days=2), TODAY + timedelta(days=4)


def rule(kind: CutoffKind, days: int = 0) -> CutoffRule:
    return CutoffRule(kind, days, TWO)


@pytest.mark.parametrize(
    ("days", "closed", "expected"),
    [
        (0, [], 25),
        (1, [], 24),
        (2, [], 23),
        (1, [24], 23),
        (1, [24, 23, 22], 21),
        (2, [24, 22], 21),
        (0, [25], 25),  # the day itself is not asked
    ],
)
def test_working_days_are_counted_back(days: int, closed: list[int], expected: int) -> None:
    found = cutoff_at(
        rule(CutoffKind.WORKING_DAYS_BEFORE, days),
        day=date(2026, 11, 25),
        starts_at=datetime(2026, 11, 25, 17, tzinfo=UTC),
        time_zone=PORTLAND,
        works=lambda day: day.day not in closed,
    )
    assert found == datetime(2026, 11, expected, 22, tzinfo=UTC)


def test_a_shop_that_is_closed_for_months_still_has_a_cutoff() -> None:
    found = cutoff_at(
        rule(CutoffKind.WORKING_DAYS_BEFORE, 3),
        day=date(2026, 11, 25),
        starts_at=datetime(2026, 11, 25, 17, tzinfo=UTC),
        time_zone=PORTLAND,
        works=lambda _: False,
    )
    assert found == datetime(2026, 10, 25, 21, tzinfo=UTC)  # 31 days before, an hour of summer time


def working(session: Session) -> SlotTemplate:
    template = a_template(session, a_zone(session), cutoff=(1, TWO))
    template.cutoff_kind = CutoffKind.WORKING_DAYS_BEFORE
    session.flush()
    laid_out(session, days=7)
    return template


def cutoffs(session: Session, template: SlotTemplate, day: date) -> datetime:
    """The slot's, which is its bucket's."""
    session.expire_all()
    slot = slot_of(session, template, day)
    assert capacity.buckets(session, [slot.bucket_id])[slot.bucket_id].cutoff_at == slot.cutoff_at
    return slot.cutoff_at


def at_two(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 22, tzinfo=UTC)


def test_minutes_before_are_counted_in_utc(session: Session) -> None:
    template = a_template(session, a_zone(session), hours=(time(3, 30), time(9)))
    template.cutoff_kind, template.cutoff_time, template.cutoff_minutes = "minutes_before", None, 120
    session.flush()
    spring = date(2027, 3, 14)  # two o'clock becomes three
    laid_out(session, today=spring, days=1)
    assert cutoffs(session, template, spring) == datetime(2027, 3, 14, 8, 30, tzinfo=UTC)


def test_a_closed_day_moves_the_cutoff_of_the_day_after_and_gives_it_back(session: Session) -> None:
    template = working(session)
    assert cutoffs(session, template, FRIDAY) == at_two(FRIDAY - timedelta(days=1))
    version = shop(session).rules_version
    services.close_day(session, day=FRIDAY - timedelta(days=1), deed=DEED)
    assert cutoffs(session, template, FRIDAY) == at_two(WEDNESDAY)
    assert shop(session).rules_version == version + 1
    services.open_day(session, day=FRIDAY - timedelta(days=1), deed=DEED)
    assert cutoffs(session, template, FRIDAY) == at_two(FRIDAY - timedelta(days=1))


def test_a_blackout_of_the_shop_moves_it_and_one_of_a_zone_does_not(session: Session) -> None:
    template = working(session)
    closed = BlackoutFacts(WEDNESDAY, FRIDAY - timedelta(days=1), "Inventory")
    services.add_blackout(session, facts=replace(closed, zone_id=template.zone_id), deed=DEED)
    assert cutoffs(session, template, FRIDAY) == at_two(FRIDAY - timedelta(days=1))
    services.add_blackout(session, facts=closed, deed=DEED)
    assert cutoffs(session, template, FRIDAY) == at_two(WEDNESDAY - timedelta(days=1))


def test_what_is_laid_out_later_knows_of_closed_days_before_it(session: Session) -> None:
    template = working(session)
    services.close_day(session, day=TODAY + timedelta(days=6), deed=DEED)
    laid_out(session, days=8)
    assert cutoffs(session, template, TODAY + timedelta(days=7)) == at_two(TODAY + timedelta(days=5))


def say(session: Session, day: date, version: int | None = None, **facts: object) -> None:
    said = OverrideFacts("Valentine's Day", open=True, **facts)  # type: ignore[arg-type]  # by keyword
    services.set_override(session, day=day, version=version, facts=said, deed=DEED)
    session.expire_all()


def test_a_day_ends_its_orders_before_its_slots_do_but_never_after(session: Session) -> None:
    template = a_template(session, a_zone(session), cutoff=(1, TWO))
    laid_out(session, days=7)
    early = at_two(FRIDAY) - timedelta(days=3, hours=2)
    say(session, FRIDAY, last_order_at=early)
    assert cutoffs(session, template, FRIDAY) == early
    say(session, FRIDAY, 1, last_order_at=at_two(FRIDAY))
    assert cutoffs(session, template, FRIDAY) == at_two(FRIDAY - timedelta(days=1))
    assert cutoffs(session, template, WEDNESDAY) == at_two(WEDNESDAY - timedelta(days=1))


def places(session: Session, template: SlotTemplate, day: date) -> tuple[int, int]:
    slot = slot_of(session, template, day)
    bucket = capacity.buckets(session, [slot.bucket_id])[slot.bucket_id]
    return bucket.capacity, bucket.overbooked


def test_a_day_takes_a_part_of_its_places_and_never_less_than_it_promised(session: Session) -> None:
    template = a_template(session, a_zone(session), capacity=9)
    laid_out(session, days=7)
    reserve(session, (slot_of(session, template, FRIDAY).bucket_id, 5), day=FRIDAY)
    say(session, WEDNESDAY, capacity_percent=50)
    say(session, FRIDAY, capacity_percent=50)
    assert (places(session, template, WEDNESDAY), places(session, template, FRIDAY)) == ((4, 0), (5, 0))
    assert reserved(session, slot_of(session, template, FRIDAY).bucket_id) == (5,)
    say(session, FRIDAY, 1, capacity_percent=200)
    assert places(session, template, FRIDAY) == (18, 0)
    services.remove_override(session, day=FRIDAY, version=2, deed=DEED)
    assert places(session, template, FRIDAY) == (9, 0)


def test_what_a_person_gave_one_slot_stays_hers(session: Session) -> None:
    template = a_template(session, a_zone(session), capacity=10)
    laid_out(session, days=7)
    slot = slot_of(session, template, FRIDAY)
    services.change_places(session, slot_id=slot.id, version=1, capacity=3, deed=DEED, is_fact=False)
    say(session, FRIDAY, capacity_percent=200)
    assert places(session, template, FRIDAY) == (3, 0)


def test_own_slots_of_a_day_replace_those_of_the_week(session: Session) -> None:
    zone = a_zone(session)
    weekly = a_template(session, zone)
    own = SlotTemplate(
        zone_id=zone.id,
        method="van",
        weekdays=[],
        only_on=FRIDAY,
        starts=time(7),
        ends=time(10),
        capacity=40,
        cutoff_days=2,
        cutoff_time=TWO,
    )
    session.add(own)
    laid_out(session, days=7)

    def offered(day: date) -> list[int]:
        """The templates of its slots, the whole day first."""
        found = selectors.slots(session, zone_id=zone.id, method="van", first=day, last=day)
        buckets = capacity.buckets(session, [each.bucket_id for each in found])
        return [int(buckets[each.bucket_id].ref.split(":")[0]) for each in found]

    assert offered(FRIDAY) == [weekly.id, own.id]
    booked = slot_of(session, weekly, FRIDAY)
    reserve(session, (booked.bucket_id, 2), day=FRIDAY)
    say(session, FRIDAY, own_slots=True)
    assert (offered(FRIDAY), offered(WEDNESDAY)) == ([own.id], [weekly.id])
    kept = capacity.buckets(session, [booked.bucket_id])[booked.bucket_id]
    assert (kept.open, kept.reserved) == (False, 2)
    services.remove_override(session, day=FRIDAY, version=1, deed=DEED)
    assert offered(FRIDAY) == [weekly.id, own.id]
    assert capacity.buckets(session, [booked.bucket_id])[booked.bucket_id].open is True
