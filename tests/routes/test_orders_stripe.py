"""The provider's protocol as Stripe's SDK speaks it, against the sandbox: refusals, refunds, lists."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from backend.shop.checkout.services import reconcile, refund
from backend.shop.kit import clock
from backend.shop.kit.money import Money
from backend.shop.payments.errors import ProviderRefused
from backend.shop.payments.providers import provider
from backend.shop.payments.rules import RefundState
from tests.builders.shop import OpenShop
from tests.routes.buying import facts, fill_cart, order
from tests.sandbox import browser


def a_paid_order(http: FlaskClient, shop: OpenShop) -> str:
    placed = order(http, fill_cart(http, shop, slot=1)).json
    way = urlsplit(browser.pay(placed["payment"]["redirect_url"]).headers["Location"])
    http.get(f"{way.path}?{way.query}")
    return str(placed["number"])


def test_an_old_expires_at_is_refused_by_name_and_a_key_gives_the_session_it_made(
    http: FlaskClient, open_shop: OpenShop
) -> None:
    order(http, fill_cart(http, open_shop))
    [(payment, request, session)] = facts("select id, request, session_id from payment")
    again = provider().open_session(request=request, key=str(payment))
    assert (again.id, again.reference) == (session, str(payment))
    old = request | {"expires_at": int(datetime.now(UTC).timestamp()) + 60}
    with pytest.raises(ProviderRefused) as refusal:
        provider().open_session(request=old, key="another key")
    assert refusal.value.param == "expires_at"


def test_a_session_that_does_not_exist_is_a_refusal(http: FlaskClient) -> None:
    for question in (provider().look, provider().expire):
        with pytest.raises(ProviderRefused):
            question("cs_test_nobody")


def test_a_refund_is_found_by_our_id_and_not_sent_twice(http: FlaskClient, open_shop: OpenShop) -> None:
    number = a_paid_order(http, open_shop)
    http.post(f"/api/orders/{number}/cancel")
    refund.send_open(clock=clock.now)
    [(ours, theirs, money)] = facts(
        "select refund.id, provider_refund_id, provider_payment_id from refund, payment"
        " where payment_id = payment.id"
    )
    said = provider().find_refund(payment=money, key=str(ours))
    assert said is not None
    assert (said.id, said.state, said.amount) == (theirs, RefundState.SUCCEEDED, 5400)
    assert provider().find_refund(payment=money, key="nobody") is None
    facts("update refund set state = 'unknown', provider_refund_id = null returning id")
    facts("update payment set state = 'succeeded' returning id")
    refund.send_open(clock=clock.now)
    assert facts("select state, provider_refund_id from refund") == [("succeeded", theirs)]
    assert facts("select state, refunded from payment") == [("refunded", 5400)]
    with pytest.raises(ProviderRefused):
        provider().refund(payment=money, amount=Money(1, "USD"), key="one cent more")


def test_our_books_agree_with_the_providers_lists(http: FlaskClient, open_shop: OpenShop) -> None:
    http.post(f"/api/orders/{a_paid_order(http, open_shop)}/cancel")
    refund.send_open(clock=clock.now)
    [(payment,)] = facts("select id from payment")
    later = clock.now() + timedelta(hours=1)
    ours = {str(payment), *(str(each) for (each,) in facts("select id from refund"))}

    def about_us() -> list[str]:  # the sandbox remembers other tests' customers too
        return [each.kind for each in reconcile.reconcile(clock=lambda: later) if each.subject in ours]

    assert about_us() == []
    facts("update payment set amount = 5399 returning id")
    facts("update refund set amount = 5399 returning id")
    assert about_us() == ["amount", "refund_amount"]
