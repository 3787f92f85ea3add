"""What orders say of people: told to their owner, and erased when they are over. Sums stay as they are."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from backend.shop.accounts.leaving import ERASED, ERASED_EMAIL, ERASED_PHONE
from backend.shop.orders import selectors
from backend.shop.orders.models import (
    Delivery,
    DeliveryProof,
    Order,
    OrderMove,
    OrderNote,
    Photo,
    SubstitutionProposal,
)
from backend.shop.orders.owned import all_of
from backend.shop.orders.rules import ENDED, OrderStatus

_OVER = ENDED | {OrderStatus.DELIVERED}
# Where an order was taxed is kept with the books; of itself it leads to nobody.
_OF_THE_BOOKS = ("region", "postcode")
# The letter of the last step is written by then, and a wrong press taken back.
_QUIET = timedelta(days=1)


def is_over(order: Order, *, now: datetime) -> bool:
    """Whether no delivery of it is to be made, brought or tried again, and nothing has moved for a day."""
    return order.status in _OVER and all(row.at + _QUIET <= now for row in order.history[-1:])


def waiting(session: Session, *, account_id: UUID) -> list[UUID]:
    """The account's orders that still say of whom and for whom they were."""
    mine = select(Order.id).where(Order.account_id == account_id, Order.erased_at.is_(None))
    return list(session.scalars(mine.order_by(Order.id)))


def erase_person(session: Session, *, order: Order, at: datetime) -> None:
    """A locked order forgets buyer, recipients, cards, photos and every word that somebody typed about it."""
    parcels = [parcel.id for parcel in order.deliveries]
    order.buyer_name, order.buyer_email, order.buyer_phone = ERASED, ERASED_EMAIL, ERASED_PHONE
    # With `erased_at` the link in its letters opens nothing any more.
    order.client_address, order.erased_at = None, at
    order.version += 1
    for parcel in order.deliveries:
        kept = {name: parcel.recipient.get(name) for name in _OF_THE_BOOKS}
        parcel.recipient = {"name": ERASED, "phone": ERASED_PHONE, **kept, "region": kept["region"] or ""}
        parcel.card_message = ""
        parcel.version += 1
    session.flush()
    session.execute(delete(OrderNote).where(OrderNote.order_id == order.id))
    session.execute(update(OrderMove).where(OrderMove.order_id == order.id).values(why=""))
    proofs = update(DeliveryProof).where(DeliveryProof.delivery_id.in_(parcels))
    session.execute(proofs.values(received_by="", photo_id=None))
    asked = update(SubstitutionProposal).where(SubstitutionProposal.delivery_id.in_(parcels))
    session.execute(asked.values(reason=""))
    session.execute(delete(Photo).where(Photo.delivery_id.in_(parcels)))


def export_person(session: Session, *, account_id: UUID) -> list[dict[str, Any]]:
    """The account's orders, the oldest first: what was bought, for whom, and how it went. Minor units."""
    return [_told(session, selectors.whole(session, each)) for each in all_of(session, account_id=account_id)]


def _told(session: Session, order: Order) -> dict[str, Any]:
    notes = session.scalars(select(OrderNote).where(OrderNote.order_id == order.id).order_by(OrderNote.id))
    return {
        "number": order.number,
        "placed_at": order.placed_at,
        "status": order.status,
        "buyer": {"name": order.buyer_name, "email": order.buyer_email, "phone": order.buyer_phone},
        "currency": order.currency,
        "items": order.items,
        "delivery_fee": order.delivery_fee,
        "discount": order.discount,
        "promotions": [
            {"name": each.name, "code": each.code, "amount": each.amount} for each in order.promotions
        ],
        "tax": order.tax,
        "tax_included": order.tax_included,
        "tip": order.tip,
        "total": order.total,
        "credit": order.credit,
        "substitution": order.substitution,
        "deliveries": [_parcel(session, each) for each in order.deliveries],
        "history": [{"at": row.at, "to": row.to_status, "why": row.why} for row in order.history],
        "notes": [{"at": note.at, "text": note.text} for note in notes],
    }


def _parcel(session: Session, parcel: Delivery) -> dict[str, Any]:
    proof = selectors.proofs(session, [parcel.id]).get(parcel.id)
    return {
        "method": parcel.method,
        "status": parcel.status,
        "date": parcel.date,
        "recipient": parcel.recipient,
        "card_message": parcel.card_message,
        "lines": [
            {
                "product": line.product_name,
                "size": line.variant_label,
                "quantity": line.quantity,
                "unit_price": line.unit_price,
                "total": line.total,
                "discount": line.discount,
            }
            for line in parcel.lines
        ],
        "received_by": proof.received_by if proof else None,
    }
