"""What the ledger does when part of a sold delivery is no longer wanted, or is wanted at another hour."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from backend.shop.capacity import selectors as ledger
from backend.shop.capacity import services as capacity
from backend.shop.capacity.selectors import HoldFacts
from backend.shop.capacity.services import Demand, HoldChange, HoldState
from backend.shop.catalog import selectors as catalog
from backend.shop.checkout.services import holding
from backend.shop.orders import desk, making
from backend.shop.stock import selectors as stock

if TYPE_CHECKING:
    from backend.shop.orders.models import Delivery

WAYS = frozenset({"slot_stops", "van_minutes"})
_STEMS = "stem_lot"
_WORKROOM = "workroom_minutes"


def let_go(
    session: Session, *, delivery_ids: Sequence[UUID], bound: bool, untouched: Sequence[UUID] = ()
) -> None:
    """Ends the deliveries' holds, last before the commit. Bound stems are consumed, everything else is free.

    `untouched` are holds of which nothing is cut: substitutes that were only asked about, uses of promotions.
    What is released is released first: slots, vans and workrooms are locked before lots, as everywhere.
    """
    known = (ledger.hold(session, each) for each in sorted([*delivery_ids, *untouched]))
    holds = [hold for hold in known if hold is not None and hold.live]
    used = set(delivery_ids) if bound else set()
    stems = {
        hold.delivery_id: of_kind(session, hold, {_STEMS}) if hold.delivery_id in used else ()
        for hold in holds
    }
    released = [
        HoldChange(hold.delivery_id, hold.version, stems[hold.delivery_id], HoldState.CONFIRMED)
        if stems[hold.delivery_id]
        else HoldChange(hold.delivery_id, hold.version, (), HoldState.RELEASED)
        for hold in holds
    ]
    versions = capacity.change(session, changes=released)
    consumed = [
        HoldChange(delivery_id, versions[delivery_id], demand, HoldState.CONSUMED)
        for delivery_id, demand in stems.items()
        if demand
    ]
    capacity.change(session, changes=consumed)


def of_kind(session: Session, hold: HoldFacts, kinds: Iterable[str]) -> tuple[Demand, ...]:
    """The live demand of a hold on buckets of these kinds."""
    buckets = ledger.buckets(session, {line.bucket_id for line in hold.live})
    wanted = frozenset(kinds)
    return tuple(each for each in holding.demand(hold) if buckets[each.bucket_id].kind in wanted)


def lower(
    session: Session, *, parcel: Delivery, pieces: Mapping[UUID, int], also: Sequence[HoldChange] = ()
) -> None:
    """Gives back what these pieces (by line) would have taken, once they are counted as cancelled, and last.

    Of several lots the one that was chosen last gives first: it lives longest, and sells best. Changes that
    belong to it go into the same call.
    """
    hold = ledger.hold(session, parcel.id)
    if hold is None or not hold.live:
        capacity.change(session, changes=also)
        return
    before, after = making.made_of(session, parcel, more=pieces), making.made_of(session, parcel)
    surplus = before.by_stem()
    surplus.subtract(after.by_stem())
    desk.keep_swaps(session, delivery_id=parcel.id, used=after.used)
    buckets = ledger.buckets(session, {each.bucket_id for each in hold.live})
    stem_of = stock.stems_of_buckets(session, list(buckets))
    back: dict[int | str, int] = dict(surplus.items()) | {_WORKROOM: _minutes(session, parcel, pieces)}
    of: dict[int, int | str] = {bucket.id: stem_of.get(bucket.id, bucket.kind) for bucket in buckets.values()}
    kept = _lowered(holding.demand(hold), back=back, of=of)
    capacity.change(session, changes=[HoldChange(parcel.id, hold.version, kept, HoldState.CONFIRMED), *also])


def _minutes(session: Session, parcel: Delivery, pieces: Mapping[UUID, int]) -> int:
    known = catalog.variants(session, {line.variant_id for line in parcel.lines})
    return sum(known[line.variant_id].make_minutes * pieces.get(line.id, 0) for line in parcel.lines)


def _lowered(
    demand: Sequence[Demand], *, back: Mapping[int | str, int], of: Mapping[int, int | str]
) -> tuple[Demand, ...]:
    """The demand less what goes `back` of each stem and of the workroom, which buckets are `of`."""
    left, kept = dict(back), []
    for each in reversed(demand):
        kind = of[each.bucket_id]
        given = min(each.quantity, max(0, left.get(kind, 0)))
        left[kind] = left.get(kind, 0) - given
        if each.quantity > given:
            kept.append(Demand(each.bucket_id, each.quantity - given, each.use_on))
    return tuple(reversed(kept))
