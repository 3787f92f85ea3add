"""Writes purchases of the past as orders that were paid and delivered, with the history of each step.

Nothing is held for them: what they took is long gone from the ledger.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from backend.config import settings
from backend.demo import money
from backend.demo.people import Person
from backend.shop.catalog.models import Variant
from backend.shop.checkout.services.session_request import request_body
from backend.shop.delivery.models import Zone
from backend.shop.kit import ids
from backend.shop.kit.money import Money
from backend.shop.orders.models import Delivery, Order, OrderLine, OrderMove
from backend.shop.orders.rules import DeliveryStatus, OrderStatus
from backend.shop.payments.models import Payment, PaymentMove
from backend.shop.payments.rules import PaymentState
from backend.shop.pricing import rules as pricing
from backend.shop.pricing.rules import Good, PricedLine
from backend.shop.pricing.rules.tax import STANDARD, Taxes

_O, _D, _P = OrderStatus, DeliveryStatus, PaymentState
_ORDER_STEPS = (_O.PREPARING, _O.READY, _O.OUT_FOR_DELIVERY, _O.DELIVERED)
_DELIVERY_STEPS = (_D.PREPARING, _D.READY, _D.OUT_FOR_DELIVERY, _D.DELIVERED)
_HOURS = (7, 8, 9, 13)
_WHO = ("florist", "florist", "driver", "driver")
_CARD = "Thinking of you."


@dataclass(frozen=True, slots=True)
class ZoneRow:
    """A zone, and the tax of each of its postcodes in parts per million."""

    zone: Zone
    rates: dict[str, int]


@dataclass(frozen=True, slots=True)
class Purchase:
    """Bought `days_before` its delivery `day`, at a minute of the shop's day; (variant, quantity) lines."""

    day: date
    days_before: int
    minute: int
    zone: ZoneRow
    postcode: str
    buyer: Person
    recipient: Person
    lines: tuple[tuple[Variant, int], ...]


@dataclass(frozen=True, slots=True)
class _Step:
    at: datetime
    who: str
    why: str


def write(session: Session, purchases: Sequence[Purchase], *, time_zone: str) -> None:
    zone = ZoneInfo(time_zone)
    orders = [_order(purchase, zone) for purchase in purchases]
    session.add_all(orders)
    session.flush()
    payments = [_payment(order) for order in orders]
    session.add_all(payments)
    session.flush()
    session.add_all(move for payment in payments for move in _payment_history(payment))
    session.flush()


def _order(purchase: Purchase, zone: ZoneInfo) -> Order:
    delivery = _delivery(purchase, zone)
    bought = datetime.combine(purchase.day - timedelta(days=purchase.days_before), time(), tzinfo=zone)
    placed_at = (bought + timedelta(minutes=purchase.minute)).astimezone(UTC)
    return Order(
        id=ids.new_id(),
        number=ids.order_number(),
        cart_id=None,
        status=_O.DELIVERED,
        buyer_name=purchase.buyer.name,
        buyer_email=purchase.buyer.email,
        buyer_phone=purchase.buyer.phone,
        currency=purchase.zone.zone.currency,
        items=delivery.items,
        delivery_fee=delivery.fee,
        tax=delivery.tax,
        total=delivery.total,
        placed_at=placed_at,
        token_hash=ids.token_hash(ids.token()),
        deliveries=[delivery],
        history=list(_history(delivery.id, placed_at, _day_of(purchase.day, zone))),
    )


def _delivery(purchase: Purchase, zone: ZoneInfo) -> Delivery:
    place = purchase.zone.zone
    rate = purchase.zone.rates[purchase.postcode]
    priced = [_priced(variant, quantity, rate) for variant, quantity in purchase.lines]
    items = Money(sum(line.total.amount for line in priced), place.currency)
    free_above = None if place.free_above is None else Money(place.free_above, place.currency)
    fee = pricing.delivery_fee(
        items=items,
        zone_fee=Money(place.fee, place.currency),
        extra_fee=Money(0, place.currency),
        free_above=free_above,
    )
    tax = sum(line.tax.amount for line in priced) + pricing.tax_on(fee, rate).amount
    return Delivery(
        id=ids.new_id(),
        position=0,
        method="van",
        status=_D.DELIVERED,
        slot_id=None,
        zone_id=place.id,
        date=purchase.day,
        starts_at=datetime.combine(purchase.day, time(9), tzinfo=zone),
        ends_at=datetime.combine(purchase.day, time(18), tzinfo=zone),
        whole_day=True,
        making_day=purchase.day,
        recipient=_recipient(purchase),
        card_message=_CARD,
        items=items.amount,
        fee=fee.amount,
        tax=tax,
        total=items.amount + fee.amount + tax,
        lines=_lines(purchase, priced),
    )


def _priced(variant: Variant, quantity: int, rate: int) -> PricedLine:
    price = Money(variant.price, variant.currency)
    return pricing.price_line(variant.id, quantity, Good(price), taxes=Taxes({STANDARD: rate}))


def _recipient(purchase: Purchase) -> dict[str, str]:
    washington = purchase.postcode.startswith("98")
    return {
        "name": purchase.recipient.name,
        "phone": purchase.recipient.phone,
        "line1": purchase.recipient.line1,
        "line2": "",
        "city": "Vancouver" if washington else "Portland",
        "region": "WA" if washington else "OR",
        "postcode": purchase.postcode,
        "notes": "",
        "kind_of_place": "home",
    }


def _lines(purchase: Purchase, priced: Sequence[PricedLine]) -> list[OrderLine]:
    return [
        OrderLine(
            id=ids.new_id(),
            position=position,
            variant_id=variant.id,
            product_slug=variant.product.slug,
            product_name=variant.product.name,
            variant_label=variant.label,
            image_url=variant.product.pictures[0].renditions[0]["url"] if variant.product.pictures else "",
            quantity=quantity,
            unit_price=variant.price,
            total=line.total.amount,
            tax=line.tax.amount,
        )
        for position, ((variant, quantity), line) in enumerate(zip(purchase.lines, priced, strict=True))
    ]


def _day_of(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), tzinfo=zone)


def _history(delivery_id: UUID, placed_at: datetime, day: datetime) -> Iterator[OrderMove]:
    yield _move(None, None, _O.PENDING_PAYMENT, _Step(placed_at, "customer", "placed"))
    paid = _Step(placed_at + timedelta(minutes=3), "stripe", "paid")
    yield _move(None, _O.PENDING_PAYMENT, _O.CONFIRMED, paid)
    order_before, delivery_before = _O.CONFIRMED, _D.SCHEDULED
    for order_to, delivery_to, hour, who in zip(_ORDER_STEPS, _DELIVERY_STEPS, _HOURS, _WHO, strict=True):
        step = _Step((day + timedelta(hours=hour)).astimezone(UTC), who, "")
        yield _move(delivery_id, delivery_before, delivery_to, step)
        yield _move(None, order_before, order_to, step)
        order_before, delivery_before = order_to, delivery_to


def _move(delivery_id: UUID | None, before: str | None, to: str, step: _Step) -> OrderMove:
    return OrderMove(
        delivery_id=delivery_id, from_status=before, to_status=to, at=step.at, who=step.who, why=step.why
    )


def _payment(order: Order) -> Payment:
    payment_id, expires_at = ids.new_id(), order.placed_at + timedelta(minutes=35)
    return Payment(
        id=payment_id,
        order_id=order.id,
        attempt=1,
        provider="stripe",
        state=_P.SUCCEEDED,
        amount=order.total,
        captured=order.total,
        refunded=0,
        currency=order.currency,
        created_at=order.placed_at,
        expires_at=expires_at,
        request=request_body(
            order=order, payment_id=payment_id, base_url=settings().base_url, expires_at=expires_at
        ),
        session_id=money.session_id(payment_id),
        redirect_url=None,
        provider_payment_id=money.intent_id(payment_id),
    )


def _payment_history(payment: Payment) -> Iterator[PaymentMove]:
    steps = (
        (None, _P.CREATED, 0, "customer", "placed"),
        (_P.CREATED, _P.OPEN, 0, "stripe", "session opened"),
        (_P.OPEN, _P.SUCCEEDED, 3, "stripe", "paid"),
    )
    for before, to, minutes, who, why in steps:
        at = payment.created_at + timedelta(minutes=minutes)
        yield PaymentMove(payment_id=payment.id, from_state=before, to_state=to, at=at, who=who, why=why)
