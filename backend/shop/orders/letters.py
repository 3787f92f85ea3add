"""What letters may say of an order: facts frozen with it, and the secret that opens its page."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from backend.shop.orders import links, selectors
from backend.shop.orders.facts import DeliveryFacts, LineFacts, facts
from backend.shop.orders.models import Delivery
from backend.shop.orders.substituted import NOTHING, Consents, Substituted, of_order


@dataclass(frozen=True, slots=True)
class LetterLine(LineFacts):
    """`total` in minor units."""

    total: int


@dataclass(frozen=True, slots=True)
class LetterDelivery(DeliveryFacts):
    """`items` and `total` in minor units; `substituted` is what was taken instead of the recipe's stems."""

    lines: tuple[LetterLine, ...]
    items: int
    total: int
    substituted: tuple[Substituted, ...]


@dataclass(frozen=True, slots=True)
class LetterPromotion:
    """What a promotion took off, minor units."""

    name: str
    amount: int


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """Amounts in minor units of `currency`."""

    number: str
    placed_at: datetime
    buyer_name: str
    buyer_email: str
    buyer_phone: str
    currency: str
    substitution: str
    deliveries: tuple[LetterDelivery, ...]
    items: int
    delivery_fee: int
    tax: int
    total: int
    access_token: str
    promotions: tuple[LetterPromotion, ...] = ()
    tip: int = 0
    tax_included: bool = False


def letter_facts(session: Session, order_id: UUID) -> LetterFacts:
    """The order as its letters tell it. Raises OrderNotFound."""
    order = selectors.whole(session, order_id)
    consents = of_order(session, order)
    return LetterFacts(
        number=order.number,
        placed_at=order.placed_at,
        buyer_name=order.buyer_name,
        buyer_email=order.buyer_email,
        buyer_phone=order.buyer_phone,
        currency=order.currency,
        substitution=order.substitution,
        deliveries=tuple(
            delivery_facts(parcel, consents.get(parcel.id, NOTHING)) for parcel in order.deliveries
        ),
        items=order.items,
        delivery_fee=order.delivery_fee,
        tax=order.tax,
        total=order.total,
        access_token=links.access_token(order.id),
        promotions=tuple(LetterPromotion(each.name, each.amount) for each in order.promotions),
        tip=order.tip,
        tax_included=order.tax_included,
    )


def delivery_facts(parcel: Delivery, consents: Consents = NOTHING) -> LetterDelivery:
    """One delivery as letters tell it."""
    lines = tuple(LetterLine(total=line.total, **facts(LineFacts, line)) for line in parcel.lines)
    return LetterDelivery(
        lines=lines,
        items=parcel.items,
        total=parcel.total,
        substituted=consents.substituted,
        **facts(DeliveryFacts, parcel),
    )
