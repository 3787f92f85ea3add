"""Which buckets a plan that was refused had looked at: there the sweeper goes first."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from backend.shop.capacity import selectors as ledger
from backend.shop.delivery import selectors as delivery
from backend.shop.delivery.rules import VANS, WORKROOM
from backend.shop.delivery.rules.windows import making_days, refs
from backend.shop.kit.clock import local_day
from backend.shop.promise.services import Parcel
from backend.shop.settings.selectors import shop
from backend.shop.stock import selectors as stock


def buckets(session: Session, *, parcels: Sequence[Parcel], now: datetime) -> list[int]:
    """The slots, days of vans, half days of the workroom, and lots that these parcels could take."""
    slots = delivery.slots_by_id(session, [parcel.slot_id for parcel in parcels]).values()
    vans = ledger.by_refs(session, VANS, {slot.date.isoformat() for slot in slots}).values()
    windows = refs({day for slot in slots for day in making_days(slot)})
    workroom = ledger.by_refs(session, WORKROOM, windows).values()
    variants = {variant for parcel in parcels for variant, _ in parcel.items}
    stems = {item.stem_id for recipe in stock.recipes(session, variants).values() for item in recipe}
    lots = stock.lots(session, stems, today=local_day(now, shop(session).time_zone)) if stems else []
    return [
        *(slot.bucket_id for slot in slots),
        *(bucket.id for bucket in (*vans, *workroom)),
        *(lot.bucket_id for lot in lots),
    ]
