"""What each kind of change does to buckets, holds and lines, in exact numbers."""

from datetime import timedelta
from uuid import uuid4

from sqlalchemy.orm import Session

from backend.shop.capacity import selectors, services
from backend.shop.capacity.services import Demand, HoldChange, HoldState
from tests.builders.capacity import DAY, EXPIRES, becomes, bucket, demands, live, reserve, reserved

HELD, CONFIRMED, CONSUMED = HoldState.HELD, HoldState.CONFIRMED, HoldState.CONSUMED
RELEASED, EXPIRED = HoldState.RELEASED, HoldState.EXPIRED


def test_reserve_takes_every_bucket_and_answers_version_1(session: Session) -> None:
    slot, lot = bucket(session), bucket(session, 100, kind="stem_lot")
    delivery = uuid4()

    versions = services.change(
        session, changes=[becomes(delivery, None, HELD, demands((slot, 1), (lot, 12)))]
    )

    assert versions == {delivery: 1}
    assert reserved(session, slot, lot) == (1, 12)
    assert live(session, delivery) == {slot: (1, "held"), lot: (12, "held")}
    assert selectors.drift(session) == []


def test_deliveries_of_one_order_are_reserved_together(session: Session) -> None:
    slot = bucket(session, 3)
    first, second = uuid4(), uuid4()

    versions = services.change(
        session,
        changes=[
            becomes(first, None, HELD, demands((slot, 1))),
            becomes(second, None, HELD, demands((slot, 2))),
        ],
    )

    assert versions == {first: 1, second: 1}
    assert reserved(session, slot) == (3,)


def test_demand_for_one_bucket_and_day_is_added_up(session: Session) -> None:
    lot = bucket(session)
    delivery = reserve(session, (lot, 2), (lot, 3))
    assert live(session, delivery) == {lot: (5, "held")}
    assert reserved(session, lot) == (5,)


def test_the_last_unit_can_be_had(session: Session) -> None:
    slot = bucket(session, 1)
    reserve(session, (slot, 1))
    assert reserved(session, slot) == (1,)


def test_renew_changes_the_expiry_alone(session: Session) -> None:
    slot = bucket(session)
    delivery = reserve(session, (slot, 1))
    later = EXPIRES + timedelta(minutes=30)

    versions = services.change(session, changes=[HoldChange(delivery, 1, demands((slot, 1)), HELD, later)])

    hold = selectors.hold(session, delivery)
    assert versions == {delivery: 2}
    assert hold is not None
    assert (hold.version, hold.expires_at, len(hold.lines)) == (2, later, 1)
    assert reserved(session, slot) == (1,)


def test_confirm_keeps_the_lines_and_never_expires(session: Session) -> None:
    slot = bucket(session, 1)
    delivery = reserve(session, (slot, 1))

    services.change(session, changes=[becomes(delivery, 1, CONFIRMED, demands((slot, 1)))])

    hold = selectors.hold(session, delivery)
    assert hold is not None
    assert hold.expires_at is None
    assert live(session, delivery) == {slot: (1, "confirmed")}
    assert reserved(session, slot) == (1,)


def test_move_gives_the_old_slot_back_and_keeps_the_stems(session: Session) -> None:
    morning, evening, lot = bucket(session), bucket(session), bucket(session, kind="stem_lot")
    delivery = reserve(session, (morning, 1), (lot, 4))

    services.change(session, changes=[becomes(delivery, 1, HELD, demands((evening, 1), (lot, 4)))])

    assert reserved(session, morning, evening, lot) == (0, 1, 4)
    assert live(session, delivery) == {evening: (1, "held"), lot: (4, "held")}


def test_edit_takes_or_gives_only_the_difference(session: Session) -> None:
    lot = bucket(session, 10)
    delivery = reserve(session, (lot, 8))

    services.change(session, changes=[becomes(delivery, 1, HELD, demands((lot, 10)))])
    assert reserved(session, lot) == (10,)
    services.change(session, changes=[becomes(delivery, 2, HELD, demands((lot, 3)))])
    assert reserved(session, lot) == (3,)
    assert live(session, delivery) == {lot: (3, "held")}


def test_release_and_expire_end_every_line(session: Session) -> None:
    slot = bucket(session)
    for state in (RELEASED, EXPIRED):
        delivery = reserve(session, (slot, 2))

        services.change(session, changes=[becomes(delivery, 1, state)])

        hold = selectors.hold(session, delivery)
        assert hold is not None
        assert [line.state for line in hold.lines] == [state]
        assert (hold.version, hold.expires_at) == (2, None)
        assert reserved(session, slot) == (0,)


def test_an_expired_hold_is_reserved_again(session: Session) -> None:
    slot = bucket(session)
    delivery = reserve(session, (slot, 2))
    services.change(session, changes=[becomes(delivery, 1, EXPIRED)])

    again = becomes(delivery, None, CONFIRMED, demands((slot, 2)))
    assert services.change(session, changes=[again]) == {delivery: 3}

    assert reserved(session, slot) == (2,)
    assert live(session, delivery) == {slot: (2, "confirmed")}


def test_replace_hands_the_last_place_over_in_one_call(session: Session) -> None:
    slot = bucket(session, 1)
    old, new = reserve(session, (slot, 1)), uuid4()

    services.change(
        session,
        changes=[becomes(new, None, HELD, demands((slot, 1))), becomes(old, 1, RELEASED)],
    )

    assert live(session, old) == {}
    assert live(session, new) == {slot: (1, "held")}
    assert reserved(session, slot) == (1,)


def test_consume_lowers_the_lot_and_leaves_the_rest(session: Session) -> None:
    slot, lot = bucket(session), bucket(session, 20, kind="stem_lot")
    delivery, other = reserve(session, (slot, 1), (lot, 12)), reserve(session, (lot, 5))

    services.change(session, changes=[becomes(delivery, 1, CONSUMED, demands((lot, 12)))])

    facts = selectors.buckets(session, [slot, lot])
    assert (facts[slot].capacity, facts[slot].reserved) == (10, 1)
    assert (facts[lot].capacity, facts[lot].reserved, facts[lot].free) == (8, 5, 3)
    assert live(session, delivery) == {slot: (1, "held")}
    assert live(session, other) == {lot: (5, "held")}
    assert selectors.drift(session) == []


def test_what_was_consumed_stays_consumed_when_the_rest_is_released(session: Session) -> None:
    slot, lot = bucket(session), bucket(session, 20, kind="stem_lot")
    delivery = reserve(session, (slot, 1), (lot, 12))
    services.change(session, changes=[becomes(delivery, 1, CONSUMED, demands((lot, 12)))])

    services.change(session, changes=[becomes(delivery, 2, RELEASED)])

    facts = selectors.buckets(session, [slot, lot])
    assert (facts[slot].reserved, facts[lot].reserved, facts[lot].capacity) == (0, 0, 8)


def test_consuming_does_not_make_room_for_another_in_the_same_call(session: Session) -> None:
    lot = bucket(session, 12, kind="stem_lot")
    delivery, other = reserve(session, (lot, 10)), uuid4()

    services.change(
        session,
        changes=[
            becomes(delivery, 1, CONSUMED, demands((lot, 10))),
            becomes(other, None, HELD, demands((lot, 2))),
        ],
    )

    facts = selectors.buckets(session, [lot])[lot]
    assert (facts.capacity, facts.reserved, facts.free) == (2, 2, 0)


def test_a_bucket_serves_several_days(session: Session) -> None:
    lot = bucket(session, 10, kind="stem_lot")
    tomorrow = DAY + timedelta(days=1)
    delivery = reserve(session, (lot, 4))

    services.change(
        session, changes=[becomes(delivery, 1, HELD, (Demand(lot, 4, DAY), Demand(lot, 3, tomorrow)))]
    )

    assert reserved(session, lot) == (7,)
    hold = selectors.hold(session, delivery)
    assert hold is not None
    assert [(line.use_on, line.quantity) for line in hold.live] == [(DAY, 4), (tomorrow, 3)]


def test_a_delivery_may_need_nothing(session: Session) -> None:
    delivery = uuid4()
    assert services.change(session, changes=[becomes(delivery, None, CONFIRMED)]) == {delivery: 1}
    assert services.change(session, changes=[]) == {}
