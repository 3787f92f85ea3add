"""Reads of orders. What a person may see is fetched by a function that takes the person."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, selectinload

from backend.shop.orders import links
from backend.shop.orders.errors import DeliveryNotFound, OrderNotFound
from backend.shop.orders.models import Delivery, DeliveryProof, Order, OrderMove, StemSwap
from backend.shop.orders.rules import ENDED, SOLD, UNDO_WINDOW, DeliveryStatus, OrderStatus, undone


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks: the orders that this browser holds the cookie for, her account, whether she may see all."""

    order_ids: Collection[UUID]
    account_id: UUID | None = None
    sees_all: bool = False

    def sees(self, order: Order) -> bool:
        owns = self.account_id is not None and order.account_id == self.account_id
        return owns or self.sees_all or order.id in self.order_ids


def visible(session: Session, *, number: str, viewer: Viewer) -> Order:
    """The order if the viewer may see it; a stranger's is as little found as one that does not exist."""
    order = session.scalar(_whole().where(Order.number == number.strip().upper()))
    if order is None or not viewer.sees(order):
        raise OrderNotFound(f"We know no order {number}, or this browser may not see it.")
    return order


def by_number(session: Session, number: str) -> UUID:
    """The order's id, for staff. Raises OrderNotFound."""
    found = session.scalar(select(Order.id).where(Order.number == number.strip().upper()))
    if found is None:
        raise OrderNotFound(f"There is no order {number}.")
    return found


def of_delivery(session: Session, delivery_id: UUID) -> UUID:
    """The order that a delivery belongs to. Raises DeliveryNotFound."""
    found = session.scalar(select(Delivery.order_id).where(Delivery.id == delivery_id))
    if found is None:
        raise DeliveryNotFound
    return found


def move(session: Session, move_id: int) -> OrderMove:
    """One step of an order's history."""
    return session.get_one(OrderMove, move_id)


def swaps(session: Session, delivery_ids: Collection[UUID]) -> dict[UUID, list[StemSwap]]:
    """Which stems of these deliveries are taken of another kind, oldest first; empty for one without."""
    found: dict[UUID, list[StemSwap]] = {delivery_id: [] for delivery_id in delivery_ids}
    query = select(StemSwap).where(StemSwap.delivery_id.in_(delivery_ids)).order_by(StemSwap.id)
    for swap in session.scalars(query):
        found[swap.delivery_id].append(swap)
    return found


def whole(session: Session, order_id: UUID) -> Order:
    """The order with deliveries, lines and history, read afresh."""
    order = session.scalar(_whole().where(Order.id == order_id).execution_options(populate_existing=True))
    if order is None:
        raise OrderNotFound
    return order


def by_access_token(session: Session, *, number: str, token: str) -> UUID:
    """The id of the order whose letter carried this secret."""
    this = select(Order.id, Order.token_hash).where(Order.number == number.strip().upper())
    found = session.execute(this.where(Order.erased_at.is_(None))).one_or_none()
    if found is None or not links.opens(token, order_id=found.id, token_hash=found.token_hash):
        raise OrderNotFound("This link does not open an order any more.")
    order_id: UUID = found.id
    return order_id


def pending_of_cart(session: Session, cart_id: UUID) -> Order | None:
    """The cart's one order that still waits for its payment."""
    return session.scalar(
        select(Order).where(Order.cart_id == cart_id, Order.status == OrderStatus.PENDING_PAYMENT)
    )


def is_followed(session: Session, order: Order) -> bool:
    """Whether the order's cart has placed a newer one that waits for its payment or is sold."""
    newer = select(Order.id).where(
        Order.cart_id == order.cart_id,
        Order.placed_at > order.placed_at,
        Order.status.not_in(ENDED),
    )
    return session.scalar(newer.limit(1)) is not None


def waiting_from(session: Session, *, client_address: str, but_not_cart: UUID) -> int:
    """How many orders of this address wait for their payment, those of one cart left out."""
    query = select(func.count()).where(
        Order.client_address == client_address,
        Order.status == OrderStatus.PENDING_PAYMENT,
        Order.cart_id != but_not_cart,
    )
    return session.scalars(query).one()


def ended_among(session: Session, order_ids: Collection[UUID]) -> set[UUID]:
    """Those of the orders that are cancelled, expired or replaced."""
    query = select(Order.id).where(Order.id.in_(order_ids), Order.status.in_(ENDED))
    return set(session.scalars(query))


def sold_among(session: Session, order_ids: Collection[UUID]) -> set[UUID]:
    """Those of the orders that are sold and live on, or have lived."""
    query = select(Order.id).where(Order.id.in_(order_ids), Order.status.in_(SOLD))
    return set(session.scalars(query))


def of_deliveries(session: Session, delivery_ids: Collection[UUID]) -> list[UUID]:
    """The orders that these deliveries belong to, by id."""
    query = select(Delivery.order_id).where(Delivery.id.in_(delivery_ids)).distinct()
    return list(session.scalars(query.order_by(Delivery.order_id)))


def of_holds(session: Session, hold_ids: Collection[UUID]) -> list[UUID]:
    """The orders that these holds are of, be it their own or one of their deliveries', by id."""
    own = session.scalars(select(Order.id).where(Order.id.in_(hold_ids)))
    return sorted({*own, *of_deliveries(session, hold_ids)})


def order_of(session: Session, delivery_id: UUID) -> UUID:
    """The order that a delivery belongs to. Raises DeliveryNotFound."""
    found = session.scalar(select(Delivery.order_id).where(Delivery.id == delivery_id))
    if found is None:
        raise DeliveryNotFound
    return found


def driven_on(session: Session, day: dt.date) -> set[UUID]:
    """The deliveries of a local day that a van takes: sold, and not cancelled."""
    query = select(Delivery.id).join(Order, Order.id == Delivery.order_id)
    return set(
        session.scalars(
            query.where(
                Delivery.date == day,
                Delivery.method == "van",
                Delivery.status != DeliveryStatus.CANCELLED,
                Order.status.in_(SOLD),
            )
        )
    )


def states(session: Session, delivery_ids: Collection[UUID]) -> dict[UUID, DeliveryStatus]:
    """Where each of these deliveries is."""
    rows = session.execute(select(Delivery.id, Delivery.status).where(Delivery.id.in_(delivery_ids)))
    return {delivery_id: DeliveryStatus(status) for delivery_id, status in rows}


def told(order: Order) -> list[OrderMove]:
    """The steps of an order that are worth telling, oldest first.

    Where the order itself only follows a delivery, at the same moment and without a word, one is enough.
    """
    steps = {(row.at, row.to_status) for row in order.history if row.delivery_id is not None}
    return [
        row
        for row in order.history
        if row.delivery_id is not None or row.why or (row.at, row.to_status) not in steps
    ]


def last_move(order: Order, delivery_id: UUID) -> OrderMove | None:
    """The newest history row of one delivery of a whole order; None before its first step."""
    return next((row for row in reversed(order.history) if row.delivery_id == delivery_id), None)


@dataclass(frozen=True, slots=True)
class UndoStep:
    """Where a delivery can be put back to, until when."""

    to: DeliveryStatus
    until: datetime


def undo_step(order: Order, delivery_id: UUID, *, now: datetime) -> UndoStep | None:
    """How the last step of one delivery of a whole order can be taken back; None: it stays."""
    last = last_move(order, delivery_id)
    to = undone(last.from_status, last.to_status, at=last.at, now=now) if last else None
    return UndoStep(to, last.at + UNDO_WINDOW) if last and to else None


def failed_reason(order: Order, delivery_id: UUID) -> str | None:
    """Why a delivery that waits for another try was not taken; None for every other."""
    last = last_move(order, delivery_id)
    return last.why if last is not None and last.to_status == DeliveryStatus.FAILED else None


def proofs(session: Session, delivery_ids: Collection[UUID]) -> dict[UUID, DeliveryProof]:
    """How these deliveries ended well, those of them that did and say so."""
    rows = session.scalars(select(DeliveryProof).where(DeliveryProof.delivery_id.in_(delivery_ids)))
    return {row.delivery_id: row for row in rows}


def successor(session: Session, order: Order) -> Order:
    """The order that took this one's place in the end; itself if none did."""
    while order.replaced_by is not None:
        order = whole(session, order.replaced_by)
    return order


def _whole() -> Select[Order]:
    return select(Order).options(
        selectinload(Order.deliveries).selectinload(Delivery.lines), selectinload(Order.history)
    )
