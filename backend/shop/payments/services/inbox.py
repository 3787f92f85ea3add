"""The inbox: every event is stored once and announced once, in one transaction."""

from datetime import datetime

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from backend.shop.kit.news import WebhookStored, announce
from backend.shop.payments import selectors
from backend.shop.payments.models import Payment, WebhookInbox
from backend.shop.payments.provider import Event
from backend.shop.payments.rules import ERASED_REQUEST


def store_event(session: Session, *, source: str, event: Event, now: datetime) -> bool:
    """Puts an event into the inbox once and announces it; False when it was there already."""
    inbox_id = session.scalar(
        insert(WebhookInbox)
        .values(source=source, event_id=event.id, kind=event.kind, body=event.body, received_at=now)
        .on_conflict_do_nothing()
        .returning(WebhookInbox.id)
    )
    if inbox_id is None:
        return False
    announce(session, WebhookStored(inbox_id=inbox_id))
    return True


def handled(session: Session, *, inbox_id: int, at: datetime) -> None:
    """This event has been worked. What it says of a payment that has forgotten its person is not kept."""
    event = session.get_one(WebhookInbox, inbox_id, with_for_update=True)
    event.handled_at = at
    payment_id = selectors.reference(event)
    payment = session.get(Payment, payment_id) if payment_id else None
    if payment is not None and payment.request == ERASED_REQUEST:
        event.body = {}
    session.flush()
