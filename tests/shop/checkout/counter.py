"""Staff at the checkout's services: orders that they take, money that they take, what they change."""

from typing import Any
from uuid import UUID, uuid4

from backend import db
from backend.shop.accounts.models import Account
from backend.shop.checkout.services.desk import Deed
from backend.shop.checkout.services.desk_place import DeskPlacement, Paying, Taking, place
from backend.shop.checkout.services.take_payment import Key, take_payment
from backend.shop.kit.money import Money
from backend.shop.payments.desk_provider import Method
from backend.shop.payments.services import Taken
from tests.builders.accounts import a_person
from tests.shop.checkout.stand import BUYER, PRICE, Stand, rows, write

WHO = "staff:1"


def taker() -> UUID:
    """The florist who takes orders, made when she is not there yet."""
    with db.transaction() as session:
        known = session.query(Account).filter_by(email="fay@posy.example").one_or_none()
        found: UUID = (known or a_person(session, "fay@posy.example", role="florist")).id
        return found


def desk_cart(stand: Stand, **wish: Any) -> UUID:
    """A customer's cart as the florist has it open."""
    cart = stand.cart(**wish)
    write("update cart set desk_by = :staff where id = :cart", staff=taker(), cart=cart)
    return cart


def take_order(
    stand: Stand, paying: str = "link", *, total: int = PRICE, key: str | None = None, **wish: Any
) -> UUID:
    placement = DeskPlacement(
        key=key or str(uuid4()),
        body_hash="hash",
        cart_id=desk_cart(stand, **wish),
        taking=Taking(WHO, taker(), "phone"),
        buyer=BUYER,
        expected_total=Money(total, "USD"),
        paying=Paying(paying),
    )
    return place(placement=placement, clock=stand.clock)


def deed(stand: Stand, order: UUID, reason: str = "asked for") -> Deed:
    """At the order's version of now."""
    [(version,)] = rows("select version from orders where id = :id", id=order)
    return Deed(WHO, version, stand.now, reason)


def take_money(
    stand: Stand, order: UUID, amount: int, *, key: str | None = None, seen: Deed | None = None
) -> None:
    taken = Taken(Money(amount, "USD"), Method.CASH, WHO)
    key = key or str(uuid4())
    take_payment(
        order_id=order,
        taken=taken,
        key=Key(key, f"{amount}"),
        deed=seen or deed(stand, order, ""),
        clock=stand.clock,
    )


def balance(order: UUID) -> int:
    [(due,)] = rows(
        "select total - credit - coalesce((select sum(captured - refunded) from payment"
        " where order_id = orders.id), 0) from orders where id = :id",
        id=order,
    )
    return int(due)
