"""Photos as proof: what is one is kept without what the camera wrote into it; what is none is refused."""

from io import BytesIO
from uuid import uuid4

import pytest
from PIL import Image
from werkzeug.test import TestResponse

from tests.routes import staff
from tests.routes.buying import facts
from tests.routes.counter import OUT, Counter, state
from tests.routes.pictures import SVG, a_bomb, a_photo

JPEG, PNG, WEBP = "image/jpeg", "image/png", "image/webp"


def send(counter: Counter, body: bytes, mimetype: str = JPEG, *, origin: str | None = None) -> TestResponse:
    headers = {**counter.headers, "Content-Type": mimetype}
    if origin is not None:
        headers["Origin"] = origin
    path = f"/api/admin/deliveries/{counter.delivery_id}/photos"
    return counter.http.post(path, data=body, headers=headers)


def test_a_photo_is_kept_as_webp(counter: Counter) -> None:
    answer = send(counter, a_photo())
    assert answer.status_code == 201, answer.text
    assert (answer.json["width"], answer.json["height"]) == (320, 200)
    shown = counter.http.get(f"/api/admin/photos/{answer.json['id']}", headers=counter.headers)
    assert (shown.status_code, shown.mimetype) == (200, WEBP)
    assert shown.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assert Image.open(BytesIO(shown.data), formats=("WEBP",)).size == (320, 200)


@pytest.mark.parametrize(
    ("body", "mimetype"), [(b"", JPEG), (SVG, PNG), (a_bomb(), PNG), (a_photo()[:-200], JPEG)]
)
def test_what_is_no_photo(counter: Counter, body: bytes, mimetype: str) -> None:
    before = state()
    refused = send(counter, body, mimetype)
    assert (refused.status_code, refused.json["code"]) == (422, "not_a_photo")
    assert state() == before


@pytest.mark.parametrize("mimetype", ["image/svg+xml", "application/json", ""])
def test_other_types_are_not_even_looked_at(counter: Counter, mimetype: str) -> None:
    before = state()
    refused = send(counter, a_photo(), mimetype)
    assert (refused.status_code, refused.json["code"]) == (415, "unsupported_media_type")
    assert state() == before


@pytest.mark.parametrize("megabytes", [9, 50])
def test_a_body_that_is_too_large(counter: Counter, megabytes: int) -> None:
    before = state()
    refused = send(counter, a_photo() + b"0" * (megabytes * 1024 * 1024))
    assert (refused.status_code, refused.json["code"]) == (413, "too_large")
    assert state() == before


def test_other_addresses_take_no_pictures_and_no_more_than_before(counter: Counter) -> None:
    headers = {**counter.headers, "Content-Type": JPEG}
    refused = counter.http.post("/api/cart/lines", data=a_photo(), headers=headers)
    assert refused.status_code == 415
    large = b'{"variant_id": ' + b" " * (2 * 1024 * 1024) + b"1}"
    refused = counter.http.post("/api/cart/lines", data=large, headers={"Content-Type": "application/json"})
    assert (refused.status_code, refused.json["code"]) == (413, "too_large")


def test_another_page_cannot_send_one(counter: Counter) -> None:
    before = state()
    refused = send(counter, a_photo(), origin="https://elsewhere.example")
    assert (refused.status_code, refused.json["code"]) == (403, "csrf")
    assert state() == before


def test_the_same_file_is_the_same_photo(counter: Counter) -> None:
    first, second = send(counter, a_photo()), send(counter, a_photo())
    assert (first.status_code, second.status_code, first.json) == (201, 201, second.json)
    assert facts("select count(*) from photo") == [(1,)]


def test_a_delivery_has_only_so_many(counter: Counter) -> None:
    for width in range(100, 112):
        assert send(counter, a_photo(size=(width, 100))).status_code == 201
    before = state()
    refused = send(counter, a_photo(size=(112, 100)))
    assert (refused.status_code, refused.json["code"]) == (409, "too_many_photos")
    assert state() == before
    assert send(counter, a_photo(size=(100, 100))).status_code == 201


def test_a_delivery_that_there_is_not(counter: Counter) -> None:
    counter.delivery_id = str(uuid4())
    refused = send(counter, a_photo())
    assert (refused.status_code, refused.json["code"]) == (404, "delivery_not_found")


def test_the_buyer_sees_the_proof_and_nobody_else(counter: Counter) -> None:
    counter.bring_to(*OUT)
    proof, other = (send(counter, a_photo(size=(width, 100))).json["id"] for width in (100, 101))
    assert counter.move("delivered", photo_id=proof).status_code == 200
    [delivery] = counter.http.get(f"/api/orders/{counter.number}").json["deliveries"]
    address = f"/api/orders/{counter.number}/photos/{proof}"
    assert (delivery["proof"]["received_by"], delivery["proof"]["photo_url"]) == ("", address)
    shown = counter.http.get(address)
    assert (shown.status_code, shown.mimetype) == (200, WEBP)
    assert "sandbox" in shown.headers["Content-Security-Policy"]
    assert counter.http.get(f"/api/orders/{counter.number}/photos/{other}").json["code"] == "photo_not_found"
    stranger = counter.http.application.test_client()
    assert stranger.get(address).status_code == 404
    assert stranger.get(f"/api/admin/photos/{proof}").status_code == 401


def test_a_photo_of_another_delivery_proves_nothing(counter: Counter) -> None:
    counter.bring_to(*OUT)
    before = state()
    refused = counter.move("delivered", photo_id=str(uuid4()))
    assert (refused.status_code, refused.json["code"]) == (404, "photo_not_found")
    assert state() == before


def test_a_driver_uses_her_own_door(counter: Counter) -> None:
    counter.headers = staff.log_in(counter.http, "driver")
    assert send(counter, a_photo()).status_code == 403
