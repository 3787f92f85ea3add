"""The door of deliveries: the order's status is the lowest of its deliveries, in the same transaction."""

from uuid import UUID

import pytest

from backend import db
from backend.shop.checkout.services import door, locks
from backend.shop.orders.errors import IllegalMove
from backend.shop.orders.rules import DeliveryStatus as D
from backend.shop.orders.services import Step
from tests.shop.checkout.stand import PRICE, Stand, rows


def move(stand: Stand, order: UUID, positions: list[int], to: D) -> None:
    with db.transaction() as session:
        locked = locks.order(session, order_id=order)
        parcels = [locked.deliveries[position] for position in positions]
        step = Step(stand.now, "florist", "test")
        door.move_deliveries(session, order=locked, parcels=parcels, to=to, step=step)


def test_the_order_follows_the_last_of_its_deliveries(stand: Stand) -> None:
    order = stand.buy(slots=(1, 2))
    seen = []
    for to in (D.PREPARING, D.READY, D.OUT_FOR_DELIVERY, D.DELIVERED):
        for position in (0, 1):
            move(stand, order, [position], to)
            seen.append(stand.status(order))
    assert seen == [
        *("confirmed", "preparing", "preparing", "ready"),
        *("ready", "out_for_delivery", "out_for_delivery", "delivered"),
    ]


def test_a_cancelled_delivery_is_ignored_until_all_are(stand: Stand) -> None:
    order = stand.buy(slots=(1, 2))
    move(stand, order, [0], D.CANCELLED)
    assert stand.status(order) == "confirmed"
    move(stand, order, [1], D.PREPARING)
    assert stand.status(order) == "preparing"
    move(stand, order, [1], D.CANCELLED)
    assert stand.status(order) == "cancelled"


def test_an_order_waits_for_its_payment_whatever_one_delivery_does(stand: Stand) -> None:
    order = stand.place(stand.cart(slots=(1, 2)), total=2 * PRICE)
    move(stand, order, [0], D.CANCELLED)
    assert stand.status(order) == "pending_payment"


def test_a_move_that_is_not_allowed_moves_neither(stand: Stand) -> None:
    order = stand.buy(slots=(1, 2))
    before = rows("select id, status, version from delivery order by id")
    with pytest.raises(IllegalMove):
        move(stand, order, [0, 1], D.READY)
    assert rows("select id, status, version from delivery order by id") == before
    assert stand.status(order) == "confirmed"
