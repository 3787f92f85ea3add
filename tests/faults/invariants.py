"""What must be true of money, places and letters after every interruption, once the shop has come to rest."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from email import message_from_bytes
from typing import Any

from backend import db
from backend.shop.capacity import selectors as capacity
from tests.faults.house import House
from tests.faults.rows import ask

SOLD = ("confirmed", "preparing", "ready", "out_for_delivery", "delivered")
LETTERS = "select kind, state, count(*) from letter group by kind, state order by kind"


def check(house: House, *, repeated_letters: bool, waiting: int = 0) -> None:
    """`waiting` orders may still be asked about; a letter may have come twice if a worker has died."""
    orders = {str(number): str(status) for number, status in ask("select id, status from orders")}
    assert sum(status == "pending_payment" for status in orders.values()) == waiting
    _money(house, orders)
    _places(orders)
    _letters(house, repeated_letters)


def _money(house: House, orders: dict[str, str]) -> None:
    """Every charge there is one of ours, once per order, and kept only for an order that is sold."""
    ours = {
        str(row[0]): row[1:] for row in ask("select id, order_id, captured, refunded, state from payment")
    }
    kept: Counter[str] = Counter()
    charged: Counter[str] = Counter()
    for reference, amount, returned in [*_of_stripe(house), *_of_paypal(house)]:
        order_id, captured, refunded, state = ours[reference]
        charged[str(order_id)] += 1
        assert (captured, refunded) == (amount, returned), state
        if orders[str(order_id)] in SOLD:
            assert returned == 0
            kept[str(order_id)] += 1
        else:
            assert returned == amount
    assert all(times == 1 for times in charged.values()), charged
    assert kept == Counter({order for order, status in orders.items() if status in SOLD})


def _of_stripe(house: House) -> Iterator[tuple[str, int, int]]:
    """Of each charge there: our payment, what was taken, what went back."""
    back: Counter[str] = Counter()
    for refund in house.objects("refund"):
        if refund["status"] == "succeeded":
            back[refund["payment_intent"]] += refund["amount"]
    for session in house.objects("checkout.session"):
        if session["payment_status"] == "paid":
            yield session["client_reference_id"], session["amount_total"], back[session["payment_intent"]]


def _of_paypal(house: House) -> Iterator[tuple[str, int, int]]:
    back: Counter[str] = Counter()
    for refund in house.objects("paypal.refund"):
        back[refund["_capture"]] += _cents(refund)
    for capture in house.objects("paypal.capture"):
        yield capture["custom_id"], _cents(capture), back[capture["id"]]


def _cents(money: dict[str, Any]) -> int:
    return int(Decimal(money["amount"]["value"]) * 100)


def _places(orders: dict[str, str]) -> None:
    """A sold order has all its places, no other ended one has any; the ledger adds up."""
    held: list[Any] = ask(
        "select delivery.order_id, orders.status, count(distinct demand_line.state),"
        " bool_and(demand_line.state = 'confirmed')"
        " from delivery join orders on orders.id = delivery.order_id"
        " join demand_line on demand_line.delivery_id = delivery.id"
        " where demand_line.state in ('held', 'confirmed')"
        " group by 1, 2"
    )
    assert {str(order) for order, status, _, _ in held if status != "pending_payment"} == {
        order for order, status in orders.items() if status in SOLD
    }
    assert all(confirmed for _, status, _, confirmed in held if status in SOLD)
    with db.transaction() as session:
        assert capacity.drift(session) == []


def _letters(house: House, repeated: bool) -> None:
    """One to the buyer and one to the florist for each confirmation there ever was, one for each cancelling
    of what was confirmed, and one for each refund of which no cancelling tells.

    A worker that dies between the mail server's yes and our mark sends that letter once more; its Message-ID
    is the same, so mail programs show one. The worker sends several at a time: one death may hit both.
    """
    (confirmations,) = ask(
        "select count(*) from order_move where to_status = 'confirmed' and delivery_id is null"
    )[0]
    (cancellings,) = ask(
        "select count(*) from order_move where to_status = 'cancelled' and delivery_id is null"
        " and from_status <> 'pending_payment'"
    )[0]
    (refunds,) = ask("select count(*) from refund where cause not in ('order', 'delivery')")[0]
    wanted = {
        "order_cancelled": cancellings,
        "order_confirmed": confirmations,
        "order_new": confirmations,
        "refunded": refunds,
    }
    sent = {kind: (state, count) for kind, state, count in ask(LETTERS)}
    assert sent == {kind: ("sent", count) for kind, count in wanted.items() if count}
    caught = Counter(
        message_from_bytes(raw)["Message-ID"] for (raw,) in house.sandbox_rows("select raw from letters")
    )
    assert len(caught) == sum(wanted.values())
    assert all(copies <= 1 + repeated for copies in caught.values()), caught
