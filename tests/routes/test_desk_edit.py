"""Mending recipient and card: who is first wins, and what would cost something else is refused."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import select

from backend import db
from backend.shop.delivery.models import Zone, ZonePostcode
from backend.shop.pricing.models import TaxRate
from tests.builders.shop import OpenShop
from tests.routes import staff
from tests.routes.buying import RECIPIENT, facts
from tests.routes.conftest import ORIGIN, Browser
from tests.routes.desk import Desk, at_the_desk, everything, set_status

MENDED = RECIPIENT | {"line1": "21 SW Alder Street", "postcode": "97201"}


@pytest.fixture
def desk(http: Browser, open_shop: OpenShop) -> Desk:
    with db.transaction() as session:
        zone = session.scalars(select(Zone)).one()
        session.add(ZonePostcode(zone_id=zone.id, kind="exact", low="97202"))
        far = Zone(slug="far", name="Across the river", fee=1500, currency="USD", position=2)
        far.postcodes = [ZonePostcode(kind="exact", low="98660")]
        session.add(far)
    return at_the_desk(http, open_shop)


def test_a_wrong_street_and_a_card_are_mended(desk: Desk) -> None:
    done = desk.parcel("edit", recipient=MENDED, card_message="Happy birthday,\r\nJune! ")
    assert done.status_code == 200, done.text
    parcel = done.json["deliveries"][0]
    assert (parcel["recipient"]["line1"], parcel["version"]) == ("21 SW Alder Street", 2)
    assert parcel["card_message"] == "Happy birthday,\nJune!"
    assert parcel["recipient"]["phone"] == RECIPIENT["phone"]
    event = done.json["history"][-1]
    assert (event["what"], event["who"], event["why"]) == (
        "Recipient or card changed",
        "Florist",
        "street, card",
    )
    assert facts("select action, change->'line1' from audit_entry") == [
        ("delivery.edited", ["12 SW Alder Street", "21 SW Alder Street"])
    ]
    assert facts("select total, credit from orders") == [(5400, 0)]


def test_what_is_the_same_already_is_no_change(desk: Desk) -> None:
    before = everything()
    done = desk.parcel("edit", recipient=RECIPIENT | {"postcode": "97201"})
    assert done.status_code == 200
    assert everything() == before


def test_a_recipient_without_a_kind_of_place_is_at_home(desk: Desk) -> None:
    facts("update delivery set recipient = recipient - 'kind_of_place' returning id")
    before = everything()
    assert desk.parcel("edit", recipient=RECIPIENT | {"postcode": "97201"}).status_code == 200
    assert everything() == before


def test_another_postcode_of_the_zone_is_no_other_price(desk: Desk) -> None:
    done = desk.parcel("edit", recipient=MENDED | {"postcode": "97202-1234"})
    assert done.json["deliveries"][0]["recipient"]["postcode"] == "97202"


def test_a_service_that_begins_before_the_slot_ends_is_refused(desk: Desk) -> None:
    chapel = MENDED | {"kind_of_place": "funeral_home"}
    before = everything()
    refused = desk.parcel("edit", recipient=chapel | {"service_time": "12:00"})
    assert (refused.status_code, refused.json["code"]) == (409, "too_late_for_service")
    assert everything() == before
    assert desk.parcel("edit", recipient=chapel | {"service_time": "18:30"}).status_code == 200


def test_a_service_that_was_moved_counts_for_every_hour_that_is_offered(desk: Desk) -> None:
    service = '{"kind_of_place": "funeral_home", "service_time": "12:00"}'
    facts("update delivery set recipient = recipient || cast(:at as jsonb) returning id", at=service)
    [offered] = desk.slots(desk.delivery()["date"]).json["slots"]
    assert [each["code"] for each in offered["reasons"]] == ["too_late_for_service"]
    moved = MENDED | {"kind_of_place": "funeral_home", "service_time": "12:00", "line1": "30 SW Alder Street"}
    assert desk.parcel("edit", recipient=moved).status_code == 200  # its hour is not what is changed


@pytest.mark.parametrize(("postcode", "zone"), [("98660", "Across the river"), ("10001", None)])
def test_another_zone_is_a_move_with_a_new_price(desk: Desk, postcode: str, zone: str | None) -> None:
    before = everything()
    refused = desk.parcel("edit", recipient=MENDED | {"postcode": postcode})
    assert (refused.status_code, refused.json["code"], refused.json["zone"]) == (409, "other_zone", zone)
    assert "new price" in refused.json["detail"]
    assert everything() == before


def test_where_another_tax_is_due_the_price_would_be_another_too(desk: Desk) -> None:
    with db.transaction() as session:
        rate = TaxRate(country="US", region="OR", name="t", low="97202", high="97202", rate_ppm=50_000)
        session.add(rate)
    before = everything()
    refused = desk.parcel("edit", recipient=MENDED | {"postcode": "97202"})
    assert (refused.status_code, refused.json["code"]) == (409, "other_zone")
    assert everything() == before
    facts("update shop set tax_sourcing = 'origin' returning id")  # one tax for all
    assert desk.parcel("edit", recipient=MENDED | {"postcode": "97202"}).status_code == 200


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"recipient": MENDED | {"line1": ""}}, "validation"),
        ({"recipient": MENDED | {"postcode": "moon"}}, "invalid_postcode"),
        ({"recipient": MENDED | {"phone": "no"}}, "validation"),
        ({"recipient": MENDED | {"name": " "}}, "validation"),
        ({"card_message": "x" * 301}, "card_too_long"),
        ({"status": "delivered"}, "validation"),
        ({"version": "1"}, "validation"),
    ],
)
def test_what_no_delivery_could_have_is_refused(desk: Desk, change: dict[str, Any], code: str) -> None:
    before = everything()
    refused = desk.parcel("edit", **change)
    assert (refused.status_code, refused.json["code"]) == (422, code)
    assert everything() == before


@pytest.mark.parametrize("status", ["delivered", "cancelled"])
def test_what_is_delivered_or_cancelled_stays_as_it_was(desk: Desk, status: str) -> None:
    set_status(status)
    before = everything()
    refused = desk.parcel("edit", card_message="Too late")
    assert (refused.status_code, refused.json["code"]) == (409, "not_editable")
    assert everything() == before


def test_an_order_that_was_never_sold_stays_as_it_was(desk: Desk) -> None:
    facts("update orders set status = 'expired' returning id")
    assert desk.parcel("edit", card_message="Late").json["code"] == "not_editable"


def test_the_second_writer_sees_both_versions(desk: Desk) -> None:
    first = desk.parcel("edit", card_message="From the first")
    before = everything()
    second = desk.parcel("edit", card_message="From the second", version=1)
    assert (second.status_code, second.json["code"]) == (409, "version_conflict")
    current = second.json["current"]
    assert current == first.json
    assert current["deliveries"][0]["card_message"] == "From the first"
    assert everything() == before
    over = desk.parcel("edit", card_message="From the second", version=current["deliveries"][0]["version"])
    assert over.json["deliveries"][0]["card_message"] == "From the second"


@pytest.mark.race
def test_of_staff_who_edit_at_once_one_wins(desk: Desk) -> None:
    writers = 6
    parcel, manager = desk.delivery(), staff.log_in(desk.http, "manager")
    start = Barrier(writers)

    def write(index: int) -> tuple[int, str, str]:
        client = desk.http.application.test_client()
        headers = (desk.headers if index % 2 else manager) | {"Origin": ORIGIN}
        start.wait()
        answer = client.patch(
            f"/api/admin/deliveries/{parcel['id']}",
            json={"version": parcel["version"], "card_message": f"Writer {index}"},
            headers=headers,
        )
        seen = answer.json.get("current") or answer.json
        return answer.status_code, answer.json.get("code", ""), seen["deliveries"][0]["card_message"]

    with ThreadPoolExecutor(writers) as pool:
        answers = list(pool.map(write, range(writers)))
    assert sorted(status for status, _, _ in answers) == [200] + [409] * (writers - 1)
    assert {code for status, code, _ in answers if status == 409} == {"version_conflict"}
    [(stored,)] = facts("select card_message from delivery")
    assert {card for _, _, card in answers} == {stored}
    assert facts("select count(*) from audit_entry") == [(1,)]
