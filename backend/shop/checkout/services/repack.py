"""Making room for stems: unmade demand is packed onto lots anew before a customer is refused."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import chain, islice, product
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from backend import db
from backend.shop.capacity import selectors as ledger
from backend.shop.capacity import services as capacity
from backend.shop.capacity.errors import CapacityShort, HoldChanged
from backend.shop.capacity.selectors import HoldFacts
from backend.shop.capacity.services import Demand, HoldChange, HoldState
from backend.shop.checkout.services import holding
from backend.shop.orders import selectors as order_reads
from backend.shop.orders import services as orders
from backend.shop.orders.rules import DeliveryStatus, OrderStatus
from backend.shop.promise import readings
from backend.shop.promise import services as promise
from backend.shop.promise.rules.repack import Wish, packed
from backend.shop.promise.rules.stand import Stand, units
from backend.shop.promise.services import Parcel, StemsWanted

if TYPE_CHECKING:
    from backend.shop.orders.models import Order

_UNMADE = frozenset({OrderStatus.PENDING_PAYMENT, OrderStatus.CONFIRMED, OrderStatus.PREPARING})
# A parcel has two making days at most; an order of more short parcels than this is refused.
_MOST_PACKINGS = 8


def make_room(*, parcels: Sequence[Parcel], now: datetime) -> bool:
    """Moves what is promised of the parcels' stems to other lots, so that all of it fits; whether it has."""
    with suppress(CapacityShort, HoldChanged), db.transaction() as session:  # somebody was faster
        wanted = promise.stems_wanted(session, parcels=parcels, now=now)
        stem_ids = {stem.stem_id for wants in wanted for stem in wants.stems}
        shelf = readings.shelf(session, stem_ids=stem_ids, now=now)
        lots = {lot.bucket_id: lot.stem_id for lot in shelf.lots}
        holds = _movable(session, lots)
        # Read again: these orders hold still now.
        shelf = readings.shelf(session, stem_ids=stem_ids, now=now)
        found = _packed(shelf, wanted, {hold.delivery_id: _on(hold, lots) for hold in holds})
        changes = [change for hold in holds if (change := _change(hold, found.get(hold.delivery_id), lots))]
        capacity.change(session, changes=changes)
        return bool(changes)
    return False


def _packed(
    shelf: Stand, wanted: Sequence[StemsWanted], held: Mapping[UUID, Sequence[Demand]]
) -> Mapping[UUID | None, Sequence[Demand]]:
    """What each delivery shall take of the lots; nothing if not all of it fits, whatever is made when."""
    stem_of = {lot.bucket_id: lot.stem_id for lot in shelf.lots}
    free = shelf.after({bucket: -quantity for bucket, quantity in units(chain(*held.values())).items()})
    theirs = [
        Wish(delivery_id, stem_of[line.bucket_id], line.quantity, line.use_on)
        for delivery_id, lines in held.items()
        for line in lines
    ]
    for days in islice(product(*(wants.days for wants in wanted)), _MOST_PACKINGS):
        mine = [
            Wish(None, stem.stem_id, stem.quantity, day)
            for wants, day in zip(wanted, days, strict=True)
            for stem in wants.stems
        ]
        if found := packed(free, [*theirs, *mine]):
            return found
    return {}


def _movable(session: Session, lots: Mapping[int, int]) -> list[HoldFacts]:
    """The holds on these lots that nobody has begun to make, their orders locked; a busy one is left."""
    held = ledger.holders(session, bucket_ids=lots)
    order_ids = order_reads.of_deliveries(session, held)
    locked = [order for order_id in order_ids if (order := orders.lock_free(session, order_id=order_id))]
    unmade = {parcel_id for order in locked for parcel_id in _unmade(session, order)}
    known = (ledger.hold(session, delivery_id) for delivery_id in sorted(unmade.intersection(held)))
    return [hold for hold in known if hold is not None and hold.live]


def _unmade(session: Session, order: Order) -> list[UUID]:
    if OrderStatus(order.status) not in _UNMADE:
        return []
    whole = order_reads.whole(session, order.id)
    return [each.id for each in whole.deliveries if each.status == DeliveryStatus.SCHEDULED]


def _on(hold: HoldFacts, lots: Collection[int]) -> list[Demand]:
    return [line for line in holding.demand(hold) if line.bucket_id in lots]


def _change(hold: HoldFacts, stems: Sequence[Demand] | None, lots: Collection[int]) -> HoldChange | None:
    """The hold with its stems from other lots; None where it stays as it is."""
    if stems is None or units(_on(hold, lots)) == units(stems):
        return None
    kept = [line for line in holding.demand(hold) if line.bucket_id not in lots]
    state = HoldState.CONFIRMED if hold.expires_at is None else HoldState.HELD
    return HoldChange(hold.delivery_id, hold.version, (*kept, *stems), state, hold.expires_at)
