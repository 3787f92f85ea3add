"""Uses of promotions on their way with an order: every row of the table in docs/algorithms/pricing.md."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from backend import db
from backend.shop.cart import services as carts
from backend.shop.checkout.errors import PriceChanged
from backend.shop.checkout.services import sweep
from backend.shop.checkout.services.cancel import cancel
from backend.shop.checkout.services.cancel_by_shop import cancel_delivery
from backend.shop.checkout.services.desk import Deed
from backend.shop.checkout.services.place import place
from backend.shop.kit.clock import local_day
from backend.shop.orders.services import Buyer
from backend.shop.payments.provider import SessionState
from backend.shop.pricing.errors import PromotionUsedUp
from tests.builders.accounts import a_person
from tests.builders.pricing import a_promotion, change_promotion
from tests.shop.checkout.stand import PRICE, Stand, rows

# One bouquet at 45.00 and its delivery at 9.00; ten percent off the bouquet.
LESS = 450


def with_code(stand: Stand, code: str = "SPRING", *, slots: tuple[int, ...] = (1,)) -> UUID:
    cart = stand.cart(slots=slots)
    with db.transaction() as session:
        found = carts.lock(session, cart_id=cart)
        assert found is not None
        carts.enter_code(session, cart=found, code=code)
    return cart


def placed_by(stand: Stand, cart: UUID, email: str, *, total: int = PRICE - LESS) -> UUID:
    placement = stand.placement(cart, total=total)
    guest = replace(placement, buyer=Buyer(name="Bo Wu", email=email, phone="503 555 0112"))
    return place(placement=guest, clock=stand.clock)


def uses(promotion: int) -> list[tuple[str, int, int]]:
    """Reserved and capacity of the promotion's own bucket and those of its customers."""
    found = rows(
        "select split_part(ref, ':', 2), reserved, capacity from capacity_bucket"
        " where kind = 'promotion_uses' and (ref = :ref or ref like :ref || ':%') order by id",
        ref=str(promotion),
    )
    return [(kind, reserved, capacity) for kind, reserved, capacity in found]


def lines(order: UUID) -> list[str]:
    query = "select state from demand_line where delivery_id = :order order by id"
    return [state for (state,) in rows(query, order=order)]


def test_a_use_is_held_confirmed_and_given_back_with_its_order(stand: Stand) -> None:
    spring = a_promotion(code="SPRING", total_limit=5, per_customer=1)
    order = stand.place(with_code(stand), total=PRICE - LESS)
    assert uses(spring) == [("", 1, 5), ("guest", 1, 1)]
    assert lines(order) == ["held", "held"]
    assert rows("select use_on from demand_line where delivery_id = :order limit 1", order=order) == [
        (local_day(stand.now, "America/Los_Angeles"),)
    ]
    stand.provider.pay(stand.payment(order))
    stand.hear(order)
    assert (stand.status(order), lines(order)) == ("confirmed", ["confirmed", "confirmed"])
    cancel(order_id=order, clock=stand.clock)
    assert (lines(order), uses(spring)) == (["released", "released"], [("", 0, 5), ("guest", 0, 1)])
    stand.place(with_code(stand), total=PRICE - LESS)  # she has it again
    assert uses(spring) == [("", 1, 5), ("guest", 1, 1)]


def test_what_a_promotion_gave_is_frozen_on_order_and_lines(stand: Stand) -> None:
    spring = a_promotion(code="SPRING", name="Spring")
    order = stand.place(with_code(stand), total=PRICE - LESS)
    change_promotion(spring, name="Summer", percent=50)
    assert rows("select promotion_id, code, name, amount from order_promotion") == [
        (spring, "SPRING", "Spring", LESS)
    ]
    assert rows("select items, discount, delivery_fee, total from orders where id = :id", id=order) == [
        (4500, LESS, 900, PRICE - LESS)
    ]
    assert rows("select items, discount, fee, fee_discount, total from delivery") == [
        (4500, LESS, 900, 0, PRICE - LESS)
    ]
    assert rows("select total, discount from order_line") == [(4500, LESS)]


def test_expiry_gives_a_use_back_and_the_last_one_can_be_had_again(stand: Stand) -> None:
    spring = a_promotion(code="SPRING", total_limit=1)
    order = stand.place(with_code(stand), total=PRICE - LESS)
    with pytest.raises(PromotionUsedUp) as refused:
        placed_by(stand, with_code(stand), "bo@example.com")
    assert refused.value.extra == {"promotion": "Spring"}
    assert rows("select count(*) from orders") == [(1,)]
    stand.later(minutes=41)
    stand.provider.say(stand.payment(order), SessionState.EXPIRED)
    assert sweep.sweep(clock=stand.clock) == 1
    assert (lines(order), uses(spring)) == (["expired"], [("", 0, 1)])
    placed_by(stand, with_code(stand), "bo@example.com")
    assert uses(spring) == [("", 1, 1)]


def test_overdue_uses_are_swept_before_anybody_is_refused(stand: Stand) -> None:
    spring = a_promotion(code="SPRING", total_limit=1)
    order = stand.place(with_code(stand), total=PRICE - LESS)
    stand.later(minutes=41)
    stand.provider.say(stand.payment(order), SessionState.EXPIRED)
    other = placed_by(stand, with_code(stand, slots=(0,)), "bo@example.com")
    assert (stand.status(order), lines(order), lines(other)) == ("expired", ["expired"], ["held"])
    assert uses(spring) == [("", 1, 1)]


def test_a_replaced_order_hands_its_use_on(stand: Stand) -> None:
    spring = a_promotion(code="SPRING", total_limit=1, per_customer=1)
    cart = with_code(stand)
    old = stand.place(cart, total=PRICE - LESS)
    new = stand.place(cart, total=PRICE - LESS)
    assert (stand.status(old), lines(old), lines(new)) == ("replaced", ["released"] * 2, ["held"] * 2)
    assert uses(spring) == [("", 1, 1), ("guest", 1, 1)]


def test_a_use_is_renewed_and_confirmed_though_its_promotion_has_ended(stand: Stand) -> None:
    spring = a_promotion(code="SPRING", total_limit=3)
    order = stand.place(with_code(stand), total=PRICE - LESS)
    stand.provider.say(stand.payment(order), SessionState.EXPIRED)
    yesterday = local_day(stand.now, "America/Los_Angeles") - timedelta(days=1)
    change_promotion(spring, ends_on=yesterday, active=False, total_limit=1)
    stand.later(minutes=30)
    stand.place_again(order)
    assert rows("select expires_at from hold where delivery_id = :order", order=order) == [
        (stand.now + timedelta(minutes=40),)
    ]
    stand.provider.pay(stand.payment(order))
    stand.hear(order)
    assert (stand.status(order), lines(order)) == ("confirmed", ["confirmed"])


def test_late_money_takes_its_use_again_or_goes_back(stand: Stand) -> None:
    spring = a_promotion(code="SPRING", total_limit=1)

    def late() -> UUID:
        order = stand.place(with_code(stand), total=PRICE - LESS)
        stand.later(minutes=41)
        stand.provider.say(stand.payment(order), SessionState.EXPIRED)
        sweep.sweep(clock=stand.clock)
        assert lines(order) == ["expired"]
        return order

    first, second = late(), late()
    for order in (first, second):
        stand.provider.pay(stand.payment(order))
        stand.hear(order)
    assert (stand.status(first), lines(first)) == ("confirmed", ["expired", "confirmed"])
    assert (stand.status(second), lines(second)) == ("expired", ["expired"])
    assert uses(spring) == [("", 1, 1)]
    assert rows("select amount from refund") == [(PRICE - LESS,)]


def test_a_total_of_nothing_spends_its_use_at_once(stand: Stand) -> None:
    gift = a_promotion(code="GIFT", kind="amount", amount=4500, total_limit=1, combines=True)
    a_promotion(kind="free_delivery", combines=True)
    order = stand.place(with_code(stand, "GIFT"), total=0)
    assert (stand.status(order), lines(order)) == ("confirmed", ["confirmed"] * 2)
    assert uses(gift) == [("", 1, 1)]
    assert rows("select discount, total from orders") == [(5400, 0)]


def test_one_delivery_that_is_cancelled_keeps_the_use(stand: Stand) -> None:
    spring = a_promotion(code="SPRING", total_limit=1)
    order = stand.place(with_code(stand, slots=(1, 2)), total=2 * (PRICE - LESS))
    stand.provider.pay(stand.payment(order))
    stand.hear(order)
    [(parcel, version)] = rows(
        "select id, version from delivery where order_id = :o and position = 0", o=order
    )
    deed = Deed(who="florist", reason="Snow", version=version, at=stand.now)
    cancel_delivery(delivery_id=parcel, deed=deed, bound=False, expected=None)
    assert (lines(order), uses(spring)) == (["confirmed"], [("", 1, 1)])
    assert rows("select amount from refund") == [(PRICE - LESS,)]


def test_a_first_order_is_one_for_accounts_and_guests(stand: Stand) -> None:
    welcome = a_promotion(code="SPRING", first_order=True)
    order = stand.place(with_code(stand), total=PRICE - LESS)
    with pytest.raises(PromotionUsedUp):  # two at once
        stand.place(with_code(stand), total=PRICE - LESS)
    stand.provider.pay(stand.payment(order))
    stand.hear(order)
    cart = with_code(stand)
    with pytest.raises(PriceChanged):
        stand.place(cart, total=PRICE - LESS)
    assert rows("select buyer_email from cart where id = :cart", cart=cart) == [("ann@example.com",)]
    stand.place(cart, total=PRICE)
    placed_by(stand, with_code(stand, slots=(2,)), "bo@example.com")
    assert uses(welcome) == [("", 2, 1_000_000_000), ("guest", 1, 1), ("guest", 1, 1)]


def test_a_customers_first_order_is_noted_once(stand: Stand) -> None:
    a_promotion(code="SPRING", first_order=True)
    with db.transaction() as session:
        ann = a_person(session, "ann@example.com", role="customer").id
    cart = with_code(stand)
    hers = replace(stand.placement(cart, total=PRICE - LESS), account_id=ann)
    order = place(placement=hers, clock=stand.clock)
    assert rows("select first_order_at from account") == [(None,)]
    stand.provider.pay(stand.payment(order))
    first = stand.later(minutes=2)
    stand.hear(order)
    assert rows("select first_order_at from account") == [(first,)]
    assert [
        kind
        for kind, *_ in rows(
            "select split_part(ref, ':', 2) from capacity_bucket where kind = 'promotion_uses' order by id"
        )
    ] == ["", "account"]
    stand.later(minutes=9)
    again = place(
        placement=replace(stand.placement(stand.cart(slots=(2,)), total=PRICE), account_id=ann),
        clock=stand.clock,
    )
    stand.provider.pay(stand.payment(again))
    stand.hear(again)
    assert rows("select first_order_at from account") == [(first,)]
    with pytest.raises(PriceChanged):  # a guest with her e-mail
        stand.place(with_code(stand), total=PRICE - LESS)


def test_a_lower_limit_than_used_is_a_fact_and_sells_no_more(stand: Stand) -> None:
    spring = a_promotion(code="SPRING", total_limit=5)
    for index in range(2):
        placed_by(stand, with_code(stand, slots=(index + 1,)), f"bo{index}@example.com")
    change_promotion(spring, total_limit=1)
    assert rows(
        "select capacity, overbooked, reserved from capacity_bucket where kind = 'promotion_uses'"
    ) == [(1, 1, 2)]
    with pytest.raises(PromotionUsedUp):
        placed_by(stand, with_code(stand, slots=(0,)), "cy@example.com")
