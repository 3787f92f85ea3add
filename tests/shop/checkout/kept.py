"""What has to be true of the tables whatever has happened: each promise as a query that finds nothing."""

from backend import db
from backend.shop.capacity import selectors as ledger
from tests.shop.checkout.stand import rows

ENDED = "('cancelled', 'expired', 'replaced')"


def the_ledger_adds_up() -> None:
    with db.transaction() as session:
        assert ledger.drift(session) == []
    assert (
        rows(
            "select id from capacity_bucket where reserved < 0"
            " or overbooked <> greatest(0, reserved - capacity)"
        )
        == []
    )


def no_promise_without_capacity_and_none_kept_for_nobody() -> None:
    places = (
        "select orders.status, delivery.status, count(line.id) from orders"
        " join delivery on order_id = orders.id"
        " left join (select line.* from demand_line line join capacity_bucket on bucket_id ="
        " capacity_bucket.id where kind = 'slot_stops' and state in ('held', 'confirmed')) line"
        " on delivery_id = delivery.id group by orders.status, delivery.id"
    )
    for order, parcel, taken in rows(places):
        ended = order in ("cancelled", "expired", "replaced") or parcel == "cancelled"
        assert (order, parcel, taken) == (order, parcel, 0 if ended else 1)


def no_discount_without_its_use_and_no_use_for_nobody() -> None:
    uses = (
        "select orders.status, orders.discount > 0, count(line.id) from orders"
        " left join demand_line line on line.delivery_id = orders.id and line.state in ('held', 'confirmed')"
        " group by orders.id"
    )
    for order, discounted, taken in rows(uses):
        ended = order in ("cancelled", "expired", "replaced")
        assert (order, discounted, taken) == (order, discounted, int(discounted and not ended))


def no_money_without_an_order_and_none_twice() -> None:
    assert (
        rows(
            "select orders.number, status, total, captured, back from orders"
            " join (select order_id, sum(captured) as captured from payment group by order_id) paid"
            " on paid.order_id = orders.id"
            " cross join lateral (select coalesce(sum(refund.amount), 0) as back from refund"
            " join payment on payment.id = payment_id where order_id = orders.id"
            " and refund.state <> 'failed') refunded"
            " where captured > total or back > captured"
            f" or (status in {ENDED} and captured <> back)"
            f" or (status not in {ENDED} and status <> 'pending_payment' and captured <> total)"
        )
        == []
    )
