"""The inbox: every event is stored once and announced once, in one transaction."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from backend.shop.kit.news import WebhookStored, announce
from backend.shop.payments.models import WebhookInbox
from backend.shop.payments.provider import Event


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
    """This event has been worked."""
    session.execute(update(WebhookInbox).where(WebhookInbox.id == inbox_id).values(handled_at=at))
