"""What the rules need to know, read from the rooms below in a number of statements that never grows."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from backend.shop.capacity import selectors as capacity
from backend.shop.capacity.selectors import BucketFacts
from backend.shop.catalog import selectors as catalog
from backend.shop.catalog.selectors import VariantFacts
from backend.shop.delivery import selectors as delivery
from backend.shop.delivery.rules import VANS, WORKROOM
from backend.shop.delivery.rules.calendar import EVERY_DAY, Calendar, Good
from backend.shop.delivery.rules.windows import making_days, refs
from backend.shop.delivery.selectors import SlotFacts, ZoneFacts
from backend.shop.kit.clock import local_day
from backend.shop.kit.money import Money, total
from backend.shop.promise.rules import Need, StemNeed
from backend.shop.promise.rules.stand import Stand
from backend.shop.promise.rules.supply import Lot, Supply
from backend.shop.stock import selectors as stock
from backend.shop.stock.rules import last_making_day
from backend.shop.stock.selectors import LotFacts, RecipeItem

# (variant id, quantity) of one parcel.
Items = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Basket:
    """What one parcel takes, and what its items cost at today's prices."""

    need: Need
    worth: Money

    def brought_to(self, zone: ZoneFacts | None) -> Need:
        """What it takes with its stop in a zone; None for collection, which takes no van."""
        return self.need if zone is None else replace(self.need, van_minutes=zone.stop_minutes)


def baskets(session: Session, parcels: Sequence[Items], *, currency: str) -> list[Basket]:
    """One basket for each parcel's items, in their order. A variant that does not exist needs nothing."""
    variant_ids = {variant_id for items in parcels for variant_id, _ in items}
    variants = catalog.variants(session, variant_ids)
    recipes = stock.recipes(session, variant_ids)

    def basket(items: Items) -> Basket:
        known = [(variants[variant_id], quantity) for variant_id, quantity in items if variant_id in variants]
        stems: Counter[int] = Counter()
        names: dict[int, str] = {}
        for variant, quantity in known:
            for item in recipes.get(variant.id, ()):
                stems[item.stem_id] += item.quantity * quantity
                names[item.stem_id] = item.stem_name
        return Basket(
            need=Need(
                minutes=sum(variant.make_minutes * quantity for variant, quantity in known),
                stems=tuple(StemNeed(stem_id, names[stem_id], taken) for stem_id, taken in stems.items()),
                goods=tuple(_good(variant, recipes.get(variant.id, ())) for variant, _ in known),
            ),
            worth=total((variant.price * quantity for variant, quantity in known), currency),
        )

    return [basket(items) for items in parcels]


def stand(
    session: Session,
    *,
    slots: Sequence[SlotFacts],
    baskets: Sequence[Basket],
    now: datetime,
) -> Stand:
    """How things stand for these slots and these stems."""
    stem_ids = {stem.stem_id for basket in baskets for stem in basket.need.stems}
    places = capacity.buckets(session, [slot.bucket_id for slot in slots])
    return replace(
        shelf(session, stem_ids=stem_ids, now=now),
        places={bucket_id: _supply(bucket) for bucket_id, bucket in places.items()},
        workroom=_workroom(session, slots),
        vans=_days(session, VANS, (slot.date for slot in slots if slot.method == "van")),
        calendar=_calendar(session, slots),
        destinations=delivery.destinations(session),
    )


def shelf(session: Session, *, stem_ids: Collection[int], now: datetime) -> Stand:
    """Nothing but the open lots of these stems."""
    hours = delivery.workroom_hours(session)
    lots = stock.lots(session, stem_ids, today=local_day(now, hours.time_zone)) if stem_ids else []
    open_lots = tuple(_lot(lot) for lot in lots if lot.open)
    return Stand(now=now, hours=hours, places={}, workroom={}, vans={}, lots=open_lots)


def _calendar(session: Session, slots: Sequence[SlotFacts]) -> Calendar:
    days = [slot.date for slot in slots]
    return delivery.calendar(session, first=min(days), last=max(days)) if days else EVERY_DAY


def _good(variant: VariantFacts, recipe: Iterable[RecipeItem]) -> Good:
    return Good(
        variant.product_id,
        variant.category_id,
        variant.product_name,
        is_addon=variant.kind == "addon",
        lead_minutes=variant.lead_minutes,
        species=tuple(item.latin_name for item in recipe if item.latin_name),
    )


def _workroom(session: Session, slots: Sequence[SlotFacts]) -> dict[str, Supply]:
    names = refs({day for slot in slots for day in making_days(slot)})
    return {ref: _supply(bucket) for ref, bucket in capacity.by_refs(session, WORKROOM, names).items()}


def _days(session: Session, kind: str, days: Iterable[date]) -> dict[date, Supply]:
    by_ref = {day.isoformat(): day for day in days}
    return {by_ref[ref]: _supply(bucket) for ref, bucket in capacity.by_refs(session, kind, by_ref).items()}


def _supply(bucket: BucketFacts) -> Supply:
    return Supply(
        bucket_id=bucket.id,
        free=bucket.capacity - bucket.reserved,
        open=bucket.open,
        usable_from=bucket.usable_from,
        usable_to=bucket.usable_to,
        cutoff_at=bucket.cutoff_at,
    )


def _lot(lot: LotFacts) -> Lot:
    return Lot(
        bucket_id=lot.bucket_id,
        stem_id=lot.stem_id,
        free=lot.capacity - lot.reserved,
        available_from=lot.available_from,
        last_day=last_making_day(vase_life_end=lot.vase_life_end, vase_days=lot.vase_days),
    )
