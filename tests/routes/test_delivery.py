"""Days and slots through the HTTP door."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from backend import db
from backend.routes.schemas.delivery import DatesModel, SlotsModel
from backend.shop.capacity import selectors as capacity
from backend.shop.capacity import services as ledger
from backend.shop.delivery import selectors as delivery
from backend.shop.kit import clock
from backend.shop.promise import selectors as promise
from backend.shop.promise.selectors import Question
from tests.builders.capacity import everything
from tests.builders.delivery import close
from tests.builders.shop import OpenShop
from tests.routes.conftest import Browser

Ask = Callable[..., Any]


@pytest.fixture
def dates(http: Browser) -> Ask:
    return lambda **query: http.get("/api/delivery/dates", query_string=query)


@pytest.fixture
def slots(http: Browser) -> Ask:
    return lambda **query: http.get("/api/delivery/slots", query_string=query)


def test_the_days_that_can_be_had(dates: Ask, open_shop: OpenShop) -> None:
    response = dates(postcode="97201-1234")
    assert (response.status_code, response.headers["Cache-Control"]) == (200, "private, no-store")
    answer = response.json
    DatesModel.model_validate(answer)
    assert answer["postcode"] == "97201"
    assert answer["zone"] == {
        "name": "Inner Portland",
        "fee": {"amount": 900, "currency": "USD"},
        "free_above": None,
        "minimum_order": None,
    }
    assert answer["first_available"] == str(open_shop.tomorrow)
    today, tomorrow, *_ = answer["dates"]
    assert len(answer["dates"]) == 4
    # The cut-off of the only slot is the evening before.
    assert today == {
        "date": str(open_shop.tomorrow - timedelta(days=1)),
        "available": False,
        "reasons": [{"code": "cutoff", "message": "Orders for this time have closed.", "stems": []}],
        "fee_from": None,
    }
    assert tomorrow["available"]
    assert tomorrow["fee_from"] == {"amount": 900, "currency": "USD"}


def test_the_slots_of_a_day(slots: Ask, open_shop: OpenShop) -> None:
    response = slots(postcode="97201", date=open_shop.tomorrow)
    assert (response.status_code, response.headers["Cache-Control"]) == (200, "private, no-store")
    SlotsModel.model_validate(response.json)
    assert response.json["date"] == str(open_shop.tomorrow)
    [slot] = response.json["slots"]
    assert (slot["id"], slot["available"], slot["reasons"]) == (open_shop.slot_ids[0], True, [])
    assert (slot["label"], slot["whole_day"]) == ("Any time 9 am – 6 pm", True)
    assert (slot["fee"], slot["places_left"]) == ({"amount": 900, "currency": "USD"}, 5)


def test_a_refusal_offers_slots_in_the_same_shape(slots: Ask, open_shop: OpenShop) -> None:
    [shown] = slots(postcode="97201", date=open_shop.tomorrow).json["slots"]
    with db.transaction() as session:
        question = Question("97201", "van", ((open_shop.variant_id, 1),))
        [found] = promise.slots(session, question=question, day=open_shop.tomorrow, now=clock.now())
    assert found.as_json() == shown


def test_a_full_and_a_closed_slot_say_so(slots: Ask, open_shop: OpenShop) -> None:
    with db.transaction() as session:
        found = delivery.slots_by_id(session, open_shop.slot_ids)
        first, second = (found[slot_id].bucket_id for slot_id in open_shop.slot_ids[:2])
        ledger.set_capacity(session, bucket_id=first, capacity=0)
        close(session, second)
    [full] = slots(postcode="97201", date=open_shop.tomorrow).json["slots"]
    assert (full["places_left"], [each["code"] for each in full["reasons"]]) == (0, ["slot_full"])
    [closed] = slots(postcode="97201", date=open_shop.tomorrow + timedelta(days=1)).json["slots"]
    assert [each["code"] for each in closed["reasons"]] == ["closed"]


def test_the_lines_of_a_delivery_in_the_callers_cart(
    http: Browser, dates: Ask, slots: Ask, open_shop: OpenShop
) -> None:
    added = http.post("/api/cart/lines", json={"variant_id": open_shop.variant_id, "quantity": 99})
    assert added.json is not None
    delivery_id = added.json["deliveries"][0]["id"]
    with db.transaction() as session:
        halves = [f"{open_shop.tomorrow}:{half}" for half in ("am", "pm")]
        room = capacity.by_refs(
            session, "workroom_minutes", [f"{open_shop.tomorrow - timedelta(days=1)}:pm", *halves]
        )
        for bucket, minutes in zip(room.values(), (0, 600, 389), strict=True):
            ledger.set_capacity(session, bucket_id=bucket.id, capacity=minutes)
    asked = {"postcode": "97201", "date": open_shop.tomorrow}
    [slot] = slots(**asked, delivery_id=delivery_id).json["slots"]
    assert [each["code"] for each in slot["reasons"]] == ["workroom_full"]
    # One bouquet alone would still be made.
    assert slots(**asked).json["slots"][0]["available"]
    later = str(open_shop.tomorrow + timedelta(days=1))
    assert dates(postcode="97201", delivery_id=delivery_id).json["first_available"] == later
    http.delete_cookie("posy_cart")
    response = slots(**asked, delivery_id=delivery_id)
    assert (response.status_code, response.json["code"]) == (404, "delivery_not_found")


def test_outside_every_zone(dates: Ask, slots: Ask, open_shop: OpenShop) -> None:
    for response in (dates(postcode="99999"), slots(postcode="99999", date=open_shop.tomorrow)):
        assert (response.status_code, response.mimetype) == (409, "application/problem+json")
        assert (response.json["code"], response.json["phone"]) == ("outside_zone", "(503) 555-0142")
        assert response.json["detail"].startswith("We do not deliver to 99999 yet. Call us at (503) 555-0142")


def test_collection_ignores_the_postcode(dates: Ask, open_shop: OpenShop) -> None:
    answer = dates(method="collection", postcode="99999").json
    assert answer == {"postcode": None, "zone": None, "first_available": None, "dates": []}


@pytest.mark.parametrize(
    ("path", "query", "code"),
    [
        ("dates", {}, "invalid_postcode"),
        ("dates", {"postcode": ""}, "invalid_postcode"),
        ("dates", {"postcode": "9720"}, "invalid_postcode"),
        ("dates", {"postcode": "97201\0"}, "invalid_postcode"),
        ("dates", {"postcode": "9" * 21}, "validation"),
        ("dates", {"postcode": "97201", "method": "email"}, "validation"),
        ("dates", {"postcode": "97201", "delivery_id": "1"}, "validation"),
        ("dates", {"postcode": "97201", "fee": "0"}, "validation"),
        ("slots", {"postcode": "97201"}, "validation"),
        ("slots", {"postcode": "97201", "date": "tomorrow"}, "validation"),
        ("slots", {"postcode": "97201", "date": "0"}, "validation"),
        ("slots", {"postcode": "97201", "date": "2027-02-30"}, "validation"),
        ("slots", {"postcode": "97201", "date": "20270214"}, "validation"),
        ("slots", {"postcode": "SW1A 1AA", "date": "2027-02-14"}, "invalid_postcode"),
    ],
)
def test_bad_input_is_a_problem_of_its_own(
    http: Browser, open_shop: OpenShop, path: str, query: dict[str, str], code: str
) -> None:
    response = http.get(f"/api/delivery/{path}", query_string=query)
    assert (response.status_code, response.mimetype) == (422, "application/problem+json")
    assert response.json is not None
    assert response.json["code"] == code
    assert response.json["errors"]


@pytest.mark.parametrize("day", ["0001-01-01", "2020-02-29", "9999-12-31"])
def test_a_day_without_slots_has_none(slots: Ask, open_shop: OpenShop, day: str) -> None:
    assert slots(postcode="97201", date=day).json == {"date": day, "slots": []}


def test_asking_moves_nothing(dates: Ask, slots: Ask, open_shop: OpenShop) -> None:
    with db.transaction() as session:
        before = everything(session)
    assert dates(postcode="97201").status_code == 200
    assert slots(postcode="97201", date=open_shop.tomorrow).status_code == 200
    with db.transaction() as session:
        assert everything(session) == before
