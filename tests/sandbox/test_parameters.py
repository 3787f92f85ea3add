"""Which parameters are refused: those that the SDK lacks, and those that only the sandbox lacks."""

import pytest
import requests
import stripe
from stripe import params as sdk

from backend.sandbox.server import Sandbox
from backend.sandbox.shapes import outside, shape_of
from tests.sandbox.stand import bouquet


def test_the_names_come_from_the_sdk_at_every_level_without_its_own_options() -> None:
    shape = shape_of(sdk.checkout.SessionCreateParams)

    assert {"line_items", "payment_intent_data", "expires_at"} <= set(shape)
    assert not {"idempotency_key", "api_key", "stripe_account"} & set(shape)
    lines = shape["line_items"]
    assert lines is not None
    prices = lines["price_data"]
    assert prices is not None
    assert {"currency", "product_data", "unit_amount"} <= set(prices)
    assert shape["metadata"] is None
    assert shape_of(sdk.RefundListParams)["created"] == {"gt": None, "gte": None, "lt": None, "lte": None}


def test_each_unknown_name_is_found_by_its_place() -> None:
    sent = {
        "metadata": {"anything": "goes"},
        "line_items": [{"quantity": "1"}, {"price_data": {"colour": "red"}, "size": "big"}],
        "idempotency_key": "1",
    }

    found = list(outside(sent, shape_of(sdk.checkout.SessionCreateParams)))

    assert found == ["line_items[1][price_data][colour]", "line_items[1][size]", "idempotency_key"]


@pytest.mark.parametrize(
    ("changes", "param"),
    [
        ({"discounts": [{"coupon": "SPRING"}]}, "discounts"),
        ({"automatic_tax": {"enabled": True}}, "automatic_tax"),
        ({"line_items": [{"price": "price_1", "quantity": 1}]}, "line_items[0][price]"),
        ({"payment_intent_data": {"capture_method": "manual"}}, "payment_intent_data[capture_method]"),
    ],
)
def test_what_the_sandbox_does_not_model_is_refused_and_never_left_out(
    client: stripe.StripeClient, changes: dict[str, object], param: str
) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.checkout.sessions.create(bouquet(**changes))

    assert (refused.value.param, refused.value.code) == (param, None)
    assert str(refused.value).endswith(f"The sandbox does not model this parameter: {param}")
    assert client.v1.checkout.sessions.list().data == []


@pytest.mark.parametrize(
    ("method", "path", "param"),
    [
        ("POST", "refunds", "refund[colour]"),
        ("POST", "checkout/sessions/cs_test_1/expire", "colour"),
        ("GET", "checkout/sessions/cs_test_1", "colour"),
        ("GET", "checkout/sessions/cs_test_1/line_items", "colour"),
        ("GET", "checkout/sessions", "created[after]"),
        ("GET", "charges/ch_1", "colour"),
        ("GET", "payment_intents", "colour"),
        ("GET", "refunds", "colour"),
        ("GET", "events", "colour"),
    ],
)
def test_every_address_refuses_unknown_parameters(
    sandbox: Sandbox, method: str, path: str, param: str
) -> None:
    sent = {param: "red"}
    answer = requests.request(
        method,
        f"{sandbox.context.settings.base_url}/v1/{path}",
        params=sent if method == "GET" else None,
        data=sent if method == "POST" else None,
        auth=("sk_test_sandbox", ""),
        timeout=5,
    )

    assert answer.status_code == 400
    named = param if param.startswith("created") else param.partition("[")[0]
    assert answer.json()["error"] == {
        "type": "invalid_request_error",
        "code": "parameter_unknown",
        "param": named,
        "message": f"Received unknown parameter: {named}",
    }
