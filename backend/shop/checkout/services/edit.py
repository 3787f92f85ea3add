"""Mending what was written wrong: the recipient, the address inside its zone and fee, the card."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy.orm import Session

from backend import db
from backend.shop.cart.rules import ADDRESS, card_text
from backend.shop.checkout import rules
from backend.shop.checkout.errors import NotEditable, OtherZone
from backend.shop.checkout.services import desk, late
from backend.shop.checkout.services.desk import Deed
from backend.shop.delivery import selectors as delivery
from backend.shop.kit.errors import Malformed
from backend.shop.orders import desk as orders
from backend.shop.orders.rules import DeliveryStatus, OrderStatus
from backend.shop.pricing import selectors as pricing
from backend.shop.promise import services as promise
from backend.shop.settings.selectors import shop

if TYPE_CHECKING:
    from backend.shop.orders.models import Delivery


@dataclass(frozen=True, slots=True)
class Correction:
    """What shall stand there instead; None leaves it. `recipient` as `orders.models.Delivery` says."""

    recipient: dict[str, Any] | None
    card_message: str | None


def edit(*, delivery_id: UUID, correction: Correction, deed: Deed) -> None:
    """Writes recipient and card of a delivery that is still to come. What is the same already is no change.

    Raises DeliveryNotFound, VersionConflict, NotEditable, OtherZone, CardTooLong, InvalidPostcode,
    TooLateForService, and Malformed for a van that would find no door.
    """
    with db.transaction() as session:
        order, parcel = desk.delivery(session, delivery_id=delivery_id, deed=deed)
        if not rules.may_edit(OrderStatus(order.status), DeliveryStatus(parcel.status)):
            raise NotEditable("What is delivered, cancelled or was never sold stays as it is.")
        changed = orders.rewrite(
            parcel,
            recipient=_recipient(session, parcel, correction.recipient),
            card_message=_card(session, parcel, correction.card_message),
        )
        if "service_time" in changed:
            promise.check_service(session, parcel=late.parcel_of(parcel), now=deed.at)
        if changed:
            orders.touch(order, parcel)
            subject = f"delivery:{parcel.id}"
            desk.record(session, deed=deed, action="delivery.edited", subject=subject, change=changed)


def _card(session: Session, parcel: Delivery, message: str | None) -> str:
    if message is None:
        return parcel.card_message
    return card_text(message, limit=shop(session).card_message_limit)


def _recipient(session: Session, parcel: Delivery, given: dict[str, Any] | None) -> dict[str, Any]:
    if given is None:
        return parcel.recipient
    if parcel.method != "van":  # there is no place to go to
        return given | {"postcode": parcel.recipient.get("postcode")}
    missing = [part for part in ADDRESS if not given.get(part)]
    if missing:
        raise Malformed(
            "The van needs a street and a city.",
            errors=[{"path": f"recipient.{part}", "message": "Please fill this in."} for part in missing],
        )
    postcode = delivery.normalized(given.get("postcode") or "")
    if postcode != parcel.recipient.get("postcode"):
        _refuse_other_price(session, parcel, postcode)
    return given | {"postcode": postcode}


def _refuse_other_price(session: Session, parcel: Delivery, postcode: str) -> None:
    zone = delivery.zone_for(session, postcode)
    if zone is None or zone.id != parcel.zone_id:
        where = f"{postcode} is in {zone.name}" if zone else f"We do not deliver to {postcode}"
        raise OtherZone(
            f"{where}. Bringing it there is a move with a new price: please change the address with its"
            " price.",
            zone=zone.name if zone else None,
        )
    if _tax(session, postcode) != _tax(session, parcel.recipient.get("postcode") or ""):
        raise OtherZone(
            f"The sales tax at {postcode} is another: bringing it there is a move with a new price:"
            " please change the address with its price.",
            zone=zone.name,
        )


def _tax(session: Session, postcode: str) -> dict[str, int]:
    """The rates that decide here, by class of goods; a shop that taxes at its own place has them for all."""
    facts = shop(session)
    place = facts.postcode if facts.tax_sourcing == "origin" else postcode
    return pricing.rates(session, country=facts.country, postcode=place)
