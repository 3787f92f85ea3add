"""Customers at the checkout's services, and what they find in the tables."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from backend import db
from backend.shop.cart import services as carts
from backend.shop.cart.selectors import Holder
from backend.shop.cart.services import DeliveryWish
from backend.shop.checkout.services import pay, resolve
from backend.shop.checkout.services.place import Placement, place
from backend.shop.kit import ids
from backend.shop.kit.money import Money
from backend.shop.orders.services import Buyer
from tests.builders.shop import OpenShop
from tests.shop.checkout.fake_provider import FakeProvider

BOTH_KINDS = pytest.mark.parametrize("kind", ["stripe", "paypal"])
PRICE = 5400  # one bouquet and its delivery
RECIPIENT = {"name": "June Park", "phone": "503 555 0199", "line1": "12 SW Alder Street", "city": "Portland"}
BUYER = Buyer(name="Ann Lee", email="ann@example.com", phone="503 555 0111")


@dataclass
class Stand:
    """A shop whose time moves when told. Slot 1 is the day after tomorrow: hours change nothing there."""

    shop: OpenShop
    now: datetime
    provider: FakeProvider = field(init=False)

    def clock(self) -> datetime:
        return self.now

    def later(self, **span: float) -> datetime:
        self.now += timedelta(**span)
        return self.now

    def cart(self, *, slots: tuple[int, ...] = (1,), quantity: int = 1) -> UUID:
        """A cart that can be ordered, one delivery for each slot."""
        with db.transaction() as session:
            cart = carts.open_cart(session, holder=Holder(ids.token()), currency="USD", now=self.now)
            for index, slot in enumerate(slots):
                parcel = cart.deliveries[0] if index == 0 else carts.add_delivery(session, cart=cart)
                wish = DeliveryWish(
                    given=frozenset({"postcode", "slot_id", "recipient"}),
                    postcode=self.shop.postcode,
                    slot_id=self.shop.slot_ids[slot],
                    recipient=RECIPIENT,
                )
                carts.change_delivery(session, parcel=parcel, wish=wish, card_limit=300, now=self.now)
                carts.add_line(
                    session,
                    cart=cart,
                    variant_id=self.shop.variant_id,
                    quantity=quantity,
                    delivery_id=parcel.id,
                )
            return cart.id

    def placement(
        self,
        cart: UUID,
        *,
        key: str | None = None,
        total: int = PRICE,
        address: str | None = None,
        method: str | None = None,
    ) -> Placement:
        return Placement(
            key=key or str(uuid4()),
            body_hash=f"hash of {total}",
            cart_id=cart,
            buyer=BUYER,
            expected_total=Money(total, "USD"),
            base_url="http://localhost:8000",
            client_address=address,
            payment_method=method or self.provider.name,
        )

    def place(
        self, cart: UUID, *, key: str | None = None, total: int = PRICE, address: str | None = None
    ) -> UUID:
        placement = self.placement(cart, key=key, total=total, address=address)
        return place(placement=placement, clock=self.clock)

    def place_again(self, order: UUID) -> str:
        """The payment page of an order that waits, a new one if need be."""
        return pay.again(order_id=order, base_url="http://localhost:8000", clock=self.clock)

    def buy(self, *, slots: tuple[int, ...] = (1,)) -> UUID:
        """A whole purchase: placed, paid, heard of."""
        order = self.place(self.cart(slots=slots), total=PRICE * len(slots))
        self.provider.pay(self.payment(order))
        self.hear(order)
        return order

    def hear(self, order: UUID) -> None:
        resolve.hear(payment_id=self.payment(order), clock=self.clock, why="test")

    def hear_of(self, payment: UUID) -> None:
        resolve.hear(payment_id=payment, clock=self.clock, why="test")

    def payment(self, order: UUID, *, attempt: int | None = None) -> UUID:
        """The id of an order's last attempt, or of the one named."""
        query = (
            "select id from payment where order_id = :order and attempt = coalesce(:attempt, attempt)"
            " order by attempt desc limit 1"
        )
        [(payment,)] = rows(query, order=order, attempt=attempt)
        found: UUID = payment
        return found

    def status(self, order: UUID) -> str:
        [(status,)] = rows("select status from orders where id = :order", order=order)
        return str(status)

    def holds(self, order: UUID) -> set[str]:
        """The states of the order's demand lines."""
        return {
            state
            for (state,) in rows(
                "select distinct state from demand_line where delivery_id in"
                " (select id from delivery where order_id = :order)",
                order=order,
            )
        }

    def money(self, order: UUID) -> list[tuple[str, int, int]]:
        """State, captured and refunded of each attempt."""
        query = "select state, captured, refunded from payment where order_id = :order order by attempt"
        return [tuple(row) for row in rows(query, order=order)]

    def places(self, slot: int = 1) -> int:
        """How many of the slot's two places are taken."""
        [(reserved,)] = rows(
            "select reserved from capacity_bucket where id ="
            " (select bucket_id from slot_instance where id = :slot)",
            slot=self.shop.slot_ids[slot],
        )
        return int(reserved)


def rows(query: str, **values: Any) -> list[Any]:
    """Rows straight from the database."""
    with db.transaction() as session:
        return [tuple(row) for row in session.execute(text(query), values)]


def jobs() -> list[str]:
    return [name for (name,) in rows("select task_name from procrastinate_jobs order by id")]


def write(statement: str, **values: Any) -> None:
    with db.transaction() as session:
        session.execute(text(statement), values)
