"""The address book: hers alone, and never overwritten unseen."""

from typing import Any
from uuid import uuid4

from tests.builders.shop import OpenShop
from tests.routes.account import customers
from tests.routes.buying import RECIPIENT, facts
from tests.routes.conftest import Browser

KEPT = {
    **RECIPIENT,
    "line2": "",
    "notes": "",
    "safe_place": "",
    "anonymous_sender": False,
    "postcode": "97201",
}


def keep(http: Browser, hers: dict[str, str], **changes: Any) -> dict[str, Any]:
    body = {"label": "Mom", "recipient": {**RECIPIENT, "postcode": "97201-1234"}} | changes
    answer = http.post("/api/me/addresses", json=body, headers=hers)
    assert answer.status_code == 201, answer.text
    return dict(answer.get_json())


def test_a_recipient_is_kept_changed_and_given_up(http: Browser, open_shop: OpenShop) -> None:
    hers = customers.log_in(http)
    kept = keep(http, hers)
    assert kept == {"id": kept["id"], "label": "Mom", "recipient": KEPT, "version": 1}
    one = f"/api/me/addresses/{kept['id']}"

    changed = http.patch(one, json={"version": 1, "label": "Mother"}, headers=hers)
    moved = http.patch(
        one, json={"version": 2, "recipient": {**RECIPIENT, "line1": "9 Elm"}}, headers=hers
    ).json

    assert changed.json == {**kept, "label": "Mother", "version": 2}
    assert moved["recipient"] == {**KEPT, "line1": "9 Elm", "postcode": None}
    assert http.get("/api/me/addresses", headers=hers).json == {"items": [moved]}
    assert http.delete(one, headers=hers).status_code == 204
    assert http.get("/api/me/addresses", headers=hers).json == {"items": []}


def test_recipients_are_listed_by_what_they_are_called(http: Browser, open_shop: OpenShop) -> None:
    hers = customers.log_in(http)
    for label, name in (("", "Zoe Marsh"), ("Mom", "Ada Bell"), ("", "Ben Ito")):
        keep(http, hers, label=label, recipient={**RECIPIENT, "name": name})

    found = http.get("/api/me/addresses", headers=hers).json["items"]

    assert [each["recipient"]["name"] for each in found] == ["Ben Ito", "Ada Bell", "Zoe Marsh"]


def test_the_second_writer_sees_what_the_first_has_written(http: Browser, open_shop: OpenShop) -> None:
    hers = customers.log_in(http)
    kept = keep(http, hers)
    one = f"/api/me/addresses/{kept['id']}"
    assert http.patch(one, json={"version": 1, "label": "Mother"}, headers=hers).status_code == 200

    refused = http.patch(one, json={"version": 1, "label": "Mama"}, headers=hers)

    assert (refused.status_code, refused.json["code"]) == (409, "version_conflict")
    assert refused.json["current"] == {**kept, "label": "Mother", "version": 2}
    assert facts("select label, version from saved_recipient") == [("Mother", 2)]


def test_somebody_elses_recipient_is_not_found_and_stays_as_it_is(http: Browser, open_shop: OpenShop) -> None:
    kept = keep(http, customers.log_in(http))
    bea = customers.elsewhere(http, customers.BEA)
    one = f"/api/me/addresses/{kept['id']}"
    before = facts("select * from saved_recipient")

    answers = [
        http.patch(one, json={"version": 1, "label": "Mine"}, headers=bea),
        http.delete(one, headers=bea),
        http.delete(f"/api/me/addresses/{uuid4()}", headers=bea),
    ]

    assert [(each.status_code, each.json["code"]) for each in answers] == [(404, "address_not_found")] * 3
    assert http.get("/api/me/addresses", headers=bea).json == {"items": []}
    assert facts("select * from saved_recipient") == before


def test_a_postcode_that_is_none_and_a_fifty_first_recipient_are_refused(
    http: Browser, open_shop: OpenShop
) -> None:
    hers = customers.log_in(http)
    wrong = {"label": "", "recipient": {**RECIPIENT, "postcode": "nowhere"}}
    refused = http.post("/api/me/addresses", json=wrong, headers=hers)
    assert (refused.status_code, refused.json["code"]) == (422, "invalid_postcode")
    for _ in range(50):
        keep(http, hers)

    full = http.post("/api/me/addresses", json={"recipient": RECIPIENT}, headers=hers)

    assert (full.status_code, full.json["code"]) == (409, "too_many_kept")
    assert facts("select count(*) from saved_recipient") == [(50,)]
