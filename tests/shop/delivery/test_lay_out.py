"""Templates become slots: once, in wall time, with a bucket of places each."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend import db
from backend.shop.capacity import selectors as capacity
from backend.shop.delivery import selectors, services
from backend.shop.delivery.models import SlotInstance
from backend.shop.kit.money import Money
from tests.builders.capacity import reserve, reserved
from tests.builders.delivery import TODAY, a_template, a_zone, laid_out, slot_of

PORTLAND = "America/Los_Angeles"


def test_a_slot_in_full(session: Session) -> None:
    zone = a_zone(session)
    template = a_template(
        session, zone, hours=(time(9), time(12)), capacity=7, extra_fee=500, cutoff=(1, time(17, 30))
    )
    laid_out(session, days=1)
    slot = slot_of(session, template)
    assert (slot.zone_id, slot.method, slot.date, slot.whole_day) == (zone.id, "van", TODAY, False)
    assert slot.starts_at == datetime(2082, 11, 23, 17, tzinfo=UTC)
    assert slot.ends_at == datetime(2082, 11, 23, 20, tzinfo=UTC)
    assert slot.cutoff_at == datetime(2082, 11, 23, 1, 30, tzinfo=UTC)
    assert (slot.extra_fee, slot.label) == (Money(500, "USD"), "9 am – 12 pm")
    bucket = capacity.buckets(session, [slot.bucket_id])[slot.bucket_id]
    assert (bucket.kind, bucket.capacity, bucket.free, bucket.open) == ("slot_stops", 7, 7, True)
    assert (bucket.usable_from, bucket.usable_to) == (TODAY, TODAY)
    assert bucket.cutoff_at == slot.cutoff_at


def test_only_the_weekdays_of_a_template(session: Session) -> None:
    template = a_template(session, a_zone(session), weekdays=[1, 6])
    assert laid_out(session, days=14) == 4
    days = session.scalars(select(SlotInstance.date).where(SlotInstance.template_id == template.id))
    assert sorted(days) == [date(2082, 11, day) for day in (23, 28, 30)] + [date(2082, 12, 5)]


def test_laying_out_again_changes_nothing(session: Session) -> None:
    template = a_template(session, a_zone(session), capacity=3)
    assert laid_out(session, days=10) == 10
    slot = slot_of(session, template)
    reserve(session, (slot.bucket_id, 2), day=TODAY)
    template.capacity, template.starts = 9, time(10)
    session.flush()
    assert laid_out(session, days=10) == 0
    assert slot_of(session, template) == slot
    assert reserved(session, slot.bucket_id) == (2,)
    assert laid_out(session, days=12) == 2


def test_two_at_once_make_each_slot_once(database: None) -> None:
    with db.transaction() as session:
        zone = a_zone(session)
        for hour in (9, 12, 15):
            a_template(session, zone, hours=(time(hour), time(hour + 3)))

    def lay_out(_: int) -> int:
        with db.transaction() as session:
            return services.lay_out(session, today=TODAY, days=30, time_zone=PORTLAND)

    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lay_out, range(4)))
    assert sum(made) == 90
    with db.transaction() as session:
        assert session.scalar(select(func.count(SlotInstance.id))) == 90


def test_on_the_nights_when_the_clock_moves(session: Session) -> None:
    zone = a_zone(session)
    early = a_template(session, zone, hours=(time(2, 30), time(3, 45)), cutoff=(0, time(1, 30)))
    skipped = a_template(session, zone, hours=(time(2, 30), time(3)), cutoff=(1, time(12)))
    day = a_template(session, zone)
    spring, autumn = date(2027, 3, 14), date(2027, 11, 7)
    assert laid_out(session, today=spring, days=1) == 2
    assert laid_out(session, today=autumn, days=1) == 3
    in_spring = slot_of(session, early, spring)
    # 02:30 does not exist: it is 03:30 of the new time.
    assert in_spring.starts_at == datetime(2027, 3, 14, 10, 30, tzinfo=UTC)
    assert in_spring.ends_at == datetime(2027, 3, 14, 10, 45, tzinfo=UTC)
    assert in_spring.label == "3:30 am – 3:45 am"
    # 01:30 comes twice: the first time counts.
    assert slot_of(session, early, autumn).cutoff_at == datetime(2027, 11, 7, 8, 30, tzinfo=UTC)
    assert slot_of(session, skipped, autumn).starts_at == datetime(2027, 11, 7, 10, 30, tzinfo=UTC)
    assert slot_of(session, day, spring).starts_at == datetime(2027, 3, 14, 16, tzinfo=UTC)
    assert slot_of(session, day, autumn).starts_at == datetime(2027, 11, 7, 17, tzinfo=UTC)


def test_slots_by_day_the_whole_day_first(session: Session) -> None:
    zone = a_zone(session)
    evening = a_template(session, zone, hours=(time(17), time(20)))
    morning = a_template(session, zone, hours=(time(9), time(12)))
    whole = a_template(session, zone)
    collection = a_template(session, None)
    laid_out(session, days=3)
    days = {"first": TODAY, "last": date(2082, 11, 24)}
    found = selectors.slots(session, zone_id=zone.id, method="van", **days)
    assert [each.id for each in found] == [
        slot_of(session, template, day).id
        for day in (TODAY, date(2082, 11, 24))
        for template in (whole, morning, evening)
    ]
    [collected, _] = selectors.slots(session, zone_id=None, method="collection", **days)
    assert collected == slot_of(session, collection)
    assert selectors.slot(session, 999_999) is None
