"""The driver's phone: opened by a link of the day, told where to go, heard once however often it speaks."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.builders.shop import OpenShop
from tests.routes import staff
from tests.routes.buying import facts, ledger
from tests.routes.conftest import Browser
from tests.routes.counter import OUT, Counter, progress_letters, sell, state, write
from tests.routes.phone import Phone, now
from tests.routes.pictures import a_photo


def test_flowers_are_handed_over_with_a_photo(phone: Phone, counter: Counter) -> None:
    counter.bring_to("out_for_delivery")
    photo = phone.sends(counter.delivery_id, a_photo())
    assert photo.status_code == 201, photo.text
    assert phone.sends(counter.delivery_id, a_photo()).json == photo.json
    heard = phone.says(counter.delivery_id, received_by="", photo_id=photo.json["id"])
    assert (heard.status_code, heard.json["status"]) == (200, {"code": "delivered", "label": "Delivered"})
    assert facts("select received_by, photo_id::text from delivery_proof") == [("", photo.json["id"])]
    assert facts("select count(*) from photo") == [(1,)]


def test_a_deed_that_is_sent_again_moves_nothing_twice(phone: Phone, counter: Counter) -> None:
    counter.bring_to("out_for_delivery")
    at = now().isoformat()
    first = phone.says(counter.delivery_id, at=at)
    after = state()
    for _ in range(3):
        again = phone.says(counter.delivery_id, at=at)
        assert (again.status_code, again.json) == (200, first.json)
    assert state() == after
    other = phone.says(counter.delivery_id, at=(now() + timedelta(seconds=1)).isoformat(), received_by="Bob")
    assert (other.status_code, other.json) == (200, first.json)
    assert facts("select received_by from delivery_proof") == [("June",)]
    assert progress_letters() == [True, False]


def test_a_failure_sent_again_after_the_shop_has_found_another_time(
    phone: Phone, counter: Counter, open_shop: OpenShop, run: dict[str, Any]
) -> None:
    counter.bring_to("out_for_delivery")
    at = now().isoformat()
    assert phone.says(counter.delivery_id, "failed", at=at).json["status"]["code"] == "failed"
    assert facts("select why from order_move where to_status = 'failed'") == [("Nobody opened",)]
    assert counter.move("rescheduled", slot_id=open_shop.slot_ids[0]).status_code == 200
    after = state()
    again = phone.says(counter.delivery_id, "failed", at=at)
    assert (again.status_code, again.json["status"]["code"]) == (200, "ready")
    assert state() == after
    version = counter.get(f"/api/admin/queue?date={run['date']}")["runs"][0]["version"]
    path = f"/api/admin/runs/{run['id']}/stops"
    counter.post(path, version=version, delivery_ids=[counter.delivery_id])
    counter.bring_to("out_for_delivery")
    second = phone.says(counter.delivery_id, "failed", at=(now() + timedelta(seconds=1)).isoformat())
    assert second.json["status"]["code"] == "failed"
    assert facts("select count(*) from order_move where to_status = 'failed'") == [(2,)]


def test_nobody_has_to_press_that_the_van_has_left(phone: Phone, counter: Counter) -> None:
    assert phone.says(counter.delivery_id).status_code == 200
    steps = facts("select to_status from order_move where delivery_id is not null order by id")
    assert [to for (to,) in steps] == ["preparing", "ready", "out_for_delivery", "delivered"]
    assert ledger() == {"slot_stops": 1, "van_minutes": 15, "workroom_minutes": 10}


def test_the_phones_time_counts_but_not_the_future_nor_the_past_before(
    phone: Phone, counter: Counter
) -> None:
    counter.bring_to("out_for_delivery")
    write("update order_move set at = at - interval '1 hour' where delivery_id is not null")
    told = (now() - timedelta(minutes=30)).replace(microsecond=0)
    phone.says(counter.delivery_id, at=told.isoformat())
    assert facts("select at from delivery_proof") == [(told,)]


@pytest.mark.parametrize("hours", [-48, 48])
def test_a_phone_with_a_wrong_clock(phone: Phone, counter: Counter, hours: int) -> None:
    counter.bring_to("out_for_delivery")
    [(out_at,)] = facts(
        "select at from order_move where to_status = 'out_for_delivery' and delivery_id is not null"
    )
    at = (now() + timedelta(hours=hours)).isoformat()
    assert phone.says(counter.delivery_id, at=at).status_code == 200
    [(proven_at,)] = facts("select at from delivery_proof")
    assert out_at <= proven_at <= now()
    after = state()
    assert phone.says(counter.delivery_id, at=at).status_code == 200
    assert state() == after


@pytest.mark.parametrize(
    ("outcome", "more", "status", "code"),
    [
        ("delivered", {"received_by": ""}, 422, "proof_missing"),
        ("failed", {"reason": "  "}, 422, "reason_missing"),
        ("delivered", {"at": "yesterday"}, 422, "validation"),
        ("delivered", {"at": "2026-05-04T10:00:00"}, 422, "validation"),
        ("delivered", {"photo_id": str(uuid4())}, 404, "photo_not_found"),
    ],
)
def test_a_deed_that_says_too_little(
    phone: Phone, counter: Counter, outcome: str, more: dict[str, str], status: int, code: str
) -> None:
    before = state()
    refused = phone.says(counter.delivery_id, outcome, **more)
    assert (refused.status_code, refused.json["code"]) == (status, code)
    assert state() == before


def test_other_peoples_stops(http: Browser, open_shop: OpenShop, phone: Phone, counter: Counter) -> None:
    other = counter.other(*sell(http, open_shop))
    other.bring_to(*OUT)
    before = state()
    for refused in (phone.says(other.delivery_id), phone.sends(other.delivery_id, a_photo())):
        assert (refused.status_code, refused.json["code"]) == (404, "stop_not_found")
    assert phone.says(str(uuid4())).json["code"] == "delivery_not_found"
    assert state() == before


def test_a_stop_that_is_not_made_yet(http: Browser, open_shop: OpenShop, counter: Counter) -> None:
    other = counter.other(*sell(http, open_shop))
    made = counter.post("/api/admin/runs", date=open_shop.tomorrow.isoformat(), name="Noon").json
    counter.post(f"/api/admin/runs/{made['id']}/stops", version=1, delivery_ids=[other.delivery_id])
    phone = Phone(http.application.test_client())
    phone.open(counter.post(f"/api/admin/runs/{made['id']}/link").json["url"])
    before = state()
    refused = phone.says(other.delivery_id)
    assert (refused.status_code, refused.json["code"]) == (409, "illegal_move")
    assert state() == before


def test_what_the_desk_has_said_before_stays(phone: Phone, counter: Counter) -> None:
    counter.bring_to("out_for_delivery", "delivered")
    assert phone.says(counter.delivery_id, received_by="Bob").status_code == 200
    assert facts("select received_by from delivery_proof") == [("June",)]
    before = state()
    refused = phone.says(counter.delivery_id, "failed")
    assert (refused.status_code, refused.json["code"]) == (409, "illegal_move")
    assert state() == before


def test_somebody_who_drives_sees_her_own_runs_of_today(
    http: Browser, counter: Counter, run: dict[str, Any]
) -> None:
    phone = Phone(http.application.test_client(), staff.log_in(http, "driver"))
    assert phone.run().json["runs"] == []
    [(driver,)] = facts("select id from account where role = 'driver'")
    write("update run set driver_id = :driver", driver=driver)
    assert phone.run().json["runs"] == []
    today = phone.run().json["date"]
    write("update run set date = cast(:today as date)", today=today)
    write("update delivery set date = cast(:today as date)", today=today)
    assert [each["delivery_id"] for each in phone.stops()] == [counter.delivery_id]
    assert phone.says(counter.delivery_id).status_code == 200
    assert facts("select who from order_move where to_status = 'delivered' and delivery_id is not null") == [
        (f"staff:{driver}",)
    ]


def test_a_link_speaks_for_the_driver_of_its_run(
    http: Browser, phone: Phone, counter: Counter, run: dict[str, Any]
) -> None:
    staff.log_in(http, "driver")
    [(driver,)] = facts("select id from account where role = 'driver'")
    write("update run set driver_id = :driver", driver=driver)
    phone.says(counter.delivery_id)
    who = facts("select who from order_move where to_status = 'delivered' and delivery_id is not null")
    assert who == [(f"staff:{driver}",)]


def test_customers_do_not_drive(http: Browser, counter: Counter) -> None:
    phone = Phone(http.application.test_client(), staff.log_in(http, "customer"))
    assert (phone.run().status_code, phone.says(counter.delivery_id).status_code) == (403, 403)


def test_another_page_cannot_speak(phone: Phone, counter: Counter) -> None:
    phone.headers["Origin"] = "https://elsewhere.example"
    before = state()
    for refused in (phone.says(counter.delivery_id), phone.sends(counter.delivery_id, a_photo())):
        assert (refused.status_code, refused.json["code"]) == (403, "csrf")
    assert state() == before
