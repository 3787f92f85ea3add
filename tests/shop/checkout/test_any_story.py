"""Whatever customers, florists and suppliers do, alone or at once: the ledger adds up and no promise is lost.

A state machine of Hypothesis tells the story; each deed runs through the shop's own services on a connection
of its own, and up to three of them run at the same time.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from backend import db
from backend.shop.audit import services as audit
from backend.shop.checkout.services import make, sweep
from backend.shop.checkout.services.cancel import cancel
from backend.shop.checkout.services.cancel_by_shop import cancel_delivery
from backend.shop.checkout.services.change_slot import change_slot
from backend.shop.checkout.services.desk import Deed
from backend.shop.checkout.services.parcels import Seen
from backend.shop.checkout.services.refund_by_shop import Ask, Units, refund
from backend.shop.delivery import services as delivery
from backend.shop.delivery.services import BlackoutFacts, StaffChange
from backend.shop.kit.errors import Refusal
from backend.shop.orders.services import Step
from backend.shop.stock import services as stock
from backend.shop.stock.services import Arrival
from tests.builders.pricing import a_promotion, change_promotion
from tests.builders.shop import an_open_shop
from tests.conftest import empty
from tests.shop.checkout.crowd import at_once
from tests.shop.checkout.kept import (
    no_discount_without_its_use_and_no_use_for_nobody,
    no_money_without_an_order_and_none_twice,
    no_promise_without_capacity_and_none_kept_for_nobody,
    the_ledger_adds_up,
)
from tests.shop.checkout.stand import Stand, rows, write

pytestmark = pytest.mark.race

PRICE, FEE = 4500, 900
number = st.integers(0, 5)
days = st.integers(0, 2)
some = st.integers(1, 3)


class Shop:
    """The deeds of a story. Orders, lots and blackouts are named by number, of those that there are."""

    def __init__(self, stand: Stand) -> None:
        self.stand = stand
        self.promotion = a_promotion(code="STORY", total_limit=3)

    def place(self, slots: tuple[int, ...], quantity: int) -> None:
        cart = self.stand.cart(slots=slots, quantity=quantity)
        self.stand.place(cart, total=len(slots) * (quantity * PRICE + FEE))

    def use_code(self, slots: tuple[int, ...], quantity: int) -> None:
        """Ten percent off, while there are uses."""
        cart = self.stand.cart(slots=slots, quantity=quantity)
        write("update cart set promotion_code = 'STORY' where id = :cart", cart=cart)
        self.stand.place(cart, total=len(slots) * (quantity * PRICE * 9 // 10 + FEE))

    def limit(self, uses: int, active: bool) -> None:
        change_promotion(self.promotion, total_limit=uses, active=active)

    def pay(self, which: int) -> None:
        if order := _nth("select id from orders order by placed_at, id", which):
            [(payment,)] = rows(
                "select id from payment where order_id = :order order by attempt desc limit 1", order=order
            )
            self.stand.provider.pay_if_open(payment)
            self.stand.hear(order)

    def buy(self, slots: tuple[int, ...]) -> None:
        self.stand.buy(slots=slots)

    def cancel(self, which: int) -> None:
        if order := _nth("select id from orders order by placed_at, id", which):
            cancel(order_id=order, clock=self.stand.clock)

    def expire(self, minutes: int) -> None:
        self.stand.later(minutes=minutes)
        sweep.sweep(clock=self.stand.clock)

    def move(self, which: int, slot: int) -> None:
        if found := self._delivery(which):
            change_slot(
                delivery_id=found[0], slot_id=self.stand.shop.slot_ids[slot], deed=self._deed(found[1])
            )

    def take_back(self, which: int) -> None:
        if found := self._delivery(which):
            cancel_delivery(delivery_id=found[0], deed=self._deed(found[1]), bound=False, expected=None)

    def lower(self, which: int) -> None:
        """One bouquet of a delivery is not wanted any more."""
        for order, version, line in rows(
            "select orders.id, orders.version, order_line.id from order_line"
            " join delivery on delivery.id = delivery_id join orders on orders.id = order_id"
            " order by placed_at, orders.id, delivery.position offset :which limit 1",
            which=which,
        ):
            refund(order_id=order, ask=Ask(units=Units(line, 1, stems_back=True)), deed=self._deed(version))

    def make(self, which: int) -> None:
        if found := self._delivery(which):
            seen, step = Seen(found[0], None), Step(self.stand.now, "staff", "")
            make.begin(seen=seen, step=step)
            make.finish(seen=seen, step=step)

    def receive(self, quantity: int) -> None:
        with db.transaction() as session:
            today = self.stand.shop.tomorrow - timedelta(days=1)
            arrival = Arrival(_nth("select id from stem", 0), 10 * quantity, today)
            stock.take_in(session, arrival=arrival, deed=self._fact())

    def count(self, which: int, counted: int) -> None:
        [(lot, version)] = _lots(which)
        with db.transaction() as session:
            stock.count(session, lot_id=lot, version=version, counted=7 * counted, deed=self._fact())

    def waste(self, which: int, quantity: int) -> None:
        [(lot, version)] = _lots(which)
        with db.transaction() as session:
            stock.waste(session, lot_id=lot, version=version, quantity=4 * quantity, deed=self._fact())

    def staff(self, ahead: int, minutes: int) -> None:
        day = self.stand.shop.tomorrow + timedelta(days=ahead)
        [(version,)] = rows("select version from work_day where date = :day", day=day)
        change = StaffChange(florist_minutes=20 * minutes)
        with db.transaction() as session:
            delivery.change_staff(
                session, day=day, version=version, change=change, deed=self._fact(), is_fact=True
            )

    def black_out(self, ahead: int) -> None:
        day = self.stand.shop.tomorrow + timedelta(days=ahead)
        with db.transaction() as session:
            delivery.add_blackout(session, facts=BlackoutFacts(day, day, "Inventory"), deed=self._fact())

    def open_again(self, which: int) -> None:
        for blackout_id, version in rows(
            "select id, version from blackout order by id offset :which limit 1", which=which
        ):
            with db.transaction() as session:
                delivery.remove_blackout(session, blackout_id=blackout_id, version=version, deed=self._fact())

    def _delivery(self, which: int) -> tuple[UUID, int] | None:
        found = rows(
            "select delivery.id, delivery.version from delivery join orders on orders.id = order_id"
            " order by placed_at, orders.id, position offset :which limit 1",
            which=which,
        )
        return found[0] if found else None

    def _deed(self, version: int) -> Deed:
        return Deed("staff", version, self.stand.now, "a story")

    def _fact(self) -> audit.Deed:
        return audit.Deed("staff", "a story", self.stand.now)


def _nth(query: str, which: int) -> Any:
    found = rows(f"{query} offset :which limit 1", which=which)
    return found[0][0] if found else None


def _lots(which: int) -> list[Any]:
    return rows(
        "select id, version from stem_lot order by id"
        " offset :which % (select count(*) from stem_lot) limit 1",
        which=which,
    )


def _deed(verb: Callable[..., None], *values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.tuples(st.just(verb), *values)


slots = st.sampled_from([(0,), (1,), (2,), (0, 1), (1, 2)])
DEEDS = st.one_of(
    _deed(Shop.place, slots, some),
    _deed(Shop.use_code, slots, some),
    _deed(Shop.limit, some, st.booleans()),
    _deed(Shop.pay, number),
    _deed(Shop.buy, slots),
    _deed(Shop.cancel, number),
    _deed(Shop.expire, st.integers(1, 50)),
    _deed(Shop.move, number, days),
    _deed(Shop.take_back, number),
    _deed(Shop.lower, number),
    _deed(Shop.make, number),
    _deed(Shop.receive, some),
    _deed(Shop.count, number, number),
    _deed(Shop.waste, number, some),
    _deed(Shop.staff, days, number),
    _deed(Shop.black_out, days),
    _deed(Shop.open_again, number),
)


def _quietly(deed: Callable[[], None]) -> None:
    """A refusal is an answer like another; what it leaves behind is looked at afterwards."""
    try:
        deed()
    except Refusal:
        return


def _story(make_stand: Callable[[], Stand]) -> type[RuleBasedStateMachine]:
    class Story(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.shop = Shop(make_stand())

        @initialize(wanted=st.lists(slots, min_size=1, max_size=4))
        def begin(self, wanted: list[tuple[int, ...]]) -> None:
            for chosen in wanted:
                _quietly(partial(self.shop.buy, chosen))

        @rule(deeds=st.lists(DEEDS, min_size=1, max_size=3))
        def at_once(self, deeds: list[Any]) -> None:
            at_once([partial(_quietly, partial(verb, self.shop, *values)) for verb, *values in deeds])

        @invariant()
        def every_promise_is_kept(self) -> None:
            the_ledger_adds_up()
            no_promise_without_capacity_and_none_kept_for_nobody()
            no_discount_without_its_use_and_no_use_for_nobody()
            no_money_without_an_order_and_none_twice()

    return Story


def test_any_story_keeps_every_promise(stand: Stand) -> None:
    stand.provider.alone = False

    def anew() -> Stand:
        empty()
        with db.transaction() as session:
            stand.shop = an_open_shop(session, now=stand.now, places=6, stems=90, minutes=200)
        return stand

    run_state_machine_as_test(
        _story(anew),
        settings=settings(
            max_examples=25,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
        ),
    )
