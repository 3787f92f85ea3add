"""Turns what somebody wants into demand on the ledger, and its refusals into words with a way out."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from backend.shop.capacity.services import Demand, Shortage
from backend.shop.catalog import selectors as catalog
from backend.shop.delivery import selectors as delivery
from backend.shop.delivery.selectors import SlotFacts, ZoneFacts
from backend.shop.kit.clock import local_day
from backend.shop.kit.errors import Busy, Refusal
from backend.shop.promise import selectors
from backend.shop.promise.attempts import Attempt, Parcel, attempts_at
from backend.shop.promise.errors import BY_CODE, OutsideZone
from backend.shop.promise.rules import Code, StemNeed, making_days, reason
from backend.shop.promise.rules.stand import units
from backend.shop.settings import selectors as settings
from backend.shop.stock import selectors as stock

__all__ = ["Parcel", "Plan", "StemsWanted", "check_service", "plan", "refusal", "stems_wanted"]

# What the ledger's own clock or doors decide stays so, however often one asks again.
_FINAL = {
    ("slot_stops", "closed"): Code.CLOSED,
    ("slot_stops", "out_of_range"): Code.CLOSED,
    ("slot_stops", "cutoff"): Code.CUTOFF,
    ("van_minutes", "closed"): Code.CLOSED,
    ("van_minutes", "out_of_range"): Code.CLOSED,
    ("workroom_minutes", "closed"): Code.CLOSED,
    ("workroom_minutes", "out_of_range"): Code.CLOSED,
    ("workroom_minutes", "cutoff"): Code.LEAD,
}


# What is about some of the goods names them.
_OF_GOODS = {Code.BLACKOUT, Code.DESTINATION, Code.LEAD}


@dataclass(frozen=True, slots=True)
class Plan:
    """What a parcel takes of the ledger. `zone` is None for collection."""

    delivery_id: UUID
    slot: SlotFacts
    zone: ZoneFacts | None
    making_day: date
    demand: tuple[Demand, ...]


def plan(
    session: Session,
    *,
    parcels: Sequence[Parcel],
    now: datetime,
    returning: Sequence[Demand] = (),
    excused: Collection[Code] = (),
) -> list[Plan]:
    """The demand of each parcel, in their order; together they fit, as far as can be seen now.

    `returning` is demand that the same change gives back: the holds of an order that this one replaces.
    `excused` are reasons that do not count: who keeps her place need not be in time for it.
    Raises InvalidPostcode, OutsideZone, SlotNotFound, Closed, Cutoff, Lead, TooLateForService, SlotFull,
    VanFull, WorkroomFull or StemsShort, for the first parcel that cannot be had.
    """
    attempts = attempts_at(session, parcels=parcels, now=now, returning=returning, excused=excused)
    if refused := next((each for each in attempts if each.reasons), None):
        raise _refusal(session, refused=refused, attempts=attempts, now=now, returning=returning)
    return [
        Plan(each.parcel.delivery_id, each.slot, each.zone, each.making_day, each.demand)
        for each in attempts
        if each.slot is not None and each.making_day is not None
    ]


def refusal(
    session: Session,
    *,
    shortages: Sequence[Shortage],
    parcels: Sequence[Parcel],
    now: datetime,
    returning: Sequence[Demand] = (),
) -> Refusal:
    """Why the ledger refused what `plan` had allowed a moment ago; for after the rollback.

    Busy when a fresh look finds room after all, as when another lot can give the stems: ask again.
    """
    attempts = attempts_at(session, parcels=parcels, now=now, returning=returning)
    refused = next((each for each in attempts if each.reasons), None) or _refused(shortages, attempts)
    if refused is None:
        return Busy("Somebody was a moment faster. Please try again.", retry_after=1)
    return _refusal(session, refused=refused, attempts=attempts, now=now, returning=returning)


@dataclass(frozen=True, slots=True)
class StemsWanted:
    """What a parcel takes of the lots, and the days on which it could be made, the latest first."""

    stems: tuple[StemNeed, ...]
    days: tuple[date, ...]


def stems_wanted(session: Session, *, parcels: Sequence[Parcel], now: datetime) -> list[StemsWanted]:
    """What the parcels want of the lots; nothing where something else than stems is in the way as well."""
    attempts = attempts_at(session, parcels=parcels, now=now, returning=())
    if any(reason.code is not Code.STEMS_SHORT for each in attempts for reason in each.reasons):
        return []
    judged = [each.situation for each in attempts if each.situation is not None]
    return [StemsWanted(each.need.stems, making_days(each)) for each in judged]


def check_service(session: Session, *, parcel: Parcel, now: datetime) -> None:
    """Raises TooLateForService if the slot ends after the service begins, whatever else is against it."""
    if parcel.service is None:
        return
    [attempt] = attempts_at(session, parcels=[parcel], now=now, returning=())
    late = tuple(each for each in attempt.reasons if each.code is Code.TOO_LATE_FOR_SERVICE)
    if late:
        refused = replace(attempt, reasons=late)
        raise _refusal(session, refused=refused, attempts=[attempt], now=now, returning=())


def _refused(shortages: Sequence[Shortage], attempts: Sequence[Attempt]) -> Attempt | None:
    """The parcel that met a closed door or the end of its time, by the ledger's clock and not by ours."""
    for shortage in shortages:
        code = _FINAL.get((shortage.kind, shortage.cause))
        met = (each for each in attempts if shortage.bucket_id in units(each.demand))
        if code and (each := next(met, None)):
            return replace(each, reasons=(reason(code),), demand=())
    return None


def _refusal(
    session: Session,
    *,
    refused: Attempt,
    attempts: Sequence[Attempt],
    now: datetime,
    returning: Sequence[Demand],
) -> Refusal:
    parcel, why = refused.parcel, refused.reasons[0]
    extra: dict[str, Any] = {"delivery_id": str(parcel.delivery_id)}
    shop = settings.shop(session)
    if parcel.method == "van" and refused.zone is None:
        postcode = delivery.normalized(parcel.postcode or "")
        return OutsideZone(postcode=postcode, phone=shop.phone, alternatives=[], **extra)
    taken: Counter[int] = Counter()
    for each in attempts:
        if each.parcel is not parcel:
            taken.update(units(each.demand))
    taken.subtract(units(returning))
    alternatives = selectors.next_slots(
        session,
        question=parcel.question,
        first=refused.slot.date if refused.slot else local_day(now, shop.time_zone),
        now=now,
        taken=taken,
        but_not=refused.slot.id if refused.slot else None,
    )
    extra["alternatives"] = [each.as_json() for each in alternatives]
    if why.code is Code.STEMS_SHORT:
        extra |= {"stems": list(why.stems), "variants": _needing(session, parcel, why.stems)}
    if why.code in _OF_GOODS:
        extra |= {"variants": _named(session, parcel, why.names)}
    return BY_CODE[why.code](why.message, **extra)


def _needing(session: Session, parcel: Parcel, stems: Sequence[str]) -> list[int]:
    """Those of the parcel's variants that are made with any of the stems."""
    wanted = [variant_id for variant_id, _ in parcel.items]
    recipes = stock.recipes(session, wanted)
    return [each for each in wanted if any(item.stem_name in stems for item in recipes.get(each, ()))]


def _named(session: Session, parcel: Parcel, names: Sequence[str]) -> list[int]:
    """Those of the parcel's variants that are sizes of these products."""
    known = catalog.variants(session, [variant_id for variant_id, _ in parcel.items])
    return [each.id for each in known.values() if each.product_name in names]
