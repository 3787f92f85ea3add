"""What customers do while the shop is being killed; each story says which places it passes."""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from uuid import uuid4

import requests

from backend import db
from backend.shop.checkout.services import cancel, locks
from backend.shop.kit import clock
from backend.shop.orders.services import Step
from tests.faults.customer import Customer
from tests.faults.house import House
from tests.faults.rows import ask, defer, tell
from tests.sandbox.stand import until

Story = Callable[[House, Customer], None]


def comes_back(house: House, ann: Customer) -> None:
    """Places, pays, and is led back to the shop."""
    ann.fill_cart()
    ann.come_back(ann.pay(ann.place()))


def stays_away(house: House, ann: Customer) -> None:
    """Places, pays, and closes the tab: the provider's event has to do."""
    ann.fill_cart()
    ann.pay(ann.place())


def leaves(house: House, ann: Customer) -> None:
    """Takes the payment page's link back, unpaid."""
    ann.fill_cart()
    ann.place()
    ann.leave(_payment())


def abandons(house: House, ann: Customer) -> None:
    """Places, and is never seen again."""
    ann.fill_cart()
    ann.place()


def changes_her_mind(house: House, ann: Customer) -> None:
    """Places, adds a bouquet, places again, pays."""
    abandons(house, ann)
    ann.add()
    ann.come_back(ann.pay(ann.place()))


def cancels(house: House, ann: Customer) -> None:
    """Pays, and cancels what she has bought."""
    comes_back(house, ann)
    ann.cancel()


def cancels_while_refunds_fail(house: House, ann: Customer) -> None:
    """The same, and the provider does not answer to the first sending of the money back."""
    comes_back(house, ann)
    house.behave("error", {"when": "before", "operation": "create_refund", "times": 2})
    ann.cancel()


def orders_again_after_paying(house: House, ann: Customer) -> None:
    """Pays, no event comes, goes back in her browser and orders once more."""
    house.behave("webhook_copies", 0)
    ann.fill_cart()
    ann.pay(ann.place())
    total = ann.order["totals"]["total"]
    ann.place_for(total)


def finds_the_page_shut(house: House, ann: Customer) -> None:
    """The provider does not answer at first; she asks again."""
    house.behave("error", {"when": "before", "operation": "create_session", "times": 2})
    comes_back(house, ann)


def gives_up_at_once(house: House, ann: Customer) -> None:
    """The provider makes the page and does not say so; she does not ask again."""
    house.behave("error", {"when": "lost", "operation": "create_session", "times": 2})
    ann.fill_cart()
    assert ann.try_to_place(str(uuid4())) == 503


def asks_too_late(house: House, ann: Customer) -> None:
    """No page is made, and when she asks again with her key, its end is too near for the provider."""
    key = _without_a_page(house, ann)
    ann.come_back(ann.pay(ann.place(key)))


def is_cancelled_while_the_page_is_made(house: House, ann: Customer) -> None:
    """Her order stops waiting between the claim and the provider's answer; no flow of ours can do so."""
    house.behave("hang", {"when": "after", "operation": "create_session", "seconds": 3, "times": 1})
    ann.fill_cart()
    placing = threading.Thread(target=_place_and_lose_the_line, args=(ann,))
    placing.start()
    until(lambda: bool(house.objects("checkout.session")))
    with db.transaction() as session:
        order, _ = locks.order_and_payments(session, order_id=ask("select id from orders")[0][0])
        cancel._cancel(session, order, [], Step(clock.now(), "customer", "cancelled"))
    placing.join()


def never_asks_again(house: House, ann: Customer) -> None:
    """The same, but she does not come back: the sweeper hears that there never was a page."""
    _without_a_page(house, ann)


def pays_again(house: House, ann: Customer) -> None:
    """Her page is ended at the provider; she asks for another and pays there."""
    abandons(house, ann)
    house.end_session()
    link = ann.send("POST", f"/api/orders/{ann.order['number']}/payment")
    ann.come_back(ann.pay(link["redirect_url"]))


def is_unknown_to_the_provider(house: House, ann: Customer) -> None:
    """The provider denies the page that it has made."""
    abandons(house, ann)
    tell("update payment set session_id = 'cs_test_nobody_knows'")
    ann.come_back(ann.return_address(_payment()))


def is_found_by_reconciling(house: House, ann: Customer) -> None:
    """Pays, no event comes, and it is another day before the books are compared."""
    house.behave("webhook_copies", 0)
    stays_away(house, ann)
    tell("update payment set created_at = created_at - interval '1 hour'")
    defer("checkout:reconcile")


def pays_with_paypal(house: House, ann: Customer) -> None:
    """Approves at PayPal, and is led back to the shop, which hears of it in no other way."""
    house.behave("webhook_copies", 0)
    ann.payment = "paypal"
    comes_back(house, ann)


def approves_and_stays_away(house: House, ann: Customer) -> None:
    """Approves, and closes the tab: the event has to do."""
    ann.payment = "paypal"
    stays_away(house, ann)


def approves_unheard(house: House, ann: Customer) -> None:
    """Approves, no event comes and the tab is closed: the sweeper has to do."""
    house.behave("webhook_copies", 0)
    approves_and_stays_away(house, ann)


def is_not_answered_at_the_capture(house: House, ann: Customer) -> None:
    """PayPal takes the money once, and does not say so."""
    house.behave("error", {"when": "lost", "operation": "paypal_capture", "times": 1})
    pays_with_paypal(house, ann)


def leaves_paypal(house: House, ann: Customer) -> None:
    """Takes the link back of PayPal's page, and approves there after all."""
    ann.payment = "paypal"
    ann.fill_cart()
    page = ann.place()
    ann.leave(_payment())
    ann.come_back(ann.pay(page))


def changes_her_mind_at_paypal(house: House, ann: Customer) -> None:
    """Places, adds a bouquet, places again, approves."""
    ann.payment = "paypal"
    changes_her_mind(house, ann)


def cancels_what_paypal_paid(house: House, ann: Customer) -> None:
    """Pays with PayPal, and cancels what she has bought."""
    ann.payment = "paypal"
    cancels(house, ann)


def _place_and_lose_the_line(ann: Customer) -> None:
    with suppress(requests.ConnectionError):
        ann.try_to_place(str(uuid4()))


def _without_a_page(house: House, ann: Customer) -> str:
    house.behave("error", {"when": "before", "operation": "create_session", "times": 2})
    key = str(uuid4())
    ann.fill_cart()
    assert ann.try_to_place(key) == 503
    tell("update payment set request = jsonb_set(request, '{expires_at}', '1700000000')")
    return key


def _payment() -> str:
    return str(ask("select id from payment order by created_at desc limit 1")[0][0])


@dataclass(frozen=True)
class Case:
    """`role` comes to `place`; `status` is what has become of the customer's last order in the end.

    `unheard` is what becomes of it instead if the provider dies there: she is led on all the same.
    """

    place: str
    role: str
    story: Story
    status: str
    unheard: str = ""
    environment: dict[str, str] = field(default_factory=dict)
    quick: bool = False


NO_MAIL = {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": "9", "SMTP_TLS": "none"}

CASES = (
    Case("placed", "web", comes_back, "confirmed", quick=True),
    Case("session_claimed", "web", comes_back, "confirmed"),
    Case("session_opened", "web", comes_back, "confirmed", quick=True),
    Case("session_noted", "web", comes_back, "confirmed"),
    Case("asking", "web", comes_back, "confirmed"),
    Case("asked", "web", comes_back, "confirmed"),
    Case("finalized", "web", comes_back, "confirmed"),
    Case("event_stored", "web", stays_away, "confirmed"),
    Case("asking", "worker", stays_away, "confirmed"),
    Case("asked", "worker", stays_away, "confirmed", quick=True),
    Case("finalized", "worker", stays_away, "confirmed", quick=True),
    Case("event_handled", "worker", stays_away, "confirmed"),
    Case("letter_claimed", "worker", comes_back, "confirmed"),
    Case("letter_sent", "worker", comes_back, "confirmed", quick=True),
    Case("letter_marked", "worker", comes_back, "confirmed"),
    Case("letter_failed", "worker", comes_back, "confirmed", environment=NO_MAIL),
    Case("session_unanswered", "web", finds_the_page_shut, "confirmed"),
    Case("unclaimed", "web", finds_the_page_shut, "confirmed"),
    Case("session_refused", "web", asks_too_late, "confirmed"),
    Case("attempt_failed", "web", asks_too_late, "confirmed"),
    Case("late_page", "web", is_cancelled_while_the_page_is_made, "cancelled"),
    Case("late_page_ended", "web", is_cancelled_while_the_page_is_made, "cancelled"),
    Case("attempt_renewed", "web", pays_again, "confirmed"),
    Case("ending_session", "web", leaves, "cancelled", unheard="expired"),
    Case("session_ended", "web", leaves, "cancelled"),
    Case("waiting_cancelled", "web", leaves, "cancelled"),
    Case("ending_session", "web", changes_her_mind, "confirmed"),
    Case("session_ended", "web", changes_her_mind, "confirmed"),
    Case("finalized", "web", changes_her_mind, "confirmed"),
    Case("placed:2", "web", changes_her_mind, "confirmed"),
    Case("key_tied", "web", orders_again_after_paying, "confirmed"),
    Case("ending_session", "worker", abandons, "expired"),
    Case("session_ended", "worker", abandons, "expired"),
    Case("expired", "worker", abandons, "expired"),
    Case("reopening", "worker", gives_up_at_once, "expired"),
    Case("reopened", "worker", gives_up_at_once, "expired"),
    Case("unnoted_failed", "worker", never_asks_again, "expired"),
    Case("lost_session_written", "web", is_unknown_to_the_provider, "pending_payment"),
    Case("sold_cancelled", "web", cancels, "cancelled"),
    Case("refund_marked", "worker", cancels, "cancelled"),
    Case("refund_sending", "worker", cancels, "cancelled"),
    Case("refund_sent", "worker", cancels, "cancelled", quick=True),
    Case("refund_noted", "worker", cancels, "cancelled"),
    Case("refund_looking", "worker", cancels_while_refunds_fail, "cancelled"),
    Case("refund_looked", "worker", cancels_while_refunds_fail, "cancelled"),
    Case("capturing", "web", pays_with_paypal, "confirmed"),
    Case("captured", "web", pays_with_paypal, "confirmed", quick=True),
    Case("finalized:2", "web", pays_with_paypal, "confirmed"),
    Case("session_opened", "web", pays_with_paypal, "confirmed"),
    Case("capturing", "worker", approves_and_stays_away, "confirmed", quick=True),
    Case("captured", "worker", approves_and_stays_away, "confirmed"),
    Case("captured", "worker", approves_unheard, "confirmed"),
    Case("capture_unanswered", "web", is_not_answered_at_the_capture, "confirmed"),
    Case("page_given_up", "web", leaves_paypal, "cancelled"),
    Case("page_given_up", "web", changes_her_mind_at_paypal, "confirmed"),
    Case("refund_sent", "worker", cancels_what_paypal_paid, "cancelled"),
    Case("listing", "worker", is_found_by_reconciling, "confirmed"),
    Case("listed", "worker", is_found_by_reconciling, "confirmed"),
    Case("differences_written", "worker", is_found_by_reconciling, "confirmed"),
)
