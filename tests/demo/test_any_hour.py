"""The demo opens with work to do at whatever hour and on whatever day it is first opened."""

from collections import Counter
from datetime import date, datetime
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.demo import live_orders
from backend.shop.accounts import selectors as accounts
from backend.shop.accounts.models import Account
from backend.shop.capacity import selectors as ledger
from backend.shop.capacity import services as capacity
from backend.shop.capacity.services import Terms
from backend.shop.delivery.models import SlotInstance
from backend.shop.orders.models import Delivery, OrderMove
from backend.shop.orders.rules import DELIVERY_PATHS, ORDER_PATHS, DeliveryStatus, OrderStatus, order_status
from tests.demo.filled import filled, live

PORTLAND = ZoneInfo("America/Los_Angeles")

HOURS = {
    "the same Wednesday, late at night": (datetime(2026, 11, 25, 23, 58, tzinfo=PORTLAND), 17, 32),
    "a Sunday, a minute past midnight, when the clocks go back": (
        datetime(2026, 11, 1, 0, 1, tzinfo=PORTLAND),
        17,
        32,
    ),
    "Valentine's evening": (datetime(2027, 2, 14, 21, tzinfo=PORTLAND), 17, 32),
    "a Friday in June, with Vancouver's van resting on Sunday": (
        datetime(2027, 6, 4, 12, tzinfo=PORTLAND),
        17,
        32,
    ),
}


@pytest.mark.usefixtures("_engine")
@pytest.mark.parametrize(("now", "on_the_day", "in_all"), HOURS.values(), ids=list(HOURS))
def test_the_shop_opens_with_work_at_any_hour(now: datetime, on_the_day: int, in_all: int) -> None:
    with filled(now) as session:
        found = live(session, now.date())
        assert (sum(each.date == now.date() for each in found), len(found)) == (on_the_day, in_all)
        assert ledger.drift(session) == []
        walked_as_it_may(session, found, now)


@pytest.mark.usefixtures("_engine")
def test_a_closed_day_is_left_out() -> None:
    now = datetime(2026, 11, 25, 9, tzinfo=PORTLAND)
    with filled(now) as session:
        before = Counter(each.date for each in live(session, now.date()))
        todays = select(SlotInstance.bucket_id).where(SlotInstance.date == now.date())
        capacity.set_terms(session, terms=Terms(doors=dict.fromkeys(session.scalars(todays), False)))
        staff = {person.role: person for person in map(accounts.person, session.scalars(select(Account)))}
        live_orders.add_live_orders(session, now=now, staff=staff)
        after = Counter(each.date for each in live(session, now.date()))
        assert after[now.date()] == before[now.date()]
        assert after.total() - before.total() == before.total() - before[now.date()]
        assert ledger.drift(session) == []


@pytest.mark.usefixtures("_engine")
def test_the_same_day_always_has_the_same_orders() -> None:
    outlines = []
    for hour in (0, 14):
        with filled(datetime(2026, 11, 25, hour, 1, tzinfo=PORTLAND)) as session:
            outlines.append(outline(session, date(2026, 11, 25)))
    assert outlines[0] == outlines[1]


def outline(session: Session, today: date) -> list[Any]:
    """What is the same each time that a day is filled: all but ids, numbers and the minutes of its steps."""
    return [
        (
            each.date,
            each.status,
            each.starts_at,
            each.recipient,
            each.card_message,
            each.total,
            each.order.placed_at,
            each.order.buyer_email,
            [(line.product_slug, line.variant_label, line.quantity) for line in each.lines],
        )
        for each in live(session, today)
    ]


def walked_as_it_may(session: Session, found: list[Delivery], now: datetime) -> None:
    for each in found:
        moves = session.scalars(
            select(OrderMove).where(OrderMove.order_id == each.order_id).order_by(OrderMove.id)
        ).all()
        assert all(before.at <= after.at for before, after in pairwise(moves) if before.delivery_id)
        assert all(move.at < now for move in moves)
        for move in moves:
            if move.from_status is None:
                continue
            if move.delivery_id is None:
                assert OrderStatus(move.to_status) in ORDER_PATHS[OrderStatus(move.from_status)]
            else:
                assert DeliveryStatus(move.to_status) in DELIVERY_PATHS[DeliveryStatus(move.from_status)]
        assert each.order.status == order_status(
            DeliveryStatus(parcel.status) for parcel in each.order.deliveries
        )
