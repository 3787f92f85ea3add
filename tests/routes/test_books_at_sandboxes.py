"""Stories of orders against both stand-ins, through the providers' own SDKs: their books are ours.

Customers buy at either provider, with codes and tips; staff take orders, change them and give money back. In
the end every cent that came to a stand-in is on a payment of ours, and every cent that went back is a refund.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from backend import db
from backend.config import settings
from backend.sandbox.server import Sandbox
from backend.shop.capacity import selectors as ledger
from backend.shop.cart.models import Cart
from backend.shop.checkout.errors import PriceChanged
from backend.shop.checkout.services import balances, pay, refund, sweep
from backend.shop.checkout.services.place import place
from backend.shop.kit import clock
from backend.shop.kit.money import Money
from tests.builders.pricing import a_promotion
from tests.builders.river import across_the_river
from tests.builders.shop import an_open_shop
from tests.routes.conftest import set_environment
from tests.sandbox import browser
from tests.shop.checkout.stand import Stand, rows, write
from tests.shop.checkout.test_books import Story, check_order, check_payments

PROVIDERS = ("stripe", "paypal")
SEEDS, STEPS = (60, 40) if os.environ.get("POSY_ALL_CASES") else (4, 25)
SOLD = "select id from orders where status not in ('pending_payment', 'expired', 'replaced', 'cancelled')"
CAME = {"charge": "$.amount", "paypal.capture": "$.amount.value"}
WENT = {"refund": "$.amount", "paypal.refund": "$.amount.value"}


@pytest.fixture
def stand(database: None, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stand]:
    set_environment(monkeypatch, sandbox)
    with sandbox.context.store.transaction() as memory:
        memory.execute("delete from objects")
    with db.transaction() as session:
        shop = an_open_shop(session, now=clock.now(), places=40)
    across_the_river(rate_ppm=87_000)
    yield Stand(shop, clock.now())
    settings.cache_clear()


class AtSandboxes(Story):
    """Real pages, on which somebody presses the button, and what customers do by themselves."""

    def deeds(self) -> list[Callable[[], None]]:
        return [*super().deeds(), self.buy, self.buy, self.pay, self.pay, self.sweep]

    def buy(self, method: str | None = None) -> None:
        """A customer orders, with a code that may fit and a tip, and is led to a payment page."""
        cart = self.stand.cart(slots=(self.chance.choice((1, 2)),), quantity=self.chance.randint(1, 3))
        with db.transaction() as session:
            row = session.get_one(Cart, cart)
            row.tip, row.promotion_code = self.chance.choice((0, 0, 321)), self.chance.choice((None, "SEVEN"))
        wish = replace(
            self.stand.placement(cart, total=1, method=method or self.chance.choice(PROVIDERS)),
            base_url=settings().base_url,
        )
        try:
            place(placement=wish, clock=self.stand.clock)
        except PriceChanged as told:
            total = Money(told.extra["actual"]["amount"], "USD")
            again = replace(wish, expected_total=total, body_hash=str(total))
            place(placement=again, clock=self.stand.clock)

    def open_page(self) -> None:
        method = self.chance.choice(PROVIDERS)
        pay.again(order_id=self._any(), base_url=settings().base_url, clock=self.stand.clock, method=method)

    def pay(self, *, at: str | None = None) -> None:
        """Somebody presses the button of a page, whatever has become of its order."""
        pages = rows(
            "select id, provider, redirect_url from payment where redirect_url is not null"
            " and provider = coalesce(:at, provider) order by created_at, id",
            at=at,
        )
        if pages:
            payment_id, provider, page = self.chance.choice(pages)
            pressed = browser.approve(page) if provider == "paypal" else browser.pay(page)
            assert pressed.status_code < 500
            self.stand.hear_of(payment_id)

    def settle(self) -> None:
        refund.send_open(clock=self.stand.clock)
        balances.sweep_outgrown(clock=self.stand.clock)

    def sweep(self) -> None:
        write("update hold set expires_at = :past where expires_at is not null", past=self.stand.now)
        sweep.sweep(clock=self.stand.clock)


def there(sandbox: Sandbox, kinds: dict[str, str]) -> dict[str, int]:
    """What the stand-ins have moved, minor units by kind of object."""
    found = {}
    with sandbox.context.store.transaction() as memory:
        for kind, place_of in kinds.items():
            amounts = memory.execute(
                f"select json_extract(body, '{place_of}') as amount from objects where kind = ?", (kind,)
            )
            found[kind] = sum(_minor(row["amount"]) for row in amounts)
    return found


def _minor(amount: int | str) -> int:
    return amount if isinstance(amount, int) else int(Decimal(amount) * 100)


def here(column: str) -> dict[str, int]:
    [(stripe, paypal)] = rows(
        f"select coalesce(sum({column}) filter (where provider = 'stripe'), 0),"
        f" coalesce(sum({column}) filter (where provider = 'paypal'), 0) from payment"
    )
    return {"stripe": int(stripe), "paypal": int(paypal)}


@pytest.mark.parametrize("seed", range(SEEDS))
def test_the_books_are_those_of_both_providers(stand: Stand, sandbox: Sandbox, seed: int) -> None:
    a_promotion(code="SEVEN", percent=7)
    if seed % 2:
        a_promotion(kind="free_delivery", name="On us", minimum=9000)
    if seed % 3 == 0:
        write("update shop set prices_include_tax = true")
    story = AtSandboxes(stand, seed)
    for method in PROVIDERS:
        story.buy(method)
        story.pay(at=method)
    for _ in range(STEPS):
        story.step()
        for (order_id,) in rows(SOLD):
            check_order(story, order_id)
        check_payments()
    refund.send_open(clock=stand.clock)
    came, went = there(sandbox, CAME), there(sandbox, WENT)
    assert list(here("captured").values()) == list(came.values())
    assert list(here("refunded").values()) == list(went.values())
    assert rows("select kind, facts from payment_difference") == []
    assert min(came.values()) > 0
    with db.transaction() as session:
        assert ledger.drift(session) == []
