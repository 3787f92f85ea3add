"""Paid deliveries for a test that only reads them: frozen through the orders' own door, without holds."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from backend.shop.catalog import selectors as catalog
from backend.shop.delivery import selectors as delivery
from backend.shop.kit import clock, ids
from backend.shop.orders import services
from backend.shop.orders.models import Order
from backend.shop.orders.rules import OrderStatus
from backend.shop.orders.services import Buyer, NewDelivery, NewLine, NewOrder, Step
from tests.builders.shop import OpenShop

RECIPIENT: dict[str, Any] = {
    "name": "June Park",
    "phone": "503 555 0199",
    "line1": "12 SW Alder Street",
    "line2": "Unit 3",
    "city": "Portland",
    "region": "OR",
    "postcode": "97201",
    "notes": "",
    "kind_of_place": "home",
    "safe_place": "",
    "anonymous_sender": False,
    "service_time": None,
    "ribbon_text": "",
}


def a_parcel(
    session: Session,
    shop: OpenShop,
    *,
    items: Sequence[tuple[int, int]] = (),
    card: str = "Happy birthday, June!",
    slot: int = 0,
    **recipient: Any,
) -> NewDelivery:
    """One bouquet to June Park unless told; `items` are (variant id, quantity)."""
    facts = delivery.slot(session, shop.slot_ids[slot])
    assert facts is not None
    wanted = list(items) or [(shop.variant_id, 1)]
    return NewDelivery(
        id=ids.new_id(),
        method="van",
        slot_id=facts.id,
        zone_id=facts.zone_id,
        date=facts.date,
        starts_at=facts.starts_at,
        ends_at=facts.ends_at,
        whole_day=facts.whole_day,
        making_day=facts.date,
        recipient=RECIPIENT | recipient,
        card_message=card,
        lines=_lines(session, wanted),
        fee=900,
        tax=0,
    )


def _lines(session: Session, items: Sequence[tuple[int, int]]) -> tuple[NewLine, ...]:
    variants = catalog.variants(session, [variant for variant, _ in items])
    return tuple(
        NewLine(
            variant_id=variant,
            product_slug=variants[variant].product_slug,
            product_name=variants[variant].product_name,
            variant_label=variants[variant].variant_label,
            image_url=variants[variant].image_url,
            quantity=quantity,
            unit_price=variants[variant].price.amount,
            tax=0,
        )
        for variant, quantity in items
    )


def an_order(
    session: Session,
    *parcels: NewDelivery,
    buyer: str = "Ann Lee",
    paid: bool = True,
    at: datetime | None = None,
) -> Order:
    """An order of these deliveries, paid unless told."""
    placed_at = at or clock.now()
    order = services.create(
        session,
        cart_id=ids.new_id(),
        buyer=Buyer(name=buyer, email="ann@example.com", phone="503 555 0111"),
        new=NewOrder(currency="USD", deliveries=parcels),
        step=Step(placed_at, "customer", "placed"),
    )
    if paid:
        services.move(session, order=order, to=OrderStatus.CONFIRMED, step=Step(placed_at, "shop", "paid"))
    return order
