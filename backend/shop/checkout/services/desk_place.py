"""An order that staff take, at the phone or the counter: sold at once with its places, paid now or later."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from backend import db
from backend.shop.accounts import selectors as accounts
from backend.shop.accounts.errors import CustomerNotFound
from backend.shop.capacity import services as capacity
from backend.shop.cart import services as carts
from backend.shop.cart.errors import CartNotFound
from backend.shop.cart.selectors import Holder
from backend.shop.checkout import customers
from backend.shop.checkout.errors import NoAddress
from backend.shop.checkout.services import keys
from backend.shop.checkout.services.asking import ask_for_payment
from backend.shop.checkout.services.confirm import record_confirmation
from backend.shop.checkout.services.draft import Draft, Seen, draft
from backend.shop.checkout.services.remedies import persevere
from backend.shop.checkout.services.reserve import frozen, holds
from backend.shop.kit.errors import Malformed
from backend.shop.kit.money import Money
from backend.shop.orders import services as orders
from backend.shop.orders.consent import Choice
from backend.shop.orders.services import Buyer, Step
from backend.shop.payments import services as payments
from backend.shop.payments.desk_provider import Method
from backend.shop.payments.services import Taken
from backend.shop.pricing.uses import Customer
from backend.shop.settings import services as settings
from backend.shop.settings.selectors import shop

if TYPE_CHECKING:
    from backend.shop.cart.models import Cart
    from backend.shop.orders.models import Order
    from backend.shop.promise.services import Plan

Clock = Callable[[], datetime]

TAKEN = {"phone": "taken on the phone", "counter": "taken at the counter"}
LINK_LIFE = timedelta(hours=24)
ACCOUNT_LIFE = timedelta(days=30)


class Paying(StrEnum):
    """How it is paid: by the buyer over a link, here and now, or later on account."""

    LINK = "link"
    CASH = "cash"
    CARD = "card"
    ACCOUNT = "account"


@dataclass(frozen=True, slots=True)
class Taking:
    """Who of the staff takes it (`who` in history, `staff_id` in her carts), and on which channel."""

    who: str
    staff_id: UUID
    channel: str


@dataclass(frozen=True, slots=True)
class DeskPlacement:
    """The key and a hash of the body; the cart, the total that was named, and how it is paid until when."""

    key: str
    body_hash: str
    cart_id: UUID
    taking: Taking
    buyer: Buyer
    expected_total: Money
    paying: Paying
    account_id: UUID | None = None
    due_at: datetime | None = None
    substitution: Choice = Choice.MATCH_COLOR


def place(*, placement: DeskPlacement, clock: Clock) -> UUID:
    """Places a cart of the counter, or finds the order that this key has placed.

    Raises CartNotFound, CustomerNotFound, NoAddress, Malformed for a deadline that is over, and what
    `keys.claim` and `draft` raise; then nothing is written.
    """
    if placement.paying is Paying.LINK and not placement.buyer.email:
        raise NoAddress("Please ask for an e-mail address, or take the payment in another way.")

    def once() -> UUID:
        return _place_once(placement, clock())

    return persevere(once, cart_id=placement.cart_id, email=placement.buyer.email, clock=clock)


def _place_once(placement: DeskPlacement, now: datetime) -> UUID:
    who = placement.taking.who
    with db.transaction() as session:
        known = keys.claim(session, scope=who, key=placement.key, body_hash=placement.body_hash, now=now)
        if known is not None:
            return known
        cart = carts.lock_own(session, holder=Holder("", desk=(placement.cart_id, placement.taking.staff_id)))
        if cart is None:
            raise CartNotFound("It was ordered already, or somebody else has it.")
        _check(session, placement, now)
        customer = _customer(session, placement)
        new = draft(
            session,
            cart=cart,
            shop=shop(session),
            seen=Seen(customer, placement.expected_total),
            returning=(),
            now=now,
        )
        order = _write(session, new=new, cart=cart, placement=placement, now=now)
        keys.note(session, scope=who, key=placement.key, order_id=order.id)
        settings.check_rules(session, seen=new.rules_version)
        capacity.change(session, changes=holds(session, new, order_id=order.id, expires_at=None))
        return order.id


def _write(session: Session, *, new: Draft, cart: Cart, placement: DeskPlacement, now: datetime) -> Order:
    taking = placement.taking
    step = Step(now, taking.who, TAKEN[taking.channel])
    order = orders.create(
        session,
        cart_id=cart.id,
        buyer=placement.buyer,
        new=frozen(new),
        step=step,
    )
    order.channel, order.taken_by = taking.channel, taking.who
    order.account_id, order.substitution = placement.account_id, placement.substitution
    record_confirmation(session, order=order, step=step)
    carts.close(session, cart=cart)
    if order.total > 0:
        _see_to_payment(session, order=order, plans=new.plans, placement=placement, now=now)
    session.flush()
    return order


def _check(session: Session, placement: DeskPlacement, now: datetime) -> None:
    if placement.account_id is not None and not accounts.is_customer(session, placement.account_id):
        raise CustomerNotFound
    if placement.due_at is not None and placement.due_at <= now:
        path = {"path": "due_at", "message": "This is over already."}
        raise Malformed("Please check: due_at", errors=[path])


def _customer(session: Session, placement: DeskPlacement) -> Customer:
    email = placement.buyer.email or None
    return customers.known(session, account_id=placement.account_id, email=email, waiting=None)


def _see_to_payment(
    session: Session, *, order: Order, plans: Sequence[Plan], placement: DeskPlacement, now: datetime
) -> None:
    if placement.paying in (Paying.CASH, Paying.CARD):
        taken = Taken(Money(order.total, order.currency), Method(placement.paying), placement.taking.who)
        payments.take(session, order_id=order.id, taken=taken, at=now)
        return
    order.due_at = placement.due_at or _deadline(placement.paying, plans, now)
    if placement.paying is Paying.LINK:
        ask_for_payment(session, order=order, step=Step(now, placement.taking.who, ""))


def _deadline(paying: Paying, plans: Sequence[Plan], now: datetime) -> datetime:
    if paying is Paying.ACCOUNT:
        return now + ACCOUNT_LIFE
    return min(now + LINK_LIFE, *(plan.slot.cutoff_at for plan in plans))
