"""The lives of orders and deliveries: every state can be reached, ends are final, the order follows."""

from collections.abc import Mapping
from typing import TypeVar

import pytest

from backend.shop.orders.rules import (
    DELIVERY_LABELS,
    DELIVERY_PATHS,
    ORDER_LABELS,
    ORDER_PATHS,
    DeliveryStatus,
    OrderStatus,
    order_status,
    progress,
)

State = TypeVar("State", OrderStatus, DeliveryStatus)

S = DeliveryStatus


def reachable(paths: Mapping[State, frozenset[State]], start: State) -> set[State]:
    found, ahead = {start}, [start]
    while ahead:
        new = paths[ahead.pop()] - found
        found |= new
        ahead += new
    return found


def test_every_status_of_an_order_is_reached_from_its_placing() -> None:
    assert reachable(ORDER_PATHS, OrderStatus.PENDING_PAYMENT) == set(OrderStatus)
    assert set(ORDER_PATHS) == set(ORDER_LABELS) == set(OrderStatus)


def test_every_status_of_a_delivery_is_reached_from_its_scheduling() -> None:
    assert reachable(DELIVERY_PATHS, DeliveryStatus.SCHEDULED) == set(DeliveryStatus)
    assert set(DELIVERY_PATHS) == set(DELIVERY_LABELS) == set(DeliveryStatus)


def test_ends_are_final_but_for_late_money() -> None:
    ends = {status: set(after) for status, after in ORDER_PATHS.items() if len(after) <= 1}
    assert ends == {
        OrderStatus.DELIVERED: set(),
        OrderStatus.CANCELLED: set(),
        OrderStatus.REPLACED: set(),
        OrderStatus.EXPIRED: {OrderStatus.CONFIRMED},
    }
    assert not DELIVERY_PATHS[S.DELIVERED]
    assert not DELIVERY_PATHS[S.CANCELLED]


@pytest.mark.parametrize(
    ("deliveries", "status", "words"),
    [
        ([S.SCHEDULED], OrderStatus.CONFIRMED, None),
        ([S.DELIVERED], OrderStatus.DELIVERED, None),
        ([S.DELIVERED, S.READY], OrderStatus.READY, "1 of 2 delivered"),
        ([S.OUT_FOR_DELIVERY, S.PREPARING], OrderStatus.PREPARING, None),
        ([S.FAILED, S.DELIVERED, S.DELIVERED], OrderStatus.CONFIRMED, "2 of 3 delivered"),
        ([S.RESCHEDULED, S.OUT_FOR_DELIVERY], OrderStatus.CONFIRMED, None),
        ([S.CANCELLED, S.DELIVERED], OrderStatus.DELIVERED, None),
        ([S.CANCELLED, S.CANCELLED], OrderStatus.CANCELLED, None),
    ],
)
def test_an_order_is_where_its_slowest_delivery_is(
    deliveries: list[DeliveryStatus], status: OrderStatus, words: str | None
) -> None:
    assert order_status(deliveries) is status
    assert progress(deliveries) == words
