"""What is tried before a cart is refused, whoever orders it.

For want of places, those that nobody will pay for any more are freed; for want of stems, what is promised of
them is packed anew.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from backend import db
from backend.shop.accounts.rules import folded
from backend.shop.capacity.errors import CapacityShort
from backend.shop.cart import selectors as cart_reads
from backend.shop.cart import services as carts
from backend.shop.cart.errors import CartEmpty
from backend.shop.checkout.errors import PriceChanged
from backend.shop.checkout.services import repack, reserve, scarce, sweep
from backend.shop.checkout.services.draft import parcels
from backend.shop.kit.errors import Busy, Refusal
from backend.shop.orders import selectors as order_reads
from backend.shop.pricing.errors import PromotionUsedUp
from backend.shop.pricing.uses import KIND as PROMOTION_USES
from backend.shop.promise import services as promise
from backend.shop.promise.errors import SlotFull, StemsShort, VanFull, WorkroomFull
from backend.shop.settings.services import RulesChanged

Clock = Callable[[], datetime]
T = TypeVar("T")

_TRIES = 4
_SCARCE = (PromotionUsedUp, SlotFull, StemsShort, VanFull, WorkroomFull)


class LookAgain(Exception):
    """Something has moved meanwhile: it is worth another try."""


def persevere(once: Callable[[], T], *, cart_id: UUID, email: str, clock: Clock) -> T:
    """Places a cart by `once`, a transaction of its own, once more after each remedy. Raises as that.

    A cart that did not know for whom it was priced says from then on what the buyer with this `email` pays.
    """
    try:
        return _tried(once, cart_id, clock)
    except (PriceChanged, PromotionUsedUp):
        if email:
            with db.transaction() as session:
                carts.note_buyer(session, cart_id=cart_id, email=folded(email))
        raise


def _tried(once: Callable[[], T], cart_id: UUID, clock: Clock) -> T:
    remedies = _Remedies(cart_id, clock)
    for _ in range(_TRIES):
        try:
            return once()
        except (LookAgain, RulesChanged):  # a day was just closed or opened, perhaps another one
            continue
        except (CapacityShort, *_SCARCE) as refused:
            if why := remedies.refusal(refused):
                raise why from refused
    raise Busy("Many people are buying right now. Please try again.", retry_after=1)


@dataclass
class _Remedies:
    """What can be done before a customer is refused, each once."""

    cart_id: UUID
    clock: Clock
    swept: bool = False
    packed: bool = False

    def refusal(self, refused: Refusal) -> Refusal | None:
        """The words for the customer; None where it is worth another try."""
        if not self.swept and _free(self.cart_id, refused, self.clock):
            self.swept = True
            return None
        why = _why(self.cart_id, refused, self.clock())
        if isinstance(why, StemsShort) and not self.packed:
            self.packed = True
            return None if _repack(self.cart_id, self.clock) else why
        return why


def _free(cart_id: UUID, refused: Refusal, clock: Clock) -> bool:
    """Sweeps what the cart's deliveries would draw on, and uses of promotions that were refused."""
    with db.transaction() as session:
        cart = cart_reads.by_id(session, cart_id)
        bucket_ids = scarce.buckets(session, parcels=parcels(cart), now=clock()) if cart else []
    return sweep.sweep_buckets([*bucket_ids, *_used_up(refused)], clock=clock)


def _used_up(refused: Refusal) -> Sequence[int]:
    if isinstance(refused, PromotionUsedUp):
        return refused.bucket_ids
    short = refused.shortages if isinstance(refused, CapacityShort) else ()
    return [each.bucket_id for each in short if each.kind == PROMOTION_USES]


def _repack(cart_id: UUID, clock: Clock) -> bool:
    """Packs what is promised onto other lots, so that the cart's stems fit as well."""
    with db.transaction() as session:
        cart = cart_reads.by_id(session, cart_id)
        wanted = parcels(cart) if cart else []
    return repack.make_room(parcels=wanted, now=clock())


def _why(cart_id: UUID, refused: Refusal, now: datetime) -> Refusal | None:
    """The words for the customer; None to plan once more, as when another lot can give the stems.

    Where somebody was faster between planning and reserving, they are those of a plan made now.
    """
    if not isinstance(refused, CapacityShort):
        return refused
    with db.transaction() as session:
        cart = cart_reads.by_id(session, cart_id)
        if cart is None:
            return CartEmpty()
        _, returning = reserve.give_way(session, order_reads.pending_of_cart(session, cart_id))
        why = promise.refusal(
            session, shortages=refused.shortages, parcels=parcels(cart), returning=returning, now=now
        )
    return None if isinstance(why, Busy) else why
