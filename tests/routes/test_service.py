"""Flowers for a service: no time that ends after it begins is shown, kept or sold."""

from datetime import time, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from backend import db
from backend.shop.checkout.services import sweep
from backend.shop.delivery.models import Zone
from backend.shop.kit import clock
from tests.builders.delivery import a_template, laid_out
from tests.builders.shop import OpenShop
from tests.routes.buying import RECIPIENT, facts, fill_cart, ledger, order
from tests.sandbox import browser


@pytest.fixture
def morning(open_shop: OpenShop) -> int:
    """Tomorrow's slot from nine to noon, beside the whole day's from nine to six."""
    with db.transaction() as session:
        zone = session.scalars(select(Zone)).one()
        template = a_template(session, zone, hours=(time(9), time(12)), cutoff=(1, time(23, 59)))
        laid_out(session, today=open_shop.tomorrow, days=3)
        template_id = template.id
    query = "select id from slot_instance where template_id = :template and date = :day"
    [(slot_id,)] = facts(query, template=template_id, day=open_shop.tomorrow)
    return int(slot_id)


def service(at: str | None) -> dict[str, Any]:
    return {"recipient": RECIPIENT | {"kind_of_place": "funeral_home", "service_time": at}}


@pytest.fixture
def parcel(http: FlaskClient, open_shop: OpenShop) -> str:
    """The address of a cart's delivery that shall come tomorrow between nine and six."""
    return f"/api/cart/deliveries/{fill_cart(http, open_shop)['deliveries'][0]['id']}"


def kept() -> list[Any]:
    return facts("select slot_id, recipient->>'service_time', card_message from cart_delivery")


def test_a_service_before_the_slot_ends_is_refused_with_what_comes_in_time(
    http: FlaskClient, open_shop: OpenShop, morning: int, parcel: str
) -> None:
    before = kept()
    refused = http.patch(parcel, json=service("17:59") | {"card_message": "With love"})
    assert (refused.status_code, refused.json["code"]) == (409, "too_late_for_service")
    assert refused.json["detail"] == "This time ends after the service begins."
    assert refused.json["delivery_id"] == parcel.rsplit("/", 1)[1]
    assert [each["id"] for each in refused.json["alternatives"]] == [morning]
    assert kept() == before
    both = http.patch(parcel, json=service("17:59") | {"slot_id": morning})
    assert both.status_code == 200, both.text
    assert kept() == [(morning, "17:59", "Happy birthday, June!")]


def test_a_slot_that_ends_after_the_service_begins_is_not_taken(
    http: FlaskClient, open_shop: OpenShop, morning: int, parcel: str
) -> None:
    http.patch(parcel, json=service("12:00") | {"slot_id": morning})
    refused = http.patch(parcel, json={"slot_id": open_shop.slot_ids[0]})
    assert refused.json["code"] == "too_late_for_service"
    assert [each["id"] for each in refused.json["alternatives"]] == [morning]
    assert kept() == [(morning, "12:00", "Happy birthday, June!")]
    earlier = http.patch(parcel, json=service("11:59"))
    assert (earlier.json["code"], earlier.json["alternatives"]) == ("too_late_for_service", [])


def test_the_picker_says_what_comes_too_late(
    http: FlaskClient, open_shop: OpenShop, morning: int, parcel: str
) -> None:
    http.patch(parcel, json=service("12:00") | {"slot_id": morning})
    asked = {"postcode": "97201", "date": open_shop.tomorrow, "delivery_id": parcel.rsplit("/", 1)[1]}
    whole, early = http.get("/api/delivery/slots", query_string=asked).json["slots"]
    assert [each["code"] for each in whole["reasons"]] == ["too_late_for_service"]
    assert (early["id"], early["available"]) == (morning, True)
    collected = http.get("/api/delivery/slots", query_string=asked | {"method": "collection"})
    assert collected.status_code == 200


def test_who_collects_sees_for_herself_when_to_be_there(
    http: FlaskClient, open_shop: OpenShop, parcel: str
) -> None:
    """Said for the van first: the way is changed, and the service no longer binds."""
    http.patch(parcel, json={"slot_id": None})
    http.patch(parcel, json=service("08:00"))
    with db.transaction() as session:
        template = a_template(session, None, cutoff=(1, time(23, 59)))
        laid_out(session, today=open_shop.tomorrow, days=1)
        template_id = template.id
    [(slot_id,)] = facts("select id from slot_instance where template_id = :id", id=template_id)
    chosen = http.patch(parcel, json={"method": "collection", "slot_id": slot_id})
    assert chosen.status_code == 200, chosen.text
    assert order(http, chosen.json).status_code == 201


def test_a_cart_of_before_is_told_and_not_sold(http: FlaskClient, open_shop: OpenShop, parcel: str) -> None:
    cart = http.get("/api/cart").json
    facts(
        "update cart_delivery set recipient = recipient || cast(:said as jsonb) returning id",
        said='{"service_time": "17:59"}',
    )
    assert http.get("/api/cart").json["deliveries"][0]["slot_problem"]["code"] == "too_late_for_service"
    assert http.patch(parcel, json={"card_message": "With love"}).status_code == 200
    refused = order(http, cart)
    assert (refused.status_code, refused.json["code"]) == (409, "too_late_for_service")
    assert refused.json["alternatives"] == []
    assert facts("select count(*) from orders") == [(0,)]
    assert ledger() == {}


def test_after_late_money_only_the_day_of_the_service_is_offered(
    http: FlaskClient, open_shop: OpenShop, morning: int, parcel: str
) -> None:
    placed = order(http, http.patch(parcel, json=service("18:00")).json).json
    browser.pay(placed["payment"]["redirect_url"])  # and nobody tells us until it is too late
    [(payment,)] = facts("update payment set state = 'expired' returning id")
    assert sweep.sweep(clock=lambda: clock.now() + timedelta(minutes=41)) == 1
    facts(
        "update capacity_bucket set capacity = 0 where id = (select bucket_id from slot_instance"
        " where id = :slot) returning id",
        slot=open_shop.slot_ids[0],
    )
    http.get(f"/api/payments/return?payment={payment}")
    seen = http.get(f"/api/orders/{placed['number']}").json
    assert (seen["status"]["code"], seen["payment"]["status"]["label"]) == ("expired", "Refund on its way")
    [offer] = seen["offers"]
    assert [each["id"] for each in offer["slots"]] == [morning]
