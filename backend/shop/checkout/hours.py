"""To which hours a sold delivery could be moved: what the promise says, what it holds itself given back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from backend.shop.checkout.services import change_slot, desk
from backend.shop.checkout.services.change_slot import Remaking
from backend.shop.delivery import selectors as delivery
from backend.shop.kit.money import Money
from backend.shop.promise import selectors as promise
from backend.shop.promise.rules.stand import units
from backend.shop.promise.selectors import SlotAnswer

if TYPE_CHECKING:
    from backend.shop.orders.models import Delivery, Order

_OFFERED = 3


@dataclass(frozen=True, slots=True)
class NewSlot:
    """A slot, and how much dearer it is today than the one that the delivery has."""

    slot: SlotAnswer
    difference: Money
    current: bool


@dataclass(frozen=True, slots=True)
class NewSlots:
    """A day's slots, and, when none can be had, the next ones that can. `remade`: for one it is made anew."""

    date: date
    remade: bool
    slots: tuple[NewSlot, ...]
    next: tuple[NewSlot, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A delivery and a local day, at its own place or at that of another `postcode`."""

    delivery_id: UUID
    day: date
    postcode: str | None = None

    def there(self, found: Remaking) -> Remaking:
        place = delivery.normalized(self.postcode) if self.postcode else found.parcel.postcode
        return replace(found, parcel=replace(found.parcel, postcode=place))


def slots(session: Session, *, order: Order, asked: Asked, now: datetime) -> NewSlots:
    """Raises DeliveryNotFound, NotSold, IllegalMove, InvalidPostcode, OutsideZone."""
    parcel, day = desk.find(order, asked.delivery_id), asked.day
    change_slot.check(order, parcel)
    found, remade = _of_day(session, order, parcel, asked, now)
    following: tuple[SlotAnswer, ...] = ()
    if not any(each.available for each in found):
        other = change_slot.remaking(session, order, parcel, remade=not change_slot.is_made(parcel))
        other = asked.there(other)
        following = promise.next_slots(
            session, question=other.parcel.question, first=day, now=now, taken=_back(other)
        )[:_OFFERED]
    known = delivery.slots_by_id(session, [parcel.slot_id] if parcel.slot_id else [])
    usual = next((each.extra_fee for each in known.values()), Money(0, order.currency))
    extras = _extras(session, (*found, *following))

    def new(each: SlotAnswer) -> NewSlot:
        return NewSlot(each, extras[each.id] - usual, current=each.id == parcel.slot_id)

    return NewSlots(day, remade, tuple(map(new, found)), tuple(map(new, following)))


def _of_day(
    session: Session, order: Order, parcel: Delivery, asked: Asked, now: datetime
) -> tuple[list[SlotAnswer], bool]:
    """The slots of a day, each as it would be had: as planned where that is in time, else made anew."""

    def answers(*, remade: bool) -> tuple[SlotAnswer, ...]:
        there = asked.there(change_slot.remaking(session, order, parcel, remade=remade))
        question = there.parcel.question
        return promise.slots(session, question=question, day=asked.day, now=now, taken=_back(there))

    planned = answers(remade=False)
    facts = delivery.slots_by_id(session, [each.id for each in planned])
    in_time = change_slot.made_for(session, parcel, facts.values())
    if in_time == facts.keys():
        return list(planned), False
    anew = {each.id: each for each in answers(remade=True)}
    found = [each if each.id in in_time else anew[each.id] for each in planned]
    return found, any(each.available and each.id not in in_time for each in found) or not in_time


def _back(asked: Remaking) -> dict[int, int]:
    return {bucket: -quantity for bucket, quantity in units(asked.returning).items()}


def _extras(session: Session, answers: Iterable[SlotAnswer]) -> dict[int, Money]:
    """What each slot costs beyond its zone's fee."""
    facts = delivery.slots_by_id(session, [each.id for each in answers])
    return {slot_id: each.extra_fee for slot_id, each in facts.items()}
