"""Placing: one short transaction, then the payment page.

Before a customer is refused for want of places, those that nobody will pay for any more are freed; for want
of stems, what is promised of them is packed anew.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from backend import db
from backend.shop.accounts.rules import folded
from backend.shop.capacity.errors import CapacityShort
from backend.shop.cart import selectors as cart_reads
from backend.shop.cart import services as carts
from backend.shop.cart.errors import CartEmpty
from backend.shop.checkout.errors import NotPayable, PriceChanged
from backend.shop.checkout.services import pay, repack, reserve, resolve, scarce, sweep
from backend.shop.checkout.services.draft import parcels
from backend.shop.checkout.services.reserve import OldOrderLives, Placed, Placement
from backend.shop.kit.errors import Busy, Refusal
from backend.shop.kit.failpoints import failpoint
from backend.shop.orders import selectors as order_reads
from backend.shop.orders.rules import ENDED, OrderStatus
from backend.shop.pricing.errors import PromotionUsedUp
from backend.shop.pricing.uses import KIND as PROMOTION_USES
from backend.shop.promise import services as promise
from backend.shop.promise.errors import SlotFull, StemsShort, VanFull, WorkroomFull
from backend.shop.settings.services import RulesChanged

__all__ = ["Placement", "place"]

Clock = Callable[[], datetime]

_TRIES = 4
_SCARCE = (PromotionUsedUp, SlotFull, StemsShort, VanFull, WorkroomFull)
_NOT_PAID = ENDED | {OrderStatus.PENDING_PAYMENT}


def place(*, placement: Placement, clock: Clock) -> UUID:
    """Places the cart's order, or finds the one that this key has placed, and sees to its payment page."""
    try:
        placed = _placed(placement, clock)
    except (PriceChanged, PromotionUsedUp):
        _note_buyer(placement)
        raise
    failpoint("placed")
    if placed.waits and placed.payment_id is None:  # its last attempt is over
        _pay_again(placed.order_id, placement, clock)
    elif placed.payment_id is not None:
        pay.ensure_session(payment_id=placed.payment_id, base_url=placement.base_url, clock=clock)
    return placed.order_id


def _note_buyer(placement: Placement) -> None:
    """The cart did not know for whom it was priced; from now on it says what she pays."""
    with db.transaction() as session:
        carts.note_buyer(session, cart_id=placement.cart_id, email=folded(placement.buyer.email))


def _pay_again(order_id: UUID, placement: Placement, clock: Clock) -> None:
    try:
        pay.again(order_id=order_id, base_url=placement.base_url, clock=clock)
    except NotPayable:  # it has just been paid or ended: the order says so
        return


def _placed(placement: Placement, clock: Clock) -> Placed:
    remedies = _Remedies(placement, clock)
    for _ in range(_TRIES):
        try:
            return reserve.place_once(placement, clock())
        except OldOrderLives as old:
            if _is_paid_after_all(old, clock):
                return reserve.answer_with(placement, old.order_id, clock())
        except RulesChanged:  # a day has just been closed or opened, perhaps another one: look again
            continue
        except (CapacityShort, *_SCARCE) as refused:
            if why := remedies.refusal(refused):
                raise why from refused
    raise Busy("Many people are buying right now. Please try again.", retry_after=1)


@dataclass
class _Remedies:
    """What can be done before a customer is refused, each once."""

    placement: Placement
    clock: Clock
    swept: bool = False
    packed: bool = False

    def refusal(self, refused: Refusal) -> Refusal | None:
        """The words for the customer; None where it is worth another try."""
        if not self.swept and _free(self.placement, refused, self.clock):
            self.swept = True
            return None
        why = _why(self.placement, refused, self.clock())
        if isinstance(why, StemsShort) and not self.packed:
            self.packed = True
            return None if _repack(self.placement, self.clock) else why
        return why


def _is_paid_after_all(old: OldOrderLives, clock: Clock) -> bool:
    """Ends the old order's payments with their provider; its word may be that the money is there."""
    for payment_id in old.payment_ids:
        resolve.resolve(payment_id=payment_id, clock=clock)
        resolve.refuse_questioned(payment_id=payment_id)
    with db.transaction() as session:
        return order_reads.whole(session, old.order_id).status not in _NOT_PAID


def _free(placement: Placement, refused: Refusal, clock: Clock) -> bool:
    """Sweeps what the cart's deliveries would draw on, and uses of promotions that were refused."""
    with db.transaction() as session:
        cart = cart_reads.by_id(session, placement.cart_id)
        bucket_ids = scarce.buckets(session, parcels=parcels(cart), now=clock()) if cart else []
    return sweep.sweep_buckets([*bucket_ids, *_used_up(refused)], clock=clock)


def _used_up(refused: Refusal) -> Sequence[int]:
    if isinstance(refused, PromotionUsedUp):
        return refused.bucket_ids
    short = refused.shortages if isinstance(refused, CapacityShort) else ()
    return [each.bucket_id for each in short if each.kind == PROMOTION_USES]


def _repack(placement: Placement, clock: Clock) -> bool:
    """Packs what is promised onto other lots, so that the cart's stems fit as well."""
    with db.transaction() as session:
        cart = cart_reads.by_id(session, placement.cart_id)
        wanted = parcels(cart) if cart else []
    return repack.make_room(parcels=wanted, now=clock())


def _why(placement: Placement, refused: Refusal, now: datetime) -> Refusal | None:
    """The words for the customer; None to plan once more, as when another lot can give the stems.

    Where somebody was faster between planning and reserving, they are those of a plan made now.
    """
    if not isinstance(refused, CapacityShort):
        return refused
    with db.transaction() as session:
        cart = cart_reads.by_id(session, placement.cart_id)
        if cart is None:
            return CartEmpty()
        _, returning = reserve.give_way(session, order_reads.pending_of_cart(session, placement.cart_id))
        why = promise.refusal(
            session, shortages=refused.shortages, parcels=parcels(cart), returning=returning, now=now
        )
    return None if isinstance(why, Busy) else why
