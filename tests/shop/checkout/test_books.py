"""Whatever is bought, paid, added, sent elsewhere and given back: the books of every order add up.

A story is chosen by a seed. After each of its deeds the books are read from the tables and held against each
other, and in the end against the provider's. Another provider is one more parameter.
"""

import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any
from uuid import UUID

import pytest

from backend import db
from backend.config import settings
from backend.shop.capacity import selectors as ledger
from backend.shop.checkout.errors import PriceChanged
from backend.shop.checkout.services import balances, refund
from backend.shop.checkout.services.add_lines import add_lines
from backend.shop.checkout.services.cancel_by_shop import cancel_delivery, cancel_order
from backend.shop.checkout.services.desk import Deed
from backend.shop.checkout.services.readdress import NewPlace, readdress
from backend.shop.checkout.services.refund_by_shop import Ask, Units
from backend.shop.checkout.services.refund_by_shop import refund as give_back
from backend.shop.checkout.services.reprice import Edit, Expected, NewSums
from backend.shop.checkout.services.worth import remaining_worth
from backend.shop.kit import clock
from backend.shop.kit.errors import Refusal
from backend.shop.kit.money import Money
from backend.shop.orders import selectors as order_reads
from backend.shop.payments import providers
from backend.shop.payments.provider import SessionState
from backend.shop.payments.rules import RefundState
from tests.builders.pricing import a_promotion
from tests.builders.river import RIVER, across_the_river
from tests.builders.shop import an_open_shop
from tests.shop.checkout.counter import WHO, balance, take_money, take_order
from tests.shop.checkout.fake_provider import FakeProvider
from tests.shop.checkout.stand import RECIPIENT, Stand, rows, write

PROVIDERS = ("stripe",)
STEPS = 22


@pytest.fixture
def stand(database: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stand]:
    monkeypatch.setenv("SECRET_KEY", "only-for-tests")
    settings.cache_clear()
    with db.transaction() as session:
        shop = an_open_shop(session, now=clock.now(), places=30)
    across_the_river(rate_ppm=87_000)
    yield Stand(shop, clock.now())
    settings.cache_clear()


class Story:
    """What happens, by chance. `generous`: of these the shop gave up more than pieces."""

    def __init__(self, stand: Stand, seed: int) -> None:
        self.stand, self.chance = stand, random.Random(seed)
        self.generous: set[UUID] = set()

    def step(self) -> None:
        with suppress(Refusal):
            self.chance.choice(self.deeds())()

    def deeds(self) -> list[Callable[[], None]]:
        return [
            self.order,
            self.take,
            self.open_page,
            self.pay,
            self.pieces,
            self.amount,
            self.add,
            self.add,
            self.elsewhere,
            self.elsewhere,
            self.cancel,
            self.settle,
        ]

    def order(self) -> None:
        slots = tuple(self.chance.choices((1, 2), k=self.chance.randint(1, 2)))
        wish: dict[str, Any] = {"slots": slots, "quantity": self.chance.randint(1, 3)}
        paying = self.chance.choice(("cash", "link", "account"))
        try:
            take_order(self.stand, paying, total=1, **wish)
        except PriceChanged as told:
            take_order(self.stand, paying, total=told.extra["actual"]["amount"], **wish)

    def take(self) -> None:
        order = self._any()
        take_money(self.stand, order, self.chance.randint(1, max(1, balance(order))))

    def open_page(self) -> None:
        self.stand.place_again(self._any())

    def pay(self) -> None:
        pages = rows("select id from payment where provider <> 'desk' order by created_at")
        [page] = self.chance.choice(pages) if pages else [None]
        if page and self.stand.provider.pay_if_open(page):
            self.stand.hear_of(page)

    def pieces(self) -> None:
        order, parcel = self._parcel()
        line = self.chance.choice(parcel.lines)
        units = Units(line.id, self.chance.randint(1, line.quantity), stems_back=self.chance.random() < 0.7)
        give_back(order_id=order, ask=Ask(units=units), deed=self._deed("orders", order))

    def amount(self) -> None:
        order = self._any()
        amount = None if self.chance.random() < 0.2 else Money(self.chance.randint(1, 1500), "USD")
        give_back(order_id=order, ask=Ask(amount=amount), deed=self._deed("orders", order))
        self.generous.add(order)

    def add(self) -> None:
        _, parcel = self._parcel()
        variants = (self.stand.shop.variant_id, self.stand.shop.addon_id)
        wanted = [(self.chance.choice(variants), self.chance.randint(1, 3)) for _ in range(2)]

        def write_it(edit: Edit) -> NewSums:
            return add_lines(delivery_id=parcel.id, wanted=wanted, edit=edit, clock=self.stand.clock)

        self._as_told(parcel.id, write_it)

    def elsewhere(self) -> None:
        _, parcel = self._parcel()
        postcode = self.chance.choice((RIVER, self.stand.shop.postcode))
        to = NewPlace(RECIPIENT | {"postcode": postcode, "line2": str(self.chance.random())})

        def write_it(edit: Edit) -> NewSums:
            return readdress(delivery_id=parcel.id, to=to, edit=edit, clock=self.stand.clock)

        self._as_told(parcel.id, write_it)

    def cancel(self) -> None:
        order, parcel = self._parcel()
        if self.chance.random() < 0.5:
            seen = self._deed("delivery", parcel.id)
            cancel_delivery(delivery_id=parcel.id, deed=seen, bound=False, expected=None)
        else:
            seen = self._deed("orders", order)
            cancel_order(order_id=order, deed=seen, bound=True, expected=None, clock=self.stand.clock)

    def settle(self) -> None:
        failing = self.chance.random() < 0.2
        self.stand.provider.refund_state = RefundState.FAILED if failing else RefundState.SUCCEEDED
        refund.send_open(clock=self.stand.clock)
        self.stand.provider.refund_state = RefundState.SUCCEEDED
        balances.sweep_outgrown(clock=self.stand.clock)

    def _as_told(self, delivery_id: UUID, write_it: Callable[[Edit], NewSums]) -> None:
        """A preview moves nothing, and what is written comes to what it said."""
        before = rows("select id, version, total, credit from orders order by id")
        seen = self._deed("delivery", delivery_id)
        told = write_it(Edit(seen))
        assert rows("select id, version, total, credit from orders order by id") == before
        assert write_it(Edit(seen, Expected(told.total, told.balance_due))) == told

    def _any(self) -> UUID:
        known = rows("select id from orders order by placed_at, id")
        if not known:
            raise Refusal("nothing is sold yet")
        found: UUID = self.chance.choice(known)[0]
        return found

    def _parcel(self) -> tuple[UUID, Any]:
        order = self._any()
        with db.transaction() as session:
            return order, self.chance.choice(order_reads.whole(session, order).deliveries)

    def _deed(self, table: str, row_id: UUID) -> Deed:
        [(version,)] = rows(f"select version from {table} where id = :id", id=row_id)
        return Deed(WHO, version, self.stand.now, "by chance")


def check_order(story: Story, order_id: UUID) -> None:
    with db.transaction() as session:
        order = order_reads.whole(session, order_id)
        parcels = order.deliveries
        assert order.items == sum(each.items for each in parcels)
        assert order.tax == sum(each.tax for each in parcels)
        assert order.total == sum(each.total for each in parcels) + order.tip
        assert order.discount == sum(each.amount for each in order.promotions)
        for each in parcels:
            assert each.items == sum(line.total for line in each.lines)
            assert each.discount == sum(line.discount for line in each.lines)
            assert sum(line.tax for line in each.lines) <= each.tax
        living = sum(remaining_worth(each) for each in parcels if each.status != "cancelled")
        worth = order.total - order.credit
        if order.status == "cancelled":
            assert worth == 0
        elif order_id not in story.generous:
            assert worth == living + order.tip
        else:
            assert 0 <= worth <= living + order.tip
    due = balance(order_id)
    failed = rows(
        "select coalesce(sum(refund.amount), 0) from refund join payment on payment.id = payment_id"
        " where order_id = :id and refund.state = 'failed'",
        id=order_id,
    )
    assert due >= -failed[0][0]
    if due > 0:
        assert order.due_at is not None


def check_payments() -> None:
    wrong = rows(
        "select payment.id from payment left join refund on refund.payment_id = payment.id"
        " and refund.state <> 'failed' group by payment.id"
        " having payment.refunded <> coalesce(sum(refund.amount), 0) or payment.refunded > payment.captured"
    )
    assert wrong == []


def check_provider(provider: FakeProvider) -> None:
    """Every payment that came is at the provider, and as much went back there as we say."""
    for payment_id, amount, captured in rows(
        "select id, amount, captured from payment where provider <> 'desk' and captured > 0"
    ):
        there = provider.sessions[f"cs_{payment_id}"]
        assert (there.state, there.amount, captured) == (SessionState.PAID, amount, amount)
    ours = rows(
        "select refund.id, refund.amount from refund join payment on payment.id = payment_id"
        " where provider <> 'desk' and refund.state = 'succeeded'"
    )
    theirs = {key: said.amount for key, said in provider.refunds.items() if said.state == "succeeded"}
    assert {str(refund_id): amount for refund_id, amount in ours} == theirs


@pytest.mark.parametrize("name", PROVIDERS)
@pytest.mark.parametrize("seed", range(10))
def test_the_books_add_up(stand: Stand, monkeypatch: pytest.MonkeyPatch, name: str, seed: int) -> None:
    stand.provider = FakeProvider(now=stand.clock, name=name)
    monkeypatch.setitem(providers.BY_NAME, name, lambda: stand.provider)
    if seed % 2:
        a_promotion(percent=7)
        a_promotion(kind="free_delivery", name="On us")
    if seed % 3 == 0:
        write("update shop set prices_include_tax = true")
    story = Story(stand, seed)
    story.order()
    for _ in range(STEPS):
        story.step()
        for (order_id,) in rows("select id from orders"):
            check_order(story, order_id)
        check_payments()
        with db.transaction() as session:
            assert ledger.drift(session) == []
    refund.send_open(clock=stand.clock)
    check_provider(stand.provider)
