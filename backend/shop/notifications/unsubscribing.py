"""The link that ends letters of a topic without a login (RFC 8058), and the way back.

A customer's link names her preferences; a guest's names her order, and what it ends is kept by her address.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from backend.shop.accounts import preferences
from backend.shop.accounts.errors import UnsubscribeLinkUnknown
from backend.shop.accounts.leaving import is_erased
from backend.shop.accounts.preferences import Topic
from backend.shop.notifications import suppression
from backend.shop.notifications.suppression import Why
from backend.shop.orders import links
from backend.shop.orders import selectors as orders
from backend.shop.orders.errors import OrderNotFound


@dataclass(frozen=True, slots=True)
class Subscription:
    topic: Topic
    comes: bool


def review_token(session: Session, *, order_id: UUID, account_id: UUID | None) -> str:
    """The secret of the link in a letter that asks for a review."""
    if account_id is None:
        return links.opt_out_token(order_id)
    return preferences.unsubscribe_token(session, account_id=account_id, topic=Topic.REVIEWS)


def subscription(session: Session, *, token: str) -> Subscription:
    """What the link is about; asking ends nothing. Raises UnsubscribeLinkUnknown."""
    guest = _guest(session, token)
    if guest is None:
        return Subscription(*preferences.subscription(session, token=token))
    ended = suppression.is_suppressed(session, guest, topic=Topic.REVIEWS)
    return Subscription(Topic.REVIEWS, comes=not ended)


def end(session: Session, *, token: str, at: datetime) -> None:
    """Raises UnsubscribeLinkUnknown."""
    guest = _guest(session, token)
    if guest is None:
        preferences.unsubscribe(session, token=token, at=at)
    else:
        suppression.suppress(session, guest, why=Why.UNSUBSCRIBED, topic=Topic.REVIEWS, at=at)


def take_back(session: Session, *, token: str, at: datetime) -> None:
    """Raises UnsubscribeLinkUnknown."""
    guest = _guest(session, token)
    if guest is None:
        preferences.take_back(session, token=token, at=at)
    else:
        suppression.take_back(session, guest, topic=Topic.REVIEWS)


def _guest(session: Session, token: str) -> str | None:
    """The address of the order that this secret names, if it names one that still knows it."""
    order_id = links.opt_out_of(token)
    if order_id is None:
        return None
    try:
        email = orders.whole(session, order_id).buyer_email
    except OrderNotFound:
        raise UnsubscribeLinkUnknown from None
    if is_erased(email):
        raise UnsubscribeLinkUnknown
    return email
