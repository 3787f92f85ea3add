"""The placing transaction: from the idempotency key to the holds, all or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from backend import db
from backend.shop.capacity import services as capacity
from backend.shop.capacity.services import Demand, HoldChange, HoldState
from backend.shop.cart import services as carts
from backend.shop.cart.errors import CartEmpty
from backend.shop.checkout import customers, rules
from backend.shop.checkout.services import attempt, holding, keys, limits
from backend.shop.checkout.services.confirm import confirm
from backend.shop.checkout.services.draft import Draft, Seen, draft
from backend.shop.kit.failpoints import failpoint
from backend.shop.kit.money import Money
from backend.shop.orders import selectors as order_reads
from backend.shop.orders import services as orders
from backend.shop.orders.consent import Choice
from backend.shop.orders.rules import OrderStatus
from backend.shop.orders.services import Buyer, NewOrder, NewPromotion, Step
from backend.shop.payments import selectors as payment_reads
from backend.shop.payments.providers import STRIPE
from backend.shop.pricing import uses
from backend.shop.settings import services as settings
from backend.shop.settings.selectors import shop

if TYPE_CHECKING:
    from backend.shop.orders.models import Order


@dataclass(frozen=True, slots=True)
class Placement:
    """What the customer sent: the key, a hash of the body, the cart, and the total she saw."""

    key: str
    body_hash: str
    cart_id: UUID
    buyer: Buyer
    expected_total: Money
    base_url: str
    client_address: str | None = None
    account_id: UUID | None = None
    substitution: Choice = Choice.MATCH_COLOR
    payment_method: str = STRIPE


@dataclass(frozen=True, slots=True)
class Placed:
    """An order; `waits` for its payment, for which `payment_id` is the live attempt, if it has one."""

    order_id: UUID
    waits: bool
    payment_id: UUID | None


class OldOrderLives(Exception):
    """The cart's old order waits, and money may still come for it: its provider has to be asked first."""

    def __init__(self, order_id: UUID, payment_ids: list[UUID]) -> None:
        self.order_id, self.payment_ids = order_id, payment_ids


def place_once(placement: Placement, now: datetime) -> Placed:
    """Places the cart's order, or finds the one that this key has placed; whatever refuses leaves nothing.

    Raises OldOrderLives, CapacityShort, HoldLimit, TooManyHolds, and what `keys.claim` and `draft` raise.
    """
    scope = str(placement.cart_id)
    with db.transaction() as session:
        known = keys.claim(session, scope=scope, key=placement.key, body_hash=placement.body_hash, now=now)
        if known is not None:
            return _replayed(session, known)
        cart = carts.lock(session, cart_id=placement.cart_id)
        if cart is None:
            raise CartEmpty
        facts = shop(session)
        if placement.client_address:
            limits.check_address(
                session,
                client_address=placement.client_address,
                cart_id=cart.id,
                most=facts.live_orders_per_address,
            )
        old = _old_order(session, cart.id, now)
        releases, returning = give_way(session, old)
        new = draft(
            session,
            cart=cart,
            shop=facts,
            seen=_seen(session, placement, old),
            returning=returning,
            now=now,
        )
        placed = _write(session, new=new, placement=placement, old=old, now=now)
        keys.note(session, scope=scope, key=placement.key, order_id=placed.order_id)
        settings.check_rules(session, seen=new.rules_version)
        wanted = holds(session, new, order_id=placed.order_id, expires_at=rules.hold_until(now=now))
        capacity.change(session, changes=[*releases, *wanted])  # last: hot locks live for one commit
        if not placed.waits:
            step = Step(now, "customer", "nothing to pay")
            confirm(session, order=order_reads.whole(session, placed.order_id), step=step)
        return placed


def answer_with(placement: Placement, order_id: UUID, now: datetime) -> Placed:
    """Ties the key to an order that was paid after all, so that a repeat gets the same answer."""
    scope = str(placement.cart_id)
    with db.transaction() as session:
        known = keys.claim(session, scope=scope, key=placement.key, body_hash=placement.body_hash, now=now)
        if known is None:
            keys.note(session, scope=scope, key=placement.key, order_id=order_id)
    failpoint("key_tied")
    return Placed(known or order_id, waits=False, payment_id=None)


def give_way(session: Session, old: Order | None) -> tuple[list[HoldChange], list[Demand]]:
    """The old order's holds let go, and what they give back: one call releases and reserves."""
    holds = holding.whole(session, old) if old else []
    returning = [each for hold in holds for each in holding.demand(hold)]
    return holding.ended(holds, HoldState.RELEASED), returning


def _replayed(session: Session, order_id: UUID) -> Placed:
    """The order of a repeated key; only one that still waits for money is taken to its payment page."""
    order = order_reads.whole(session, order_id)
    live = payment_reads.live_of_order(session, order_id)
    waits = order.status == OrderStatus.PENDING_PAYMENT
    return Placed(order_id, waits, live[0].id if live and waits else None)


def _old_order(session: Session, cart_id: UUID, now: datetime) -> Order | None:
    """The cart's pending order under its lock, once no money can come for it any more."""
    known = order_reads.pending_of_cart(session, cart_id)
    if known is None:
        return None
    old = orders.lock(session, order_ids=[known.id])[known.id]
    if old.status != OrderStatus.PENDING_PAYMENT:
        return None
    holding.check(old, now=now)  # before its payment page is closed: it is the one that is left
    if live := payment_reads.live_of_order(session, old.id):
        raise OldOrderLives(old.id, [payment.id for payment in live])
    return old


def _write(session: Session, *, new: Draft, placement: Placement, old: Order | None, now: datetime) -> Placed:
    step = Step(now, "customer", "placed")
    if old is not None:
        orders.move(session, order=old, to=OrderStatus.REPLACED, step=Step(now, "customer", "ordered again"))
    order = orders.create(
        session,
        cart_id=placement.cart_id,
        buyer=placement.buyer,
        new=frozen(new),
        step=step,
    )
    order.client_address, order.account_id = placement.client_address, placement.account_id
    order.substitution = placement.substitution
    if old is not None:
        old.replaced_by, order.held_since = order.id, old.held_since
    if new.total.amount == 0:
        return Placed(order.id, waits=False, payment_id=None)
    payment_id = attempt.first(
        session, order=order, method=placement.payment_method, base_url=placement.base_url, now=now
    )
    return Placed(order.id, waits=True, payment_id=payment_id)


def frozen(new: Draft) -> NewOrder:
    """The draft as the order keeps it."""
    return NewOrder(
        currency=new.total.currency,
        deliveries=new.deliveries,
        promotions=[
            NewPromotion(each.promotion_id, each.code, each.name, each.amount) for each in new.promotions
        ],
        tip=new.sums.tip.amount,
        tax_included=new.sums.tax_included,
    )


def _seen(session: Session, placement: Placement, old: Order | None) -> Seen:
    customer = customers.known(
        session, account_id=placement.account_id, email=placement.buyer.email, waiting=old
    )
    return Seen(customer, placement.expected_total)


def holds(session: Session, new: Draft, *, order_id: UUID, expires_at: datetime | None) -> list[HoldChange]:
    """What its deliveries take, and one use of each of its promotions, as the order's own hold.

    Without an end it is sold at once.
    """
    state = HoldState.CONFIRMED if expires_at is None else HoldState.HELD
    wanted = [(parcel.id, plan.demand) for parcel, plan in zip(new.deliveries, new.plans, strict=True)]
    given = [each.promotion_id for each in new.promotions]
    if used := uses.demand(session, promotion_ids=given, customer=new.customer, day=new.day):
        wanted.append((order_id, used))
    return [HoldChange(holder, None, demand, state, expires_at) for holder, demand in wanted]
